"""What an office file holds, once read."""

from __future__ import annotations

from dataclasses import dataclass

from evidencecheck.domain.files import Problem
from evidencecheck.domain.page import Page


@dataclass(frozen=True, slots=True)
class EmbeddedPicture:
    """A picture pasted into an office file, as stored."""

    after_page: int
    """Number of the drawn page that it follows; 0 before the first."""
    data: bytes
    media: str
    """Media type by content: ``image/jpeg``."""


def over(value: str, limit: str, page: int | None = None) -> Problem:
    """The problem of something over a limit: what was found, and what is allowed, in words."""
    return Problem("F107", (("limit", limit), ("value", value)), page)


@dataclass(frozen=True, slots=True)
class OfficeContent:
    """The drawn pages of an office file and the pictures that belong between them."""

    pages: tuple[Page, ...]
    """Numbered from 1 without the pictures. Empty when the file holds pictures only; one blank
    page when it holds nothing."""
    pictures: tuple[EmbeddedPicture, ...] = ()
    """In the order of the file; each stored picture once."""
    problems: tuple[Problem, ...] = ()
    """F107 where a limit cut it short, F104 for an embedded object that was not read."""
