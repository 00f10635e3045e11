"""Records from one form into another: what moves where, step by step, and the proof that nothing is lost."""
