"""Deadlines as pure functions: standard library only, no clock, no query."""
