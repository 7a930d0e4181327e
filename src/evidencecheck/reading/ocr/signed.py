"""Signatures by hand at the places that ask for one.

A place is known by its label. What stands there is a signature only if it is written by hand for
certain: a printed name, a line, a date or a seal is none. So a missing mark says little, and a mark
much.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.reading.marks.handwriting import Cluster, clusters
from evidencecheck.reading.ocr.interface import Image, OcrEngine

_CHINESE = (
    r"[\u4e00-\u9fff]{0,6}?(?:签字人?|签名人?|签署人?|法定代表人|法人代表|法人|负责人|批准人?|核准人?|审核人?|复核人?|审定人?|"
    r"审批人?|校核人?|编制人?|拟制人?|签发人?|经办人|代表人?|代理人|授权人?|组长|主任|总经理|董事长|"
    r"最高管理者|检定员|检测人?|主检|见证人?|承诺人)"
    r"(?:\s*[(（](?:签字|签名|签章|签字或盖章|盖章或签字|签名或盖章)[)）])?"
)
_ENGLISH = (
    r"(?:signature|signed(?:\s+by)?|authori[sz]ed\s+(?:by|signatory|signature)|approved\s+by|"
    r"reviewed\s+by|verified\s+by|prepared\s+by|checked\s+by|signatory|lead\s+verifier)"
)
_LABEL = re.compile(
    rf"(?:{_CHINESE}|{_ENGLISH})\s*[:：]|^\s*(?:{_CHINESE}|{_ENGLISH})\s*$", re.IGNORECASE
)
"""With a colon, or alone on its line or in its cell."""
_DATE = re.compile(r"\d\D?\d|[年月日]")
_PRINT_HEIGHT = 0.8
"""Height of print as a share of that of the box around its line."""
_RIGHT, _UP, _DOWN = 9.0, 1.7, 1.5
"""How far from its label a signature may stand: heights of print to the right, above and below."""
_BELOW = 3.4
_LEAST_WIDTH, _LEAST_HEIGHT = 1.2, 0.7
"""Heights of print that a signature is wide and high at least."""
_LARGEST = 5.0
"""Heights of print that one is high at most: what is higher is a drawing or a shadow."""
_BENT, _VERY_BENT = 0.36, 0.33
"""Share of level and upright edges, below which strokes are written: print has 0.29 to 0.6, Kai
faces being lowest."""
_JOINED, _FAR_JOINED = 1.6, 2.2
"""Width of joined ink from which on characters run together."""
_HIGH = 1.5
_BLUE = 0.4
_SEALED = 0.3
"""Share of a signature that lies in a grey seal, from which on it may be the seal's own ink."""
_DOUBTED, _SURE = 0.93, 0.97
"""Confidence with which print is read: 0.97 and more in nine cases of ten; writing has less."""


Line = tuple[str, tuple[float, float, float, float]]
"""Text, and where it stands: left, top, right, bottom in pixels."""


class Label(NamedTuple):
    """Words that ask for a signature."""

    text: str
    left: float
    right: float
    middle: float
    """Where they begin, where their colon ends, and their height on the page, in pixels."""
    alone: bool
    """Whether nothing is printed behind them."""


def labels(lines: Sequence[Line], em: float) -> Iterator[Label]:
    """The labels that ask for a signature, in lines of print of height ``em``.

    A line may hold what was written behind its label too: it is no measure of where that ends.
    """
    for text, (x0, y0, x1, y1) in lines:
        plain = unicodedata.normalize("NFKC", text)
        whole = max(1.0, _width(plain))
        for found in _LABEL.finditer(plain):
            left = x0 + (x1 - x0) * _width(plain[: found.start()]) / whole
            right = x0 + (x1 - x0) * _width(plain[: found.end()]) / whole
            behind = plain[found.end() :].strip(" _—-")
            if behind:
                right = min(right, left + (_width(found[0]) / 2 + 0.3) * em)
            yield Label(found[0].strip(" :："), left, right, (y0 + y1) / 2, not behind)


