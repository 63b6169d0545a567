"""The page Reports: what campaigns brought, for stakeholders."""
