"""Checks the evidence that factories submit for a zero-carbon factory (零碳工厂) title."""

__version__ = "0.1.0"
