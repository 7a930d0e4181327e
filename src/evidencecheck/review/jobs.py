"""Checks that were asked for in the browser: one after the other, each in a process of its own.

A process of its own keeps the pages quick while it works, and can be ended with the server. What
was read by then is in the cache: a check that was cut off costs little when it is asked for again.
"""

from __future__ import annotations

import multiprocessing
import queue
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from evidencecheck.running.options import Options
from evidencecheck.running.submission import Request
from evidencecheck.running.termination import ended_in_order

_SECONDS_TO_END = 15.0


@dataclass(frozen=True, slots=True)
class Task:
    """One check."""

    name: str
    """Of the submission."""
    source: Path
    request: Request
    out: Path
    options: Options
    rules: Path | None
    lang: str


@dataclass(slots=True)
class Progress:
    """How far a check is; nothing of it is on disk."""

    stage: str = "waiting"
    """waiting, or a stage of ``running.check``."""
    files: int = 0
    pages: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By path: pages read so far, and pages of the file."""

    @property
    def read(self) -> int:
        """Files that are read to their end."""
        return sum(done >= of for done, of in self.pages.values())


Ended = Callable[[str, str], None]
"""Called with the name of a submission and, where its check failed, one plain line."""


class Jobs:
    """The checks that wait, and the one that runs."""

    def __init__(self, ended: Ended) -> None:
        self._ended = ended
        self._progress: dict[str, Progress] = {}
        self._waiting: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._closed = False
        self._process: multiprocessing.process.BaseProcess | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="checks", daemon=True)
        self._thread.start()

    def add(self, task: Task) -> None:
        """Put a check at the end of the queue; one that is there already is not added again."""
        with self._lock:
            if task.name in self._progress:
                return
            self._progress[task.name] = Progress()
        self._waiting.put(task)

    def progress(self, name: str) -> Progress | None:
        """How far the check of a submission is; None where none waits or runs."""
        return self._progress.get(name)

    def close(self) -> None:
        """End the check that runs; those that wait are not begun."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.terminate()
        self._waiting.put(None)
        self._thread.join(_SECONDS_TO_END)

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None:
            if self._closed:
                return
            problem = self._run(task)
            with self._lock:
                if self._closed:
                    return
                del self._progress[task.name]
            self._ended(task.name, problem)

    def _run(self, task: Task) -> str:
        """Run one check to its end; the line that says why it failed, else empty."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_check, args=(task, theirs), name="check")
        with self._lock:
            if self._closed:
                return ""
            process.start()
            self._process = process
        theirs.close()
        problem = "the check ended before it was done"
        try:
            while True:
                told = ours.recv()
                if isinstance(told, str):
                    problem = told
                else:
                    self._note(task.name, told)
        except EOFError:
            process.join()
        finally:
            ours.close()
            with self._lock:
                self._process = None
        return problem

    def _note(self, name: str, told: tuple[str, str, int, int, int]) -> None:
        stage, path, pages, of, files = told
        known = self._progress[name]
        known.stage, known.files = stage, max(files, known.files)
        if path:
            known.pages = {**known.pages, path: (pages, max(of, 1))}


@ended_in_order()
def _check(task: Task, to: Connection) -> None:
    """In the process of a check: tells each step as a tuple, and at the end one line or nothing."""
    # Ctrl+C reaches all processes of a terminal; the server ends this one in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from evidencecheck.running.check import Checker, Step, anything_read
    from evidencecheck.running.errors import NOTHING_READ, UsageError
    from evidencecheck.running.extracting import load_extractor
    from evidencecheck.running.setup import load_book

    def tell(step: Step) -> None:
        to.send((step.stage, step.path, step.pages, step.of, step.files))

    try:
        book = load_book(task.rules)
        with Checker(book, load_extractor(book), task.options) as checker:
            report = checker.check(
                task.source, task.request, task.out, lang=task.lang, progress=tell
            )
        to.send("" if anything_read(report) else NOTHING_READ)
    except UsageError as error:
        to.send(str(error))
    except BrokenPipeError:
        # The server is gone.
        sys.exit(1)
