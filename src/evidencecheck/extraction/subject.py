"""The document whose fields are wanted."""

from __future__ import annotations

from dataclasses import dataclass

from evidencecheck.domain.rules import DocumentType
from evidencecheck.extraction.fields import LabelledPage
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.titles import TitleMatch


@dataclass(frozen=True, slots=True)
class Subject:
    """A document whose fields are wanted."""

    type: DocumentType
    pages: tuple[LabelledPage, ...]
    title: TitleMatch | None

    @property
    def texts(self) -> tuple[PageText, ...]:
        """The text of its pages."""
        return tuple(p.text for p in self.pages)
