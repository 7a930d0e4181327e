"""Reading files in processes of their own, each task with a limit of time.

A file that makes a parser spin or crash in native code ends its process, not the run: it becomes
F101, and the next file gets a new process.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from pebble import ProcessExpired, ProcessPool

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import FileReading, FileStatus, Problem, SourceFile
from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.cache import ReadingCache, look_key, reading_key
from evidencecheck.reading.contents import CONVERTED
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ocr.interface import load_engine
from evidencecheck.reading.reader import PAGED, FileReader
from evidencecheck.running.options import Options
from evidencecheck.running.watch import MemoryWatch

# The first task of a file reads one page and learns how many there are; later ones read this many.
_CHUNK = 8
# Native libraries give back not all that they took: a process that has read up to 800 pages is
# replaced.
_TASKS_PER_PROCESS = 100
_AGAIN = 3
"""Times the limit for what is read once more."""
_PATIENCE = 10.0
"""Seconds in which a pool must have ended."""

Look = tuple[str | None, ...]
"""What a page shows, or reads as, at each place that was looked at; None where nothing is told."""

Progress = Callable[[str, int, int], None]
"""Called with a path, the pages of it read so far and the pages it has."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    file: SourceFile
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _ChunkReading:
    reading: FileReading
    pages: int
    """Pages of the whole file."""


_reader: FileReader | None = None


def _start(engine: str, threads: int, limits: Limits) -> None:
    global _reader
    _reader = FileReader(load_engine(engine, threads), limits)


def _read(chunk: _Chunk) -> _ChunkReading:
    if _reader is None:
        raise RuntimeError("the reading process was not started by _start")
    try:
        pages = _reader.count_pages(chunk.file)
    except ReadError as error:
        reading = FileReading(chunk.file.path, FileStatus.UNREADABLE, (), (error.problem,))
        return _ChunkReading(reading, 0)
    return _ChunkReading(_reader.read(chunk.file, chunk.first, chunk.last), pages)


def _look(file: SourceFile, places: tuple[Citation, ...]) -> Look:
    if _reader is None:
        raise RuntimeError("the reading process was not started by _start")
    return _reader.look(file, places)


def _odds(
    file: SourceFile, places: tuple[Citation, ...], pages: tuple[Page, ...], name: str
) -> Look:
    if _reader is None:
        raise RuntimeError("the reading process was not started by _start")
    return tuple(
        None if o is None else f"{o:.3g}" for o in _reader.name_odds(file, places, pages, name)
    )


def _figures(file: SourceFile, places: tuple[Citation, ...], pages: tuple[Page, ...]) -> Look:
    if _reader is None:
        raise RuntimeError("the reading process was not started by _start")
    return tuple(
        None if o is None else f"{o:.3g}" for o in _reader.figure_odds(file, places, pages)
    )


Shown = Mapping[SourceFile, tuple[tuple[Citation, ...], tuple[Page, ...]]]
"""Places of files, with the pages that they are on."""


