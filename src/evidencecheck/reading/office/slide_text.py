"""Text and tables of a slide, written into the place that they have on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from evidencecheck.domain.page import Cell
from evidencecheck.reading.office.layout import Align, PageFlow
from evidencecheck.reading.office.markup import child, short
from evidencecheck.reading.office.measure import Line, clean, wrap
from evidencecheck.reading.office.slide import Frame, Paragraph, paragraphs, points

_INSET_X, _INSET_Y = 7.2, 3.6
"""Points between the edge of a shape and its text, as PowerPoint leaves them."""
_SMALLEST, _LARGEST = 7.5, 96.0
"""Font sizes, points, between which text is drawn."""
_NARROWEST = 24.0
_SHRINK = 0.9
_ALIGN: dict[str, Align] = {"ctr": "center", "r": "right"}
_CELL_SIZE = 14.0
_MOST_COLUMNS, _MOST_ROWS = 200, 5_000


def write_text(flow: PageFlow, frame: Frame, texts: Sequence[Paragraph]) -> None:
    """Write the paragraphs of a shape from its top, shrunk to its height where they are longer."""
    if not any(t.text.strip() for t in texts):
        return
    frame = _on_page(frame, flow)
    width = max(_NARROWEST, frame.width - 2 * _INSET_X)
    room = max(frame.height, flow.height - frame.y) - 2 * _INSET_Y
    factor = 1.0
    lines = _lines(texts, width, factor)
    while _height(lines) > room and factor > 0.3:
        factor *= _SHRINK
        lines = _lines(texts, width, factor)
    y = frame.y + _INSET_Y
    for line, align in lines:
        flow.line(line, frame.x + _INSET_X, y, width, align)
        y += line.height


def write_table(flow: PageFlow, frame: Frame, table: Element) -> None:
    """Write a table at its place: columns as wide as the slide has them, rows as high as needed."""
    frame = _on_page(frame, flow)
    grid = child(table, "a:tblGrid")
    widths = [max(1.0, points(c.get("w"))) for c in (grid if grid is not None else ())]
    widths = widths[:_MOST_COLUMNS]
    rows = [e for e in table if short(e.tag) == "a:tr"][:_MOST_ROWS]
    if not widths or not rows:
        return
    if frame.width:
        widths = [w * frame.width / sum(widths) for w in widths]
    edges = [frame.x]
    for width in widths:
        edges.append(edges[-1] + width)
    cells = [_cells(row, len(widths), edges) for row in rows]
    tops = [frame.y]
    for row, found in zip(rows, cells, strict=True):
        need = max((c.height for c in found if c.rows == 1), default=0.0)
        tops.append(tops[-1] + max(points(row.get("h")), need))
    if tops[-1] > flow.height:
        # What stands below the slide would not be seen.
        scale = (flow.height - frame.y) / max(1.0, tops[-1] - frame.y)
        tops = [frame.y + (t - frame.y) * scale for t in tops]
    done = []
    covered: set[tuple[int, int]] = set()
    for index, found in enumerate(cells):
        line = {
            i: Cell("", flow.box(edges[i], tops[index], edges[i + 1], tops[index + 1]), i)
            for i in range(len(widths))
        }
        for cell in found:
            end = min(index + cell.rows, len(rows))
            last = min(cell.column + cell.columns, len(widths))
            left, right = edges[cell.column], edges[last]
            text = "\n".join(one.text for one, _ in cell.lines)
            box = flow.box(left, tops[index], right, tops[end])
            line[cell.column] = Cell(text, box, cell.column, last - cell.column, end - index)
            if (index, cell.column) not in covered:
                places = ((r, c) for r in range(index, end) for c in range(cell.column, last))
                covered.update(place for place in places if place != (index, cell.column))
            y = tops[index] + _INSET_Y
            for one, align in cell.lines:
                flow.line(one, left + _INSET_X, y, right - left - 2 * _INSET_X, align)
                y += one.height
        done.append([cell for i, cell in line.items() if (index, i) not in covered])
    flow.table(done)


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    columns: int
    rows: int
    lines: list[tuple[Line, Align]]

    @property
    def height(self) -> float:
        return _height(self.lines) + 2 * _INSET_Y


def _cells(row: Element, columns: int, edges: Sequence[float]) -> list[_Cell]:
    found = []
    cells = [e for e in row if short(e.tag) == "a:tc"][:columns]
    for column, cell in enumerate(cells):
        if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
            continue
        wide = min(_count(cell.get("gridSpan")), columns - column)
        width = edges[column + wide] - edges[column] - 2 * _INSET_X
        lines = _lines(paragraphs(child(cell, "a:txBody"), _CELL_SIZE), max(_NARROWEST, width), 1.0)
        found.append(_Cell(column, wide, _count(cell.get("rowSpan")), lines))
    return found


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() else 1


def _lines(texts: Sequence[Paragraph], width: float, factor: float) -> list[tuple[Line, Align]]:
    return [
        (line, _ALIGN.get(t.align, "left"))
        for t in texts
        for line in wrap(clean(t.text), min(_LARGEST, max(_SMALLEST, t.size * factor)), width)
    ]


def _height(lines: Sequence[tuple[Line, Align]]) -> float:
    return sum(line.height for line, _ in lines)


def _on_page(frame: Frame, flow: PageFlow) -> Frame:
    """The frame, moved onto the slide where it lies beside it, and with some width."""
    x = min(max(0.0, frame.x), flow.width - _NARROWEST)
    y = min(max(0.0, frame.y), flow.height - _NARROWEST)
    width = frame.width if frame.width > _NARROWEST else flow.width - x
    return Frame(x, y, min(width, flow.width - x), frame.height)
