"""Follow-up: reporting periods, each party's account and assessment, and closing by equals."""
