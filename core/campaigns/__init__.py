"""Campaigns: an offer to a segment, to be sent exactly once and measured against a control group."""
