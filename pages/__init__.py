"""One script a page: read, one call, draw."""
