"""What a reviewer waits for: 1,000 made-up documents in a real Chromium (Debian's, with driver).

The submission is drawn, checked without recognition and served by the command ``review``. Then the
page is loaded several times (first paint, as the browser tells it), and every indicator is gone
through by its key: from the key to the frame in which the indicator stands there, and to the one in
which its page of evidence is shown. Pictures of pages are drawn while this goes on.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import pymupdf
from rich.console import Console
from rich.table import Table
from tests.review.browser import Browser, chromium

from benchmarks.targets import FIRST_PAINT, NEXT_INDICATOR
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import RulePack
from evidencecheck.running.check import Checker
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request

DOCUMENTS = 1000
_LOADS = 5
_LOOKED_AT = 0.6
"""Seconds between two keys."""
_MARKS = set("…/")
_FIRM = "青河示例机械有限公司"
_DAY = date(2026, 3, 31)
_PAINTED = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0"
_WATCH = """
window.steps = [];
let pressed = 0;
const frame = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
document.addEventListener("htmx:afterSettle", () => {
  const step = { there: 0, seen: 0, from: pressed };
  window.steps.push(step);
  frame(() => { step.there = performance.now() - step.from; });
  const image = document.querySelector(".paper img");
  if (!image) { step.seen = -1; return; }
  const shown = () => frame(() => { step.seen = performance.now() - step.from; });
  if (image.complete) shown(); else image.addEventListener("load", shown, { once: true });
});
"""


def run(console: Console, scratch: Path) -> None:
    """Draw, check, serve, and print both figures."""
    book = load_book()
    pack = max(book.packs.values(), key=lambda p: len(p.indicators))
    evidence, out = scratch / "evidence", scratch / "out"
    draw(evidence, pack, book)
    _check(evidence, out, pack, book)
    with _served(out) as address, chromium() as browser:
        browser.open(address)
        browser.one("#list li")
        paints = [_painted(browser) for _ in range(_LOADS)]
        steps = _steps(browser)
    title = f"Review: {DOCUMENTS} documents, {len(pack.indicators)} indicators"
    table = Table(title=title, title_justify="left")
    for heading in ("ms", "median", "95th per cent", "worst"):
        table.add_column(heading, justify="left" if heading == "ms" else "right")
    there = sorted(s["there"] for s in steps)
    seen = sorted(s["seen"] for s in steps if s["seen"] > 0)
    table.add_row(
        f"first paint ({FIRST_PAINT})", f"{median(paints):.0f}", "", FIRST_PAINT.shown(max(paints))
    )
    table.add_row(
        f"next indicator ({NEXT_INDICATOR})",
        f"{median(there):.0f}",
        NEXT_INDICATOR.shown(_at(there, 0.95)),
        f"{there[-1]:.0f}",
    )
    table.add_row(
        "its page of evidence", f"{median(seen):.0f}", f"{_at(seen, 0.95):.0f}", f"{seen[-1]:.0f}"
    )
    console.print(table)


def draw(folder: Path, pack: RulePack, book: RuleBook) -> None:
    """A page for each document, of the types that the system asks for in turn."""
    folder.mkdir(parents=True)
    asked = dict.fromkeys(t for i in pack.indicators for s in i.every_slot for t in s.accepts)
    kinds = [book.documents[t] for t in asked if t in book.documents]
    # Titles that are written out: others hold marks for what may stand in them.
    titles = [t.text for k in kinds for t in k.titles if not _MARKS & set(t.text)]
    for number, title in enumerate(islice(cycle(titles), DOCUMENTS)):
        with pymupdf.open() as document:
            page = document.new_page()
            page.insert_text((90, 100), title, fontsize=22, fontname="china-s")
            lines = (
                f"单位名称:{_FIRM}",
                f"编号:BX-{number:05}",
                f"出具日期:{2022 + number % 4}-03-{1 + number % 28:02}",
                f"有效期至:{2025 + number % 3}-02-{1 + number % 28:02}",
                "依据:GB/T 32150-2015",
            )
            for row, line in enumerate(lines):
                page.insert_text((70, 160 + 24 * row), line, fontsize=11, fontname="china-s")
            document.save(folder / f"{number:04} {title}.pdf")


def _check(evidence: Path, out: Path, pack: RulePack, book: RuleBook) -> None:
    request = Request(pack.id, _FIRM, date=_DAY, tier=pack.tiers[-1] if pack.tiers else "")
    options = Options(ocr="none", cache=False)
    with Checker(book, load_extractor(book), options) as checker:
        checker.check(evidence, request, out)


@contextmanager
def _served(out: Path) -> Iterator[str]:
    command = [sys.executable, "-u", "-m", "evidencecheck", "review", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None:
            raise RuntimeError("no output to read")
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def _painted(browser: Browser) -> float:
    browser.window.refresh()
    browser.until(lambda: browser.run(_PAINTED), "nothing painted")
    return float(browser.run(_PAINTED))


def _steps(browser: Browser) -> list[dict[str, float]]:
    """Every indicator by its key, each when the one before it was looked at for a moment."""
    browser.run(_WATCH)
    for _ in browser.all("#list li")[1:]:
        before = browser.indicator()
        browser.press("j")
        browser.until(
            lambda old=before: browser.indicator() != old,
            "no next indicator",
        )
        time.sleep(_LOOKED_AT)
    steps: list[dict[str, float]] = browser.run("return window.steps")
    return steps


def _at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]
