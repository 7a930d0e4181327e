"""How many drawn seals are found and read, on which pages none is found that is there."""

from __future__ import annotations

import random
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.drawn_decoys import KINDS, decoy, page_of_text
from benchmarks.drawn_seals import A4, INKS, WEAR, Picture, Truth, dried, press, stamp, worn
from evidencecheck.reading.marks.black_seal import find_black_seals
from evidencecheck.reading.marks.seal import Seal, find_seals
from evidencecheck.reading.ocr.interface import OcrEngine, load_engine
from evidencecheck.reading.ocr.seal_text import read_seals

_FIRST_SEED = 5000
"""The rules were settled on pages with lower ones."""
_LAYOUTS = ("round", "plain", "english", "oval", "square", "rectangle")
_WAYS = ("colour", "grey", "black and white")
_ALIKE = 0.8
"""Similarity (1 - edits / length) from which on a ring text tells whose seal it is."""
_OFF = 0.02
"""By how much of the page's width a seal may be off."""
_COLUMNS = {
    "n": "seals",
    "found": "found",
    "shape": "shape\nright",
    "exact": "text\nexact",
    "alike": f"text\n>= {_ALIKE} alike",
    "wrong": "sure (>= 0.95)\nand < 0.8 alike",
    "false": "false",
}


def run(console: Console, *, pages: int) -> None:
    """Measure, and print the rates by layout, by wear and by colour, and those of decoys."""
    spent: Counter[str] = Counter()
    with load_engine("rapidocr") as engine:
        rows = {way: _way(engine, way, pages, spent, console) for way in _WAYS}
        parts = _parts(pages)
        wrong = _decoys(engine, pages, console)
    for way, counts in rows.items():
        console.print(_table(f"Drawn seals, {way}", counts))
    found, of = parts
    console.print(f"parts of seals at the edge of the page (骑缝章): {found} of {of} found")
    pages_of = ", ".join(f"{kind} {count} of {of}" for kind, (count, of) in wrong.items())
    console.print(f"pages without a seal on which one is found: {pages_of}")
    console.print(
        f"looking: {spent['look'] / spent['pages'] * 1000:.0f} ms a page; "
        f"reading: {spent['read'] / max(1, spent['seals']) * 1000:.0f} ms a seal"
    )


def _way(
    engine: OcrEngine, way: str, pages: int, spent: Counter[str], console: Console
) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    layouts = _LAYOUTS if way == "colour" else _LAYOUTS[:3]
    count = len(layouts) * pages
    for number in track(range(count), f"seals, {way}", console=console, transient=True):
        layout, wear = layouts[number % len(layouts)], WEAR[number % len(WEAR)]
        ink = list(INKS)[number // len(layouts) % len(INKS)]
        page, truth = _sealed(_FIRST_SEED + number, layout, wear, ink)
        if way != "colour":
            page = _without_colour(page, bilevel=way != "grey")
        begin = time.perf_counter()
        found = find_seals(page) if way == "colour" else find_black_seals(page)
        middle = time.perf_counter()
        read = read_seals(page, found, engine)
        spent.update(
            {"look": middle - begin, "read": time.perf_counter() - middle}  # type: ignore[dict-item]
        )
        spent.update(pages=1, seals=len(found))
        for group in ("all", layout, wear, *((ink,) if way == "colour" else ())):
            counts.setdefault(group, Counter()).update(_score(read, truth, page))
    return counts


def _score(read: Sequence[Seal], truth: Truth, page: Picture) -> Counter[str]:
    height, width = page.shape[:2]
    scale = width / A4[0]
    hits = [
        seal
        for seal in read
        if abs(seal.box.cx * width - truth.x * scale) < _OFF * width
        and abs(seal.box.cy * height - truth.y * scale) < _OFF * width
    ]
    if not hits:
        return Counter(n=1, found=0, false=len(read))
    seal = hits[0]
    text, true = _plain(seal.text), _plain(truth.ring)
    alike = Levenshtein.normalized_similarity(text, true) >= _ALIKE
    return Counter(
        n=1,
        found=1,
        shape=int(seal.shape == truth.shape),
        exact=int(text == true),
        alike=int(alike),
        wrong=int(bool(text) and seal.sure >= 0.95 and not alike),
        false=len(read) - 1,
    )


def _sealed(seed: int, layout: str, wear: str, ink: str) -> tuple[Picture, Truth]:
    """A page with a seal over the line that is signed and its date."""
    chance = random.Random(seed)  # noqa: S311
    drawn, truth = stamp(chance, layout)
    page = page_of_text(chance)
    at = (chance.uniform(450, 1250), chance.uniform(600, 1900))
    pressed = dried(drawn, seed) if wear == "dry" else drawn
    placed = press(page, pressed, truth, at, ink, 0.4 if wear == "faint" else 0.85)
    return worn(page, wear, seed), placed


def _without_colour(page: Picture, *, bilevel: bool) -> Picture:
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), np.uint8)
    if bilevel:
        grey = np.where(grey < 170, np.uint8(0), np.uint8(255))
    return np.repeat(grey[:, :, None], 3, axis=2)


def _parts(pages: int) -> tuple[int, int]:
    """Strips of a red seal, pressed across two to eight sheets, at the right edge of a page."""
    found = 0
    for number in range(3 * pages):
        chance = random.Random(_FIRST_SEED + number)  # noqa: S311
        drawn, truth = stamp(chance, ("round", "plain")[number % 2])
        inked = np.flatnonzero(drawn.max(axis=0) > 60)
        sheets = chance.choice((2, 3, 4, 6, 8))
        sheet, wide = chance.randrange(sheets), int(inked[-1] - inked[0] + 1)
        first = int(inked[0]) + wide * sheet // sheets
        strip = np.ascontiguousarray(drawn[:, first : first + wide // sheets])
        page = page_of_text(chance)
        at = (A4[0] - strip.shape[1] / 2, chance.uniform(400, 1900))
        press(page, strip, truth, at, list(INKS)[number % (len(INKS) - 1)], 0.85)
        seals = find_seals(worn(page, WEAR[number % len(WEAR)], number))
        found += any(seal.box.x1 > 0.97 for seal in seals)
    return found, 3 * pages


def _decoys(engine: OcrEngine, pages: int, console: Console) -> dict[str, tuple[int, int]]:
    wrong = {}
    for kind in track(KINDS, "pages without seals", console=console, transient=True):
        count = 0
        for number in range(pages):
            page = decoy(kind, _FIRST_SEED + number)
            grey = _without_colour(page, bilevel=False)
            found = (
                *read_seals(page, find_seals(page), engine),
                *read_seals(grey, find_black_seals(grey), engine),
            )
            count += bool(found)
        wrong[kind] = (count, pages)
    return wrong


def _table(title: str, counts: dict[str, Counter[str]]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for heading in _COLUMNS.values():
        table.add_column(heading, justify="right")
    for group, row in _in_order(counts):
        table.add_row(group, *(str(row[name]) for name in _COLUMNS))
    return table


def _in_order(counts: dict[str, Counter[str]]) -> Iterator[tuple[str, Counter[str]]]:
    for group in (*_LAYOUTS, *WEAR, *INKS, "all"):
        if group in counts:
            yield group, counts[group]


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).casefold()
