"""Excel 97-2003 workbooks and those of WPS (.xls, .et), read by xlrd and laid out like new ones."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import xlrd

from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.cell_text import number_shown, text_shown
from evidencecheck.reading.office.content import OfficeContent
from evidencecheck.reading.office.layout import A4
from evidencecheck.reading.office.pictures import Shelf
from evidencecheck.reading.office.sheet import Sheet, SheetCell
from evidencecheck.reading.office.sheet_layout import SheetPages
from evidencecheck.reading.office.workbook import BUILT_IN, DEFAULT_SIZE, CellLook, form_of
from evidencecheck.reading.office.xls_pictures import pasted_pictures

_DAMAGE = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    LookupError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
)
"""What xlrd raises on workbooks that are broken on purpose."""
_MOST_MERGED = 100_000


def read_xls(path: Path, limits: Limits) -> OfficeContent:
    """Read a workbook onto drawn pages, as `read_xlsx` does.

    xlrd is pure Python: python-calamine, which is faster, ends its process on some broken files,
    and does not tell how a number is shown.

    Args:
        path: the file.
        limits: ``sheet_cells`` and ``pages`` bound what is read; a problem F107 says what was not.

    Raises:
        ReadError: F101 damaged, F102 encrypted, F107 everything was over a limit.
    """
    try:
        with xlrd.open_workbook(
            str(path),
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,
        ) as book:
            laid = _laid_out(book, limits)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise ReadError("F102", "encrypted with a password") from error
        raise ReadError("F101", "no readable workbook") from error
    except _DAMAGE as error:
        raise ReadError("F101", "no readable workbook") from error
    shelf = Shelf()
    for data in pasted_pictures(path):
        shelf.take(data, len(laid.pages))
    pages = tuple(laid.pages)
    if not pages and not shelf.pictures:
        laid.check()
        pages = (Page(1, *A4),)
    return OfficeContent(pages, tuple(shelf.pictures), (*laid.problems(), *shelf.problems))


def _laid_out(book: xlrd.Book, limits: Limits) -> SheetPages:
    laid = SheetPages(limits)
    looks: dict[int, CellLook] = {}
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        if sheet.visibility == 0:
            laid.add(sheet.name, _cells(book, sheet, looks, laid.cells))
        book.unload_sheet(number)
    return laid


def _cells(
    book: xlrd.Book, sheet: xlrd.sheet.Sheet, looks: dict[int, CellLook], most: int
) -> Sheet:
    found = Sheet()
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            if cell.xf_index not in looks:
                looks[cell.xf_index] = _look(book, cell.xf_index)
            look = looks[cell.xf_index]
            text = _shown(cell, look, from_1904=book.datemode == 1)
            if not text:
                continue
            most -= 1
            if most < 0:
                found.cut = True
                return found
            found.rows.setdefault(row, {})[column] = SheetCell(text, look.size)
    for top, bottom, left, right in sheet.merged_cells[:_MOST_MERGED]:
        found.merged.append(((top, left), (bottom - 1, right - 1)))
    return found


def _shown(cell: xlrd.sheet.Cell, look: CellLook, *, from_1904: bool) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return text_shown(str(cell.value))
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return number_shown(float(cell.value), look, from_1904=from_1904)
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, ""))
    return ""


def _look(book: xlrd.Book, index: int | None) -> CellLook:
    """How a cell of that format shows its value."""
    if index is None or not 0 <= index < len(book.xf_list):
        return CellLook()
    form = book.xf_list[index]
    known = 0 <= form.font_index < len(book.font_list)
    size = book.font_list[form.font_index].height / 20 if known else DEFAULT_SIZE
    # What a file says of a built-in format is the English one, whatever the cell shows.
    code = BUILT_IN.get(form.format_key)
    if code is None:
        written = book.format_map.get(form.format_key)
        code = written.format_str if written is not None else ""
    return CellLook(size or DEFAULT_SIZE, *form_of(code))
