"""Volumes read: their text layers as any file, what was recognised taken from the single pages."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.bound.compose import Volume
from evidencecheck.domain.files import FileReading, MediaType, SourceFile
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Origin, Page, Span, TextLayer
from evidencecheck.reading.ocr.interface import NullEngine
from evidencecheck.reading.reader import FileReader

_NOISE = "口日曰目丨亅丶丿乙〇三川彡冫讠囗凵匚厂"
_ONE_MAKE = ("picture DCTDecode DeviceRGB 200",)
_MISREAD = 0.006
"""Characters of a scan, by chance."""


def read(volume: Volume) -> FileReading:
    """The reading of a volume, as if every page of a picture had been recognised."""
    file = SourceFile(
        volume.path.name,
        volume.path,
        hashlib.sha256(volume.path.read_bytes()).hexdigest(),
        volume.path.stat().st_size,
        MediaType.PDF,
    )
    reading = FileReader(NullEngine(), Limits()).read(file)
    chance = random.Random(volume.style.seed + 1000)
    counted = Counter(item for page in reading.pages for item in page.made)
    stamped = frozenset(x for x, n in counted.items() if n > 0.6 * len(reading.pages))
    pages = []
    for at, page in enumerate(reading.pages):
        leaf = volume.leaves[at]
        if leaf.reading is not None:
            page = replace(
                leaf.reading,
                number=at + 1,
                made=page.made,
                spans=(*_stamped(volume, at), *leaf.reading.spans),
            )
        elif volume.scanned[at] and page.spans:
            page = _as_scan(page, chance, stamped)
        if volume.style.one_make:
            page = replace(page, made=_ONE_MAKE)
        if volume.misread[at]:
            page = _misread(page, chance)
        pages.append(page)
    return replace(reading, pages=tuple(pages))


def _stamped(volume: Volume, at: int) -> Iterator[Span]:
    """What was stamped on a page, as it would be recognised."""
    for text, y in ((volume.style.header, 0.03), (volume.stamps[at], 0.966)):
        if text:
            half = 0.004 * len(text)
            yield Span(text, Box(0.5 - half, y, 0.5 + half, y + 0.012), Origin.OCR, 0.95)


def _as_scan(page: Page, chance: random.Random, stamped: frozenset[str]) -> Page:
    """A page with a text layer as recognition would give it; ``stamped``: fonts of the volume's."""
    skew = chance.uniform(-0.004, 0.004)
    spans = []
    for span in page.spans:
        text = "".join(
            chance.choice(_NOISE) if chance.random() < _MISREAD else c for c in span.text
        )
        b = span.box
        dx, dy = chance.uniform(-0.002, 0.002), chance.uniform(-0.001, 0.001) + skew * b.cx
        box = Box(*(min(max(v, 0.0), 1.0) for v in (b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy)))
        spans.append(Span(text, box, Origin.OCR, chance.uniform(0.86, 0.995)))
    return replace(
        page,
        spans=tuple(spans),
        tables=(),
        text_layer=TextLayer.NONE,
        picture_share=1.0,
        made=(*sorted(stamped & set(page.made)), "picture DCTDecode DeviceGray 150"),
    )


def _misread(page: Page, chance: random.Random) -> Page:
    """A page of which recognition makes next to nothing."""
    kept = [s for s in page.spans if chance.random() < 0.5]
    spans = tuple(
        replace(
            s,
            text="".join(chance.choice(_NOISE) if chance.random() < 0.7 else c for c in s.text),
            origin=Origin.OCR,
            confidence=0.55,
        )
        for s in kept
    )
    return replace(page, spans=spans, tables=(), text_layer=TextLayer.NONE, picture_share=1.0)
