"""Permits that keep their number for as long as they live (domain C22)."""

from __future__ import annotations

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.titles import bare_title
from evidencecheck.domain.document import Document

_SURE = 0.85


def keeps_its_number(a: Document, b: Document, context: Context) -> bool:
    """Whether two of a type are a permit whose number outlives its terms: 延续, 变更, 副本."""
    kind = context.type_of(a)
    words = kind.number_kept if kind is not None else ()
    if not words:
        return False
    titles = " ".join(bare_title(d, context.book.phrases) for d in (a, b)).casefold()
    return any(word.casefold() in titles for word in words)


def are_of_one_code(a: Document, b: Document) -> bool:
    """Whether two name one firm by its credit code: it may have been renamed in between."""
    fields = [d.field("holder_credit_code") for d in (a, b)]
    codes = {str(f.value) for f in fields if f is not None and f.confidence >= _SURE}
    return len(codes) == 1 and all(fields)
