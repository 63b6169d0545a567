"""Segments: who is in, why, since when, and how that compares."""
