"""What `make` runs: installing, serving, verifying, and the documents made from the code."""
