"""What became of each decision over time, as a pure function of what git remembers and what the versions say."""
