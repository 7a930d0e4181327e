"""Whether a line hidden under a scan gives a deciding field otherwise, and not only misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from evidencecheck.domain.document import Field
from evidencecheck.domain.readings import is_part, lookalikes

FIRM = re.compile(r"[\u4e00-\u9fff（）()]{4,30}(?:公司|厂)")
OTHER_NAME: Final = 70.0
"""Below this likeness (0..100) a name is another."""
_SEVERAL: Final = 2
"""Days of a paper."""
_LATIN_FIRM = re.compile(
    r"\b(?:Ltd|Limited|Inc|LLC|GmbH|Corp|Corporation|Company)\b", re.IGNORECASE
)
_CODES: Final = frozenset({"holder_credit_code", "certificate_number"})
DAYS: Final = frozenset({"issue_date", "valid_from", "valid_until"})
VALIDITY: Final = frozenset({"valid_from", "valid_until"})
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\D{1,3}(0?[1-9]|1[0-2])\D{1,3}(0?[1-9]|[12]\d|3[01])(?!\d)"
)
_LARGE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"\d[\d,.]*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LOST, _CHANGED = 2, 2
"""Figures that a recogniser may pass over, and those of a code that it takes for no others."""
_OF_A_CODE = 0.2
"""Share of the figures of a long code that may all be misread."""
_SIZE = 0.05
"""Share of an amount by which it is another for its reader."""
_LEFT = 0.6
"""Share of the figures that is left then; three at least."""
_ON_PAGE = 80.0
"""From this likeness on a name stands on the page."""
_ONE_LABEL: Final = 75.0
_LEAST = 2
"""Characters of a label."""


def differs(field: Field, row: str, said: str, page: str) -> bool:
    """Whether a hidden line says something else of a field than its print.

    Args:
        field: as it was recognised.
        row: of the print in which it stands.
        said: the hidden line.
        page: all of the print, folded.
    """
    raw, hidden = folded(field.raw), folded(said)
    if raw in hidden or lookalikes(raw.upper()) in lookalikes(hidden.upper()):
        return False
    if field.name == "holder":
        named = FIRM.search(said)
        if named is None and not _LATIN_FIRM.search(said):
            return False
        name = folded(named[0] if named is not None else said)
        return (
            fuzz.partial_ratio(raw, hidden) < OTHER_NAME
            and fuzz.partial_ratio(name, page) < _ON_PAGE
        )
    if field.name in DAYS and _DAY.search(field.raw):
        return _is_of_the_same(row, said) and _has_another_day(field.raw, row, said)
    figures, its = _digits(raw), _digits(said)
    if not figures or len(its) < len(figures):
        return False
    if figures in its:
        # 1,500 is no part of 15,000: each has its own commas.
        large = [_digits(n) for n in _LARGE.findall(said)]
        other = figures not in large and any(figures in n for n in large)
        return other and _LARGE.search(field.raw) is not None
    # Nothing was lost of a number as long.
    if not _has_as_long(figures, said) and _has_lost(figures, its):
        return False
    if field.name in _CODES:
        window = fuzz.partial_ratio_alignment(figures, its)
        return (
            window is None
            or Levenshtein.distance(figures, its[window.dest_start : window.dest_end]) >= _CHANGED
        )
    return _is_same_amount(figures, row, said)


def is_a_day(text: str) -> bool:
    """Whether a text holds a day that there can be."""
    return _DAY.search(text) is not None


def other_days(printed: Sequence[str], under: Sequence[str]) -> tuple[str, str] | None:
    """A printed line and a hidden one, where two days or more are others, each by two figures.

    A recogniser misreads one figure here and there; who takes the layer of another certificate of
    the same form changes all that is dated.
    """
    shown = [(day, figures, line) for line in printed for day, figures in _days(line).items()]
    hidden = [(day, figures, line) for line in under for day, figures in _days(line).items()]
    missing = [x for x in shown if x[0] not in {day for day, _, _ in hidden}]
    new = [x for x in hidden if x[0] not in {day for day, _, _ in shown}]
    many = min(len({day for day, _, _ in found}) for found in (missing, new)) >= _SEVERAL
    if not many or len(shown) != len(hidden):
        return None
    misread = any(
        Levenshtein.distance(a, b) < _CHANGED or is_part(a, b) or is_part(b, a)
        for _, a, _ in missing
        for _, b, _ in new
    )
    return None if misread else (missing[0][2], new[0][2])


def is_slight(field: Field, said: str) -> bool:
    """Whether a recogniser that misread a figure, or two of a long code, may have said so."""
    figures, its = _digits(field.raw), _digits(said)
    if field.name == "holder":
        return False
    if field.name in DAYS and _DAY.search(field.raw):
        # Of a span with both its days, the one that is another.
        mine, theirs = _days(field.raw), _days(said)
        ours = [figures for day, figures in mine.items() if day not in theirs]
        others = [figures for day, figures in theirs.items() if day not in mine]
        return any(Levenshtein.distance(a, b) <= 1 for a in ours for b in others)
    if field.name in _CODES:
        window = fuzz.partial_ratio_alignment(figures, its)
        if window is None:
            return False
        apart = Levenshtein.distance(figures, its[window.dest_start : window.dest_end])
        return apart <= max(_CHANGED, _OF_A_CODE * len(figures))
    numbers = map(_digits, _NUMBER.findall(said))
    return any(len(n) == len(figures) and Levenshtein.distance(n, figures) <= 1 for n in numbers)


def other_years(printed: Sequence[str], under: Sequence[str]) -> int:
    """How many printed days the hidden text has in another year of the decade, and nowhere as
    they are: what is changed to make a paper valid, and hardly misread twice."""
    shown = {day for line in printed for day in _days(line)}
    hidden = {day for line in under for day in _days(line)}
    new = {(day[0] // 10, *day[1:]) for day in hidden - shown}
    return sum((day[0] // 10, *day[1:]) in new for day in shown - hidden)


def is_of_another_size(field: Field, said: str) -> bool:
    """Whether an amount is larger or smaller than printed by more than a last figure tells."""
    for number in map(_digits, _NUMBER.findall(said)):
        own = _digits(field.raw)
        if len(number) == len(own) and Levenshtein.distance(number, own) == 1:
            return abs(int(number) - int(own)) >= _SIZE * int(own)
    return False


def folded(text: str) -> str:
    """Letters and figures of a text, in one form."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def _has_another_day(printed: str, row: str, said: str) -> bool:
    """Whether a line has a day that its print has not, and for which no figure was lost."""
    own, on_row, theirs = (_days(text) for text in (printed, row, said))
    missing = [figures for day, figures in own.items() if day not in theirs]
    new = [figures for day, figures in theirs.items() if day not in own and day not in on_row]
    # A cell with nothing but a day may be that of another row.
    far = 0 if _HAN.search(re.sub(r"[年月日]", "", said)) else _CHANGED + 1
    return bool(missing) and any(
        not any(is_part(n, m) for m in missing)
        and (not far or any(Levenshtein.distance(n, m) <= far for m in missing))
        for n in new
    )


