"""Whether a trail is as it was written: every event, the chain, and every row."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidencecheck.audit import schema
from evidencecheck.audit.events import GENESIS, LATER, Event, Kind, is_intact
from evidencecheck.audit.recorded import BrokenError, Recorded


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a trail came to."""

    ok: bool
    events: int
    """Number of events that were found in order."""
    head: str
    """Digest of the last of them; empty where there is none."""
    first_broken: int | None
    """``seq`` of the event that is broken or missing, or that recorded the row that is.

    For a row that was added, the event that closed its run. None where nothing is broken, or where
    no event can be named.
    """
    reason: str
    """One plain line; empty where nothing is broken."""
    warnings: tuple[str, ...] = ()
    """What a reader should know although the content is unchanged."""


def verify(
    path: Path,
    *,
    expected_head: str | None = None,
    report: Path | None = None,
    scores: Path | None = None,
) -> Verdict:
    """Check the trail at ``path`` without writing to it; never raises for what it finds.

    The chain alone cannot show that the whole file was made anew, or that the last runs were cut
    off: give ``expected_head`` for that.

    Args:
        path: evidencecheck.db.
        expected_head: the head of the trail as it was once, kept elsewhere: it must be that of an
            event at which a trail may end. Events that follow on it are a warning.
        report: report.json, to be held against what the last run recorded; None: not looked at.
        scores: scores.json, to be held against what the last score recorded; None: not looked at.
    """
    state = _Reading()
    try:
        if not path.is_file():
            raise BrokenError(None, f"there is no file {path.name}")
        uri = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            # Bytes that are no text must show as a change, not stop the check.
            connection.text_factory = _text
            _check(connection, state, expected_head)
        if report is not None:
            _check_file(report, state.report_digest, state.report_event, "run")
        if scores is not None and (state.scores_event or scores.is_file()):
            _check_file(scores, state.scores_digest, state.scores_event or None, "score")
    except BrokenError as broken:
        return state.verdict(broken.seq, broken.reason)
    except (sqlite3.Error, OSError) as error:
        return state.verdict(None, f"{path.name} cannot be read as a database: {error}")
    return state.verdict(None, "")


def _text(raw: bytes) -> str | bytes:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw


@dataclass(slots=True)
class _Reading:
    """How far the check has come."""

    events: int = 0
    head: str = GENESIS
    run: Recorded | None = None
    """The run that has started and not finished."""
    later: Recorded = field(default_factory=Recorded)
    ended: dict[str, int] = field(default_factory=dict)
    """Digest and number of every event at which the trail may end."""
    runs: set[str] = field(default_factory=set)
    last_run: str = ""
    report_digest: str = ""
    report_event: int = 0
    scores_digest: str = ""
    scores_event: int = 0
    warnings: list[str] = field(default_factory=list)

    def verdict(self, first_broken: int | None, reason: str) -> Verdict:
        warnings = tuple(_one_line(w) for w in self.warnings)
        return Verdict(
            not reason, self.events, self.head, first_broken, _one_line(reason), warnings
        )


