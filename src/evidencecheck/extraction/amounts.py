"""Amounts of a document: emissions, electricity, counts.

They stand in three ways: in a sentence (排放总量为1,234.5吨), in the row of a table whose columns
have headings, or in the column under a heading, in the row of the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.rules import FieldKind, FieldRule
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.amounts import AmountMatch, find_amounts, unit_factor
from evidencecheck.extraction.fields import Candidate, LabelledPage, ranks
from evidencecheck.extraction.labels import LabelHit
from evidencecheck.extraction.regions import regions
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.values import Parsed

_HEADINGS = {
    "tCO2e": re.compile(r"排放量|排放总量|C[O0]2|emissions|当量", re.IGNORECASE),
    "kWh": re.compile(r"电量|kWh|千瓦时|MWh|消费量|实物量", re.IGNORECASE),
    "count": re.compile(r"数量|张数|个|Quantity", re.IGNORECASE),
}
_NOT_A_VALUE = re.compile(
    r"因子|热值|占比|比例|序号|偏差|差异|变化|同比|增幅|降幅|factor|share|deviation|change|%",
    re.IGNORECASE,
)
_YEAR_HEADING = re.compile(r"^\s*((?:19|20)\d{2})\s*(?:年度?|年实际)?\s*$")
# A whole sentence has one unit for its numbers: 4,791 tCO2e (scope 1: 802; scope 2: 3,989).
_SENTENCE = 60
_TOTAL_ROW = re.compile(
    r"^\s*(?:合计|总计|全年|全年合计|年度合计|本年合计|累计|Total)", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*[(（][^)）]{1,24}[)）]")
# Between a label and its number in a sentence.
_JOINT = (
    r"\)?(?:\s*\([^)]{1,14}\))?\s*(?:排放量|排放|量)?\s*(?:经核查(?:后)?|约)?"
    r"\s*(?:为|是|达|达到|共计|合计|共|:|：|,|，)?\s*(?:约)?\s*"
)
# 其他温室气体排放量, 间接温室气体排放量: the label is only the end of another quantity.
_OF_A_PART = {"接", "他", "的"}
# Farther behind a label a bare number belongs to something else.
_NEAR = 8
_HEADING_ROWS = 14
# A total below rows of scopes is one of emissions.
_ROWS_OF_A_SUM = 4
_SCOPE_ROW = re.compile(r"\s*(?:范围|类别|Scope|Category)\s*[\d一二三ⅠⅡⅢ]", re.IGNORECASE)
_COLUMN_ROWS = 40
# How sure an amount under a heading of its unit is, 0..1.
_HEADED = 0.97


@dataclass(frozen=True, slots=True)
class _Found:
    amount: AmountMatch
    sure: float
    way: int
    """0: with a unit or a heading of it; 1: the total of a column; 2: a number alone."""


def amounts(rule: FieldRule, pages: Sequence[LabelledPage]) -> Iterator[Candidate]:
    """Amounts of the field's unit, not in order."""
    unit = "count" if rule.kind is FieldKind.COUNT else rule.unit
    rank = ranks(rule.labels)
    for number, page in enumerate(pages):
        yield from _in_sentences(rule, page, unit, number)
        parts: dict[str, list[tuple[LabelHit, _Found]]] = {}
        for hit in page.hits:
            if hit.label not in rank:
                continue
            found = _of_hit(page, hit, unit, bare=hit.label in ranks(rule.weak))
            if found is not None:
                parts.setdefault(hit.label, []).append((hit, found))
        for label, several in parts.items():
            hit, found = _whole(several)
            weak = int(label in ranks(rule.weak))
            order = (weak, found.way, rank[label], number, hit.start)
            yield _candidate(page.text, found, unit, order)


def _candidate(page: PageText, found: _Found, unit: str, order: tuple[int, ...]) -> Candidate:
    amount = found.amount
    value: float | int = amount.value
    if unit == "count" and amount.value == int(amount.value):
        value = int(amount.value)
    parsed = Parsed(value, amount.start, amount.end, found.sure)
    return Candidate(page, amount.start, amount.end, parsed, order, 1.0)


