"""What the rows and columns of a grid are about: headings, labels, units, years, totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from evidencecheck.domain.script import simplified
from evidencecheck.domain.tables import Role
from evidencecheck.domain.units import PER_CENT, Unit, unit_in, unit_of
from evidencecheck.extraction.entities.cell_numbers import (
    cell_number,
    is_nothing,
    is_value,
    of_year_like,
)
from evidencecheck.extraction.entities.numerals import roc_year
from evidencecheck.extraction.tables.counted_heads import has_counted_heads
from evidencecheck.extraction.tables.grid import Grid, GridCell

_MOST_HEADS = 4
_LEAST_OF_PAIRS = 4
"""Columns."""
_MOSTLY_NUMBERS = 0.6
"""Share of the cells of a column of amounts, its heading among them, that are numbers."""
_TOTAL = re.compile(
    r"^(?:合\s*计|总\s*计|共\s*计|总\s*和|累\s*计|全年(?:合计|累计)?|年度?(?:合计|累计|总计)|本年(?:合计|累计)|"
    r"[月年]\s*计|全年计|年度计|总|总\s*(?:得|评)?\s*分(?:数|值)?|得分合计|合计得分|总\s*(?:金\s*)?额|总\s*数|"
    r"(?:grand\s+)?totals?|sum)(?:\s*[(（:：].*)?$|^总(?:排放)?量|排放总量|总排放量|^总排放$|^total\b|"
    r"(?:\d\s*月|年初至[今本]月?|年|期)\s*末?\s*累\s*计(?:数|值|量)?\s*(?:[(（].*)?$|"
    r"\byear[- ]to[- ]date\b|^YTD\b",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(
    r"小\s*计|^小$|sub-?\s*total|(?<!^)(?:合\s*计|总\s*计)(?:\s*[(（].*)?$", re.IGNORECASE
)
_OF_SEVERAL = re.compile(r"[+＋]|[和与、及]")
_OF_YEAR = re.compile(r"^(?:19|20)\d{2}\s*年?度?\s*(?=\D)")
_SERIAL = re.compile(r"^(?:序\s*号|编\s*号|项次|No\.?|#|№|S/N|Item)$", re.IGNORECASE)
_CATEGORY = re.compile(
    # 类别 whose second character was misread.
    r"^(?:排放|温室气体)?(?:类别|类型|范围|范畴|类.)(?:\s*[(（].*)?$|^(?:scope|category)$",
    re.IGNORECASE,
)
_UNIT_HEAD = re.compile(
    r"^(?:计量|因子|数据|活动数据|排放因子)?单\s*位(?:\s*[(（].*)?$|^units?$", re.IGNORECASE
)
_NO_AMOUNT = re.compile(
    r"编号|代码|证书号|型号|规格|电话|手机|邮编|身份证|日期|时间|年月|地址|批号|合同号|页码|等级|Date|Number$|Model",
    re.IGNORECASE,
)
_FACTOR = re.compile(r"系数|因子|热值|含碳量|氧化率|factor|GWP", re.IGNORECASE)
_MONEY = re.compile(
    r"单价|[电气水]价|金额|税额|价税|[电水气]费|费用|[总合]价|\bprice\b", re.IGNORECASE
)
_SHARE = re.compile(r"占比|比例|比重|百分比|份额|share|proportion|percent", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_ROC_YEAR = re.compile(r"(?:民[国國]\s*(?P<y>\d{2,3})|(?<!\d)(?P<y3>1[0-3]\d))\s*年")
# The edition of a standard: GB/T 32150-2015, IEC 62321-5 : 2013, EPA 6010D: 2018.
_EDITION = re.compile(r"\d[A-Z]?\s?[-—:：]\s?(?:19|20)\d{2}(?!\d|\s*年)")
_PERIOD_HEAD = re.compile(r"年月|月份|年度|年份|期间|所属|year|month|period", re.IGNORECASE)
_THIS_YEAR = re.compile(
    r"^(?:本年度?|本年实际|统计报告期|本期|本报告期|报告期|报告年度?|当年|本年累计)$"
)
_LAST_YEAR = re.compile(r"^(?:上年度?|上年同期|上期|去年|上一年度?|基期|基准期|基准年)$")
_MONTH_HEAD = re.compile(r"^(?:月\s*份|月|months?)$", re.IGNORECASE)
_OUTLINE = re.compile(r"^\d{1,2}(?:\.\d{1,2})+$")
_DAY = re.compile(r"^(?:19|20)\d{2}\s*\.\s*(?:0?[1-9]|1[0-2])$")


class Kind(StrEnum):
    """What stands in a column."""

    LABEL = "label"
    AMOUNT = "amount"
    UNIT = "unit"
    SERIAL = "serial"
    OTHER = "other"
    """Numbers that are no amounts, and dates."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid below its headings."""

    headings: tuple[str, ...]
    kind: Kind
    role: Role
    unit: Unit | None
    """That its heading states."""
    unit_column: int | None
    """The column that holds the units of its numbers."""
    year: int | None

    @property
    def heading(self) -> str:
        """All of its headings in one line."""
        return " ".join(self.headings)

    @property
    def own(self) -> str:
        """The heading next to its cells; above it may stand what several share."""
        return self.headings[-1] if self.headings else ""


