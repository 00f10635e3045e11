"""What a decision record is, and how one is read."""