def _whole(several: Sequence[tuple[LabelHit, _Found]]) -> tuple[LabelHit, _Found]:
    """Rows that share one label under one heading are parts of one amount: their sum."""
    hit, first = several[0]
    parts = [f for _, f in several if f.way == 0 and f.sure >= _HEADED]
    if len(parts) < 2 or len(parts) != len(several):
        return hit, first
    total = round(sum(f.amount.value for f in parts), 6)
    last = parts[-1].amount
    summed = AmountMatch(last.start, last.end, total, has_unit=True)
    return hit, _Found(summed, 0.8, 0)


def _of_hit(page: LabelledPage, hit: LabelHit, unit: str, *, bare: bool) -> _Found | None:
    if _is_heading(page.text, hit):
        found = _of_column(page.text, hit, unit)
    else:
        found = _of_row(page.text, hit, unit)
    if found is None:
        found = _of_region(page, hit, unit)
    if found is None:
        return None
    if bare and not (found.amount.has_unit or _speaks_of(page.text, hit, found.amount, unit)):
        return None
    return found


# ---------------------------------------------------------------- sentences


def _in_sentences(
    rule: FieldRule, page: LabelledPage, unit: str, number: int
) -> Iterator[Candidate]:
    running = page.running
    text = simplified(running.text)
    for rank, label in enumerate(rule.labels):
        if label in rule.weak or label not in text:
            continue
        for m in re.finditer(re.escape(label) + _JOINT, text):
            amount = next(
                (a for a in find_amounts(text[m.end() : m.end() + 40], unit) if a.start == 0), None
            )
            if amount is None or text[m.start() - 1 : m.start()] in _OF_A_PART:
                continue
            around = text[max(0, m.start() - _SENTENCE) : m.end() + _SENTENCE]
            with_unit = any(a.has_unit for a in find_amounts(around, unit))
            if not amount.has_unit and not (":" in m[0] and with_unit):
                continue
            start, end = running.span(m.end(), m.end() + amount.end)
            found = _Found(AmountMatch(start, end, amount.value, True), 0.96, 0)
            yield _candidate(page.text, found, unit, (0, 0, rank, number, start))
            break


# ---------------------------------------------------------------- rows


def _of_row(page: PageText, hit: LabelHit, unit: str) -> _Found | None:
    """The number of a row that stands under a heading of the unit, else the one with the unit."""
    end = page.row_end(hit.end)
    row = page.text[hit.end : end]
    bracket = _BRACKET.match(row)
    # The unit may stand in the label's own brackets: 排放总量(tCO2e); or in a cell: kWh | 1,234.
    factor = unit_factor(bracket[0], unit) if bracket else None
    if factor is None:
        factor = _unit_cell(row, unit)
    offset = hit.end + (bracket.end() if bracket else 0)
    found = [
        _shifted(a, offset)
        for a in find_amounts(page.text[offset:end], unit, default_factor=factor or 1.0)
    ]
    if not found:
        return None
    if len(found) > 1 and "\t" in row:
        found = _one_column(page, row, found, unit)
    if factor is not None:
        return _Found(_with_unit(found[0]), 0.97, 0)
    if "\t" not in row:
        return _Found(found[0], 0.95, 0) if found[0].has_unit and len(found) == 1 else None
    headed = [(a, h) for a in found if (h := _heading(page, a, unit))]
    if headed:
        amount, heading = headed[-1]
        scale = unit_factor(heading, unit)
        if scale and not amount.has_unit:
            amount = AmountMatch(amount.start, amount.end, round(amount.value * scale, 6), True)
        return _Found(amount, _HEADED, 0)
    with_unit = [a for a in found if a.has_unit]
    if with_unit:
        return _Found(with_unit[0], 0.96, 0)
    return _Found(found[0], 0.85, 2) if len(found) == 1 else _Found(found[-1], 0.6, 2)


