"""A706: amounts hidden under a scan that are other than those of its print (domain C25).

A recogniser drops characters and takes one figure for another; it does not set the commas of a
number anew, nor change three of its figures and read all around it well.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from evidencecheck.assessment.amounts import read_for
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.readings import is_part

_LEGIBLE: Final = 0.93
_HARDLY: Final = 0.8
"""The same where three amounts are others."""
_FAITHFUL: Final = 0.75
"""Share of the hidden words that must stand in the print."""
_LEAST: Final = 6
"""Hidden words."""
_SAME_WORD: Final = 60.0
"""Likeness (0..100) of a word to itself with a character lost or misread."""
_BLOCK: Final = 8
"""Words and numbers in a row that differ."""
_LONG: Final = 4
"""Figures of an amount that is hardly shifted by chance."""
_SURE, _LIKELY = 3, 2
"""Figures that differ in an amount, or in each of two."""
_TOKEN = re.compile(
    r"[\u4e00-\u9fff]{2,}|(?<![A-Za-z\d.,-])\d[\d.,]*(?<![.,])(?!-?\d|[.,]\d|[A-Z]{1,2}\d)"
)
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2,}|[1-9]\d{4,8}")
"""4,012.25, 21.62, 6120400."""

_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+\.\d{2}")
"""A comma read as a point."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: Line | None = None

    @property
    def figures(self) -> str:
        """Of a number."""
        return re.sub(r"\D", "", self.text)


def hidden_amounts(document: Document, context: Context) -> Iterator[Finding]:
    """An amount that is quite another in the hidden text, or two that are rather others.

    Or two that are others by the same: a total, and the part of it that was changed. Each stands
    between the same words or numbers as the printed one, and neither anywhere else.
    """
    printed = [t for line in document.lines for t in _tokens(line.text, line)]
    hidden = [t for text in document.under for t in _tokens(text)]
    if not _is_faithful(hidden, printed):
        return
    on_page = {t.figures for t in printed}
    in_layer = {t.figures for t in hidden}
    told: list[tuple[_Token, _Token]] = []
    for shown, other in _in_place_of_each_other(printed, hidden):
        if shown.line is None or shown.line.confidence < _LEGIBLE:
            continue
        if other.figures not in on_page and shown.figures not in in_layer:
            told.append((shown, other))
    sure = [pair for pair in told if _apart(*pair) >= _SURE]
    likely = [pair for pair in told if _apart(*pair) >= _LIKELY]
    likely = likely if len(likely) > 1 else []
    changed = sure or likely or _shifted(told) or _twice(told) or _rewritten(printed, hidden)
    for shown, other in changed:
        line = shown.line
        if line is None:
            continue
        place = document.at(line)
        yield context.finding("A706", document, cite=place, shown=shown.text, layer=other.text)
        return


def _shifted(told: Sequence[tuple[_Token, _Token]]) -> Sequence[tuple[_Token, _Token]]:
    """Pairs of amounts of one unit that are larger, or smaller, by the same than the others."""
    long = [p for p in told if "." in p[0].text and len(p[0].figures) >= _LONG and _apart(*p)]
    by = Counter(_less(*pair) for pair in long)
    return [pair for pair in long if by[_less(*pair)] > 1]


def _twice(told: Sequence[tuple[_Token, _Token]]) -> Sequence[tuple[_Token, _Token]]:
    """Pairs of one long amount that is the same other one each time it stands on the page.

    Not where its figure is one that a recogniser takes for the other.
    """
    by = Counter((a.figures, b.figures) for a, b in told if len(a.figures) >= _LONG + 1)
    return [
        (a, b)
        for a, b in told
        if by[a.figures, b.figures] > 1
        and _apart(a, b)
        and not read_for(float(a.figures), float(b.figures))
    ]


