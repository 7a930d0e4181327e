"""How many signatures by hand are found on drawn forms, and how much else is taken for one."""

from __future__ import annotations

import time
from collections import Counter

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.drawn_signatures import NOTHING, PAGE, form
from evidencecheck.reading.ocr.interface import load_engine
from evidencecheck.reading.ocr.signed import find_signatures

_FIRST_SEED = 5000
"""The rules were settled on forms with lower ones."""
_SAYS = {"han": "signed, a name", "scrawl": "signed, a scrawl"}


def run(console: Console, *, pages: int) -> None:
    """Measure, and print for each thing that may stand at a place how often a signature is seen."""
    counts: Counter[tuple[str, bool]] = Counter()
    elsewhere, spent, forms = 0, 0.0, 2 * pages
    with load_engine("rapidocr") as engine:
        for seed in track(range(forms), "signing forms", console=console, transient=True):
            image, places = form(_FIRST_SEED + seed)
            scale = image.shape[1] / PAGE[0]
            lines = [(line.text, line.edges) for line in engine.read(image) if line.is_text]
            begin = time.perf_counter()
            marks = list(find_signatures(image, lines, engine))
            spent += time.perf_counter() - begin
            for place in places:
                x0, y0, x1, y1 = (side * scale for side in place.box)
                hits = [
                    mark
                    for mark in marks
                    if x0 - 20 < mark.box.cx * image.shape[1] < x1 + 20
                    and y0 - 20 < mark.box.cy * image.shape[0] < y1 + 20
                ]
                counts[place.what, bool(hits)] += 1
                marks = [mark for mark in marks if mark not in hits]
            elsewhere += len(marks)
    table = Table(title="Signatures by hand, drawn forms", title_justify="left")
    for heading in ("what stands there", "places", "seen as\na signature"):
        table.add_column(heading, justify="left" if heading.startswith("what") else "right")
    for what in (*_SAYS, *NOTHING):
        seen, unseen = counts[what, True], counts[what, False]
        table.add_row(_SAYS.get(what, what), str(seen + unseen), str(seen))
    table.add_row("elsewhere", "", str(elsewhere))
    console.print(table)
    console.print(f"{spent / forms * 1000:.0f} ms a form of eight places")
