"""V206: steps in the making of a document whose days stand in the wrong order (domain C10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document, Step
from evidencecheck.domain.finding import Finding

_LEGIBLE = 0.85
_ISSUED, _MINUTED = "issued", "minuted"
_TAUGHT, _TRAINING = "taught", "training-record"


def steps(document: Document, context: Context) -> Iterator[Finding]:
    """Samples analysed before they were taken, works accepted before they were begun.

    A paper tells it once.
    """
    made = (*document.steps, *_issued(document, context))
    if not is_minutes(document, context):
        made = tuple(step for step in made if step.name != _MINUTED)
    if document.type != _TRAINING:
        # Who will run a machine is taught when it was tested.
        made = tuple(step for step in made if step.name != _TAUGHT)
    only = {name: step.of for name, step in context.book.phrases.date_steps.items() if step.of}
    made = tuple(step for step in made if document.type in only.get(step.name, (document.type,)))
    for row in dict.fromkeys(step.row for step in made):
        here = [s for s in made if s.row == row and s.confidence >= _LEGIBLE]
        for chain in context.book.phrases.date_order:
            for earlier, later in combinations(chain, 2):
                pair = _wrong(
                    [s for s in here if s.name == earlier], [s for s in here if s.name == later]
                )
                if pair is not None:
                    yield context.finding(
                        "V206",
                        document,
                        cite=[s.citation for s in pair],
                        first=pair[0].first,
                        second=pair[1].first,
                    )
                    return


def is_minutes(document: Document, context: Context) -> bool:
    """Whether a paper tells of a meeting that is over: a notice of one is printed before."""
    title = document.title.quote.casefold() if document.title is not None else ""
    return any(word in title for word in context.book.phrases.minutes)


def _issued(document: Document, context: Context) -> Iterator[Step]:
    """The day of what somebody decided or verified: by then all that it tells of was done."""
    kind, field = context.type_of(document), document.field("issue_date")
    if kind is None or field is None or not isinstance(field.value, str):
        return
    if kind.by_others:
        yield Step(_ISSUED, field.value, field.value, field.citation, field.confidence)
    if kind.day_of:
        yield Step(kind.day_of, field.value, field.value, field.citation, field.confidence)


def _wrong(earlier: Sequence[Step], later: Sequence[Step]) -> tuple[Step, Step] | None:
    """The two that contradict each other, whichever of several belong together."""
    if not earlier or not later:
        return None
    first, last = min(earlier, key=lambda s: s.first), max(later, key=lambda s: s.last)
    if last.last < first.first:
        return first, last
    alone = len(earlier) == len(later) == 1
    return (first, last) if alone and last.first < first.first else None
