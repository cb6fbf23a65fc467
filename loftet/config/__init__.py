"""Settings, the URL table, the loftet command, the embedded database and the demo."""