def _one_column(page: PageText, row: str, found: list[AmountMatch], unit: str) -> list[AmountMatch]:
    """Of the amounts in a row those that can be meant."""
    of_year = _of_latest_year(page, found)
    if of_year:
        return of_year
    if not any(_heading(page, a, unit) for a in found) and _is_form(row):
        return found[:1]
    return _no_deviation(page, found)


def _is_form(row: str) -> bool:
    """Whether labels and values alternate in a row: a label stands behind the first number."""
    cells = row.split("\t")
    first = next((i for i, c in enumerate(cells) if re.search(r"\d", c)), len(cells))
    return any(re.search(r"[\u4e00-\u9fff]{2}", c) and "%" not in c for c in cells[first + 1 :])


def _column_heading(page: PageText, amount: AmountMatch) -> str:
    """The nearest words above an amount in its column."""
    for text in _above(page, amount):
        words = re.search(r"[A-Za-z\u4e00-\u9fff]{2}", text)
        if _YEAR_HEADING.match(text) or (words and not re.search(r"\d{3}", text)):
            return text
    return ""


def _above(page: PageText, amount: AmountMatch) -> Iterator[str]:
    """What stands above an amount in its column, the nearest first."""
    place = page.box(amount.start, amount.end)
    row = page.piece_at(amount.start).row
    for above in range(row - 1, max(-1, row - 1 - _HEADING_ROWS), -1):
        yield from (s.text for s in page.rows[above].spans if _in_column(s.box, place))


def _of_latest_year(page: PageText, found: Sequence[AmountMatch]) -> list[AmountMatch]:
    """The amount under the latest of the years that head the columns; none where no years do."""
    years = [(m[1], a) for a in found if (m := _YEAR_HEADING.match(_column_heading(page, a)))]
    return [max(years, key=lambda y: y[0])[1]] if years else []


def _no_deviation(page: PageText, found: Sequence[AmountMatch]) -> list[AmountMatch]:
    """The amounts without those that say by how much others differ."""
    kept = [a for a in found if not _NOT_A_VALUE.search(_column_heading(page, a))]
    return kept or list(found)


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


def _of_column(page: PageText, hit: LabelHit, unit: str) -> _Found | None:
    """The number in the column under a label, in the row of the total, or the only one."""
    piece = page.piece_at(hit.start)
    heading = piece.span.box
    scale = unit_factor(piece.span.text, unit) or _unit_of_table(page, piece.row, unit)
    below: list[tuple[bool, AmountMatch]] = []
    last = min(len(page.rows), piece.row + 1 + _COLUMN_ROWS)
    for other in (p for row in range(piece.row + 1, last) for p in page.in_row(row)):
        if not _in_column(heading, other.span.box):
            continue
        found = find_amounts(other.span.text, unit, default_factor=scale or 1.0)
        if len(found) == 1:
            first_cell = page.rows[other.row].spans[0].text
            below.append((bool(_TOTAL_ROW.match(first_cell)), _shifted(found[0], other.start)))
    totals = [a for total, a in below if total]
    if totals:
        return _Found(_with_unit(totals[-1]) if scale else totals[-1], 0.95, 1)
    if len(below) == 1:
        return _Found(_with_unit(below[0][1]) if scale else below[0][1], 0.9, 1)
    return None


def _unit_of_table(page: PageText, row: int, unit: str) -> float | None:
    """What 单位:兆瓦时 above a table says its numbers are worth."""
    for above in page.rows[max(0, row - 3) : row]:
        at = above.text.find("单位")
        factor = unit_factor(above.text[at : at + 12], unit) if at >= 0 else None
        if factor is not None:
            return factor
    return None


def _in_column(heading: Box, value: Box) -> bool:
    shared = min(heading.x1, value.x1) - max(heading.x0, value.x0)
    return shared > 0.3 * min(heading.width, value.width) or heading.x0 <= value.cx <= heading.x1


def _with_unit(amount: AmountMatch) -> AmountMatch:
    return AmountMatch(amount.start, amount.end, amount.value, has_unit=True)


def _shifted(amount: AmountMatch, by: int) -> AmountMatch:
    return AmountMatch(amount.start + by, amount.end + by, amount.value, amount.has_unit)
