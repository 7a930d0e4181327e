"""Word files that do not vary: one look, text that stays text, equal input gives equal bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from evidencecheck.reports.printable import printable

_BODY, _HEAD = "SimSun", "SimHei"
_LATIN = "Times New Roman"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SHADE = "E7F1F0"
_WIDTH = 168.0
"""Millimetres of print on a line of A4."""


class Paper:
    """A Word document on A4, written from top to bottom."""

    def __init__(self, title: str, day: date, page_words: tuple[str, str]) -> None:
        """``page_words``: what stands before and behind the page number at the foot."""
        self._document = docx.Document()
        self._set_up(page_words)
        core = self._document.core_properties
        core.title, core.author = printable(title), "evidencecheck"
        core.last_modified_by, core.comments, core.revision = "evidencecheck", "", 1
        core.created = core.modified = datetime.combine(day, time())
        self.line(title, size=20, centre=True, font=_HEAD, after=14)

    def _set_up(self, page_words: tuple[str, str]) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(21)
        section.top_margin, section.bottom_margin = Mm(24), Mm(22)
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = _LATIN, Pt(11)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), _BODY)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run(page_words[0])
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        foot._p.append(field)
        foot.add_run(page_words[1])
        for run in foot.runs:
            run.font.size = Pt(9)

    def line(
        self,
        text: str,
        *,
        size: float = 11,
        bold: bool = False,
        centre: bool = False,
        right: bool = False,
        indent: bool = False,
        font: str = _BODY,
        before: float = 0,
        after: float = 6,
    ) -> None:
        """A paragraph; ``indent`` sets its first line two characters in."""
        paragraph = self._document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.3
        if centre or right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.RIGHT
        if indent:
            form.first_line_indent = Pt(2 * size)
        self._run(paragraph, text, size, bold, font)

    def heading(self, text: str) -> None:
        """A heading that stays with what follows."""
        self.line(text, size=12.5, font=_HEAD, before=10)
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def table(
        self, titles: Sequence[str], shares: Sequence[float], rows: Sequence[Sequence[str]]
    ) -> None:
        """A ruled table; ``shares`` of the line for its columns; the head repeats on each page."""
        table = self._document.add_table(rows=0, cols=len(titles), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        widths = [Mm(_WIDTH * share / sum(shares)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, cells in enumerate([titles, *rows]):
            row = table.add_row()
            self._keep(row, head=number == 0)
            for cell, text, width in zip(row.cells, cells, widths, strict=True):
                cell.width = width
                if number == 0:
                    self._shade(cell)
                lines = printable(text).split("\n")
                for n, line in enumerate(lines):
                    paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
                    form = paragraph.paragraph_format
                    form.space_before = form.space_after = Pt(2)
                    self._run(paragraph, line, 9.5, False, _HEAD if number == 0 else _BODY)

    def finish(self) -> bytes:
        """The bytes of the file, with the dates of its parts set to one that never changes."""
        written = BytesIO()
        self._document.save(written)
        out = BytesIO()
        with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w") as target:
            for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, source.read(name))
        return out.getvalue()

    @staticmethod
    def _run(paragraph: Any, text: str, size: float, bold: bool, font: str) -> None:
        run = paragraph.add_run(printable(text))
        run.font.size, run.font.bold = Pt(size), bold
        run.font.name = _LATIN
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)

    @staticmethod
    def _keep(row: Any, *, head: bool) -> None:
        """Let no row break over a page, and the head repeat."""
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if head:
            properties.append(OxmlElement("w:tblHeader"))

    @staticmethod
    def _shade(cell: Any) -> None:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), _SHADE)
        cell._tc.get_or_add_tcPr().append(shade)
