"""Pages drawn in processes of their own, each within a limit of time.

The files are not ours: one that makes a library spin or crash costs its picture, not the server.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Sequence
from concurrent.futures import Future

from pebble import ProcessPool

from evidencecheck.domain.files import FileReading, FileStatus, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.running.whereabouts import Sheet

_PROCESSES = 2
_TASKS_PER_PROCESS = 500
# Enough to read small print when the page is enlarged.
_DPI = 150
_SIDE = 1800


class Drawer:
    """Draws pages, two at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None

    def warm(self) -> None:
        """Start the processes before the first page is asked for."""
        for _ in range(_PROCESSES):
            self._alive().schedule(_load, timeout=self._limits.file_seconds)

    def draw(self, file: SourceFile, page: int, sheets: Sequence[Sheet]) -> bytes | None:
        """Page ``page`` (from 1) as a JPEG; None where there is none or it cannot be drawn.

        ``sheets``: how the pages of the file were read; empty where that is not known.
        """
        limits = self._limits
        seconds = limits.file_seconds + limits.page_seconds + limits.convert_seconds
        try:
            future: Future[bytes | None] = self._alive().schedule(
                _draw, args=(file, page, tuple(sheets), limits), timeout=seconds
            )
            return future.result()
        except Exception:  # noqa: BLE001  (whatever a library dies of, the page has no picture)
            return None

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            if self._pool is not None:
                self._pool.stop()
                self._pool.join()
                self._pool = None

    def _alive(self) -> ProcessPool:
        """The pool, or a new one in place of one that broke."""
        with self._lock:
            if self._pool is None or not self._pool.active:
                self._pool = ProcessPool(
                    max_workers=_PROCESSES,
                    max_tasks=_TASKS_PER_PROCESS,
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool


def _load() -> None:
    """Bring the libraries along."""
    from evidencecheck.reading import page_picture  # noqa: F401


def _draw(file: SourceFile, page: int, sheets: tuple[Sheet, ...], limits: Limits) -> bytes | None:
    from evidencecheck.reading.ocr.interface import NullEngine
    from evidencecheck.reading.page_picture import PagePictures
    from evidencecheck.reading.reader import PAGED, FileReader

    if file.media_type in PAGED and sheets:
        reading = FileReading(file.path, FileStatus.READ, tuple(s.page() for s in sheets))
    elif file.media_type in PAGED:
        reading = FileReader(NullEngine(), limits).read(file, page, page)
    else:
        # Drawn pages need the words that stand on them; these formats are read in no time.
        reading = FileReader(NullEngine(), limits).read(file)
    pictures = PagePictures([file], {file.path: reading}, limits, dpi=_DPI, side=_SIDE)
    return pictures.jpeg(file.path, page)
