"""Plans: pure functions from a log to proven changes."""
