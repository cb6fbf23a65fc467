"""A whole country of demo data: as many promises as Sweden's municipalities would give in ten years."""
