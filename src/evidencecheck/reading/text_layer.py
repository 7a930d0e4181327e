"""The text layer of a PDF page: its words with boxes, and whether they can be trusted."""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass
from typing import Any

import pymupdf

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin, Span, TextLayer

# A gap of this many heights of a line parts two spans; less joins two words of one.
_PARTING = 0.9
# With fewer characters than this, a page that is mostly picture is recognised instead.
_FEW = 150
_MOSTLY_PICTURE = 0.5
_GARBAGE_SHARE = 0.12
_HIDDEN_SHARE = 0.4
_PICTURES = frozenset({"fill-image", "fill-imgmask"})
_Drawn = list[tuple[str, tuple[float, float, float, float]]]
"""Entries of ``Page.get_bboxlog``: what is drawn, and where."""
_MISDECODED = re.compile(r"[\u00c0-\u00ff]")


@dataclass(frozen=True, slots=True)
class TextLayerReading:
    """What the text layer of a page gives."""

    spans: tuple[Span, ...]
    verdict: TextLayer
    """USED: the spans are the page's text; otherwise the page is to be recognised."""
    picture_share: float
    """0..1 of the page that pictures cover."""
    turned: int
    """Degrees clockwise by which the text must be turned to stand upright."""


def read_text_layer(page: pymupdf.Page) -> TextLayerReading:
    """Read the words of ``page`` and judge them."""
    # What is drawn, in the order of drawing: far cheaper than asking for the pictures themselves.
    drawn: _Drawn = page.get_bboxlog()
    picture_share = _picture_share(drawn, page.rect)
    laid_out = page.get_textpage(flags=pymupdf.TEXTFLAGS_WORDS)
    words = page.get_text("words", textpage=laid_out)
    text = page.get_text("text", textpage=laid_out)
    if not text.strip():
        return TextLayerReading((), TextLayer.NONE, picture_share, 0)
    if is_garbage(text):
        return TextLayerReading((), TextLayer.GARBAGE, picture_share, 0)
    if _hidden(drawn):
        return TextLayerReading((), TextLayer.HIDDEN, picture_share, 0)
    if picture_share > _MOSTLY_PICTURE and len("".join(text.split())) < _FEW:
        return TextLayerReading((), TextLayer.PARTIAL, picture_share, 0)
    turned = _turned(page, words)
    spans = _spans(words, page.rect * page.derotation_matrix, page.rotation + turned)
    return TextLayerReading(spans, TextLayer.USED, picture_share, turned)


def is_garbage(text: str) -> bool:
    """Whether characters mean nothing: control codes, private use, wrong code page, rare Han."""
    letters = [c for c in text if c not in " \n\t\r\f\u3000\xa0"]
    if not letters:
        return False
    bad = sum(_meaningless(c) for c in letters)
    if bad > _GARBAGE_SHARE * len(letters):
        return True
    if len(_MISDECODED.findall(text)) > 0.3 * len(letters) and len(letters) > 20:
        return True
    han = [c for c in letters if "\u4e00" <= c <= "\u9fff"]
    if len(han) >= 20 and sum(_rare(c) for c in han) > 0.25 * len(han):
        return True
    signs = sum(c in string.punctuation for c in letters)
    if len(letters) >= 40 and signs > 0.5 * len(letters):
        return True
    latin = [c.lower() for c in letters if c.isascii() and c.isalpha()]
    if len(latin) >= 80 and len(latin) > 0.6 * len(letters):
        vowels = sum(c in "aeiou" for c in latin) / len(latin)
        return not 0.2 <= vowels <= 0.6
    return False


def _meaningless(c: str) -> bool:
    return c == "\ufffd" or unicodedata.category(c) in {"Cc", "Co", "Cn", "Cs"}


def _rare(c: str) -> bool:
    """Whether neither mainland nor Taiwan usage has the character (GB 2312, Big5)."""
    for codec in ("gb2312", "big5"):
        try:
            c.encode(codec)
        except UnicodeEncodeError:
            continue
        return False
    return True


