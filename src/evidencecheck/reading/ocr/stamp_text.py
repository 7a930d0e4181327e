"""What stamps say that lie aslant across a page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.reading.marks.stamp import find_frames
from evidencecheck.reading.ocr.crops import as_quad, cut, in_reading_order
from evidencecheck.reading.ocr.interface import Image, OcrEngine

_ROOM = 0.1
"""By how much of its height a stamp is cut out larger than its frame."""
_LEAST_SIGNS = 4


def read_stamps(image: Image, engine: OcrEngine) -> tuple[Mark, ...]:
    """The stamps on an upright page, with their lines as one text."""
    stamps = []
    height, width = image.shape[:2]
    for frame in find_frames(image):
        crop = np.ascontiguousarray(cut(image, as_quad(_larger(frame))))
        lines = [line for line in engine.read(crop) if line.is_text]
        read = [(line.text, line.confidence) for line in in_reading_order(lines)]
        if not read:
            read = engine.recognise([crop])
        text = "".join(words for words, _ in read)
        if sum(c.isalnum() for c in text) < _LEAST_SIGNS:
            continue
        corners = np.clip(frame / (width, height), 0, 1)
        box = Box(*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist())
        sure = min(confidence for _, confidence in read)
        stamps.append(Mark(MarkKind.STAMP, box, text, "", round(sure, 3), "rectangle"))
    return tuple(stamps)


def _larger(frame: NDArray[np.float32]) -> NDArray[np.float32]:
    down = (frame[3] - frame[0]) * _ROOM
    return np.array((frame[0] - down, frame[1] - down, frame[2] + down, frame[3] + down))