def heading_rows(grid: Grid) -> int:
    """How many rows of a grid are headings; 0 where its first row holds a value.

    In a table without any number, the first row and those that its cells go on into.
    """
    heads = 0
    for row in grid.rows[:_MOST_HEADS]:
        texts = {c.owner: c.text for c in row if c.text}
        counted = heads == 0 and has_counted_heads(list(texts.values()))
        if len(texts) < 2 or (any(map(is_value, texts.values())) and not counted):
            break
        if heads and _is_amount_like_a_year(list(texts.values())):
            break
        heads += 1
    if any(_amounts(row) for row in grid.rows[heads:]):
        return heads
    joined = 1
    while joined < heads and _share_cells(grid.rows[joined - 1], grid.rows[joined]):
        joined += 1
    return min(joined, heads) if len(grid.rows) > 1 else 0


def _is_amount_like_a_year(texts: Sequence[str]) -> bool:
    """Whether a row is a label with its unit and one amount: 氧化线用电MWh, 2060."""
    if len(texts) != len(("label", "amount")) or of_year_like(texts[1]) is None:
        return False
    return unit_in(texts[0]) is not None or texts[0].endswith("量")


def is_form(grid: Grid) -> bool:
    """Whether labels and values stand in turns: no column holds numbers alone.

    A first row without a value that states a unit heads columns: a label of a form has its value
    beside it.
    """
    first = {c.owner: c.text for c in grid.rows[0] if c.text}.values()
    heading = len(first) > 2 and not any(map(is_value, first))
    if heading and (any(map(unit_in, first)) or _is_labelled(grid) or _gives_units(grid)):
        return False
    if _alternates(grid):
        return True
    shares = []
    for column in range(grid.width):
        texts = [c.text for c in {r[column].owner: r[column] for r in grid.rows}.values() if c.text]
        numbers = sum(cell_number(t) is not None for t in texts)
        words = sum(not is_value(t) for t in texts)
        if numbers and column == 0:
            return False
        if numbers:
            shares.append(numbers / (numbers + words))
    if not shares:
        return grid.width == 2
    return max(shares) < _MOSTLY_NUMBERS


def _gives_units(grid: Grid) -> bool:
    """Whether the first row heads a column of units, and a unit stands below: 单位 over kWh."""
    return len(grid.rows) > 1 and any(
        _UNIT_HEAD.match(head.text) and unit_of(below.text) is not None
        for head, below in zip(grid.rows[0], grid.rows[1], strict=True)
    )


def _alternates(grid: Grid) -> bool:
    """Whether every other column holds labels alone, and the first row heads nothing."""
    if grid.width % 2 or grid.width < _LEAST_OF_PAIRS:
        return False
    first = [c.text for c in {c.owner: c for c in grid.rows[0]}.values() if c.text]
    if len(first) == grid.width and not any(map(is_value, first)):
        return False
    labels = [row[c].text for row in grid.rows for c in range(0, grid.width, 2) if row[c].text]
    pairs = sum(
        sum(is_value(row[c].text) for c in range(1, grid.width, 2)) > 1 for row in grid.rows
    )
    return pairs > 1 and not any(is_value(t) or unit_of(t) is not None for t in labels)


