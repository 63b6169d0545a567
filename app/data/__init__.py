"""The page Data: what the snapshot holds, how good and how fresh it is, and where it comes from."""
