"""Tables drawn as files: PDF in several styles of rules, scans and photographs of it, Word, Excel.

They are drawn here and not by the kit of the fixtures, with which cells cannot be put in the
middle of several rows, and rules are all of one kind.
"""

from __future__ import annotations

import io
import random
import re
from dataclasses import dataclass

import pymupdf
import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from fixtures.make.kit import fonts, pdf, photo, scan, wrap

from benchmarks.table_shapes import Shape

_NUMBER = re.compile(r"^-?[\d,]+(?:\.\d+)?$")
_MARGIN, _TOP, _FLOOR = 62.0, 70.0, 60.0
_PAD = 4.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is drawn."""

    rules: str = "full"
    """full, open (no sides), rows (level only), three (three-line table), none."""
    face: str = "uming"
    head: str = "wqy-micro"
    size: float = 9.5
    ink: str = "black"
    """Of the rules."""
    weight: float = 0.6
    dashes: str | None = None
    fill: str = ""
    """Behind the headings."""
    loose: float = 1.0
    """How much room rows have, in parts of the usual."""
    repeat: bool = True
    """Whether headings stand again on the next page."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell by the rows and columns that it takes up."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def as_pdf(shape: Shape, style: Style) -> bytes:
    """The document with a text layer."""
    return pdf.save(_drawn(shape, style), {"creator": "Writer", "producer": "Writer"})


def as_scan(shape: Shape, style: Style, how: scan.Scanner) -> bytes:
    """The document printed and scanned: a PDF of pictures."""
    pages = scan.pages(_drawn(shape, style), how, f"{shape.name} {style.rules}")
    return pdf.save(scan.bound(pages), {"creator": "Scan", "producer": "Scan"})


def as_photo(shape: Shape, style: Style, how: photo.Phone) -> bytes:
    """Its first page photographed: a JPEG."""
    page = scan.picture(_drawn(shape, style)[0], 200)
    chance = random.Random(f"{shape.name} {style.rules}")  # noqa: S311
    return photo.jpeg(photo.of_page(page, how, chance), how)


