"""A file taken apart: seams, sheets and covers that are nobody's, reports around attachments."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from evidencecheck.domain.files import Bookmark
from evidencecheck.domain.rules import VolumeRules
from evidencecheck.domain.volume import PartKind, SeamSign
from evidencecheck.extraction.classify import Classifier
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.volume.choose import choose
from evidencecheck.extraction.volume.contents import Contents, find_contents
from evidencecheck.extraction.volume.counters import Run, find_runs
from evidencecheck.extraction.volume.outline import read_outline
from evidencecheck.extraction.volume.seams import Seams
from evidencecheck.extraction.volume.signs import PageSigns, SignReader

_GAP = 12
"""Pages of attachments at most."""
_NUMBERED = 3
"""Pages that bare numbers must be on before they hold a document together."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A run of pages, or several runs around an attachment."""

    kind: PartKind
    pages: tuple[PageText, ...]
    signs: tuple[SeamSign, ...] = ()


@dataclass(slots=True)
class _Part:
    kind: PartKind
    places: list[int]
    """In the order of the written pages."""
    signs: list[SeamSign]


class Splitter:
    """Takes bound files apart by the rules of a book."""

    def __init__(self, rules: VolumeRules, classifier: Classifier) -> None:
        self._reader = SignReader(rules, classifier)
        self._attachments = frozenset(rules.attachments)
        self._named: Callable[[str], bool] = classifier.titles.names

    def split(
        self, pages: Sequence[PageText], outline: Sequence[Bookmark] = ()
    ) -> tuple[Pages, ...]:
        """The parts of a file, in the order of their first pages.

        A file that shows no seam is one document. A blank page is the back of the one before it.
        """
        signs = self._reader.read(pages)
        if sum(not s.blank for s in signs) < 2:
            return (Pages(PartKind.DOCUMENT, tuple(pages)),)
        seams, contents, runs = self._seams(signs, outline)
        parts = _kinds(seams, _raw(seams), signs, contents)
        holding = [
            r
            for r in runs
            if not (r.of_file and seams.bound) and (r.total or len(r.pages) >= _NUMBERED)
        ]
        holders = _Holders(seams, holding)
        parts = _around_attachments(parts, holders)
        if sum(p.kind is PartKind.DOCUMENT for p in parts) < 1 or len(parts) == 1:
            return (Pages(PartKind.DOCUMENT, tuple(pages)),)
        return _with_blanks(pages, signs, seams.order, parts)

    def _seams(
        self, signs: Sequence[PageSigns], outline: Sequence[Bookmark]
    ) -> tuple[Seams, tuple[Contents, ...], tuple[Run, ...]]:
        runs = find_runs(signs)
        contents = find_contents(signs, self._named, runs)
        index = {s.page.page.number: i for i, s in reversed(list(enumerate(signs)))}
        marks = read_outline(outline, signs, index, self._named)
        return (
            Seams(self._reader, signs, contents, marks, runs, self._attachments),
            contents,
            runs,
        )


def _raw(seams: Seams) -> list[_Part]:
    starts = choose(seams)
    ends = (*starts[1:], len(seams.order))
    parts = []
    for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
        signs = seams.signs(starts[k - 1], start) if k else []
        parts.append(_Part(PartKind.DOCUMENT, list(range(start, end)), signs))
    return parts


def _kinds(
    seams: Seams, parts: list[_Part], signs: Sequence[PageSigns], contents: Sequence[Contents]
) -> list[_Part]:
    """The parts with sheets, covers and contents of the volume taken out of them."""
    listed = {i for c in contents if c.of_volume for i in c.pages}
    result: list[_Part] = []
    for part in parts:
        at = 0
        kind = PartKind.DOCUMENT
        while at < len(part.places):
            i = seams.order[part.places[at]]
            kind = _nobodys(i, seams, part, at, signs, listed)
            if kind is PartKind.DOCUMENT:
                break
            at += 1
            if result and at > 1 and result[-1].kind is kind:
                result[-1].places.append(part.places[at - 1])
            else:
                result.append(_Part(kind, [part.places[at - 1]], part.signs if at == 1 else []))
        rest = part.places[at:]
        if rest:
            seen = seams.signs(part.places[at - 1], rest[0]) if at else part.signs
            result.append(_Part(PartKind.DOCUMENT, rest, seen))
    return result


