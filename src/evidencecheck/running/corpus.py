"""Fingerprints of all submissions seen so far, in one SQLite file that grows with every run.

It holds no words of any paper: hashes, and of each applicant its name, so that a finding can say
whose papers are alike. One submission is kept for each applicant, system and year: the newest.
Several processes may use it at once.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from platformdirs import user_data_path
from pydantic import TypeAdapter, ValidationError
from sqlite_utils import Database

from evidencecheck.assessment.names import normal, same_name
from evidencecheck.assessment.twins import Others
from evidencecheck.domain.twins import ApplicantPrint, Twin
from evidencecheck.running.errors import UsageError

DEFAULT = "default"
"""Given in place of a file: the one in the user's data folder."""
_VARIABLE = "EVIDENCECHECK_CORPUS"
_TABLE = "submissions"
_COLUMNS = {
    "id": "text primary key",
    "name": "text",
    "credit_code": "text",
    "system": "text",
    "year": "integer",
    "documents": "integer",
    "prints": "blob",
}
_VERSION = 2
"""``PRAGMA user_version``: raised with every change of what is hashed, and how."""
_OURS = _VERSION, (_TABLE,)
_WAIT = 60.0
"""Seconds to wait for another process to be done writing."""
_PRINT = TypeAdapter(ApplicantPrint)


@dataclass(frozen=True, slots=True)
class Kept:
    """A submission in the corpus."""

    name: str
    credit_code: str
    system: str
    year: int
    documents: int


class Corpus:
    """The corpus in the file ``path``, which is made when something is first put into it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, prints: Iterable[ApplicantPrint]) -> None:
        """Add submissions, each in place of the applicant's earlier one of the system and year.

        Several of one applicant are kept as one, whatever their order.

        Raises:
            UsageError: the file cannot be written, or is no corpus of this version.
        """
        rows = [_row(key, one) for key, one in sorted(_merged(prints).items())]
        if not rows:
            return
        with self._open() as database, database.conn:
            # sqlite-utils would try out what SQLite can do on a table that others see.
            names, places = ", ".join(_COLUMNS), ", ".join(f":{name}" for name in _COLUMNS)
            database.conn.executemany(
                f"insert or replace into {_TABLE} ({names}) values ({places})",  # noqa: S608
                rows,
            )

    def everyone(self) -> list[ApplicantPrint]:
        """All submissions.

        Raises:
            UsageError: the file is no corpus of this version.
        """
        with self._open() as database:
            rows = list(database.query(f"select prints from {_TABLE} order by id"))  # noqa: S608
        try:
            return [_PRINT.validate_json(zlib.decompress(row["prints"])) for row in rows]
        except (zlib.error, ValidationError) as error:
            raise UsageError(f"{self._path}: is no corpus of this program") from error

    def twins(self, mine: ApplicantPrint) -> tuple[Twin, ...]:
        """What others have of a submission as well, which is put into the corpus."""
        self.put([mine])
        return Others(self.everyone()).twins(mine)

    def state(self) -> list[Kept]:
        """What it holds, by name, system and year.

        Raises:
            UsageError: the file is no corpus of this version.
        """
        if not self._path.exists():
            return []
        named = "name, credit_code, system, year, documents"
        with self._open() as database:
            rows = database.query(f"select {named} from {_TABLE} order by name, system, year")  # noqa: S608
            return [Kept(**row) for row in rows]

    def forget(self, applicant: str) -> int:
        """Delete all submissions of an applicant, by name or credit code; how many there were.

        Raises:
            UsageError: the file is no corpus of this version.
        """
        if not self._path.exists():
            return 0
        with self._open() as database, database.conn:
            rows = list(database.query(f"select id, name, credit_code from {_TABLE}"))  # noqa: S608
            code = applicant.strip().upper()
            ids = [
                row["id"]
                for row in rows
                if same_name(row["name"], applicant) or (code and row["credit_code"] == code)
            ]
            for identity in ids:
                database.table(_TABLE).delete(identity)
        return len(ids)

    def clear(self) -> int:
        """Delete all submissions; how many there were."""
        if not self._path.exists():
            return 0
        with self._open() as database:
            with database.conn:
                count = int(database.table(_TABLE).count)
                database.conn.execute(f"delete from {_TABLE}")  # noqa: S608
            # What was deleted must not stay readable in the file.
            database.vacuum()
        return count

    @contextmanager
    def _open(self) -> Iterator[Database]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection:
                database = Database(connection, execute_plugins=False)
                self._prepare(database)
                yield database
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{self._path}: is no corpus of this program, or in use") from error
        except OSError as error:
            raise UsageError(
                f"{self._path}: cannot be written: {error.strerror or error}"
            ) from error

    def _prepare(self, database: Database) -> None:
        """Make the table where there is none.

        Raises:
            UsageError: there is something else in the file.
        """
        if _holds(database) == _OURS:
            return
        # Whoever is first makes it; the others wait, and find it made.
        database.conn.execute("begin immediate")
        with database.conn:
            held = _holds(database)
            if held == _OURS:
                return
            if held != (0, ()):
                raise UsageError(f"{self._path}: is no corpus of this program")
            columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
            database.conn.execute(f"create table {_TABLE} ({columns})")
            database.conn.execute(f"PRAGMA user_version = {_VERSION}")


def _holds(database: Database) -> tuple[int, tuple[str, ...]]:
    """The version of a database and its tables."""
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    return version, tuple(database.table_names())


def corpus_path(named: str = DEFAULT) -> Path:
    """The file that is meant; ``EVIDENCECHECK_CORPUS`` moves the one in the user's data folder."""
    if named != DEFAULT:
        return Path(named)
    moved = os.environ.get(_VARIABLE)
    return (
        Path(moved) if moved else user_data_path("evidencecheck", appauthor=False) / "corpus.sqlite"
    )


def _merged(prints: Iterable[ApplicantPrint]) -> dict[str, ApplicantPrint]:
    found: dict[str, list[ApplicantPrint]] = {}
    for one in prints:
        found.setdefault(_identity(one), []).append(one)
    return {key: _joined(several) for key, several in found.items()}


def _joined(several: Sequence[ApplicantPrint]) -> ApplicantPrint:
    documents = {d for one in several for d in one.documents}
    names = sorted({n for one in several for n in (one.name, *one.aliases)})
    first = min(several, key=lambda one: one.name)
    return replace(
        first,
        aliases=tuple(n for n in names if n != first.name),
        documents=tuple(sorted(documents, key=lambda d: (d.key, d.sha256))),
    )


def _identity(one: ApplicantPrint) -> str:
    parts = (one.credit_code or normal(one.name), one.system, str(one.year))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _row(key: str, one: ApplicantPrint) -> dict[str, object]:
    return {
        "id": key,
        "name": one.name,
        "credit_code": one.credit_code,
        "system": one.system,
        "year": one.year,
        "documents": len(one.documents),
        "prints": zlib.compress(_PRINT.dump_json(one)),
    }
