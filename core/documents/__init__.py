"""Definitions that people write as YAML: read strictly, every fault with its place, written back."""