def _nobodys(
    i: int, seams: Seams, part: _Part, at: int, signs: Sequence[PageSigns], listed: set[int]
) -> PartKind:
    if signs[i].sheet:
        return PartKind.SHEET
    if i in listed:
        return PartKind.CONTENTS
    ahead = {seams.order[p] for p in part.places[at + 1 : at + 2]} | {i + 1}
    if part.places[0] == 0 and signs[i].cover and (ahead & listed or part.places == [0]):
        return PartKind.COVER
    # Whatever it is called: 零碳工厂评价 / 证明材料(第一分册), and its contents behind it.
    if part.places[at] == 0 and i + 1 in listed and signs[i].title is None:
        return PartKind.COVER
    return PartKind.DOCUMENT


@dataclass(slots=True)
class _Holders:
    """Documents whose pages may go on behind an attachment, by what holds them together."""

    seams: Seams
    runs: Sequence[Run]
    counted: dict[int, int] = field(default_factory=dict)
    """Page counters, by their number in ``runs``, and the document that bears each."""
    marked: dict[str, int] = field(default_factory=dict)
    """Running heads and fonts of the document before, or of the one around the attachments."""
    around: tuple[int, int] | None = None
    """That document, and its last place before the attachments."""
    behind: bool = False
    """Whether the document before is one that may be an attachment."""

    def elder(self, part: _Part) -> tuple[int, int] | None:
        """Where within ``part`` an earlier document goes on, and which."""
        mine: set[int] = set()
        known: set[str] = set()
        attached = self.seams.is_attachment(part.places[0])
        returning = self.behind and not self.seams.is_titled(part.places[0])
        for at, place in enumerate(part.places):
            i = self.seams.order[place]
            bears = {k for k, r in enumerate(self.runs) if i in r.pages}
            marks = self.seams.marks(place)
            found = [owner for k in sorted(bears - mine) if (owner := self._owner(k)) is not None]
            if not found and ((at and attached) or (not at and returning)):
                found = [self.marked[m] for m in sorted(marks - known) if m in self.marked]
                if not found and self.around and self.seams.resumes(self.around[1], place):
                    found = [self.around[0]]
            if found:
                return at, found[0]
            mine |= bears
            known |= marks
        return None

    def _owner(self, number: int) -> int | None:
        """The document that a counter counts; its numbers may leave attachments out."""
        if number in self.counted:
            return self.counted[number]
        run = self.runs[number]
        for k, earlier in enumerate(self.runs[:number]):
            gap = run.pages[0] - earlier.pages[-1]
            if earlier.total == run.total and earlier.last + 1 == run.first and 0 < gap <= _GAP:
                return self.counted.get(k)
        return None

    def add(self, part: _Part, number: int) -> None:
        """Take up the document ``number``."""
        pages = {self.seams.order[p] for p in part.places}
        for k, run in enumerate(self.runs):
            if pages & set(run.pages):
                self.counted.setdefault(k, number)
        self.behind = self.seams.is_attachment(part.places[0])
        if not self.behind:
            count = Count(mark for p in part.places for mark in self.seams.marks(p))
            self.marked = {mark: number for mark, n in count.items() if n >= _NUMBERED}
            self.around = (number, part.places[-1])


def _around_attachments(parts: list[_Part], holders: _Holders) -> list[_Part]:
    """Pages behind an attachment given back to the document that goes on with them."""
    result: list[_Part] = []
    for part in parts:
        if part.kind is PartKind.DOCUMENT:
            found = holders.elder(part)
            if found is not None:
                at, home = found
                result[home].places.extend(part.places[at:])
                part.places = part.places[:at]
            if part.places:
                holders.add(part, len(result))
        if part.places:
            result.append(part)
    return result


def _with_blanks(
    pages: Sequence[PageText], signs: Sequence[PageSigns], order: Sequence[int], parts: list[_Part]
) -> tuple[Pages, ...]:
    home = {order[p]: k for k, part in enumerate(parts) for p in part.places}
    taken: list[list[PageText]] = [[] for _ in parts]
    last = home[order[0]]
    for i, page in enumerate(pages):
        last = home.get(i, last)
        taken[last].append(page)
    made = [
        Pages(part.kind, tuple(own), tuple(sorted(part.signs, key=lambda s: -abs(s.weight))))
        for part, own in zip(parts, taken, strict=True)
    ]
    return tuple(sorted(made, key=lambda p: p.pages[0].page.number))
