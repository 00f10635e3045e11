"""How a team would write a new status, link or field; one file a dialect."""
