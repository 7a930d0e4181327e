"""Pages in shadow are evened; dark bands that bear white print are none."""

from __future__ import annotations

import numpy as np
import pytest
from tests.reading.ocr.drawn import Picture, sheet

from evidencecheck.reading.ocr.light import evened

ROWS = tuple(
    (70, 200 + 24 * n, "某某精密制造有限公司温室气体核查声明二〇二四年度") for n in range(24)
)
BAND = 270
"""Pixels at the head of the page."""


def banded(level: int, *, words: str = "职业健康安全管理体系认证证书") -> Picture:
    """A page with a dark band at its head that bears a white title."""
    page = sheet(*ROWS)
    page[:BAND] = level
    title = sheet((70, 60, words), size=24)[:BAND]
    page[:BAND][title.min(axis=2) < 128] = 245
    return page


def shaded(least: float) -> Picture:
    """A page with a soft shadow over its upper part."""
    page = sheet(*ROWS, (70, 60, "职业健康安全管理体系认证证书"))
    down = np.linspace(0, 1, page.shape[0])
    light = least + (1 - least) / (1 + np.exp((0.3 - down) * 40))
    return np.asarray(page * light[:, None, None], np.uint8)


@pytest.mark.parametrize("level", [20, 50, 70])
def test_white_print_on_a_dark_band_stays(level: int) -> None:
    page = banded(level)
    assert evened(page) is page


@pytest.mark.parametrize("least", [0.12, 0.25])
def test_a_shadow_is_taken_away(least: float) -> None:
    page = shaded(least)
    lit = evened(page)
    assert np.median(lit[:200]) > 200 > 100 > np.median(page[:200])
    # Its print is still there.
    assert lit[60:180].min() < 90
