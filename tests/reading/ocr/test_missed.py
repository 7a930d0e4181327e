"""What is left on a page beside what was read: lines passed over, and places of seals."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.reading.ocr.drawn import Picture, sheet, stamped

from evidencecheck.reading.ocr.interface import OcrEngine, OcrLine
from evidencecheck.reading.ocr.missed import can_bear_a_seal, left_over, with_missed
from evidencecheck.reading.ocr.recognise import recognise_page

LINES = (
    "承诺书",
    "为履行主体责任，某某精密制造有限公司承诺如下：",
    "一、严格执行排污许可制度，按证排污；",
    "二、治理设施与生产设施同步运行；",
    "三、如实公开环境信息，自觉接受监督检查。",
    "承诺单位（公章）：",
    "承诺日期：2026年2月11日",
)
PAGE = sheet(*((90, 120 + 40 * n, text) for n, text in enumerate(LINES)), size=13)


def grey(image: Picture) -> Picture:
    return cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)


@pytest.mark.parametrize("lost", [2, 4, 6])
def test_a_line_that_was_passed_over_is_read(engine: OcrEngine, lost: int) -> None:
    found = engine.read(PAGE)
    less = [line for line in found if LINES[lost][2:6] not in line.text]
    assert len(less) == len(found) - 1
    rest = left_over(PAGE, less, ())
    assert rest is not None
    texts = [line.text for line in with_missed(PAGE, engine, less, rest)]
    assert texts == [line.text for line in found]


def test_nothing_is_added_where_all_was_found(engine: OcrEngine) -> None:
    found = engine.read(PAGE)
    rest = left_over(PAGE, found, ())
    assert rest is not None
    assert with_missed(PAGE, engine, found, rest) == found


def test_the_edge_of_a_line_is_no_other_line(engine: OcrEngine) -> None:
    found = engine.read(PAGE)
    # Its box takes in the lower half alone, as on a page that bends.
    a, b, c, d = found[2].quad
    half = ((a[0], (a[1] + d[1]) / 2), (b[0], (b[1] + c[1]) / 2), c, d)
    cut = (*found[:2], OcrLine(found[2].text, half, 0.9), *found[3:])
    rest = left_over(PAGE, cut, ())
    assert rest is not None
    assert with_missed(PAGE, engine, cut, rest) == cut


@pytest.mark.parametrize("shape", ["round", "oval"])
@pytest.mark.parametrize("ink", ["red", "dull", "dark"])
def test_a_grey_seal_may_be_one(engine: OcrEngine, shape: str, ink: str) -> None:
    image = grey(stamped(PAGE, (330, 330), ink=ink, shape=shape))
    assert not recognise_page(image, engine).sealless


def test_a_grey_page_with_print_and_a_signature_bears_none(engine: OcrEngine) -> None:
    assert recognise_page(grey(PAGE), engine).sealless
    signed = PAGE.copy()
    pen = np.array([[700, 905], [730, 880], [745, 925], [790, 885], [820, 920], [880, 890]])
    cv2.polylines(signed, [pen.astype(np.int32)], isClosed=False, color=(60, 60, 60), thickness=3)
    assert recognise_page(grey(signed), engine).sealless


def test_the_arc_of_a_seal_under_print_is_seen(engine: OcrEngine) -> None:
    found = engine.read(PAGE)
    arc = grey(PAGE)
    cv2.ellipse(arc, (1150, 1250), (160, 160), 0, 20, 110, (150, 150, 150), 4)
    rest, plain = left_over(arc, found, ()), left_over(grey(PAGE), found, ())
    assert rest is not None
    assert plain is not None
    assert can_bear_a_seal(rest)
    assert not can_bear_a_seal(plain)


def test_of_a_page_with_hardly_any_print_nothing_is_told() -> None:
    assert left_over(PAGE, (), ()) is None


@pytest.mark.parametrize("size", [32, 8])
def test_the_star_of_a_seal_between_lines_is_seen(engine: OcrEngine, size: int) -> None:
    """Lines of print hide the ring of a seal in black and white; a speck is no star."""
    found = engine.read(PAGE)
    angles = np.arange(10) * np.pi / 5 - np.pi / 2
    reach = np.where(np.arange(10) % 2 == 0, size, size * 0.4)
    star = np.column_stack((900 + reach * np.cos(angles), 1150 + reach * np.sin(angles)))
    page = PAGE.copy()
    cv2.fillPoly(page, [np.rint(star).astype(np.int32)], (0, 0, 0))
    rest = left_over(page, found, ())
    assert rest is not None
    assert can_bear_a_seal(rest) is (size > 10)


@pytest.mark.parametrize(("stamp", "none"), [(False, True), (True, False)])
def test_the_edge_of_a_photographed_sheet_is_no_seal(
    engine: OcrEngine, *, stamp: bool, none: bool
) -> None:
    page = stamped(PAGE, (330, 330), ink="red") if stamp else PAGE
    high, wide = page.shape[:2]
    here = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    lies = here * 0.9 + np.array([[70, 60], [40, 90], [80, 50], [50, 70]], np.float32)
    seen = cv2.warpPerspective(
        grey(page),
        cv2.getPerspectiveTransform(here, lies),
        (wide, high),
        borderValue=(95, 120, 140),
    )
    # Wood and cloth have a grain.
    grain = np.random.default_rng(4).normal(0, 14, seen.shape) * (seen < 160).all(axis=2)[..., None]
    photo = np.clip(seen + cv2.GaussianBlur(grain, (5, 5), 0) * 3, 0, 255).astype(np.uint8)
    assert recognise_page(photo, engine).sealless is none