def _is_labelled(grid: Grid) -> bool:
    """Whether nothing but rows of a label and values stands below rows of headings."""
    heads = 0
    for row in grid.rows[:_MOST_HEADS]:
        if any(is_value(c.text) for c in row if c.text):
            break
        heads += 1
    return heads < len(grid.rows) and all(map(_is_labelled_row, grid.rows[heads:]))


def _is_labelled_row(row: Sequence[GridCell]) -> bool:
    """Whether a label begins a row and nothing but values, two at least, follow."""
    texts = [c.text for c in {c.owner: c for c in row}.values()]
    values = [t for t in texts[1:] if t]
    return len(values) > 1 and not is_value(texts[0]) and all(map(is_value, values))


def _share_cells(row: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    return bool({c.owner for c in row} & {c.owner for c in below})


def _amounts(row: Sequence[GridCell]) -> int:
    return sum(cell_number(c.text) is not None for c in row)


def columns(grid: Grid, heads: int) -> list[Column]:
    """What each column is about."""
    body = grid.rows[heads:]
    paths = [_path([row[c] for row in grid.rows[:heads]]) for c in range(grid.width)]
    kinds = [_kind(paths[c], [row[c] for row in body], c) for c in range(grid.width)]
    units = [_unit_of_heading(path) for path in paths]
    return [
        Column(
            headings=paths[c],
            kind=kinds[c],
            role=_role_of_heading(paths[c]),
            unit=units[c],
            unit_column=_unit_column(c, paths, kinds, units),
            year=next((y for text in reversed(paths[c]) if (y := year_of(text))), None),
        )
        for c in range(grid.width)
    ]


def _path(cells: Sequence[GridCell]) -> tuple[str, ...]:
    texts: list[str] = []
    owners: set[int] = set()
    for cell in cells:
        if cell.text and cell.owner not in owners:
            owners.add(cell.owner)
            texts.append(cell.text)
    return tuple(texts)


def _kind(path: Sequence[str], cells: Sequence[GridCell], number: int) -> Kind:
    last = path[-1] if path else ""
    texts = [c.text for c in {c.owner: c for c in cells}.values() if c.text]
    units = [t for t in texts if unit_of(t) is not None]
    blank = sum(map(is_nothing, texts))
    # 单位 heads columns of firms as well.
    least = 0.5 if _UNIT_HEAD.match(last) else 1.0
    if units and len(units) + blank >= least * len(texts):
        return Kind.UNIT
    found = [cell_number(t) for t in texts]
    numbers = [n.value for n in found if n is not None]
    months = sum(map(is_month_of_year, texts))
    others = sum(not is_value(t) for t in texts)
    if _MONTH_HEAD.search(last) or (number == 0 and months and months + others == len(texts)):
        return Kind.LABEL
    if _SERIAL.match(last) or (number == 0 and not path and _counts_up(numbers, len(texts))):
        return Kind.SERIAL
    if number == 0 and _counts_up(numbers, len(texts)) and len(numbers) >= 2:
        return Kind.SERIAL
    if number == 0 and _numbered_through([t for t in texts if cell_number(t) is not None]):
        return Kind.SERIAL
    # Category 1, 1, 2 beside its sources: numbers that are names.
    if number == 0 and _CATEGORY.match(last) and all(n in range(1, 7) for n in numbers):
        return Kind.LABEL
    # 1994 among other amounts is one as well.
    words = sum(not is_value(t) and of_year_like(t) is None for t in texts)
    if len(numbers) == 0 or words > len(texts) - words:
        return Kind.LABEL
    days = sum(bool(_DAY.match(t)) for t in texts)
    if _NO_AMOUNT.search(" ".join(path)) or days == len(texts):
        return Kind.OTHER
    return Kind.AMOUNT


def _counts_up(numbers: Sequence[float], cells: int) -> bool:
    """Whether numbers are 1, 2, 3 …: the first few may have been missed."""
    steps = [b - a for a, b in pairwise(numbers)]
    return (
        len(numbers) >= 0.6 * cells
        and bool(numbers)
        and all(n == int(n) and 0 < n < 1000 for n in numbers)
        and (len(numbers) == 1 or sum(s == 1 for s in steps) >= 0.8 * len(steps))
        and (len(numbers) > 1 or numbers[0] == 1)
    )


def _numbered_through(texts: Sequence[str]) -> bool:
    """Whether numbers are those of an outline: 1.1, 1.2, 2.1."""
    if len(texts) < 2 or not all(map(_OUTLINE.match, texts)):
        return False
    places = [tuple(map(int, text.split("."))) for text in texts]
    return all(a < b for a, b in pairwise(places)) and places[0][-1] <= 1


def _unit_of_heading(path: Sequence[str]) -> Unit | None:
    for text in reversed(path):
        if (unit := unit_in(text)) is not None:
            return unit
        if _SHARE.search(text):
            return PER_CENT
    # A row of headings may hold nothing but the units.
    return unit_of(path[-1]) if path else None


def _unit_column(
    number: int, paths: Sequence[Sequence[str]], kinds: Sequence[Kind], units: Sequence[Unit | None]
) -> int | None:
    """The column of units that goes with a column of amounts.

    Right behind the amounts where there are such before it (活动数据, 单位), else before them
    (单位, 数值).
    """
    if kinds[number] is not Kind.AMOUNT or units[number] is not None:
        return None
    if paths[number] and _MONEY.search(paths[number][-1]):
        return None
    factor = bool(_FACTOR.search(" ".join(paths[number])))
    last = len(kinds) - 1
    if number < last and kinds[number + 1] is Kind.UNIT:
        return number + 1
    if factor:
        return None
    if number > 1 and kinds[number - 1] is Kind.UNIT and kinds[number - 2] is not Kind.AMOUNT:
        return number - 1
    for behind in range(number + 1, last + 1):
        if kinds[behind] is Kind.UNIT:
            return behind
        of_factor = _FACTOR.search(" ".join(paths[behind]))
        if kinds[behind] is not Kind.AMOUNT or units[behind] is not None or of_factor:
            break
    for before in range(number - 1, 0, -1):
        if kinds[before] is Kind.UNIT and kinds[before - 1] is not Kind.AMOUNT:
            return before
    return None


def _role_of_heading(path: Sequence[str]) -> Role:
    if not path:
        return Role.BODY
    return role_of(path[-1])


def role_of(text: str) -> Role:
    """Whether a label says that what it labels is a sum."""
    text = _OF_YEAR.sub("", simplified(text))
    if _TOTAL.search(text):
        return Role.TOTAL
    if _SUBTOTAL.search(text):
        # 范围1+范围2合计 is the sum of all.
        return Role.TOTAL if _OF_SEVERAL.search(text) else Role.SUBTOTAL
    return Role.BODY


def is_month_head(text: str) -> bool:
    """Whether a heading is that of a column of months."""
    return _MONTH_HEAD.search(text.strip()) is not None


def year_of(text: str, this: int | None = None) -> int | None:
    """The one calendar year that a heading or label names; 本年 and 上年 by ``this`` year."""
    years = {int(y) for y in _YEAR.findall(_EDITION.sub("", text))}
    years |= {roc_year(m) for m in _ROC_YEAR.finditer(text)}
    if len(years) == 1:
        return next(iter(years))
    if this is not None and not years:
        if _THIS_YEAR.match(text):
            return this
        if _LAST_YEAR.match(text):
            return this - 1
    return None


def is_month_of_year(text: str) -> bool:
    """Whether a cell is 2024.05, which only its column tells from an amount."""
    return bool(_DAY.match(text))


def month_of(heading: str, text: str) -> str:
    """The label of a row; below 月份 a bare number is that of a month."""
    bare = re.fullmatch(r"0?([1-9]|1[0-2])", text.strip())
    return f"{bare[1]}月" if bare and _MONTH_HEAD.search(heading) else text


def names_period(heading: str) -> bool:
    """Whether a column holds the period that the amounts of its rows are of: 生产年月."""
    return bool(_PERIOD_HEAD.search(heading))
