"""Swedish as promises are written: numbers, cadences, performers, commitments, and hints on wording."""
