"""The detection engine: Arrow in, evidence out. No Django, no database, no clock."""
