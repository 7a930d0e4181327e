"""Seals are found, and what only looks like one is not."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.reading.ocr.drawn import Picture, sheet, stamped, turned

from evidencecheck.domain.page import MarkKind
from evidencecheck.reading.marks.seal import find_seals

LINES = [(70, 90 + 24 * n, "证书编号：GHG-2024-00417 有效期至2027年06月29日") for n in range(30)]
PAGE = sheet(*LINES)
RED = (20, 20, 210)


@pytest.mark.parametrize(
    ("ink", "colour"),
    [
        ("red", "red"),
        ("dull", "red"),
        ("orange", "red"),
        ("dark", "dark-red"),
        ("blue", "blue"),
    ],
)
def test_a_seal_over_print_is_found_where_it_is(ink: str, colour: str) -> None:
    (seal,) = find_seals(stamped(PAGE, (400, 500), ink=ink))
    assert (seal.colour, seal.shape) == (colour, "round")
    assert seal.box.cx == pytest.approx(400 / 595, abs=0.01)
    assert seal.box.cy == pytest.approx(500 / 842, abs=0.01)
    assert seal.box.width == pytest.approx(2 * 58 / 595, abs=0.02)
    mark = seal.mark()
    assert (mark.kind, mark.box, mark.colour) == (MarkKind.SEAL, seal.box, colour)


@pytest.mark.parametrize(
    ("shape", "radius", "words"), [("oval", 58, "某某市某某有限公司"), ("square", 26, "张三之印")]
)
def test_other_shapes(shape: str, radius: float, words: str) -> None:
    page = stamped(PAGE, (400, 500), shape=shape, radius=radius, words=words, angle=8)
    assert [seal.shape for seal in find_seals(page)] == [shape]


def test_two_seals_that_overlap() -> None:
    page = stamped(stamped(PAGE, (260, 600)), (350, 615))
    assert len(find_seals(page)) == 2


def test_half_a_seal_at_the_edge_of_the_sheet() -> None:
    (seal,) = find_seals(stamped(PAGE, (595, 400)))
    assert seal.box.x1 == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page(degrees: int) -> None:
    assert len(find_seals(turned(stamped(PAGE, (400, 500)), degrees))) == 1


def test_a_bad_copy() -> None:
    page = cv2.GaussianBlur(stamped(PAGE, (400, 500)), (0, 0), 1.2)
    noise = np.random.default_rng(1).normal(0, 12, page.shape)
    noisy = np.clip(page + noise, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 45])
    assert len(find_seals(np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8))) == 1


@pytest.mark.parametrize("cast", [(0.8, 0.95, 1.0), (1.0, 0.95, 0.85), (0.7, 0.7, 0.7)])
def test_a_cast_of_colour_hides_no_seal_and_makes_none(cast: tuple[float, float, float]) -> None:
    tint = np.array(cast)
    assert find_seals((PAGE * tint).astype(np.uint8)) == ()
    assert len(find_seals((stamped(PAGE, (400, 500)) * tint).astype(np.uint8))) == 1


def with_title(text: str) -> Picture:
    title = sheet((70, 60, text), size=40, colour=(0.86, 0.08, 0.1))
    page = np.minimum(title, PAGE)
    cv2.rectangle(page, (150, 220), (1500, 226), RED, -1)
    return page


@pytest.mark.parametrize("text", ["某某市人民政府文件", "国家级绿色工厂", "回国团因"])
def test_a_red_title_is_no_seal(text: str) -> None:
    assert find_seals(with_title(text)) == ()
    assert len(find_seals(stamped(with_title(text), (400, 600)))) == 1


def with_table() -> Picture:
    page = PAGE.copy()
    for y in range(200, 2200, 150):
        cv2.line(page, (120, y), (1530, y), RED, 4)
    for x in range(120, 1531, 282):
        cv2.line(page, (x, 200), (x, 2150), RED, 4)
    return page


def test_a_red_table_is_no_seal() -> None:
    assert find_seals(with_table()) == ()
    assert len(find_seals(stamped(with_table(), (400, 500)))) == 1


def test_logos_and_frames_are_no_seals() -> None:
    page = PAGE.copy()
    cv2.circle(page, (400, 500), 160, RED, -1)
    cv2.putText(page, "MA", (320, 530), cv2.FONT_HERSHEY_SIMPLEX, 3, (255, 255, 255), 12)
    cv2.rectangle(page, (1000, 300), (1250, 480), RED, 6)
    cv2.circle(page, (1200, 900), 150, (170, 60, 20), 50)
    cv2.rectangle(page, (0, 2200), (1653, 2338), (40, 30, 190), -1)
    assert find_seals(page) == ()


def test_a_photograph_has_no_seal() -> None:
    grain = np.random.default_rng(0).random((900, 1200, 3)).astype(np.float32)
    soft = cv2.GaussianBlur(grain, (0, 0), 30)
    photo = ((soft - soft.min()) / np.ptp(soft) * 255).astype(np.uint8)
    assert find_seals(photo) == ()


def test_coloured_noise_has_no_seal() -> None:
    page = np.random.default_rng(7).integers(0, 256, (800, 600, 3), dtype=np.uint8)
    assert find_seals(page) == ()


def test_a_grey_copy_shows_no_colour() -> None:
    grey = cv2.cvtColor(stamped(PAGE, (400, 500)), cv2.COLOR_BGR2GRAY)
    assert find_seals(np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)) == ()


@pytest.mark.parametrize("shape", [(1, 1), (3, 4000), (4000, 3)])
def test_odd_pictures(shape: tuple[int, int]) -> None:
    assert find_seals(np.full((*shape, 3), RED, np.uint8)) == ()


def test_real_pages(real_samples: Path) -> None:
    sealed = {
        path.name: len(find_seals(np.asarray(cv2.imread(str(path)), np.uint8)))
        for path in sorted(real_samples.iterdir())
        if path.suffix in {".png", ".jpg"}
    }
    assert sealed == {name: int(name.startswith("xm_")) for name in sealed}


def test_a_picture_that_is_nothing_but_a_seal() -> None:
    page = stamped(sheet((0, 0, " ")), (400, 500))
    size = round(118 * 200 / 72)
    left, top = round(341 * 200 / 72), round(441 * 200 / 72)
    (seal,) = find_seals(np.ascontiguousarray(page[top : top + size, left : left + size]))
    assert seal.shape == "round"
    assert seal.box.width > 0.9
    assert min(seal.box) >= 0
    assert max(seal.box) <= 1


def test_an_oval_seal_that_lies_askew() -> None:
    page = stamped(PAGE, (400, 500), shape="oval", radius=56)
    matrix = cv2.getRotationMatrix2D((400 * 200 / 72, 500 * 200 / 72), 25, 1.0)
    turned = cv2.warpAffine(page, matrix, page.shape[1::-1], borderValue=(255, 255, 255))
    assert [seal.shape for seal in find_seals(np.asarray(turned, np.uint8))] == ["oval"]


@pytest.mark.parametrize("share", [0.15, 0.25, 0.4])
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_part_of_a_seal_along_an_edge(share: float, turns: int) -> None:
    pressed = stamped(PAGE, (300, 400))
    left, right = (round(x * 200 / 72) for x in (300 - 58, 300 - 58 + 116 * share))
    page = PAGE.copy()
    page[:, : right - left] = pressed[:, left:right]
    page[:, right - left : 1300] = PAGE[:, 354:][:, : 1300 - right + left]
    (seal,) = find_seals(np.ascontiguousarray(np.rot90(page, turns)))
    assert seal.shape == "part"
    edges = (seal.box.x0, seal.box.y1, seal.box.x1, seal.box.y0)
    assert edges[turns] == pytest.approx((0, 1, 1, 0)[turns], abs=0.02)


def test_red_at_the_edge_is_no_part_of_a_seal() -> None:
    page = PAGE.copy()
    cv2.rectangle(page, (0, 300), (60, 560), RED, -1)
    cv2.rectangle(page, (1600, 800), (1653, 1060), RED, 5)
    cv2.putText(page, "RED", (0, 1500), cv2.FONT_HERSHEY_SIMPLEX, 4, RED, 14)
    cv2.ellipse(page, (826, 2338), (200, 80), 0, 0, 360, RED, -1)
    assert [seal for seal in find_seals(page) if seal.shape == "part"] == []
