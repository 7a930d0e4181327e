"""Ruled tables of PDF pages, read with pdfplumber where the words alone do not give the cells.

pdfplumber takes tens of milliseconds a page, so it is asked only where a cell holds more than one
line of print: there the rows of words are not the rows of the table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pymupdf
from pdfplumber.utils.exceptions import PdfminerException

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Cell, Span, Table

_FEWEST_LINES = 4
_SHORTEST = 0.08


def needs_tables(page: pymupdf.Page, spans: Sequence[Span]) -> bool:
    """Whether ``page`` is ruled and some ruled band of it holds two lines of one column."""
    if page.rotation or not spans:
        return False
    edges = _horizontal_rules(page)
    if len(edges) < _FEWEST_LINES:
        return False
    for top, bottom in pairwise(edges):
        band = [s for s in spans if top <= s.box.cy <= bottom]
        if bottom - top < 0.25 and _stacked(band):
            return True
    return False


def read_tables(path: Path, number: int, password: str = "") -> tuple[Table, ...]:
    """The ruled tables of page ``number`` (1-based); none where pdfplumber cannot read the file."""
    try:
        with pdfplumber.open(path, pages=[number], password=password) as document:
            page = document.pages[0]
            return tuple(
                t for found in page.find_tables() if (t := _table(page, found)) is not None
            )
    except (PdfminerException, ValueError, KeyError, TypeError, IndexError, AssertionError):
        # pdfminer raises whatever its parser trips over; the words of the page stay as read.
        return ()


def _horizontal_rules(page: pymupdf.Page) -> list[float]:
    """The heights, in fractions of the page, at which long horizontal lines run."""
    height, width = page.rect.height, page.rect.width
    heights: set[float] = set()
    for path in page.get_cdrawings():
        for item in path["items"]:
            if item[0] == "l":
                (x0, y0), (x1, y1) = item[1], item[2]
                if abs(y1 - y0) < 1 and abs(x1 - x0) > _SHORTEST * width:
                    heights.add(round(y0 / height, 3))
            elif item[0] == "re":
                x0, y0, x1, y1 = item[1]
                if x1 - x0 > _SHORTEST * width:
                    heights.update((round(y0 / height, 3), round(y1 / height, 3)))
    merged: list[float] = []
    for y in sorted(heights):
        if not merged or y - merged[-1] > 0.004:
            merged.append(y)
    return merged


def _stacked(band: Sequence[Span]) -> bool:
    for i, a in enumerate(band):
        for b in band[i + 1 :]:
            shared = min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0)
            if shared > 0 and not a.box.same_row(b.box):
                return True
    return False


def _table(page: Any, found: Any) -> Table | None:
    width, height = float(page.width), float(page.height)
    texts = found.extract()
    rows = []
    for row, words in zip(found.rows, texts, strict=False):
        cells = [
            Cell(_clean(text), _box(cell, width, height))
            for cell, text in zip(row.cells, words, strict=False)
            if cell is not None
        ]
        if cells:
            rows.append(tuple(cells))
    if len(rows) < 2:
        return None
    return Table(_box(found.bbox, width, height), tuple(rows))


def _clean(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "").strip()


def _box(bbox: tuple[float, float, float, float], width: float, height: float) -> Box:
    x0, y0, x1, y1 = bbox
    unit = [min(max(v, 0.0), 1.0) for v in (x0 / width, y0 / height, x1 / width, y1 / height)]
    return Box(unit[0], unit[1], unit[2], unit[3])
