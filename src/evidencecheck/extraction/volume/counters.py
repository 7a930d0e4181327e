"""Page counters of several pages that count the pages of one document, or of the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidencecheck.extraction.volume.signs import PageSigns

_ALL = 0.8
"""Of the pages of a file: a run over so many counts the file."""
_NEAR = 4
"""Pages within which a bare number goes on: it may be anything else."""

_SECOND = 2
_SLIPS_WITHIN, _SLIP = 8, 2
"""Pages without a number between two parts of one run, and by how much it slips there."""


@dataclass(frozen=True, slots=True)
class Run:
    """Counters that follow each other."""

    total: int
    """As printed; 0 where no total is."""
    pages: tuple[int, ...]
    """Indices of the pages that bear it."""
    first: int
    """The number on the first of these pages, and on the last."""
    last: int
    of_file: bool

    @property
    def begins(self) -> bool:
        """Whether its first page says that it is page 1."""
        return self.first == 1

    @property
    def complete(self) -> bool:
        """Whether its last page is the last that it counts."""
        return self.total > 0 and self.last == self.total

    def spans(self, index: int) -> bool:
        """Whether a page lies among those that bear it."""
        return self.pages[0] <= index <= self.pages[-1]


@dataclass(slots=True)
class _Open:
    total: int
    pages: list[int]
    numbers: list[int]
    written: int
    """Pages with print up to its last page."""


def find_runs(pages: Sequence[PageSigns]) -> tuple[Run, ...]:
    """All runs, in the order of their first pages."""
    runs: list[_Open] = []
    written = 0
    for index, page in enumerate(pages):
        written += not page.blank
        for counter in page.margins.counters:
            home = next(
                (
                    r
                    for r in reversed(runs)
                    if r.total == counter.total
                    and r.pages[-1] < index
                    and (counter.total or index - r.pages[-1] <= _NEAR)
                    and counter.number - r.numbers[-1] in (index - r.pages[-1], written - r.written)
                ),
                None,
            )
            if home is None:
                runs.append(_Open(counter.total, [index], [counter.number], written))
            else:
                home.pages.append(index)
                home.numbers.append(counter.number)
                home.written = written
    # A bare number that no other page goes on from may be anything.
    kept = _joined([r for r in runs if r.total or len(r.pages) > 1])
    every = sum(not p.blank for p in pages)
    counted = {index for r in kept if r.total for index in r.pages}
    for run in kept:
        # 第2页共2页 behind a page whose own counter could not be read: that is the first.
        before = run.pages[0] - 1
        if run.total and run.numbers[0] == _SECOND and before >= 0 and before not in counted:
            run.pages.insert(0, before)
            run.numbers.insert(0, 1)
    return tuple(
        Run(r.total, tuple(r.pages), r.numbers[0], r.numbers[-1], _counts_all(r, kept, every))
        for r in kept
    )


def _joined(runs: Sequence[_Open]) -> list[_Open]:
    """The runs, with bare numbers that go on a little further made one.

    A sheet of two pages has one number or two, a sheet without one may or may not be counted: the
    numbers of a volume slip there against its pages, and are the same numbers all the same.
    """
    joined: list[_Open] = []
    for run in runs:
        before = next((r for r in reversed(joined) if _goes_on(r, run)), None)
        if before is None:
            joined.append(run)
        else:
            before.pages += run.pages
            before.numbers += run.numbers
    return joined


def _goes_on(before: _Open, run: _Open) -> bool:
    if before.total or run.total:
        return False
    pages = run.pages[0] - before.pages[-1]
    numbers = run.numbers[0] - before.numbers[-1]
    return 0 < pages <= _SLIPS_WITHIN and numbers > 0 and abs(numbers - pages) <= _SLIP


def _counts_all(run: _Open, runs: Sequence[_Open], every: int) -> bool:
    """Whether nearly every page with print bears the run, and no other counter stands beside it."""
    first, last = run.pages[0], run.pages[-1]
    beside = any(r.total and (r.pages[-1] < first or last < r.pages[0]) for r in runs)
    return len(run.pages) >= _ALL * every and not beside
