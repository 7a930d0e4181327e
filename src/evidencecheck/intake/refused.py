"""Archives and members that cannot be used."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818  (said of an archive, not of the program)
    """An archive, mail or member that cannot be used.

    Attributes:
        code: F101 (damaged), F102 (encrypted), F104 (nothing here unpacks it) or F107 (over a
            limit).
        reason: the same in a few plain words; of F107 what was found.
        limit: of F107 what is allowed.
    """

    def __init__(self, code: str, reason: str, *, limit: str = "") -> None:
        """Take the finding code and the words."""
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.limit = limit
