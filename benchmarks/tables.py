"""Tables drawn in many ways, read, and held against what was drawn.

- cells: share of the cells with print whose text came out, in their row and column;
- values: share of the numbers that came out with value, unit and year;
- amounts: share of the amount fields that the table states that came out right.

Shapes and figures are this benchmark's own (``table_shapes``); styles, fonts and the ways of
scanning are ``_FORMS`` below.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fixtures.make.kit import photo, scan
from rich.console import Console
from rich.progress import track
from rich.table import Table as Shown

from benchmarks.comparing import same
from benchmarks.drawn_tables import Style, as_docx, as_pdf, as_photo, as_scan, as_xlsx, boxes_of
from benchmarks.table_shapes import Shape, shapes
from benchmarks.targets import AMOUNTS
from evidencecheck.domain.document import Document, Quantity
from evidencecheck.domain.files import FileReading, MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.extraction import Extractor
from evidencecheck.extraction.entities.cell_numbers import cell_number
from evidencecheck.reading.ocr.interface import load_engine
from evidencecheck.reading.reader import FileReader
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.setup import load_book

_Make = Callable[[Shape], bytes]
_PDF, _JPEG, _DOCX, _XLSX = MediaType.PDF, MediaType.JPEG, MediaType.DOCX, MediaType.XLSX
_LONGEST_PHOTO = 30
"""Rows of a table that is photographed: one page holds no more."""
_CLOSE = 1e-6
_FORMS: tuple[tuple[str, MediaType, _Make], ...] = (
    ("PDF, ruled", _PDF, lambda s: as_pdf(s, Style())),
    ("PDF, open sides", _PDF, lambda s: as_pdf(s, Style("open", face="gkai"))),
    ("PDF, three lines", _PDF, lambda s: as_pdf(s, Style("three", face="wqy-micro"))),
    ("PDF, no rules", _PDF, lambda s: as_pdf(s, Style("none", repeat=False))),
    (
        "scan, ruled",
        _PDF,
        lambda s: as_scan(
            s, Style(face="noto-sans", head="noto-sans-bold"), scan.Scanner(skew=1.2)
        ),
    ),
    (
        "scan, faint rules, filled head",
        _PDF,
        lambda s: as_scan(
            s, Style(ink="#a8a8a8", weight=0.4, fill="mint"), scan.Scanner(skew=0.8, dpi=150)
        ),
    ),
    (
        "scan, black and white",
        _PDF,
        lambda s: as_scan(
            s, Style(weight=0.5, face="gkai"), scan.Scanner(skew=0.6, mode="bw", dpi=200)
        ),
    ),
    (
        "scan, three lines",
        _PDF,
        lambda s: as_scan(s, Style("three", face="noto-sans"), scan.Scanner(skew=1.0)),
    ),
    ("scan, no rules", _PDF, lambda s: as_scan(s, Style("none"), scan.Scanner(skew=0.7))),
    ("photo, ruled", _JPEG, lambda s: as_photo(s, Style(), photo.Phone(side=2200))),
    (
        "photo, three lines",
        _JPEG,
        lambda s: as_photo(s, Style("three"), photo.Phone(side=2200, tilt=0.02)),
    ),
    ("Word", _DOCX, as_docx),
    ("Excel", _XLSX, as_xlsx),
)
_SUFFIX = {_PDF: ".pdf", _JPEG: ".jpg", _DOCX: ".docx", _XLSX: ".xlsx"}


@dataclass
class Tally:
    """Counts of one form, right and in all."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, what: str, right: bool, miss: str) -> None:
        """Count one thing."""
        self.all[what] += 1
        self.right[what] += right
        if not right:
            self.misses.append(f"{what}: {miss}")

    def share(self, what: str) -> float:
        """Per cent that came out right."""
        return 100 * self.right[what] / self.all[what] if self.all[what] else 100.0

    def add(self, other: Tally) -> None:
        """Add the counts of another."""
        self.right += other.right
        self.all += other.all


