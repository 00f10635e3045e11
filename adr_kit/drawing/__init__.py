"""A graph as text in one format; one file a format."""
