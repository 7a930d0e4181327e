"""Bound files taken apart: volumes bound from the development set and from drawn documents.

Nothing is stored: single documents, long reports, lists and certificates are bound into PDF files
in many styles (covers, contents, bookmarks, stamped page numbers, sheets, blank backs, attachments
within reports), read, taken apart, and held against what was bound. What recognition makes of a
scanned page is kept by page; drawn documents that are bound as scans are read as text and blurred.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.bound.compose import Truth, Volume, compose, stock
from benchmarks.bound.pieces import Piece, Sources, sources
from benchmarks.bound.reading import read
from benchmarks.bound.scoring import BoundScore, Found, score
from benchmarks.bound.styles import SINGLE, STYLES, Style
from benchmarks.targets import BOUND, TYPES
from evidencecheck.domain.files import FileReading
from evidencecheck.domain.volume import PartKind
from evidencecheck.extraction.classify import Classifier
from evidencecheck.extraction.text import page_text
from evidencecheck.extraction.volume import Splitter
from evidencecheck.running.extracting import load_categoriser
from evidencecheck.running.setup import load_book

_STOCK = 10
_SEED = 500
"""Other volumes than those that the weights of the signs were set by."""
_FEW_REMARKS = 25


class _Taker:
    """Takes files apart and says what the parts are, and nothing else of an extraction."""

    def __init__(self) -> None:
        book = load_book()
        self._classifier = Classifier(book, load_categoriser())
        self._splitter = Splitter(book.volumes, self._classifier)

    def documents(self, reading: FileReading) -> list[Found]:
        pages = [page_text(reading.path, p) for p in reading.pages]
        return [
            Found(
                part.pages[0].page.number,
                part.pages[-1].page.number,
                self._classifier.classify(part.pages).type,
            )
            for part in self._splitter.split(pages, reading.outline)
            if part.kind is PartKind.DOCUMENT
        ]


def run(console: Console, scratch: Path, *, cache: bool, scans: bool, every_remark: bool) -> None:
    """Bind, read and take apart every style of volume, and print what came out."""
    with console.status("reading the development set"):
        given = sources(scans=scans, cache=cache)
    with console.status("drawing long reports"):
        long = stock(random.Random(_SEED), _STOCK)
    taker = _Taker()
    rows: list[tuple[str, BoundScore]] = []
    with console.status("binding volumes"):
        rows.append(("binders of the development set", _of_binders(taker, given)))
        rows.append((SINGLE.name, _of_singles(taker, given, long, scratch)))
        for style in STYLES:
            style = replace(style, seed=style.seed + _SEED)
            volume = compose(style if scans else _readable(style), given.pieces, long, scratch)
            rows.append((style.name, _of_volume(taker, volume)))
    console.print(_figures(rows))
    remarks = [f"{name}: {remark}" for name, result in rows for remark in result.remarks]
    for remark in remarks if every_remark else remarks[:_FEW_REMARKS]:
        console.print(f"  {escape(remark)}", highlight=False, soft_wrap=True)
    if not every_remark and len(remarks) > _FEW_REMARKS:
        console.print(f"  … and {len(remarks) - _FEW_REMARKS} more (--every-miss shows them)")


def _readable(style: Style) -> Style:
    """The style without anything that recognition would have had to read."""
    return replace(style, scanned=0.0, misread=0.0)


def _of_volume(taker: _Taker, volume: Volume) -> BoundScore:
    reading = read(volume)
    volume.path.unlink()
    blank = frozenset(i for i, leaf in enumerate(volume.leaves, 1) if leaf.blank)
    return _timed(taker, reading, volume.truth, blank)


def _of_singles(taker: _Taker, given: Sources, long: Sequence[Piece], scratch: Path) -> BoundScore:
    """Each report as a file of its own, which nothing may tear."""
    total = BoundScore()
    for number, report in enumerate(long):
        style = replace(SINGLE, seed=SINGLE.seed + _SEED + number, scanned=float(number % 2))
        if number % 3 == 0:
            style = replace(style, bookmarks="chapters")
        total.add(_of_volume(taker, compose(style, given.pieces, [report], scratch)))
    return total


def _of_binders(taker: _Taker, given: Sources) -> BoundScore:
    total = BoundScore()
    for reading, rows in given.binders:
        blank = frozenset(p.number for p in reading.pages if p.blank)
        total.add(_timed(taker, reading, list(_truths(rows, blank)), blank))
    return total


def _truths(rows: Sequence[dict[str, object]], blank: frozenset[int]) -> Iterator[Truth]:
    for row in rows:
        first, last = row["pages"]  # type: ignore[misc]
        yield Truth(
            str(row["type"]),
            str(row["file"]),
            frozenset(range(first, last + 1)) - blank,
            frozenset(row.get("type_accept", ())),  # type: ignore[call-overload]
        )


def _timed(
    taker: _Taker, reading: FileReading, truth: Sequence[Truth], blank: frozenset[int]
) -> BoundScore:
    start = time.perf_counter()
    found = taker.documents(reading)
    seconds = time.perf_counter() - start
    result = score(truth, found, blank)
    result.seconds, result.pages = seconds, len(reading.pages)
    return result


def _figures(rows: Sequence[tuple[str, BoundScore]]) -> Table:
    total = BoundScore()
    for _, result in rows:
        total.add(result)
    table = Table(title="Bound files", title_justify="left")
    for heading in (
        "style",
        "pages",
        "documents\nfound",
        f"recall\n{BOUND}",
        f"precision\n{BOUND}",
        f"types\n{TYPES}",
        "attach-\nments",
        "torn",
        "not\nparted",
        "s",
    ):
        table.add_column(heading, justify="left" if heading == "style" else "right")
    for name, result in (*rows, ("all", total)):
        if name == "all":
            table.add_section()
        table.add_row(
            name,
            str(result.pages),
            f"{result.found}/{result.documents}",
            BOUND.shown(result.recall),
            BOUND.shown(result.precision),
            TYPES.shown(result.type_accuracy),
            f"{result.attached_found}/{result.attached}" if result.attached else "–",
            str(result.over),
            str(result.under),
            f"{result.seconds:.1f}",
        )
    return table
