"""Promise sets, their promises and commitments: written, shared, signed and made ready for residents."""
