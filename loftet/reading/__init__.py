"""Reads documents: bytes of a PDF, Word, HTML or text become promises and outcomes with their places in the source."""
