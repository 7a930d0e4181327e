"""Tables of a document with what their rows and columns are about, and their numbers as quantities.

A number takes its unit from its own cell, from the column of units of its row, from the heading of
its column, from the label of its row, or from the caption; its year from its heading, its row, the
caption, or the one year that the document is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidencecheck.domain.tables import DocumentTable, Role, TableColumn, TableRow
from evidencecheck.domain.units import Unit, unit_in, unit_of
from evidencecheck.extraction.entities.cell_numbers import (
    CellNumber,
    cell_number,
    is_nothing,
    is_value,
    of_year_like,
)
from evidencecheck.extraction.tables.grid import Grid, GridCell, grids
from evidencecheck.extraction.tables.heads import (
    Column,
    Kind,
    columns,
    heading_rows,
    is_form,
    is_month_head,
    is_month_of_year,
    month_of,
    names_period,
    role_of,
    year_of,
)
from evidencecheck.extraction.tables.numbers import Number, with_commas, with_units_of_sums
from evidencecheck.extraction.text import PageText

_OF_ALL = re.compile(r"(?:温室气体|碳)?(?:总排放量|排放总量|总量|总计)(?:\s*[(（].*)?")
"""Labels the sum of a whole table, and of none of its groups, as 合计 may."""
_GROUP = 24
"""Characters of a line between rows, up to which it is the label of those below it."""
_LEAST_OF_A_FORM = 2
"""Characters of a number among labels."""
_OF_MONTHS = re.compile(r"月份?")
# 4=2×3, (2), ①: no decimal.
_NUMBERED = re.compile(r"^(?!\d+\.\d+$)[\d①-⑩（）()A-Z=+×*/.]{1,12}$")
# 类别1小计 445.80: a sum that is no label of the number in another column.
_WITH_SUM = re.compile(r"小\s*计\s*[:：]?\s*\d[\d,]*\.\d+\s*$")
_ACTIVITY = re.compile(
    r"活动数据|活动水平|消耗|消费|用量|产量|产生量|activity|consumption", re.IGNORECASE
)
_FUEL = re.compile(r"柴油|汽油|煤|燃油|燃料油|液化(?:石油)?气|焦炭|甲醇|生物质")
_FACTOR = re.compile(r"因子|系数|热值|含碳量|氧化率|单价|占比|比例|factor", re.IGNORECASE)
_EMITTED, _OF_GAS = re.compile(r"排放量"), {"t", "tCO2e", "tCO2", "tC"}
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,8})[)）]$")
_WEIGHED = tuple(
    map(unit_of, ("t", "kg", "万t", "kWh", "MWh", "万kWh", "tce", "GJ", "tCO2e", "元", "万元"))
)
_EMISSION = re.compile(r"排放|CO2|碳|GHG|emission|(?:范围|范畴|scope)\s*[123一二三]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table and the numbers in it."""

    table: DocumentTable
    numbers: tuple[Number, ...]
    title: str = ""
    """The line of its caption that stands next to it."""
    units: frozenset[str] = frozenset()
    """Of its numbers that are no ratios."""

    @property
    def headed(self) -> bool:
        """Whether headings say what is in its columns; else it is a form."""
        return any(column.headings for column in self.table.columns)


@dataclass(frozen=True, slots=True)
class _About:
    """What holds for all numbers of a table."""

    title: str
    caption: str
    unit: Unit | None
    """That stands in the head of its labels."""
    form: bool


def typed_tables(pages: Sequence[PageText]) -> tuple[TypedTable, ...]:
    """The tables of a document, in order; those of one row or one column are left out."""
    found = (_typed(grid) for grid in grids(pages) if grid.width > 1)
    return tuple(table for table in found if table is not None)


