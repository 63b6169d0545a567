"""Made-up warehouses, loaded in bulk: all of their tables or none."""
