"""Keeps reading processes within their memory: one that outgrows it is ended.

Nothing in a process can be trusted to stop itself: a parser may be deep in native code. So it is
watched from outside.
"""

from __future__ import annotations

import threading

import psutil

_SECONDS = 0.2
"""Between two looks; a process that grows by a gigabyte a second is caught in time."""


class MemoryWatch:
    """Watches the child processes of this one, from `start` until `stop`."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._ended = 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def ended(self) -> int:
        """How many processes were ended so far."""
        return self._ended

    def start(self) -> None:
        """Begin to watch, in a thread of its own; a second call does nothing."""
        if self._thread is not None:
            return
        self._thread = threading.Thread(target=self._watch, name="memory-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        own = psutil.Process()
        while not self._stop.wait(_SECONDS):
            try:
                children = own.children(recursive=True)
            except psutil.Error:
                continue
            for child in children:
                self._look_at(child)

    def _look_at(self, child: psutil.Process) -> None:
        try:
            if child.memory_info().rss > self._most:
                child.kill()
                self._ended += 1
        except psutil.Error:
            # It ended by itself.
            return
