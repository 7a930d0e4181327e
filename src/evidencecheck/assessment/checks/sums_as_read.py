"""Whether the numbers of a sum were read as they are printed: one misread figure would accuse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidencecheck.assessment.amounts import DIFFERENT, may_be_misread, transposed
from evidencecheck.domain.document import Quantity
from evidencecheck.domain.tables import DocumentTable

_SURE = 0.9
_READ = 0.95
"""0..1, of the reading of a cell."""
_NEARLY = 0.92
"""The same, where no misread figure explains the difference."""
_MENDED = 0.85
"""Of the number of such a cell, whose comma may have been mended."""
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_BROKEN = re.compile(r"0\d")
"""What is left of 900, where its first figure was not read: 00."""
_THOUSAND = 1000.0
_OFF = _THOUSAND * DIFFERENT
_OF_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")


def may_be_read_wrongly(table: DocumentTable, total: Quantity, items: Sequence[Quantity]) -> bool:
    """Whether a total may come out once one of the numbers is read as it is printed."""
    whole = sum(q.value for q in items)
    # No recogniser lets two figures change places.
    if transposed(total.value, whole):
        return False
    if not is_read(table, total) or not all(_is_nearly_read(table, q) for q in items):
        return True
    doubted = [q for q in items if not is_read(table, q)]
    gap = total.value - whole
    return _lost_its_comma(total, items) or any(_makes_up(q, gap) for q in doubted)


def is_read(table: DocumentTable, quantity: Quantity) -> bool:
    """Whether one figure of a number may be told from another by how surely it was read."""
    cell = table.rows[quantity.row].cells[quantity.column]
    return (
        cell.confidence >= _READ
        # Of a number without a unit nothing but the reading is sure.
        and (quantity.confidence >= _SURE or not quantity.unit)
        and not _BROKEN.match(cell.text.strip())
    )


def _is_nearly_read(table: DocumentTable, quantity: Quantity) -> bool:
    cell = table.rows[quantity.row].cells[quantity.column]
    sure = quantity.confidence >= _MENDED or not quantity.unit
    return cell.confidence >= _NEARLY and sure


def _lost_its_comma(total: Quantity, items: Sequence[Quantity]) -> bool:
    """Whether 1.480 below numbers that make 1,480 has a comma that was read as a point.

    Or one or more of the items have: 1,250 and 1.310 over 2,560.
    """
    times = sum(q.value for q in items) / total.value if total.value else 0.0
    if _OF_THOUSANDS.fullmatch(total.raw.strip()) and abs(times - _THOUSAND) < _OFF:
        return True
    pointed = [bool(_OF_THOUSANDS.fullmatch(q.raw.strip())) for q in items]
    if not any(pointed):
        return False
    # What extraction mended already, by the numbers beside it, is in full.
    whole = sum(
        q.value * _THOUSAND if p and q.value < _THOUSAND else q.value
        for p, q in zip(pointed, items, strict=True)
    )
    return abs(whole - total.value) <= abs(total.value) * DIFFERENT


def _makes_up(quantity: Quantity, gap: float) -> bool:
    """Whether one figure of a number that may be misread makes up a gap."""
    if not quantity.value:
        return True
    printed = _as_printed(quantity)
    return may_be_misread(printed, gap * printed / quantity.value)


def _as_printed(quantity: Quantity) -> float:
    """The number of a quantity as its figures stand there: in 万 where it is told so."""
    found = _FIGURES.search(re.sub(r"[,，]", "", quantity.raw))
    return float(found[0]) if found is not None else quantity.value
