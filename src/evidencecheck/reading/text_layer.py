"""The text layer of a PDF page: its words with boxes, and whether they can be trusted."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from evidencecheck.domain.page import Origin, Span, TextLayer
from evidencecheck.reading.drawn import picture_share, text_is_hidden
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.unseen import unseen_words
from evidencecheck.reading.upright import Rectangle, Upright

# A gap of this many heights of a line parts two spans; less joins two words of one.
_PARTING = 0.9
# With fewer characters than this, a page that is mostly picture is recognised instead.
_FEW = 150
_MOSTLY_PICTURE = 0.5
_HALF = 0.5
_GARBAGE_SHARE = 0.12
_MISDECODED = re.compile(r"[\u00c0-\u00ff]")
_SIGNS = frozenset(string.punctuation)
_LATIN = frozenset(string.ascii_letters)
_CHARACTERS = 8192
"""As many characters are remembered as good or bad; pages of one language share theirs."""
_BLANKS = " \n\t\r\f\u3000\xa0"


class Word(NamedTuple):
    """Print without a blank in it, as the file stores it."""

    text: str
    place: Rectangle
    """Points of the upright page."""
    line: tuple[int, int]
    """Block and line of the file that it belongs to."""


@dataclass(frozen=True, slots=True)
class TextLayerReading:
    """What the text layer of a page gives."""

    spans: tuple[Span, ...]
    verdict: TextLayer
    """USED: the spans are the page's text; otherwise the page is to be recognised."""
    picture_share: float
    """0..1 of the page that pictures cover."""
    upright: Upright
    """How the stored page is turned for its text to stand upright."""
    words: tuple[Word, ...] = ()
    """What the spans were made of."""
    unseen: tuple[Word, ...] = ()
    """Those printed in white on white."""
    hidden: tuple[str, ...] = ()
    """The lines of text that the page does not show: of a verdict of HIDDEN all, else those printed
    in white on white."""


def read_text_layer(page: StoredPage) -> TextLayerReading:
    """Read the words of ``page`` and judge them."""
    share = picture_share(page.drawn, page.width, page.height)
    words = page.words()
    text = "\n".join(w[4] for w in words)
    verdict = _verdict(page, text, share)
    if verdict is TextLayer.PARTIAL and len(unseen_words(page, words)) > _HALF * len(words):
        verdict = TextLayer.HIDDEN
    if verdict is not TextLayer.USED:
        upright = Upright(page.width, page.height, page.rotation)
        hidden = _lines(words) if verdict is TextLayer.HIDDEN else ()
        return TextLayerReading((), verdict, share, upright, hidden=hidden)
    unseen = unseen_words(page, words)
    if unseen and share > _MOSTLY_PICTURE:
        # A picture with a layer for searching.
        upright = Upright(page.width, page.height, page.rotation)
        return TextLayerReading((), TextLayer.HIDDEN, share, upright, hidden=_lines(words))
    covered = tuple(_lines([words[n] for n in unseen])) if unseen else ()
    white = [words[n] for n in unseen]
    words = [w for n, w in enumerate(words) if n not in unseen]
    upright = Upright(page.width, page.height, _turn(page, words))
    placed, lost = (
        tuple(Word(w[4], upright.place(w[:4]), w[5:7]) for w in some) for some in (words, white)
    )
    spans = tuple(_spans(placed, upright))
    return TextLayerReading(spans, verdict, share, upright, placed, lost, covered)


