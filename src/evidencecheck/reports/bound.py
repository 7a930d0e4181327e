"""The evidence bound into one PDF: a cover with an index, then every document that an indicator
rests on, each page stamped with its source, with a bookmark for each indicator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pymupdf

from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.bound_plan import BoundDocument, Plan
from evidencecheck.reports.printable import printable
from evidencecheck.reports.wording import Wording

Place = Callable[[Any, Any, str, int], bool]
"""``place(page, box, file, number)`` draws a page of the submission; False where it cannot."""

IsWide = Callable[[str, int], bool]
"""``is_wide(file, number)``: whether a page of the submission is wider than high."""

_A4 = (595.0, 842.0)
_SIDE, _TOP, _FOOT = 34.0, 40.0, 30.0
_INK, _SOFT, _ACCENT = (0.11, 0.15, 0.2), (0.32, 0.38, 0.44), (0.05, 0.36, 0.33)
_FLAGS = {
    Flag.SUPPORTED.value: (0.08, 0.39, 0.24),
    Flag.MISSING.value: (0.49, 0.3, 0.0),
    Flag.SUSPICIOUS.value: (0.64, 0.13, 0.1),
}
_TOLD = 90


@dataclass(slots=True)
class _Row:
    """One indicator in the index, where it stands, and its links."""

    page: int
    y: float
    links: list[tuple[Any, int]] = field(default_factory=list)
    """Boxes and the documents that they lead to."""


def render_bound(
    plan: Plan, book: RuleBook, place: Place, is_wide: IsWide, lang: str = "zh"
) -> bytes:
    """The bound evidence as the bytes of a PDF; a page that cannot be drawn says so."""
    with pymupdf.open() as document:
        binder = _Binder(document, plan, Wording(book, lang))
        rows = binder.index()
        starts = binder.bind(place, is_wide)
        binder.lead(rows, starts)
        document.subset_fonts()
        document.set_metadata(
            {
                "title": printable(binder.title),
                "producer": "evidencecheck",
                "creationDate": f"D:{plan.date.replace('-', '')}000000Z",
            }
        )
        made: bytes = document.tobytes(garbage=4, deflate=True, no_new_id=True)
        return made


class _Binder:
    """One PDF while it is made."""

    def __init__(self, document: Any, plan: Plan, words: Wording) -> None:
        self._document, self._plan, self._words = document, plan, words
        self._font = pymupdf.Font("cjk")
        self.title = words.said("bound", "title", applicant=plan.applicant)

    # -------------------------------------------------------------- cover and index

    def index(self) -> list[_Row]:
        """The cover and the index: a row an indicator, with its documents below it."""
        plan, said = self._plan, self._words.said
        page = self._new()
        y = self._lines(page, self.title, 70, 20, _INK)
        about = f"{plan.system}（{plan.edition}）"
        y = self._lines(page, about, y + 6, 11, _SOFT)
        counts = {"documents": len(plan.documents), "pages": plan.pages, "date": plan.date}
        y = self._lines(page, said("bound", "about", **counts), y + 2, 10, _SOFT)
        y = self._lines(page, said("bound", "index"), y + 14, 13, _ACCENT)
        rows = []
        for indicator in plan.indicators:
            needed = 36 + 13 * len(indicator.documents)
            if y + min(needed, 600) > _A4[1] - _FOOT - 20:
                page, y = self._new(), 60.0
            row = _Row(self._document.page_count - 1, y)
            flag = self._words.flag(Flag(indicator.flag))
            self._text(page, _SIDE, y + 11, flag, 9, _FLAGS[indicator.flag])
            told = self._cut(f"{indicator.id}  {indicator.requirement}", _A4[0] - 2 * _SIDE - 70, 9)
            self._text(page, _SIDE + 62, y + 11, told, 9, _INK)
            y += 17
            for number in indicator.documents:
                if y > _A4[1] - _FOOT - 20:
                    page, y = self._new(), 60.0
                line = self._cut(self._name(plan.documents[number]), 400, 8)
                self._text(page, _SIDE + 72, y + 8, line, 8, _SOFT)
                box = pymupdf.Rect(_SIDE + 72, y - 2, _A4[0] - _SIDE, y + 11)
                row.links.append(((self._document.page_count - 1, box), number))
                y += 13
            y += 4
            rows.append(row)
        return rows

    # -------------------------------------------------------------- evidence

    def bind(self, place: Place, is_wide: IsWide) -> list[int]:
        """Every document on pages of its own; the page, from 0, on which each begins."""
        starts = []
        for entry in self._plan.documents:
            starts.append(self._document.page_count)
            for number in range(entry.first, entry.last + 1):
                page = self._new(wide=is_wide(entry.file, number))
                rect = page.rect
                box = pymupdf.Rect(_SIDE / 2, _TOP, rect.width - _SIDE / 2, rect.height - _FOOT)
                if not place(page, box, entry.file, number):
                    self._text(page, _SIDE, 120, self._words.said("bound", "left_out"), 12, _SOFT)
                self._stamp(page, entry, number)
        return starts

    def _stamp(self, page: Any, entry: BoundDocument, number: int) -> None:
        width = page.rect.width - 2 * _SIDE
        source = f"{entry.file} · {self._words.page(number)}"
        users = self._words.join(entry.indicators)
        type_name = self._words.type_name(entry.type)
        self._text(page, _SIDE, 18, self._cut(f"{type_name} · {users}", width, 8), 8, _ACCENT)
        self._text(page, _SIDE, 31, self._cut(source, width, 8), 8, _INK)

    # -------------------------------------------------------------- links, bookmarks, numbers

    def lead(self, rows: list[_Row], starts: list[int]) -> None:
        """Number the pages, and lead from index and bookmarks to where documents begin."""
        outline: list[list[Any]] = [[1, self._words.said("bound", "index"), 1]]
        for row, indicator in zip(rows, self._plan.indicators, strict=True):
            flag = self._words.flag(Flag(indicator.flag))
            first = indicator.documents[0] if indicator.documents else None
            at = row.page + 1 if first is None else starts[first] + 1
            told = printable(f"{indicator.id} [{flag}] {indicator.requirement}")
            outline.append([1, told[:_TOLD], at])
            for number in indicator.documents:
                entry = self._plan.documents[number]
                outline.append([2, printable(self._name(entry))[:_TOLD], starts[number] + 1])
            for (page_number, box), number in row.links:
                page = self._document[page_number]
                shown = str(starts[number] + 1)
                self._text(
                    page, _A4[0] - _SIDE - self._wide(shown, 8), box.y1 - 3, shown, 8, _ACCENT
                )
                page.insert_link({"kind": pymupdf.LINK_GOTO, "page": starts[number], "from": box})
        total = self._document.page_count
        for n in range(total):
            page = self._document[n]
            text = f"{n + 1} / {total}"
            x = (page.rect.width - self._wide(text, 8)) / 2
            self._text(page, x, page.rect.height - 12, text, 8, _SOFT)
        self._document.set_toc(outline)

    # -------------------------------------------------------------- pieces

    def _name(self, entry: BoundDocument) -> str:
        pages = self._words.page(entry.first, entry.last)
        return f"{self._words.type_name(entry.type)} · {entry.file} · {pages}"

    def _new(self, *, wide: bool = False) -> Any:
        width, height = reversed(_A4) if wide else _A4
        return self._document.new_page(width=width, height=height)

    def _wide(self, text: str, size: float) -> float:
        return float(self._font.text_length(text, size))

    def _cut(self, text: str, width: float, size: float) -> str:
        """One line of ``text`` that fits into ``width`` points."""
        line = " ".join(printable(text).split())
        if self._wide(line, size) <= width:
            return line
        while line and self._wide(line + "…", size) > width:
            line = line[: -max(1, len(line) // 20)]
        return line + "…"

    def _lines(self, page: Any, text: str, y: float, size: float, ink: Any) -> float:
        """Text over as many lines as it takes; the y below it."""
        line = ""
        for character in " ".join(printable(text).split()):
            if self._wide(line + character, size) > _A4[0] - 2 * _SIDE:
                self._text(page, _SIDE, y + size, line, size, ink)
                y, line = y + 1.45 * size, ""
            line += character
        self._text(page, _SIDE, y + size, line, size, ink)
        return y + 1.45 * size

    def _text(self, page: Any, x: float, y: float, text: str, size: float, ink: Any) -> None:
        if not text.strip():
            return
        writer = pymupdf.TextWriter(page.rect, color=ink)
        writer.append((x, y), printable(text), font=self._font, fontsize=size)
        writer.write_text(page)
