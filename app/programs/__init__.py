"""The views of the Programs page."""