def is_garbage(text: str) -> bool:
    """Whether characters mean nothing: control codes, private use, wrong code page, rare Han."""
    counted = Counter(text)
    for blank in _BLANKS:
        counted.pop(blank, None)
    letters = counted.total()
    if not letters:
        return False
    bad = sum(n for c, n in counted.items() if _meaningless(c))
    if bad > _GARBAGE_SHARE * letters:
        return True
    if len(_MISDECODED.findall(text)) > 0.3 * letters and letters > 20:
        return True
    han = {c: n for c, n in counted.items() if "\u4e00" <= c <= "\u9fff"}
    many = sum(han.values())
    if many >= 20 and sum(n for c, n in han.items() if _rare(c)) > 0.25 * many:
        return True
    signs = sum(n for c, n in counted.items() if c in _SIGNS)
    if letters >= 40 and signs > 0.5 * letters:
        return True
    latin = sum(n for c, n in counted.items() if c in _LATIN)
    if latin >= 80 and latin > 0.6 * letters:
        vowels = sum(counted[c] for c in "aeiouAEIOU") / latin
        return not 0.2 <= vowels <= 0.6
    return False


def _lines(words: Sequence[Any]) -> tuple[str, ...]:
    """The words of each line of the file, in Unicode form NFKC."""
    lines: dict[tuple[int, int], list[str]] = {}
    for word in words:
        lines.setdefault((word[5], word[6]), []).append(word[4])
    return tuple(unicodedata.normalize("NFKC", " ".join(parts)) for parts in lines.values())


def _verdict(page: StoredPage, text: str, share: float) -> TextLayer:
    if not text.strip():
        return TextLayer.NONE
    if is_garbage(text):
        return TextLayer.GARBAGE
    if text_is_hidden(page.drawn):
        return TextLayer.HIDDEN
    if share > _MOSTLY_PICTURE and len("".join(text.split())) < _FEW:
        return TextLayer.PARTIAL
    return TextLayer.USED


@lru_cache(_CHARACTERS)
def _meaningless(c: str) -> bool:
    return c == "\ufffd" or unicodedata.category(c) in {"Cc", "Co", "Cn", "Cs"}


@lru_cache(_CHARACTERS)
def _rare(c: str) -> bool:
    """Whether neither mainland nor Taiwan usage has the character (GB 2312, Big5)."""
    for codec in ("gb2312", "big5"):
        try:
            c.encode(codec)
        except UnicodeEncodeError:
            continue
        return False
    return True


def _turn(page: StoredPage, words: Sequence[Any]) -> int:
    """Degrees clockwise by which the stored page must be turned for its text to read upright."""
    if not page.rotation and not _stands(words):
        return 0
    # Where the print runs is asked only here: it costs as much as the words themselves.
    turns: Counter[int] = Counter()
    for dx, dy in page.directions():
        if abs(dy) > 0.7:
            turns[90 if dy < 0 else 270] += 1
        elif abs(dx) > 0.7:
            turns[0 if dx > 0 else 180] += 1
    return turns.most_common(1)[0][0] if turns else page.rotation


def _stands(words: Sequence[Any]) -> bool:
    """Whether most longer words are higher than wide."""
    wide = [bool(w[2] - w[0] >= w[3] - w[1]) for w in words if len(w[4]) >= 3]
    return sum(wide) < 0.5 * len(wide)


def _spans(words: Sequence[Word], upright: Upright) -> Iterator[Span]:
    """Words of one line with no wide gap between them."""
    run: list[Word] = []
    for word in words:
        if run and (word.line != run[-1].line or _apart(run[-1].place, word.place)):
            yield from _span(run, upright)
            run = []
        run.append(word)
    if run:
        yield from _span(run, upright)


def _apart(a: Rectangle, b: Rectangle) -> bool:
    return b[0] - a[2] > _PARTING * (a[3] - a[1]) or b[0] < a[0] - 1


def _span(run: Sequence[Word], upright: Upright) -> Iterator[Span]:
    text = unicodedata.normalize("NFKC", " ".join(w.text for w in run)).strip()
    if text:
        places = [w.place for w in run]
        place = (
            min(p[0] for p in places),
            min(p[1] for p in places),
            max(p[2] for p in places),
            max(p[3] for p in places),
        )
        yield Span(text, upright.box(place), Origin.TEXT_LAYER)