def _rewritten(
    printed: Sequence[_Token], hidden: Sequence[_Token]
) -> Sequence[tuple[_Token, _Token]]:
    """As many amounts of the page that the layer has not as the other way round, wherever they
    stand; each is another than all of those by two figures or more."""
    on_page, in_layer = {t.figures for t in printed}, {t.figures for t in hidden}
    ours = {t.figures: t for t in printed if _is_long(t) and t.figures not in in_layer}
    theirs = {t.figures: t for t in hidden if _is_long(t) and t.figures not in on_page}
    mine = [t for t in ours.values() if all(_is_another(t, o) for o in theirs.values())]
    other = [t for t in theirs.values() if all(_is_another(o, t) for o in ours.values())]
    least = min((t.line.confidence for t in ours.values() if t.line is not None), default=0.0)
    if len(ours) != len(theirs) or len(mine) != len(other) or len(mine) < _LIKELY:
        return ()
    if least < (_LEGIBLE if len(mine) == _LIKELY else _HARDLY):
        return ()
    return list(zip(mine, other, strict=True))


def _is_long(token: _Token) -> bool:
    amount = _AMOUNT.fullmatch(token.text) or _DOTTED.fullmatch(token.text)
    return len(token.figures) >= _LONG and amount is not None


def _is_another(shown: _Token, other: _Token) -> bool:
    """Whether an amount is another, and not misread, cut or run into its neighbour."""
    a, b = shown.figures, other.figures
    return Levenshtein.distance(a, b) >= _LIKELY and not (is_part(a, b) or is_part(b, a))


def _less(shown: _Token, other: _Token) -> Decimal:
    a, b = (Decimal(t.text.replace(",", "")) for t in (shown, other))
    return a - b


def _tokens(text: str, line: Line | None = None) -> Iterator[_Token]:
    """Words in Chinese, and numbers that are no part of a code."""
    for m in _TOKEN.finditer(unicodedata.normalize("NFKC", text)):
        yield _Token(m[0], line)


def _is_faithful(hidden: Sequence[_Token], printed: Sequence[_Token]) -> bool:
    words = [t.text for t in hidden if not t.figures]
    page = "".join(t.text for t in printed if not t.figures)
    return len(words) >= _LEAST and sum(w in page for w in words) >= _FAITHFUL * len(words)


def _in_place_of_each_other(
    printed: Sequence[_Token], hidden: Sequence[_Token]
) -> Iterator[tuple[_Token, _Token]]:
    """Amounts that stand at the same place of the print and of the hidden text."""
    ours, theirs = ([t.figures or t.text for t in side] for side in (printed, hidden))
    for tag, i, j, k, n in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "replace" or max(j - i, n - k) > _BLOCK:
            continue
        # Where one side has more, only what stands right behind a word that both have.
        if j - i != n - k:
            lone = all(not t.figures for t in (*printed[i + 1 : i + 2], *hidden[k + 1 : k + 2]))
            if not lone or i == 0 or printed[i - 1].figures:
                continue
            j, n = i + 1, k + 1
        for shown, other in zip(printed[i:j], hidden[k:n], strict=False):
            if bool(shown.figures) != bool(other.figures):
                break
            # 电力消耗 with a character misread, and not 热力费用.
            if not shown.figures and fuzz.ratio(shown.text, other.text) < _SAME_WORD:
                break
            if _AMOUNT.fullmatch(shown.text) and _AMOUNT.fullmatch(other.text):
                yield shown, other


def _apart(shown: _Token, other: _Token) -> int:
    """How many figures of an amount were changed; to set its commas anew counts as one.

    None is where characters were lost: decimals, or any that leave the rest in order.
    """
    a, b = shown.figures, other.figures
    (whole, _, decimals), (others, _, its) = (t.text.partition(".") for t in (shown, other))
    if len(decimals) != len(its):
        return 0
    moved = "," in whole and "," in others and len(whole) != len(others)
    if not moved and len(a) != len(b) and (is_part(a, b) or is_part(b, a)):
        return 0
    if moved and is_part(b, a):
        return 0
    # No recogniser sets the figures of a number in another order.
    if a != b and len(a) >= _LONG and sorted(a) == sorted(b):
        return _SURE
    return min(Levenshtein.distance(a, b) + moved, _SURE if not moved else _LIKELY)
