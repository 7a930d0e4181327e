"""The rows that events recorded, against those that the tables hold now."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from rfc8785 import CanonicalizationError

from evidencecheck.audit.rows import Row, table_digests
from evidencecheck.audit.schema import KEYS, LATER_TABLES, RUN_TABLES, TABLES

SHOWN = 80
"""Characters of a value that a message quotes."""


class BrokenError(Exception):
    """The first thing found that is not as it was written."""

    def __init__(self, seq: int | None, reason: str) -> None:
        """``seq`` is the number of the event to name, if there is one."""
        super().__init__(reason)
        self.seq = seq
        self.reason = reason


class Recorded:
    """Rows as events tell them: those of one run, or those between all runs."""

    def __init__(self, run: str | None = None) -> None:
        """Nothing is known yet; ``run`` None: of the tables that are written between runs."""
        self.run = run
        tables = LATER_TABLES if run is None else RUN_TABLES
        self._rows: dict[str, dict[tuple[str, ...], tuple[Row, int]]] = {t: {} for t in tables}

    def collect(self, seq: int, body: Mapping[str, Any], given: Row) -> None:
        """Note the rows that event ``seq`` says it wrote.

        Args:
            seq: number of the event.
            body: rows by table.
            given: what every row takes from its event and not from the body.

        Raises:
            BrokenError: it does not hold rows, or one that is known already.
        """
        for table, rows in body.items():
            known = self._rows.get(table)
            if known is None or not isinstance(rows, list):
                raise BrokenError(seq, f"event {seq} names no table: {table}")
            for row in rows:
                if not isinstance(row, dict):
                    raise BrokenError(seq, f"event {seq} holds no row of {table}")
                whole = {**row, **given}
                key = _key(table, whole)
                if key in known:
                    raise BrokenError(seq, f"event {seq} repeats {_name(table, whole)}")
                known[key] = (whole, seq)

    def compare(self, connection: sqlite3.Connection, last: int | None) -> None:
        """Hold the tables against what was recorded.

        ``last`` is the event to name for a row that no event recorded.

        Raises:
            BrokenError: a row was edited, deleted or added.
        """
        for table, recorded in self._rows.items():
            there = self._there(connection, table)
            for key, (row, seq) in recorded.items():
                if key not in there:
                    raise BrokenError(
                        seq, f"{_name(table, row)} is missing: event {seq} recorded it"
                    )
                _compare(table, there[key], row, seq)
            for key, row in there.items():
                if key not in recorded:
                    raise BrokenError(last, f"{_name(table, row)} was added: no event recorded it")

    def digests(self) -> dict[str, dict[str, Any]] | None:
        """Number and digest of the rows by table; None where a row is no canonical JSON."""
        try:
            return table_digests(
                {table: [row for row, _ in rows.values()] for table, rows in self._rows.items()}
            )
        except CanonicalizationError:
            return None

    def _there(self, connection: sqlite3.Connection, table: str) -> dict[tuple[str, ...], Row]:
        columns = list(TABLES[table])
        # The names come from our own schema.
        select = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608
        found = (
            connection.execute(select)
            if self.run is None
            else connection.execute(f"{select} WHERE run = ?", (self.run,))
        )
        rows = (dict(zip(columns, values, strict=True)) for values in found)
        return {_key(table, row): row for row in rows}


def _compare(table: str, there: Row, recorded: Row, seq: int) -> None:
    for column in TABLES[table]:
        now, then = there[column], recorded.get(column)
        if now != then:
            raise BrokenError(
                seq,
                f"{_name(table, recorded)} was edited: {column} is {_short(now)}, "
                f"event {seq} recorded {_short(then)}",
            )


def _key(table: str, row: Row) -> tuple[str, ...]:
    # repr keeps apart what an edited row may hold: the text '1', the number 1, bytes.
    return tuple(repr(row.get(column)) for column in KEYS[table])


def _name(table: str, row: Row) -> str:
    key = ", ".join(f"{column} {row.get(column)}" for column in KEYS[table])
    return f"the row of {table} ({key})"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
