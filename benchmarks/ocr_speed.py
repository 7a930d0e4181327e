"""What recognition of a page costs beside the bare engine, on the same pictures, in one process.

Three ways to read the same pages, taking turns page by page so that a busy machine slows all alike:

- stock: RapidOCR on OpenVINO with the settings that it comes with;
- bare: our engine alone, without anything around it;
- ours: all that the program does: turn, seals, reading, second reading, codes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.ocr_pages import named_pages
from benchmarks.targets import SCAN_RATIO
from evidencecheck.reading.ocr.interface import Image, load_engine
from evidencecheck.reading.ocr.recognise import recognise_page

_OURS = "ours"


@dataclass(frozen=True, slots=True)
class Speeds:
    """How long each way took for all pages."""

    pages: int
    seconds: dict[str, float]

    def ratio(self, way: str) -> float:
        """Our time over that of another way."""
        return self.seconds[_OURS] / self.seconds[way]


def measure(console: Console, rounds: int) -> Speeds:
    """Read all pages in all ways, ``rounds`` times; one round before them only warms up."""
    engine = load_engine("rapidocr")
    ways: dict[str, Callable[[Image], object]] = {
        "stock": stock(),
        "bare": engine.read,
        _OURS: lambda image: recognise_page(image, engine),
    }
    pages = [image for _, image in named_pages()]
    seconds = dict.fromkeys(ways, 0.0)
    turns = [(number, image) for number in range(rounds + 1) for image in pages]
    for number, image in track(turns, "reading scans", console=console, transient=True):
        for name, read in ways.items():
            start = time.perf_counter()
            read(image)
            if number:
                seconds[name] += time.perf_counter() - start
    engine.close()
    return Speeds(rounds * len(pages), seconds)


def run(console: Console, *, rounds: int) -> None:
    """Measure, and print a row for each way."""
    speeds = measure(console, rounds)
    table = Table(title=f"Reading a scan: {speeds.pages} readings of a page", title_justify="left")
    for heading in ("", "ms a page", "pages a second", f"ours takes\n{SCAN_RATIO}"):
        table.add_column(heading, justify="right" if heading else "left")
    labels = {
        "stock": "bare engine, its own settings",
        "bare": "bare engine, our settings",
        _OURS: "ours: turn, seals, second reading, codes",
    }
    for way, seconds in speeds.seconds.items():
        each = seconds / speeds.pages
        ratio = SCAN_RATIO.shown(speeds.ratio(way)) if way != _OURS else ""
        table.add_row(labels[way], f"{1000 * each:.0f}", f"{1 / each:.2f}", ratio)
    console.print(table)


def stock() -> Callable[[Image], object]:
    """RapidOCR on OpenVINO with the settings that it comes with."""
    from rapidocr import EngineType, RapidOCR

    kinds = {f"{part}.engine_type": EngineType.OPENVINO for part in ("Det", "Cls", "Rec")}
    settings = {
        "Global.log_level": "critical",
        "EngineConfig.openvino.inference_num_threads": os.cpu_count() or 1,
    }
    stock = RapidOCR(params={**kinds, **settings})
    return lambda image: stock(image)
