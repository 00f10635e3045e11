"""adr-kit: architecture decision records, captured when the choice is made and found when they are needed."""
