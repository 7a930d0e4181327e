"""Values of cells as a person sees them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from evidencecheck.reading.office.sheet_scan import PLAIN, CellLook

Value = int | float | str | bool | time | date | datetime | timedelta

_EXACT = 1e15
"""Whole numbers below this are exact in a cell."""
_PICTURE = re.compile(r"^=?(?:_xlfn\.)?DISPIMG\(")
"""The formula by which WPS puts a picture into a cell."""


def shown(value: Value, look: CellLook = PLAIN) -> str:
    """A value as text: dates as ISO dates, whole numbers without ``.0``, percentages as such.

    A number that is no percentage keeps all its digits (15), also where the cell shows fewer: sums
    are checked on them.
    """
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return "" if _PICTURE.match(value) else value.strip()
        case int() | float():
            return _number(value, look.percent)
        case datetime():
            day = _date(value.date(), look)
            return day if value.time() == time() else f"{day} {_time(value.time())}"
        case date():
            return _date(value, look)
        case time():
            return _time(value)
    seconds = int(value.total_seconds())
    return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"


def _number(value: float, percent: int | None) -> str:
    if percent is not None:
        return f"{value * 100:.{percent}f}%"
    if value == int(value) and abs(value) < _EXACT:
        return str(int(value))
    return f"{Decimal(f'{value:.15g}'):f}"


def _date(value: date, look: CellLook) -> str:
    return f"{value.year}年{value.month}月" if look.month else value.isoformat()


def _time(value: time) -> str:
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")
