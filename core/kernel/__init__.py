"""Values that everything else is made of: time, types, canonical form. No I/O, nothing that knows a business word."""
