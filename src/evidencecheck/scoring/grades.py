"""The grades of a system, held against scores: reached, not reached, or not known yet.

What a condition speaks of is one of the facts below, which the sheet tells, or a quantity that
somebody must give (``offset_ratio``). A fact or quantity that is not known leaves a grade open.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from evidencecheck.domain.scores import (
    ConditionResult,
    GradeResult,
    GradeStatus,
    OtherReading,
    Reading,
    Remark,
    Score,
    ScoreRow,
    Totals,
)
from evidencecheck.domain.systems import Condition, Grade, Kind, RulePack

Known = Decimal | bool | None

MANDATORY = "must.min_score"
"""The lowest score of 必选: a condition on it forbids 0 points."""

_OPERATORS: Mapping[str, Callable[[Decimal | bool, Decimal | bool], bool]] = {
    "==": operator.eq, "!=": operator.ne, ">": operator.gt, ">=": operator.ge,
    "<": operator.lt, "<=": operator.le,
}  # fmt: skip


def conditions(grade: Grade) -> Iterator[Condition]:
    """The single comparisons of a grade."""
    waiting = list(grade.conditions)
    while waiting:
        condition = waiting.pop(0)
        waiting[:0] = condition.all_of
        if condition.var:
            yield condition


def asked_for(pack: RulePack) -> Mapping[str, bool]:
    """Quantities that the grades name and no sheet tells; whether each is a yes or no."""
    facts = {"score.total", "score.weighted_total", MANDATORY, "basic.all_met", "veto.all_met"}
    facts |= {f"tier.{tier}.all_met" for tier in pack.tiers}
    return {
        c.var: isinstance(c.value, bool)
        for grade in pack.grades
        for c in conditions(grade)
        if c.var not in facts
    }


def facts(pack: RulePack, rows: Sequence[ScoreRow], totals: Totals) -> dict[str, Known]:
    """What the sheet tells, by the names that conditions use; bonus points are not counted."""
    known: dict[str, Known] = {
        "score.total": totals.total,
        "score.weighted_total": totals.total,
        MANDATORY: _least(r.counted for r in rows if r.indicator.type == "必选"),
        "basic.all_met": _all_met(r for r in rows if r.indicator.kind is Kind.BASIC),
        "veto.all_met": _all_met(r for r in rows if r.indicator.kind is Kind.VETO),
    }
    return known | _tiers(pack, rows)


def held_against(grade: Grade, known: Mapping[str, Known]) -> GradeResult:
    """One grade by the words of the source."""
    results = tuple(_condition(c, known) for c in conditions(grade))
    return GradeResult(grade.name, _status(results), results, grade.note)


def highest(results: Iterable[GradeResult]) -> str:
    """The name of the highest grade that is reached; empty: none. The lowest comes first."""
    reached = [r.name for r in results if r.status is GradeStatus.REACHED]
    return reached[-1] if reached else ""


def other_readings(
    pack: RulePack, known: Mapping[str, Known], bonus: Decimal
) -> Iterator[OtherReading]:
    """Readings of the source that lead to another grade than its plain words."""
    plain = highest(held_against(g, known) for g in pack.grades)
    doubtful = any(c.doubtful for g in pack.grades for c in conditions(g))
    unsaid = pack.bonus_counted == "unsaid" and bonus > 0
    choices: list[tuple[Reading, ...]] = []
    if doubtful:
        choices.append((Reading.WITHOUT_DOUBTFUL,))
    if unsaid:
        choices.append((Reading.WITH_BONUS,))
    if doubtful and unsaid:
        choices.append((Reading.WITHOUT_DOUBTFUL, Reading.WITH_BONUS))
    told = {plain}
    for choice in choices:
        total = known["score.total"]
        if Reading.WITH_BONUS in choice and isinstance(total, Decimal):
            read = {**known, "score.total": total + bonus, "score.weighted_total": total + bonus}
        else:
            read = dict(known)
        grades = [_without_doubtful(g) for g in pack.grades]
        used = grades if Reading.WITHOUT_DOUBTFUL in choice else pack.grades
        grade = highest(held_against(g, read) for g in used)
        if grade not in told:
            told.add(grade)
            yield OtherReading(choice, grade)


def _without_doubtful(grade: Grade) -> Grade:
    sure = tuple(c for c in conditions(grade) if not c.doubtful)
    return grade.model_copy(update={"conditions": sure})


# ------------------------------------------------------------------ facts


def _least(scores: Iterable[Score]) -> Known:
    """The lowest score; None where it is not known. A score of 0 is the lowest whatever lacks."""
    given = list(scores)
    numbers = [s for s in given if isinstance(s, Decimal)]
    if numbers and min(numbers) == 0:
        return Decimal()
    return min(numbers) if numbers and len(numbers) == len(given) else None


def _met(row: ScoreRow) -> bool | None:
    if row.counted is None and Remark.NOT_APPLICABLE in row.remarks:
        return True
    return row.counted if isinstance(row.counted, bool) else None


def _all_met(rows: Iterable[ScoreRow]) -> bool | None:
    return _all(_met(row) for row in rows)


def _all(values: Iterable[bool | None]) -> bool | None:
    given = list(values)
    if False in given:
        return False
    return None if None in given else True


def _tiers(pack: RulePack, rows: Sequence[ScoreRow]) -> dict[str, Known]:
    """Of each tier whether all its rows are met, from a sheet that was filled in for one.

    What meets a tier meets those below it, and what fails one fails those above.
    """
    tiered = [r for r in rows if r.indicator.tiers]
    known: dict[str, Known] = {}
    for place, tier in enumerate(pack.tiers):
        met = _all(_met_at(row, place, pack) for row in tiered) if tiered else None
        known[f"tier.{tier}.all_met"] = met
    return known


def _met_at(row: ScoreRow, place: int, pack: RulePack) -> bool | None:
    applied = pack.tiers.index(row.judged.tier)
    text = row.indicator.tiers.get(pack.tiers[place])
    if text is not None and not text.slots:
        return True
    met = _met(row)
    if met is None or place == applied:
        return met
    if place < applied:
        return True if met else None
    return None if met else False


# ------------------------------------------------------------------ conditions


def _condition(condition: Condition, known: Mapping[str, Known]) -> ConditionResult:
    found, value = known.get(condition.var), condition.value
    bound = value if isinstance(value, bool) else Decimal(str(value))
    holds = None if found is None else _OPERATORS[condition.op](found, bound)
    return ConditionResult(
        condition.var, condition.op, value, condition.soft, condition.doubtful, found, holds
    )


def _status(results: Sequence[ConditionResult]) -> GradeStatus:
    if any(r.holds is False and not r.soft for r in results):
        return GradeStatus.NOT_REACHED
    if any(r.holds is None for r in results):
        return GradeStatus.OPEN
    if any(r.holds is False for r in results):
        return GradeStatus.IN_PRINCIPLE
    return GradeStatus.REACHED
