"""C602: a waste of one code and name, of which two papers give another weight for the year (C17).

2025年委托处置铝灰渣(HW48)70.7t in a report, 77.0 in the yearly statement of who took it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencecheck.assessment.amounts import amount, apart, one_figure_apart, transposed
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import is_of_a_year
from evidencecheck.assessment.month_labels import is_of_part_year
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_CODE = re.compile(r"HW\d\d", re.IGNORECASE)
_SAID = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,16})[(（]?(?P<code>HW\d\d)[^\d()（）]{0,4}(?:[,，]?\d{3}-\d{3}-\d{2})?[)）]?"
    r"[^\d。;；,，]{0,6}?(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?:吨|t)(?![\w/])",
    re.IGNORECASE,
)
_MOVED = re.compile(r"处置|转移|移交|外运|委外|委托")
"""What a sentence and a statement of who took it are both of; what came up may lie in store."""
_NOT_ALL = re.compile(r"其中|库存|贮存|上年|去年|计划|预计|目标|截至|季度|上半年|下半年|\d月")
_SURE, _LEAST = 0.9, 2
"""Of the reading; figures that change places."""
_BACK = 40


@dataclass(frozen=True, slots=True)
class _Weight:
    code: str
    value: float
    name: str
    citation: Citation


def waste_codes(document: Document, context: Context) -> Iterator[Finding]:
    """The first weight in a sentence that a table of all of the year has with figures changed."""
    year = _year_of(document, context)
    if year is None or not document.speaks_of(("hw",)):
        return
    for mine in _said(document, context):
        for other in context.documents:
            if other.id == document.id or _year_of(other, context) != year:
                continue
            theirs = [w for w in _of_tables(other) if w.code == mine.code and w.name]
            named = [w for w in theirs if mine.name.endswith(w.name)]
            if len(named) != 1 or not _is_slip(mine.value, named[0].value):
                continue
            yield context.finding(
                "C602",
                document,
                cite=(mine.citation, named[0].citation),
                what=f"{named[0].name} {mine.code}, {year}",
                first=amount(mine.value, "t"),
                second=amount(named[0].value, "t"),
            )
            return


def _year_of(document: Document, context: Context) -> int | None:
    """The one year of a paper of the applicant that was not recognised from a picture."""
    holder = document.text("holder")
    if (holder and not context.is_applicant(holder)) or document.origin is Origin.OCR:
        return None
    whole = len(document.years) == 1 and is_of_a_year(document)
    return document.years[0] if whole else None


def _said(document: Document, context: Context) -> Iterator[_Weight]:
    for m, lines in context.running(document).found(_SAID):
        before = re.split(r"[。;；]", m.string[max(0, m.start() - _BACK) : m.end()])[-1]
        if not _MOVED.search(before) or _NOT_ALL.search(before):
            continue
        value = float(m["n"].replace(",", ""))
        place = Citation(document.file, lines[0].page, lines[0].box, lines[0].text)
        yield _Weight(m["code"].upper(), value, m["name"], place)


def _of_tables(document: Document) -> Iterator[_Weight]:
    """The weight of each row of a waste, where its table has one of all of the year."""
    for q in document.quantities:
        labels = (*q.what, *q.heading)
        if q.unit != "t" or q.confidence < _SURE or is_of_part_year(labels):
            continue
        codes = {m[0].upper() for label in q.what for m in _CODE.finditer(label)}
        names = [x for label in q.what if len(x := _CODE.sub("", label).strip("()（） ")) > 1]
        if len(codes) == 1 and len(names) == 1 and not _NOT_ALL.search("".join(labels)):
            yield _Weight(codes.pop(), q.value, names[0], q.citation)


def _is_slip(mine: float, theirs: float) -> bool:
    long = len(f"{theirs:.2f}".replace(".", "").rstrip("0")) >= _LEAST
    return (
        long
        and apart(mine, theirs)
        and (transposed(mine, theirs, _LEAST) or one_figure_apart(mine, theirs))
    )
