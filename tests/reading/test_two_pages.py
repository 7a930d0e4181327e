"""Two pages on one sheet, of which one bears little print."""

from __future__ import annotations

import numpy as np
import pytest

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin, Page, Span
from evidencecheck.reading.two_pages import parted

SIZE = (842.0, 595.0)


def span(text: str, x: float, y: float) -> Span:
    ems = sum(1.0 if ord(c) > 0x2E7F else 0.5 for c in text)
    return Span(text, Box(x, y, min(1.0, x + 0.011 * ems), y + 0.018), Origin.OCR, 0.99)


def sheet(left: str, right: str, foot: float = 0.93) -> Page:
    """A cover on the left and a page of print on the right, each with a number at its foot."""
    body = [span(f"核查组于第{n}日查阅了原始凭证和台账", 0.58, 0.1 + 0.06 * n) for n in range(12)]
    cover = [span("某某有限公司", 0.18, 0.2), span("核查报告", 0.2, 0.26)]
    return Page(1, *SIZE, spans=(*cover, *body, span(left, 0.28, foot), span(right, 0.68, foot)))


def pages(page: Page) -> int:
    width, height = (int(x) for x in SIZE)
    return len(parted(page, lambda: np.full((height, width, 3), 255, np.uint8)))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("第1页 共4页", "第2页 共4页"),
        ("核查报告 第3页,共9页", "第4页,共9页"),
        ("Page 1 of 4", "Page 2 of 4"),
    ],
)
def test_numbers_that_follow_make_two_pages(left: str, right: str) -> None:
    assert pages(sheet(left, right)) == 2


@pytest.mark.parametrize(
    "page",
    [
        sheet("第1页 共4页", "第3页 共4页"),
        sheet("第2页 共4页", "第1页 共4页"),
        sheet("第1页 共4页", "某某有限公司"),
        sheet("1", "2"),
        sheet("第1页 共4页", "第2页 共4页", foot=0.5),
    ],
    ids=["a gap", "backwards", "one number", "bare numbers", "in the middle"],
)
def test_a_cover_beside_print_is_else_one_page(page: Page) -> None:
    assert pages(page) == 1
