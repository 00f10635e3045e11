"""A file as text, and where things stand in it; knows nothing of decisions."""
