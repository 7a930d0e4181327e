"""Values of cells as a person sees them."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from decimal import Decimal

from evidencecheck.reading.office.workbook import PLAIN, CellLook, Form

_EXACT = 1e15
"""Whole numbers below this are exact in a cell."""
_EPOCH = datetime(1899, 12, 30)
"""Day 0 of the calendar of Excel from March 1900 on; it takes 1900 for a leap year."""
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_DAY = 2_958_465
"""31 December 9999."""
_PICTURE = re.compile(r"^=?(?:_xlfn\.)?DISPIMG\(")
"""The formula by which WPS puts a picture into a cell."""


def text_shown(text: str) -> str:
    """A text value."""
    return "" if _PICTURE.match(text) else text.strip()


def number_shown(value: float, look: CellLook = PLAIN, *, from_1904: bool = False) -> str:
    """A number as its format shows it: dates as ISO dates, whole numbers without ``.0``.

    A number that is no percentage keeps all its digits (15), also where the cell shows fewer: sums
    are checked on them. A month without a day is ``2024年6月``.

    Args:
        value: as stored; dates are days, times of day fractions of one.
        look: of the cell.
        from_1904: whether days are counted from 1904.
    """
    if not math.isfinite(value):
        return ""
    if look.form is Form.PERCENT:
        return f"{value * 100:.{look.decimals}f}%"
    if look.form is Form.NUMBER or not 0 <= value <= _LAST_DAY:
        return _number(value)
    if look.form is Form.DURATION:
        seconds = round(value * 86_400)
        return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
    epoch = _EPOCH_1904 if from_1904 else _EPOCH
    try:
        moment = epoch + timedelta(seconds=round(value * 86_400))
    except OverflowError:
        return _number(value)
    if look.form is Form.MONTH:
        return f"{moment.year}年{moment.month}月"
    clock = moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
    if look.form is Form.TIME or value < 1:
        return clock
    day = moment.date().isoformat()
    return day if moment.time() == datetime.min.time() else f"{day} {clock}"


def _number(value: float) -> str:
    if value == int(value) and abs(value) < _EXACT:
        return str(int(value))
    return f"{Decimal(f'{value:.15g}'):f}"
