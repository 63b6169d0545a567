"""Who may be contacted when, and who is held out. So far: the stable hash that deals customers into shares."""
