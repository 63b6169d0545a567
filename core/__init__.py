"""Loyalty Lab without its pages: data, rules, segments, and what is to be done with them."""
