"""Text broken into lines at a measured width.

The measure is Droid Sans Fallback, the CJK font inside PyMuPDF: the same on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pymupdf

LEADING = 1.35
"""Distance of lines, in font sizes."""

_TAB = 4.0
"""Distance of tab stops, in font sizes."""
_WIDE_GAP = 5
"""Blanks in a row (a full-width one counts two) that part two pieces of text."""

_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufeff\uf000-\uf0ff]")
"""Control and zero-width characters, and the private code points of symbol fonts."""
_TOKEN = re.compile(r"\t| +|[^\s\u2e80-\U0003ffff]+|[\u2e80-\U0003ffff]")
"""A tab, blanks, a word of a script with words, or one CJK character."""
_CLOSING = frozenset(",.;:!?)]}%、。·》」』】〉”’…")
"""Punctuation that may not begin a line."""
_HANG = 0.4
"""How far it may hang over the end of the one before, in font sizes."""


class Piece(NamedTuple):
    """A run of text on a line without a wide gap."""

    x: float
    """Points from the start of the line."""
    width: float
    """Points."""
    text: str


class Line(NamedTuple):
    """A line of text."""

    pieces: tuple[Piece, ...]
    size: float
    """Font size, points."""

    @property
    def width(self) -> float:
        """Points to the end of its last piece."""
        return self.pieces[-1].x + self.pieces[-1].width if self.pieces else 0.0

    @property
    def height(self) -> float:
        """Points that it takes up on the page."""
        return self.size * LEADING

    @property
    def text(self) -> str:
        """Its pieces, parted by a blank."""
        return " ".join(p.text for p in self.pieces)


@lru_cache(maxsize=1)
def font() -> Any:
    """The font that everything is measured and drawn in."""
    return pymupdf.Font("cjk")


@lru_cache(maxsize=65_536)
def _advance(character: str) -> float:
    return float(font().glyph_advance(ord(character)))


def width_of(text: str, size: float) -> float:
    """Width of a run of text at a font size, both in points."""
    return sum(map(_advance, text)) * size


def clean(text: str) -> str:
    """Text as the contract of `Span` wants it: NFKC, nothing invisible; tabs and line ends stay.

    A full-width blank becomes two, so that it keeps its width.
    """
    text = text.replace("\u3000", "  ").replace("\r\n", "\n").replace("\r", "\n")
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))


def widest_word(text: str, size: float) -> float:
    """Width in points of the longest stretch that should not be broken."""
    return max((width_of(m[0], size) for m in _TOKEN.finditer(text) if m[0].strip()), default=0.0)


def wrap(text: str, size: float, width: float) -> list[Line]:
    """Break cleaned text into lines no wider than ``width`` points.

    Words are kept whole where one fits a line. A tab, or a gap as wide as `_WIDE_GAP` blanks, parts
    a line into pieces, but for a single character before it: that is a spread label (``姓    名``).
    Blank lines are left out.
    """
    lines = []
    for paragraph in text.split("\n"):
        if "\t" not in paragraph and " " * _WIDE_GAP not in paragraph:
            # Most cells: one line, one piece.
            line = paragraph.strip(" ")
            needed = width_of(line, size)
            if needed <= width:
                if line:
                    lines.append(Line((Piece(0.0, needed, line),), size))
                continue
        writer = _Writer(size, max(width, size))
        for token in _tokens(paragraph, writer):
            writer.add(token)
        lines.extend(writer.finish())
    return lines


def _tokens(paragraph: str, writer: _Writer) -> Iterator[str]:
    for match in _TOKEN.finditer(paragraph):
        token = match[0]
        if writer.fits_alone(token):
            yield token
        else:
            yield from token


class _Writer:
    """Lines of one paragraph as they fill."""

    def __init__(self, size: float, width: float) -> None:
        self._size = size
        self._width = width
        self._lines: list[Line] = []
        self._pieces: list[Piece] = []
        self._text = ""
        self._start = 0.0
        self._x = 0.0

    def fits_alone(self, token: str) -> bool:
        """Whether a line of its own would hold ``token``."""
        return len(token) == 1 or width_of(token, self._size) <= self._width

    def add(self, word: str) -> None:
        """Put a word or blanks at the end of the line, or at the start of the next."""
        if word.isspace():
            self._blank(word)
            return
        width = width_of(word, self._size)
        over = self._x + width - self._width
        if over > 0.01 and self._x > 0:
            if word not in _CLOSING:
                self._break()
            elif over > _HANG * self._size and self._text[-1:] > "\u2e80":
                # The character before it goes to the next line too.
                last, self._text = self._text[-1], self._text[:-1]
                self._break()
                self._put(last)
        self._put(word)

    def _put(self, text: str) -> None:
        self._text += text
        self._x += width_of(text, self._size)

    def _blank(self, blank: str) -> None:
        if blank == "\t":
            self._gap((int(self._x / (_TAB * self._size)) + 1) * _TAB * self._size)
        elif len(blank) >= _WIDE_GAP and len(self._text.strip()) != 1:
            self._gap(self._x + width_of(blank, self._size))
        elif self._text:
            self._put(blank)

    def finish(self) -> list[Line]:
        """Close the last line and hand all of them over."""
        self._break()
        return self._lines

    def _gap(self, x: float) -> None:
        self._close_piece()
        self._start = self._x = x

    def _close_piece(self) -> None:
        if text := self._text.rstrip():
            self._pieces.append(Piece(self._start, width_of(text, self._size), text))
        self._text = ""

    def _break(self) -> None:
        self._close_piece()
        if self._pieces:
            self._lines.append(Line(tuple(self._pieces), self._size))
        self._pieces = []
        self._start = self._x = 0.0
