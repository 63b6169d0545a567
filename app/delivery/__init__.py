"""The page Delivery: what became of every message."""
