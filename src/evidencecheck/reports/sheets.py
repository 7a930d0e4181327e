"""What the workbooks have in common: one look, text that stays text, bytes that do not vary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

from evidencecheck.domain.finding import Flag
from evidencecheck.reports.printable import printable

MAX_CELL = 32_767
"""Characters that a cell can hold."""

_LINE = 14.0
"""Height of a line of print, in points."""

_TALLEST = 400.0
"""Height that a row may have, in points; Excel allows 409."""

_FONT = "Microsoft YaHei"
_FLAG_COLOURS = {
    Flag.SUPPORTED: ("#14653C", "#E6F3EB"),
    Flag.MISSING: ("#7D4C00", "#FCF1DA"),
    Flag.SUSPICIOUS: ("#A3201A", "#FCECEA"),
}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "valign": "vcenter"},
    "about": {"font_color": "#52616F", "valign": "vcenter"},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#0D5C55",
        "border": 1,
        "border_color": "#0D5C55",
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "text": {"text_wrap": True, "valign": "top", "quote_prefix": True},
    "centre": {"text_wrap": True, "valign": "top", "align": "center", "quote_prefix": True},
    "small": {"valign": "top", "font_size": 7, "font_color": "#52616F", "quote_prefix": True},
    "number": {"valign": "top", "align": "center", "num_format": "0.##"},
    "count": {"valign": "top", "align": "center", "num_format": "#,##0"},
    "share": {"valign": "top", "align": "center", "num_format": "0%"},
    "entry": {"text_wrap": True, "valign": "top", "bg_color": "#FFFDF3"},
    "link": {"valign": "top", "align": "center", "font_color": "#0D5C55", "underline": 1},
    "total": {"bold": True, "align": "center", "top": 2, "top_color": "#0D5C55"},
}
_UNWRAPPED = frozenset({"small", "total"})
"""Styles whose text stays on one line, whatever the width of the column."""

_BORDERED = frozenset({"text", "centre", "small", "number", "count", "share", "entry", "link"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    title: str
    width: float
    """In characters of the standard font."""


class Book:
    """A workbook in memory, with the formats that the sheets share."""

    def __init__(self, title: str, day: date) -> None:
        """``day`` is written as its date of creation, so that equal input gives equal bytes."""
        self._buffer = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        created = datetime.combine(day, time())
        self._book.set_properties({"title": printable(title), "created": created})
        self._formats = {name: self._format(name, style) for name, style in _STYLES.items()}
        self._muted = self._book.add_format({"font_color": "#9AA5AF"})
        self._flags = {
            flag: self._book.add_format({"bold": True, "font_color": ink, "bg_color": ground})
            for flag, (ink, ground) in _FLAG_COLOURS.items()
        }

    def _format(self, name: str, style: dict[str, Any]) -> Any:
        border = {"border": 1, "border_color": "#DDE3E8"} if name in _BORDERED else {}
        return self._book.add_format({"font_name": _FONT, "font_size": 10, **border, **style})

    def sheet(self, name: str, columns: Sequence[Column], *, title: str, about: str) -> Sheet:
        """A new sheet with a title, a line about it, and a header row that stays in view."""
        return Sheet(self._book.add_worksheet(name), columns, self._formats, title, about)

    def colour_flags(self, sheet: Sheet, column: int, words: dict[Flag, str]) -> None:
        """Colour the cells of ``column`` by the word for a flag that they hold."""
        for flag, word in words.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
            sheet.condition(column, {**rule, "format": self._flags[flag]})

    def mute_repeats(self, sheet: Sheet, column: int) -> None:
        """Grey the cells of ``column`` that repeat the one above, so that blocks stand out."""
        letter = chr(ord("A") + column)
        first = sheet.first_row + 1
        same = f"=${letter}{first}=${letter}{first - 1}"
        sheet.condition(column, {"type": "formula", "criteria": same, "format": self._muted})

    def finish(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return self._buffer.getvalue()


def lines_of(text: str, width: float) -> int:
    """Lines that ``text`` takes in a column ``width`` characters wide; a Chinese one takes two."""
    return sum(max(1, ceil(_cells(line) / max(1.0, width - 0.5))) for line in text.split("\n"))


def _cells(line: str) -> float:
    return sum(1.9 if east_asian_width(c) in "WFA" else 1.0 for c in line)


class Sheet:
    """One worksheet: a title, a line about it, a header, then rows."""

    first_row = 3
    """Where the rows begin, counted from 0."""

    def __init__(
        self,
        sheet: Any,
        columns: Sequence[Column],
        formats: dict[str, Any],
        title: str,
        about: str,
    ) -> None:
        """Write the top of the sheet and set it up for landscape A4, one page wide."""
        self._sheet = sheet
        self._formats = formats
        self._widths = [column.width for column in columns]
        self._lines: dict[int, int] = {}
        self._last = self.first_row
        sheet.hide_gridlines(2)
        sheet.set_row(0, 30)
        sheet.set_row(1, 20)
        head = max((lines_of(c.title, c.width) for c in columns), default=1)
        sheet.set_row(2, min(_TALLEST, max(32, _LINE * head + 4)))
        self.text(0, 0, title, "title")
        self.text(1, 0, about, "about")
        for n, column in enumerate(columns):
            sheet.set_column(n, n, column.width)
            self.text(2, n, column.title, "head")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(2)

    def close(self, *, frozen_columns: int, footer: str) -> None:
        """Freeze the header, filter all rows, and number the printed pages.

        Heights of rows are set here from what their cells hold: not every program fits rows with
        wrapped text on its own.
        """
        for row, lines in self._lines.items():
            self._sheet.set_row(row, min(_TALLEST, _LINE * lines + 3))
        self._sheet.freeze_panes(self.first_row, frozen_columns)
        self._sheet.autofilter(2, 0, self._last, len(self._widths) - 1)
        self._sheet.set_footer(f"&C&8{footer}")

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Write ``text`` as a string, whatever it looks like; cut at what a cell can hold."""
        shown = printable(text)
        if len(shown) > MAX_CELL:
            shown = shown[: MAX_CELL - 1] + "…"
        if shown:
            self._sheet.write_string(row, column, shown, self._formats[style])
            if row >= self.first_row and style not in _UNWRAPPED:
                needed = lines_of(shown, self._widths[column])
                self._lines[row] = max(self._lines.get(row, 1), needed)
        else:
            self._sheet.write_blank(row, column, None, self._formats[style])
        self._reach(row)

    def number(self, row: int, column: int, value: float | None, style: str = "number") -> None:
        """Write a number; an empty cell for None."""
        if value is None:
            self._sheet.write_blank(row, column, None, self._formats[style])
        else:
            self._sheet.write_number(row, column, value, self._formats[style])
        self._reach(row)

    def link(self, row: int, column: int, target: str, text: str) -> None:
        """Write a link to a file beside the workbook; ``target`` is escaped by the caller."""
        self._sheet.write_url(row, column, f"external:{target}", self._formats["link"], text)
        self._reach(row)

    def condition(self, column: int, rule: dict[str, Any]) -> None:
        """Apply a conditional format to all rows of ``column``."""
        self._sheet.conditional_format(self.first_row, column, self._last, column, rule)

    def validate(self, row: int, column: int, rule: dict[str, Any]) -> None:
        """Hold what is typed into a cell against ``rule``."""
        self._sheet.data_validation(row, column, row, column, rule)

    def total_row(self) -> int:
        """The row below all rows written so far; the filter does not reach it."""
        return self._last + 1

    def _reach(self, row: int) -> None:
        self._last = max(self._last, row)
