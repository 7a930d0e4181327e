"""What is kept of a file beside its pages: signatures, what it says of its making, bookmarks."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import NamedTuple

from evidencecheck.domain.files import Bookmark, MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.provenance import UNSTATED, Provenance, Signature
from evidencecheck.reading import pdf, provenance
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.outline import read_outline
from evidencecheck.reading.pictures import open_picture

_OFFICE = frozenset({MediaType.DOCX, MediaType.XLSX, MediaType.PPTX})
_PICTURES = frozenset(
    {MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.TIFF, MediaType.HEIC}
)
_BYTE_RANGE = b"/ByteRange"
"""Every signature of a PDF has it in plain bytes: it names bytes of the file, and is not packed."""


class About(NamedTuple):
    """What is known of a file as a whole."""

    signatures: tuple[Signature, ...] = ()
    provenance: Provenance = UNSTATED
    outline: tuple[Bookmark, ...] = ()


def about(file: SourceFile, limits: Limits) -> About:
    """What a file has of these; nothing where it has none or cannot be opened."""
    try:
        if file.media_type is MediaType.PDF:
            return _of_pdf(file.location, limits)
        if file.media_type in _OFFICE:
            return About(provenance=provenance.of_office(file.location, limits))
        if file.media_type in _PICTURES:
            with open_picture(file.location, limits) as picture:
                return About(provenance=provenance.of_picture(picture))
    except ReadError:
        pass
    return About()


def may_be_signed(path: Path) -> bool:
    """Whether a PDF file may have a digital signature; told from its bytes, without parsing."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return data.find(_BYTE_RANGE) >= 0
    except (OSError, ValueError):
        return False


def _of_pdf(path: Path, limits: Limits) -> About:
    with pdf.open_pdf(path, limits) as document:
        stated = provenance.of_pdf(document)
        outline = read_outline(document)
        if not may_be_signed(path):
            return About((), stated, outline)
        # Half a second to import, and few files are signed.
        from evidencecheck.reading.signatures import read_signatures

        return About(read_signatures(path, document), stated, outline)
