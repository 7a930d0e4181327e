"""Each row of a sheet against its indicator, its flag and the decisions on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evidencecheck.domain.decision import Decision, Word, is_stale, standing
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.scores import (
    PROVISIONAL,
    By,
    Entry,
    Judged,
    Remark,
    Score,
    ScoreRow,
)
from evidencecheck.domain.systems import Indicator, Kind

_NUMBER = re.compile(r"[-+]?\d{1,9}(?:\.\d{1,9})?")
_UNITS = ("分", "points", "point")
_POINTS = frozenset({Kind.SCORED, Kind.BONUS})
_SETTLING = frozenset({Word.ACCEPTED, Word.REJECTED, Word.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for all rows of a sheet."""

    by: By
    mandatory_above_zero: bool
    """Whether 必选 may not have 0 points."""
    met: frozenset[str]
    """Words for a requirement that is met, in every language."""
    not_met: frozenset[str]
    day: date
    """On which decisions are to hold."""


def has_points(indicator: Indicator) -> bool:
    """Whether points are given for it; else it is met or not."""
    return indicator.kind in _POINTS


def score_row(
    indicator: Indicator,
    judged: Judged,
    entry: Entry,
    decisions: Sequence[Decision],
    rules: Rules,
) -> ScoreRow:
    """One row, with everything that is to be told of it; ``decisions`` are those on its place."""
    own, reviewer = (_read(t, indicator, judged, rules) for t in (entry.own, entry.reviewer))
    counted, wrong = reviewer if rules.by is By.REVIEWER else own
    said = standing(decisions)
    fresh = [d for d in said if not is_stale(d, judged.evidence_digest, rules.day)]
    remarks = tuple(
        dict.fromkeys([
            *wrong,
            *_of_score(indicator, counted, rules),
            *_of_evidence(judged, counted, fresh),
            *_of_decisions(judged, said, fresh),
            *([Remark.AMBIGUOUS] if indicator.ambiguous else []),
        ])
    )  # fmt: skip
    is_open = bool(PROVISIONAL & set(remarks))
    is_open |= judged.flag is Flag.SUSPICIOUS and Remark.DISAGREEMENT in remarks
    return ScoreRow(indicator, judged, entry, own[0], reviewer[0], counted, remarks, is_open)


def asks_nothing(indicator: Indicator, judged: Judged) -> bool:
    """Whether the tier applied for requires nothing in this row."""
    text = indicator.tiers.get(judged.tier)
    return text is not None and not text.slots


def _read(
    text: str, indicator: Indicator, judged: Judged, rules: Rules
) -> tuple[Score, tuple[Remark, ...]]:
    """What a cell says, and what is wrong with it."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if not plain and asks_nothing(indicator, judged):
        return True, ()
    if not plain:
        return None, (Remark.NOT_SCORED,)
    if not has_points(indicator):
        if plain in rules.met:
            return True, ()
        return (False, ()) if plain in rules.not_met else (None, (Remark.NOT_READ,))
    for unit in _UNITS:
        plain = plain.removesuffix(unit).strip()
    if not _NUMBER.fullmatch(plain):
        return None, (Remark.NOT_READ,)
    points = Decimal(plain)
    most = indicator.max_score
    if points < 0 or (most is not None and points > Decimal(str(most))):
        return None, (Remark.OUT_OF_RANGE,)
    return points, ()


def _of_score(indicator: Indicator, counted: Score, rules: Rules) -> Iterator[Remark]:
    if counted is False:
        yield Remark.UNMET
    zero = counted is not None and not isinstance(counted, bool) and counted == 0
    if zero and indicator.type == "必选" and rules.mandatory_above_zero:
        yield Remark.MANDATORY_ZERO


def _of_evidence(judged: Judged, counted: Score, fresh: Sequence[Decision]) -> Iterator[Remark]:
    words = {d.word for d in fresh}
    if not counted:
        return
    if Word.REJECTED in words:
        yield Remark.ON_REJECTED
    elif not words & {Word.ACCEPTED, Word.OTHER_DOCUMENT, Word.NOT_APPLICABLE}:
        if judged.flag is Flag.MISSING:
            yield Remark.ON_MISSING
        elif judged.flag is Flag.SUSPICIOUS:
            yield Remark.ON_SUSPICIOUS


def _of_decisions(
    judged: Judged, said: Sequence[Decision], fresh: Sequence[Decision]
) -> Iterator[Remark]:
    settled = [d for d in fresh if d.word in _SETTLING]
    if judged.flag is Flag.SUSPICIOUS and not settled:
        decided_once = any(d.word in _SETTLING for d in said)
        yield Remark.STALE if decided_once else Remark.UNDECIDED
    if len({(d.word, frozenset(d.documents)) for d in fresh}) > 1:
        yield Remark.DISAGREEMENT
    if any(d.word is Word.NOT_APPLICABLE for d in fresh):
        yield Remark.NOT_APPLICABLE
