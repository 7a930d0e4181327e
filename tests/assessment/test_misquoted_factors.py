"""C606: a published factor with its figures turned, or of another kind than its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
DAY = date(2026, 10, 31)


def told(run: Run, text: str, **more: object) -> bool:
    known: dict[str, object] = {"holder": FIRM, "issue_date": "2026-05-20", "title": "测算说明"}
    paper = document("project-record", text=text, **{**known, **more})  # type: ignore[arg-type]
    return "C606" in run(paper, day=DAY).of_documents()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Figures that changed places, with its year or without, before and behind.
        ("空压站电力 0.5036(全国电力平均因子,2023年)", True),
        ("全国电力平均二氧化碳排放因子取0.5036", True),
        ("2022年天津电力平均二氧化碳排放因子取0.7401", True),
        # One figure is another, of the year that it is said to be of.
        ("2022年度全国电力平均排放因子0.5866", True),
        ("全国电力平均排放因子0.5866", False),
        # The number; a year that the register does not know; another thing; what is put right.
        ("2023年全国电力平均排放因子0.5306", False),
        ("2022年度全国电力平均排放因子(不包括市场化交易的非化石能源电量)0.5856", False),
        ("2024年全国电力平均排放因子0.5036", False),
        ("全国行业平均负荷率0.5036", False),
        ("2023年全国电力平均排放因子由0.5036更正", False),
        ("原稿2023年全国电力平均排放因子0.5036\n现按0.5306重算", False),
    ],
)
def test_a_number_that_no_factor_has(run: Run, text: str, found: bool) -> None:
    assert told(run, text) is found
    assert not told(run, text, holder="白石样品电子有限公司")
    assert not told(run, text, title="碳排放核算管理制度")


def test_one_figure_may_be_misread(run: Run) -> None:
    text = "2022年度全国电力平均排放因子0.5866"
    assert not told(run, text, origin=Origin.OCR)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("替代网电,以全国电力平均碳排放因子0.8325 kg/kWh折算。", True),
        ("替代网电,以全国化石能源电力排放因子0.8325 kg/kWh折算。", False),
        ("替代网电,以全国电力平均碳排放因子0.5366 kg/kWh折算。", False),
        ("替代网电,以排放因子0.8325 kg/kWh折算。", False),
    ],
)
def test_fossil_power_is_no_average(run: Run, text: str, found: bool) -> None:
    assert told(run, text) is found
