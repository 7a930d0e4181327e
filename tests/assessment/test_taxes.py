"""C601 on invoices: amount, tax and the price with both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]


def invoice(*rows: tuple[str, ...], sure: float = 0.99) -> Document:
    """An invoice of these rows of cells."""
    lines = [
        Line(1, " ".join(cells), Box(0.1, 0.1 * n, 0.9, 0.1 * n + 0.02), sure)
        for n, cells in enumerate(rows, 1)
    ]
    return replace(document("invoice", holder=FIRM), lines=tuple(lines))


SUM = ("合计", "¥548,672.57", "¥71,327.43")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((SUM, ("价税合计(大写)", "陆拾肆万圆整", "(小写)", "¥640,000.00")), True),
        ((("合 计", "¥1000.00 ¥130.00"), ("价税合计", "¥1310.00")), True),
        ((SUM, ("价税合计(大写)", "陆拾贰万圆整", "(小写)", "¥620,000.00")), False),
        # Rounded row by row; free of tax; with a discount in a figure of its own.
        ((SUM, ("价税合计", "¥620,000.03")), False),
        ((("合计", "¥548,672.57", "***"), ("价税合计", "¥640,000.00")), False),
        ((SUM, ("价税合计", "¥640,000.00", "已付 ¥20,000.00")), False),
        ((SUM, SUM, ("价税合计", "¥640,000.00")), False),
    ],
)
def test_the_price_with_tax(run: Run, rows: tuple[tuple[str, ...], ...], found: bool) -> None:
    assert ("C601" in run(invoice(*rows)).of_documents()) is found


def test_figures_that_were_hardly_read_accuse_nobody(run: Run) -> None:
    faint = invoice(SUM, ("价税合计", "¥640,000.00"), sure=0.8)
    assert "C601" not in run(replace(faint, origin=Origin.OCR)).of_documents()
