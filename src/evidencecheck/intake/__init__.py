"""From a folder, an archive or one file to the list of files worth reading.

Untrusted on every count: names, sizes, types and counts are what is found, never what is declared.
"""

from evidencecheck.intake.collector import NothingToRead, collect

__all__ = ["NothingToRead", "collect"]
