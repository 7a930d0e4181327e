"""SIGTERM at any moment: one orderly exit, whatever a library makes of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest

from evidencecheck.running.termination import STATUS, ended_in_order


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def test_a_signal_leaves_by_an_exit_with_its_status() -> None:
    after = []
    with pytest.raises(SystemExit) as ended, ended_in_order():
        signal.raise_signal(signal.SIGTERM)
        after.append("gone on")
    assert ended.value.code == STATUS == 143
    assert after == []


def test_an_exit_that_a_library_made_an_error_of_is_an_exit_all_the_same() -> None:
    with pytest.raises(SystemExit) as ended, ended_in_order():
        try:
            signal.raise_signal(signal.SIGTERM)
        except SystemExit as error:
            raise ValueError("Error serializing to JSON: SystemExit: 143") from error
    assert ended.value.code == STATUS


def test_an_exit_that_a_library_dropped_is_made_up_for() -> None:
    with pytest.raises(SystemExit) as ended, ended_in_order(), suppress(SystemExit):
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.code == STATUS


def test_a_second_signal_does_not_break_off_the_clearing_up() -> None:
    cleared = []
    with pytest.raises(SystemExit), ended_in_order():
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGTERM)
            cleared.append("all")
    assert cleared == ["all"]


def test_an_error_of_ones_own_is_none_of_a_signal_s() -> None:
    with pytest.raises(ValueError, match="own"), ended_in_order():
        raise ValueError("own")
