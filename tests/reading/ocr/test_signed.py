"""Signatures by hand at the places that ask for one, and what stands there and is none."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
import pytest
from tests.reading.ocr.drawn import Picture, sheet, stamped

from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.reading.ocr.interface import NullEngine, OcrEngine
from evidencecheck.reading.ocr.recognise import recognise_page
from evidencecheck.reading.ocr.signed import find_signatures, labels

SCALE = 200 / 72
BLACK, BLUE = (40, 35, 35), (150, 50, 30)
FORM = sheet(
    *((70, 90 + 24 * n, "以上内容真实有效，本单位对所提交材料负责。") for n in range(8)),
    (70, 400, "核查组长："),
    (330, 400, "批准："),
    (70, 500, "Authorized Signature:"),
    size=12,
)


def scrawled(page: Picture, x: float, y: float, ink: tuple[int, int, int] = BLACK) -> Picture:
    """The page with loops and strokes of a pen, about the base line ``y``, in points."""
    chance = np.random.default_rng(3)
    turns = np.linspace(0, 7 * np.pi, 300)
    xs = x + 70 * turns / turns[-1] + 6 * np.sin(turns)
    ys = y - 6 - (9 + 4 * np.sin(turns / 3)) * np.cos(turns + 0.4) + chance.normal(0, 0.15, 300)
    curve = np.stack([xs, ys], axis=1) * SCALE
    signed = page.copy()
    cv2.polylines(signed, [np.rint(curve).astype(np.int32)], False, ink, 4, cv2.LINE_AA)
    sweep = np.array([(x, y + 4), (x + 40, y + 8), (x + 85, y - 8)]) * SCALE
    cv2.polylines(signed, [np.rint(sweep).astype(np.int32)], False, ink, 4, cv2.LINE_AA)
    return signed


def found(page: Picture, engine: OcrEngine) -> list[Mark]:
    lines = [(line.text, line.edges) for line in engine.read(page)]
    return list(find_signatures(page, lines, engine))


def labelled(marks: Iterable[Mark]) -> set[str]:
    return {mark.text for mark in marks}


@pytest.mark.parametrize("ink", [BLACK, BLUE], ids=["black", "blue"])
def test_ink_behind_a_label_is_a_signature(engine: OcrEngine, ink: tuple[int, int, int]) -> None:
    (mark,) = found(scrawled(FORM, 140, 400, ink), engine)
    assert (mark.kind, mark.text) == (MarkKind.INK, "核查组长")
    assert mark.box.cx == pytest.approx(182 / 595, abs=0.03)
    assert mark.box.cy == pytest.approx(396 / 842, abs=0.01)
    assert 0.7 < mark.confidence <= 1


def test_each_place_is_looked_at_by_itself(engine: OcrEngine) -> None:
    page = scrawled(scrawled(FORM, 375, 400), 200, 500, BLUE)
    assert labelled(found(page, engine)) == {"批准", "Authorized Signature"}


def test_an_english_signature_may_stand_above_its_label(engine: OcrEngine) -> None:
    assert labelled(found(scrawled(FORM, 80, 478), engine)) == {"Authorized Signature"}


def test_one_below_its_label(engine: OcrEngine) -> None:
    assert labelled(found(scrawled(FORM, 90, 432), engine)) == {"核查组长"}


def test_print_lines_boxes_and_dates_are_none(engine: OcrEngine) -> None:
    assert found(FORM, engine) == []
    filled = np.minimum(
        FORM,
        sheet(
            (140, 400, "赵明远"), (375, 400, "2025年12月31日"), (205, 500, "WANG Liqun"), size=14
        ),
    )
    cv2.line(filled, (380, 1125), (700, 1125), (30, 30, 30), 3)
    cv2.rectangle(filled, (1020, 1060), (1500, 1140), (30, 30, 30), 3)
    assert found(filled, engine) == []


def test_a_seal_is_none_and_hides_none(engine: OcrEngine) -> None:
    red = stamped(FORM, (190, 395))
    assert found(red, engine) == []
    assert labelled(found(scrawled(red, 140, 400, BLUE), engine)) == {"核查组长"}


def test_the_ink_of_a_grey_seal_is_none(engine: OcrEngine) -> None:
    level = cv2.cvtColor(stamped(FORM, (190, 395)), cv2.COLOR_BGR2GRAY)
    page = np.repeat(np.asarray(level, np.uint8)[:, :, None], 3, axis=2)
    marks = recognise_page(page, engine).marks
    assert [m.kind for m in marks] == [MarkKind.SEAL]


def test_ink_where_nobody_is_asked_to_sign_is_none(engine: OcrEngine) -> None:
    assert found(scrawled(FORM, 300, 650), engine) == []
    assert found(scrawled(sheet((70, 400, "以上内容真实有效。")), 200, 400), engine) == []


def test_without_an_engine_print_cannot_be_told_from_writing() -> None:
    lines = [("核查组长：", (194.0, 1080.0, 360.0, 1120.0))]
    with NullEngine() as nothing:
        assert find_signatures(scrawled(FORM, 140, 400), lines, nothing) == ()


def test_a_recognised_page_carries_its_signatures(engine: OcrEngine) -> None:
    marks = recognise_page(scrawled(FORM, 140, 400), engine).marks
    assert [(m.kind, m.text) for m in marks] == [(MarkKind.INK, "核查组长")]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("审核：", ["审核"]),
        ("编制：华文博  批准：", ["编制", "批准"]),
        ("法定代表人（签字）：", ["法定代表人(签字)"]),
        ("授权签字人", ["授权签字人"]),
        ("Signed by:", ["Signed by"]),
        ("检测报告的审核由中心负责", []),
        ("温室气体排放核查声明", []),
        ("The report was approved by the board.", []),
    ],
)
def test_which_words_ask_for_a_signature(text: str, asks: list[str]) -> None:
    assert [label.text for label in labels([(text, (0, 0, 300, 20))], 16)] == asks


def test_an_odd_page() -> None:
    line = ("审核：", (0.0, 0.0, 3.0, 1.0))

    class Reads(NullEngine):
        name = "reads"

    assert find_signatures(np.full((1, 4, 3), 255, np.uint8), [line], Reads()) == ()
    assert find_signatures(np.full((1, 4, 3), 255, np.uint8), [], Reads()) == ()
