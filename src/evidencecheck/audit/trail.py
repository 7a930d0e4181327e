"""evidencecheck.db, written: rows to look at, and the chain of events that binds them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from evidencecheck.audit import rows, schema
from evidencecheck.audit.events import GENESIS, LATER, Event, Kind, follow
from evidencecheck.audit.rows import Body, Row, Versions
from evidencecheck.domain.canonical import canonical, storable
from evidencecheck.domain.decision import Decision, Word
from evidencecheck.domain.report import Report


class TrailError(Exception):
    """The trail cannot be opened or written; the message is one plain line."""


class Trail:
    """The trail of one OUT folder, open for writing.

    It is in WAL mode while open; closed, it is one file that needs nothing beside it. Runs
    accumulate: an existing trail is carried on.

    Raises:
        TrailError: ``path`` cannot be written, is no database, or is not a trail of this version.
    """

    def __init__(self, path: Path) -> None:
        """Open the trail at ``path``; make it if there is no such file."""
        self._path = path
        self._name = path.name
        with self._plain_errors():
            self._database = Database(sqlite3.connect(path), execute_plugins=False)
        try:
            with self._plain_errors():
                self._prepare()
            self._identity = _identity(path)
        except TrailError:
            self._database.close()
            raise

    def __enter__(self) -> Self:
        """The trail itself; leaving the block closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the trail, also after an error."""
        self.close()

    def close(self) -> None:
        """Bring the write-ahead log home and close: what is left is a single file.

        Where another process has the trail open, the log stays beside it for the last to close.
        """
        try:
            with suppress(sqlite3.OperationalError):
                self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                self._database.disable_wal()
        finally:
            self._database.close()

    def record(
        self,
        report: Report,
        *,
        run_id: str,
        at: datetime,
        versions: Versions,
        report_digest: str,
    ) -> str:
        """Append one run: its rows and its events, all or nothing.

        The same arguments on the same trail give the same digests: no clock is read here.

        Args:
            report: the outcome of the check.
            run_id: names the run; not yet used in this trail, not empty.
            at: when the run was finished, with its time zone.
            versions: what the outcome came from.
            report_digest: sha256 (hex) of the bytes of report.json.

        Returns:
            The digest of the last event. Whoever keeps it outside of OUT can prove later that
            nothing was cut off or rewritten (``verify(..., expected_head=...)``).

        Raises:
            TrailError: the run is there already, or the trail cannot be written.
            ValueError: ``at`` has no time zone, or ``run_id`` is empty.
        """
        when = _utc(at)
        if not run_id:
            raise ValueError("a run needs a name")
        tables: dict[str, list[Row]] = {name: [] for name in schema.TABLES}
        with self._writing():
            seq, head = self._last()
            self._check_new(run_id)
            chain: list[Event] = []
            for kind, body in _events(report, run_id, versions, report_digest, tables):
                seq += 1
                event = follow(
                    seq, head, run=run_id, at=when, kind=kind, body=canonical(body)
                )  # fmt: skip
                head = event.digest
                chain.append(event)
            for name, its_rows in tables.items():
                self._database.table(name).insert_all(its_rows)
            self._database.table(schema.EVENTS).insert_all(asdict(event) for event in chain)
        return head

    def decide(
        self,
        *,
        indicator: str,
        tier: str = "",
        word: Word,
        reason: str,
        reviewer: str,
        at: datetime,
        evidence_digest: str,
        until: str = "",
        documents: Iterable[tuple[str, int, int]] = (),
    ) -> Decision:
        """Append one decision on the outcome of the last run; the arguments are `Decision`'s.

        Raises:
            TrailError: there is no run yet, or the trail cannot be written.
            ValueError: ``at`` has no time zone, or the decision makes no sense.
        """
        said = Decision(
            0, indicator, tier, word, reason, reviewer, _utc(at), evidence_digest, until,
            tuple(documents),
        )  # fmt: skip
        with self._writing():
            event = self._append(Kind.DECISION, said.at, [_decision_row(said)], {})
        return replace(said, number=event.seq)

    def score(
        self,
        its_rows: Iterable[Row],
        *,
        outcome: Mapping[str, Any],
        scores_json: str,
        sheet: str,
        report: str,
        at: datetime,
    ) -> str:
        """Append the scores of a filled-in sheet, on the outcome of the last run.

        Args:
            its_rows: what the sheet says, a row an indicator: the columns of the table ``scores``
                but ``run``, ``number`` and ``at``; all are text.
            outcome: what they come to, as canonical JSON can hold it.
            scores_json: sha256 (hex) of the bytes of scores.json.
            sheet: sha256 (hex) of the sheet.
            report: sha256 (hex) of the report.json that it was held against.
            at: when, with its time zone.

        Returns:
            The digest of the event: the head of the trail.

        Raises:
            TrailError: there is no run yet, or the trail cannot be written.
            ValueError: ``at`` has no time zone.
        """
        when = _utc(at)
        more = {"outcome": outcome, "scores_json": scores_json, "sheet": sheet, "report": report}
        with self._writing():
            return self._append(Kind.SCORE, when, list(its_rows), more).digest

    def _prepare(self) -> None:
        version = self._database.execute("PRAGMA user_version").fetchone()[0]
        present = set(self._database.table_names())
        if version == 0 and not present:
            schema.create(self._database)
        elif version != schema.VERSION or not present >= {*schema.TABLES, schema.EVENTS}:
            raise TrailError(f"{self._name} is not a trail of this version of the program")
        self._database.enable_wal()

    def _last(self) -> tuple[int, str]:
        """Number and digest of the last event."""
        select = "SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1"
        last = self._database.execute(select).fetchone()
        return last if last else (0, GENESIS)

    def _check_new(self, run_id: str) -> None:
        select = "SELECT 1 FROM events WHERE run = ? LIMIT 1"
        if self._database.execute(select, (run_id,)).fetchone():
            raise TrailError(f"{self._name} holds a run named {run_id} already")

    def _last_run(self) -> str:
        select = "SELECT run FROM events WHERE kind = ? ORDER BY seq DESC LIMIT 1"
        last = self._database.execute(select, (Kind.RUN_FINISHED.value,)).fetchone()
        if last is None:
            raise TrailError(f"{self._name} holds no run that could be decided on")
        return str(last[0])

    def _append(self, kind: Kind, at: str, its_rows: list[Row], more: Body) -> Event:
        """One event between runs and its rows, within a transaction."""
        seq, head = self._last()
        run = self._last_run()
        table = LATER[kind]
        body = storable({**more, table: its_rows})
        event = follow(seq + 1, head, run=run, at=at, kind=kind, body=canonical(body))
        given = {"run": run, "number": event.seq, "at": at}
        self._database.table(table).insert_all({**given, **row} for row in body[table])
        self._database.table(schema.EVENTS).insert(asdict(event))
        return event

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that waits for that of another process, and is whole or nothing.

        Raises:
            TrailError: it cannot be written, or OUT was written anew since it was opened, so that
                the words would have gone into a file that is no more.
        """
        with self._plain_errors():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.rollback()
                raise
            self._database.execute("COMMIT")
        if _identity(self._path) != self._identity:
            raise TrailError(f"{self._name} was replaced meanwhile: open it again and repeat")

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise TrailError(f"{self._name} cannot be written: {error}") from error