def as_docx(shape: Shape) -> bytes:
    """The document as Word writes it."""
    document = Document()
    document.add_heading(shape.title, 1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in (*shape.intro, shape.caption):
        if line:
            document.add_paragraph(line)
    table = document.add_table(rows=len(shape.rows), cols=len(shape.rows[0]))
    table.style = "Table Grid"
    for box in boxes_of(shape):
        cell = table.cell(box.row, box.column)
        if box.rows > 1 or box.columns > 1:
            last = table.cell(box.row + box.rows - 1, box.column + box.columns - 1)
            cell = cell.merge(last)
        cell.text = box.text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_xlsx(shape: Shape) -> bytes:
    """The document as a workbook: numbers as numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    width = len(shape.rows[0])
    row = 0
    for line in (shape.title, *shape.intro, shape.caption):
        if line:
            sheet.merge_range(row, 0, row, width - 1, line)
            row += 1
    for box in boxes_of(shape):
        top, left = row + box.row, box.column
        value, form = _of_workbook(box.text)
        style = book.add_format({"border": 1, "num_format": form} if form else {"border": 1})
        if box.rows > 1 or box.columns > 1:
            sheet.merge_range(top, left, top + box.rows - 1, left + box.columns - 1, value, style)
        else:
            sheet.write(top, left, value, style)
    book.close()
    return out.getvalue()


def _of_workbook(text: str) -> tuple[str | float, str]:
    if not _NUMBER.match(text) or text.startswith("0"):
        return text, ""
    digits = len(text.partition(".")[2])
    return float(text.replace(",", "")), "#,##0" + ("." + "0" * digits if digits else "")


def boxes_of(shape: Shape) -> list[Box]:
    """The cells, joined ones once."""
    boxes: dict[tuple[int, int], list[int]] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(shape.rows):
        for c, text in enumerate(row):
            home = (r, c)
            if text == "<":
                home = owner[r, c - 1]
            elif text == "^":
                home = owner[r - 1, c]
            owner[r, c] = home
            box = boxes.setdefault(home, [r, c])
            box[0], box[1] = max(box[0], r), max(box[1], c)
    return [
        Box(r, c, end[0] - r + 1, end[1] - c + 1, shape.rows[r][c]) for (r, c), end in boxes.items()
    ]


# ---------------------------------------------------------------------------- pages


def _drawn(shape: Shape, style: Style) -> pymupdf.Document:
    size = (842.0, 595.0) if len(shape.rows[0]) >= 7 else (595.0, 842.0)
    paper = pdf.Paper(size)
    paper.fallback = "wqy-micro"
    paper.new_page()
    y = _TOP
    width = fonts.width(shape.title, style.head, 17)
    paper.text((size[0] - width) / 2, y, shape.title, style.head, 17)
    y += 34
    for line in shape.intro:
        paper.text(_MARGIN, y, line, style.face, 11)
        y += 19
    y += 8
    if shape.caption:
        width = fonts.width(shape.caption, style.face, style.size + 0.5)
        paper.text((size[0] - width) / 2, y, shape.caption, style.face, style.size + 0.5)
    y = _Drawing(paper, shape, style, y + 10).draw()
    for line in (
        ("以上数据由本单位各部门提供，", "原始凭证留存备查。") if "企业" in str(shape.intro) else ()
    ):
        y += 20
        paper.text(_MARGIN + 22, y, line, style.face, 11)
    return paper.finish()


class _Drawing:
    """One table on its way onto pages."""

    def __init__(self, paper: pdf.Paper, shape: Shape, style: Style, y: float) -> None:
        self.paper, self.shape, self.style = paper, shape, style
        self.y = y
        self.boxes = boxes_of(shape)
        self.step = 1.32 * style.size
        room = paper.width - 2 * _MARGIN
        self.widths = self._widths(room)
        self.edges = [_MARGIN]
        for width in self.widths:
            self.edges.append(self.edges[-1] + width)
        self.heights = [self._height(r) for r in range(len(shape.rows))]

    def _widths(self, room: float) -> list[float]:
        wished = [24.0] * len(self.shape.rows[0])
        for box in self.boxes:
            if box.columns == 1:
                width = fonts.width(box.text, self._face(box.row), self.style.size) + 2 * _PAD + 4
                wished[box.column] = max(wished[box.column], min(width, 130.0))
        total = sum(wished)
        return [w * room / total for w in wished]

    def _face(self, row: int) -> str:
        return self.style.head if row < self.shape.heads else self.style.face

    def _lines(self, box: Box) -> list[str]:
        width = self.edges[box.column + box.columns] - self.edges[box.column] - 2 * _PAD
        return wrap.lines(box.text, self._face(box.row), self.style.size, width)

    def _height(self, row: int) -> float:
        most = max(len(self._lines(b)) for b in self.boxes if b.row == row and b.rows == 1)
        return most * self.step + 2 * _PAD * self.style.loose

    def draw(self) -> float:
        """Draw all rows; returns the y below them."""
        heads, first = self.shape.heads, 0
        floor = self.paper.height - _FLOOR
        y = self.y + sum(self.heights[:heads])
        for row in range(heads, len(self.shape.rows)):
            if y + self.heights[row] > floor:
                self._part(first, row)
                self.paper.new_page()
                self.y, first = _TOP, row
                y = self.y + (sum(self.heights[:heads]) if self.style.repeat else 0.0)
            y += self.heights[row]
        self._part(first, len(self.shape.rows))
        return self.y

    def _part(self, first: int, end: int) -> None:
        """The rows that stand on one page, after the head where it is repeated."""
        rows = list(range(first, end))
        if first and self.style.repeat:
            rows = [*range(self.shape.heads), *rows]
        tops = {}
        top = self.y
        for row in rows:
            tops[row] = top
            top += self.heights[row]
        for box in self.boxes:
            if box.row in tops:
                self._cell(box, tops[box.row])
        heads = [r for r in rows if r < self.shape.heads]
        self._across(tops[rows[0]], top, tops[heads[-1]] + self.heights[heads[-1]] if heads else 0)
        self.y = top

    def _cell(self, box: Box, y0: float) -> None:
        x0, x1 = self.edges[box.column], self.edges[box.column + box.columns]
        y1 = y0 + sum(self.heights[box.row : box.row + box.rows])
        head = box.row < self.shape.heads
        style, paper = self.style, self.paper
        if head and style.fill:
            paper.rect(x0, y0, x1, y1, None, style.fill)
        options = {"ink": style.ink, "weight": style.weight, "dashes": style.dashes}
        if style.rules == "full":
            for a, b in (((x0, y0), (x1, y0)), ((x0, y1), (x1, y1))):
                paper.line(*a, *b, **options)  # type: ignore[arg-type]
            for a, b in (((x0, y0), (x0, y1)), ((x1, y0), (x1, y1))):
                paper.line(*a, *b, **options)  # type: ignore[arg-type]
        elif style.rules in {"open", "rows"}:
            paper.line(x0, y1, x1, y1, **options)  # type: ignore[arg-type]
            if style.rules == "open" and box.column:
                paper.line(x0, y0, x0, y1, **options)  # type: ignore[arg-type]
        lines = self._lines(box)
        y = (y0 + y1 - len(lines) * self.step) / 2 + style.size * 1.02
        for line in lines:
            width = fonts.width(line, self._face(box.row), style.size)
            x = (x0 + x1 - width) / 2
            if not head and _NUMBER.match(box.text):
                x = x1 - _PAD - width
            elif not head and style.rules != "full":
                x = x0 + _PAD
            paper.text(x, y, line, self._face(box.row), style.size)
            y += self.step

    def _across(self, top: float, bottom: float, below_head: float) -> None:
        """The rules over the whole width."""
        left, right = self.edges[0], self.edges[-1]
        if self.style.rules in {"open", "rows", "three"}:
            self.paper.line(left, top, right, top, weight=1.1)
            self.paper.line(left, bottom, right, bottom, weight=1.1)
        if self.style.rules == "three" and below_head:
            self.paper.line(left, below_head, right, below_head, weight=0.7)
