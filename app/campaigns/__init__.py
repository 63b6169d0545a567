"""The page Campaigns: the list, one campaign, the builder, the contact policy and the holdout."""
