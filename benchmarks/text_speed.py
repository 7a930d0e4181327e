"""What a page with a text layer costs, from the file to documents with their fields.

Every PDF of the fixtures whose pages all have a text layer that is used, read in turns, file by
file, so that a busy machine slows all ways alike:

- words: PyMuPDF opens the file and gives the words of its pages, nothing more;
- reading: our reading of the same file into pages;
- fields: segmentation, types and fields of these pages, by the rules and the trained model.

No cache, no second process: handing pages from one process to the next is timed on its own.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from benchmarks.accuracy import FIXTURES, SETS, cases
from benchmarks.targets import TEXT_PAGE
from evidencecheck.domain.files import FileReading, FileStatus, MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import TextLayer
from evidencecheck.extraction import Extractor
from evidencecheck.intake import collect
from evidencecheck.reading.ocr.interface import NullEngine
from evidencecheck.reading.reader import FileReader
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.setup import load_book

_SLOWEST = 5


@dataclass(slots=True)
class FileTimes:
    """Seconds for the whole of one file, summed over the rounds."""

    file: SourceFile
    pages: int
    words: float = 0.0
    reading: float = 0.0
    handing: float = 0.0
    fields: float = 0.0

    @property
    def ours(self) -> float:
        """Reading and fields together."""
        return self.reading + self.fields


@dataclass(slots=True)
class TextTimes:
    """The times of all files."""

    rounds: int
    files: list[FileTimes] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """Pages read in all rounds together."""
        return self.rounds * sum(f.pages for f in self.files)

    def a_page(self, seconds: Callable[[FileTimes], float]) -> float:
        """Milliseconds a page, over all files."""
        return 1000 * sum(seconds(f) for f in self.files) / self.pages


def measure(console: Console, scratch: Path, rounds: int) -> TextTimes:
    """Time all files ``rounds`` times; the choice of the files has warmed everything up."""
    reader = FileReader(NullEngine(), Limits())
    extractor = load_extractor(load_book())
    result = TextTimes(rounds)
    for file in _files(scratch):
        reading = reader.read(file)
        if _text_layer_only(reading):
            extractor.documents(reading)
            result.files.append(FileTimes(file, len(reading.pages)))
    turns = [times for _ in range(rounds) for times in result.files]
    for times in track(turns, "reading text layers", console=console, transient=True):
        _time(times, reader, extractor)
    return result


def run(console: Console, scratch: Path, *, rounds: int) -> None:
    """Measure, and print a row for each step and the slowest files."""
    result = measure(console, scratch, rounds)
    if not result.files:
        console.print(f"[bold red]✗ No PDF with a text layer[/] under {FIXTURES.name}/.")
        return
    title = f"Text layer: {result.pages // rounds} pages of {len(result.files)} PDF files"
    table = Table(title=title, title_justify="left")
    for heading in ("", f"ms a page\n{TEXT_PAGE}", "times PyMuPDF's words"):
        table.add_column(heading, justify="right" if heading else "left")
    bare = result.a_page(lambda f: f.words)
    steps: dict[str, Callable[[FileTimes], float]] = {
        "PyMuPDF's words alone": lambda f: f.words,
        "our reading": lambda f: f.reading,
        "documents, types, fields": lambda f: f.fields,
        "handing pages to another process": lambda f: f.handing,
    }
    for label, step in steps.items():
        each = result.a_page(step)
        table.add_row(label, f"{each:.1f}", f"{each / bare:.1f}")
    table.add_section()
    each = result.a_page(lambda f: f.ours)
    table.add_row("ours: reading and fields", TEXT_PAGE.shown(each), f"{each / bare:.1f}")
    console.print(table)
    console.print("slowest files, ms a page:")
    for times in sorted(result.files, key=lambda f: -f.ours / f.pages)[:_SLOWEST]:
        part = 1000 / (rounds * times.pages)
        console.print(
            f"  {times.ours * part:.1f} (reading {times.reading * part:.1f}, "
            f"fields {times.fields * part:.1f}): {escape(times.file.path)}, {times.pages} p.",
            highlight=False,
            soft_wrap=True,
        )


def _files(scratch: Path) -> Iterator[SourceFile]:
    for name in SETS:
        for case in cases(name):
            unpacked = scratch / name / case.name
            unpacked.mkdir(parents=True)
            for file in collect(case / "evidence", unpacked, Limits()):
                if file.media_type is MediaType.PDF and file.status is FileStatus.READ:
                    yield file


def _text_layer_only(reading: FileReading) -> bool:
    return bool(reading.pages) and all(p.text_layer is TextLayer.USED for p in reading.pages)


def _time(times: FileTimes, reader: FileReader, extractor: Extractor) -> None:
    clock = time.perf_counter
    start = clock()
    _words(times.file.location)
    words = clock()
    reader.count_pages(times.file)
    reading = reader.read(times.file)
    read = clock()
    handed = pickle.loads(pickle.dumps(reading, pickle.HIGHEST_PROTOCOL))  # noqa: S301  (our own)
    given = clock()
    extractor.documents(handed)
    end = clock()
    times.words += words - start
    times.reading += read - words
    times.handing += given - read
    times.fields += end - given


def _words(path: Path) -> int:
    with pymupdf.open(path) as document:
        return sum(len(page.get_text("words")) for page in document)
