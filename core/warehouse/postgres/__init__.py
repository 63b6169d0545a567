"""PostgreSQL as a server: its address, its connections, its types, and its errors in words."""
