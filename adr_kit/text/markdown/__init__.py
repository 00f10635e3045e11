"""The one room for Markdown libraries: where blocks stand, what a line says, and safe HTML."""
