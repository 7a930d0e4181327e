"""Labels of amounts that are of months and other parts of a year."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidencecheck.domain.tables import DocumentTable

_MONTH = re.compile(r"(?:(?P<year>20\d\d)\s*[年./-]\s*)?(?P<month>1[0-2]|0?[1-9])\s*月份?")
_QUARTER = re.compile(r"(?<!前)(?<![至到\-—、])第?(?P<quarter>[一二三四1-4])季度?")
_HALF = re.compile(r"(?P<half>[上下])半年")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ABREAST = 2
"""Months that are no accident: a remark may name one."""
_PART = re.compile(r"\d\s*月|[一二三四五六七八九十]月|月份|季度|半年|每日|日均|年均")


def is_of_part_year(labels: Iterable[str]) -> bool:
    """Whether one of the labels says month, quarter or half, or an average."""
    return any(_PART.search(label) for label in labels)


def month_of(label: str) -> tuple[int | None, int] | None:
    """The year, where it is said, and the month of 2025年3月 or 3月份; None of other labels."""
    m = _MONTH.fullmatch(label.strip())
    if m is None:
        return None
    return int(m["year"]) if m["year"] else None, int(m["month"])


def part_of_year(labels: Iterable[str]) -> frozenset[int]:
    """The months of the quarter or half that a label names: 一季度小计; none of other labels."""
    for label in labels:
        if m := _QUARTER.search(label):
            last = 3 * _QUARTERS[m["quarter"]]
            return frozenset(range(last - 2, last + 1))
        if m := _HALF.search(label):
            return frozenset(range(1, 7) if m["half"] == "上" else range(7, 13))
    return frozenset()


def two_abreast(table: DocumentTable) -> bool:
    """Whether more months stand beside those that head the rows: January to June, July on."""
    beside = (month_of(cell.text) for row in table.rows for cell in row.cells[1:])
    return sum(m is not None for m in beside) >= _ABREAST
