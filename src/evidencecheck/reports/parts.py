"""The parts of a bound file: which pages, what they are, and why they begin there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.table import Table
from rich.text import Text

from evidencecheck.domain.volume import Part, SeamSign
from evidencecheck.reports.printable import printable
from evidencecheck.reports.wording import Wording

_TELLING = 0.5
"""Weight from which a sign is shown on a terminal."""
_SHOWN = 4


def part_json(part: Part, words: Wording) -> dict[str, object]:
    """One part: kind, runs of pages, type and title of its document, signs with their words."""
    document = part.document
    return {
        "kind": part.kind.value,
        "pages": [list(run) for run in runs(part.pages)],
        "type": document.type if document else None,
        "title": document.title.quote if document and document.title else None,
        "signs": [
            {
                "name": s.name,
                "weight": round(s.weight, 2),
                "detail": s.detail,
                "words": words.sign(s.name),
            }
            for s in part.signs
        ],
    }


def parts_table(parts: Sequence[Part], words: Wording) -> Table:
    """All parts, a row each."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in ("part_pages", "part_what", "part_title", "part_why"):
        table.add_column(words.label(heading), overflow="fold")
    for part in parts:
        document = part.document
        title = document.title.quote if document and document.title else ""
        what = words.type_name(document.type) if document else words.part(part.kind)
        table.add_row(
            Text(", ".join(words.page(first, last) for first, last in runs(part.pages))),
            Text(what, style="" if document else "dim"),
            Text(printable(title)),
            Text(printable(why(part.signs, words)), style="dim"),
        )
    return table


def why(signs: Sequence[SeamSign], words: Wording) -> str:
    """The weightiest signs for a seam, in words; empty for the first part of a file."""
    telling = [s for s in signs if s.weight >= _TELLING]
    telling.sort(key=lambda s: -s.weight)
    return words.join(_sign(s, words) for s in telling[:_SHOWN])


def _sign(sign: SeamSign, words: Wording) -> str:
    said = words.sign(sign.name)
    return words.label("quoted", what=said, quote=sign.detail) if sign.detail else said


def runs(pages: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last page of each unbroken run of pages."""
    if not pages:
        return
    first = pages[0]
    for before, page in pairwise(pages):
        if page - before > 1:
            yield first, before
            first = page
    yield first, pages[-1]
