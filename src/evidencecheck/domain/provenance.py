"""Where a file says it comes from: its digital signatures, who made it with what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Changes(StrEnum):
    """What became of a file after it was signed (ISO 32000-2, 12.8.2)."""

    NONE = "none"
    """The signature covers the whole file."""
    ALLOWED = "allowed"
    """Something was added that a signed file may be given: a form value, another signature."""
    OTHER = "other"
    """Something else was changed, or what the signature itself forbids."""
    UNCOVERED = "uncovered"
    """The signature leaves out bytes of the file that may have been added to it."""
    UNKNOWN = "unknown"
    """They cannot be compared."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature of a file, as it verifies without a network.

    Whether the signer's certificate can be trusted is not known here: that takes the lists of
    certification authorities and of revoked certificates.
    """

    field: str
    """Name of the form field that holds it."""
    intact: bool | None
    """Whether the signed bytes are those that were signed, by the key that is named; None: it
    cannot be told, see ``problem``."""
    changes: Changes
    """What was done to the file afterwards."""
    signer: str = ""
    """Common name in the signer's certificate."""
    organisation: str = ""
    """Organisation in the signer's certificate."""
    authority: str = ""
    """Who issued that certificate: its common name, else its organisation."""
    signed_at: str = ""
    """ISO date and time that the signer states; empty where none is stated."""
    stamped_at: str = ""
    """ISO date and time of a time stamp on it that is intact; empty where there is none."""
    page: int | None = None
    """1-based page that shows it; None where none does."""
    timestamp: bool = False
    """Whether it is a time stamp of the whole file and nobody's signature."""
    problem: str = ""
    """Why it could not be verified, in a few plain words; empty where it could."""

    @property
    def holds(self) -> bool | None:
        """Whether the file is as it was signed, allowed additions left aside; None: not known."""
        if self.intact is None or (self.intact and self.changes is Changes.UNKNOWN):
            return None
        return self.intact and self.changes in {Changes.NONE, Changes.ALLOWED}


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a file states about its own making. Anyone can write anything here.

    Dates are ISO (``2025-03-04`` or with time and offset, as stated); empty where not stated.
    """

    application: str = ""
    """What the content was made with: Creator of a PDF, Application of an office file, Software of
    a picture."""
    producer: str = ""
    """What wrote a PDF file."""
    author: str = ""
    last_modified_by: str = ""
    """Of an office file."""
    created: str = ""
    modified: str = ""
    xmp_created: str = ""
    """The same in the XMP metadata of a PDF, which editors often leave as it was."""
    xmp_modified: str = ""
    revisions: int = 0
    """Times that a PDF was saved by adding to it, the first included; 0 for other formats."""
    camera: str = ""
    """Make and model."""
    taken: str = ""
    """When a photo was taken, by the clock of the camera: without offset."""
    gps: tuple[float, float] | None = None
    """Where a photo was taken: degrees north and east, -90..90 and -180..180."""


UNSTATED = Provenance()
