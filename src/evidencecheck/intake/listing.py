"""The list of files as it grows: each path once, and no more files than are allowed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evidencecheck.domain.files import FileStatus, MediaType, Problem, SourceFile
from evidencecheck.intake.names import unique

# What a finding of a file is about; an empty file has no page to name.
_PARAMETER = {"F104": "format", "F103": "page"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file on disk on its way to be judged."""

    path: str
    location: Path
    depth: int = 0
    """Archives around it."""
    packed: int | None = None
    """Bytes that it takes up in the outermost archive; None for a file of its own."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is known of a file that was opened."""

    sha256: str
    bytes: int
    media: MediaType


_UNOPENED = Content("", 0, MediaType.UNKNOWN)


class Listing:
    """The files of a submission."""

    def __init__(self, most: int) -> None:
        """Begin with none; ``most`` may be listed."""
        self.files: list[SourceFile] = []
        self._most = most
        self._taken: set[str] = set()

    def unique(self, path: str) -> str:
        """``path``, or one like it where that is taken."""
        return unique(path, self._taken)

    def full(self, path: str, location: Path) -> bool:
        """Whether the list is full; the first file left out is named once."""
        if len(self.files) == self._most:
            value = "more; this one and the rest were left out"
            self.refuse(self.unique(path), location, "F107", value, f"{self._most} files")
        return len(self.files) > self._most

    def refuse(self, path: str, location: Path, code: str, words: str, limit: str = "") -> None:
        """List a file that was not opened, or not to its end."""
        found, status = Found(path, location), FileStatus.UNREADABLE
        self.add(found, _UNOPENED, status, code, words, limit)

    def skip(self, path: str, location: Path, word: str) -> None:
        """List an entry that is no file to open."""
        self.add(Found(path, location), _UNOPENED, FileStatus.SKIPPED, "F104", word)

    def add(
        self,
        found: Found,
        content: Content,
        status: FileStatus = FileStatus.READ,
        code: str = "",
        words: str = "",
        limit: str = "",
    ) -> None:
        """List a file, with what is wrong with it where there is a ``code``."""
        problems: tuple[Problem, ...] = ()
        if code == "F107":
            problems = (Problem(code, (("limit", limit), ("value", words))),)
        elif code:
            problems = (Problem(code, ((_PARAMETER.get(code, "reason"), words),)),)
        self.files.append(
            SourceFile(
                found.path,
                found.location,
                content.sha256,
                content.bytes,
                content.media,
                status,
                problems,
            )
        )
