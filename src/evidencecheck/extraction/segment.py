"""Where one document of a file ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidencecheck.domain.document import UNKNOWN_TYPE
from evidencecheck.extraction.classify import Classifier
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.titles import TitleMatch

_COUNTER = re.compile(
    r"第\s*(?P<a>\d{1,3})\s*页\s*[,，/]?\s*共\s*(?P<b>\d{1,3})\s*页|共\s*(?P<d>\d{1,3})\s*页\s*[,，/]?\s*第\s*(?P<c>\d{1,3})\s*页"
    r"|Page\s*:?\s*(?P<e>\d{1,3})\s*(?:of|/)\s*(?P<f>\d{1,3})",
    re.IGNORECASE,
)
# A page that goes on with the document before it, whatever its title.
_ANNEX = re.compile(
    r"附件|附页|附表|续页|\(续\)|附录|annex|appendix|schedule|continued", re.IGNORECASE
)
_SERIAL = re.compile(r"(?<![\w.-])(?=[\dA-Z/-]*[A-Z-])[\dA-Z][\dA-Z/-]{6,30}(?![\w.])")
# Rows in which a page says which document it belongs to.
_HEAD = 4
_STARTS = 0.74
_GROWN = 1.2
_HARDLY = 1.05


@dataclass(frozen=True, slots=True)
class Counter:
    """A page counter: page ``number`` of ``total``."""

    number: int
    total: int


def counter(page: PageText) -> Counter | None:
    """The page counter printed on a page, if there is one."""
    m = _COUNTER.search(page.text)
    if m is None:
        return None
    number = int(m["a"] or m["c"] or m["e"])
    total = int(m["b"] or m["d"] or m["f"])
    return Counter(number, total) if 1 <= number <= total else None


def split(pages: Sequence[PageText], classifier: Classifier) -> tuple[tuple[PageText, ...], ...]:
    """The pages of a file as documents, in order; a file that shows no seam is one document."""
    parts: list[list[PageText]] = []
    current: TitleMatch | None = None
    previous: Counter | None = None
    for page in pages:
        here = counter(page)
        title = classifier.title(page) if page.rows else None
        if not parts or (
            _begins(page, title, current, here, previous)
            and not _same_paper(parts[-1][-1], page, title, current)
        ):
            parts.append([page])
            current = title
        else:
            parts[-1].append(page)
            current = current or title
        previous = here
    return tuple(tuple(p) for p in parts)


def _same_paper(
    before: PageText, page: PageText, title: TitleMatch | None, current: TitleMatch | None
) -> bool:
    """Whether two pages bear one number: in their heads, or as two languages of one certificate."""
    if _serials(before, _HEAD) & _serials(page, _HEAD):
        return True
    alike = title is not None and current is not None and title.type == current.type
    return alike and bool(_serials(before) & _serials(page))


def _serials(page: PageText, rows: int | None = None) -> set[str]:
    """Long numbers with letters or dashes in the first rows, credit codes left out."""
    return {
        m[0]
        for m in _SERIAL.finditer("\n".join(r.text for r in page.rows[:rows]))
        if sum(c.isdigit() for c in m[0]) >= 4 and len(m[0]) != 18
    }


def _under_annex(page: PageText, title: TitleMatch) -> bool:
    """Whether the rows above a title say that it is an annex."""
    return any(_ANNEX.match(r.text.strip()) for r in page.rows[: title.row])


def _begins(
    page: PageText,
    title: TitleMatch | None,
    current: TitleMatch | None,
    here: Counter | None,
    previous: Counter | None,
) -> bool:
    if here is not None and here.number > 1:
        return False
    if here is not None and here.number == 1 and previous is not None:
        return previous.number == previous.total or title is not None
    if previous is not None and previous.number < previous.total and here is None and title is None:
        return False
    if title is None or title.score < _STARTS or title.line.numbered:
        return False
    if title.type == UNKNOWN_TYPE or _ANNEX.search(title.line.shown):
        return False
    if current is not None and current.type == title.type and _under_annex(page, title):
        return False
    centred = abs(title.line.box.cx - 0.5) < 0.06 and title.line.box.cy < 0.2
    other = current is None or current.type != title.type
    grown = title.line.size >= _GROWN or (centred and other and title.line.size >= _HARDLY)
    high = title.row <= 6 or title.line.box.cy < 0.3
    if not (grown and high):
        return False
    if current is not None and current.type == title.type:
        return title.line.size >= 0.8 * current.line.size
    return True
