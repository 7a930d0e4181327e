"""C601: the share of a row in the total of its table, which those of all other rows are (C16).

外购电力 4,100.00 of 10,000.00 with 51 %, beside rows whose shares are their parts of the total.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.amounts import how_many_figures
from evidencecheck.assessment.checks.grids import Printed, is_legible, printed
from evidencecheck.assessment.checks.quotients import Slip
from evidencecheck.domain.document import Document
from evidencecheck.domain.tables import DocumentTable, Role

_WHOLE = 100.0
_WORTH = 0.3
"""Per cent of the whole; by less a share is moved so that all make a hundred."""
_RIGHT, _FIGURES = 2, 2
"""Rows whose shares are right, each of a part and a share of so many figures."""


def shares_of_total(document: Document, table: DocumentTable) -> Iterator[Slip]:
    """The only such share that is not so."""
    totals = [n for n, row in enumerate(table.rows) if row.role is Role.TOTAL]
    if len(totals) != 1 or totals[0] <= _RIGHT:
        return
    cells = [[printed(c) for c in row.cells] for row in table.rows]
    for column, head in enumerate(table.columns):
        shares = [row[column] for row in cells]
        told = "%" in head.unit or "%" in "".join(head.headings).replace("％", "%")
        if not (told or all(n is None or "%" in n.unit for n in shares)):
            continue
        for other in range(len(table.columns)):
            parts = [row[other] for row in cells]
            wrong = _wrong(shares, parts, totals[0]) if other != column else None
            if wrong is None:
                continue
            stated, part, computed = wrong
            meant = round(computed, stated.places)
            if is_legible(document, (stated, part), [(stated.value, meant)]):
                shown = f"{computed:.{max(stated.places, 2)}f}%"
                yield Slip(document.at(stated.cell), shown, (document.at(part.cell),))
                return


def _wrong(
    shares: list[Printed | None], parts: list[Printed | None], at: int
) -> tuple[Printed, Printed, float] | None:
    """The only share above the total that is not its part of it, with its part."""
    whole, all_ = parts[at], shares[at]
    if whole is None or not whole.value or "%" in whole.unit:
        return None
    if all_ is not None and abs(all_.value - _WHOLE) > all_.half + _WORTH:
        return None
    right, wrong = 0, []
    for share, part in zip(shares[:at], parts[:at], strict=True):
        if share is None or part is None:
            # A row without a share may be of the total or not.
            if share is not None or part is not None:
                return None
            continue
        computed = _WHOLE * part.value / whole.value
        gap = abs(share.value - computed)
        loose = share.half + _WHOLE * part.half / whole.value
        if gap <= loose * 1.001:
            right += _figures(share) >= _FIGURES and _figures(part) >= _FIGURES
        elif gap > loose + _WORTH:
            wrong.append((share, part, computed))
    return wrong[0] if len(wrong) == 1 and right >= _RIGHT else None


def _figures(number: Printed) -> int:
    return how_many_figures(number.value, number.places)
