"""The warehouse behind DWH_URL as something to read: PostgreSQL, or a DuckDB file."""
