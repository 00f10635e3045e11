"""The one place that says git."""
