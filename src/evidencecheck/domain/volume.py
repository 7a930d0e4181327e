"""A file taken apart: which pages are a document, which are nobody's, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidencecheck.domain.document import Document


class PartKind(StrEnum):
    """What a run of pages of a file is."""

    DOCUMENT = "document"
    COVER = "cover"
    """The cover of the volume."""
    CONTENTS = "contents"
    """Its table of contents or list of documents."""
    SHEET = "sheet"
    """A sheet that stands before a document and only names it."""


@dataclass(frozen=True, slots=True)
class SeamSign:
    """Something that speaks for or against a new document on a page."""

    name: str
    """A name of ``extraction.volume.weights``: own-title, counter-begins."""
    weight: float
    """Added to the logarithm of the odds: above 0 for a new document, below 0 against one."""
    detail: str = ""
    """The words of the page that it was seen in; may be empty."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages of a file that belong together."""

    kind: PartKind
    pages: tuple[int, ...]
    """1-based; not in one run where another document is bound in between."""
    signs: tuple[SeamSign, ...] = ()
    """Why it begins where it does, the weightiest first; empty for the first of a file."""
    document: Document | None = None
    """What the pages are; None for a part that is no document."""
