"""A log as something else: a table of contents, a list."""
