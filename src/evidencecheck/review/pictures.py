"""Pictures of the pages of one submission, drawn when looked at."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from pathlib import Path

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.intake import NothingToRead, collect
from evidencecheck.review.drawing import Drawer
from evidencecheck.running.whereabouts import WHEREABOUTS, Whereabouts, whereabouts

_KEPT = 192 * MIB
"""Bytes of pictures that are kept: some 700 pages."""
_SECONDS_BETWEEN = 10.0
"""Before a submission is unpacked again because something in it was not found."""

_Stamp = tuple[int, int]


class Gone(Exception):  # noqa: N818
    """The evidence is not there, or is no longer what was checked."""


class Pictures:
    """Pictures of the evidence of an OUT folder; the last ones are kept."""

    def __init__(self, out: Path, evidence: Path | None, limits: Limits, drawer: Drawer) -> None:
        self._out = out
        self._evidence = evidence
        self._limits = limits
        self._drawer = drawer
        self._lock = threading.Lock()
        self._scratch: Path | None = None
        self._collected: dict[str, tuple[SourceFile, _Stamp]] = {}
        self._next_collection = 0.0
        self._digests: dict[tuple[Path, _Stamp], str] = {}
        self._known: Whereabouts | None = None
        self._known_of: _Stamp | None = None
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._bytes = 0

    def close(self) -> None:
        """Delete what was unpacked."""
        with self._lock:
            if self._scratch is not None:
                shutil.rmtree(self._scratch, ignore_errors=True)
                self._scratch = None

    def jpeg(self, path: str, page: int, sha256: str, media_type: str) -> bytes:
        """Page ``page`` (from 1) of the file at ``path``, which must have the content ``sha256``.

        Raises:
            Gone: there is no such file, it has other content, or the page cannot be drawn.
        """
        with self._lock:
            known = self._whereabouts()
            source = self._evidence or (known.source if known is not None else None)
            file = self._file(source, path, sha256, media_type)
            sheets = known.sheets.get(path, ()) if known is not None else ()
            data = self._kept.get((sha256, page))
            if data is not None:
                self._kept.move_to_end((sha256, page))
                return data
        data = self._drawer.draw(file, page, sheets)
        if data is None:
            raise Gone(path)
        with self._lock:
            if (sha256, page) not in self._kept:
                self._kept[sha256, page] = data
                self._bytes += len(data)
            while self._bytes > _KEPT:
                self._bytes -= len(self._kept.popitem(last=False)[1])
        return data

    def _whereabouts(self) -> Whereabouts | None:
        """What OUT notes of its evidence now: a check may have been done since."""
        stamp = _stamp(self._out / WHEREABOUTS)
        if stamp != self._known_of:
            self._known, self._known_of = whereabouts(self._out), stamp
        return self._known

    def _file(self, source: Path | None, path: str, sha256: str, media_type: str) -> SourceFile:
        """The file as it lies there now, if it is still what was checked."""
        if source is None:
            raise Gone(path)
        there = (source / path).resolve()
        if there.is_relative_to(source.resolve()) and there.is_file():
            if self._digest(there) != sha256:
                raise Gone(path)
            size = there.stat().st_size
            return SourceFile(path, there, sha256, size, MediaType(media_type))
        return self._unpacked(source, path, sha256)

    def _unpacked(self, source: Path, path: str, sha256: str) -> SourceFile:
        """A member of an archive, or a file whose name was not as it is in the report."""
        found = self._collected.get(path)
        if found is None or _stamp(found[0].location) != found[1] or found[0].sha256 != sha256:
            self._collect(source)
            found = self._collected.get(path)
        if found is None or found[0].sha256 != sha256:
            raise Gone(path)
        return found[0]

    def _collect(self, source: Path) -> None:
        if time.monotonic() < self._next_collection:
            return
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
        self._scratch = Path(tempfile.mkdtemp(prefix="evidencecheck."))
        try:
            found = collect(source, self._scratch, self._limits)
        except NothingToRead:
            found = ()
        self._collected = {f.path: (f, _stamp(f.location)) for f in found}
        self._next_collection = time.monotonic() + _SECONDS_BETWEEN

    def _digest(self, path: Path) -> str:
        key = (path, _stamp(path))
        if key not in self._digests:
            with path.open("rb") as file:
                self._digests[key] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._digests[key]


def _stamp(path: Path) -> _Stamp:
    """What changes when a file is written; zeros where there is none."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_mtime_ns, status.st_size
