"""The static public site: built from editions only, readable with or without the application."""
