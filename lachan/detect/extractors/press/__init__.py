"""Reads an article as a whole: was a child harmed, and what lets a reader find that child."""
