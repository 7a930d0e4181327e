"""How much likelier print is a name than what was read, with an engine that is told what to say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.name_odds import name_odds
from evidencecheck.reading.ocr.interface import Image, NullEngine, OcrEngine

NAME = "青河云联电机（无锡）有限公司"
READ = "青河云联电讥（无锡）有限公司"
WIDTH, HEIGHT = 800, 400
BOX = Box(0.25, 0.25, 0.75, 0.35)
PAGE = Page(1, WIDTH, HEIGHT)


class Told(NullEngine):
    """An engine that finds the first text so much likelier than the second."""

    def __init__(self, own: float, other: float) -> None:
        self._said = [own, other]
        self.asked: list[list[str]] = []
        self.seen: list[Image] = []

    def log_likelihoods(self, crop: Image, texts: Sequence[str]) -> list[float] | None:
        self.asked.append(list(texts))
        self.seen.append(crop)
        return self._said


@pytest.fixture
def scan(tmp_path: Path) -> SourceFile:
    """A page with a dark line where the name stands."""
    drawn = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    drawn[100:140, 200:600] = 0
    Picture.fromarray(drawn).save(tmp_path / "a.png")
    return SourceFile("a.png", tmp_path / "a.png", "", 1, MediaType.PNG)


def place(quote: str = READ, page: int = 1, box: Box = BOX) -> Citation:
    return Citation("a.png", page, box, quote)


def odds(
    file: SourceFile, engine: OcrEngine, *places: Citation, name: str = NAME
) -> tuple[float | None, ...]:
    return name_odds(file, places or (place(),), (PAGE,), name, engine, Limits())


@pytest.mark.parametrize(
    ("own", "other", "found"),
    [
        (-3.0, -1.0, math.exp(-2)),
        (-1.0, -3.0, math.exp(2)),
        (-2.0, -2.0, 1.0),
        # No more than can be written down.
        (-900.0, -1.0, math.exp(-50)),
        (-1.0, -900.0, math.exp(50)),
    ],
)
def test_odds_are_those_of_the_two_likelihoods(
    scan: SourceFile, own: float, other: float, found: float
) -> None:
    (told,) = odds(scan, Told(own, other))
    assert told == pytest.approx(found)


def test_the_engine_sees_the_line_and_a_little_more(scan: SourceFile) -> None:
    engine = Told(0.0, 0.0)
    odds(scan, engine)
    (crop,) = engine.seen
    assert crop.shape == (52, 424, 3)
    assert crop[0].min() == 255
    assert crop[26, 212].max() == 0


@pytest.mark.parametrize(
    ("read", "asked"),
    [
        (READ, NAME),
        ("青河云联电讥(无锡)有限公司", "青河云联电机(无锡)有限公司"),
        ("青河雲聯電讥（無錫）有限公司", "青河雲聯電機（無錫）有限公司"),
        # Of another length, each stays as it is.
        ("青河云联电（无锡）有限公司", NAME),
    ],
    ids=["as it is", "brackets", "traditional characters", "a character less"],
)
def test_the_name_is_asked_for_as_it_would_be_printed(
    scan: SourceFile, read: str, asked: str
) -> None:
    engine = Told(0.0, 0.0)
    odds(scan, engine, place(read))
    assert engine.asked == [[asked, read]]


def test_blanks_within_what_was_read_are_no_print(scan: SourceFile) -> None:
    engine = Told(0.0, 0.0)
    odds(scan, engine, place("青河云联电讥 （无锡） 有限公司"))
    assert engine.asked == [[NAME, READ]]


def test_where_nothing_can_be_told_there_are_no_odds(scan: SourceFile) -> None:
    engine = Told(-3.0, -1.0)
    # An engine that does not tell; a place without size; a page that was not read.
    assert odds(scan, NullEngine()) == (None,)
    assert odds(scan, engine, place(box=Box(0.5, 1.0, 0.5, 1.0))) == (None,)
    assert odds(scan, engine, place(page=2)) == (None,)
    assert odds(replace(scan, location=scan.location.with_name("gone.png")), engine) == (None,)
    assert odds(replace(scan, media_type=MediaType.DOCX), engine) == (None,)
    assert engine.asked == []


def test_a_file_that_is_no_picture_gives_none(scan: SourceFile) -> None:
    scan.location.write_bytes(b"not a picture")
    assert odds(scan, Told(-3.0, -1.0)) == (None,)


def test_every_place_has_its_odds(scan: SourceFile) -> None:
    *told, last = odds(scan, Told(-3.0, -1.0), place(), place(), place(page=2))
    assert told == pytest.approx([math.exp(-2)] * 2)
    assert last is None


@pytest.mark.parametrize(("own", "found"), [(-9.0, None), (-2.0, math.exp(-1))])
def test_print_in_two_lines_accuses_nobody(
    scan: SourceFile, own: float, found: float | None
) -> None:
    two_lines = place(box=Box(0.25, 0.25, 0.5, 0.45))
    assert odds(scan, Told(own, -1.0), two_lines) == (found,)
    assert odds(scan, Told(-9.0, -1.0)) == (math.exp(-8),)
