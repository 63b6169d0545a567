"""Streamlit components of our own: Python wrappers and the assets built from `frontend/`."""
