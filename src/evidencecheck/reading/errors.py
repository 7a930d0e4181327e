"""What can go wrong when a file is read."""

from __future__ import annotations

from evidencecheck.domain.files import Problem


class ReadError(Exception):
    """A file that cannot be read.

    Attributes:
        problem: F101 (damaged), F102 (encrypted) with the parameter ``reason``, a few plain words;
            F104 (nothing here reads it) with the parameter ``format``; or F107 (over a limit) with
            the parameters ``limit`` and ``value``.
    """

    def __init__(self, code: str, reason: str, *, limit: str = "") -> None:
        """Take the finding code and the words: reason, format, or value that broke a limit."""
        super().__init__(f"{code}: {reason}")
        params: tuple[tuple[str, str], ...] = (("reason", reason),)
        if code == "F107":
            params = (("limit", limit), ("value", reason))
        elif code == "F104":
            params = (("format", reason),)
        self.problem = Problem(code, params)
