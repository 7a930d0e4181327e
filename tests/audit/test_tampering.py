"""A hundred random edits of a trail: every one is found."""

# ruff: noqa: S608 - SQL put together here is the tampering itself.
# ruff: noqa: S311 - chance that can be repeated is what is wanted.

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

from forging import sealed

from evidencecheck.audit import verify

EDITS = 100


class Forger:
    """Edits a database at random; each edit really changes something."""

    def __init__(self, path: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        self.execute("PRAGMA synchronous = OFF")
        self.tables = [
            name
            for (name,) in self.connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
        ]
        self.triggers = dict(
            self.connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        )

    def content(self) -> list[object]:
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        names = self.connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
        there = {name for name, _ in names} & set(self.tables)
        rows = [self.connection.execute(f"SELECT * FROM {t}").fetchall() for t in sorted(there)]
        return [version, names, rows]

    def row(self, table: str) -> tuple[int, dict[str, object]]:
        rows = self.connection.execute(f"SELECT rowid AS id_, * FROM {table}").fetchall()
        row = dict(self.chance.choice(rows))
        return int(row.pop("id_")), row

    def other(self, value: object) -> object:
        if isinstance(value, str):
            place, char = self.chance.randrange(len(value) + 1), self.chance.choice("x0 ，\x00\n")
            drop = self.chance.randrange(2) if value[place : place + 1] != char else 0
            return value[:place] + char + value[place + drop :]
        assert isinstance(value, int | float)
        return value + self.chance.choice((1000, -1000))

    # ---------------------------------------------------------------- edits

    def change_a_cell(self) -> None:
        table = self.chance.choice(self.tables)
        number, row = self.row(table)
        column = self.chance.choice(list(row))
        value = self.other(row[column])
        if table == "events" and column == "seq":
            value = 10_000 + number
        if self.chance.random() < 0.1 and isinstance(value, str):
            value = value.encode()
        self.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", value, number)

    def delete_rows(self) -> None:
        table = self.chance.choice(self.tables)
        number, _ = self.row(table)
        sign = self.chance.choice(("=", "<=", ">="))
        self.execute(f"DELETE FROM {table} WHERE rowid {sign} ?", number)

    def insert_a_row(self) -> None:
        table = self.chance.choice(self.tables)
        _, row = self.row(table)
        if table == "events":
            last = self.connection.execute("SELECT * FROM events ORDER BY seq DESC").fetchone()
            row = sealed(row | {"seq": last["seq"] + 1, "previous": last["digest"]})
        else:
            keys = [
                column["name"]
                for column in self.connection.execute(f"PRAGMA table_info({table})")
                if column["pk"]
            ]
            key = self.chance.choice(keys)
            row[key] = 10_000 if isinstance(row[key], int) else f"{row[key]}x"
        marks = ", ".join("?" * len(row))
        self.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", *row.values())

    def swap_two_values(self) -> None:
        table = self.chance.choice(["events", "files", "documents", "fields", "flags", "scores"])
        column = {
            "events": "body", "files": "sha256", "documents": "file", "fields": "value",
            "flags": "evidence", "scores": "own_score",
        }[table]  # fmt: skip
        rows = self.connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
        for _ in range(1000):
            one, other = self.chance.sample(rows, 2)
            if one[1] != other[1]:
                break
        for (number, _), (_, value) in ((one, other), (other, one)):
            self.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", value, number)

    def swap_two_events(self) -> None:
        last = self.connection.execute("SELECT max(seq) FROM events").fetchone()[0]
        one, other = self.chance.sample(range(1, last + 1), 2)
        for old, new in ((one, -1), (other, one), (-1, other)):
            self.execute("UPDATE events SET seq = ? WHERE seq = ?", new, old)

    def forge_an_event(self) -> None:
        """Edit the body of an event and make its own digest fit."""
        _, row = self.row("events")
        body = str(row["body"])
        row["body"] = body[:-1] + ',"x":1}' if body != "{}" else '{"x":1}'
        row = sealed(row)
        self.execute(
            "UPDATE events SET body = ?, digest = ? WHERE seq = ?",
            row["body"], row["digest"], row["seq"],
        )  # fmt: skip

    def cut_off_the_end(self) -> None:
        """The last events with the rows that they wrote, so that what is left fits."""
        later = ("decision", "score")
        (_, last), *_ = events = self.connection.execute(
            "SELECT seq, kind FROM events ORDER BY seq DESC"
        ).fetchall()
        assert last in later
        runs_of_later = next(n for n, (_, kind) in enumerate(events) if kind not in later)
        seq = events[self.chance.randrange(runs_of_later)][0]
        for table in ("decisions", "scores"):
            self.execute(f"DELETE FROM {table} WHERE number >= ?", seq)
        self.execute("DELETE FROM events WHERE seq >= ?", seq)

    def change_the_schema(self) -> None:
        table = self.chance.choice(self.tables)
        column = self.connection.execute(f"PRAGMA table_info({table})").fetchall()[-1]["name"]
        self.execute(
            self.chance.choice(
                (
                    f"ALTER TABLE {table} ADD COLUMN more",
                    f"ALTER TABLE {table} RENAME TO old_{table}",
                    f"ALTER TABLE {table} RENAME COLUMN {column} TO other",
                    f"DROP TABLE {table}",
                    f"CREATE INDEX quick ON {table} ({column})",
                    f"CREATE VIEW shown AS SELECT * FROM {table}",
                    "CREATE TABLE more (x)",
                    f"PRAGMA user_version = {self.chance.randrange(3, 99)}",
                )
            )
        )

    def change_the_schema_by_hand(self) -> None:
        table = self.chance.choice(self.tables)
        self.execute("PRAGMA writable_schema = ON")
        self.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = ?", table
        )

    def change_a_trigger(self) -> None:
        name, statement = self.chance.choice(sorted(self.triggers.items()))
        del self.triggers[name]
        if self.chance.random() < 0.5:
            self.triggers[name] = f"{statement.split(' BEGIN ')[0]} BEGIN SELECT 1; END"

    # ---------------------------------------------------------------- doing it

    def execute(self, sql: str, *values: object) -> None:
        self.connection.execute(sql, values)

    def edit(self) -> str:
        kinds: tuple[Callable[[], None], ...] = (
            self.change_a_cell, self.change_a_cell, self.change_a_cell, self.delete_rows,
            self.insert_a_row, self.swap_two_values, self.swap_two_events, self.forge_an_event,
            self.cut_off_the_end, self.change_the_schema, self.change_the_schema_by_hand,
            self.change_a_trigger,
        )  # fmt: skip
        kind = self.chance.choice(kinds)
        before = self.content()
        self.execute("BEGIN")
        for name in list(self.triggers):
            self.execute(f"DROP TRIGGER {name}")
        kind()
        for statement in self.triggers.values():
            try:
                self.execute(statement)
            except sqlite3.OperationalError:
                assert kind == self.change_the_schema  # the table is gone
        self.execute("COMMIT")
        assert self.content() != before, kind.__name__
        self.connection.close()
        return kind.__name__


def test_random_edits_are_found(decided):
    path, head = decided
    assert verify(path, expected_head=head).ok
    original = path.read_bytes()
    kinds, unnoticed = set(), []
    for seed in range(EDITS):
        path.write_bytes(original)
        kind = Forger(path, seed).edit()
        verdict = verify(path, expected_head=head)
        kinds.add(kind)
        if verdict.ok or not verdict.reason:
            unnoticed.append((seed, kind))
    assert unnoticed == []
    assert len(kinds) == 10
