"""Readings kept between runs, by content: the same bytes are not read twice."""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import TypeAdapter, ValidationError

from evidencecheck.domain.files import FileReading

_VARIABLE = "EVIDENCECHECK_CACHE"
_READING = TypeAdapter(FileReading)


class ReadingCache:
    """A folder of readings, safe for several processes: entries are written whole."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or default_folder()

    def get(self, key: str) -> FileReading | None:
        """The reading kept under ``key``; None where there is none, or none that can be used."""
        try:
            data = self._path(key).read_bytes()
            return _READING.validate_json(data)
        except (OSError, ValidationError):
            return None

    def put(self, key: str, reading: FileReading) -> None:
        """Keep a reading. A cache that cannot be written is no reason to fail."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(_READING.dump_json(reading))
            Path(file.name).replace(path)
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def default_folder() -> Path:
    """``EVIDENCECHECK_CACHE``, else the user's cache folder."""
    named = os.environ.get(_VARIABLE)
    return Path(named) if named else user_cache_path("evidencecheck", appauthor=False) / "readings"


def reading_key(sha256: str, media_type: str, first: int, last: int | None, engine: str) -> str:
    """What a reading depends on: content, format, pages, engine with its models, and our code."""
    parts = (sha256, media_type, str(first), str(last), engine, _code_digest())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _code_digest() -> str:
    """sha256 over the sources that make a reading: changed code never meets old readings."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*root.rglob("*.py"), *(root.parent / "domain").glob("*.py")]):
        digest.update(path.relative_to(root.parent).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
