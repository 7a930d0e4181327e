"""C601: what a sentence reckons from the amounts right before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Line
from evidencecheck.domain.geometry import Box
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes

Run = Callable[..., Outcome]


def found(run: Run, text: str) -> set[str]:
    line = Line(1, text, Box(0.1, 0.1, 0.9, 0.12))
    return codes(run, replace(document("contract", holder=FIRM), lines=(line,)))


@pytest.mark.parametrize(
    "text",
    [
        "年节电量为46.8万kWh,结算电价0.72元/kWh,年节能效益36.70万元。",
        "基准线情景排放1,486.20 tCO2;改造后实测排放1,118.60 tCO2;项目减排量为397.60 tCO2。",
        "基准情景为电热锅炉供洗浴与槽液预热,年用电612.00MWh;改造后补热用电147.00MWh,年节电475.00MWh。",
        "产生危险废物1,181.3吨,上年为1,284.0吨,同比下降12.0%。",
        "取水量由2024年的8,400吨降至2025年的7,560吨,下降15.0%。",
        "本次培训应到52人,实到47人,出勤率96.4%。",
        "一车间用电221.6万千瓦时,二车间184.3万千瓦时,三车间163.5万千瓦时,三个车间合计596.4万千瓦时。",
    ],
)
def test_what_comes_to_something_else(run: Run, text: str) -> None:
    assert found(run, text) == {"C601"}


@pytest.mark.parametrize(
    "text",
    [
        "年节电量为46.8万kWh,结算电价0.72元/kWh,年节能效益33.70万元。",
        "年节电量为46.8万kWh,电价0.72元/kWh,五年效益168.5万元。",
        "基准线情景排放1,486.20 tCO2;改造后排放1,118.60 tCO2;项目减排量为367.60 tCO2。",
        "产生危险废物1,181.3吨,上年为1,284.0吨,同比下降8.0%。",
        "产生危险废物1,181.3吨,上年为1,284.0吨,单位产品强度同比下降12.0%。",
        "本次培训应到52人,实到47人,出勤率90.4%。",
        "一车间用电221.6万千瓦时,二车间184.3万千瓦时,三个车间合计596.4万千瓦时。",
        "一车间221.6万千瓦时,二车间184.3万千瓦时,三车间163.5万千瓦时,三个车间合计569.4万千瓦时。",
    ],
)
def test_what_comes_out_or_is_of_something_else(run: Run, text: str) -> None:
    assert found(run, text) == set()
