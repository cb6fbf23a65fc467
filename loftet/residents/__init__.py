"""Residents: questions, contradictions and followers."""
