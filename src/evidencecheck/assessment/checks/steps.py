"""V206: steps in the making of a document whose days stand in the wrong order (domain C10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from evidencecheck.assessment.checks.clear_days import clearly_dated, may_lack_a_sign
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document, Step
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_word
from evidencecheck.domain.rules import DocumentType

_LEGIBLE = 0.85
_ISSUED, _MINUTED = "issued", "minuted"
_CONVENED, _HEAD_OF_MINUTES = frozenset({"convened", "met"}), 0.5
_CLEAR = 0.97
"""0..1, of the reading of the day of a meeting."""
_TORN = re.compile(r"[年月]\t")
"""A gap in a day that was recognised: a figure may be lost there."""
_AHEAD = 1
"""Years by which a paper may be dated ahead; more are likelier a figure misread."""
_TAUGHT, _TRAINING = "taught", "training-record"
_PASSED, _CONNECTED = "passed", "connected"
_NOT_ITS_OWN = frozenset({"applied", "begun", "finished", "installed"})
"""Steps whose day may have been taken for that of a paper that prints none else."""
_ENDS = frozenset({_ISSUED, "reported", _PASSED})
"""Steps that come when all that they are about is over."""
_SEVERAL_DAYS = timedelta(days=62)
_LAST_OF_ALL = frozenset({"run_in"})
"""Steps that follow an acceptance of a part, and come before that of the whole."""


def steps(document: Document, context: Context) -> Iterator[Finding]:
    """Samples analysed before they were taken, works accepted before they were begun.

    A paper tells it once.
    """
    made = (*document.steps, *_issued(document, context))
    if not is_minutes(document, context):
        made = tuple(step for step in made if step.name != _MINUTED)
    title = _title(document)
    if any_word(title, context.book.phrases.accepted_in_part):
        made = tuple(step for step in made if step.name not in _LAST_OF_ALL)
    if document.type != _TRAINING:
        # Who will run a machine is taught when it was tested.
        made = tuple(step for step in made if step.name != _TAUGHT)
    by_row: dict[str, dict[str, list[Step]]] = {}
    for step in made:
        torn = document.origin is Origin.OCR and _TORN.search(step.citation.quote)
        if step.confidence >= _LEGIBLE and not torn and _is_of(document, step, context):
            by_row.setdefault(step.row, {}).setdefault(step.name, []).append(step)
    for here in by_row.values():
        for chain in context.book.phrases.date_order if len(here) > 1 else ():
            for earlier, later in combinations([name for name in chain if name in here], 2):
                pair = _wrong(here[earlier], here[later])
                if pair is None and later in _ENDS:
                    pair = _before_its_end(here[earlier], here[later], document)
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
    return any(word in _title(document) for word in context.book.phrases.minutes)


def _title(document: Document) -> str:
    return document.title.quote.casefold() if document.title is not None else ""


def convened_later(document: Document, issued: date | None, context: Context) -> Step | None:
    """The day to come of a meeting, told clearly at the head of its minutes, that a seal half hides
    at their foot.

    Where no day was read at their foot at all, no meeting that they tell of may be over.
    """
    if not is_minutes(document, context):
        return None
    told = [s for s in document.steps if s.name in _CONVENED]
    if issued is None and any(date.fromisoformat(s.first) <= context.date for s in told):
        return None
    for step in told:
        first, place = date.fromisoformat(step.first), step.citation
        head = place.page == document.first_page and place.box.cy < _HEAD_OF_MINUTES
        same = issued is None or (first.year, first.month) == (issued.year, issued.month)
        soon = first.year - context.date.year <= _AHEAD
        if head and same and soon and step.confidence >= _CLEAR and first > context.date:
            return step
    return None


def _is_of(document: Document, step: Step, context: Context) -> bool:
    """Whether a step is one in the making of papers of its type."""
    known = context.book.phrases.date_steps.get(step.name)
    return known is None or not known.of or document.type in known.of


def _issued(document: Document, context: Context) -> Iterator[Step]:
    """The day of what somebody decided or verified: by then all that it tells of was done."""
    kind, field = context.type_of(document), document.field("issue_date")
    if kind is None or field is None or not isinstance(field.value, str):
        return
    if may_lack_a_sign(document, field):
        return
    sure = max(field.confidence, _LEGIBLE) if clearly_dated(document, field) else field.confidence
    for name in _issues(document, kind, context):
        yield Step(name, field.value, field.value, field.citation, sure)


def _issues(document: Document, kind: DocumentType, context: Context) -> Iterator[str]:
    """What is done with the issue of a paper, by its type or its title."""
    if kind.by_others:
        yield _ISSUED
    phrases, day, title = context.book.phrases, document.text("issue_date"), _title(document)
    accepts = any_word(title, phrases.accepting)
    passed = kind.day_of or (_PASSED if accepts else "")
    # 竣工日期 on a form that tells when it was accepted below: no day of the paper itself.
    taken = any(step.name in _NOT_ITS_OWN and step.first == day for step in document.steps)
    if passed and not (taken and passed == _PASSED):
        yield passed
    if accepts and any_word(title, phrases.connecting) and not taken:
        yield _CONNECTED


def _wrong(earlier: Sequence[Step], later: Sequence[Step]) -> tuple[Step, Step] | None:
    """The two that contradict each other, whichever of several belong together."""
    first, last = min(earlier, key=lambda s: s.first), max(later, key=lambda s: s.last)
    if last.last < first.first:
        return first, last
    alone = len(earlier) == len(later) == 1
    return (first, last) if alone and last.first < first.first else None


def _before_its_end(
    earlier: Sequence[Step], later: Sequence[Step], document: Document
) -> tuple[Step, Step] | None:
    """A paper of a day on which what took several days, and is told once, was not yet over."""
    if len(earlier) != 1 or len(later) != 1:
        return None
    span, day = earlier[0], later[0]
    long = date.fromisoformat(span.last) - date.fromisoformat(span.first)
    if document.origin is Origin.OCR and min(span.confidence, day.confidence) < _CLEAR:
        return None
    if day.first != day.last or not timedelta(0) < long <= _SEVERAL_DAYS:
        return None
    return (replace(span, first=span.last), day) if day.last < span.last else None
