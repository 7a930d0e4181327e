"""Which papers are the applicant's to answer for."""

from __future__ import annotations

from functools import lru_cache

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_word, folded
from evidencecheck.domain.submission import Applicant

_WIDE, _NARROW = str.maketrans("()", "（）"), str.maketrans("（）", "()")


def is_own(document: Document, context: Context) -> bool:
    """Whether a paper is the applicant's, or on it; the amounts of others are theirs."""
    holder = document.text("holder")
    return not holder or context.is_applicant(holder)


def names(document: Document, applicant: Applicant) -> bool:
    """Whether a paper names the applicant anywhere, be it over the end of a line or in a cell.

    The lines of a cell stand apart from each other where others are beside it.
    """
    known = _spellings(applicant)
    if document.speaks_of(known):
        return True
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return any(any_word("".join(text.split()).casefold(), known) for text in cells)


@lru_cache(64)
def _spellings(applicant: Applicant) -> tuple[str, ...]:
    """Its names with brackets of either width, as ``Document.speaks_of`` asks for them."""
    known = [n for n in (applicant.name, *applicant.aliases) if n]
    return folded(tuple(n.translate(width) for n in known for width in (_WIDE, _NARROW)))
