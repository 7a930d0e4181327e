"""Amounts of a document: emissions, electricity, counts.

They stand in a sentence (排放总量为1,234.5吨), behind a label in a form, or in a row of a table
that was not seen as such. What is read as a table is left to ``tables``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.rules import FieldKind, FieldRule
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.amounts import AmountMatch, find_amounts, unit_factor
from evidencecheck.extraction.fields import Candidate, LabelledPage, ranks
from evidencecheck.extraction.labels import LabelHit
from evidencecheck.extraction.regions import regions
from evidencecheck.extraction.spoken_amounts import (
    LAST,
    SURE_ASIDE,
    amount_candidate,
    is_aside,
    is_of_another,
    is_of_several,
    is_self_made,
    spoken_amounts,
    stands_in,
)
from evidencecheck.extraction.text import PageText

_HEADINGS = {
    "tCO2e": re.compile(r"排放量|排放总量|C[O0]2|emissions|当量", re.IGNORECASE),
    "kWh": re.compile(r"电量|kWh|千瓦时|MWh|消费量|实物量", re.IGNORECASE),
    "count": re.compile(r"数量|张数|个|Quantity", re.IGNORECASE),
}
_NOT_A_VALUE = re.compile(
    r"因子|热值|占比|比例|序号|偏差|差异|变化|同比|增幅|降幅|factor|share|deviation|change|%",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(（][^)）]{1,24}[)）]")
# 范围二(能源间接排放),tCO2e    13,739.62: the unit ends the label.
_NOTED_UNIT = re.compile(
    r"[^\d,，;；。:：\n]{0,24}[,，/／]\s*(?P<unit>[^\s,，()（）]{1,12})(?=\s|[:：]|$)"
)
# Farther behind a label a bare number belongs to something else.
_NEAR = 8
_HEADING_ROWS = 14
_OF_SO_MANY = re.compile(r"\d\s*[张个份枚]\s*[(（]\s*$")
# 净购入电量: 抽查全部账单,合计9,135 kWh: what sums up is no other amount.
_SUMS = ("合计", "总计", "总量", "total", "sum")
# 能源间接 / 温室气体排放量: the line before ends with the beginning of the label.
_OF_A_PART = {"接", "他"}
# A total below rows of scopes is one of emissions.
_ROWS_OF_A_SUM = 4
_SCOPE_ROW = re.compile(r"\s*(?:范围|范畴|类别|Scope|Category)\s*[\d一二三ⅠⅡⅢ]", re.IGNORECASE)


# 其中2,600 MWh为绿电交易电量: the amount stands before what it is called.
_ROUNDED = 1e-6
"""By what share the sum of a row may differ from its parts."""
_SAID_BEFORE = re.compile(
    r"\d\s*(?:[kKMG]?[wW][hH]|千瓦时|兆瓦时|度|吨|t(?:CO2e?)?|个|张)\s*(?:为|是|系|属于?)$"
)
_ANOTHER_UNIT = re.compile(
    r"\s*(?:t(?:CO2e?|ce)?|kgce|吨|元|万元|m3|立方米|GJ|MJ|[%％])(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class _Found:
    amount: AmountMatch
    sure: float
    way: int
    """0: with a unit; 2: a number alone."""


def amounts(
    rule: FieldRule,
    pages: Sequence[LabelledPage],
    taken: Sequence[tuple[int, Box]] = (),
    others: Sequence[tuple[int, Box]] = (),
    headed: Sequence[tuple[int, Box]] = (),
    years: Sequence[int] = (),
) -> Iterator[Candidate]:
    """Amounts of the field's unit, not in order.

    Args:
        rule: of the field.
        pages: of the document.
        taken: pages and boxes of tables that are read as such, and passed over here.
        others: those of cells that hold an amount of another unit.
        headed: those of tables with headings, in which a number is none without its unit.
        years: that the document reports.
    """
    unit = "count" if rule.kind is FieldKind.COUNT else rule.unit
    rank = ranks(rule.labels)
    for number, page in enumerate(pages):
        boxes, barred, bare = (
            [box for on, box in places if on == page.text.page.number]
            for places in (taken, others, headed)
        )
        yield from spoken_amounts(rule, page, unit, number, boxes, years)
        seen: set[str] = set()
        for hit in page.hits:
            if hit.label not in rank or hit.label in seen or stands_in(page.text, hit.start, boxes):
                continue
            row = page.text.text.rfind("\n", 0, hit.start) + 1
            if page.text.text.startswith("年", row):
                # 重算的2023 / 年排放总量: the year stands on the line before.
                row = page.text.text.rfind("\n", 0, row - 1) + 1
            before = simplified(page.text.text[row : hit.start]).replace("\n", "")
            broken = not before and page.text.text[: hit.start].rstrip()[-1:] in _OF_A_PART
            if broken or is_of_another(before, years) or _SAID_BEFORE.search(before):
                continue
            weak = hit.label in ranks(rule.weak)
            made = unit == "kWh" and is_self_made(before + hit.label)
            found = _of_hit(page, hit, unit, bare=weak)
            if found is None:
                continue
            if _is_of_another_unit(page.text, found.amount, unit):
                continue
            # 3,000张(3,000兆瓦时): a cell of two units holds an amount of each.
            if not found.amount.has_unit and stands_in(page.text, found.amount.start, barred):
                continue
            own = {**rank, **dict.fromkeys(_SUMS, 0)} if unit == "kWh" else rank
            if _is_announced_by_another(page, hit, found.amount, own):
                continue
            if found.amount.has_unit or not stands_in(page.text, found.amount.start, bare):
                aside = is_aside(page.text.text, hit.start, found.amount.end)
                if not aside:
                    seen.add(hit.label)
                yields = aside or (unit == "tCO2e" and is_of_several(before + hit.label))
                last = made or (weak and not found.amount.has_unit)
                way = (1, LAST) if yields else (int(last), found.way)
                order = (*way, rank[hit.label], number, hit.start)
                sure = min(found.sure, SURE_ASIDE) if aside else found.sure
                yield amount_candidate(page.text, found.amount, unit, sure, order)


def _is_of_another_unit(page: PageText, amount: AmountMatch, unit: str) -> bool:
    """Whether a bare number is of something else: 净购入电力 820.5 t, an emission."""
    bare = unit == "kWh" and not amount.has_unit
    return bare and bool(_ANOTHER_UNIT.match(page.text, amount.end))


def _is_announced_by_another(
    page: LabelledPage, hit: LabelHit, amount: AmountMatch, own: Mapping[str, int]
) -> bool:
    """Whether the label of another amount stands between a label and a number: 排放量 范围一: 5."""
    return any(
        hit.end <= other.start < other.end <= amount.start
        and other.kinds
        and not other.kinds - {FieldKind.AMOUNT}
        and other.label not in own
        and "(" not in page.text.text[hit.end : other.start]
        for other in page.hits
    )


def _of_hit(page: LabelledPage, hit: LabelHit, unit: str, *, bare: bool) -> _Found | None:
    found = None if _is_heading(page.text, hit) else _of_row(page.text, hit, unit)
    if found is None:
        found = _of_region(page, hit, unit)
    if found is None:
        return None
    if bare and not (found.amount.has_unit or _speaks_of(page.text, hit, found.amount, unit)):
        return None
    return found


# ---------------------------------------------------------------- rows


def _of_row(page: PageText, hit: LabelHit, unit: str) -> _Found | None:
    """The number of a row with the unit, else its only one."""
    end = page.row_end(hit.end)
    row = page.text[hit.end : end]
    bracket = _BRACKET.match(row)
    # The unit may stand in the label's own brackets: 排放总量(tCO2e); or in a cell: kWh | 1,234.
    factor = unit_factor(bracket[0], unit) if bracket else None
    if factor is None:
        factor = _unit_cell(row, unit)
    if factor is None and (noted := _NOTED_UNIT.match(row)) is not None:
        factor = unit_factor(f"({noted['unit']})", unit)
    offset = hit.end + (bracket.end() if bracket else 0)
    found = [
        _shifted(a, offset)
        for a in find_amounts(page.text[offset:end], unit, default_factor=factor or 1.0)
    ]
    if not found:
        return None
    if len(found) > 1 and _is_form(row):
        found = found[:1]
    *parts, last = (a.value for a in found)
    if len(parts) > 1 and abs(sum(parts) - last) <= _ROUNDED * abs(last):
        # 480 420 520 1,420: of so many months, and of all.
        found = found[-1:]
    if factor is not None:
        return _Found(_with_unit(found[0]), 0.97, 0)
    if "\t" not in row:
        # 3,000张(3,000兆瓦时): the same in another unit.
        glossed = [a for a in found if a.has_unit and _OF_SO_MANY.search(page.text[: a.start])]
        only = found if len(found) == 1 and found[0].has_unit else glossed
        return _Found(only[0], 0.95, 0) if len(only) == 1 else None
    with_unit = [a for a in found if a.has_unit]
    if with_unit:
        return _Found(with_unit[0], 0.96, 0)
    return _Found(found[0], 0.85, 2) if len(found) == 1 else _Found(found[-1], 0.6, 2)


def _is_form(row: str) -> bool:
    """Whether labels and values alternate in a row: a label stands behind the first number."""
    cells = row.split("\t")
    first = next((i for i, c in enumerate(cells) if re.search(r"\d", c)), len(cells))
    return any(re.search(r"[\u4e00-\u9fff]{2}", c) and "%" not in c for c in cells[first + 1 :])


def _above(page: PageText, amount: AmountMatch) -> Iterator[str]:
    """What stands above an amount in its column, the nearest first."""
    place = page.box(amount.start, amount.end)
    row = page.piece_at(amount.start).row
    last = page.in_row(row)[-1] is page.piece_at(amount.start)
    for above in range(row - 1, max(-1, row - 1 - _HEADING_ROWS), -1):
        spans = page.rows[above].spans
        yield from (s.text for s in spans if _in_column(s.box, place))
        # Numbers flush right under a heading flush left: that of the last column is the last.
        if last and len(spans) > 1 and not _in_column(spans[-1].box, place):
            yield spans[-1].text


def _unit_cell(row: str, unit: str) -> float | None:
    for cell in row.split("\t"):
        if not re.search(r"\d{2}|/", cell) and len(cell) <= 12:
            factor = unit_factor(f"({cell.strip()})", unit)
            if factor is not None:
                return factor
    return None


def _of_region(page: LabelledPage, hit: LabelHit, unit: str) -> _Found | None:
    for region in regions(page.text, page.hits, hit):
        near = page.text.text[region.start : region.end]
        factor = unit_factor(page.text.text[hit.end : region.start], unit)
        for amount in find_amounts(near, unit, default_factor=factor or 1.0):
            if amount.start > _NEAR and not amount.has_unit:
                break
            way = 0 if amount.has_unit or factor else 2
            return _Found(_shifted(amount, region.start), 0.95 if way == 0 else 0.85, way)
    return None


def _heading(page: PageText, amount: AmountMatch, unit: str) -> str:
    """The heading of the column that an amount stands in, where it speaks of the unit."""
    pattern = _HEADINGS.get(unit)
    if pattern is None:
        return ""
    for text in _above(page, amount):
        if not re.search(r"\d{3}", text):
            if _NOT_A_VALUE.search(text):
                return ""
            if pattern.search(text):
                return text
    return ""


def _speaks_of(page: PageText, hit: LabelHit, amount: AmountMatch, unit: str) -> bool:
    row_start = page.text.rfind("\n", 0, hit.start) + 1
    row = page.text[row_start : page.row_end(hit.end)]
    pattern = _HEADINGS.get(unit)
    if pattern and pattern.search(row):
        return True
    number = page.piece_at(hit.start).row
    above = page.rows[max(0, number - _ROWS_OF_A_SUM) : number]
    if unit == "tCO2e" and any(_SCOPE_ROW.match(r.text) for r in above):
        return True
    return bool(_heading(page, amount, unit))


# ---------------------------------------------------------------- columns


def _is_heading(page: PageText, hit: LabelHit) -> bool:
    """Whether a label stands in a row of headings: several cells and hardly a number."""
    row = page.rows[page.piece_at(hit.start).row]
    numbers = sum(bool(re.search(r"\d{3}", s.text)) for s in row.spans)
    return len(row.spans) >= 3 and numbers == 0


def _in_column(heading: Box, value: Box) -> bool:
    shared = min(heading.x1, value.x1) - max(heading.x0, value.x0)
    return shared > 0.3 * min(heading.width, value.width) or heading.x0 <= value.cx <= heading.x1


def _with_unit(amount: AmountMatch) -> AmountMatch:
    return AmountMatch(amount.start, amount.end, amount.value, has_unit=True)


def _shifted(amount: AmountMatch, by: int) -> AmountMatch:
    return AmountMatch(amount.start + by, amount.end + by, amount.value, amount.has_unit)
