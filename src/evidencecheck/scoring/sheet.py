"""From the cells of a workbook to the rows that were filled in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidencecheck.domain.scores import Entry

Cells = Mapping[int, Mapping[int, str]]
"""A sheet: texts by row and column, both from 0; empty cells are left out."""

_HEAD_WITHIN = 40
"""Rows at the top of a sheet among which its titles are looked for."""

_PARTED = re.compile(r"\s{2,}")


class SheetError(Exception):
    """A sheet that cannot be scored; the message is one plain line."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of columns and the label of the applicant, in every language of the sheets."""

    indicator: frozenset[str]
    own: frozenset[str]
    reviewer: frozenset[str]
    opinion: frozenset[str]
    applicant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet as it was filled in."""

    applicant: str
    """Whose it says that it is; empty where it does not say."""
    entries: Mapping[str, Entry]
    """By id of the indicator."""


def read_sheet(sheets: Iterable[Cells], titles: Titles) -> Filled:
    """Find the sheet of scores in a workbook and read it.

    Columns are known by their titles, in whatever order and language; others are left alone.

    Raises:
        SheetError: there is no such sheet, a column is there twice, or an indicator has two rows.
    """
    for cells in sheets:
        found = _head(cells, titles)
        if found is not None:
            row, columns = found
            return Filled(_applicant(cells, row, titles), _entries(cells, row, columns))
    wanted = ", ".join(min(t) for t in (titles.indicator, titles.own, titles.reviewer))
    raise SheetError(f"no sheet with the columns {wanted}")


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return "".join(folded.split())


def _head(cells: Cells, titles: Titles) -> tuple[int, dict[str, int]] | None:
    """The row of titles and the columns of what is needed."""
    wanted = {
        name: {_plain(title) for title in getattr(titles, name)}
        for name in ("indicator", "own", "reviewer", "opinion")
    }
    for row in sorted(cells)[:_HEAD_WITHIN]:
        columns: dict[str, int] = {}
        for column, text in sorted(cells[row].items()):
            name = next((n for n, known in wanted.items() if _plain(text) in known), "")
            if name and name in columns:
                raise SheetError(f"row {row + 1}: two columns named {text}")
            if name:
                columns[name] = column
        if {"indicator", "own", "reviewer"} <= columns.keys():
            return row, columns
    return None


def _applicant(cells: Cells, head: int, titles: Titles) -> str:
    labels = sorted(titles.applicant, key=len, reverse=True)
    for row in sorted(r for r in cells if r < head):
        for text in cells[row].values():
            for part in _PARTED.split(text.strip()):
                for label in labels:
                    name = part.removeprefix(label)
                    if name != part and name[:1] in {" ", ":", "："}:
                        return name.strip(" :：")
    return ""


def _entries(cells: Cells, head: int, columns: Mapping[str, int]) -> Mapping[str, Entry]:
    entries: dict[str, Entry] = {}
    for row in sorted(r for r in cells if r > head):
        texts = [cells[row].get(columns[n], "").strip() for n in _in_order(columns)]
        indicator, own, reviewer = texts[:3]
        opinion = texts[3] if len(texts) > 3 else ""
        if not indicator:
            if own or reviewer:
                raise SheetError(f"row {row + 1}: a score without the id of an indicator")
            continue
        if indicator in entries:
            first = entries[indicator].line
            raise SheetError(f"row {row + 1}: {indicator} has a row already: {first}")
        entries[indicator] = Entry(row + 1, own, reviewer, opinion)
    return entries


def _in_order(columns: Mapping[str, int]) -> Sequence[str]:
    return [n for n in ("indicator", "own", "reviewer", "opinion") if n in columns]
