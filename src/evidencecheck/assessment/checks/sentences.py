"""C601, C602, C608: amounts in sentences against tables and each other (domain C16, C17, C21)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import DIFFERENT, amount, apart, rounding
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document, Quantity, Said
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.tables import Role

_SURE = 0.9
_WORDS = 2
"""Characters that the words before an amount and its heading have in common."""
_SANE = (0.5, 2.0)
"""A sum further than this from the one in words is of something else."""


def sentences(document: Document, context: Context) -> Iterator[Finding]:
    """A whole that a sentence tells, and the only total of its unit that a table has otherwise.

    And more that was offset than there was to offset.
    """
    said = [s for s in document.said if s.confidence >= _SURE]
    yield from _of_tables(document, said, context)
    yield from _offset(document, said, context)


def _of_tables(document: Document, said: Sequence[Said], context: Context) -> Iterator[Finding]:
    phrases = context.book.phrases
    wholes = [s for s in said if any(word in s.what for word in phrases.summed)]
    for unit in dict.fromkeys(s.unit for s in wholes):
        told = [s for s in wholes if s.unit == unit]
        cells = [q for q in document.quantities if q.unit == unit]
        totals = [q for q in cells if q.role is not Role.BODY and q.confidence >= _SURE]
        if len(told) != 1 or not totals or len({q.table for q in totals}) != 1:
            continue
        (sentence,) = told
        # 占外购电量的…, 其中…: whatever else stands in a table, or in a sentence, explains it.
        if any(_same(sentence, q) for q in cells):
            continue
        near = [
            q
            for q in totals
            if sentence.value
            and _SANE[0] <= q.value / sentence.value <= _SANE[1]
            and _alike(sentence, q, context)
        ]
        if len(near) != 1 or (sentence.year and sentence.year not in document.years):
            continue
        (total,) = near
        code = "C602" if _annexed(total, document, context) else "C601"
        params = (
            {
                "what": sentence.what,
                "first": amount(sentence.value, unit),
                "second": amount(total.value, unit),
            }
            if code == "C602"
            else {"stated": amount(sentence.value, unit), "computed": amount(total.value, unit)}
        )
        yield context.finding(code, document, cite=(sentence.citation, total.citation), more=params)
        return


def _same(sentence: Said, quantity: Quantity) -> bool:
    exact = rounding(sentence.raw, sentence.value) + rounding(quantity.raw, quantity.value)
    return not apart(sentence.value, quantity.value, exact)


def _alike(sentence: Said, total: Quantity, context: Context) -> bool:
    """Whether both speak of one thing: by a word of the heading that the sentence has too."""
    phrases = context.book.phrases
    heads = "".join((*total.heading, *total.what))
    for word in phrases.summed:
        heads = heads.replace(word, "")
    said = "".join(w for w in sentence.what if w in heads)
    return len(said) >= _WORDS


def _annexed(total: Quantity, document: Document, context: Context) -> bool:
    caption = document.tables[total.table].caption.casefold()
    return any(word in caption for word in context.book.phrases.annexed)


def _offset(document: Document, said: Sequence[Said], context: Context) -> Iterator[Finding]:
    """More credits in one sentence than emissions in the other, of the applicant's own paper."""
    holder, phrases = document.text("holder"), context.book.phrases
    if holder and not context.is_applicant(holder):
        return
    tonnes = [s for s in said if s.unit in {"tCO2e", "tCO2", "t"}]
    emitted = [s for s in tonnes if any(word in s.what for word in phrases.emitted)]
    against = [
        s
        for s in tonnes
        if any(w in s.what for w in phrases.offset) and any(w in s.what for w in phrases.summed)
    ]
    if len(emitted) != 1 or len(against) != 1:
        return
    (limit,), (claimed,) = emitted, against
    if claimed.value > limit.value * (1 + DIFFERENT):
        yield context.finding(
            "C608",
            document,
            cite=(claimed.citation, limit.citation),
            claimed=amount(claimed.value, "tCO2e"),
            limit=amount(limit.value, "tCO2e"),
        )
