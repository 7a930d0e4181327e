"""Print in white: unseen on white paper, seen on a dark ground."""

from __future__ import annotations

import pymupdf
import pytest

from evidencecheck.domain.page import TextLayer
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.text_layer import TextLayerReading, read_text_layer

CLAIM = "公司已取得国家级零碳工厂称号"


def layer(*, ground: tuple[float, ...] | None, white: bool) -> TextLayerReading:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((80, 100), "环境报告 全年外购电力", fontname="china-s", fontsize=14)
        if ground is not None:
            page.draw_rect(pymupdf.Rect(70, 180, 400, 210), color=None, fill=ground, width=0)
        colour = (1, 1, 1) if white else (0, 0, 0)
        page.insert_text((80, 200), CLAIM, fontname="china-s", fontsize=14, color=colour)
        return read_text_layer(StoredPage(page))


@pytest.mark.parametrize(
    ("ground", "white", "unseen"),
    [
        (None, True, True),
        ((0.97, 0.97, 0.97), True, True),
        ((0.1, 0.3, 0.3), True, False),
        (None, False, False),
    ],
)
def test_white_print(ground: tuple[float, ...] | None, white: bool, unseen: bool) -> None:
    read = layer(ground=ground, white=white)
    assert read.verdict is TextLayer.USED
    assert read.hidden == ((CLAIM,) if unseen else ())
    assert any(CLAIM in span.text for span in read.spans) is not unseen


@pytest.mark.parametrize("more", [{"render_mode": 3}, {"fill_opacity": 0}])
def test_print_that_is_not_drawn(more: dict[str, float]) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((80, 100), "环境报告 全年外购电力", fontname="china-s", fontsize=14)
        page.insert_text((80, 200), CLAIM[:6], fontname="china-s", fontsize=14, **more)
        read = read_text_layer(StoredPage(page))
    assert read.verdict is TextLayer.USED
    assert read.hidden == (CLAIM[:6],)
