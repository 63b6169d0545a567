"""The views of the Segments page."""
