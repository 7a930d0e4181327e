"""Sheets of the five systems, filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

import pytest

from evidencecheck.domain.decision import Decision
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.scores import Entry, Judged, Scores
from evidencecheck.domain.systems import Indicator, RulePack
from evidencecheck.rulebook import load_rulebook
from evidencecheck.scoring import Filled, score
from evidencecheck.scoring.rows import has_points

DAY = date(2026, 4, 1)
MET, NOT_MET = frozenset({"符合", "met"}), frozenset({"不符合", "not met"})

Fill = Callable[..., Scores]


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_rulebook()


def full(indicator: Indicator) -> str:
    """The best that can be filled in."""
    return f"{indicator.max_score:g}" if has_points(indicator) else "符合"


def with_total(pack: RulePack, total: str) -> dict[str, str]:
    """Scores that add up to a total, no 必选 at 0, bonus at 0; by weight where there are any."""
    sheet = {i.id: full(i) for i in pack.indicators}
    sheet |= {i.id: "0" for i in pack.indicators if i.kind.value == "bonus"}
    left = Decimal(100) - Decimal(total)
    for indicator in pack.indicators:
        if indicator.kind.value != "scored" or not left:
            continue
        section = pack.section_of(indicator)
        assert section is not None
        share = Decimal(str(section.weight or 100)) / 100
        most = Decimal(str(indicator.max_score))
        floor = Decimal() if indicator.type == "可选" else most / 10
        taken = min(most - floor, left / share)
        sheet[indicator.id] = str(most - taken)
        left -= taken * share
    assert not left
    return sheet


@pytest.fixture
def fill(book: RuleBook) -> Fill:
    """Score a sheet of a system, by the reviewer's column or the other."""

    def scored(
        system: str,
        sheet: Mapping[str, str] | None = None,
        *,
        flags: Mapping[str, Flag] | None = None,
        decisions: Iterable[Decision] = (),
        values: Mapping[str, Decimal | bool] | None = None,
        tier: str = "",
        own: bool = False,
        day: date = DAY,
    ) -> Scores:
        pack = book.packs[system]
        cells = {i.id: full(i) for i in pack.indicators} if sheet is None else sheet
        entries = {
            name: Entry(n, text if own else "", "" if own else text, "")
            for n, (name, text) in enumerate(cells.items(), start=4)
        }
        judged = {
            i.id: Judged(
                (tier or pack.tiers[-1]) if i.tiers else "",
                (flags or {}).get(i.id, Flag.SUPPORTED),
                "a" * 64,
            )
            for i in pack.indicators
        }
        return score(
            pack, judged, Filled("", entries), decisions,
            met=MET, not_met=NOT_MET, day=day, values=values,
        )  # fmt: skip

    return scored
