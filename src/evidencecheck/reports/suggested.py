"""The points between which a reviewer's score should lie, by what the evidence allows to say.

The rules know how points are given only where the source's rule is arithmetic (``Scoring``), and
never what the quantity is: a range is a help, the score stays the reviewers'.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidencecheck.domain.finding import Flag
from evidencecheck.domain.systems import Indicator, Scoring
from evidencecheck.reports.wording import Wording, number


@dataclass(frozen=True, slots=True)
class Suggested:
    """A range of points."""

    low: float
    high: float
    steps: tuple[float, ...] = ()
    """The points that the rule can give, ascending, where they are few; empty: any in between."""
    provisional: bool = False
    """Whether a suspicious finding is to be settled first."""


def suggested(indicator: Indicator, flag: Flag) -> Suggested | None:
    """The range for an indicator with this flag; None where it is not scored.

    Missing evidence gives 0. Suspicious evidence may fall away altogether: its range begins at 0.
    """
    most = indicator.max_score
    if most is None:
        return None
    if flag is Flag.MISSING:
        return Suggested(0, 0)
    low, high, steps = _span(indicator.points, most)
    if flag is Flag.SUSPICIOUS:
        return Suggested(0, high, provisional=True)
    return Suggested(low, high, steps)


def suggested_words(indicator: Indicator, flag: Flag, words: Wording) -> str:
    """The range as a reviewer reads it; empty where the indicator is not scored."""
    found = suggested(indicator, flag)
    if found is None:
        return ""
    low, high = number(found.low), number(found.high)
    text = low if low == high else f"{low}–{high}"
    if found.provisional:
        return words.label("suggested_provisional", range=text)
    if len(found.steps) > 2:
        steps = words.join(map(number, found.steps))
        return words.label("suggested_steps", range=text, steps=steps)
    return text


def _span(scoring: Scoring | None, most: float) -> tuple[float, float, tuple[float, ...]]:
    """Lowest and highest points for evidence that holds, and the few there are in between."""
    if scoring is None:
        return 0, most, ()
    if scoring.way == "per-item" and scoring.points is not None:
        return min(scoring.points, most), min(scoring.most or most, most), ()
    if scoring.way in {"steps", "highest"}:
        given = [s.points for s in scoring.steps] if scoring.steps else scoring.parts.values()
        steps = tuple(sorted({p for p in given if p <= most}))
        if steps:
            return steps[0], steps[-1], steps
    if scoring.way == "parts" and scoring.parts:
        return 0, min(sum(scoring.parts.values()), most), ()
    return 0, most, ()
