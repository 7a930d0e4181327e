"""Labels of amounts that are of months and other parts of a year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from evidencecheck.domain.document import Said
from evidencecheck.domain.tables import DocumentTable

_MONTH = re.compile(
    r"(?:(?P<year>20\d\d)\s*[年./-]\s*)?"
    r"(?P<month>1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十元正])\s*月份?"
)
_MONTHS = {word: n for n, word in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11, "十二": 12, "元": 1, "正": 1,
}  # fmt: skip
_QUARTER = re.compile(
    r"(?P<from>前)?(?:第?(?P<first>[一二三四1-4])(?:季度?)?[至到\-—–~～、和及])?第?(?P<last>[一二三四1-4])个?季度?"
)
_SPAN = re.compile(
    r"(?<!\d)(?P<first>1[0-2]|0?[1-9])\s*月?\s*[至到\-—–~～]+\s*(?P<last>1[0-2]|0?[1-9])\s*月"
)
_HALF = re.compile(r"(?P<half>[上下])半年")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ABREAST = 2
"""Rows that are no accident: a remark may name a month."""
_TO_DATE = re.compile(
    r"(?:本年|全年|年度|年内|当年|今年|年初)(?:度|至今|起)?(?:数据)?累计|年累计|累计(?:数|量|值)?$"
)
_PART = re.compile(r"\d\s*月|[一二三四五六七八九十]月|月份|季度|半年|每日|日均|年均")


def is_of_part_year(labels: Iterable[str]) -> bool:
    """Whether one of the labels says month, quarter or half, or an average; 1-12月 is a year."""
    return any(map(_says_part, labels))


def is_said_of_part(said: Said) -> bool:
    """Whether an amount in a sentence is of a part of a year, by its words or its sentence."""
    return bool(said.part) or _says_part(said.what)


@lru_cache(8192)
def _says_part(label: str) -> bool:
    return _PART.search(label) is not None and not _is_of_whole_year(label)


def is_to_date(label: str) -> bool:
    """Whether a label says that an amount counts from the beginning of the year: 本年累计."""
    return bool(_TO_DATE.search(label)) or _is_of_whole_year(label)


def _is_of_whole_year(label: str) -> bool:
    m = _SPAN.search(label)
    return m is not None and (int(m["first"]), int(m["last"])) == (1, 12)


def month_of(label: str) -> tuple[int | None, int] | None:
    """The year, where it is said, and the month of 2025年3月, 3月份, 三月; None of other labels."""
    m = _MONTH.fullmatch(label.strip()) if "月" in label else None
    if m is None:
        return None
    month = _MONTHS.get(m["month"]) or int(m["month"])
    return int(m["year"]) if m["year"] else None, month


def part_of_year(labels: Iterable[str]) -> frozenset[int]:
    """The months of the part that a label names: 一季度小计, 前三季度, 1-9月; none of others."""
    for label in labels:
        if m := _QUARTER.search(label):
            last = _QUARTERS[m["last"]]
            first = 1 if m["from"] == "前" else _QUARTERS[m["first"] or m["last"]]
            return frozenset(range(3 * first - 2, 3 * last + 1))
        if m := _HALF.search(label):
            return frozenset(range(1, 7) if m["half"] == "上" else range(7, 13))
        if m := _SPAN.search(label):
            return frozenset(range(int(m["first"]), int(m["last"]) + 1))
    return frozenset()


def two_abreast(table: DocumentTable) -> bool:
    """Whether two months stand in each row: January beside July."""
    beside = [sum(month_of(c.text) is not None for c in row.cells) > 1 for row in table.rows]
    return sum(beside) >= _ABREAST
