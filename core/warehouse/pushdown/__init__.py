"""Questions that the warehouse answers itself."""