def _typed(grid: Grid) -> TypedTable | None:
    form = is_form(grid)
    heads = 0 if form else heading_rows(grid)
    body = grid.rows[heads:]
    if not body or (len(body) < 2 and not heads):
        return None
    known = columns(grid, heads)
    caption = " ".join(grid.caption)
    rows = list(_rows(body, known, heads=heads, form=form))
    if not rows:
        return None
    about = _About(grid.caption[-1] if grid.caption else "", caption, _of_corner(known), form)
    numbers = with_units_of_sums(
        [
            number
            for index, (row, cells) in enumerate(rows)
            for number in _numbers(index, row, cells, known, about)
        ],
        [row for row, _ in rows],
    )
    table = DocumentTable(
        caption,
        tuple(
            TableColumn(c.headings, c.role, _usual_unit(number, c, numbers), c.year)
            for number, c in enumerate(known)
        ),
        tuple(row for row, _ in rows),
    )
    units = frozenset(n.unit for n in numbers if not n.ratio)
    return TypedTable(table, with_commas(table, numbers), about.title, units)


def _of_corner(known: Sequence[Column]) -> Unit | None:
    """The unit that heads a column of labels, and is that of the whole table."""
    # 月 heads the months, whatever is counted beside them.
    heads = [text for c in known if c.kind is Kind.LABEL for text in c.headings]
    units = [unit_of(text) for text in heads if not is_month_head(text)]
    # 材料(t): what the rows are, and what they are given in.
    units += [u for m in map(_IN_BRACKETS.search, heads) if m and (u := unit_of(m[1])) in _WEIGHED]
    return next((unit for unit in units if unit is not None), None)


def _usual_unit(number: int, column: Column, numbers: Sequence[Number]) -> str:
    """The unit of a column; empty where its rows differ."""
    units = {n.unit for n in numbers if n.column == number}
    if len(units) == 1:
        return next(iter(units))
    return column.unit.name if column.unit and not units else ""


# ---------------------------------------------------------------------------- rows


def _rows(
    body: Sequence[Sequence[GridCell]], known: Sequence[Column], *, heads: int, form: bool
) -> Iterator[tuple[TableRow, Sequence[GridCell]]]:
    first = next((n for n, c in enumerate(known) if c.kind is Kind.AMOUNT), len(known))
    labelling = [n for n in range(first) if known[n].kind is Kind.LABEL]
    if form or first == len(known):
        labelling = labelling[:1]
    group: tuple[str, ...] = ()
    filled = _filled(body, labelling, known)
    for number, (row, labels) in enumerate(zip(body, filled, strict=True)):
        own = {c.owner: c.text for c in row if c.text}
        if len(own) == 1 and not is_value(text := next(iter(own.values()))):
            if len(text) <= _GROUP and number + 1 < len(body):
                group = (text,)
            continue
        if heads and number == 0 and _numbers_columns(row):
            continue
        path = tuple(dict.fromkeys((*group, *labels)))
        role = _role(path, labels)
        if role is Role.TOTAL and group:
            group, path = (), tuple(dict.fromkeys(labels))
        cells = tuple(c.cell for c in row)
        yield TableRow(row[0].cell.page, path, cells, role, _year(row, path, known)), row


def _role(path: Sequence[str], labels: Sequence[str]) -> Role:
    """The role of a row by its innermost label; a total within a group is that of the group."""
    if not path:
        return Role.BODY
    role = role_of(path[-1])
    if role is Role.BODY and len(labels) > 1 and role_of(path[0]) is Role.TOTAL:
        return Role.TOTAL
    inner = len(labels) > 1 and role_of(labels[0]) is Role.BODY
    return Role.SUBTOTAL if role is Role.TOTAL and inner else role


