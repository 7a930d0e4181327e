"""What recognition of a page costs beside the raw engine, on the same pictures, in one process.

Three ways to read the same pages, taking turns page by page so that a busy machine slows all alike:

- stock: RapidOCR on OpenVINO with the settings that it comes with;
- bare: our engine alone, without anything around it;
- ours: all that the program does: turn, seals, reading, second reading, codes.

The bound is 1.25 of either. Run: ``python -m benchmarks.ocr_speed [ROUNDS]``.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable

from benchmarks.ocr_pages import named_pages
from evidencecheck.reading.ocr.interface import Image, load_engine
from evidencecheck.reading.ocr.recognise import recognise_page

BOUND = 1.25


def measure(rounds: int = 2, threads: int | None = None) -> dict[str, float]:
    """Seconds that each way took for all pages together; the first round only warms up."""
    engine = load_engine("rapidocr", threads)
    ways: dict[str, Callable[[Image], object]] = {
        "stock": _stock(threads or os.cpu_count() or 1),
        "bare": engine.read,
        "ours": lambda image: recognise_page(image, engine),
    }
    pages = [image for _, image in named_pages()]
    seconds = dict.fromkeys(ways, 0.0)
    for number in range(rounds + 1):
        for image in pages:
            for name, read in ways.items():
                start = time.perf_counter()
                read(image)
                if number:
                    seconds[name] += time.perf_counter() - start
    seconds["pages"] = rounds * len(pages)
    return seconds


def _stock(threads: int) -> Callable[[Image], object]:
    from rapidocr import EngineType, RapidOCR

    kinds = {f"{part}.engine_type": EngineType.OPENVINO for part in ("Det", "Cls", "Rec")}
    settings = {
        "Global.log_level": "critical",
        "EngineConfig.openvino.inference_num_threads": threads,
    }
    stock = RapidOCR(params={**kinds, **settings})
    return lambda image: stock(image)


def main() -> int:
    """Print pages a second and the two ratios; 1 where a ratio is over the bound."""
    seconds = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
    pages = seconds.pop("pages")
    for name, spent in seconds.items():
        print(f"{name:6} {pages / spent:5.2f} pages/s   {spent / pages * 1000:6.0f} ms a page")
    worst = 0.0
    for name in ("stock", "bare"):
        ratio = seconds["ours"] / seconds[name]
        worst = max(worst, ratio)
        print(f"ours / {name}: {ratio:.2f} (bound {BOUND})")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory of all three together: {peak} MB")
    return int(worst > BOUND)


if __name__ == "__main__":
    sys.exit(main())
