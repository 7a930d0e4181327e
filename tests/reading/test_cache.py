"""The cache of readings: keyed by all that matters, bounded, cleared."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from evidencecheck.domain.files import FileReading, FileStatus
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Origin, Page, Span
from evidencecheck.reading.cache import ReadingCache, reading_key

PAGE = Page(1, 595.0, 842.0, spans=(Span("承诺书" * 300, Box(0, 0, 1, 1), Origin.OCR, 0.9),))
READING = FileReading("a.pdf", FileStatus.READ, (PAGE,))
KEYS = [f"{n:064x}" for n in range(10)]


def key(**changes: object) -> str:
    known = {
        "sha256": "0" * 64, "media_type": "application/pdf", "first": 1, "last": 8,
        "engine": "none", "limits": Limits(),
    }  # fmt: skip
    return reading_key(**{**known, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "1" * 64},
        {"media_type": "image/png"},
        {"first": 2},
        {"last": None},
        {"engine": "rapidocr 3.10"},
        {"limits": replace(Limits(), render_side=1000)},
    ],
)
def test_the_key_changes_with_all_that_a_reading_depends_on(change: dict[str, object]) -> None:
    assert key() == key()
    assert key(**change) != key()


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path)
    assert cache.get(KEYS[0]) is None
    cache.put(KEYS[0], READING)
    assert cache.get(KEYS[0]) == READING


def test_a_damaged_entry_is_none(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path)
    cache.put(KEYS[0], READING)
    (entry,) = tmp_path.rglob("*.json")
    entry.write_bytes(entry.read_bytes()[:-10])
    assert cache.get(KEYS[0]) is None


def filled(folder: Path, most_bytes: int) -> ReadingCache:
    """Ten entries, the first used longest ago."""
    cache = ReadingCache(folder, most_bytes)
    for number, name in enumerate(KEYS):
        cache.put(name, READING)
        os.utime(folder / name[:2] / f"{name}.json", (1000 + number, 1000 + number))
    return cache


def test_what_was_not_used_for_longest_goes_when_it_grows_too_large(tmp_path: Path) -> None:
    size = filled(tmp_path, 1).state().bytes
    cache = filled(tmp_path, size // 2)
    assert cache.get(KEYS[0]) == READING
    assert cache.trim() > 0
    assert cache.state().bytes <= size // 2
    # Used a moment ago, though the first to be kept.
    assert cache.get(KEYS[0]) == READING
    assert cache.get(KEYS[1]) is None
    assert cache.get(KEYS[9]) == READING


def test_within_its_bound_nothing_goes(tmp_path: Path) -> None:
    cache = filled(tmp_path, 10**9)
    assert cache.trim() == 0
    assert cache.state().entries == len(KEYS)


def test_clearing_leaves_other_files(tmp_path: Path) -> None:
    cache = filled(tmp_path, 10**9)
    (tmp_path / "note.txt").write_text("x")
    assert cache.clear().entries == len(KEYS)
    assert cache.state().entries == 0
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]
