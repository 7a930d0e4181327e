"""C607: the columns of an account of units: what it holds, and what was cancelled (domain C20)."""

from __future__ import annotations

import re

from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.phrases import any_word
from evidencecheck.domain.tables import Role, TableCell
from evidencecheck.domain.unit_phrases import AccountColumns

_STATED = 0.8
"""0..1: of the reading of a cell that holds a number."""
_AMOUNT = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?:吨|t|tCO2e?|个|张|份|MWh|兆瓦时)?")


def none_of_an_account(
    document: Document, words: AccountColumns
) -> tuple[Citation, str] | None:  # fmt: skip
    """What an account holds, and that the column of what was cancelled has 0 in every row."""
    for table in document.tables:
        heads = [" ".join(c.headings) for c in table.columns]
        lower = [head.casefold() for head in heads]
        gone = [
            n
            for n, head in enumerate(lower)
            if any_word(head, words.cancelled) or head.startswith(words.amounts_cancelled)
        ]
        held = [n for n, head in enumerate(lower) if any_word(head, words.held) and n not in gone]
        if len(gone) != 1 or not held:
            continue
        rows = [row.cells for row in table.rows if row.role is Role.BODY]
        none = [_counted(cells[gone[0]]) for cells in rows]
        holds = [cell for cells in rows for n in held if (_counted(cell := cells[n]) or 0) > 0]
        if none and all(amount == 0 for amount in none) and holds:
            place = Citation(document.file, holds[0].page, holds[0].box, holds[0].text)
            return place, f"{heads[gone[0]]} 0"
    return None


def _counted(cell: TableCell) -> float | None:
    """How many units a cell counts, with or without the word for them; None for no number."""
    m = _AMOUNT.fullmatch(cell.text.strip()) if cell.confidence >= _STATED else None
    return float(m["n"].replace(",", "")) if m is not None else None
