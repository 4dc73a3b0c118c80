"""Turns what was handed in or fetched into entries. Writes nothing, knows no database."""
