"""Organisations, people and their roles, sign-in, audit events and the mail outbox."""
