"""Y402 of tables by month or quarter that leave some of a year out (domain C09)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.month_labels import two_abreast
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.tables import DocumentTable, Role

_LEAST_ROWS, _LEAST_MONTHS = 3, 8
"""Rows that are periods, and months of a year that a table must tell to be of all of it."""
_YEAR, _BESIDE = 12, 2
_FIGURES: Final[Mapping[str, int]] = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
}
_NAMED = re.compile(r"(?P<year>20\d\d)\s*[年./-]?\s*(?:度)?")
_MONTHS = re.compile(
    r"(?P<a>1[0-2]|0?[1-9])\s*月?(?:份)?\s*(?:[-—–~～一至到]+\s*(?P<b>1[0-2]|0?[1-9])\s*)?月份?"
)
_QUARTERS = re.compile(
    r"(?P<a>[一二三四1-4])\s*(?:(?P<to>[至到\-—~～])\s*(?P<b>[一二三四1-4])|(?P<more>(?:\s*[、,和及]\s*[一二三四1-4])*))\s*季度?"
)
# 2024年前三季度, (1—10月): it says itself that it is of a part.
_PARTIAL = re.compile(
    r"半年|阶段|前[一二三]季度?|[一二三四]至[一二三]季度"
    r"|(?:1[0-2]|[1-9])\s*月?\s*[-—–~～一至到]+\s*(?:1[0-2]|[1-9])\s*月"
)
_HEAD = 2
"""Lines."""
# 一 of 一季度 is a stroke that a scan may lose.
_LOST = re.compile(r"\W*(?:季度?|月份?)")
_HALVES = re.compile(r"(?P<half>[上下])半年")
_WHOLE = re.compile(r"全年|^20\d\d\s*年?度?$")


def months(document: Document, context: Context) -> Iterator[Finding]:
    """A table of the applicant's own whose rows are the parts of a year, and leave some out."""
    holder, issued = document.text("holder"), iso(document, "issue_date")
    if holder and not context.is_applicant(holder):
        return
    # What a supplier delivered, or a customer was sold, began when it began.
    kind, issuer = context.type_of(document), document.text("issuer")
    if (kind is None and not holder) or (issuer and not context.is_applicant(issuer)):
        return
    title = document.title.quote if document.title is not None else ""
    heads = (title, *(line.text for line in document.lines[:_HEAD]))
    if any(_PARTIAL.search(head) for head in heads):
        return
    only = document.years[0] if len(document.years) == 1 else _year_of(heads)
    for table in document.tables:
        told = _told(table, only, document.file)
        whole = sum(len(covered) == _YEAR for covered, _ in told.values())
        # Beside two whole years, half a one is meant for one too.
        least = 1 if whole >= _BESIDE else _LEAST_MONTHS
        for year, (covered, cite) in told.items():
            over = year < (issued.year if issued is not None else context.date.year)
            if not over or not least <= len(covered) < _YEAR:
                continue
            missing = frozenset(range(1, _YEAR + 1)) - covered
            elsewhere = _told_elsewhere(document, context, year, missing)
            if elsewhere or _started_late(covered, year, context):
                continue
            days = round(len(covered) * 365 / _YEAR)
            yield context.finding("Y402", document, cite=cite, year=year, covered=days)
            return


def _year_of(heads: Sequence[str]) -> int | None:
    """The year of the first line at the head of a paper that names one, and no other."""
    for head in heads:
        years = {int(m["year"]) for m in _NAMED.finditer(head)}
        if years:
            return next(iter(years)) if len(years) == 1 else None
    return None


def _told(
    table: DocumentTable, only: int | None, file: str
) -> dict[int, tuple[frozenset[int], Citation]]:
    """The months of each year that the rows of a table tell, and where the last of them stands."""
    found: dict[int, tuple[frozenset[int], Citation]] = {}
    if two_abreast(table):
        return found
    rows = [row for row in table.rows if row.role is Role.BODY and row.cells]
    periods = 0
    for row in rows:
        text = re.sub(r"\s", "", row.cells[0].text)
        m = _NAMED.match(text)
        year = int(m["year"]) if m is not None else only
        part = _part((text[m.end() :] if m is not None else text).lstrip("(（"), text)
        if _LOST.fullmatch(text):
            return {}
        if year is None or not part:
            continue
        periods += 1
        covered = found[year][0] if year in found else frozenset()
        cell = row.cells[0]
        found[year] = (covered | part, Citation(file, cell.page, cell.box, cell.text))
    return found if periods >= max(_LEAST_ROWS, len(rows) - 1) else {}


def _part(rest: str, text: str) -> set[int]:
    if _WHOLE.search(text):
        return set(range(1, _YEAR + 1))
    if m := _HALVES.search(rest):
        return set(range(1, 7)) if m["half"] == "上" else set(range(7, _YEAR + 1))
    if m := _QUARTERS.search(rest):
        first = _FIGURES[m["a"]]
        if m["b"]:
            quarters = set(range(first, _FIGURES[m["b"]] + 1))
        else:
            quarters = {first, *(_FIGURES[c] for c in m["more"] or "" if c in _FIGURES)}
        return {month for q in quarters for month in range(3 * q - 2, 3 * q + 1)}
    if m := _MONTHS.fullmatch(rest) or _MONTHS.match(rest):
        return set(range(int(m["a"]), int(m["b"] or m["a"]) + 1))
    return set()


def _started_late(covered: frozenset[int], year: int, context: Context) -> bool:
    """Whether the first year begins when the factory did, or was measured for the first time."""
    established = context.submission.applicant.established
    return established is not None and established.year == year and min(covered) > 1


def _told_elsewhere(
    document: Document, context: Context, year: int, missing: frozenset[int]
) -> bool:
    """Whether another paper of the same type tells of the months that this one leaves out."""
    for other in context.others_of_type(document):
        first, last = iso(other, "period_start"), iso(other, "period_end")
        if first is not None and last is not None and first.year == last.year == year:
            covered = set(range(first.month, last.month + 1))
            if missing <= covered and len(covered) < _YEAR:
                return True
    return False
