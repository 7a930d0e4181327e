"""Rows of headings that hold numbers: they count the columns, or name years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidencecheck.domain.units import unit_in
from evidencecheck.extraction.entities.cell_numbers import is_value

_COUNTED = 3
"""Columns that are counted, at the least; fewer by one where words stand behind."""
_PAIR = 2
_YEAR_AND_UNIT = re.compile(r"(?:19|20)\d\d\s*年?\s*[(（]?\s*\D+$")


def has_counted_heads(texts: Sequence[str]) -> bool:
    """Whether the numbers of a row are headings: they count its columns, or are years."""
    return _counts_columns(texts) or _names_years(texts)


def _names_years(texts: Sequence[str]) -> bool:
    """Whether columns are headed by a year and a unit: 季度, 2024 kWh, 2025 kWh, 2025 万元."""
    values = [text for text in texts if is_value(text)]
    years = all(_YEAR_AND_UNIT.match(t) and unit_in(t) is not None for t in values)
    return years and len(set(values)) == len(values) >= _PAIR and not is_value(texts[0])


def _counts_columns(texts: Sequence[str]) -> bool:
    """Whether a row begins with words and counts the columns behind: 区域, 1, 2, 3, 平均."""
    values = [text for text in texts if is_value(text)]
    least = _COUNTED if texts and is_value(texts[-1]) else _COUNTED - 1
    counting = values == [str(n) for n in range(1, len(values) + 1)]
    return len(values) >= least and not is_value(texts[0]) and counting
