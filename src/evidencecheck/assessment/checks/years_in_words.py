"""Y402 of sentences that tell one amount of several years, and of one of them a part (C09)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import any_of

_WHOLE_YEARS = 2
_LEGIBLE = 0.9
_YEAR = frozenset(range(1, 13))
_TO = r"[-—–－~～至到]{1,2}"
_QUARTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PART = (
    rf"(?P<a>1[0-2]|0?[1-9])月?份?{_TO}(?:(?P=year)年)?(?P<b>1[0-2]|0?[1-9])月份?"
    r"|(?P<half>[上下])半年|前(?P<quarters>[一二两三])个?季度|后(?P<last>[一二两三])个?季度"
    r"|第?(?P<quarter>[一二三四1-4])季度|前(?P<months>1[01]|[1-9])个月|截[至止](?P<until>1[01]|[1-9])月底?"
)


def years_in_words(document: Document, context: Context) -> Iterator[Finding]:
    """2023年取水…, 2024年取水…, 2025年1月至9月取水…, in a paper that was written after all of them.

    Silent where the paper tells the rest of that year as well, and of a first year that began late.
    """
    kind = context.type_of(document)
    if kind is None or kind.period != "years" or not is_own(document, context):
        return
    issued = iso(document, "issue_date") or context.date
    for months in _told(document, context).values():
        whole = [year for year, (covered, _) in months.items() if covered == _YEAR]
        for year, (covered, place) in months.items():
            over = year < min(issued, context.date).year
            if not over or covered == _YEAR or len(whole) < _WHOLE_YEARS:
                continue
            established = context.submission.applicant.established
            if established is not None and established.year >= year:
                continue
            days = round(len(covered) * 365 / len(_YEAR))
            yield context.finding("Y402", document, cite=place, year=year, covered=days)
            return


def _told(
    document: Document, context: Context
) -> dict[str, dict[int, tuple[frozenset[int], Citation]]]:
    """Of each amount the months of each year that sentences tell, and where the first stands."""
    amounts = any_of(context.book.phrases.yearly_amounts)
    pattern = re.compile(
        rf"(?<!\d)(?P<year>20[0-4]\d)年\s*(?:(?P<whole>全年|年?度)|{_PART})?\s*"
        rf"(?:我?公司|本?厂|企业|共|总|累计|实际|的)*(?P<what>{amounts})[^\d。;；,，]{{0,8}}\d"
    )
    found: defaultdict[str, dict[int, tuple[frozenset[int], Citation]]] = defaultdict(dict)
    for m, lines in context.running(document).found(pattern):
        if any(line.confidence < _LEGIBLE for line in lines):
            continue
        year, told = int(m["year"]), found[m["what"]]
        place = document.at(lines[0])
        before, first = told.get(year, (frozenset(), place))
        told[year] = (before | _months(m), first)
    return found


def _months(m: re.Match[str]) -> frozenset[int]:
    if m["a"]:
        return frozenset(range(int(m["a"]), int(m["b"]) + 1))
    if m["half"]:
        return frozenset(range(1, 7) if m["half"] == "上" else range(7, 13))
    if m["quarters"]:
        return frozenset(range(1, 3 * _QUARTERS[m["quarters"]] + 1))
    if m["last"]:
        return frozenset(range(13 - 3 * _QUARTERS[m["last"]], 13))
    if m["quarter"]:
        last = 3 * _QUARTERS[m["quarter"]]
        return frozenset(range(last - 2, last + 1))
    until = m["months"] or m["until"]
    return frozenset(range(1, int(until) + 1)) if until else _YEAR
