"""Memberships written into the warehouse."""
