"""The tables of evidencecheck.db, and the triggers that keep its events append-only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlite_utils import Database

VERSION: Final = 1
"""``PRAGMA user_version``: raised with every change of the tables or of what an event holds."""

EVENTS: Final = "events"

TABLES: Final[Mapping[str, Mapping[str, type]]] = {
    "files": {
        "run": str, "path": str, "sha256": str, "bytes": int, "media_type": str, "pages": int,
        "status": str,
    },
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
"""Columns of the tables of rows. Values that are no plain text or number are canonical JSON."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "files": ("run", "path"),
    "documents": ("run", "id"),
    "fields": ("run", "document", "name"),
    "findings": ("run", "number"),
    "flags": ("run", "indicator", "slot"),
}
"""Primary keys of the tables of rows. ``slot`` is empty for the flag of the indicator itself."""

EVENT_COLUMNS: Final[Mapping[str, type]] = {
    "seq": int, "run": str, "at": str, "kind": str, "body": str, "previous": str, "digest": str,
}  # fmt: skip

TRIGGERS: Final[Mapping[str, str]] = {
    "events_no_update": (
        "CREATE TRIGGER events_no_update BEFORE UPDATE ON events "
        "BEGIN SELECT RAISE(ABORT, 'events are append-only: no update'); END"
    ),
    "events_no_delete": (
        "CREATE TRIGGER events_no_delete BEFORE DELETE ON events "
        "BEGIN SELECT RAISE(ABORT, 'events are append-only: no delete'); END"
    ),
    # INSERT OR REPLACE takes the old row away without firing the trigger on DELETE.
    "events_only_next": (
        "CREATE TRIGGER events_only_next BEFORE INSERT ON events "
        "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events) "
        "BEGIN SELECT RAISE(ABORT, 'events are append-only: only the next one'); END"
    ),
}
"""Name of each trigger and the statement that makes it, as SQLite keeps it."""


def create(database: Database) -> None:
    """Make all tables and triggers in an empty database, in one transaction."""
    with database.atomic():
        for name, columns in TABLES.items():
            database.table(name).create(dict(columns), pk=KEYS[name], not_null=set(columns))
        database.table(EVENTS).create(
            dict(EVENT_COLUMNS), pk="seq", not_null=set(EVENT_COLUMNS) - {"seq"}
        )
        for statement in TRIGGERS.values():
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {VERSION}")
