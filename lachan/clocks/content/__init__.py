"""Reads content/clocks and content/calendar into rows, and touches no database."""
