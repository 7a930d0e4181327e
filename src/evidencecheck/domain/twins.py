"""What is kept of a submission to know its papers again elsewhere: fingerprints, never words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PagePrint:
    """One page that is a picture."""

    picture: str
    """Its difference hash, in hex: see ``Page.picture``."""
    words: tuple[int, ...] = ()
    """The smallest hashes of its runs of characters, in order."""
    numbers: tuple[int, ...] = ()
    """The smallest hashes of runs within its numbers, codes and amounts, in order."""
    taken: str = ""
    """When its camera says that it was taken; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class DocumentPrint:
    """One document."""

    key: str
    """Digest of its file's path and its first page."""
    type: str
    sha256: str
    """Of its file."""
    own: bool
    """Whether its holder is the applicant, surely read."""
    claimed: bool
    """Whether it speaks for the applicant who submits it, and not for a supplier or a verifier."""
    shared: bool
    """Whether it says that it is of several sites or firms."""
    number: str = ""
    """Digest of type and number of a certificate; empty where that numbers nothing uniquely."""
    text: tuple[int, ...] = ()
    """Sample of the hashes of its runs of characters, in order; empty where its type has no words
    of its own."""
    pages: tuple[PagePrint, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicantPrint:
    """One submission: who submits, and the fingerprints of its documents."""

    name: str
    credit_code: str
    aliases: tuple[str, ...]
    system: str
    """Id of the indicator system."""
    year: int
    """Of the assessment date."""
    documents: tuple[DocumentPrint, ...]


class TwinKind(StrEnum):
    """What a document has in common with that of another applicant."""

    FILE = "file"
    """The same bytes (F106)."""
    PAGE = "page"
    """The same picture of a page, or the same photograph (F106)."""
    TEXT = "text"
    """Near-identical text (F108)."""
    NUMBER = "number"
    """The number of a certificate that has another holder (C603)."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A document of the submission that another applicant has as well."""

    key: str
    """See ``DocumentPrint.key``."""
    kind: TwinKind
    other: str
    """Name of the other applicant."""
    share: int = 100
    """Per cent of the text that both have."""
