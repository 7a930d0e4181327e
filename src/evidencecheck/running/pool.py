"""Reading files in processes of their own, each task with a limit of time.

A file that makes a parser spin or crash in native code ends its process, not the run: it becomes
F101, and the next file gets a new process.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace

from pebble import ProcessPool

from evidencecheck.domain.files import FileReading, FileStatus, MediaType, Problem, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.reading.cache import ReadingCache, reading_key
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ocr.interface import load_engine
from evidencecheck.reading.reader import FileReader
from evidencecheck.running.options import Options

# The first task of a file reads one page and learns how many there are; later ones read this many.
_CHUNK = 8
_TASKS_PER_PROCESS = 400

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


class ReadingPool:
    """Reads the files of submissions; a context manager that ends its processes."""

    def __init__(self, options: Options, engine_key: str) -> None:
        self._options = options
        self._engine_key = engine_key
        self._cache = ReadingCache(options.cache_folder) if options.cache else None
        self._pool: ProcessPool | None = None

    def __enter__(self) -> ReadingPool:
        """Nothing is started before a file needs to be read."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the reading processes."""
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()

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
                self._keep(chunk, result)
                self._take(chunk, result, parts, totals, waiting, progress)
        return {f.path: _joined(f.path, parts[f.path]) for f in wanted}

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
            totals[path] = max(result.pages, len(result.reading.pages))
            starts = range(2, result.pages + 1, _CHUNK)
            waiting.extendleft(
                _Chunk(chunk.file, s, min(s + _CHUNK - 1, result.pages)) for s in reversed(starts)
            )
        read = sum(len(r.pages) for r in parts[path].values())
        progress(path, read, totals.get(path, read))

    def _schedule(self, chunk: _Chunk) -> Future[_ChunkReading]:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self._options.processes,
                max_tasks=_TASKS_PER_PROCESS,
                initializer=_start,
                initargs=(self._options.ocr, self._options.threads, self._options.limits),
                context=multiprocessing.get_context("spawn"),
            )
        future: Future[_ChunkReading] = self._pool.schedule(
            _read, args=(chunk,), timeout=self._seconds(chunk)
        )
        return future

    def _seconds(self, chunk: _Chunk) -> float:
        limits = self._options.limits
        pages = chunk.last - chunk.first + 1
        # Office files are read as a whole; their pasted pictures are pages that cannot be counted.
        if chunk.file.media_type in {MediaType.DOCX, MediaType.XLSX, MediaType.TIFF}:
            pages = 1 + chunk.file.bytes // 100_000
        return limits.file_seconds + limits.page_seconds * pages

    def _result(self, future: Future[_ChunkReading], chunk: _Chunk) -> _ChunkReading:
        try:
            return future.result()
        except TimeoutError:
            reason = f"not read within {self._seconds(chunk):.0f} s"
        except Exception as error:  # noqa: BLE001  (whatever a reader dies of is this file's finding)
            reason = f"the reader failed: {type(error).__name__}"
        problem = Problem("F101", (("reason", reason),))
        return _ChunkReading(FileReading(chunk.file.path, FileStatus.UNREADABLE, (), (problem,)), 0)

    def _key(self, chunk: _Chunk) -> str:
        file = chunk.file
        return reading_key(file.sha256, file.media_type, chunk.first, chunk.last, self._engine_key)

    def _kept(self, chunk: _Chunk) -> _ChunkReading | None:
        reading = self._cache.get(self._key(chunk)) if self._cache else None
        if reading is None:
            return None
        # The count of pages is kept in place of the path, which is not the content's.
        return _ChunkReading(replace(reading, path=chunk.file.path), int(reading.path))

    def _keep(self, chunk: _Chunk, result: _ChunkReading) -> None:
        if self._cache and result.reading.status is FileStatus.READ:
            self._cache.put(self._key(chunk), replace(result.reading, path=str(result.pages)))


def _joined(path: str, parts: dict[int, FileReading]) -> FileReading:
    """The readings of the chunks of one file as one; unreadable only where its first page is."""
    chunks = [parts[start] for start in sorted(parts)]
    problems = tuple(p for c in chunks for p in c.problems)
    pages = tuple(p for c in chunks for p in c.pages)
    return FileReading(path, chunks[0].status, pages, problems, outline=chunks[0].outline)