def _days(text: str) -> dict[tuple[int, ...], str]:
    """The days in a text, with their figures as they are written."""
    return {tuple(map(int, m.groups())): _digits(m[0]) for m in _DAY.finditer(text)}


def _has_lost(figures: str, its: str) -> bool:
    """Whether figures stand there but for one or two that a recogniser passed over."""
    return any(
        "".join(c for n, c in enumerate(figures) if n not in gone) in its
        for most in range(1, _LOST + 1)
        if len(figures) - most >= max(3, _LEFT * len(figures))
        for gone in combinations(range(len(figures)), most)
    )


def _is_same_amount(figures: str, row: str, said: str) -> bool:
    """Whether a hidden line has a number as long, of the same label or off by a figure or two."""
    if _HAN.search(said):
        as_long = any(len(n) == len(figures) for n in map(_digits, _NUMBER.findall(said)))
        return as_long and _is_of_the_same(row, said)
    return _has_as_long(figures, said)


def _has_as_long(figures: str, said: str) -> bool:
    """Whether a line has a number as long that is another by a figure or two."""
    numbers = map(_digits, _NUMBER.findall(said))
    return any(
        len(n) == len(figures) and Levenshtein.distance(n, figures) <= _CHANGED for n in numbers
    )


def _is_of_the_same(row: str, said: str) -> bool:
    """Whether two lines have one label, or one of them none."""
    words, own = ("".join(_HAN.findall(re.sub(r"[年月日]", "", text))) for text in (said, row))
    if min(len(words), len(own)) < _LEAST:
        return True
    return bool(fuzz.partial_ratio(words, own) >= _ONE_LABEL)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
