"""Invented people and the main job told end to end. Used in demo mode and tests, nowhere else."""
