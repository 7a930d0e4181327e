"""The numbers of a paper in the order in which they are read, each with the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Final

from evidencecheck.assessment.amounts import may_be_misread, read_for
from evidencecheck.assessment.figures_said import in_figures
from evidencecheck.assessment.written_numbers import (
    LATIN,
    NUMBER,
    ONE,
    SCALES,
    UNIT,
    Written,
    canonical,
    in_cell,
    with_commas,
    written_as,
)
from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import DocumentTable, Role, TableCell, TableColumn

_BASES: Final = {
    "mwh": ("kwh", 1e3), "gwh": ("kwh", 1e6), "kg": ("t", 1e-3), "kgce": ("tce", 1e-3),
    "kgco2": ("tco2", 1e-3), "mj": ("gj", 1e-3), "mw": ("kw", 1e3),
}  # fmt: skip
_OF_HEAD = rf"[%％]|[万亿]?{ONE}(?:/万?{ONE})?"
_UNITS = re.compile(r"(?:计量)?单\s*位|units?", re.IGNORECASE)
"""Heads a column that gives each row its unit."""
_HEADED = re.compile(
    rf"(?:[(（]\s*({_OF_HEAD})\s*[)）]|[\u4e00-\u9fff]\s*[/／]\s*[(（]?({_OF_HEAD})[)）]?"
    rf"|[\u4e00-\u9fff]\s+({LATIN}(?:/{ONE})?))\s*$"
)
_NO_NAME = re.compile(r"[(（][^()（）]*[)）]|\s+[A-Za-z0-9/%·³²]+$|[\s:：/]+")
_ORDINALS = frozenset("第№")
# GB/T 24789: its number counts nothing.
_STANDARD = re.compile(
    r"(?:GB|ISO|IEC|DB|HJ|JJ[GF]|PAS|CJ|SL|DL|NB|YD|QB|JB|JGJ|T/[A-Z]+)\s*(?:[/／]\s*[TZ])?\s*$",
    re.IGNORECASE,
)
# 167.0万 at the end of a line, 元 at the head of the next.
_BEGUN = (
    r"[万亿]?"
    r"(?:千瓦?|兆瓦?|平方?|立方?|标准立?方?|公|吉|吨(?:标准?|二氧?化?碳?当?)?|元|人|[A-Za-z])?/?"
)
_TAIL = re.compile(rf"\d(?<![\d.,]\d)[\d,]*(?:\.\d+)?{_BEGUN}$")
_SENTENCES = re.compile(r"[^。;；!！]++[。;；!！]?|[。;；!！]")
_FULL = 24
"""Characters of a line that may go on in the next."""
_LEAST_CELLS = 2
_NOUGHT = frozenset({"", "0", "0.0", "0.00", "0.000", "-", "—", "–", "/", "无"})
_SURE = 0.95
"""0..1, of the reading of what was recognised."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit and the words that lead to it."""

    value: float
    """In the unit without 万."""
    half: float
    """Half of its last place, in the same unit."""
    places: int
    """Behind the point, as printed."""
    scale: float
    """What it was multiplied with: 10,000 of a number in 万."""
    unit: str
    """In one spelling, in lower case; empty where none stands there."""
    label: str
    """What stands between the number before, or the beginning of the sentence, and this one."""
    sentence: int
    """Which of the sentences of its run."""
    place: Citation
    confidence: float


Run = tuple[Number, ...]


def in_base(run: Sequence[Number]) -> Run:
    """Its numbers in one unit of each kind: kgce/m3 and tce, 元/MWh and kWh."""
    return tuple(map(_in_base, run))


def _in_base(number: Number) -> Number:
    unit, factor = _base_of(number.unit)
    if factor == 1.0:
        return number
    return replace(
        number, value=number.value * factor, half=number.half * factor,
        scale=number.scale * factor, unit=unit,
    )  # fmt: skip


@lru_cache(1024)
def _base_of(unit: str) -> tuple[str, float]:
    above, stroke, below = unit.partition("/")
    unit, factor = _BASES.get(above, (above, 1.0))
    if not stroke:
        return unit, factor
    myriad = SCALES.get(below[:1], 1.0)
    below, per = _BASES.get(below.lstrip("万亿"), (below.lstrip("万亿"), 1.0))
    return f"{unit}/{below}", factor / per / myriad


