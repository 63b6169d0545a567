"""Figures, metrics and rich text from tidy frames, shared by pages and notebooks. Never Streamlit."""
