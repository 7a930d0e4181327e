"""Checks the evidence that factories submit for a zero-carbon factory (零碳工厂) title.

From Python: ``check`` checks one submission, ``batch`` many. Files are read in processes of their
own, so call them under ``if __name__ == "__main__":`` in a script.
"""

from evidencecheck.api import batch, check
from evidencecheck.domain.version import __version__

__all__ = ["__version__", "batch", "check"]
