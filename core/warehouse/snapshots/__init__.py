"""Dated, immutable copies of the warehouse: taken, published, kept and let go."""
