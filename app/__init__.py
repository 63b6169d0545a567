"""The Streamlit shell: entry, navigation, the one Lab of this server, cache, theme, components."""
