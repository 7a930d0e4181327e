"""Dots that lead from a label to its value, and those of a table of contents."""

from __future__ import annotations

import pytest

from evidencecheck.extraction.text import page_text
from tests.extraction.drawing import page


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("合计......4,343.56", ["合计", "4,343.56"]),
        ("合计……4,343.56", ["合计", "4,343.56"]),
        ("计量单位.....千瓦时", ["计量单位", "千瓦时"]),
        ("合计......3 项", ["合计", "3", "项"]),
    ],
)
def test_dots_before_a_value_are_blanks(line: str, words: list[str]) -> None:
    text = page_text("a.pdf", page(line)).text
    assert (len(text), text.split()) == (len(line), words)


def test_a_value_behind_dots_stays_where_it_is_printed() -> None:
    line = "合计......4,343.56"
    made = page_text("a.pdf", page(line))
    start = made.text.index("4,343.56")
    place = made.box(start, len(line))
    assert made.field("emissions_total", 4343.56, start, len(line)).raw == "4,343.56"
    (span,) = page(line).spans
    # Ten characters of the eighteen lie before it, two of them wide.
    assert place.x0 == pytest.approx(span.box.x0 + span.box.width * 10 / 18)
    assert place.x1 == pytest.approx(span.box.x1)


@pytest.mark.parametrize(
    "line", ["1 总则......3", "2.1 范围……12", "见附件...", "12.50", "省略..号"]
)
def test_other_dots_stay(line: str) -> None:
    assert page_text("a.pdf", page(line)).text == line
