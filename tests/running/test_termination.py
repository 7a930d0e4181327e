"""SIGTERM at any moment: one orderly exit, whatever a library makes of it.

In a process of its own: others have handlers of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from textwrap import indent

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
HEAD = """
import signal
from contextlib import suppress
from evidencecheck.running.termination import ended_in_order

def end():
    signal.raise_signal(signal.SIGTERM)

with ended_in_order():
"""


def ended(work: str) -> tuple[int, list[str]]:
    """The status of a process that does ``work`` in order, and the lines that it wrote."""
    code = HEAD + indent(work, "    ") + "\nprint('done')"
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    return told.returncode, (told.stdout + told.stderr).splitlines()


def test_a_signal_leaves_by_an_exit_with_its_status() -> None:
    assert ended("end()\nprint('gone on')") == (143, [])


def test_an_exit_that_a_library_made_an_error_of_is_an_exit_all_the_same() -> None:
    work = """
try:
    end()
except SystemExit as error:
    raise ValueError("Error serializing to JSON: SystemExit: 143") from error
"""
    assert ended(work) == (143, [])


def test_an_exit_that_a_library_dropped_is_made_up_for() -> None:
    assert ended("with suppress(SystemExit):\n    end()\nprint('last')") == (143, ["last"])


def test_a_second_signal_does_not_break_off_the_clearing_up() -> None:
    work = "try:\n    end()\nfinally:\n    end()\n    print('cleared')"
    assert ended(work) == (143, ["cleared"])


def test_an_error_of_ones_own_is_none_of_a_signal_s() -> None:
    status, lines = ended("raise ValueError('own')")
    assert (status, lines[-1]) == (1, "ValueError: own")


def test_work_that_is_not_disturbed_is_done() -> None:
    assert ended("pass") == (0, ["done"])
