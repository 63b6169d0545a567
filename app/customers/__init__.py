"""The page Customers: find them, and look at one."""
