"""What the titles and heads of pages say, held against the document before."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise

from rapidfuzz import fuzz

from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.title_lines import fold
from evidencecheck.extraction.titles import TitleMatch
from evidencecheck.extraction.volume.look import Sign
from evidencecheck.extraction.volume.signs import HEAD_ROWS, PageSigns, SignReader, unnamed

_GROWN, _HARDLY, _NOT_SMALLER = 1.2, 1.05, 0.9
_SMALLER = 0.8
_CENTRED, _CENTRED_TOP, _LETTERED_TOP = 0.06, 0.2, 0.3
_HIGH_ROW, _HIGH = 6, 0.3
_LEAST_SCORE, _SCORES = 0.6, 0.35
_TITLE_PAGES = 3
_COVER_ROWS = 12
_LARGE_HEADLINE, _ABOVE_ALL = 1.6, 1.5
_LONG = 3
"""Pages of a document that may have attachments among them."""
_OTHER_FIRM = 60.0
"""Below this likeness (0..100) two names are two firms, however they were read."""
_INTERRUPTED = {"line-gap", "line-ends", "counter-gap", "counter-open", "number-gap", "fonts-gap"}
_SHORTEST_LINE, _SAME_LINE = 6, 90
_OTHER_LANGUAGE = 0.5
"""By how much the shares of Chinese characters of two pages differ."""
_LONG_SERIAL = 24
"""Signs."""
_LETTERS = 3
"""Of the number of a paper that is one of a series."""
_MADE_KNOWN = re.compile(r"(?:印发|发布|颁布|下发|公布|实施)\s*[《〈](?P<what>[^》〉]{3,40})[》〉]")
_FOOT_ROWS, _LONGEST_FOOT = 4, 40
_CAPTION = re.compile(r"^\s*[图表]\s*\d")
_HEADING_A_PAGE = frozenset({"own-title", "top-title"})
_LOWEST_ALONE = 0.6
"""How far down its page the title of a cover stands at most."""
_SAME_NUMBER = 60.0
"""Above this likeness two numbers may be one, however they were read."""


class Heads:
    """The titles of the pages with print of a file."""

    def __init__(
        self, reader: SignReader, pages: Sequence[PageSigns], attachments: frozenset[str]
    ) -> None:
        self._reader = reader
        self._pages = pages
        self._attachments = attachments

    def is_attachment(self, at: int) -> bool:
        """Whether a document that begins on a page may lie among the pages of another."""
        title = self._pages[at].title
        return title is not None and title.type in self._attachments

    def names(self, at: int) -> bool:
        """Whether a page bears the title of a document of the rules, and as large as one."""
        title = self._pages[at].title
        return (
            title is not None
            and not unnamed(title)
            and not _heading(title)
            and _standing(title, alike=False) == "own-title"
        )

    def heads_another(self, start: int, at: int) -> str:
        """The title at the very head of a page that is of another type than the document before.

        In a bound volume papers of one sheet follow each other that look all alike.
        """
        title, current = self._pages[at].title, self._current(start, at)
        if title is None or current is None or current.type == title.type or unnamed(title):
            return ""
        body = self._pages[at].margins.body
        first = bool(body) and body[0] is self._pages[at].page.rows[title.row]
        if not first or _heading(title) or self._reader.goes_on(title.line.shown):
            return ""
        return title.line.shown if _standing(title, alike=False) in _HEADING_A_PAGE else ""

    def signs(self, start: int, at: int, between: Sequence[Sign]) -> Iterator[Sign]:
        """Signs of a page against the document begun at ``start``; ``between``: all others."""
        first, a, b = self._pages[start], self._pages[at - 1], self._pages[at]
        title, current = b.title, self._current(start, at)
        other = bool(current and title and not unnamed(title) and current.type != title.type)
        if at - start == 1 and self._may_be_cover(a):
            begins = title or b.headline or b.pictured
            yield "after-cover", (0.5 if other else 1.0 if begins else 1.5), ""
        yield from self._same_paper(a, b, first, current, other=other)
        if title is None or unnamed(title):
            # Titles of papers that are no evidence are known, too.
            own = title is not None and not b.contents and not _heading(title)
            if own and title and _standing(title, alike=False) == "own-title":
                yield "other-title", 1.0, title.line.shown
            else:
                yield from self._headline(start, at)
            return
        if _heading(title):
            yield "numbered-title", 1.0, title.line.shown
            return
        alike = current is not None and current.type == title.type
        if self._reader.goes_on(title.line.shown) or (
            alike and self._reader.under_annex(b, title.row)
        ):
            yield "annex-title", 1.0, title.line.shown
            return
        name = _standing(title, alike=alike, lettered=bool(b.letter))
        if name and not alike and _stands_alone(b, title):
            name = "own-title"
        strength = 0.5 + 0.5 * min(1.0, max(0.0, title.score - _LEAST_SCORE) / _SCORES)
        if name == "own-title" or (name and not alike):
            yield name, strength, title.line.shown
        if name == "own-title" and title.type in self._attachments:
            yield "attachment-title", 1.0, ""
            long = at - start >= _LONG
            if long and any(sign in _INTERRUPTED for sign, _, _ in between):
                yield "attachment-within", 1.0, ""
        listed = any(sign in {"contents-names", "origin-changes"} for sign, _, _ in between)
        numbered = _numbered_apart(first, b)
        if alike and not (listed or numbered) and current and _smaller(b, title, first, current):
            yield "smaller-title", 1.0, ""

    def _current(self, start: int, at: int) -> TitleMatch | None:
        """The title of the document begun at ``start``, as far as it goes before ``at``."""
        pages = self._pages[start : min(at, start + _TITLE_PAGES)]
        return next((p.title for p in pages if p.title and not unnamed(p.title)), None)

    def _may_be_cover(self, page: PageSigns) -> bool:
        if page.sheet or page.contents or page.pictured:
            return False
        if len(page.margins.body) > _COVER_ROWS or page.numbers.rows:
            return False
        if any("。" in row.text for row in page.margins.body):
            return False
        # Reports are sealed on their covers, certificates on their only page.
        if page.title is None:
            return not page.page.page.marks
        return page.title.type not in self._attachments

    def _same_paper(
        self,
        a: PageSigns,
        b: PageSigns,
        first: PageSigns,
        current: TitleMatch | None,
        *,
        other: bool,
    ) -> Iterator[Sign]:
        # The caption of a figure (图1 平台首页) begins nothing.
        own = None if b.title and _CAPTION.match(b.title.line.shown) else b.title
        alike = current is not None and own is not None and current.type == own.type
        shared = a.serials & b.serials
        if not shared and alike:
            shared = (a.all_serials | first.all_serials) & b.all_serials
        if shared and alike and (self._of_another(first, b) or self._issued_apart(a, b)):
            # One number on the certificates of two firms, or of two days, is for a person to see.
            yield "next-of-kind", 1.0, min(shared)
            return
        if current is not None and b.title is not None and _announces(current, b.title):
            yield "announced", 1.0, b.title.line.shown
            return
        if b.letter and b.letter != a.letter:
            yield "letter-begins", 1.0, b.letter
        if shared:
            # A statement may bear the number of the report that it goes with.
            yield "same-number", (0.5 if other else 1.0), min(shared)
        else:
            yield from _by_other_number(a, b, alike=alike)
        if len(b.top) == HEAD_ROWS and b.top in {a.top, first.top}:
            yield "same-head", 1.0, ""
            return
        if alike and _next_of_kind(a, b, shared):
            yield "next-of-kind", 1.0, b.periods[0] if b.periods else min(b.serials, default="")
        elif (
            b.top
            and a.top
            and len(b.top[0]) >= _SHORTEST_LINE
            and fuzz.ratio(a.top[0], b.top[0]) >= _SAME_LINE
        ):
            yield "same-first-line", 1.0, ""
        if alike and abs(a.chinese - b.chinese) > _OTHER_LANGUAGE and not _numbered_apart(a, b):
            yield "other-language", 1.0, ""
        if alike and b.periods and first.periods and b.periods != first.periods:
            yield "period-changes", 1.0, b.periods[0]

    def _of_another(self, a: PageSigns, b: PageSigns) -> bool:
        """Whether two pages bear one title at their head, and name other firms by one label."""
        if a.title is None or b.title is None or not (_heads(a.title) and _heads(b.title)):
            return False
        if a.title.line.text != b.title.line.text:
            return False
        mine, theirs = self._reader.holders(a), self._reader.holders(b)
        shared = mine.keys() & theirs.keys()
        return any(fuzz.ratio(mine[label], theirs[label]) < _OTHER_FIRM for label in shared)

    def _issued_apart(self, a: PageSigns, b: PageSigns) -> bool:
        """Whether two pages of one language bear titles at their heads, and days of their own."""
        if a.title is None or b.title is None or not (_heads(a.title) and _heads(b.title)):
            return False
        if abs(a.chinese - b.chinese) > _OTHER_LANGUAGE:
            return False
        days = [_last_day(page) for page in (a, b)]
        at_the_feet = None not in days and days[0] != days[1]
        return at_the_feet or self._reader.issued_apart(a, b)

    def _headline(self, start: int, at: int) -> Iterator[Sign]:
        page = self._pages[at]
        line = page.headline
        if line is None or page.misread:
            return
        if self._reader.goes_on(line.shown) or self._reader.under_annex(page, line.row):
            yield "annex-title", 0.5, line.shown
            return
        before = [_new_headline(*pair) for pair in pairwise(self._pages[start:at])]
        usual = sum(before) / len(before) if before else 0.0
        strength = 1.0 if line.size >= _LARGE_HEADLINE else 0.6
        if line.row == 0 and abs(line.box.cx - 0.5) < _CENTRED:
            strength *= _ABOVE_ALL
        yield "headline", round(strength * (1.0 - usual), 3), line.shown


def _last_day(page: PageSigns) -> date | None:
    """The day on which a paper that ends on a page was issued."""
    rows = [row.text for row in page.margins.body[-_FOOT_ROWS:] if len(row.text) <= _LONGEST_FOOT]
    found = [day for text in rows for day in find_dates(text)]
    return found[-1].value if found else None


def _new_headline(before: PageSigns, page: PageSigns) -> bool:
    """Whether a page has a headline, and not that of the page before once more."""
    line, last = page.headline, before.headline
    return line is not None and (last is None or line.text != last.text)


def _announces(current: TitleMatch, title: TitleMatch) -> bool:
    """Whether a notice makes known what a page bears as its title: 关于印发《…制度》的通知."""
    m = _MADE_KNOWN.search(current.line.shown)
    return m is not None and fuzz.ratio(fold(m["what"]), title.line.text) >= _SAME_LINE


def _next_of_kind(a: PageSigns, b: PageSigns, shared: Collection[str]) -> bool:
    """Whether two pages bear titles of one kind at their head, and another number or period.

    Such are monthly reports and certificates of one issuer; pages of one paper share its number.
    Titles that differ (质量…证书, 能源…证书) must both be numbered and as large as one another.
    """
    if shared or a.title is None or b.title is None or _heading(b.title):
        return False
    if fuzz.ratio(a.title.line.text, b.title.line.text) < _SAME_LINE:
        heights = sorted(t.line.box.height for t in (a.title, b.title))
        if not (a.serials and b.serials) or heights[0] < _SMALLER * heights[1]:
            return False
    if any(not _heads(t) for t in (a.title, b.title)):
        return False
    other_period = bool(a.periods and b.periods) and set(a.periods).isdisjoint(b.periods)
    return other_period or bool(a.serials and b.serials)


def _heads(title: TitleMatch) -> bool:
    """Whether a title stands at the head of its page, or as large as that of a document."""
    return title.line.box.cy < _CENTRED_TOP or _standing(title, alike=False) == "own-title"


def _heading(title: TitleMatch) -> bool:
    """Whether a title is that of a chapter, a table or a figure."""
    return title.line.numbered or bool(_CAPTION.match(title.line.shown))


def _smaller(b: PageSigns, title: TitleMatch, first: PageSigns, current: TitleMatch) -> bool:
    """Whether a title is smaller than that of the document, against its page and in points."""
    heights = (t.line.box.height * p.page.page.height for t, p in ((title, b), (current, first)))
    here, there = heights
    return title.line.size < _SMALLER * current.line.size and here < _SMALLER * there


def _standing(title: TitleMatch, *, alike: bool, lettered: bool = False) -> str:
    """How a title stands on its page: as that of a document, above all else, or as a heading.

    Empty where it stands low down. That of an official letter stands below the name of the
    authority and the number of the letter (``lettered``).
    """
    line = title.line
    top = _LETTERED_TOP if lettered else _CENTRED_TOP
    centred = abs(line.box.cx - 0.5) < _CENTRED and line.box.cy < top
    grown = line.size >= _GROWN or (centred and not alike and line.size >= _HARDLY)
    if title.row > _HIGH_ROW and line.box.cy >= _HIGH:
        return ""
    if grown:
        return "own-title"
    if centred and not alike and title.row == 0 and line.size >= _NOT_SMALLER:
        return "top-title"
    return "small-title"


def _stands_alone(page: PageSigns, title: TitleMatch) -> bool:
    """Whether a title is the first and largest of the few lines of a cover."""
    body = page.margins.body
    if len(body) > _COVER_ROWS or any("。" in row.text or len(row.spans) > 1 for row in body):
        return False
    if not body or body[0] is not page.page.rows[title.row] or title.line.size < _HARDLY:
        return False
    line = title.line
    largest = max(row.box.height for row in body) <= line.box.height * _HARDLY
    return largest and abs(line.box.cx - 0.5) < _CENTRED and line.box.cy < _LOWEST_ALONE


def _numbered_apart(a: PageSigns, b: PageSigns) -> bool:
    """Whether two pages bear other numbers: a translation repeats that of its paper."""
    mine, theirs = a.all_serials | a.serials, b.all_serials | b.serials
    return bool(mine and theirs) and all(
        fuzz.ratio(x, y) < _SAME_NUMBER for x in mine for y in theirs
    )


def _by_other_number(a: PageSigns, b: PageSigns, *, alike: bool) -> Iterator[Sign]:
    again = _of_series(a, b) if alike else ""
    if again:
        yield "number-of-series", 1.0, again
    elif a.serials and b.serials:
        yield "number-changes", 1.0, min(b.serials)


def _of_series(a: PageSigns, b: PageSigns) -> str:
    """The only number of a page, where that of another is made like it: GHG-2023-017, GHG-2024-005.

    One body numbers two papers so; without letters, and of few figures, two are so by chance.
    """
    if a.serials and b.serials and a.serials.isdisjoint(b.serials):
        one, other = (max(sorted(s.serials), key=len) for s in (a, b))
        # Two runs of green certificates, each with its first and its last number: so long that no
        # two papers have them by chance.
        if len(one) >= _LONG_SERIAL and re.sub(r"\d", "9", one) == re.sub(r"\d", "9", other):
            return other
    if len(a.serials) != 1 or len(b.serials) != 1:
        return ""
    (one,), (other,) = a.serials, b.serials
    shape = re.sub(r"\d", "9", one)
    lettered = sum(c.isalpha() for c in one) >= _LETTERS
    return other if lettered and shape == re.sub(r"\d", "9", other) else ""