def _events(
    report: Report,
    run_id: str,
    versions: Versions,
    report_digest: str,
    tables: Mapping[str, list[Row]],
) -> Iterator[tuple[Kind, Body]]:
    """All events of a run; the rows that they write are put into ``tables`` on the way."""
    yield Kind.RUN_STARTED, rows.started(report, versions)
    for kind, body in rows.found(report):
        for table, its_rows in body.items():
            tables[table].extend({"run": run_id, **row} for row in its_rows)
        yield kind, body
    yield Kind.RUN_FINISHED, rows.finished(report, report_digest, tables)


def decisions(path: Path) -> tuple[Decision, ...]:
    """All decisions in the trail at ``path``, in their order; ``domain.decision`` weighs them.

    Raises:
        TrailError: it cannot be read, or holds something that is no decision.
    """
    try:
        with closing(_reading(path)) as connection:
            connection.row_factory = sqlite3.Row
            found = connection.execute("SELECT * FROM decisions ORDER BY number").fetchall()
        return tuple(_decision(dict(row)) for row in found)
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise TrailError(f"{path.name} cannot be read: {error}") from error


@contextmanager
def carried_over(source: Path, target: Path) -> Iterator[None]:
    """Copy the trail at ``source`` to ``target``, and let nobody add to ``source`` meanwhile.

    Inside the block whoever decides waits; when it ends ``source`` should be gone, so that they are
    told (`Trail.decide`). Only POSIX systems move a folder with an open file in it: elsewhere
    nothing is held.

    Raises:
        TrailError: ``source`` cannot be read, or is being written all the time.
    """
    try:
        with closing(sqlite3.connect(source, isolation_level=None)) as lock:
            lock.execute("BEGIN IMMEDIATE")
            with closing(_reading(source)) as reader, closing(sqlite3.connect(target)) as copy:
                reader.backup(copy)
            if os.name == "posix":
                yield
                return
    except sqlite3.Error as error:
        raise TrailError(f"{source.name} cannot be read: {error}") from error
    yield


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells the file at ``path`` from another under the same name."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _utc(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("the time of an event needs its time zone")
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _decision_row(said: Decision) -> Row:
    row = asdict(said)
    del row["number"], row["at"]
    return {**row, "word": said.word.value, "documents": canonical(storable(said.documents))}


def _decision(row: Row) -> Decision:
    del row["run"]
    documents = tuple((str(f), int(a), int(b)) for f, a, b in json.loads(row["documents"]))
    return Decision(**{**row, "word": Word(row["word"]), "documents": documents})