def find_signatures(
    image: Image, lines: Sequence[Line], engine: OcrEngine, grey: Sequence[Box] = ()
) -> tuple[Mark, ...]:
    """The signatures by hand on a page; each with the words of its place as its text.

    Args:
        image: the upright page.
        lines: what is printed on it.
        engine: tells print from writing where strokes alone do not.
        grey: seals without colour, whose ink cannot be told from that of a pen.
    """
    if engine.name == "none":
        return ()
    height, width = image.shape[:2]
    em = _em(lines)
    marks: list[Mark] = []
    for label in labels(lines, em):
        for place in _places(label, em):
            found = signature_at(image, _inside(place, width, height), em, engine)
            if found is None:
                continue
            box, confidence = found
            sides = (box[0] / width, box[1] / height, box[2] / width, box[3] / height)
            inked = Box(*map(float, sides))
            sealed = any(inked.overlap(seal) > _SEALED for seal in grey)
            if not sealed and not any(inked.overlap(m.box) > 0.5 for m in marks):
                marks.append(Mark(MarkKind.INK, inked, label.text, confidence=confidence))
            break
    return tuple(marks)


def reach(lines: Sequence[Line]) -> list[tuple[float, float, float, float]]:
    """The places on a page where a signature by hand may stand, in the unit of the lines."""
    em = _em(lines)
    return [place for label in labels(lines, em) for place in _places(label, em)]


def _em(lines: Sequence[Line]) -> float:
    """The usual height of print on a page; 0 where there is none."""
    return _PRINT_HEIGHT * median([y1 - y0 for _, (_, y0, _, y1) in lines] or [0.0])


def signature_at(
    image: Image, place: tuple[int, int, int, int], em: float, engine: OcrEngine
) -> tuple[tuple[int, int, int, int], float] | None:
    """The place and the certainty (0..1) of a signature in a part of a page; None without one."""
    x0, y0, x1, y1 = place
    region = image[y0:y1, x0:x1]
    likely = [c for c in clusters(region, em) if _may_be_written(c)]
    crops = [region[c.box[1] : c.box[3], c.box[0] : c.box[2]] for c in likely]
    best: tuple[float, Cluster] | None = None
    for cluster, (text, confidence) in zip(likely, engine.recognise(crops), strict=True):
        sure = _written(cluster, text, confidence)
        if sure and (best is None or sure > best[0]):
            best = (sure, cluster)
    if best is None:
        return None
    left, top, right, bottom = best[1].box
    return (x0 + left, y0 + top, x0 + right, y0 + bottom), best[0]


def _may_be_written(cluster: Cluster) -> bool:
    large = cluster.width >= _LEAST_WIDTH and _LEAST_HEIGHT <= cluster.height <= _LARGEST
    return large and cluster.level < _BENT + (0.04 if cluster.blue >= _BLUE else 0.0)


def _written(cluster: Cluster, text: str, confidence: float) -> float:
    """How certain it is that a cluster is a signature, 0..1; 0 where it may be print."""
    if confidence >= _DOUBTED and _DATE.search(unicodedata.normalize("NFKC", text)):
        return 0.0
    together = cluster.longest >= _JOINED
    large = cluster.tallest >= _HIGH
    if cluster.blue >= _BLUE and (together or large or confidence < _SURE):
        return 0.95
    if confidence < _DOUBTED and (together or large):
        return 0.9
    if cluster.longest >= _FAR_JOINED and large and cluster.level < _VERY_BENT:
        return 0.8
    return 0.0


def _places(label: Label, em: float) -> Iterator[tuple[float, float, float, float]]:
    """Where the signature may stand: behind its label, else below it, or above an English one."""
    x, y = label.right, label.middle
    yield x, y - _UP * em, x + _RIGHT * em, y + _DOWN * em
    if label.alone:
        x = label.left
        yield x, y + 0.7 * em, x + _RIGHT * em, y + _BELOW * em
        if label.text.isascii():
            yield x, y - _BELOW * em, x + _RIGHT * em, y - 0.7 * em


def _inside(
    place: tuple[float, float, float, float], width: int, height: int
) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (round(side) for side in place)
    left, top = max(0, min(x0, width)), max(0, min(y0, height))
    return left, top, max(left, min(x1, width)), max(top, min(y1, height))


def _width(text: str) -> float:
    """Characters, Chinese ones twice as wide as others."""
    return float(sum(2 if ord(c) > 0x2E7F else 1 for c in text))
