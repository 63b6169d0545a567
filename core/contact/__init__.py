"""Who may be contacted when, and who is held out: caps, quiet hours, and the stable hash that deals customers out."""
