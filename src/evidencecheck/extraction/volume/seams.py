"""What speaks for and against a new document between two pages of a file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from evidencecheck.domain.document import UNKNOWN_TYPE
from evidencecheck.domain.volume import SeamSign
from evidencecheck.extraction.titles import TitleMatch
from evidencecheck.extraction.volume.contents import Contents
from evidencecheck.extraction.volume.counters import Run
from evidencecheck.extraction.volume.look import Looks, Sign
from evidencecheck.extraction.volume.numbering import goes_on
from evidencecheck.extraction.volume.outline import Outline
from evidencecheck.extraction.volume.signs import HEAD_ROWS, PageSigns, SignReader, unnamed
from evidencecheck.extraction.volume.weights import BEGINNING, WEIGHTS

_GROWN, _HARDLY = 1.2, 1.05
_SMALLER = 0.8
_CENTRED, _CENTRED_TOP = 0.06, 0.2
_HIGH_ROW, _HIGH = 6, 0.3
_LEAST_SCORE, _SCORES = 0.6, 0.35
_TITLE_PAGES = 3
_COVER_ROWS = 12
_LARGE_HEADLINE = 1.6
_OF_ALL = 0.8
_GAP = 12
"""Pages for which a running line may be missing before it counts as ended."""
_BACK_GAP = 4
_BACK = 12
"""Pages back in which the last heading is looked for."""
_LONG = 3
"""Pages of a document that may have attachments among them."""
_INTERRUPTED = {"line-gap", "line-ends", "counter-gap", "counter-open", "number-gap", "fonts-gap"}
_TRUSTED = 0.5
_KINDS, _TITLED, _MIXED = 3, 0.15, 0.25
"""Types of titles, shares of pages with a title of a document and of changes of look, from which a
file is bound from several."""
_SHORT = 0.6
_WITHIN = 8
"""A table that begins with so high a number began on a page before."""
_SAME_LINE = 90
_OTHER_LANGUAGE = 0.5
"""By how much the shares of Chinese characters of two pages differ."""
_CAPTION = re.compile(r"^\s*[图表]\s*\d")


class Seams:
    """The signs between the pages of one file."""

    def __init__(
        self,
        reader: SignReader,
        pages: Sequence[PageSigns],
        contents: Sequence[Contents],
        outline: Outline,
        runs: Sequence[Run],
        attachments: frozenset[str],
    ) -> None:
        self._reader = reader
        self._pages = pages
        self._contents = contents
        self._outline = outline
        self._runs = runs
        self._attachments = attachments
        self.order = [i for i, p in enumerate(pages) if not p.blank]
        """Indices of the pages with print; seams lie between these."""
        self._looks = Looks([pages[i] for i in self.order])
        self._heads = _Lines([pages[i].margins.heads for i in self.order])
        self._feet = _Lines([pages[i].margins.feet for i in self.order])
        self._bound = self._is_bound()
        self._alike = [list(self._between(k)) for k in range(1, len(self.order))]

    def signs(self, start: int, at: int) -> list[SeamSign]:
        """Signs between places ``at - 1`` and ``at`` of the order, the document begun at ``start``.

        What has no weight is left out.
        """
        found = [*self._alike[at - 1], *self._of_title(start, at)]
        return [
            SeamSign(name, round(WEIGHTS[name] * strength, 3), words)
            for name, strength, words in found
            if WEIGHTS[name] and strength
        ]

    def features(self, start: int, at: int) -> dict[str, float]:
        """The strengths of all signs there, by name."""
        return {n: v for n, v, _ in (*self._alike[at - 1], *self._of_title(start, at))}

    def score(self, start: int, at: int) -> float:
        """The logarithm of the odds that a document begins at ``at``."""
        return BEGINNING + sum(s.weight for s in self.signs(start, at))

    def marks(self, at: int) -> frozenset[str]:
        """What holds the pages of one document together: running heads and fonts of its own."""
        return self._heads.on(at) | self._looks.fonts(at)

    def is_attachment(self, at: int) -> bool:
        """Whether a document that begins there may lie among the pages of another."""
        title = self._pages[self.order[at]].title
        return title is not None and title.type in self._attachments

    def is_titled(self, at: int) -> bool:
        """Whether a page has a title of its own, of whatever kind."""
        page = self._pages[self.order[at]]
        title = page.title
        return page.headline is not None or (title is not None and self._names(title))

    def resumes(self, before: int, at: int) -> bool:
        """Whether a page goes on with an earlier one: in a sentence, a table or its headings."""
        a, b = self._pages[self.order[before]], self._pages[self.order[at]]
        if self.order[at] - self.order[before] > _GAP:
            return False
        if a.breaks_off and b.takes_up:
            return True
        rows = a.numbers.rows, b.numbers.rows
        if rows[0] and rows[1] and rows[1][0] == rows[0][1] + 1 and rows[0][1] > 1:
            return True
        last, first = a.numbers.last, b.numbers.first
        return any(k in last and max(v) > 1 and goes_on(last[k], v) for k, v in first.items())

    # ------------------------------------------------------------ whatever the document before is

    def _between(self, at: int) -> Iterator[Sign]:
        i, j = self.order[at - 1], self.order[at]
        a, b = self._pages[i], self._pages[j]
        yield from self._looks.between(at)
        yield from self._counted(i, j)
        yield from self._running(at)
        yield from self._numbered(at)
        yield from self._listed(i, j)
        if a.breaks_off and b.takes_up:
            yield "sentence-on", 1.0, ""
        if a.end:
            yield "end-mark", 1.0, a.end
        if a.signed:
            yield "signed", a.signed, ""
        if a.filled < _SHORT and not a.sheet:
            yield "short-page", 1.0, ""
        if j - i > 1:
            yield "blank-between", 1.0, ""
        if b.pictured:
            yield "picture-page", 1.0, ""
        if a.pictured:
            yield "after-picture", 1.0, ""
        if b.sheet:
            yield "sheet", 1.0, b.sheet
        if a.sheet:
            yield "after-sheet", 1.0, a.sheet

    def _counted(self, i: int, j: int) -> Iterator[Sign]:
        """Counters of documents; one of the whole file says little, as it never begins anew."""
        for run in self._runs:
            shown = f"{run.first}/{run.total}" if run.total else str(run.first)
            if run.of_file:
                if run.spans(i) and run.spans(j):
                    yield "volume-counter-on" if self._bound else "file-counter-on", 1.0, shown
                continue
            kind = "counter" if run.total else "number"
            if run.spans(i) and run.spans(j):
                both = i in run.pages and j in run.pages
                yield f"{kind}-{'on' if both else 'gap'}", 1.0, ""
            elif j == run.pages[0] and run.begins:
                yield f"{kind}-begins", 1.0, shown
            elif j == run.pages[0]:
                yield f"{kind}-within", 1.0, shown
            elif i == run.pages[-1] and run.complete:
                yield "counter-ends", 1.0, f"{run.last}/{run.total}"
            elif i == run.pages[-1] and run.total:
                yield "counter-open", 1.0, f"{run.last}/{run.total}"

    def _is_bound(self) -> bool:
        """Whether a counter of all pages is that of a volume and not that of one long document."""
        if any(c.of_volume for c in self._contents) or any(p.sheet for p in self._pages):
            return True
        own = sum(not run.of_file and bool(run.total) for run in self._runs)
        if own > 1 or (self._outline.starts and self._outline.sure > _TRUSTED):
            return True
        titled = [
            t.type
            for i in self.order
            if (t := self._pages[i].title) and not unnamed(t) and self._names(t)
        ]
        if len(set(titled)) >= _KINDS and len(titled) >= _TITLED * len(self.order):
            return True
        changes = [self._looks.changes(at) for at in range(1, len(self.order))]
        return len(changes) > 1 and sum(changes) > _MIXED * len(changes)

    def _names(self, title: TitleMatch) -> bool:
        heading = title.line.numbered or _CAPTION.match(title.line.shown)
        return not heading and _standing(title, alike=False) == "own-title"

    def _running(self, at: int) -> Iterator[Sign]:
        found = {self._heads.between(at), self._feet.between(at)}
        for name in ("line-on", "line-gap", "line-changes", "line-ends"):
            if name in found:
                yield name, 1.0, ""
                return

    def _numbered(self, at: int) -> Iterator[Sign]:
        a, b = self._pages[self.order[at - 1]].numbers, self._pages[self.order[at]].numbers
        if a.rows and b.rows:
            if b.rows[0] == a.rows[1] + 1 and a.rows[1] > 1:
                yield "rows-on", 1.0, f"{a.rows[1]}, {b.rows[0]}"
        if b.rows and b.rows[0] >= _WITHIN and (not a.rows or b.rows[0] != a.rows[1] + 1):
            yield "rows-within", 1.0, str(b.rows[0])
        for kind, value in b.first.items():
            before = next(
                (
                    p.numbers.last[kind]
                    for p in (self._pages[k] for k in reversed(self.order[max(0, at - _BACK) : at]))
                    if kind in p.numbers.last
                ),
                None,
            )
            if before is None:
                continue
            if goes_on(before, value):
                shown = ".".join(map(str, value))
                yield "headings-on", 0.5 + 0.05 * min(10, sum(value)), shown
                return

    def _listed(self, i: int, j: int) -> Iterator[Sign]:
        """What tables of contents and bookmarks say."""
        for table in self._contents:
            if j in table.pages:
                yield ("contents-goes-on" if i in table.pages else "contents-page"), 1.0, ""
            elif i == table.pages[-1]:
                yield ("after-volume-contents" if table.of_volume else "after-contents"), 1.0, ""
            if not table.pages[-1] < j <= table.last:
                continue
            if j in table.starts:
                words, sure = table.starts[j]
                name = "contents-names" if table.of_volume else "chapter-of-contents"
                yield name, sure, words
            else:
                yield ("contents-passes" if table.of_volume else "within-contents"), table.sure, ""
        if j in self._outline.starts:
            yield "bookmark", self._outline.sure, self._outline.starts[j]
        elif self._outline.starts:
            yield "no-bookmark", self._outline.sure, ""
        if j in self._outline.chapters:
            yield "chapter-bookmark", 1.0, self._outline.chapters[j]

    # ------------------------------------------------------------ held against the document before

    def current(self, start: int, at: int) -> TitleMatch | None:
        """The title of the document begun at ``start``, as far as it goes before ``at``."""
        places = self.order[start : min(at, start + _TITLE_PAGES)]
        return next((t for i in places if (t := self._pages[i].title) and not unnamed(t)), None)

    def _of_title(self, start: int, at: int) -> Iterator[Sign]:
        first = self._pages[self.order[start]]
        a, b = self._pages[self.order[at - 1]], self._pages[self.order[at]]
        title, current = b.title, self.current(start, at)
        other = bool(current and title and not unnamed(title) and current.type != title.type)
        if at - start == 1 and self._may_be_cover(a):
            yield "after-cover", (0.5 if other else 1.0 if title or b.headline else 1.5), ""
        yield from self._same_paper(a, b, first, current, other=other)
        if title is None or unnamed(title):
            yield from self._headline(start, at)
            return
        if title.line.numbered or _CAPTION.match(title.line.shown):
            yield "numbered-title", 1.0, title.line.shown
            return
        alike = current is not None and current.type == title.type
        if self._reader.goes_on(title.line.shown) or (
            alike and self._reader.under_annex(b, title.row)
        ):
            yield "annex-title", 1.0, title.line.shown
            return
        name = _standing(title, alike=alike)
        strength = 0.5 + 0.5 * min(1.0, max(0.0, title.score - _LEAST_SCORE) / _SCORES)
        if name == "own-title" or (name and not alike):
            yield name, strength, title.line.shown
        if name == "own-title" and title.type in self._attachments:
            yield "attachment-title", 1.0, title.line.shown
            long = at - start >= _LONG
            if long and any(sign in _INTERRUPTED for sign, _, _ in self._alike[at - 1]):
                yield "attachment-within", 1.0, ""
        if alike and current is not None and _smaller(b, title, first, current):
            yield "smaller-title", 1.0, ""

    def _may_be_cover(self, page: PageSigns) -> bool:
        few = len(page.margins.body) <= _COVER_ROWS and not page.page.page.marks
        return few and (page.title is None or page.title.type not in self._attachments)

    def _same_paper(
        self,
        a: PageSigns,
        b: PageSigns,
        first: PageSigns,
        current: TitleMatch | None,
        *,
        other: bool,
    ) -> Iterator[Sign]:
        alike = current is not None and b.title is not None and current.type == b.title.type
        shared = a.serials & b.serials
        if not shared and alike:
            shared = (a.all_serials | first.all_serials) & b.all_serials
        if shared:
            # A statement may bear the number of the report that it goes with.
            yield "same-number", (0.5 if other else 1.0), min(shared)
        elif a.serials and b.serials:
            yield "number-changes", 1.0, min(b.serials)
        if len(b.top) == HEAD_ROWS and b.top in {a.top, first.top}:
            yield "same-head", 1.0, ""
            return
        if b.top and a.top and len(b.top[0]) >= 6 and fuzz.ratio(a.top[0], b.top[0]) >= _SAME_LINE:
            yield "same-first-line", 1.0, ""
        if alike and abs(a.chinese - b.chinese) > _OTHER_LANGUAGE:
            yield "other-language", 1.0, ""
        if alike and b.periods and first.periods and b.periods != first.periods:
            yield "period-changes", 1.0, b.periods[0]

    def _headline(self, start: int, at: int) -> Iterator[Sign]:
        page = self._pages[self.order[at]]
        line = page.headline
        if line is None or page.misread:
            return
        if self._reader.goes_on(line.shown) or self._reader.under_annex(page, line.row):
            yield "annex-title", 0.5, line.shown
            return
        before = [self._pages[i].headline is not None for i in self.order[start + 1 : at]]
        usual = sum(before) / len(before) if before else 0.0
        strength = 1.0 if line.size >= _LARGE_HEADLINE else 0.6
        yield "headline", round(strength * (1.0 - usual), 3), line.shown


class _Lines:
    """Running heads, or feet, of the pages with print."""

    def __init__(self, lines: Sequence[frozenset[str]]) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for at, on_page in enumerate(lines):
            for line in on_page:
                places[line].append(at)
        # A line from the first pages to the last is the volume's.
        common = {
            line
            for line, at in places.items()
            if at[-1] - at[0] >= _OF_ALL * (len(lines) - 1) and len(at) >= 0.5 * len(lines)
        }
        self._lines = [on_page - common for on_page in lines]

    def on(self, at: int) -> frozenset[str]:
        """The lines of a page that are not the volume's."""
        return self._lines[at]

    def between(self, at: int) -> str:
        """The name of the sign between two pages; empty where there is none."""
        a, b = self._lines[at - 1], self._lines[at]
        if not a:
            back = any(b & earlier for earlier in self._lines[max(0, at - _BACK_GAP) : at])
            return "line-gap" if back else ""
        if a & b:
            return "line-on"
        if any(a & later for later in self._lines[at + 1 : at + _GAP]):
            return "line-gap"
        return "line-changes" if b else "line-ends"


def _smaller(b: PageSigns, title: TitleMatch, first: PageSigns, current: TitleMatch) -> bool:
    """Whether a title is smaller than that of the document, against its page and in points."""
    heights = (t.line.box.height * p.page.page.height for t, p in ((title, b), (current, first)))
    here, there = heights
    return title.line.size < _SMALLER * current.line.size and here < _SMALLER * there


def _standing(title: TitleMatch, *, alike: bool) -> str:
    """How a title stands on its page: as that of a document, as a heading, or low down."""
    line = title.line
    centred = abs(line.box.cx - 0.5) < _CENTRED and line.box.cy < _CENTRED_TOP
    grown = line.size >= _GROWN or (centred and not alike and line.size >= _HARDLY)
    if title.row > _HIGH_ROW and line.box.cy >= _HIGH:
        return ""
    return "own-title" if grown and title.type != UNKNOWN_TYPE else "small-title"
