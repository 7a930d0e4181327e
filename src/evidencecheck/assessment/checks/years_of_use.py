"""C605: certificates that two papers say were used for the power of two years (domain C19)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evidencecheck.assessment.checks.used_twice import is_list_of_use
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.readings import number_key, numbers_uniquely

_SURE = 0.9


def years_of_use(document: Document, context: Context) -> Iterator[Finding]:
    """Numbers that an earlier paper says to be counted for another year.

    Runs of papers of one type that have some numbers in common, and lists of what was set against
    a year, are held against each other by ``offsets`` and ``used_twice``.
    """
    year = _year_of_use(document, context)
    mine = context.spans(document) if year is not None else ()
    for other in context.documents if year is not None else ():
        theirs = _year_of_use(other, context) if _is_before(other, document) else None
        if theirs is None or theirs == year:
            continue
        number = _common_number(document, other, context)
        if number is not None:
            yield context.finding("C605", document, cite=number, what=number[0].quote)
            return
        for run in context.spans(other):
            of_one_type = other.type == document.type
            again = next(
                (a for a in mine if (a.is_same(run) if of_one_type else a.overlaps(run))), None
            )
            if again is not None:
                yield context.finding(
                    "C605",
                    document,
                    cite=(again.citation, run.citation),
                    what=f"{again.printed}; {run.printed}",
                )
                return


def _common_number(
    document: Document, other: Document, context: Context
) -> tuple[Citation, Citation] | None:  # fmt: skip
    """Where two certificates of units that print no runs have one number."""
    kind, fields = context.type_of(document), []
    if kind is None or kind.units is None or other.type != document.type:
        return None
    for paper in (document, other):
        field = paper.field("certificate_number")
        if field is None or field.confidence < _SURE or context.spans(paper):
            return None
        fields.append(field)
    key, theirs = (number_key(str(f.value)) for f in fields)
    if key != theirs or not numbers_uniquely(key):
        return None
    return fields[0].citation, fields[1].citation


def _is_before(other: Document, document: Document) -> bool:
    """Whether a paper was issued before another, or, where neither says when, stands before it."""
    return (other.text("issue_date"), other.id) < (document.text("issue_date"), document.id)


def _year_of_use(document: Document, context: Context) -> int | None:
    """The one year that a paper of the applicant says its certificates were used for."""
    kind = context.type_of(document)
    # 减排量注销证明: a proof of units, which has one run and is no list.
    proof = kind is not None and kind.units is not None and len(context.spans(document)) == 1
    if not is_own(document, context):
        return None
    if is_list_of_use(document, context) and not proof:
        return None
    return year_told(document, context)


def year_told(document: Document, context: Context) -> int | None:
    """The one year for which a paper says that units were used."""
    used = _used_for(context.book.phrases.used_for)
    years = {
        int(m[1])
        for line in document.lines
        if line.confidence >= _SURE
        for m in used.finditer(line.text)
    }
    return years.pop() if len(years) == 1 else None


@lru_cache(maxsize=4)
def _used_for(words: tuple[str, ...]) -> re.Pattern[str]:
    """用于2025年度电力消费: the words, and the year behind them."""
    before = "|".join(map(re.escape, words))
    return re.compile(rf"(?:{before})[^。;；,，\d]{{0,8}}(20\d\d)\s*年(?!\s*\d{{1,2}}\s*月)")