def _one_line(text: str) -> str:
    """``text`` fit for a terminal: it may quote what someone planted in the database."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _check(
    connection: sqlite3.Connection, state: _Reading, expected_head: str | None
) -> None:  # fmt: skip
    _check_schema(connection)
    for event in _events(connection):
        _check_link(connection, event, state)
        _check_run(connection, event, state)
        state.events, state.head = event.seq, event.digest
    if not state.events:
        raise BrokenError(None, "it holds no events")
    if state.run is not None:
        raise BrokenError(
            state.events + 1,
            f"run {state.run.run} has no {Kind.RUN_FINISHED}: "
            f"the events after {state.events} are missing",
        )
    _check_strays(connection, state.runs)
    state.later.compare(connection, None)
    if expected_head is not None:
        _check_head(expected_head, state)


# ------------------------------------------------------------------ the database


def _check_schema(connection: sqlite3.Connection) -> None:
    damage = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if damage != "ok":
        raise BrokenError(None, f"the database is damaged: {damage}")
    there = {
        name: (kind, statement)
        for name, kind, statement in connection.execute("SELECT name, type, sql FROM sqlite_master")
        if not str(name).startswith("sqlite_")
    }
    if schema.EVENTS not in there:
        raise BrokenError(None, "it is no trail: it has no table of events")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != schema.VERSION:
        raise BrokenError(None, f"its form is version {version}, not {schema.VERSION}")
    for name, statement in schema.STATEMENTS.items():
        kind = "table" if statement.startswith("CREATE TABLE") else "trigger"
        if name not in there or there[name][0] != kind:
            raise BrokenError(None, f"the {kind} {name} is missing")
        if there[name][1] != statement:
            raise BrokenError(None, f"the {kind} {name} is not the one that was made")
    for name in sorted(there.keys() - schema.STATEMENTS.keys(), key=str):
        raise BrokenError(None, f"the program did not make the {there[name][0]} {name}")


def _events(connection: sqlite3.Connection) -> Iterator[Event]:
    # The columns of the table are those of our schema by now, in its order.
    for row in connection.execute("SELECT * FROM events ORDER BY seq"):
        event = Event(*row)
        if not all(isinstance(value, str) for value in row[1:]):
            raise BrokenError(event.seq, f"event {event.seq} was edited: it holds no text")
        yield event


# ------------------------------------------------------------------ the chain


def _check_link(connection: sqlite3.Connection, event: Event, state: _Reading) -> None:
    due = state.events + 1
    if event.seq > due:
        gone = f"event {due} is" if event.seq == due + 1 else f"events {due} to {event.seq - 1} are"
        raise BrokenError(due, f"{gone} missing: deleted, or moved to another place")
    where = f"event {event.seq} ({event.kind}, run {event.run})"
    if event.seq < due:
        raise BrokenError(event.seq, f"{where} was inserted before the first")
    if not is_intact(event):
        number = connection.execute("SELECT count(*) FROM events").fetchone()[0]
        origin = next((s for s in range(1, number + 2) if is_intact(event, seq=s)), None)
        if origin is not None:
            raise BrokenError(
                event.seq, f"{where} was event {origin}: events were moved, inserted or deleted"
            )
        raise BrokenError(event.seq, f"{where} was edited: its content does not fit its digest")
    if event.previous != state.head:
        raise BrokenError(
            event.seq,
            f"{where} does not follow on the event before it: "
            "one of the two was inserted, replaced or moved",
        )


def _check_head(expected: str, state: _Reading) -> None:
    if expected not in state.ended:
        raise BrokenError(
            state.events + 1,
            f"no run, decision or score ends with the expected digest {expected[:12]}…: "
            f"events after {state.events} were cut off, or the trail was written anew",
        )
    after = state.events - state.ended[expected]
    if after:
        state.warnings.append(f"{after} events follow on the expected end")


# ------------------------------------------------------------------ runs


def _check_run(connection: sqlite3.Connection, event: Event, state: _Reading) -> None:
    """The order of the events of a run, and at its end its rows."""
    where = f"event {event.seq} ({event.kind}, run {event.run})"
    body = _body(event)
    if event.kind in {Kind.RUN_STARTED, *LATER} and state.run is not None:
        raise BrokenError(
            event.seq, f"{where} stands inside run {state.run.run}, which has not finished"
        )
    if event.kind in LATER:
        _check_later(event, body, state)
    elif event.kind == Kind.RUN_STARTED:
        if event.run in state.runs:
            raise BrokenError(event.seq, f"{where} starts a run that was there already")
        state.run = Recorded(event.run)
        state.runs.add(event.run)
    elif state.run is None or state.run.run != event.run:
        raise BrokenError(event.seq, f"{where} was inserted: its run is not under way")
    elif event.kind != Kind.RUN_FINISHED:
        state.run.collect(event.seq, body, {"run": event.run})
    else:
        state.run.compare(connection, event.seq)
        if body.get("tables") != state.run.digests():
            raise BrokenError(event.seq, f"{where} sums up other rows than its run recorded")
        state.ended[event.digest] = event.seq
        state.report_digest, state.report_event = str(body.get("report")), event.seq
        state.run, state.last_run = None, event.run


def _check_later(event: Event, body: Mapping[str, Any], state: _Reading) -> None:
    """An event between runs: on the outcome of the run before it."""
    if event.run != state.last_run:
        raise BrokenError(
            event.seq,
            f"event {event.seq} ({event.kind}, run {event.run}) was inserted: "
            "it does not stand after its run",
        )
    table = LATER[Kind(event.kind)]
    given = {"run": event.run, "number": event.seq, "at": event.at}
    state.later.collect(event.seq, {table: body.get(table)}, given)
    state.ended[event.digest] = event.seq
    if event.kind == Kind.SCORE:
        state.scores_digest, state.scores_event = str(body.get("scores_json")), event.seq


def _body(event: Event) -> Mapping[str, Any]:
    try:
        body = json.loads(event.body)
    except (ValueError, RecursionError) as error:
        raise BrokenError(event.seq, f"event {event.seq} is no canonical JSON") from error
    if not isinstance(body, dict):
        raise BrokenError(event.seq, f"event {event.seq} is no canonical JSON object")
    return body


def _check_strays(connection: sqlite3.Connection, runs: set[str]) -> None:
    for table in schema.RUN_TABLES:
        # The names come from our own schema.
        for (run,) in connection.execute(f"SELECT DISTINCT run FROM {table}"):  # noqa: S608
            if run not in runs:
                raise BrokenError(
                    None, f"the table {table} holds rows of run {run}, which no event knows"
                )


# ------------------------------------------------------------------ files beside it


def _check_file(path: Path, digest: str, event: int | None, origin: str) -> None:
    if not path.is_file():
        raise BrokenError(event, f"{path.name} is missing: the last {origin} wrote it")
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise BrokenError(event, f"{path.name} is not the one that the last {origin} wrote")
