"""What volumes are bound from: single documents, each with the readings of its pages."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf

from benchmarks.accuracy import cases
from evidencecheck.domain.files import FileReading, FileStatus, MediaType, SourceFile
from evidencecheck.domain.page import Page, TextLayer
from evidencecheck.intake import collect
from evidencecheck.running.engine import engine_key
from evidencecheck.running.options import Options
from evidencecheck.running.pool import ReadingPool

SET = "development"
_BOUND = {MediaType.PDF, MediaType.JPEG, MediaType.PNG}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page to be bound."""

    file: pymupdf.Document
    index: int
    """0-based, in ``file``."""
    reading: Page | None = None
    """What was recognised on it; None for a page whose text layer is read with the volume."""
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One document. ``type`` is empty for what belongs to nobody: covers, contents, sheets."""

    type: str
    title: str
    leaves: tuple[Leaf, ...]
    accept: frozenset[str] = frozenset()
    """Other types that will do."""
    inside: tuple[tuple[int, Piece], ...] = ()
    """Attachments, each with the number of leaves of this piece that stand before it."""
    chapters: tuple[tuple[int, str], ...] = ()
    """Headings with the 0-based leaf that they stand on, for bookmarks."""

    @property
    def text_only(self) -> bool:
        """Whether all its pages have a text layer."""
        return all(leaf.reading is None for leaf in self.leaves)


@dataclass(slots=True)
class Sources:
    """The documents of a set by case, and what keeps their files open."""

    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    binders: list[tuple[FileReading, list[dict[str, object]]]] = field(default_factory=list)
    """Readings of the set's own bound files with the documents that are in them."""


def sources(*, scans: bool, cache: bool) -> Sources:
    """The documents of the development set, whatever form of page they have.

    ``scans``: also those whose pages must be recognised.
    """
    options = Options(ocr="rapidocr" if scans else "none", cache=cache)
    result = Sources()
    with (
        tempfile.TemporaryDirectory() as scratch,
        ReadingPool(options, engine_key(options.ocr)) as pool,
    ):
        for case in cases(SET):
            unpacked = Path(scratch) / case.name
            unpacked.mkdir()
            files = {
                f.path: f
                for f in collect(case / "evidence", unpacked, options.limits)
                if f.media_type in _BOUND and f.status is FileStatus.READ
            }
            readings = pool.read(files.values())
            truth = json.loads((case / "expected.json").read_text(encoding="utf-8"))["documents"]
            result.pieces[case.name] = list(_pieces(files, readings, truth))
            result.binders.extend(_binders(readings, truth))
    return result


def _pieces(
    files: dict[str, SourceFile], readings: dict[str, FileReading], truth: list[dict[str, object]]
) -> Iterator[Piece]:
    opened: dict[str, pymupdf.Document] = {}
    for row in truth:
        path = str(row["file"])
        reading = readings.get(path)
        if row["type"] is None or reading is None or reading.status is not FileStatus.READ:
            continue
        if not all(p.spans or p.picture_share for p in reading.pages):
            continue
        if path not in opened:
            opened[path] = _opened(files[path])
        first, last = row["pages"] or (1, len(reading.pages))  # type: ignore[misc]
        leaves = tuple(
            Leaf(opened[path], p.number - 1, None if p.text_layer is TextLayer.USED else p)
            for p in reading.pages[first - 1 : last]
            if p.spans or str(row["type"]) == "photo"
        )
        if leaves:
            yield Piece(
                str(row["type"]),
                Path(path).stem,
                leaves,
                frozenset(row.get("type_accept", ())),  # type: ignore[call-overload]
            )


def _opened(file: SourceFile) -> pymupdf.Document:
    """The file as a PDF in memory."""
    with pymupdf.open(stream=file.location.read_bytes(), filetype=file.location.suffix) as stored:
        data = stored.tobytes() if stored.is_pdf else stored.convert_to_pdf()
    return pymupdf.open("pdf", data)


def _binders(
    readings: dict[str, FileReading], truth: list[dict[str, object]]
) -> Iterator[tuple[FileReading, list[dict[str, object]]]]:
    for path, reading in readings.items():
        inside = [row for row in truth if row["file"] == path]
        if len(inside) > 1:
            yield reading, inside
