"""Submissions that were handed in through the browser: a folder each, its state on disk.

    ROOT/20260331-1f2e3d4c/submission.json   what was asked for, and how far it is
    ROOT/20260331-1f2e3d4c/evidence/         the files, each of them whole
    ROOT/20260331-1f2e3d4c/incoming/         files that are still being received
    ROOT/20260331-1f2e3d4c/out/              what a check writes

A file comes under a name of ours and is renamed when it is whole: a stopped upload or server leaves
whole files, and a submission that can be gone on with.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from evidencecheck.domain.out import REPORT_JSON
from evidencecheck.running.submission import Request

_NAME = re.compile(r"\d{8}-[0-9a-f]{8}")
_FILE = "submission.json"


class State(StrEnum):
    """How far a submission is. Whether it is being checked right now only the server knows."""

    UPLOADING = "uploading"
    WAITING = "waiting"
    """A check was asked for and is not done; after a restart: it was cut off."""
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One submission."""

    name: str
    """Of its folder."""
    system: str
    applicant: str
    credit_code: str = ""
    day: str = ""
    """The assessment date, ``YYYY-MM-DD``; empty: the day of the check."""
    tier: str = ""
    state: State = State.UPLOADING
    problem: str = ""
    """One plain line: why a check failed."""

    @property
    def request(self) -> Request:
        """What a check is asked for."""
        day = date.fromisoformat(self.day) if self.day else None
        return Request(self.system, self.applicant, self.credit_code, day, self.tier)


class Submissions:
    """All submissions under one folder."""

    def __init__(self, root: Path) -> None:
        """Open ``root``, make it if it is not there, and clear what was received in part.

        Raises:
            OSError: it cannot be written.
        """
        self._root = root
        root.mkdir(parents=True, exist_ok=True)
        for name in self._names():
            shutil.rmtree(self.incoming(name), ignore_errors=True)

    # ---------------------------------------------------------------- places

    def evidence(self, name: str) -> Path:
        """Where the files of a submission lie."""
        return self._root / name / "evidence"

    def incoming(self, name: str) -> Path:
        """Where files lie that are being received."""
        return self._root / name / "incoming"

    def out(self, name: str) -> Path:
        """Where its results lie."""
        return self._root / name / "out"

    def outs(self) -> dict[str, Path]:
        """OUT folders by name; those without a report are left out."""
        found = {name: self.out(name) for name in self._names()}
        return {name: out for name, out in found.items() if (out / REPORT_JSON).is_file()}

    def source(self, name: str) -> Path:
        """What to check: all that was handed in; where that is one folder or file, it itself.

        So a folder or archive that was dropped is checked as it would be by its name.
        """
        folder = self.evidence(name)
        entries = list(folder.iterdir())
        return entries[0] if len(entries) == 1 else folder

    # ---------------------------------------------------------------- what is known of them

    def all(self) -> list[HandedIn]:
        """Every submission, the latest first; one that cannot be read is left out."""
        found = (self.get(name) for name in reversed(self._names()))
        return [entry for entry in found if entry is not None]

    def get(self, name: str) -> HandedIn | None:
        """The submission of that name; None where there is none."""
        if not _NAME.fullmatch(name):
            return None
        try:
            data = json.loads((self._root / name / _FILE).read_text(encoding="utf-8"))
            return HandedIn(**{**data, "name": name, "state": State(data["state"])})
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def new(
        self, system: str, applicant: str, *, credit_code: str = "", day: str = "", tier: str = ""
    ) -> HandedIn:
        """Begin a submission.

        Raises:
            OSError: it cannot be written.
        """
        name = f"{date.today():%Y%m%d}-{secrets.token_hex(4)}"
        entry = HandedIn(name, system, applicant, credit_code, day, tier)
        self.evidence(name).mkdir(parents=True)
        self._write(entry)
        return entry

    def set(self, name: str, state: State, problem: str = "") -> None:
        """Note how far a submission is.

        Raises:
            OSError: it cannot be written.
        """
        entry = self.get(name)
        if entry is not None:
            self._write(replace(entry, state=state, problem=problem))

    def files(self, name: str) -> list[tuple[str, int]]:
        """Path and size of every file that is whole, by path."""
        folder = self.evidence(name)
        found = (p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
        return sorted((p.relative_to(folder).as_posix(), p.stat().st_size) for p in found)

    def _names(self) -> list[str]:
        return sorted(self._places())

    def _places(self) -> Iterator[str]:
        for path in self._root.iterdir():
            if _NAME.fullmatch(path.name) and (path / _FILE).is_file():
                yield path.name

    def _write(self, entry: HandedIn) -> None:
        target = self._root / entry.name / _FILE
        staged = target.with_suffix(".part")
        staged.write_text(json.dumps(asdict(entry), ensure_ascii=False, indent=1), encoding="utf-8")
        staged.replace(target)