def _filled(
    body: Sequence[Sequence[GridCell]], labelling: Sequence[int], known: Sequence[Column]
) -> list[tuple[str, ...]]:
    """The labels of each row; one that stands for several rows given to all of them.

    Where a column of groups leaves cells empty below a label, the label holds until the next; in
    tables whose labels stand in the middle of their rows, subtotals say where a group ends.
    """
    serials = [n for n, c in enumerate(known) if c.kind is Kind.SERIAL]
    texts = [_labels(row, labelling, serials, known) for row in body]
    for place in range(len(labelling) - 1):
        column = [row[place] for row in texts]
        inner = [any(row[place + 1 :]) for row in texts]
        for k, label in enumerate(_fill(column, inner, [row[place + 1 :] for row in texts])):
            texts[k][place] = label
    return [
        tuple(t for t in dict.fromkeys((total, *row)) if t)
        for total, row in zip(_lone_total(body, serials), texts, strict=True)
    ]


def _lone_total(body: Sequence[Sequence[GridCell]], serials: Sequence[int]) -> Iterator[str]:
    """For each row what stands in its column of numbers where that alone says 合计: 合计 | 钢材.

    Where several rows say so, each is the sum of those that its label names.
    """
    said = [next((row[c].text for c in serials if row[c].text), "") for row in body]
    alone = sum(role_of(text) is Role.TOTAL for text in said) == 1
    for text in said:
        yield text if alone and role_of(text) is Role.TOTAL else ""


def _labels(
    row: Sequence[GridCell],
    labelling: Sequence[int],
    serials: Sequence[int],
    known: Sequence[Column],
) -> list[str]:
    """The labels of a row as printed: 合计 may stand below 序号, or over columns that a sum leaves
    empty, and a label hold its own sum.
    """
    texts = [
        "" if _WITH_SUM.search(row[c].text) else month_of(known[c].own, row[c].text)
        for c in labelling
    ]
    first = next((cell.text for cell in row if cell.text), "")
    said = (*(row[c].text for c in serials), first)
    total = next((text for text in said if role_of(text) is not Role.BODY), "")
    if total and texts and all(map(is_nothing, filter(None, texts))):
        return [total, *([""] * (len(texts) - 1))]
    return texts


def _fill(column: list[str], inner: list[bool], after: Sequence[Sequence[str]]) -> list[str]:
    if all(column) or not any(column):
        return column
    ends = [k for k, texts in enumerate(after) if any(role_of(t) is Role.SUBTOTAL for t in texts)]
    filled = list(column)
    start = 0
    for end in ends:
        labels = {t for t in column[start : end + 1] if t}
        if len(labels) == 1 and not column[start]:
            filled[start : end + 1] = [next(iter(labels))] * (end + 1 - start)
        start = end + 1
    for k in range(1, len(filled)):
        above = filled[k - 1]
        of_all = any(_OF_ALL.fullmatch(text) for text in after[k])
        if not filled[k] and inner[k] and above and role_of(above) is Role.BODY and not of_all:
            filled[k] = above
    return filled