def is_as_written(
    document: Document, stated: Number, used: Iterable[Number], computed: float
) -> bool:
    """Whether a number, and those that it is reckoned from, were read as they stand there.

    What was recognised is not, where a figure taken for one that looks like it makes ``computed``.
    """
    if document.origin is not Origin.OCR:
        return True
    written, meant = stated.value / stated.scale, round(computed / stated.scale, stated.places)
    sure = min(n.confidence for n in (stated, *used)) >= _SURE
    return sure and not read_for(written, meant) and not may_be_misread(written, written - meant)


def in_text(document: Document) -> Iterator[Run]:
    """The numbers of the text between tables, sentence by sentence."""
    # A form is read on: what one of its lines says may be reckoned from those before.
    tables = _extents(t for t in document.tables if any(c.headings for c in t.columns))
    run: list[Number] = []
    sentence, begun, cut = 0, "", ""
    last = document.lines[-1] if document.lines else None
    for line in document.lines:
        if line.page in tables and _is_inside(line, tables[line.page]):
            if run:
                yield tuple(run)
            run, begun, cut = [], "", ""
            sentence += 1
            continue
        printed = cut + line.text.strip()
        read = with_commas(printed) if document.origin is Origin.OCR else printed
        full, text = len(printed) >= _FULL, in_figures(read)
        # The unit of a number at the end of a line stands in the next.
        tail = _TAIL.search(text) if full and line is not last else None
        cut = tail[0] if tail is not None else ""
        text = text[: len(text) - len(cut)]
        # A row of numbers is no sentence that goes on.
        full = full and (len(printed) - len(cut) >= _FULL or not cut[-1:].isdigit())
        for part in _SENTENCES.findall(text):
            before = begun
            at = 0
            for m in NUMBER.finditer(part):
                # A day, and no number.
                if m["date"] and not m["unit"]:
                    continue
                label = (before + part[at : m.start()]).strip()
                number = _number(m, label, sentence, line, document.file)
                if number is not None:
                    run.append(number)
                    before, at = "", m.end("unit")
            begun = before + part[at:]
            if part.endswith(("。", ";", "；", "!", "！")):
                sentence, begun = sentence + 1, ""
        if not full and begun:
            sentence, begun = sentence + 1, ""
    if run:
        yield tuple(run)


def _number(m: re.Match[str], label: str, sentence: int, line: Line, file: str) -> Number | None:
    if label[-1:] in _ORDINALS or _is_standard(label):
        return None
    written = written_as(m["n"], m["unit"], m["myriad"] or "")
    if not written.value:
        return None
    place = Citation(file, line.page, line.box, line.text)
    return _made(written, "", label, sentence, place, line.confidence)


def _is_standard(label: str) -> bool:
    end = label[-1:]
    return end.isascii() and end.isalpha() and _STANDARD.search(label) is not None


def _made(
    written: Written, unit: str, label: str, sentence: int, place: Citation, confidence: float
) -> Number:
    own = written.unit or unit.lstrip("万亿")
    # 万 of the heading is that of a cell without a unit.
    myriad = written.myriad or (unit[:1] if written.bare else "")
    scale = SCALES.get(myriad, 1.0)
    value, half = written.value * scale, written.half * scale
    return Number(value, half, written.places, scale, own, label, sentence, place, confidence)


_Extent = tuple[float, float]
"""From where to where something stands on a page, from top to bottom."""


def _extents(tables: Iterable[DocumentTable]) -> dict[int, list[_Extent]]:
    """Where tables stand on each of the pages."""
    found: dict[int, list[_Extent]] = {}
    for table in tables:
        for page, extent in _extent(table).items():
            found.setdefault(page, []).append(extent)
    return found


def _extent(table: DocumentTable) -> dict[int, _Extent]:
    """Where a table stands on each of its pages."""
    found: dict[int, _Extent] = {}
    for row in table.rows:
        for cell in row.cells:
            if not cell.text:
                continue
            box, known = cell.box, found.get(cell.page)
            if known is None:
                found[cell.page] = box.y0, box.y1
            elif box.y0 < known[0] or box.y1 > known[1]:
                found[cell.page] = min(known[0], box.y0), max(known[1], box.y1)
    return found


def _is_inside(line: Line, extents: Iterable[_Extent]) -> bool:
    middle = (line.box.y0 + line.box.y1) / 2
    return any(low <= middle <= high for low, high in extents)


