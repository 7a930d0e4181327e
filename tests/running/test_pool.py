"""Readers that die, spin or outgrow their memory: their file is told, the others are read."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PIL import Image

from evidencecheck.domain.files import FileReading, FileStatus, MediaType, SourceFile
from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.running import pool as module
from evidencecheck.running.options import Options
from evidencecheck.running.pool import ReadingPool
from tests.running.conftest import write_pdf

Tries = list[module._Chunk]


def source(path: Path, media: MediaType = MediaType.PDF) -> SourceFile:
    return SourceFile(path.name, path, path.name, path.stat().st_size, media)


def read(files: list[SourceFile], limits: Limits = Limits()) -> dict[str, FileReading]:  # noqa: B008
    options = Options(ocr="none", workers=1, cache=False, limits=limits)
    with ReadingPool(options, "none") as pool:
        return pool.read(files)


def problem(reading: FileReading) -> tuple[str, str]:
    assert reading.status is FileStatus.UNREADABLE
    (only,) = reading.problems
    params = dict(only.params)
    return only.code, params.get("reason") or params["value"]


@pytest.fixture
def good(tmp_path: Path) -> SourceFile:
    return source(write_pdf(tmp_path / "good.pdf", "零碳工厂承诺书", "承诺单位"))


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> Tries:
    """What is given to readers, from now on."""
    found: Tries = []
    schedule = ReadingPool._schedule

    def counting(self: ReadingPool, chunk: module._Chunk):  # type: ignore[no-untyped-def]
        found.append(chunk)
        return schedule(self, chunk)

    monkeypatch.setattr(ReadingPool, "_schedule", counting)
    return found


def test_a_picture_that_takes_too_much_memory_is_over_a_limit(
    tmp_path: Path, good: SourceFile
) -> None:
    Image.new("RGB", (10_000, 11_000), "white").save(tmp_path / "huge.png")
    huge = source(tmp_path / "huge.png", MediaType.PNG)
    readings = read([huge, good], replace(Limits(), reader_bytes=500 * MIB))
    assert problem(readings["huge.png"]) == ("F107", "more memory needed to read it")
    assert dict(readings["huge.png"].problems[0].params)["limit"] == "500 MiB"
    assert readings["good.pdf"].status is FileStatus.READ


def test_the_same_picture_within_the_limit_is_read(tmp_path: Path) -> None:
    Image.new("RGB", (1_000, 1_100), "white").save(tmp_path / "small.png")
    small = source(tmp_path / "small.png", MediaType.PNG)
    readings = read([small], replace(Limits(), reader_bytes=500 * MIB))
    assert readings["small.png"].status is FileStatus.READ


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_reader_that_dies_is_replaced(
    tmp_path: Path, good: SourceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = source(write_pdf(tmp_path / "victim.pdf", "零碳工厂承诺书", "承诺单位"))
    schedule = ReadingPool._schedule
    others = {child.pid for child in psutil.Process().children(recursive=True)}

    def killing(self: ReadingPool, chunk: module._Chunk):  # type: ignore[no-untyped-def]
        future = schedule(self, chunk)
        if chunk.file.path == "victim.pdf":
            while not future.running() and not future.done():
                time.sleep(0.005)
            for child in psutil.Process().children(recursive=True):
                if child.pid not in others and "spawn_main" in " ".join(child.cmdline()):
                    child.send_signal(signal.SIGKILL)
        return future

    monkeypatch.setattr(ReadingPool, "_schedule", killing)
    readings = read([victim, good])
    assert readings["good.pdf"].status is FileStatus.READ
    # It may have been read before the signal came.
    if readings["victim.pdf"].status is not FileStatus.READ:
        assert problem(readings["victim.pdf"])[0] == "F101"


def test_what_took_too_long_on_a_busy_machine_is_given_more_time(good: SourceFile) -> None:
    chunk = module._Chunk(good, 1, 8)
    with ReadingPool(Options(ocr="none", workers=1, cache=False), "none") as pool:
        first = pool._seconds(chunk)
        pool._repeated.add(chunk)
        assert pool._seconds(chunk) == 3 * first


def test_a_file_that_takes_too_long_is_told(tmp_path: Path, good: SourceFile) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ReadingPool, "_seconds", lambda _, c: 0.01 if c.file is not good else 60.0)
        Image.new("RGB", (10_000, 11_000), "white").save(tmp_path / "slow.png")
        readings = read([source(tmp_path / "slow.png", MediaType.PNG), good])
    assert problem(readings["slow.png"]) == ("F101", "not read within 0 s")
    assert readings["good.pdf"].status is FileStatus.READ


@pytest.mark.parametrize(
    ("patience", "status"),
    [
        ((0.01, 300.0), FileStatus.READ),
        # A third time would succeed, and does not come.
        ((0.01, 0.01, 300.0), FileStatus.UNREADABLE),
    ],
    ids=["once", "twice"],
)
def test_a_file_that_took_too_long_is_read_once_more(
    tmp_path: Path, tries: Tries, patience: tuple[float, ...], status: FileStatus,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    Image.new("RGB", (10_000, 11_000), "white").save(tmp_path / "slow.png")
    monkeypatch.setattr(ReadingPool, "_seconds", lambda *_: patience[len(tries) - 1])
    readings = read([source(tmp_path / "slow.png", MediaType.PNG)])
    assert readings["slow.png"].status is status
    assert len(tries) == 2
    if status is FileStatus.UNREADABLE:
        assert problem(readings["slow.png"])[0] == "F101"


def test_a_file_that_is_read_in_time_is_read_once(good: SourceFile, tries: Tries) -> None:
    assert read([good])["good.pdf"].status is FileStatus.READ
    assert len(tries) == 1