def _numbers_columns(row: Sequence[GridCell]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3, 4=2×3."""
    texts = [c.text for c in {c.owner: c for c in row}.values() if c.text]
    whole = [t for t in texts if t.isdigit()]
    counting = (
        [int(t) for t in whole] == list(range(int(whole[0]), int(whole[0]) + len(whole)))
        if whole
        else False
    )
    return len(texts) > 2 and counting and all(_NUMBERED.match(t.replace(" ", "")) for t in texts)


def _year(row: Sequence[GridCell], path: Sequence[str], known: Sequence[Column]) -> int | None:
    for text in reversed(path):
        if (year := year_of(text)) is not None:
            return year
    for cell, column in zip(row, known, strict=True):
        if names_period(column.heading) and (year := year_of(cell.text)) is not None:
            return year
    return None


# ---------------------------------------------------------------------------- numbers


def _numbers(
    index: int,
    row: TableRow,
    cells: Sequence[GridCell],
    known: Sequence[Column],
    about: _About,
) -> Iterator[Number]:
    seen: set[int] = set()
    for number, (cell, column) in enumerate(zip(cells, known, strict=True)):
        if cell.owner in seen or not cell.text:
            continue
        seen.add(cell.owner)
        number = _column_of(cell, number, cells, known)
        column = known[number]
        found = _number(cell, column)
        if found is None:
            continue
        labels = () if about.form else row.labels
        labels = labels or _beside(cells, number)
        unit, sure = _unit(found, cells, column, labels, about)
        # 2024年产量 | 21,200 t | 2025年产量 | 21,600 t: each is of the year of its own label.
        own = year_of(labels[-1]) if about.form and labels else None
        year = next(
            (y for y in (own, column.year, row.year, year_of(about.caption)) if y is not None), None
        )
        value = found.value * (unit.factor if unit else 1.0)
        yield Number(
            row=index,
            column=number,
            value=round(value, 9),
            unit=unit.name if unit else "",
            ratio=unit is not None and unit.ratio,
            year=year,
            labels=labels,
            sure=sure * found.sure,
        )


def _column_of(
    cell: GridCell, first: int, cells: Sequence[GridCell], known: Sequence[Column]
) -> int:
    """The column whose number a cell across several is: no total is one of 月, left of 用电量."""
    if _OF_MONTHS.fullmatch(known[first].heading) is None:
        return first
    across = (n for n in range(first + 1, len(cells)) if cells[n].owner == cell.owner)
    return next((n for n in across if known[n].kind is Kind.AMOUNT), first)


def _number(cell: GridCell, column: Column) -> CellNumber | None:
    found = cell_number(cell.text)
    match column.kind:
        case Kind.AMOUNT:
            if found is None and (value := of_year_like(cell.text)) is not None:
                return CellNumber(value, sure=0.9)
            return found
        case Kind.LABEL:
            # A form: labels and values in turns.
            bare = len(cell.text) < _LEAST_OF_A_FORM or is_month_of_year(cell.text)
            return None if bare else found
    return None


def _beside(cells: Sequence[GridCell], number: int) -> tuple[str, ...]:
    """The nearest words to the left of a number, as in a form."""
    for cell in reversed(cells[:number]):
        if cell.text and not is_value(cell.text) and unit_of(cell.text) is None:
            return (cell.text,)
    return ()


def _unit(
    found: CellNumber,
    cells: Sequence[GridCell],
    column: Column,
    labels: Sequence[str],
    about: _About,
) -> tuple[Unit | None, float]:
    """The unit of a number, and how sure it is, 0..1."""
    stated: list[tuple[Unit | None, float]] = [(found.unit, 1.0)]
    if column.unit_column is not None:
        stated.append((unit_of(cells[column.unit_column].text), 0.99))
    stated.append((column.unit, 0.99))
    # 排放量 beside 17.85万Nm3: the unit of what emitted it is not that of the emission.
    emitted = _EMITTED.search(column.heading)
    # So it is with a factor beside 外购电力(MWh).
    if not _FACTOR.search(column.heading):
        said = (unit_in(label) for label in reversed(labels))
        stated.extend((u, 0.98) for u in said if not (emitted and u and u.name not in _OF_GAS))
        stated.append((about.unit, 0.98))
        stated.append((unit_in(about.caption), 0.96))
    unit, sure = next(((u, s) for u, s in stated if u is not None), (None, 0.9))
    # 柴油(kg) says itself what it is of, whatever the table is about.
    own = column.unit is not None and unit == column.unit and column.heading[:1].isalpha()
    words = " ".join((column.heading, *labels, "" if own else about.caption))
    active = _ACTIVITY.search(" ".join((column.heading, *labels)))
    # 柴油 | 12.60吨: a fuel whose own cell or row says its unit is no emission.
    beside = found.unit is not None or (column.unit_column is not None and unit == stated[1][0])
    burnt = beside and bool(labels) and bool(_FUEL.search(labels[-1]))
    burnt = burnt and not _EMISSION.search(column.heading)
    told = _EMISSION.search(words) and not (active or burnt)
    if unit is not None and unit.name == "t" and told:
        # 排放量(吨) is of carbon dioxide; so is a total below such.
        unit = Unit("tCO2e", unit.factor)
    return unit, sure
