"""Programs: points, tiers and the ledger: definitions, earning, lots, replay."""
