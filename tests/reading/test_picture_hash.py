"""Pictures of pages are known again when stored anew, and not taken for others of one form."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from evidencecheck.assessment.twins import difference, same_photo
from evidencecheck.reading.ocr.interface import Image
from evidencecheck.reading.picture_hash import picture_hash


def photo(seed: int) -> Image:
    """Shapes of many shades, as a workshop has."""
    random = np.random.default_rng(seed)
    image = np.full((900, 1200, 3), 120, np.uint8)
    for _ in range(60):
        (x, y), size = random.integers(0, (1200, 900)), random.integers(40, 260, 2)
        colour = tuple(int(c) for c in random.integers(0, 255, 3))
        cv2.rectangle(image, (x, y), (x + int(size[0]), y + int(size[1])), colour, -1)
    return image


def page(seed: int, lines: int = 24) -> Image:
    """A page of print with margins."""
    random = np.random.default_rng(seed)
    image = np.full((1400, 1000, 3), 255, np.uint8)
    for line in range(lines):
        words = "".join(random.choice(list("abcdefgh 0123456789"), int(random.integers(10, 38))))
        place = (110, 150 + 46 * line)
        cv2.putText(image, words, place, cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 2)
    return image


def stored(image: Image, quality: int, scale: float = 1.0) -> Image:
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


@pytest.mark.parametrize("seed", range(4))
def test_a_photograph_stored_anew_or_cropped_a_little_is_the_same(seed: int) -> None:
    first = picture_hash(photo(seed))
    assert same_photo(first, picture_hash(stored(photo(seed), 30, 0.4)))
    assert same_photo(first, picture_hash(photo(seed)[8:-8, 10:-10]))


@pytest.mark.parametrize("seed", range(4))
def test_a_page_scanned_with_other_margins_is_the_same(seed: int) -> None:
    first, again = page(seed), stored(page(seed), 40, 0.6)[30:-30, 20:-20]
    assert difference(picture_hash(first), picture_hash(again)) <= 0.14


def test_others_are_not() -> None:
    for make in (photo, page):
        hashes = [picture_hash(make(seed)) for seed in range(12)]
        apart = [difference(a, b) for i, a in enumerate(hashes) for b in hashes[:i]]
        assert min(apart) > 0.2


def test_nearly_empty_pages_have_none() -> None:
    assert picture_hash(np.full((1400, 1000, 3), 255, np.uint8)) == ""
    grain = np.random.default_rng(1).normal(250, 2, (1400, 1000, 3))
    assert picture_hash(grain.clip(0, 255).astype(np.uint8)) == ""
