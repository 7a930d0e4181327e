"""What a page shows where its text layer has a value: the page drawn, and the place recognised.

Only places that decide something are looked at; drawing a page costs more than its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import groupby

import numpy as np

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import TextLayer
from evidencecheck.reading import pdf
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.ofd import open_ofd
from evidencecheck.reading.page_view import PageView
from evidencecheck.reading.print_compared import differs, folded, is_one_line
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.text_layer import read_text_layer

LOOKED_AT = frozenset({MediaType.PDF, MediaType.OFD})
"""Formats that have a text layer beside a page that is drawn."""

_CLOSER = 300
"""Dots per inch of the second picture, which must be read in the same way."""
_SURE = 0.9
_MARGIN = 0.12
"""Heights of a line above and below: accents and strokes stand out of it."""
_INK = 40
"""Of 255: how much darker or lighter than its ground print is, however faint."""
_Open = Callable[[int], StoredPage]


def look(
    file: SourceFile, places: Sequence[Citation], engine: OcrEngine, limits: Limits
) -> tuple[str | None, ...]:
    """What the page shows at each of ``places`` instead of the words quoted from its text layer.

    None where it shows those words, and where that cannot be told: told is only what two pictures
    of the page at different sizes, both read with confidence, agree upon. Empty where nothing at
    all is to be seen. ``places`` are in the order of their pages.
    """
    found: list[str | None] = []
    try:
        with _opened(file, limits) as load:
            for number, on_page in groupby(places, lambda p: p.page):
                found.extend(_look_at(load(number), list(on_page), engine))
    except (ReadError, *pdf.ERRORS):
        found.extend([None] * (len(places) - len(found)))
    return tuple(found)


@contextmanager
def _opened(file: SourceFile, limits: Limits) -> Iterator[_Open]:
    if file.media_type is MediaType.OFD:
        with open_ofd(file.location, limits) as ofd, ExitStack() as open_pages:
            yield lambda number: StoredPage(
                open_pages.enter_context(ofd.page(number).pdf).load_page(0)
            )
    else:
        with pdf.open_pdf(file.location, limits) as document:
            yield lambda number: StoredPage(document.load_page(number - 1))


def _look_at(
    page: StoredPage, places: Sequence[Citation], engine: OcrEngine
) -> list[str | None]:  # fmt: skip
    layer = read_text_layer(page)
    if layer.verdict is not TextLayer.USED:
        return [None] * len(places)
    upright = layer.upright
    view = PageView(page, upright)
    first = _readings(view.picture(), places, engine)
    doubted = [
        n
        for n, (place, (text, sure)) in enumerate(zip(places, first, strict=True))
        if sure >= _SURE and differs(place.quote, text)
    ]
    shown: list[str | None] = [None] * len(places)
    if not doubted:
        return shown
    closer = _readings(
        view.picture(_CLOSER), [places[n] for n in doubted], engine
    )  # fmt: skip
    for n, (text, sure) in zip(doubted, closer, strict=True):
        if sure >= _SURE and folded(text) == folded(first[n][0]):
            shown[n] = text
    return shown


def _readings(
    picture: Image, places: Sequence[Citation], engine: OcrEngine
) -> list[tuple[str, float]]:
    """The text at each place with its confidence; sure of nothing where no line can stand."""
    height, width = picture.shape[:2]
    crops = [_crop(picture, place.box) for place in places]
    read = engine.recognise(crops)
    return [
        (("", 1.0) if _bare(crop) else reading)
        if is_one_line(place.quote, place.box.width * width, place.box.height * height)
        else ("", 0.0)
        for place, crop, reading in zip(places, crops, read, strict=True)
    ]


def _crop(picture: Image, box: Box) -> Image:
    """The place with what is around it: where a word begins within a line is not known exactly."""
    height, width = picture.shape[:2]
    line = (box.y1 - box.y0) * height
    x0, x1 = box.x0 * width - line, box.x1 * width + line
    y0, y1 = box.y0 * height - _MARGIN * line, box.y1 * height + _MARGIN * line
    rows = slice(int(max(y0, 0)), int(min(y1, height)) + 1)
    return np.ascontiguousarray(picture[rows, int(max(x0, 0)) : int(min(x1, width)) + 1])


def _bare(crop: Image) -> bool:
    """Whether nothing is drawn there, not even faintly."""
    return int(crop.max(axis=(0, 1)).max()) - int(crop.min(axis=(0, 1)).min()) < _INK