def _picture_share(drawn: _Drawn, page: pymupdf.Rect) -> float:
    whole = abs(page.get_area())
    if not whole:
        return 0.0
    covered = 0.0
    for kind, bbox in drawn:
        if kind not in _PICTURES:
            continue
        box = pymupdf.Rect(bbox) & page
        if not box.is_empty:
            covered = (
                max(covered, box.get_area()) if covered > 0.9 * whole else covered + box.get_area()
            )
    return float(min(1.0, covered / whole))


def _hidden(drawn: _Drawn) -> bool:
    """Whether much of the text is drawn invisibly (render mode 3) or under a picture."""
    shown = hidden = 0.0
    under: list[pymupdf.Rect] = []
    for kind, bbox in drawn:
        box = pymupdf.Rect(bbox)
        if kind == "ignore-text":
            hidden += _width(box)
        elif kind.endswith("-text"):
            shown += _width(box)
            under.append(box)
        elif kind == "fill-image" and under:
            # A picture drawn after text covers it.
            covered = [t for t in under if _inside(t, box)]
            hidden += sum(_width(t) for t in covered)
            shown -= sum(_width(t) for t in covered)
            under = [t for t in under if not _inside(t, box)]
    return hidden > 0 and hidden > _HIDDEN_SHARE * (hidden + max(shown, 0.0))


def _width(box: pymupdf.Rect) -> float:
    return float(max(box.width, box.height, 0.0))


def _inside(inner: pymupdf.Rect, outer: pymupdf.Rect) -> bool:
    return bool(
        inner.x0 >= outer.x0 - 1
        and inner.x1 <= outer.x1 + 1
        and inner.y0 >= outer.y0 - 1
        and inner.y1 <= outer.y1 + 1
    )


def _turned(page: pymupdf.Page, words: list[Any]) -> int:
    """0, 90 or 270: how the text must be turned to be read from left to right."""
    long_words = [w for w in words if len(w[4]) >= 3]
    upright = sum((w[2] - w[0]) >= (w[3] - w[1]) for w in long_words)
    if not long_words or upright >= 0.5 * len(long_words):
        return 0
    ups = downs = 0
    for block in page.get_text("dict", flags=pymupdf.TEXTFLAGS_TEXT)["blocks"]:
        for line in block.get("lines", ()):
            dy = line["dir"][1]
            ups += dy < -0.7
            downs += dy > 0.7
    return 90 if ups > downs else 270


def _spans(words: list[Any], rect: pymupdf.Rect, turn: int) -> tuple[Span, ...]:
    """Words of one line with no wide gap between them, as spans of the upright page."""
    spans: list[Span] = []
    run: list[Any] = []
    for word in words:
        if run and (word[5:7] != run[-1][5:7] or _apart(run[-1], word)):
            spans.extend(_span(run, rect, turn))
            run = []
        run.append(word)
    if run:
        spans.extend(_span(run, rect, turn))
    return tuple(spans)


def _apart(a: Any, b: Any) -> bool:
    return bool(b[0] - a[2] > _PARTING * (a[3] - a[1]) or b[0] < a[0] - 1)


def _span(run: list[Any], rect: pymupdf.Rect, turn: int) -> list[Span]:
    text = unicodedata.normalize("NFKC", " ".join(w[4] for w in run)).strip()
    if not text:
        return []
    x0, y0 = min(w[0] for w in run), min(w[1] for w in run)
    x1, y1 = max(w[2] for w in run), max(w[3] for w in run)
    box = Box(
        _unit((x0 - rect.x0) / rect.width),
        _unit((y0 - rect.y0) / rect.height),
        _unit((x1 - rect.x0) / rect.width),
        _unit((y1 - rect.y0) / rect.height),
    )
    return [Span(text, turn_box(box, turn), Origin.TEXT_LAYER)]


def turn_box(box: Box, degrees: int) -> Box:
    """The box after the page was turned clockwise by 0, 90, 180 or 270 degrees."""
    match degrees % 360:
        case 90:
            return Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
        case 180:
            return Box(1 - box.x1, 1 - box.y1, 1 - box.x0, 1 - box.y0)
        case 270:
            return Box(box.y0, 1 - box.x1, box.y1, 1 - box.x0)
    return box


def _unit(value: float) -> float:
    return min(max(value, 0.0), 1.0)
