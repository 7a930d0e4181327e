"""QR and bar codes on a page that has a text layer: only where one may stand is looked at."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.domain.page import Mark
from evidencecheck.reading.drawn import code_places
from evidencecheck.reading.marks.codes import find_codes
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.upright import Rectangle, Upright

_DPI = 200
_GLANCE_DPI = 36
_QUIET = 6.0
"""Points around a code that belong to it."""
_INK = 60
_RED_SHARE = 0.6
_SEAL_INK = 0.35
"""Ink of seals covers up to 0.3 of their square at a glance; that of codes 0.45 and more."""


def page_codes(page: StoredPage, upright: Upright) -> tuple[Mark, ...]:
    """The codes drawn on ``page``, each payload once, in places of the upright page."""
    marks: dict[str, Mark] = {}
    for x0, y0, x1, y1 in code_places(page.drawn):
        place = (
            max(x0 - _QUIET, 0.0),
            max(y0 - _QUIET, 0.0),
            min(x1 + _QUIET, page.width),
            min(y1 + _QUIET, page.height),
        )
        if place[2] - place[0] < 1 or place[3] - place[1] < 1:
            continue
        if _is_seal(page, (x0, y0, x1, y1)):
            continue
        picture = np.asarray(cv2.cvtColor(page.picture(place, _DPI), cv2.COLOR_RGB2BGR), np.uint8)
        for code in find_codes(picture, thorough=True):
            box = upright.box(upright.place(_within(place, code)))
            marks.setdefault(code.text, Mark(code.kind, box, code.text))
    return tuple(marks.values())


def _is_seal(page: StoredPage, place: Rectangle) -> bool:
    """Whether a glance shows red ink on paper, most of it left free: no code, and often there."""
    picture: NDArray[np.int16] = page.picture(place, _GLANCE_DPI).astype(np.int16)
    red, other = picture[:, :, 0], picture[:, :, 1:].max(axis=2)
    inked = int(np.count_nonzero(picture.min(axis=2) < 255 - _INK))
    reddish = int(np.count_nonzero(red - other > _INK / 2))
    return inked < _SEAL_INK * red.size and reddish > _RED_SHARE * inked > 0


def _within(place: Rectangle, code: Mark) -> Rectangle:
    width, height = place[2] - place[0], place[3] - place[1]
    return (
        place[0] + code.box.x0 * width,
        place[1] + code.box.y0 * height,
        place[0] + code.box.x1 * width,
        place[1] + code.box.y1 * height,
    )
