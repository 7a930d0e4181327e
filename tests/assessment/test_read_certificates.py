"""C601, C608 of green certificates as they are read: what was bought in all is no count of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.extraction import Extractor
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, with_table
from tests.extraction.drawing import page, reading

Run = Callable[..., Outcome]


@pytest.mark.parametrize(("kwh", "found"), [("915,900", {"C608"}), ("1,315,900", set())])
def test_bought_power_in_a_sentence_of_a_certificate(
    run: Run, book: RuleBook, kwh: str, found: set[str]
) -> None:
    line = f"{FIRM}2025年全部外购电量为{kwh}千瓦时，购买并核销同期绿证1,050个。"
    paper = page(line, "核销状态:已核销", "核销数量:1,050个", title="绿色电力证书核销证明")
    assert codes(run, *Extractor(book).documents(reading(paper))) == found


@pytest.mark.parametrize(
    ("limit", "found"),
    [("外购电力", True), ("外购电力（其他）", False), ("外购电力（除绿证外）", False)],
)
def test_what_is_left_beside_the_certificates_is_no_limit(
    run: Run, limit: str, found: bool
) -> None:
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    rows = (limit, "318,400"), ("绿证对应电量", "540,000")
    assert ("C608" in codes(run, with_table(paper, [("电量", "kWh")], *rows))) is found
