"""How pages are read that come crooked, shaded, faded or packed hard, beside the plain engine.

Each kind of damage is done to the same drawn pages. What is read is put into rows as extraction
does it, so that print that stands in the wrong row counts as an error.
"""

from __future__ import annotations

import random
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pymupdf
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks import damage
from benchmarks.damage import Picture
from benchmarks.ocr_pages import INKS, drawn_seal, picture, value, write
from benchmarks.ocr_speed import stock
from evidencecheck.domain.page import MarkKind, Origin, Page, Span
from evidencecheck.extraction.rows import rows
from evidencecheck.reading.ocr.crops import as_quad
from evidencecheck.reading.ocr.interface import OcrLine, load_engine
from evidencecheck.reading.picture_page import read_picture

_PROSE = (
    "经核查，该组织二氧化碳排放量的量化、监测和报告符合核查准则的要求，核查未发现未解决的问题。",
    "本证书仅对所列场所和范围有效，获证组织须接受定期监督审核，证书有效性可在发证机构网站查询。",
    "厂区内设有分布式光伏发电设施，所发电量优先自用，余电上网，计量器具均在检定有效期之内。",
    "排放因子取自主管部门最近公布的数值，活动水平数据取自能源计量台账与购电结算单据。",
)
_LABELS = (
    "证书编号", "发证日期", "有效期至", "统一社会信用代码", "依据标准", "外购电力", "排放总量",
    "核查时间", "登记机关", "报告编号",
)  # fmt: skip
_LEFT, _RIGHT = 70.0, 330.0
_A_LINE = 42
"""Characters of a line of prose."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn page and what is printed on it."""

    image: Picture
    rows: tuple[str, ...]
    """From top to bottom, the columns of a form joined."""
    values: tuple[str, ...]
    """Numbers, dates and codes that must be read exactly."""
    seals: int


@dataclass(slots=True)
class Tally:
    """What one way to read made of all pages of one kind."""

    wrong: int = 0
    characters: int = 0
    exact: int = 0
    values: int = 0
    rows: int = 0
    of_rows: int = 0
    seals: int = 0
    of_seals: int = 0
    seconds: float = 0.0

    def add(self, sheets: Sequence[Sheet], pages: Sequence[Page], seconds: float) -> None:
        """Hold what was read of one picture against what is printed on it."""
        read = [_plain(row.text) for page in pages for row in rows(page)]
        want = [_plain(row) for sheet in sheets for row in sheet.rows]
        text, wanted = "".join(read), "".join(want)
        self.wrong += min(len(wanted), Levenshtein.distance(text, wanted))
        self.characters += len(wanted)
        values = [_plain(v) for sheet in sheets for v in sheet.values]
        self.exact += sum(any(v in row for row in read) for v in values)
        self.values += len(values)
        self.rows += sum(row in read for row in want)
        self.of_rows += len(want)
        self.seals += sum(m.kind is MarkKind.SEAL for page in pages for m in page.marks)
        self.of_seals += sum(sheet.seals for sheet in sheets)
        self.seconds += seconds


