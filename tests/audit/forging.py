"""What someone does who wants a trail to say something else, and knows how it is made."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import rfc8785

# Of the fixture three_runs: r1 has 2 documents (events 1 to 10), r2 has 3 (11 to 22),
# r3 has 4 (23 to 36). A run: started, files, documents, 2 findings, 2 flags, finished.
R2_FILE, R2_FINDING, R2_FLAG, R2_FINISHED, R3_STARTED, LAST = 12, 18, 20, 22, 23, 36


def tamper(path: Path, *statements: str | tuple[str, tuple[Any, ...]]) -> None:
    """Run SQL on the trail as someone would who knows what the triggers are for."""
    connection = sqlite3.connect(path)
    select = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    kept = dict(connection.execute(select).fetchall())
    for name in kept:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        sql, values = statement if isinstance(statement, tuple) else (statement, ())
        assert connection.execute(sql, values).rowcount != 0, "the statement changed nothing"
    for statement in kept.values():
        # A table that is gone takes its triggers along.
        with suppress(sqlite3.OperationalError):
            connection.execute(statement)
    connection.commit()
    connection.close()


def event(path: Path, seq: int) -> dict[str, Any]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    found = connection.execute("SELECT * FROM events WHERE seq = ?", (seq,)).fetchone()
    connection.close()
    return dict(found)


def sealed(content: dict[str, Any]) -> dict[str, Any]:
    """The event with a digest that fits it, worked out here as its description says."""
    bare = {k: v for k, v in content.items() if k != "digest"}
    return bare | {"digest": hashlib.sha256(rfc8785.dumps(bare)).hexdigest()}


def put(content: dict[str, Any], verb: str = "INSERT") -> tuple[str, tuple[Any, ...]]:
    marks = ", ".join("?" * len(content))
    return f"{verb} INTO events ({', '.join(content)}) VALUES ({marks})", tuple(content.values())


def rechain(path: Path, start: int, **changes: Any) -> None:
    """Change an event and make the whole chain after it fit again, as a forger would."""
    replaced, previous = [], None
    for seq in range(start, LAST + 1):
        content = event(path, seq) | (changes if seq == start else {})
        content = sealed(content if previous is None else content | {"previous": previous})
        previous = content["digest"]
        replaced.append(put(content, "REPLACE"))
    tamper(path, *replaced)
