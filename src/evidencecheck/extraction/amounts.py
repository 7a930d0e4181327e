"""Amounts of a document: emissions, electricity, counts, from tables and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.rules import FieldKind, FieldRule
from evidencecheck.extraction.entities.amounts import AmountMatch, find_amounts, unit_factor
from evidencecheck.extraction.fields import Candidate, LabelledPage
from evidencecheck.extraction.labels import LabelHit, key
from evidencecheck.extraction.regions import regions
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.values import Parsed

# Labels that total anything; they speak of emissions only where a unit says so.
_ANY_TOTAL = {"合计", "总计", "总量", "total", "电力", "电量", "数量", "quantity", "减排量"}
_HEADINGS = {
    "tCO2e": re.compile(r"排放量|排放总量|CO2|emissions|当量", re.IGNORECASE),
    "kWh": re.compile(r"电量|kWh|千瓦时|MWh|消费量|实物量", re.IGNORECASE),
    "count": re.compile(r"数量|张数|个|Quantity", re.IGNORECASE),
}
_NOT_A_VALUE = re.compile(r"排放因子|单位热值|占比|比例|序号|因子|factor|share|%", re.IGNORECASE)
_HEADING_ROWS = 12


def amounts(rule: FieldRule, pages: Sequence[LabelledPage]) -> Iterator[Candidate]:
    """Amounts of the field's unit behind its labels, in sentences and in table rows."""
    unit = "count" if rule.kind is FieldKind.COUNT else rule.unit
    rank = {key(label): i for i, label in reversed(list(enumerate(rule.labels)))}
    for number, page in enumerate(pages):
        for hit in page.hits:
            if hit.label not in rank:
                continue
            found = _of_row(page.text, hit, unit) or _of_region(page, hit, unit)
            if found is None:
                continue
            amount, sure = found
            if hit.label in _ANY_TOTAL and not (
                amount.has_unit or _speaks_of(page.text, hit, amount, unit)
            ):
                continue
            weak = int(hit.label in _ANY_TOTAL)
            order = (weak, int(not amount.has_unit), rank[hit.label], number, hit.start)
            value: float | int = amount.value
            if unit == "count" and amount.value == int(amount.value):
                value = int(amount.value)
            parsed = Parsed(value, amount.start, amount.end, sure)
            yield Candidate(page.text, amount.start, amount.end, parsed, order, 1.0)


def _of_region(page: LabelledPage, hit: LabelHit, unit: str) -> tuple[AmountMatch, float] | None:
    for region in regions(page.text, page.hits, hit):
        near = page.text.text[region.start : region.end]
        factor = unit_factor(page.text.text[hit.end : region.start], unit)
        for amount in find_amounts(near, unit, default_factor=factor or 1.0):
            if amount.start > 30 and not amount.has_unit:
                break
            return _shifted(amount, region.start), 0.95 if amount.has_unit else 0.85
    return None


def _of_row(page: PageText, hit: LabelHit, unit: str) -> tuple[AmountMatch, float] | None:
    """The number of a table row that stands under a heading of the unit, else the one with it."""
    end = page.row_end(hit.end)
    row = page.text[hit.end : end]
    # The unit may stand in the label's own brackets: 排放总量(tCO2e).
    bracket = re.match(r"\s*[(（][^)）]{1,20}[)）]", row)
    factor = unit_factor(bracket[0], unit) if bracket else None
    offset = hit.end + (bracket.end() if bracket else 0)
    found = [
        _shifted(a, offset)
        for a in find_amounts(page.text[offset:end], unit, default_factor=factor or 1.0)
    ]
    if not found:
        return None
    if factor is not None or (len(found) == 1 and found[0].has_unit):
        return found[0], 0.97
    if "\t" not in row:
        return (
            (found[0], 0.95) if found[0].has_unit else (found[0], 0.85) if len(found) == 1 else None
        )
    headed = [(a, h) for a in found if (h := _heading(page, a, unit))]
    if headed:
        amount, heading = headed[-1]
        scale = unit_factor(heading, unit)
        if scale and not amount.has_unit:
            amount = AmountMatch(amount.start, amount.end, round(amount.value * scale, 6), True)
        return amount, 0.97
    with_unit = [a for a in found if a.has_unit]
    if with_unit:
        return with_unit[0], 0.97
    return (found[0], 0.85) if len(found) == 1 else (found[-1], 0.6)


def _heading(page: PageText, amount: AmountMatch, unit: str) -> str:
    """The heading of the column that an amount stands in, where it speaks of the unit."""
    pattern = _HEADINGS.get(unit)
    if pattern is None:
        return ""
    place = page.box(amount.start, amount.end)
    row = page.piece_at(amount.start).row
    for above in range(row - 1, max(-1, row - 1 - _HEADING_ROWS), -1):
        for span in page.rows[above].spans:
            if _in_column(span.box, place) and not re.search(r"\d{3}", span.text):
                if _NOT_A_VALUE.search(span.text):
                    return ""
                if pattern.search(span.text):
                    return span.text
    return ""


def _in_column(heading: Box, value: Box) -> bool:
    shared = min(heading.x1, value.x1) - max(heading.x0, value.x0)
    return shared > 0.3 * min(heading.width, value.width) or heading.x0 <= value.cx <= heading.x1


def _speaks_of(page: PageText, hit: LabelHit, amount: AmountMatch, unit: str) -> bool:
    row_start = page.text.rfind("\n", 0, hit.start) + 1
    row = page.text[row_start : page.row_end(hit.end)]
    pattern = _HEADINGS.get(unit)
    return bool(pattern and pattern.search(row)) or bool(_heading(page, amount, unit))


def _shifted(amount: AmountMatch, by: int) -> AmountMatch:
    return AmountMatch(amount.start + by, amount.end + by, amount.value, amount.has_unit)