class ReadingPool:
    """Reads the files of submissions; a context manager that ends its processes."""

    def __init__(self, options: Options, engine_key: str) -> None:
        self._options = options
        self._engine_key = engine_key
        self._cache = ReadingCache(options.cache_folder) if options.cache else None
        self._pool: ProcessPool | None = None
        self._watch = MemoryWatch(options.limits.reader_bytes)
        self._outgrown = 0
        """Processes ended for their memory whose files have been told."""
        self._repeated: set[_Chunk] = set()
        """Chunks that were in a pool that broke."""

    def __enter__(self) -> ReadingPool:
        """Nothing is started before a file needs to be read."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the reading processes."""
        if self._pool is not None:
            self._watch.stop()
            _end(self._pool)

    def read(
        self, files: Iterable[SourceFile], progress: Progress = lambda *_: None
    ) -> dict[str, FileReading]:
        """The readings of all files worth reading, by path, in the order of ``files``."""
        wanted = [f for f in files if f.status is FileStatus.READ]
        parts: dict[str, dict[int, FileReading]] = {f.path: {} for f in wanted}
        totals: dict[str, int] = {}
        waiting = deque(_Chunk(f, 1, 1) for f in wanted)
        running: dict[Future[_ChunkReading], _Chunk] = {}
        while waiting or running:
            while waiting and len(running) < 2 * self._options.processes:
                chunk = waiting.popleft()
                kept = self._kept(chunk)
                if kept is None:
                    running[self._schedule(chunk)] = chunk
                    continue
                self._take(chunk, kept, parts, totals, waiting, progress)
            if not running:
                continue
            done, _ = wait(list(running), return_when=FIRST_COMPLETED)
            for future in done:
                chunk = running.pop(future)
                result = self._result(future, chunk)
                if result is None:
                    waiting.appendleft(chunk)
                    continue
                self._keep(chunk, result)
                self._take(chunk, result, parts, totals, waiting, progress)
        if self._cache and self._pool is not None:
            self._cache.trim()
        return {f.path: _joined(f.path, parts[f.path]) for f in wanted}

    def look(self, places: Mapping[SourceFile, tuple[Citation, ...]]) -> dict[str, Look]:
        """What the pages of each file show at its ``places``, by path: see ``second_look.look``.

        A file that cannot be looked at is not told of: it has been read.
        """
        return self._each({file: (_look, (wanted,)) for file, wanted in places.items()})

    def name_odds(self, places: Shown, name: str) -> dict[str, tuple[float | None, ...]]:
        """How much likelier print is a name than what was read, by path: see ``name_odds``."""
        return _as_odds(self._each({f: (_odds, (*at, name)) for f, at in places.items()}))

    def figure_odds(self, places: Shown) -> dict[str, tuple[float | None, ...]]:
        """How likely a figure of numbers is another one, by path: see ``figure_odds``."""
        return _as_odds(self._each({f: (_figures, at) for f, at in places.items()}))

    def _each(self, asked: Mapping[SourceFile, tuple[Callable[..., Look], Any]]) -> dict[str, Look]:
        found: dict[str, Look] = {}
        running: list[tuple[SourceFile, str, Future[Look]]] = []
        for file, (task, wanted) in asked.items():
            limits, places = self._options.limits, wanted[0]
            key = look_key(_told(task, wanted), file.sha256, places, self._engine_key, limits)
            kept = self._cache.get_look(key) if self._cache else None
            if kept is not None:
                found[file.path] = kept
                continue
            seconds = limits.file_seconds + limits.page_seconds * len({p.page for p in places})
            future: Future[Look] = self._alive().schedule(
                task, args=(file, *wanted), timeout=seconds
            )
            running.append((file, key, future))
        for file, key, started in running:
            # Whatever a look dies of, nothing is told of its file.
            with suppress(Exception):
                found[file.path] = started.result()
                if self._cache:
                    self._cache.put_look(key, found[file.path])
        return found

    def _take(
        self,
        chunk: _Chunk,
        result: _ChunkReading,
        parts: dict[str, dict[int, FileReading]],
        totals: dict[str, int],
        waiting: deque[_Chunk],
        progress: Progress,
    ) -> None:
        path = chunk.file.path
        parts[path][chunk.first] = result.reading
        if chunk.first == 1:
            totals[path] = max(result.pages, result.reading.page_count)
            starts = range(2, result.pages + 1, _CHUNK)
            waiting.extendleft(
                _Chunk(chunk.file, s, min(s + _CHUNK - 1, result.pages)) for s in reversed(starts)
            )
        read = sum(r.page_count for r in parts[path].values())
        progress(path, read, totals.get(path, read))

    def _schedule(self, chunk: _Chunk) -> Future[_ChunkReading]:
        try:
            return self._schedule_in(self._alive(), chunk)
        except RuntimeError:
            # The pool broke since it was looked at.
            return self._schedule_in(self._alive(), chunk)

    def _schedule_in(self, pool: ProcessPool, chunk: _Chunk) -> Future[_ChunkReading]:
        future: Future[_ChunkReading] = pool.schedule(
            _read, args=(chunk,), timeout=self._seconds(chunk)
        )
        return future

    def _alive(self) -> ProcessPool:
        """The pool, or a new one in place of one that broke."""
        if self._pool is not None and not self._pool.active:
            _end(self._pool)
            self._pool = None
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self._options.processes,
                max_tasks=_TASKS_PER_PROCESS,
                initializer=_start,
                initargs=(self._options.ocr, self._options.threads, self._options.limits),
                context=multiprocessing.get_context("spawn"),
            )
            self._watch.start()
        return self._pool

    def _seconds(self, chunk: _Chunk) -> float:
        limits = self._options.limits
        pages = chunk.last - chunk.first + 1
        seconds = limits.file_seconds
        # Office files are read as a whole; their pasted pictures are pages that cannot be counted.
        if chunk.file.media_type not in PAGED:
            pages = 1 + chunk.file.bytes // 100_000
        if chunk.file.media_type in CONVERTED:
            seconds += limits.convert_seconds
        # A machine that is busy with something else is given more time before a file is accused.
        return (seconds + limits.page_seconds * pages) * (_AGAIN if chunk in self._repeated else 1)

    def _result(self, future: Future[_ChunkReading], chunk: _Chunk) -> _ChunkReading | None:
        """What came of a chunk; None where it is to be read once more."""
        try:
            return future.result()
        except BrokenProcessPool as error:
            # A process died at a bad moment and took the pool along: whose fault it was cannot be
            # told. What was in it is read again, and who is in it twice is held to be the cause.
            if chunk not in self._repeated:
                self._repeated.add(chunk)
                return None
            reason = f"the reader failed: {type(error).__name__}"
        except TimeoutError:
            # The machine may have been busy with something else: it is read once more.
            if chunk not in self._repeated:
                self._repeated.add(chunk)
                return None
            reason = f"not read within {self._seconds(chunk):.0f} s"
        except ProcessExpired as error:
            if self._watch.ended > self._outgrown:
                self._outgrown += 1
                return _unread(chunk, self._too_large())
            reason = f"the reader failed: {type(error).__name__}"
        except Exception as error:  # noqa: BLE001  (whatever a reader dies of is this file's finding)
            reason = f"the reader failed: {type(error).__name__}"
        return _unread(chunk, Problem("F101", (("reason", reason),)))

    def _too_large(self) -> Problem:
        limit = f"{self._options.limits.reader_bytes // MIB} MiB"
        return Problem("F107", (("value", "more memory needed to read it"), ("limit", limit)))

    def _key(self, chunk: _Chunk) -> str:
        file = chunk.file
        pages = (chunk.first, chunk.last)
        return reading_key(
            file.sha256, file.media_type, *pages, self._engine_key, self._options.limits
        )

    def _kept(self, chunk: _Chunk) -> _ChunkReading | None:
        reading = self._cache.get(self._key(chunk)) if self._cache else None
        if reading is None:
            return None
        # The count of pages is kept in place of the path, which is not the content's.
        return _ChunkReading(replace(reading, path=chunk.file.path), int(reading.path))

    def _keep(self, chunk: _Chunk, result: _ChunkReading) -> None:
        if self._cache and result.reading.status is FileStatus.READ:
            self._cache.put(self._key(chunk), replace(result.reading, path=str(result.pages)))


