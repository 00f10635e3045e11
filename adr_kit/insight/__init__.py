"""Answers: pure functions over a log."""