def in_forms(document: Document) -> Iterator[Run]:
    """The numbers of tables without headings, each with the cell of words before it."""
    for table in document.tables:
        if any(c.headings for c in table.columns):
            continue
        run: list[Number] = []
        for row in table.rows:
            label = ""
            cells = list(dict.fromkeys(row.cells))
            for n, cell in enumerate(cells):
                written = in_cell(cell.text)
                if written is None:
                    label = cell.text
                    continue
                beside = cells[n + 1].text if n + 1 < len(cells) else ""
                unit = canonical(beside) if UNIT.fullmatch(beside) else ""
                number = _of_cell(cell, written, unit, label, document.file)
                if number is not None:
                    run.append(number)
        if len(run) >= _LEAST_CELLS:
            yield tuple(run)


def in_columns(table: DocumentTable, file: str) -> Iterator[tuple[int, Run]]:
    """The numbers of the rows of a table that are no sums, column by column, by their labels."""
    for n in range(len(table.columns)):
        yield n, column_of(table, n, file)


def column_of(table: DocumentTable, column: int, file: str, role: Role = Role.BODY) -> Run:
    """The numbers of one column in the rows of a role, by their labels."""
    unit = unit_of(table.columns[column])
    heads = (" ".join(c.headings).strip() for c in table.columns)
    of_rows = next((n for n, head in enumerate(heads) if _UNITS.fullmatch(head)), None)
    run = []
    for row in table.rows:
        cell = row.cells[column]
        written = in_cell(cell.text) if row.role is role else None
        if written is None:
            continue
        label = " ".join(row.labels)
        beside = canonical(row.cells[of_rows].text.strip()) if of_rows is not None else ""
        number = _of_cell(cell, written, unit or _of_heading(label) or beside, label, file)
        if number is not None:
            run.append(number)
    return tuple(run)


def in_rows(table: DocumentTable, file: str) -> Iterator[Run]:
    """The same row by row, by the headings of their columns."""
    for row in table.rows:
        run = []
        for column, cell in zip(table.columns, row.cells, strict=True):
            head = " ".join(column.headings)
            written = in_cell(cell.text) if head else None
            if written is None:
                continue
            number = _of_cell(cell, written, unit_of(column), head, file)
            if number is not None:
                run.append(number)
        yield tuple(run)


def in_lists(document: Document) -> Iterator[Run]:
    """The numbers of forms, and those of tables row by row and column by column."""
    yield from in_forms(document)
    for table in document.tables:
        yield from in_rows(table, document.file)
        yield from (run for _, run in in_columns(table, document.file))


def by_sentence(run: Run) -> Iterator[Run]:
    """The numbers of each sentence of a run."""
    for _, said in groupby(run, key=lambda n: n.sentence):
        yield tuple(said)


def unit_of(column: TableColumn) -> str:
    """As it is printed, else what is known of it: MWh, and not kWh."""
    return _of_heading(" ".join(column.headings)) or canonical(column.unit)


@lru_cache(4096)
def _of_heading(head: str) -> str:
    """The unit at the end of a heading or label: 电量(kWh), 电量/万kWh, 取水 m3/d."""
    m = _HEADED.search(head)
    return canonical(next(filter(None, m.groups()))) if m is not None else ""


@lru_cache(4096)
def name_in(head: str) -> str:
    """What a heading or label names, without its unit, blanks and signs: 电量 of 电量 (kWh)."""
    return _NO_NAME.sub("", head)


def number_of(cell: TableCell, unit: str, label: str, file: str) -> Number | None:
    """The number that a cell is, above nought; of ``unit`` where none stands beside it."""
    written = in_cell(cell.text)
    if written is None:
        return None
    return _of_cell(cell, written, unit or _of_heading(label), label, file)


def is_nought(cell: TableCell) -> bool:
    """Whether nothing, or a nought, stands in a cell in which the others have numbers."""
    return cell.text.strip() in _NOUGHT


def _of_cell(cell: TableCell, written: Written, unit: str, label: str, file: str) -> Number | None:
    if not written.value:
        return None
    place = Citation(file, cell.page, cell.box, cell.text)
    return _made(written, unit, label, 0, place, cell.confidence)


def whole_columns(document: Document) -> Sequence[tuple[str, Run]]:
    """The columns of all tables with headings, those of two numbers and more, by their headings."""
    found = []
    for table in document.tables:
        for n, run in in_columns(table, document.file):
            head = " ".join(table.columns[n].headings)
            if head and len(run) >= _LEAST_CELLS:
                found.append((head, run))
    return found
