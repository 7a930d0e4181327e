"""An orderly end by SIGTERM, with scratch folders and reading processes gone."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

STATUS: Final = 128 + signal.SIGTERM
"""Of a process that was ended so, as shells have it."""


@contextmanager
def ended_in_order() -> Iterator[None]:
    """While this lasts, SIGTERM leaves it by ``SystemExit`` with ``STATUS``, and once only.

    A second signal does not break off the clearing up. The exit may come while a library in native
    code works, which makes another error of it or drops it: it is then left all the same.
    """
    told = False

    def leave(_number: int, _frame: FrameType | None) -> None:
        nonlocal told
        told = True
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(STATUS)

    signal.signal(signal.SIGTERM, leave)
    try:
        yield
    except Exception:
        if not told:
            raise
    if told:
        sys.exit(STATUS)
