"""Importer: uploaded documents, the review of their readings, and the drafts that come of them."""
