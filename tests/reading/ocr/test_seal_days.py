"""Days under seals, told by all pictures of their line together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from evidencecheck.domain.geometry import Box
from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.ocr.interface import Image, Likelihoods, NullEngine, OcrLine
from evidencecheck.reading.ocr.seal_days import with_days

PAGE = np.full((1000, 1000, 3), 255, np.uint8)
SEAL = Seal(Box(0.6, 0.6, 0.8, 0.8), "red", "round", 1.0)
UNDER, BESIDE = (640, 700, 800, 720), (100, 700, 260, 720)


def line(
    text: str, sure: float = 0.6, second: str | None = None, at: tuple[int, ...] = UNDER
) -> OcrLine:
    x0, y0, x1, y1 = at
    return OcrLine(text, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)), sure, second)


class Telling(NullEngine):
    """Its pictures bear out one text, and others the less the more they differ from it."""

    def __init__(self, printed: str, each: float = 4.0, reading: str = "") -> None:
        self.printed, self.each, self.reading = printed, each, reading
        self.asked = 0

    def recognise(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        return [(self.reading or self.printed, 0.7) for _ in crops]

    def likelihoods_of(self, crop: Image) -> Likelihoods:
        self.asked += 1
        return lambda texts: [-self.each * Levenshtein.distance(t, self.printed) for t in texts]


def told(
    engine: NullEngine, *lines: OcrLine, faint: Sequence[OcrLine] = ()
) -> list[tuple[str, float]]:
    found = with_days((PAGE, PAGE), engine, lines, faint, [SEAL])
    return [(x.text, round(x.confidence, 2)) for x in found]


@pytest.mark.parametrize(
    ("read", "second", "printed"),
    [
        ("2024年12月128日", "2024年12月23日", "2024年12月23日"),
        ("204年3月1日", None, "2024年3月11日"),
        ("2026斤6月10日", None, "2026年6月10日"),
        ("签发日期:2025年月22日", None, "签发日期:2025年12月22日"),
        ("2023.1109", None, "2023.11.09"),
    ],
)
def test_a_spoilt_day_is_what_the_pictures_say(read: str, second: str | None, printed: str) -> None:
    assert told(Telling(printed, 6.0), line(read, 0.6, second)) == [(printed, 0.9)]


@pytest.mark.parametrize(
    ("each", "sure"), [(2.0, None), (4.0, 0.85), (6.0, 0.9)], ids=["unlikely", "likely", "sure"]
)
def test_how_sure_it_is(each: float, sure: float | None) -> None:
    found = told(Telling("2024年12月23日", each), line("2024年12月128日"))
    assert found == [("2024年12月128日", 0.6) if sure is None else ("2024年12月23日", sure)]


def test_a_day_that_may_have_lost_a_stroke_needs_more() -> None:
    # 11月 is but one figure away.
    read = line("2023年月15日")
    assert told(Telling("2023年1月15日", 4.0), read) == [("2023年月15日", 0.6)]
    assert told(Telling("2023年11月15日", 4.0), read) == [("2023年11月15日", 0.85)]


@pytest.mark.parametrize(
    "unasked",
    [
        line("2024年6月30日", 0.95),
        line("2024年6月128日", at=BESIDE),
        line("根据2024年度审核结果准予继续使用本证书特此证明此致敬礼某某公司并请于2024年6月3日前"),
        line("SN-EA-2026-01"),
        line("自2024年6月1日至2027年5月31日"),
        line("某某有限公司"),
    ],
    ids=["read well", "beside", "a sentence", "a number", "two days", "a name"],
)
def test_nothing_else_is_asked(unasked: OcrLine) -> None:
    engine = Telling("2024年6月3日", 6.0, reading=unasked.text)
    assert told(engine, unasked) == [(unasked.text, unasked.confidence)]
    assert engine.asked == 0


@pytest.mark.parametrize(
    ("read", "day"), [("2025年12月1", "2025年12月1日"), ("签发:2026.03", "签发:2026.03.1")]
)
def test_a_day_without_its_end_was_cut_off_or_is_none(read: str, day: str) -> None:
    assert told(Telling(day, 6.0, reading=read), line(read)) == [(read, 0.6)]


def test_what_was_hardly_read_counts_where_it_is_a_day() -> None:
    faint = [line("2024年1月8", 0.55)]
    assert told(Telling("2024年11月8日", 7.0), faint=faint) == [("2024年11月8日", 0.9)]
    assert told(Telling("2024年11月8日", 1.0), faint=faint) == []


def test_no_day_is_told_that_there_is_not() -> None:
    assert told(Telling("2025年2月30日", 9.0), line("2025年2月30日", 0.6)) == [
        ("2025年2月30日", 0.6)
    ]


def test_an_engine_that_tells_nothing_leaves_all() -> None:
    assert told(NullEngine(), line("2024年12月128日")) == [("2024年12月128日", 0.6)]
