"""The number of a document that stands beside its title without a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidencecheck.domain.document import Field
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.entities.standards import find_standards
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.titles import TitleMatch
from evidencecheck.extraction.values import cycle

# Groups of capitals and digits that are joined: QLCV-PG-2026-006, AB/CD 12-3 is another's business.
# Before it the sign № as it is recognised, or what kind of paper it is: 程序文件 QH-CX-27. Around
# it 第 and 号: 第 DL-2026-0118 号.
_NUMBER = re.compile(
    r"^[\s(（\[]*(?:N[oOaº°]\.?\s*[:：]?\s*(?=[A-Z])|第\s*|[\u4e00-\u9fff]{2,8}\s+)?"
    r"(?P<number>[A-Z][A-Z0-9]{0,9}(?:[-/.][A-Z0-9][A-Za-z0-9]{0,11}){1,6}"
    # Of a management system's certificate (domain A.2): body, year, system, serial, cycle, size.
    r"|\d{5}[A-Z]{1,4}\d{4,6}R[\dO][LMS](?:[-/]\d{1,2})?"
    # Of a permit: the credit code of its holder, the number of the site, a letter.
    r"|[0-9A-HJ-NPQRTUWXY]{18}\d{3}[A-Z])(?:(?=号)|(?![-/.\w]))(?P<rest>.*)$"
)
_LEAST_DIGITS = 2
_ROWS_ABOVE, _ROWS_BELOW = 2, 3


def number_beside(
    title: TitleMatch, pages: Sequence[PageText], *, framed: bool = False
) -> Field | None:
    """A number that fills a cell of its own beside the title, or a bracket below it with a date.

    Args:
        title: of the document.
        pages: of the document.
        framed: whether 第 and 号 must stand around it, which say that it is the paper's own: below
            them 编号 is that of the thing which the paper is about.
    """
    page = next((p for p in pages if p.page.number == title.page), None)
    if page is None:
        return None
    nearest = sorted(
        (r for r in range(title.row - _ROWS_ABOVE, title.row + _ROWS_BELOW + 1) if r >= 0),
        key=lambda r: (r < title.row, abs(r - title.row)),
    )
    for row in nearest:
        for piece in page.in_row(row):
            m = _NUMBER.match(piece.span.text)
            if m is None or sum(c.isdigit() for c in m["number"]) < _LEAST_DIGITS:
                continue
            rest, within = m["rest"].strip(" )）]"), "第" in piece.span.text[: m.start("number")]
            if framed and not (within and rest.startswith("号")):
                continue
            rest = rest.removeprefix("号") if within else rest
            if rest and not find_dates(rest, months=True):
                continue
            if find_standards(m["number"]):
                continue
            start = piece.start + m.start("number")
            end = piece.start + m.end("number")
            number = cycle(m["number"])
            return page.field("certificate_number", number, start, end, 0.9)
    return None
