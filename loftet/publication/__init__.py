"""Publication: editions of what was signed or closed, numbered in one ledger, and the documents of each."""
