"""How much of the print under seals is read, with and without taking the ink out first.

Run: ``python -m benchmarks.ocr_seals [PAGES]``.
"""

from __future__ import annotations

import sys
import unicodedata

from benchmarks.ocr_pages import INKS, drawn_page
from evidencecheck.reading.ocr.ink import prepare, second_reading
from evidencecheck.reading.ocr.interface import load_engine


def main() -> int:
    """Print a row for each colour of ink, and the sum."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    names = ("lines", "raw", "cleared", "doubted", "sure but wrong", "seals")
    sums = {ink: dict.fromkeys(names, 0) for ink in INKS}
    with load_engine("rapidocr") as engine:
        for seed in range(count):
            ink = list(INKS)[seed % len(INKS)]
            image, lines, under = drawn_page(seed, ink)
            prepared = prepare(image)
            height, width = image.shape[:2]
            first = engine.read(prepared.image)
            read = second_reading(image, engine, first, prepared.seals)
            boxes = [seal.box for seal in prepared.seals]
            met = [x for x in read if any(x.box(width, height).overlap(b) > 0 for b in boxes)]
            true = {_plain(text) for text in lines}
            found = {_plain(x.text) for x in read}
            raw = {_plain(x.text) for x in engine.read(image)}
            row = sums[ink]
            row["lines"] += len(under)
            row["raw"] += sum(_plain(text) in raw for text in under)
            row["cleared"] += sum(_plain(text) in found for text in under)
            row["doubted"] += sum(x.second is not None for x in met)
            row["sure but wrong"] += sum(
                x.second is None and _plain(x.text) not in true for x in met
            )
            row["seals"] += len(boxes)
    print(f"{count} pages; lines under a seal read exactly")
    print(f"{'ink':10}" + "".join(f"{name:>16}" for name in names))
    total = {name: sum(row[name] for row in sums.values()) for name in names}
    for ink, row in {**sums, "all": total}.items():
        print(f"{ink:10}" + "".join(f"{row[name]:>16}" for name in names))
    return 0


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


if __name__ == "__main__":
    sys.exit(main())
