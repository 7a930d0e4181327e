"""A706: the level of an award, and units of carbon, in the text hidden under a scan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_hidden_numbers import PRINTED, accused, scan

Run = Callable[..., Outcome]
CARBON = ("屋面光伏项目减排量核算报告", FIRM, "自发自用电量 1,086,000 kWh",
          "排放因子 0.5306 kgC02/kWh", "减排量 576.23 tc02", "本项目所发电量全部自用")  # fmt: skip


@pytest.mark.parametrize(
    ("hidden", "found"),
    [("减排量 735.41 tCO2", True), ("减排量 576.23 tCO2", False), ("减排量 576.28 tCO2", False)],
)
def test_a_unit_whose_letter_is_read_as_a_figure(run: Run, hidden: str, found: bool) -> None:
    layer = ("屋面光伏项目减排量核算报告", FIRM, "排放因子 0.5306 kgCO2/kWh", hidden)
    paper = replace(scan(layer), lines=scan((), *CARBON).lines[len(PRINTED) + 1 :])
    assert accused(run, paper) is found


AWARD = "被评为2023年度区级节水型企业"


@pytest.mark.parametrize(
    ("hidden", "sure", "found"),
    [
        ("被评为2025年度市级节水型企业", 0.99, True),
        ("被评为2023年度市级节水型企业", 0.99, True),
        ("被评为2023年度区级节水型企业", 0.99, False),
        # Another line; no level; hardly legible.
        ("推荐为2025年度市级绿色工厂", 0.99, False),
        ("被评为2025年度节水型企业", 0.99, False),
        ("被评为2025年度市级节水型企业", 0.8, False),
    ],
)
def test_the_level_of_an_award(run: Run, hidden: str, sure: float, found: bool) -> None:
    paper = document("award", text=AWARD, origin=Origin.OCR, holder=FIRM)
    lines = tuple(replace(x, confidence=sure) for x in paper.lines)
    assert accused(run, replace(paper, lines=lines, under=(FIRM, hidden))) is found


def test_a_level_that_both_texts_name_is_not_hidden(run: Run) -> None:
    paper = document("award", text=f"{AWARD}\n市级推荐", origin=Origin.OCR, holder=FIRM)
    assert not accused(run, replace(paper, under=("被评为2023年度市级节水型企业",)))
