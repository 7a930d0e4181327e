"""Files without pages of their own: which reader lays out which format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evidencecheck.domain.files import MediaType
from evidencecheck.domain.limits import Limits
from evidencecheck.reading.office import OfficeContent

CONVERTED = frozenset({MediaType.DOC, MediaType.PPT, MediaType.RTF})
"""Formats that are read only where LibreOffice is installed."""

LaidOut = Callable[[Path, Limits], OfficeContent]


def reader_of(media: MediaType) -> LaidOut | None:
    """What lays out files of a format on drawn pages; None for formats that have pages.

    Each is loaded only where a file of its format comes.
    """
    read: LaidOut | None = None
    match media:
        case MediaType.DOCX:
            from evidencecheck.reading.office.docx import read_docx as read
        case MediaType.XLSX:
            from evidencecheck.reading.office.xlsx import read_xlsx as read
        case MediaType.PPTX:
            from evidencecheck.reading.office.pptx import read_pptx as read
        case MediaType.XLS:
            from evidencecheck.reading.office.xls import read_xls as read
        case MediaType.DOC:
            from evidencecheck.reading.office.converted import read_doc as read
        case MediaType.RTF:
            from evidencecheck.reading.office.converted import read_rtf as read
        case MediaType.PPT:
            from evidencecheck.reading.office.converted import read_ppt as read
        case MediaType.HTML | MediaType.MHT:
            from evidencecheck.reading.saved.page import read_page as read
        case MediaType.EML | MediaType.MSG:
            from evidencecheck.reading.saved.mail import read_mail as read
        case MediaType.TEXT:
            from evidencecheck.reading.saved.plain import read_text as read
        case MediaType.CSV:
            from evidencecheck.reading.saved.plain import read_csv as read
        case _:
            return None
    return read
