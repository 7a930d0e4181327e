"""Whether a figure may be another one, with an engine that is told what to say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.figure_odds import _others, figure_odds
from evidencecheck.reading.ocr.interface import Image, NullEngine

BOX = Box(0.25, 0.25, 0.75, 0.35)


class Likely(NullEngine):
    """An engine to which each text is as likely as it is told, others are not."""

    def __init__(self, **likely: float) -> None:
        self._likely = {text.replace("_", "."): odds for text, odds in likely.items()}
        self.asked: list[list[str]] = []

    def log_likelihoods(self, crop: Image, texts: Sequence[str]) -> list[float] | None:
        self.asked.append(list(texts))
        return [self._likely.get(text, -90.0) for text in texts]


@pytest.fixture
def scan(tmp_path: Path) -> SourceFile:
    Picture.fromarray(np.full((400, 800, 3), 255, np.uint8)).save(tmp_path / "a.png")
    return SourceFile("a.png", tmp_path / "a.png", "", 1, MediaType.PNG)


def odds(file: SourceFile, engine: NullEngine, read: str, page: int = 1) -> float | None:
    place = Citation("a.png", page, BOX, read)
    return figure_odds(file, (place,), (Page(1, 800, 400),), engine, Limits())[0]


def test_odds_are_those_of_the_likeliest_other_number(scan: SourceFile) -> None:
    engine = Likely(**{"8_4": -1.0, "3_4": -4.0, "8_9": -9.0})
    assert odds(scan, engine, "8.4") == pytest.approx(math.exp(-3))


def test_only_figures_are_changed_and_one_at_a_time(scan: SourceFile) -> None:
    engine = Likely()
    odds(scan, engine, "1.2 t")
    (asked,) = engine.asked
    assert asked[0] == "1.2t"
    assert len(asked) == 1 + 9 + 9
    assert {"7.2t", "1.9t"} <= set(asked)
    assert not any(text.startswith("7.9") for text in asked)


def test_words_have_no_figures(scan: SourceFile) -> None:
    engine = Likely()
    assert odds(scan, engine, "合计") is None
    assert engine.asked == []


def test_a_page_that_is_not_there_tells_nothing(scan: SourceFile) -> None:
    assert odds(scan, Likely(), "8.4", page=2) is None


def test_an_engine_without_likelihoods_tells_nothing(scan: SourceFile) -> None:
    assert odds(scan, NullEngine(), "8.4") is None


@pytest.mark.parametrize(
    ("read", "likely", "others"),
    [
        ("2025年2月13日", "2025年12月13日", 39 + 11 + 30),
        ("2025-02-13", "2025-12-13", 39 + 11 + 30),
        ("2025.2.3", "2025.2.13", 39 + 11 + 30),
        # Whether a month or a day of less than ten would have a zero before it is not seen here.
        ("2025-11-12", "2025-01-12", 39 + 11 + 9 + 30 + 9),
        ("2025-11-12", "2025-1-12", 39 + 11 + 9 + 30 + 9),
    ],
)
def test_another_year_month_or_day(scan: SourceFile, read: str, likely: str, others: int) -> None:
    engine = Likely()
    odds(scan, engine, read)
    (asked,) = engine.asked
    assert asked[0] == read
    assert len(set(asked)) == 1 + others
    assert likely in asked


def test_the_other_days_are_spelt_as_the_one_that_was_read() -> None:
    assert {"2025-07-13", "2025-02-01"} <= set(_others("2025-02-13"))
    assert {"2025年7月13日", "2025年2月1日"} <= set(_others("2025年2月13日"))
    assert not any(text.endswith(("-7-13", "-02-1")) for text in _others("2025-02-13"))


def test_a_number_is_no_day() -> None:
    assert len(set(_others("1,250.13"))) == 6 * 9
    # Nor is a line that holds more than one.
    assert "有效期至2025年12月13日" not in set(_others("有效期至2025年2月13日"))
