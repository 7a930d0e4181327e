"""What a page draws over its print, by characters and in the order of drawing."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
import pytest

from evidencecheck.reading.covered import covers
from evidencecheck.reading.drawn import pictures_over_picture
from evidencecheck.reading.page_patches import covered_print, overprinted
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.text_layer import read_text_layer

ROWS = ("节能产品认证证书", "有效期至：2027年05月18日", "氮氧化物 58 50 合格")
AT = (170, 120)
"""Where the day of the second row begins."""
BOX = pymupdf.Rect(165, 107, 310, 123)
Edit = Callable[[pymupdf.Page], object]


def told(*edits: Edit, first: Edit | None = None) -> list[tuple[str, str]]:
    """What was written and what stands beneath, of a page of ROWS that was drawn on."""
    with pymupdf.open() as document:
        page = document.new_page()
        if first is not None:
            first(page)
        for n, row in enumerate(ROWS):
            written(row, (110, 100 + 20 * n))(page)
        for edit in edits:
            edit(page)
        stored = StoredPage(page)
        layer = read_text_layer(stored)
        marks = (*covered_print(tuple(covers(stored)), layer), *overprinted(layer))
        return [(m.text, m.lines[0]) for m in marks]


def written(text: str, at: tuple[float, float] = AT, **more: object) -> Edit:
    return lambda page: page.insert_text(at, text, fontname="china-s", fontsize=12, **more)


def box(*fill: float) -> Edit:
    return lambda page: page.draw_rect(BOX, color=None, fill=fill or (1, 1, 1), width=0)


def stroke(page: pymupdf.Page) -> None:
    page.draw_line((BOX.x0, 115), (BOX.x1, 115), color=(1, 1, 1), width=BOX.height)


def picture(page: pymupdf.Page) -> None:
    white = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, int(BOX.width), int(BOX.height)))
    white.clear_with(255)
    page.insert_image(BOX, pixmap=white)


def note(text: str) -> Edit:
    return lambda page: page.add_freetext_annot(
        pymupdf.Rect(165, 107, 320, 131),
        text,
        fontsize=12,
        fontname="china-s",
        fill_color=(1, 1, 1),
    )


DAY = "2029年05月18日"


@pytest.mark.parametrize("cover", [box(), stroke, picture], ids=["box", "thick line", "picture"])
def test_a_day_written_over_another(cover: Edit) -> None:
    ((new, old),) = told(cover, written(DAY))
    assert (new, old[-11:]) == (DAY, "2027年05月18日")


def test_a_note_over_a_day() -> None:
    ((new, old),) = told(note(DAY))
    assert new.startswith("2029年05月18")
    assert "2027" in old


@pytest.mark.parametrize("more", [{"color": (1, 1, 1)}, {"render_mode": 3}, {"fill_opacity": 0}])
def test_print_where_other_print_is_hidden(more: dict[str, object]) -> None:
    assert told(written("58", (300, 300), **more), written("38", (300, 300))) == [("38", "58")]
    assert told(written("58", (300, 300), **more), written("58", (300, 300))) == []
    assert told(written("58", (300, 300), **more), written("38", (300, 330))) == []


@pytest.mark.parametrize(
    "edits",
    [
        [box()],
        [box(1, 0.95, 0.3), written(DAY)],
        [box(), written("2027年05月18日")],
        [box(), written(DAY, (170, 400))],
        # Of another kind than what stood there: a reader's note, the row of a neighbour.
        [box(), written("见附件")],
        [box(), written("3")],
        [written(DAY)],
    ],
    ids=["nothing written", "yellow", "the same", "elsewhere", "words", "a cell", "no cover"],
)
def test_what_changes_no_print(edits: list[Edit]) -> None:
    assert told(*edits) == []


def test_the_ground_of_print_is_no_cover() -> None:
    assert told(first=box()) == []


@pytest.mark.parametrize(
    ("high", "wide", "many", "found"),
    [(18, 100, 1, 1), (36, 100, 1, 0), (18, 500, 1, 0), (18, 60, 5, 0)],
    ids=["a line", "a signature", "a strip of the scan", "pieces of the scan"],
)
def test_small_pictures_over_the_picture_of_a_page(
    high: float, wide: float, many: int, found: int
) -> None:
    page = ("fill-image", (0.0, 0.0, 595.0, 842.0))
    small = [
        ("fill-image", (80.0, 100.0 + 50 * n, 80.0 + wide, 100.0 + 50 * n + high))
        for n in range(many)
    ]
    assert len(pictures_over_picture([page, *small], 595, 842)) == found
    assert pictures_over_picture([*small, page], 595, 842) == []
