"""What pages of things written as documents share: drafts, form fields, YAML, saving, problems, versions."""
