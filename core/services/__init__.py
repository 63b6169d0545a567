"""Use cases, one module a noun; `core.services.lab` joins them."""