def form(seed: int, ink: str | None = "red") -> Sheet:
    """A title, prose, and a form of two columns, with a seal pressed over some of it."""
    chance = random.Random(f"form {seed}")  # noqa: S311
    size = chance.choice((10.5, 11.0, 12.0))
    printed, values = [], []
    with pymupdf.open() as document:
        page = document.new_page()
        write(page, pymupdf.Point(190, 90), title := "温室气体排放核查证书", 20)
        printed.append(title)
        y = 130.0
        while y < 770:
            if chance.random() < 0.25:
                words = chance.choice(_PROSE)
                for start in range(0, len(words), _A_LINE):
                    write(page, pymupdf.Point(_LEFT, y), words[start : start + _A_LINE], size)
                    printed.append(words[start : start + _A_LINE])
                    y += 1.7 * size
                continue
            row = ""
            for x in (_LEFT, _RIGHT):
                values.append(value(chance))
                row += (text := f"{chance.choice(_LABELS)}：{values[-1]}")
                write(page, pymupdf.Point(x, y), text, size)
            printed.append(row)
            y += 1.7 * size
        image = picture(page)
    if ink is not None:
        place = (chance.uniform(180, 420), chance.uniform(250, 650), 58.0)
        layer = drawn_seal(place, INKS[ink]).astype(np.uint16)
        image = (image * layer // 255).astype(np.uint8)
    return Sheet(image, tuple(printed), tuple(values), int(ink is not None))


Damage = Callable[[Picture, int], Picture]
_JPEG = "JPEG, quality {}"
ONE: dict[str, Damage] = {
    "clean": lambda p, _: p,
    **{
        f"skew {d:g}°": lambda p, n, d=d: damage.skewed(p, d if n % 2 else -d)
        for d in (0.5, 1, 2, 3, 5, 10, 15)
    },
    "skew 7°, black lid": lambda p, n: damage.skewed(p, 7 if n % 2 else -7, (20, 20, 20)),
    "lying (90°)": lambda p, _: damage.turned(p, 90),
    "upside down": lambda p, _: damage.turned(p, 180),
    "lying and skew 4°": lambda p, _: damage.turned(damage.skewed(p, 4), 270),
    "photographed, slight": lambda p, n: damage.photographed(p, n, tilt=0.03, turn=3),
    "photographed at an angle": lambda p, n: damage.photographed(p, n),
    "photographed, turned 20°": lambda p, n: damage.photographed(p, n, turn=20),
    "photographed, light desk": lambda p, n: damage.photographed(p, n, desk=(170, 190, 205)),
    "shadow": lambda p, n: damage.shaded(p, n),
    "deep shadow": lambda p, n: damage.noisy(damage.shaded(p, n, 0.15), 3, n),
    "faint": lambda p, n: damage.faint(p, n),
    "hardly there": lambda p, n: damage.faint(p, n, print_left=0.09),
    "faint in shadow": lambda p, n: damage.shaded(damage.faint(p, n, print_left=0.3), n),
    **{_JPEG.format(q): lambda p, _, q=q: damage.packed(p, q) for q in (20, 15, 10)},
    "JPEG 20 at 120 dpi": lambda p, _: damage.packed(p, 20, 0.6),
    "blur 2 px": lambda p, _: damage.blurred(p, 2),
    "blur 3 px": lambda p, _: damage.blurred(p, 3),
    "90 dpi": lambda p, _: damage.packed(p, 80, 0.45),
    "fax, 100 dpi": lambda p, _: damage.one_bit(damage.packed(p, 90, 0.5)),
    "noise": lambda p, n: damage.noisy(p, 35, n),
    "other side shows through": lambda p, n: damage.shown_through(p, form(n + 50).image),
}
"""Kinds of damage to one page."""
TWO: dict[str, Damage] = {
    "two-up, A4 on A3": lambda p, _: p,
    "two-up, A4 on A4": lambda p, _: damage.packed(p, 80, 0.707),
    "two-up, skew 2°": lambda p, _: damage.skewed(p, 2),
    "two-up, lying": lambda p, _: damage.turned(p, 90),
}
"""Kinds of damage to a sheet with two pages side by side."""
_WAYS = {"stock": "bare engine", "bare": "our settings", "ours": "ours"}


def measure(console: Console, pages: int, kinds: Iterable[str]) -> dict[str, dict[str, Tally]]:
    """The tallies of all ways to read, by kind of damage; ``pages`` pictures each."""
    result = {kind: {way: Tally() for way in _WAYS} for kind in kinds}
    with load_engine("rapidocr") as engine:
        bare = stock()
        ways: dict[str, Callable[[Picture], Sequence[Page]]] = {
            "stock": lambda image: [_as_page(image, _lines(bare(image)))],
            "bare": lambda image: [_as_page(image, engine.read(image))],
            "ours": lambda image: read_picture(image, 1, engine),
        }
        turns = [(kind, seed) for kind in result for seed in range(pages)]
        for kind, seed in track(turns, "reading bad pages", console=console, transient=True):
            sheets, image = spoilt(kind, seed)
            for way, read in ways.items():
                start = time.perf_counter()
                found = read(image)
                result[kind][way].add(sheets, found, time.perf_counter() - start)
    return result


def spoilt(kind: str, seed: int) -> tuple[list[Sheet], Picture]:
    """The sheets of a picture, in reading order, and the picture with that damage done to it."""
    if kind in TWO:
        sheets = [form(2 * seed), form(2 * seed + 1)]
        return sheets, TWO[kind](damage.side_by_side(*(s.image for s in sheets)), seed)
    sheet = form(seed)
    return [sheet], ONE[kind](sheet.image, seed)


def run(console: Console, *, pages: int) -> None:
    """Measure, and print a row for each kind of damage."""
    tallies = measure(console, pages, [*ONE, *TWO])
    table = Table(title=f"Bad pages: {pages} pictures each", title_justify="left")
    table.add_column("")
    for heading in ("characters\nwrong %", "values\nexact %", "rows\nexact %"):
        for way in _WAYS.values():
            table.add_column(f"{heading}\n{way}", justify="right")
    table.add_column("seals\nfound %", justify="right")
    table.add_column("ours takes\nof bare engine", justify="right")
    for kind, by_way in tallies.items():
        figures = [by_way[way] for way in _WAYS]
        ours, plain = by_way["ours"], by_way["stock"]
        table.add_row(
            kind,
            *(f"{100 * t.wrong / t.characters:.1f}" for t in figures),
            *(f"{100 * t.exact / t.values:.1f}" for t in figures),
            *(f"{100 * t.rows / t.of_rows:.1f}" for t in figures),
            f"{100 * ours.seals / ours.of_seals:.0f}",
            f"{ours.seconds / plain.seconds:.2f} ×",
        )
    console.print(table)


def _as_page(image: Picture, lines: Iterable[OcrLine]) -> Page:
    height, width = image.shape[:2]
    spans = [
        Span(x.text, x.box(width, height), Origin.OCR, x.confidence) for x in lines if x.is_text
    ]
    return Page(1, float(width), float(height), spans=tuple(spans))


def _lines(found: object) -> list[OcrLine]:
    if getattr(found, "boxes", None) is None:
        return []
    read = zip(found.boxes, found.txts, found.scores, strict=True)  # type: ignore[attr-defined]
    return [OcrLine(text, as_quad(box), float(score)) for box, text, score in read if text]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
