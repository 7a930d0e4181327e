"""Points added up: by section, and by weight where sections have one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from evidencecheck.domain.scores import Score, ScoreRow, SectionTotal, Totals
from evidencecheck.domain.systems import Kind, RulePack


def add_up(pack: RulePack, rows: Sequence[ScoreRow]) -> Totals:
    """The totals of ``rows``; weights and the points of sections are those of ``pack``."""
    sections = []
    for section in pack.sections:
        own = [r for r in rows if _section(pack, r) == section.name]
        scored = [r for r in own if r.indicator.kind is Kind.SCORED]
        if scored:
            most = _exact(section.points) or _most(scored)
            weight = _exact(section.weight)
            sections.append(SectionTotal(section.name, _points(scored), most, weight))
    weighted = [
        (s.points * s.weight / s.most if s.weight is not None and s.most else s.points)
        for s in sections
    ]
    possible = [s.weight if s.weight is not None else s.most for s in sections]
    bonus = _points([r for r in rows if r.indicator.kind is Kind.BONUS])
    return Totals(
        tuple(sections), sum(weighted, Decimal()), sum(possible, Decimal()), bonus
    )  # fmt: skip


def _section(pack: RulePack, row: ScoreRow) -> str:
    section = pack.section_of(row.indicator)
    return section.name if section else ""


def _points(rows: Iterable[ScoreRow]) -> Decimal:
    return sum((_of(row.counted) for row in rows), Decimal())


def _of(score: Score) -> Decimal:
    return score if isinstance(score, Decimal) else Decimal()


def _most(rows: Iterable[ScoreRow]) -> Decimal:
    return sum((_exact(row.indicator.max_score) or Decimal() for row in rows), Decimal())


def _exact(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
