"""C602: papers that give one amount of the firm's year differently (domain C17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import (
    amount,
    apart,
    rounding,
    transposed,
)
from evidencecheck.assessment.checks.counted_things import counted_things
from evidencecheck.assessment.checks.figures import figures
from evidencecheck.assessment.checks.near_twins import near_twins
from evidencecheck.assessment.checks.power_of_structure import power_of_structure
from evidencecheck.assessment.checks.shared_tables import shared_tables
from evidencecheck.assessment.checks.stated_rows import stated_rows
from evidencecheck.assessment.checks.stated_twice import stated_twice
from evidencecheck.assessment.checks.turned import turned
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import Fact
from evidencecheck.assessment.reported import of_field
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

_MEANT = (0.8, 1.25)
"""Two amounts further from each other are hardly meant to be one, where one paper says each."""
_TOTAL, _ROUNDED = "total", 4
"""The emissions of a year among the facts; rounded numbers by which a sum of scopes may be off."""
_FIGURES = 5
"""Of a number that two years hardly have alike."""
_SANE = (0.5, 2.0)
"""The same, where two papers or more agree against one."""


def disagreements(document: Document, context: Context) -> Iterator[Finding]:
    """Amounts of the firm of which other papers have none that this one has.

    First those of the fields of reports and statements, else those of tables and sentences. Told
    of the paper that fewer others agree with, be it in another word for it, else of the one whose
    word counts less, else of the later. Silent where the difference is itself an amount that some
    paper tells of.
    """
    told = tuple(figures(document, context)) or tuple(_of_table(document, context))
    told = told or tuple(_of_own_parts(document, context))
    told = told or tuple(turned(document, context))
    told = told or tuple(stated_twice(document, context))
    told = told or tuple(near_twins(document, context))
    told = told or tuple(counted_things(document, context))
    told = told or tuple(power_of_structure(document, context))
    told = told or tuple(stated_rows(document, context))
    yield from told or shared_tables(document, context)


def _told(document: Document, mine: Fact, theirs: Fact, context: Context) -> Finding:
    return context.finding(
        "C602",
        document,
        cite=(mine.citation, theirs.citation),
        what=f"{mine.label}, {mine.year}",
        first=amount(mine.value, mine.unit),
        second=amount(theirs.value, theirs.unit),
    )


def _of_own_parts(document: Document, context: Context) -> Iterator[Finding]:
    """A total a little off that of most other papers, which its own scopes add up to."""
    total = of_field(document, "emissions_total")
    if total is None or document.field("emissions_scope3") is not None:
        return
    parts = [of_field(document, f"emissions_{name}") for name in ("scope1", "scope2")]
    found = [part for part in parts if part is not None]
    if len(found) != len(parts):
        return
    whole, exact = sum(p.value for p in found), rounding(total.field.raw, total.value) * _ROUNDED
    # 初始报告 4,215.18, 最终报告 4,207.50: it tells both.
    if any(f"{whole:.2f}" in line.text.replace(",", "") for line in document.lines):
        return
    for key in context.facts.told_by.get(document.id, ()):
        facts = [f for f in context.facts.facts[key] if f.document != document.id]
        if key[0] != _TOTAL or not facts or not apart(total.value, whole, exact, 0.0):
            continue
        same, with_me = (
            [f for f in facts if not apart(f.value, v, rounding(f.raw, f.value) + exact, 0.0)]
            for v in (whole, total.value)
        )
        if with_me or 2 * len(same) <= len(facts):
            continue
        yield context.finding(
            "C602",
            document,
            cite=(total.field.citation, same[0].citation),
            what=f"{same[0].label}, {key[1]}",
            first=amount(total.value, same[0].unit),
            second=amount(same[0].value, same[0].unit),
        )
        return


def _of_table(document: Document, context: Context) -> Iterator[Finding]:
    for key in context.facts.disputed_by(document):
        by_paper: dict[str, list[Fact]] = {}
        for fact in context.facts.facts[key]:
            by_paper.setdefault(fact.document, []).append(fact)
        mine = by_paper.pop(document.id)
        others = list(by_paper.values())
        against = (o for o in others if _disagree(mine, o))
        theirs = next((o for o in against if _gainsays(document, mine, o, others, context)), None)
        if theirs is None:
            continue
        yield _told(document, mine[0], theirs[0], context)
        return


def _disagree(mine: Sequence[Fact], theirs: Sequence[Fact]) -> bool:
    return all(_differ(a, b) for a in mine for b in theirs)


def _differ(a: Fact, b: Fact) -> bool:
    if a.value == b.value:
        return False
    if transposed(a.value, b.value):
        return True
    # What lies within a share of the amount needs no look at how it was rounded.
    return apart(a.value, b.value) and apart(
        a.value, b.value, rounding(a.raw, a.value) + rounding(b.raw, b.value)
    )


def _gainsays(
    document: Document,
    mine: Sequence[Fact],
    theirs: Sequence[Fact],
    others: Sequence[Sequence[Fact]],
    context: Context,
) -> bool:
    """Whether one paper says otherwise of the same thing, and it is this one that is told of it."""
    gap = abs(mine[0].value - theirs[0].value)
    alone = _stands_alone(document, mine, theirs, others, context)
    turned = transposed(mine[0].value, theirs[0].value)
    if not alone:
        return False
    carried = turned or _is_of_another_year(mine[0], context)
    return carried or not context.facts.explains(gap, mine[0].unit)


def _is_of_another_year(fact: Fact, context: Context) -> bool:
    """Whether other papers have the very same number as that of another year."""
    if len(re.sub(r"\D", "", fact.raw)) < _FIGURES:
        return False
    return any(
        other.value == fact.value and other.document != fact.document
        for (name, year), facts in context.facts.facts.items()
        if name == fact.name and year != fact.year
        for other in facts
    )


def _stands_alone(
    document: Document,
    mine: Sequence[Fact],
    theirs: Sequence[Fact],
    others: Sequence[Sequence[Fact]],
    context: Context,
) -> bool:
    with_me = sum(not _disagree(mine, o) for o in others)
    with_them = sum(not _disagree(theirs, o) for o in others)
    least, most = _SANE if max(with_me, with_them - 1) else _MEANT
    if not least <= mine[0].value / theirs[0].value <= most:
        return False
    if with_me != with_them - 1:
        return with_me < with_them - 1
    both = (document.id, theirs[0].document)
    repeated, their_repeated = (
        context.told.papers_with(f[0].value, f[0].unit, both) for f in (mine, theirs)
    )
    if repeated != their_repeated:
        return repeated < their_repeated
    return context.rank(document.id) > context.rank(theirs[0].document)
