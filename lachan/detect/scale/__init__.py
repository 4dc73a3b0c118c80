"""Scanning files of any size: in blocks, on many processes, taken up again after an end."""
