"""Readings kept between runs, by content: the same bytes are not read twice."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path
from pydantic import TypeAdapter, ValidationError

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import FileReading
from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.domain.twins import ApplicantPrint

_VARIABLE = "EVIDENCECHECK_CACHE"
_READING = TypeAdapter(FileReading)
_LOOK = TypeAdapter(tuple[str | None, ...])
_PRINTS = TypeAdapter(ApplicantPrint)
_SUFFIX = ".json"

T = TypeVar("T")

MOST_BYTES = 2048 * MIB
"""The readings of some 100,000 pages."""
_KEPT_SHARE = 0.8
"""How much is left when the cache has grown too large, so that it is not cut at every run."""


@dataclass(frozen=True, slots=True)
class CacheState:
    """What lies in the cache."""

    folder: Path
    entries: int
    bytes: int


class ReadingCache:
    """A folder of readings, safe for several processes: entries are written whole."""

    def __init__(self, folder: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder or default_folder()
        self._most_bytes = most_bytes

    def get(self, key: str) -> FileReading | None:
        """The reading kept under ``key``; None where there is none, or none that can be used."""
        return self._load(key, _READING)

    def put(self, key: str, reading: FileReading) -> None:
        """Keep a reading. A cache that cannot be written is no reason to fail."""
        self._store(key, _READING.dump_json(reading))

    def get_look(self, key: str) -> tuple[str | None, ...] | None:
        """The second look kept under ``key`` (see ``look_key``); None where there is none."""
        return self._load(key, _LOOK)

    def put_look(self, key: str, shown: tuple[str | None, ...]) -> None:
        """Keep a second look."""
        self._store(key, _LOOK.dump_json(shown))

    def get_prints(self, key: str) -> ApplicantPrint | None:
        """The fingerprints kept under ``key``; None where there are none."""
        return self._load(key, _PRINTS)

    def put_prints(self, key: str, prints: ApplicantPrint) -> None:
        """Keep the fingerprints of a submission."""
        self._store(key, _PRINTS.dump_json(prints))

    def _load(self, key: str, kind: TypeAdapter[T]) -> T | None:
        path = self._path(key)
        try:
            kept = kind.validate_json(path.read_bytes())
            # What was used last goes last.
            os.utime(path)
        except (OSError, ValidationError):
            return None
        return kept

    def _store(self, key: str, value: bytes) -> None:
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(value)
            Path(file.name).replace(path)
        except OSError:
            return

    def state(self) -> CacheState:
        """What lies in it now."""
        entries = self._entries()
        return CacheState(self._folder, len(entries), sum(size for _, size, _ in entries))

    def trim(self) -> int:
        """Where it has grown too large, delete what was not used for longest; how many entries."""
        entries = self._entries()
        total = sum(size for _, size, _ in entries)
        if total <= self._most_bytes:
            return 0
        deleted = 0
        for _, size, path in sorted(entries):
            if total <= _KEPT_SHARE * self._most_bytes:
                break
            total -= size
            deleted += _delete(path)
        return deleted

    def clear(self) -> CacheState:
        """Delete all entries; what was there. Other files in the folder stay."""
        state = self.state()
        for _, _, path in self._entries():
            _delete(path)
        for part in self._folder.glob("??"):
            try:
                part.rmdir()
            except OSError:
                continue
        return state

    def _entries(self) -> list[tuple[float, int, Path]]:
        """When each entry was last used, its bytes and its place."""
        found = []
        for path in self._folder.glob(f"??/*{_SUFFIX}"):
            try:
                stat = path.stat()
            except OSError:
                # Another process has deleted it.
                continue
            found.append((stat.st_mtime, stat.st_size, path))
        return found

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}{_SUFFIX}"


def _delete(path: Path) -> int:
    try:
        path.unlink()
    except OSError:
        return 0
    return 1


def default_folder() -> Path:
    """``EVIDENCECHECK_CACHE``, else the user's cache folder."""
    named = os.environ.get(_VARIABLE)
    return Path(named) if named else user_cache_path("evidencecheck", appauthor=False) / "readings"


def reading_key(
    sha256: str, media_type: str, first: int, last: int | None, engine: str, limits: Limits
) -> str:
    """What a reading depends on: content, format, pages, engine with models, limits, our code."""
    bounds = json.dumps(asdict(limits), sort_keys=True)
    parts = (sha256, media_type, str(first), str(last), engine, bounds, _code_digest())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def look_key(
    task: str, sha256: str, places: Sequence[Citation], engine: str, limits: Limits
) -> str:  # fmt: skip
    """What a second look depends on: all that a reading does, how and where is looked."""
    listed = json.dumps([(p.page, p.box.x0, p.box.y0, p.box.x1, p.box.y1, p.quote) for p in places])
    return reading_key(sha256, f"{task} {listed}", 0, None, engine, limits)


@cache
def _code_digest() -> str:
    """sha256 over the sources that make a reading: changed code never meets old readings.

    Intake among them: it opens packages and mails.
    """
    root = Path(__file__).parent
    beside = [root.parent / room for room in ("domain", "intake")]
    digest = hashlib.sha256()
    for path in sorted([*root.rglob("*.py"), *(p for room in beside for p in room.glob("*.py"))]):
        digest.update(path.relative_to(root.parent).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
