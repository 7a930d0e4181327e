"""What speaks for and against a new document between two pages of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.domain.volume import SeamSign
from evidencecheck.extraction.volume.contents import Contents
from evidencecheck.extraction.volume.counters import Run
from evidencecheck.extraction.volume.heads import Heads
from evidencecheck.extraction.volume.look import Looks, Sign
from evidencecheck.extraction.volume.numbering import goes_on
from evidencecheck.extraction.volume.outline import Outline
from evidencecheck.extraction.volume.running import RunningLines
from evidencecheck.extraction.volume.signs import PageSigns, SignReader
from evidencecheck.extraction.volume.weights import BEGINNING, WEIGHTS

_GAP = 12
"""Pages of attachments at most."""
_BACK = 12
"""Pages back in which the last heading is looked for."""
_TRUSTED = 0.5
_KINDS, _TITLED, _MIXED = 3, 0.15, 0.25
"""Types of titles, shares of pages with a title of a document and of changes of look, from which a
file is bound from several."""
_SHORT = 0.6
_FEW = 6
"""Pages of a loose file that is one paper unless a second one is titled."""
_BEGINS = (1,)
_FIRST_SECTION = re.compile(
    r"(?:1[.．、\s]?|一[、.．]|第一[章部节篇])(?![\d.．])[\u4e00-\u9fff]{2}"
)
_WITHIN = 8
"""A table that begins with so high a number began on a page before."""


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
        self._pages = pages
        self._contents = contents
        self._outline = outline
        self._runs = runs
        self.order = [i for i, p in enumerate(pages) if not p.blank]
        """Indices of the pages with print; seams lie between these."""
        written = [pages[i] for i in self.order]
        self._titles = Heads(reader, written, attachments)
        self._looks = Looks(written)
        self.bound = self._is_bound()
        """Whether the file is one of several documents: what all pages share is then nobody's."""
        self._of_one_title = self._has_one_title()
        self._heads = RunningLines([p.margins.heads for p in written], bound=self.bound)
        self._feet = RunningLines([p.margins.feet for p in written], bound=self.bound)
        self._alike = [list(self._between(k)) for k in range(1, len(self.order))]

    def signs(self, start: int, at: int) -> list[SeamSign]:
        """Signs between places ``at - 1`` and ``at`` of the order, the document begun at ``start``.

        What has no weight is left out.
        """
        between = self._alike[at - 1]
        found = [*between, *self._titles.signs(start, at, between), *self._place(start, at)]
        another = self._titles.heads_another(start, at) if self.bound else ""
        if another:
            found.append(("other-kind", 1.0, another))
        if self._of_one_title:
            found.append(("lone-title", 1.0, ""))
        return [
            SeamSign(name, round(WEIGHTS[name] * strength, 3), words)
            for name, strength, words in found
            if WEIGHTS[name] and strength
        ]

    def score(self, start: int, at: int) -> float:
        """The logarithm of the odds that a document begins at ``at``."""
        return BEGINNING + sum(s.weight for s in self.signs(start, at))

    def marks(self, at: int) -> frozenset[str]:
        """What holds the pages of one document together: running heads and fonts of its own."""
        return self._heads.on(at) | self._looks.fonts(at)

    def is_attachment(self, at: int) -> bool:
        """Whether a document that begins there may lie among the pages of another."""
        return self._titles.is_attachment(at)

    def is_titled(self, at: int) -> bool:
        """Whether a page has a title of its own, of whatever kind."""
        return self._pages[self.order[at]].headline is not None or self._titles.names(at)

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
            kind = "counter" if run.total else "number"
            both = i in run.pages and j in run.pages
            if run.of_file and (self.bound or both):
                if run.spans(i) and run.spans(j):
                    yield "volume-counter-on" if self.bound else "file-counter-on", 1.0, ""
            elif run.spans(i) and run.spans(j):
                yield f"{kind}-{'on' if both else 'gap'}", 1.0, ""
            elif j == run.pages[0] and run.begins:
                yield f"{kind}-begins", 1.0, shown
            elif j == run.pages[0]:
                yield f"{kind}-within", 1.0, shown
            elif i == run.pages[-1] and run.complete:
                yield "counter-ends", 1.0, f"{run.last}/{run.total}"
            elif i == run.pages[-1] and run.total:
                yield "counter-open", 1.0, f"{run.last}/{run.total}"

    def _place(self, start: int, at: int) -> Iterator[Sign]:
        """Whether a page bears the number that it has in the document begun at ``start``."""
        i, j = self.order[start], self.order[at]
        places = {at - start + 1, j - i + 1}
        of_volume = [r for r in self._runs if r.of_file and self.bound and j in r.pages]
        for counter in self._pages[j].margins.counters:
            counted = any(r.total == counter.total for r in of_volume)
            if counter.number in places and not counted:
                yield "number-agrees", 1.0, str(counter.number)
                return

    def _is_bound(self) -> bool:
        """Whether a counter of all pages is that of a volume and not that of one long document."""
        if any(c.of_volume for c in self._contents):
            return True
        # A sheet under the running head of a report is one of that report's.
        if any(p.sheet and not p.margins.heads for p in self._pages):
            return True
        own = sum(not run.of_file and bool(run.total) for run in self._runs)
        if own > 1 or (self._outline.starts and self._outline.sure > _TRUSTED):
            return True
        titles = [self._pages[i].title for i in self.order]
        named = [t.type for at, t in enumerate(titles) if t and self._titles.names(at)]
        if len(set(named)) >= _KINDS and len(named) >= _TITLED * len(self.order):
            return True
        changes = [self._looks.changes(at) for at in range(1, len(self.order))]
        return len(changes) > 1 and sum(changes) > _MIXED * len(changes)

    def _has_one_title(self) -> bool:
        """Whether a loose file of few pages has a title of a document on its first page alone."""
        pages = [self._pages[i] for i in self.order]
        if self.bound or not 1 < len(pages) <= _FEW:
            return False
        return pages[0].title is not None and not any(
            p.title or p.sheet or p.pictured for p in pages[1:]
        )

    def _running(self, at: int) -> Iterator[Sign]:
        found = {self._heads.between(at), self._feet.between(at)}
        for name in ("line-on", "line-gap", "line-changes", "line-ends"):
            if name in found:
                yield name, 1.0, ""
                return

    def _numbered(self, at: int) -> Iterator[Sign]:
        a, b = self._pages[self.order[at - 1]].numbers, self._pages[self.order[at]].numbers
        top = self._pages[self.order[at]].top
        opens = bool(top) and _FIRST_SECTION.match(top[0]) and not self.bound
        if opens and not (a.first or a.last or a.rows):
            # Behind its cover a report begins with its first section, and without its title.
            yield "first-section", 1.0, top[0]
        if a.rows and b.rows and b.rows[0] == a.rows[1] + 1 and a.rows[1] > 1:
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
                # Where others begin anew, these may go on by chance.
                anew = 0.4 if _BEGINS in b.first.values() else 1.0
                yield "headings-on", anew * (0.5 + 0.05 * min(10, sum(value))), shown
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