def _as_odds(told: Mapping[str, Look]) -> dict[str, tuple[float | None, ...]]:
    return {p: tuple(None if o is None else float(o) for o in odds) for p, odds in told.items()}


def _told(task: Callable[..., Look], wanted: Sequence[object]) -> str:
    """What a task does, as far as its places do not say it."""
    return " ".join((task.__name__, *(w for w in wanted if isinstance(w, str))))


def _end(pool: ProcessPool) -> None:
    """End a pool and its processes.

    A signal may have come while a lock of the pool was held; it is then never given back, and the
    pool cannot end itself.
    """

    def stop() -> None:
        pool.stop()
        pool.join()

    stopping = threading.Thread(target=stop, daemon=True)
    stopping.start()
    stopping.join(_PATIENCE)
    if stopping.is_alive():
        for process in multiprocessing.active_children():
            process.kill()


def _unread(chunk: _Chunk, problem: Problem) -> _ChunkReading:
    return _ChunkReading(FileReading(chunk.file.path, FileStatus.UNREADABLE, (), (problem,)), 0)


def _joined(path: str, parts: dict[int, FileReading]) -> FileReading:
    """The readings of the chunks of one file as one; unreadable only where its first page is."""
    chunks = [parts[start] for start in sorted(parts)]
    problems = tuple(p for c in chunks for p in c.problems)
    pages = tuple(p for c in chunks for p in c.pages)
    return replace(chunks[0], path=path, pages=pages, problems=problems)
