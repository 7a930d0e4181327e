"""What can go wrong when a file is read."""

from __future__ import annotations

from evidencecheck.domain.files import Problem


class ReadError(Exception):
    """A file that cannot be read.

    Attributes:
        problem: F101 (damaged), F102 (encrypted) with the parameter ``reason``, a few plain words;
            or F107 (over a limit) with the parameters ``limit`` and ``value``.
    """

    def __init__(self, code: str, reason: str, *, limit: str = "") -> None:
        """Take the finding code and the words: the reason, or the value that broke a limit."""
        super().__init__(f"{code}: {reason}")
        params = (("limit", limit), ("value", reason)) if code == "F107" else (("reason", reason),)
        self.problem = Problem(code, params)
