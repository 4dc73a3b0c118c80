"""Lá Chắn: the working system with which a province protects children online."""

__version__ = "0.1.0"
