"""Days that a seal lies over, read by all pictures of their line at once.

A seal is put across the day: what is left of it in one picture of the line, with the ink of the
seal or without, is often no day, or another. A day can be but one of some fourteen thousand: asked
is which of them all pictures together bear out best. Of 720 days under the seals of scans at 100
to 130 dpi, with known truth, a third was no day, or another, as it was read; of those told here
with odds of ``_ODDS`` four in 335 were wrong, and two in five of what was lost are found.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.ocr.crops import cut, in_reading_order
from evidencecheck.reading.ocr.interface import Image, Likelihoods, OcrEngine, OcrLine, Quad

_MARGINS = ((0.15, 0.0), (0.6, 0.2))
"""Heights of a line that are shown beside it and above it: strokes stand out, ends are missed."""
_DOUBTED = 0.9
"""Confidence up to which a day is asked for anew: of what was read but once, or in two ways.

Surer ones are where they are none.
"""
_ODDS, _SURE_ODDS = 3.0, 5.0
"""Logarithms of the odds against the likeliest other day."""
_LIKELY, _SURE = 0.85, 0.9
"""The confidence that a day then has."""
_LEAST = -12.0
"""Mean logarithm of the likelihood of the line, below which it says something else."""
_EACH, _MOST_AROUND = 3.0, 6
"""How much less it may be for each character of a label, and for how many of them."""
_LOST_STROKE = 1.5
"""Given to longer days: a seal takes strokes away, and 11月 is left as 1月."""
_YEARS, _USUAL, _UNUSUAL = range(2000, 2040), range(2008, 2032), 1.5
"""Years, those of nearly all papers, and what others must have more."""
_MONTHS, _DAYS = range(1, 13), range(1, 32)
_ROUNDS = 3
_LONGEST = 34
"""Characters: a longer line is a sentence."""
_SHAPE = re.compile(
    r"\d\D?年.{0,4}月|年.{1,4}月.{1,3}日?|月.{1,3}日|\d\d年.{2,5}日|20\d\d[./-]\d|\d[./-]\d\d?[./-]\d\d?$"
)
_PARTS = re.compile(r"^(?P<before>.*?)(?P<day>\d[\d]{0,5}[年./-].*)$")
_HINT = re.compile(r"\d.*[年月日]|[年月日].*\d|\d[./-]\d")
_END = re.compile(r"\d[日号]")
_THREE = re.compile(r"\d[./-](?:\d{1,2}[./-]\d|\d{3,4}(?!\d))")
# Not of a number: SN-EA-2026-01.
_APART = re.compile(r"(?:^|[\u4e00-\u9fff:：])$")
_READ = re.compile(
    r"(20[0-3]\d)\s*[年./-]\s*(1[0-2]|0?[1-9])\s*[月./-]\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
)


class _Day(NamedTuple):
    year: int
    month: int
    day: int
    padded: bool
    """Whether with two figures throughout: 03月."""


@dataclass(frozen=True, slots=True, order=True)
class _Form:
    """What stands around a day, and how it is written."""

    before: str
    mark: str
    """年, or what stands between its parts."""
    behind: str

    def spelt(self, day: _Day) -> str:
        width = "02d" if day.padded else "d"
        year, month, number = f"{day.year}", f"{day.month:{width}}", f"{day.day:{width}}"
        if self.mark == "年":
            return f"{self.before}{year}年{month}月{number}日{self.behind}"
        return f"{self.before}{year}{self.mark}{month}{self.mark}{number}{self.behind}"


def with_days(
    pictures: Sequence[Image],
    engine: OcrEngine,
    lines: Sequence[OcrLine],
    faint: Sequence[OcrLine],
    seals: Sequence[Seal],
) -> tuple[OcrLine, ...]:
    """``lines`` with the days under seals that their pictures together tell.

    Args:
        pictures: the upright page with the ink of its seals, and without.
        engine: what read ``lines``; one that tells no likelihoods leaves them as they are.
        lines: of the page.
        faint: lines that were hardly read; they count only where they hold a day.
        seals: of the page.
    """
    height, width = pictures[0].shape[:2]
    told: list[OcrLine] = []
    for line in lines:
        under = any(line.box(width, height).overlap(seal.box) > 0 for seal in seals)
        found = _told(pictures, engine, line) if under and _is_doubtful(line) else None
        told.append(found or line)
    found_anew = [
        day for line in faint if (day := _told(pictures, engine, line)) is not None
    ]  # fmt: skip
    return in_reading_order([*told, *found_anew]) if found_anew else tuple(told)


def _is_doubtful(line: OcrLine) -> bool:
    return line.confidence <= _DOUBTED or _READ.search(_folded(line.text)) is None


def _told(pictures: Sequence[Image], engine: OcrEngine, line: OcrLine) -> OcrLine | None:
    """The line with the day that its pictures tell; None where they tell none."""
    if len(line.text) > _LONGEST or not _HINT.search(f"{line.text}\n{line.second or ''}"):
        return None
    crops = [
        crop
        for picture in pictures
        for beside, above in _MARGINS
        if (crop := cut(picture, _grown(line.quad, beside, above))).size
    ]
    readings = [line.text, line.second or "", *(text for text, _ in engine.recognise(crops))]
    readings = [_folded(text) for text in readings if text]
    forms = {form for text in readings if (form := _form(text)) is not None}
    ends = {form: _END if form.mark == "年" else _THREE for form in forms}
    # 2025年12月1, 2026.03: a line that was cut off, and a month.
    forms = {form for form in forms if any(ends[form].search(text) for text in readings)}
    tells = [tell for crop in crops if forms and (tell := engine.likelihoods_of(crop)) is not None]
    if not tells:
        return None
    likely = max((_Likely(form, tells, readings) for form in sorted(forms)), key=lambda x: x.worth)
    form, (best, odds) = likely.form, likely.best()
    around = min(len(form.before + form.behind), _MOST_AROUND)
    if odds < _ODDS or likely.worth < _LEAST - _EACH * around or not _exists(best):
        return None
    sure = _SURE if odds >= _SURE_ODDS else _LIKELY
    if form.spelt(best) == _folded(line.text):
        sure = max(sure, line.confidence)
    return replace(line, text=form.spelt(best), second=None, agreed=0.0, confidence=sure)


class _Likely:
    """How well the pictures of a line bear out one day and another."""

    def __init__(
        self, form: _Form, tells: Sequence[Likelihoods], readings: Sequence[str]
    ) -> None:  # fmt: skip
        self.form, self._tells = form, tells
        self._known: dict[_Day, float] = {}
        for start in dict.fromkeys(map(_start, readings)):
            for padded in (False, True):
                self._climb(start._replace(padded=padded))

    @property
    def worth(self) -> float:
        """The mean over the pictures of the logarithm of the likelihood of the best day."""
        return max(self._known.values())

    def best(self) -> tuple[_Day, float]:
        """The likeliest day, and the logarithm of its odds against the likeliest other."""
        rated = {day: told - _price(day) for day, told in self._known.items()}
        best = max(rated, key=lambda day: rated[day])
        length = len(self.form.spelt(best))
        other = max(
            told + (_LOST_STROKE if len(self.form.spelt(day)) > length else 0.0)
            for day, told in rated.items()
            if day[:3] != best[:3]
        )
        return best, rated[best] - other

    def _climb(self, start: _Day) -> None:
        """Change one part after the other to the likeliest, until none gains."""
        for _ in range(_ROUNDS):
            before = start
            for part, values in (("year", _YEARS), ("month", _MONTHS), ("day", _DAYS)):
                days = [
                    start._replace(**{part: n}, padded=p) for n in values for p in (False, True)
                ]
                self._learn(days)
                start = max(days, key=lambda day: self._known[day])
            if start == before:
                return

    def _learn(self, days: Sequence[_Day]) -> None:
        unknown = [day for day in dict.fromkeys(days) if day not in self._known]
        texts = [self.form.spelt(day) for day in unknown]
        told = [tell(texts) or [-math.inf] * len(texts) for tell in self._tells]
        for day, *each in zip(unknown, *told, strict=True):
            self._known[day] = sum(each) / len(each)


def _form(text: str) -> _Form | None:
    """How a day stands in what was read; None where there is none, or more than one."""
    parts = _PARTS.match(text) if _SHAPE.search(text) else None
    if parts is None:
        return None
    day = parts["day"]
    if re.search("[年月日]", day):
        behind = day.partition("日")[2]
        return None if re.search(r"\d", behind) else _Form(parts["before"], "年", behind)
    mark = next(c for c in day if c in "./-")
    apart = _APART.search(parts["before"]) and re.fullmatch(r"[\d./-]+", day)
    return _Form(parts["before"], mark, "") if apart else None


def _start(text: str) -> _Day:
    """What was read of a day, with one in the middle for what was not."""
    numbers = [int(n) for n in re.findall(r"\d{1,8}", text)]
    year = next((n for n in numbers if n in _YEARS), None)
    rest = iter(numbers[numbers.index(year) + 1 :] if year is not None else numbers[1:])
    month, day = _within(next(rest, 0), _MONTHS), _within(next(rest, 0), _DAYS)
    return _Day(year or _USUAL[-7], month, day, padded=False)


def _within(number: int, values: range) -> int:
    return number if number in values else values[len(values) // 2]


def _price(day: _Day) -> float:
    return 0.0 if day.year in _USUAL else _UNUSUAL


def _exists(day: _Day) -> bool:
    try:
        date(day.year, day.month, day.day)
    except ValueError:
        return False
    return True


def _folded(text: str) -> str:
    return "".join(text.split())


def _grown(quad: Quad, beside: float, above: float) -> Quad:
    """A quad with margins, in heights of its line, along its edges."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    line = math.dist(quad[0], quad[3])
    long = max(1.0, math.dist(quad[0], quad[1]))
    high = max(1.0, line)
    ux, uy = (bx - ax) / long * beside * line, (by - ay) / long * beside * line
    vx, vy = (dx - ax) / high * above * line, (dy - ay) / high * above * line
    return (
        (ax - ux - vx, ay - uy - vy),
        (bx + ux - vx, by + uy - vy),
        (cx + ux + vx, cy + uy + vy),
        (dx - ux + vx, dy - uy + vy),
    )
