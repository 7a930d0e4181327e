"""Pictures of the pages of one submission, drawn when looked at."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path

from evidencecheck.domain.files import FileReading, FileStatus, SourceFile
from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.intake import NothingToRead, collect
from evidencecheck.reading.ocr.interface import NullEngine
from evidencecheck.reading.page_picture import PagePictures
from evidencecheck.reading.reader import PAGED, FileReader
from evidencecheck.running.whereabouts import Whereabouts, whereabouts

_KEPT = 192 * MIB
"""Bytes of pictures that are kept: some 1,500 pages."""


class Gone(Exception):  # noqa: N818
    """The evidence is not there, or is no longer what was checked."""


class Pictures:
    """Draws pages of the evidence of an OUT folder; one at a time, the last ones kept."""

    def __init__(self, out: Path, evidence: Path | None, limits: Limits) -> None:
        self._out = out
        self._evidence = evidence
        self._limits = limits
        self._lock = threading.Lock()
        self._scratch: Path | None = None
        self._files: dict[str, SourceFile] = {}
        self._known: Whereabouts | None = None
        self._kept: OrderedDict[tuple[str, int, str], bytes] = OrderedDict()
        self._bytes = 0

    def close(self) -> None:
        """Delete what was unpacked."""
        with self._lock:
            if self._scratch is not None:
                shutil.rmtree(self._scratch, ignore_errors=True)
                self._scratch = None

    def jpeg(self, path: str, page: int, sha256: str) -> bytes:
        """Page ``page`` (from 1) of the file at ``path``, which must have the content ``sha256``.

        Raises:
            Gone: there is no such file, it has other content, or the page cannot be drawn.
        """
        key = (path, page, sha256)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            data = self._drawn(path, page, sha256)
            self._kept[key] = data
            self._bytes += len(data)
            while self._bytes > _KEPT:
                self._bytes -= len(self._kept.popitem(last=False)[1])
            return data

    def _drawn(self, path: str, page: int, sha256: str) -> bytes:
        file = self._file(path, sha256)
        known = self._known
        sheets = known.sheets.get(path, ()) if known is not None else ()
        if file.media_type in PAGED and sheets:
            reading = FileReading(path, FileStatus.READ, tuple(s.page() for s in sheets))
        else:
            # Drawn pages need the words that stand on them; these formats are read in no time.
            reading = FileReader(NullEngine(), self._limits).read(file)
        data = PagePictures([file], {path: reading}, self._limits).jpeg(path, page)
        if data is None:
            raise Gone(path)
        return data

    def _file(self, path: str, sha256: str) -> SourceFile:
        file = self._files.get(path)
        if file is None or file.sha256 != sha256:
            self._collect()
            file = self._files.get(path)
        if file is None or file.sha256 != sha256:
            raise Gone(path)
        return file

    def _collect(self) -> None:
        """Look at the evidence (again): unpack it, and take the digest of every file."""
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
        self._scratch = Path(tempfile.mkdtemp(prefix="evidencecheck."))
        self._known = whereabouts(self._out)
        source = self._evidence or (self._known.source if self._known is not None else None)
        self._files = {}
        if source is None or not source.exists():
            return
        try:
            found = collect(source, self._scratch, self._limits)
        except NothingToRead:
            return
        self._files = {f.path: f for f in found}
