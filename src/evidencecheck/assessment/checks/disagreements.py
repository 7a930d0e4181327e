"""C602: papers that give one amount of the firm's year differently (domain C17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import amount, apart, rounding, transposed
from evidencecheck.assessment.checks.figures import figures
from evidencecheck.assessment.checks.turned import turned
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import Fact
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

_MEANT = (0.8, 1.25)
"""Two amounts further from each other are hardly meant to be one, where one paper says each."""
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
    yield from told or turned(document, context)


def _of_table(document: Document, context: Context) -> Iterator[Finding]:
    for key in context.facts.told_by.get(document.id, ()):
        by_paper: dict[str, list[Fact]] = {}
        for fact in context.facts.facts[key]:
            by_paper.setdefault(fact.document, []).append(fact)
        mine = by_paper.pop(document.id)
        others = list(by_paper.values())
        against = (o for o in others if _disagree(mine, o))
        theirs = next((o for o in against if _gainsays(document, mine, o, others, context)), None)
        if theirs is None:
            continue
        first, second, (_, year) = mine[0], theirs[0], key
        yield context.finding(
            "C602",
            document,
            cite=(first.citation, second.citation),
            what=f"{first.label}, {year}",
            first=amount(first.value, first.unit),
            second=amount(second.value, second.unit),
        )
        return


def _disagree(mine: Sequence[Fact], theirs: Sequence[Fact]) -> bool:
    return all(_differ(a, b) for a in mine for b in theirs)


def _differ(a: Fact, b: Fact) -> bool:
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
    return alone and (turned or not context.facts.explains(gap, mine[0].unit))


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
