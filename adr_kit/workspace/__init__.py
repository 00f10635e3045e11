"""The world outside; nothing else touches disk, processes, clock or environment."""
