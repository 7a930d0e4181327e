"""From the rows of a sheet to scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from evidencecheck.domain.decision import Decision
from evidencecheck.domain.scores import By, Entry, Judged, Scores
from evidencecheck.domain.systems import RulePack
from evidencecheck.scoring.grades import (
    MANDATORY,
    asked_for,
    conditions,
    facts,
    held_against,
    highest,
    other_readings,
)
from evidencecheck.scoring.rows import Rules, score_row
from evidencecheck.scoring.sheet import Filled, SheetError
from evidencecheck.scoring.totals import add_up

_ABSENT = Entry(0, "", "", "")


def score(
    pack: RulePack,
    judged: Mapping[str, Judged],
    filled: Filled,
    decisions: Iterable[Decision],
    *,
    met: frozenset[str],
    not_met: frozenset[str],
    day: date,
    values: Mapping[str, Decimal | bool] | None = None,
) -> Scores:
    """Hold a filled-in sheet against a report.

    Args:
        pack: the system.
        judged: what the report says, by id of the indicator.
        filled: the sheet.
        decisions: all that were made, in any order.
        met: words for a requirement that is met, lower case, in every language.
        not_met: words for one that is not.
        day: on which decisions are to hold.
        values: quantities that the grades name and no sheet tells; see ``asked_for``.

    Raises:
        SheetError: the sheet is that of another system.
    """
    known = {i.id for i in pack.indicators}
    strange = [i for i in filled.entries if i not in known]
    if filled.entries and len(strange) == len(filled.entries):
        raise SheetError(f"{strange[0]}: is no indicator of {pack.id}: a sheet of another system")
    if strange:
        line = filled.entries[strange[0]].line
        raise SheetError(f"row {line}: {strange[0]}: is no indicator of {pack.id}")
    by_place: defaultdict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_place[decision.place].append(decision)
    forbidden = any(c.var == MANDATORY for g in pack.grades for c in conditions(g))
    rules = Rules(_by(filled), forbidden, met, not_met, day)
    rows = tuple(
        score_row(
            indicator,
            judged[indicator.id],
            filled.entries.get(indicator.id, _ABSENT),
            by_place[indicator.id, judged[indicator.id].tier],
            rules,
        )
        for indicator in pack.indicators
    )
    totals = add_up(pack, rows)
    told = facts(pack, rows, totals)
    if pack.bonus_counted == "yes":
        told |= dict.fromkeys(_SCORES, totals.total + totals.bonus)
    told |= values or {}
    grades = tuple(held_against(grade, told) for grade in pack.grades)
    return Scores(
        by=rules.by,
        rows=rows,
        totals=totals,
        grades=grades,
        grade=highest(grades),
        other_readings=tuple(other_readings(pack, told, totals.bonus)),
        unknown=tuple(name for name in asked_for(pack) if name not in told),
    )


_SCORES = ("score.total", "score.weighted_total")


def _by(filled: Filled) -> By:
    """Whose scores count: the reviewer's as soon as there is one."""
    return By.REVIEWER if any(e.reviewer for e in filled.entries.values()) else By.OWN
