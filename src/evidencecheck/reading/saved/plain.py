"""Plain text and lists of values (.txt, .csv) as somebody wrote or exported them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.domain.page import Page
from evidencecheck.intake.names import utf8_or_gbk
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.content import OfficeContent
from evidencecheck.reading.office.layout import A4
from evidencecheck.reading.office.measure import clean
from evidencecheck.reading.office.sheet import Sheet, SheetCell
from evidencecheck.reading.office.sheet_layout import SheetPages
from evidencecheck.reading.saved.blocks import BODY, Text
from evidencecheck.reading.saved.flow import BlockFlow

TEXT_BYTES = 32 * MIB
"""Size of a text that is taken in: more than any number of pages allowed."""
_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE = 50
"""Lines by which the delimiter is told."""
_LONGEST_FIELD = 1 << 20


def read_text(path: Path, limits: Limits) -> OfficeContent:
    """Lay out plain text, line by line; a form feed begins a page.

    Raises:
        ReadError: F107 it is too large.
    """
    flow = BlockFlow(limits)
    for number, part in enumerate(_text(path).split("\f")):
        if number:
            flow.page_break()
        flow.add(Text(line) for line in part.splitlines() if line.strip())
    return flow.content()


def read_csv(path: Path, limits: Limits) -> OfficeContent:
    """Lay out a list of values as the table that it is.

    Raises:
        ReadError: F101 it is none; F107 it is too large.
    """
    text = _text(path)
    csv.field_size_limit(_LONGEST_FIELD)
    laid = SheetPages(limits)
    sheet = Sheet()
    left = laid.cells
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=_delimiter(text))):
            cells = {
                c: SheetCell(v, BODY) for c, value in enumerate(row) if (v := clean(value).strip())
            }
            left -= len(cells)
            if left < 0:
                sheet.cut = True
                break
            if cells:
                sheet.rows[number] = cells
    except csv.Error as error:
        raise ReadError("F101", "no readable list of values") from error
    laid.add("", sheet)
    if not laid.pages:
        laid.check()
    return OfficeContent(tuple(laid.pages) or (Page(1, *A4),), (), tuple(laid.problems()))


def _delimiter(text: str) -> str:
    """The character that most evenly parts the first lines."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    return max(_DELIMITERS, key=lambda d: (sum(d in line for line in lines), -_DELIMITERS.index(d)))


def _text(path: Path) -> str:
    if path.stat().st_size > TEXT_BYTES:
        raise ReadError("F107", "a text is larger", limit=f"{TEXT_BYTES // MIB} MiB")
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return utf8_or_gbk(data.removeprefix(b"\xef\xbb\xbf"))
