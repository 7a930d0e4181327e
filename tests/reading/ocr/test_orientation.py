"""Which way up a page is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps
from tests.reading.ocr.drawn import A4, Picture, sheet, turned

from evidencecheck.reading.ocr.orientation import page_rotation, turn

CHINESE = [
    "本机构受委托对下列组织的温室气体排放进行核查",
    "受核查方:某某市某某精密制造有限公司",
    "核查准则:GB/T 32150-2015、ISO 14064-1:2018",
    "报告期:2024年1月1日至2024年12月31日",
]
ENGLISH = [
    "This is to certify that the management system of",
    "the organisation named below meets the requirements of",
    "ISO 14001:2015 for the following scope of activities",
    "Certificate number 44995, valid until 04 July 2027",
]


def page(texts: list[str], size: tuple[float, float] = A4) -> Picture:
    rows = int((size[1] - 120) // 24)
    return sheet(*((70, 90 + 24 * n, texts[n % 4]) for n in range(rows)), page=size)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "image",
    [page(CHINESE), page(ENGLISH), page(CHINESE, (842, 595))],
    ids=["chinese", "english", "landscape"],
)
def test_a_turned_page_is_turned_back(image: Picture, degrees: int) -> None:
    found = page_rotation(turned(image, degrees))
    assert found.degrees == -degrees % 360
    assert found.confidence > 0.6


@pytest.mark.parametrize("shape", [(2339, 1654), (1, 1), (5, 3000), (3000, 5)])
def test_an_empty_page_is_left_as_it_is(shape: tuple[int, int]) -> None:
    assert page_rotation(np.full((*shape, 3), 255, np.uint8)).degrees == 0


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_turning_is_clockwise(degrees: int) -> None:
    image = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    assert np.array_equal(turn(image, degrees), turned(image, degrees))


def test_no_real_page_is_turned(real_samples: Path) -> None:
    upright = {}
    for path in sorted(real_samples.iterdir()):
        if path.suffix in {".png", ".jpg"}:
            shown = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
            upright[path.name] = page_rotation(np.asarray(shown)[:, :, ::-1]).degrees
    assert upright
    assert not any(upright.values()), upright
