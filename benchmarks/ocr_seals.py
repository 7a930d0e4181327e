"""How much of the print under seals is read, with and without taking the ink out first; and how
many seals are found and read themselves."""

from __future__ import annotations

import unicodedata
from collections import Counter

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks import seal_rates
from benchmarks.ocr_pages import INKS, drawn_page
from evidencecheck.reading.ocr.ink import prepare, second_reading
from evidencecheck.reading.ocr.interface import OcrEngine, load_engine

_COLUMNS = {
    "pages": "pages",
    "seals": "seals\nfound",
    "lines": "lines\nunder them",
    "raw": "read exactly\nas it is",
    "cleared": "read exactly\nink taken out",
    "doubted": "in doubt",
    "wrong": "sure\nbut wrong",
}


def measure(console: Console, pages: int) -> dict[str, Counter[str]]:
    """Counts of seals and lines by the colour of the ink."""
    counts: dict[str, Counter[str]] = {ink: Counter() for ink in INKS}
    with load_engine("rapidocr") as engine:
        for seed in track(range(pages), "reading sealed pages", console=console, transient=True):
            ink = list(INKS)[seed % len(INKS)]
            counts[ink] += _count(engine, seed, ink)
    return counts


def run(console: Console, *, pages: int) -> None:
    """Measure, and print a row for each colour of ink, and the sum."""
    counts = measure(console, pages)
    table = Table(title="Print under seals, drawn pages", title_justify="left")
    table.add_column("ink")
    for heading in _COLUMNS.values():
        table.add_column(heading, justify="right")
    total: Counter[str] = Counter()
    for ink, row in counts.items():
        table.add_row(ink, *(str(row[name]) for name in _COLUMNS))
        total += row
    table.add_section()
    table.add_row("all", *(str(total[name]) for name in _COLUMNS))
    console.print(table)
    seal_rates.run(console, pages=pages)


def _count(engine: OcrEngine, seed: int, ink: str) -> Counter[str]:
    image, lines, under = drawn_page(seed, ink)
    prepared = prepare(image)
    height, width = image.shape[:2]
    first = [line for line in engine.read(prepared.image) if line.is_text]
    read = second_reading(image, engine, first, prepared.seals)
    boxes = [seal.box for seal in prepared.seals]
    met = [x for x in read if any(x.box(width, height).overlap(b) > 0 for b in boxes)]
    true = {_plain(text) for text in lines}
    found = {_plain(x.text) for x in read}
    raw = {_plain(x.text) for x in engine.read(image) if x.is_text}
    return Counter(
        pages=1,
        seals=len(boxes),
        lines=len(under),
        raw=sum(_plain(text) in raw for text in under),
        cleared=sum(_plain(text) in found for text in under),
        doubted=sum(x.second is not None for x in met),
        wrong=sum(x.second is None and _plain(x.text) not in true for x in met),
    )


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