def run(console: Console, scratch: Path, *, seeds: int, every_miss: bool) -> None:
    """Draw, read and print a row for each form."""
    extractor = load_extractor(load_book())
    with load_engine() as engine:
        reader = FileReader(engine, Limits())
        tallies: dict[str, Tally] = {}
        jobs = [(form, seed) for form in _FORMS for seed in range(seeds)]
        for (name, media, make), seed in track(jobs, "tables", console=console, transient=True):
            tally = tallies.setdefault(name, Tally())
            for shape in shapes(seed):
                if media is _JPEG and len(shape.rows) > _LONGEST_PHOTO:
                    continue
                path = scratch / f"table{_SUFFIX[media]}"
                path.write_bytes(make(shape))
                source = SourceFile(path.name, path, path.stat().st_size, "", media)
                _score(tally, shape, _documents(extractor, reader.read(source)))
    _print(console, tallies, every_miss)


def _documents(extractor: Extractor, reading: FileReading) -> tuple[Document, ...]:
    return extractor.documents(reading)


def _print(console: Console, tallies: dict[str, Tally], every_miss: bool) -> None:
    table = Shown(title="Tables: per cent right", title_justify="left")
    for heading in ("form", "cells", "values", f"amounts\n{AMOUNTS}"):
        table.add_column(heading, justify="left" if heading == "form" else "right")
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    for name, tally in {**tallies, "all": total}.items():
        if name == "all":
            table.add_section()
        table.add_row(
            name,
            f"{tally.share('cells'):.1f}",
            f"{tally.share('values'):.1f}",
            AMOUNTS.shown(tally.share("amounts")),
        )
    console.print(table)
    if every_miss:
        for name, tally in tallies.items():
            for miss in tally.misses:
                console.print(f"  {name}: {miss}", highlight=False, markup=False, soft_wrap=True)


# ---------------------------------------------------------------------------- scoring


def _score(tally: Tally, shape: Shape, documents: Sequence[Document]) -> None:
    _cells(tally, shape, documents)
    _values(tally, shape, [q for d in documents for q in d.quantities])
    fields = {f.name: f.value for d in documents for f in d.fields}
    for name, value in shape.fields.items():
        got = fields.get(name)
        miss = f"{shape.name} {name}: want {value}, got {got}"
        tally.count("amounts", same(name, value, got), miss)


def _cells(tally: Tally, shape: Shape, documents: Sequence[Document]) -> None:
    """Each row is held against the row that is most like it."""
    rows = list(_rows_of(documents))
    wanted: dict[int, dict[int, str]] = {}
    for box in boxes_of(shape):
        if box.text:
            wanted.setdefault(box.row, {})[box.column] = _folded(box.text)
    for want in wanted.values():
        best = max(rows, key=lambda r: sum(r.get(c) == t for c, t in want.items()), default={})
        for column, text in want.items():
            got = best.get(column, "")
            tally.count("cells", got == text, f"{shape.name} want {text!r}, got {got!r}")


def _rows_of(documents: Sequence[Document]) -> Iterator[dict[int, str]]:
    for table in (t for d in documents for t in d.tables):
        depth = max((len(c.headings) for c in table.columns), default=0)
        for level in range(depth):
            yield {
                number: _folded(column.headings[level])
                for number, column in enumerate(table.columns)
                if level < len(column.headings)
            }
            # Headings stand at the foot of a column where those beside them have more rows.
            yield {
                number: _folded(column.headings[level - depth])
                for number, column in enumerate(table.columns)
                if depth - level <= len(column.headings)
            }
        for row in table.rows:
            yield {number: _folded(cell.text) for number, cell in enumerate(row.cells)}


def _values(tally: Tally, shape: Shape, quantities: Sequence[Quantity]) -> None:
    left = list(quantities)
    for want in shape.values:
        found = next(
            (
                q
                for q in left
                if abs(q.value - want.value) <= _CLOSE * max(1.0, abs(want.value))
                and _folded(q.unit) == _folded(want.unit)
                and q.year == want.year
            ),
            None,
        )
        if found is not None:
            left.remove(found)
        near = next((q for q in left if q.raw == shape.rows[want.row][want.column]), None)
        got = f"{near.value} {near.unit} {near.year}" if near else "nothing"
        miss = f"{shape.name} want {want.value} {want.unit} {want.year}, got {got}"
        tally.count("values", found is not None, miss)


def _folded(text: str) -> str:
    """Text as it is compared: no blanks, one kind of dash; numbers by their value."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
    plain = re.sub(r"[—–−]", "-", plain)
    number = cell_number(plain)
    return f"{number.value:g}{plain[-1] if plain[-1] == '%' else ''}" if number else plain
