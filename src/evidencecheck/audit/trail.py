"""evidencecheck.db, written: rows to look at, and the chain of events that binds them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from evidencecheck.audit import rows, schema
from evidencecheck.domain.canonical import canonical
from evidencecheck.audit.events import GENESIS, Event, Kind, follow
from evidencecheck.audit.rows import Body, Row, Versions
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
        self._name = path.name
        with self._plain_errors():
            self._database = Database(sqlite3.connect(path), execute_plugins=False)
        try:
            with self._plain_errors():
                self._prepare()
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

        Raises:
            TrailError: another process holds the trail open.
        """
        with self._plain_errors():
            try:
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
        if at.tzinfo is None:
            raise ValueError("the time of a run needs its time zone")
        if not run_id:
            raise ValueError("a run needs a name")
        when = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        tables: dict[str, list[Row]] = {name: [] for name in schema.TABLES}
        with self._plain_errors(), self._database.atomic():
            seq, head = self._last(run_id)
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

    def _prepare(self) -> None:
        version = self._database.execute("PRAGMA user_version").fetchone()[0]
        present = set(self._database.table_names())
        if version == 0 and not present:
            schema.create(self._database)
        elif version != schema.VERSION or not present >= {*schema.TABLES, schema.EVENTS}:
            raise TrailError(f"{self._name} is not a trail of this version of the program")
        self._database.enable_wal()

    def _last(self, run_id: str) -> tuple[int, str]:
        """Number and digest of the last event."""
        execute = self._database.execute
        if execute("SELECT 1 FROM events WHERE run = ? LIMIT 1", (run_id,)).fetchone():
            raise TrailError(f"{self._name} holds a run named {run_id} already")
        last = execute("SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1").fetchone()
        return last if last else (0, GENESIS)

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
