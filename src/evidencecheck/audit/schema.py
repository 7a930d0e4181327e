"""The tables of evidencecheck.db, and the triggers that keep its events append-only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlite_utils import Database

VERSION: Final = 3
"""``PRAGMA user_version``: raised with every change of the tables or of what an event holds."""

EVENTS: Final = "events"

RUN_TABLES: Final[Mapping[str, Mapping[str, type]]] = {
    "files": {
        "run": str, "path": str, "sha256": str, "bytes": int, "media_type": str, "pages": int,
        "status": str,
    },
    "pages": {"run": str, "file": str, "page": int, "document": str},
    "documents": {
        "run": str, "id": str, "file": str, "first_page": int, "last_page": int, "type": str,
        "confidence": float, "title": str, "origin": str,
    },
    "fields": {
        "run": str, "document": str, "name": str, "value": str, "raw": str, "file": str,
        "page": int, "box": str, "quote": str, "confidence": float,
    },
    "findings": {
        "run": str, "number": int, "indicator": str, "code": str, "level": str, "document": str,
        "file": str, "params": str, "citations": str,
    },
    "flags": {
        "run": str, "indicator": str, "slot": str, "flag": str, "documents": str, "evidence": str,
    },
}  # fmt: skip
"""Columns of the tables that a run writes. What is no plain text or number is canonical JSON."""

LATER_TABLES: Final[Mapping[str, Mapping[str, type]]] = {
    "decisions": {
        "run": str, "number": int, "at": str, "indicator": str, "tier": str, "word": str,
        "reason": str, "reviewer": str, "evidence_digest": str, "until": str, "documents": str,
    },
    "scores": {
        "run": str, "number": int, "at": str, "indicator": str, "tier": str, "own_score": str,
        "reviewer_score": str, "opinion": str, "flag": str, "evidence_digest": str,
        "remarks": str,
    },
}  # fmt: skip
"""Columns of the tables that are written between runs, on the outcome of the one before.

``number`` is that of the event; a score is canonical JSON: a number, a word, or null.
"""

TABLES: Final[Mapping[str, Mapping[str, type]]] = {**RUN_TABLES, **LATER_TABLES}

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "files": ("run", "path"),
    "pages": ("run", "file", "page", "document"),
    "documents": ("run", "id"),
    "fields": ("run", "document", "name"),
    "findings": ("run", "number"),
    "flags": ("run", "indicator", "slot"),
    "decisions": ("number",),
    "scores": ("number", "indicator", "tier"),
}
"""Primary keys of the tables of rows. ``slot`` is empty for the flag of the indicator itself."""

_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}


def _table(name: str) -> str:
    columns = ", ".join(f"{c} {_TYPES[kind]} NOT NULL" for c, kind in TABLES[name].items())
    return f"CREATE TABLE {name} ({columns}, PRIMARY KEY ({', '.join(KEYS[name])}))"


def _no(change: str, table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are append-only: no {change}'); END"
    )


STATEMENTS: Final[Mapping[str, str]] = {
    **{name: _table(name) for name in TABLES},
    EVENTS: (
        "CREATE TABLE events (seq INTEGER PRIMARY KEY, run TEXT NOT NULL, at TEXT NOT NULL, "
        "kind TEXT NOT NULL, body TEXT NOT NULL, previous TEXT NOT NULL, digest TEXT NOT NULL)"
    ),
    **{f"{t}_no_update": _no("update", t) for t in (*TABLES, EVENTS)},
    **{f"{t}_no_delete": _no("delete", t) for t in (*TABLES, EVENTS)},
    # INSERT OR REPLACE takes the old row away without firing the trigger on DELETE.
    "events_only_next": (
        "CREATE TRIGGER events_only_next BEFORE INSERT ON events "
        "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events) "
        "BEGIN SELECT RAISE(ABORT, 'events are append-only: only the next one'); END"
    ),
}
"""Name of each table and trigger and the statement that makes it, as SQLite keeps it."""


def create(database: Database) -> None:
    """Make all tables and triggers in an empty database, in one transaction."""
    with database.atomic():
        for statement in STATEMENTS.values():
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {VERSION}")
