"""C601: amounts told again in another unit, changes over listed years, shares of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, with_table
from tests.assessment.test_nearly_reckoned import paper

Run = Callable[..., Outcome]
Heads = list[tuple[str, str]]
Row = tuple[str, ...]


def below(heads: Heads, rows: list[Row], *lines: str) -> Document:
    """A table, and sentences below it."""
    made = with_table(document("equipment-list", holder=FIRM), heads, *rows)
    said = tuple(
        Line(1, text, Box(0.1, 0.6 + 0.02 * n, 0.9, 0.62 + 0.02 * n))
        for n, text in enumerate(lines)
    )
    return replace(made, lines=said)


@pytest.mark.parametrize(
    "text",
    [
        "全年回用中水2.75万m3,折合275,000 m3。",
        "设备投资38.5万元(3,850,000元),已全部支付。",
        "供热量1,860 GJ,折算为18,600,000 MJ。",
        # Two figures changed places.
        "外购蒸汽4,380吨,即0.483万吨。",
        "年节约用电152.4万kWh,即1,542 MWh。",
    ],
)
def test_told_again_in_another_unit(run: Run, text: str) -> None:
    assert codes(run, paper(text)) == {"C601"}
    assert codes(run, paper(text, holder="白石样品电子有限公司")) == set()


@pytest.mark.parametrize(
    "text",
    [
        "全年回用中水2.75万m3,折合27,500 m3。",
        "设备投资38.5万元(385,000元),已全部支付。",
        # Rounded; of something else; of another kind; too few figures in brackets.
        "年节约用电152.4万kWh,即1,524.3 MWh。",
        "全年回用中水2.75万m3,折合每日75.3 m3。",
        "全年回用中水2.75万m3,其中冷却275,000 m3。",
        "年节约用电152.4万kWh,折合187.3 tce。",
        "袋装辅料20吨(200 kg吨袋)。",
        "用电152.4万kWh。即1,542 MWh以上的用户。",
        "运行十个月用水1.25万m3,即1,250 m3/月。",
    ],
)
def test_what_is_the_same_or_another_thing(run: Run, text: str) -> None:
    assert codes(run, paper(text)) == set()


LIST = "单位产品电耗2021年为80.0 kWh/t,2022年为74.0 kWh/t,2023年为68.0 kWh/t"


@pytest.mark.parametrize(
    "text",
    [
        f"{LIST},两年累计降低20%。",
        f"{LIST}。两年间共下降了百分之十八。",
        "二〇二一年吨钢耗水5.00 m3,二〇二二年4.60 m3,二〇二三年4.20 m3。三年来累计下降24.0%。",
    ],
)
def test_a_change_over_years(run: Run, text: str) -> None:
    assert codes(run, paper(text)) == {"C601"}


@pytest.mark.parametrize(
    "text",
    [
        f"{LIST},两年累计降低15%。",
        # Of each year added up; of the last; a mean; something else; an aim; another paragraph.
        f"{LIST},两年累计降低15.6%。",
        f"{LIST},累计降低8.1%。",
        f"{LIST},两年间年均下降7.8%。",
        f"{LIST},两年间碳排放累计下降20%。",
        f"{LIST},目标为三年累计下降20%。",
        f"{LIST}。全厂更换了电机。另行采购了空压机。累计下降20%。",
        f"{LIST},累计下降12个百分点,即20%。",
        "2021年电耗80.0 kWh/t,2022年水耗3.20 m3/t,两年累计降低20%。",
    ],
)
def test_other_changes(run: Run, text: str) -> None:
    assert codes(run, paper(text)) == set()


MOTORS: Heads = [("台数", "")]
GRADES: list[Row] = [("一级", "31"), ("二级", "26"), ("三级", "23"), ("合计", "80")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二级及以上五十七台,占总数的81.3%。", True),
        ("一级能效电机31台,占全厂电机总台数的48.8%。", True),
        ("二级及以上五十七台,占总数的71.3%。", False),
        ("二级及以上五十七台,占总数的71%。", False),
        # Of their power; of what is no part of the list; of what is left; no word for the whole.
        ("二级及以上五十七台,占总功率的81.3%。", False),
        ("变频电机29台,占总数的36.9%。", False),
        ("三级23台,占总数的71.3%。", False),
        ("二级及以上五十七台,占比81.3%。", False),
    ],
)
def test_a_share_of_a_list(run: Run, text: str, found: bool) -> None:
    assert codes(run, below(MOTORS, GRADES, text)) == ({"C601"} if found else set())


def test_a_share_of_a_list_that_is_not_whole(run: Run) -> None:
    text = "一级能效电机31台,占总台数的48.8%。"
    assert "C601" not in codes(run, below(MOTORS, GRADES[:3], text))


RATES: Heads = [("单位气耗 m3/t", "m3/t")]
SHOPS: list[Row] = [("一车间", "41.6"), ("二车间", "42.83")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二车间单位气耗为48.23 m3/t,高于一车间。", True),
        ("二车间的单位气耗约48.23 m3/t。", True),
        ("二车间单位气耗为42.83 m3/t,高于一车间。", False),
        # Rounded; of another thing; other figures; an aim.
        ("二车间单位气耗为42.8 m3/t。", False),
        ("三车间单位气耗为48.23 m3/t。", False),
        ("二车间单位气耗为39.55 m3/t。", False),
        ("二车间单位气耗目标为48.23 m3/t。", False),
    ],
)
def test_a_cell_in_a_sentence(run: Run, text: str, found: bool) -> None:
    assert codes(run, below(RATES, SHOPS, text)) == ({"C601"} if found else set())


MEASURES: Heads = [("年减排量(tCO2)", "tCO2e"), ("投资(万元)", "元")]
PLAN: list[Row] = [
    ("余热锅炉", "640", "210"),
    ("变频风机", "1,275", "96"),
    ("屋顶光伏", "2,310", "880"),
    ("电锅炉", "345", "150"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("四个项目都建成后,预计每年减排4,750吨二氧化碳。", True),
        ("四项措施合计年减排5,470吨二氧化碳。", True),
        ("四项措施合计年减排4,570吨二氧化碳。", False),
        # No slip, as where measures overlap; other counts; a part; of each; no count.
        ("四项措施合计年减排4,100吨二氧化碳。", False),
        ("三项措施合计年减排4,750吨二氧化碳。", False),
        ("四项措施合计年减排5,100吨二氧化碳,其中光伏2,130吨二氧化碳。", False),
        ("四项措施全部投运后平均年减排1,143吨二氧化碳。", False),
    ],
)
def test_things_that_are_counted(run: Run, text: str, found: bool) -> None:
    assert ("C601" in codes(run, below(MEASURES, PLAN, text))) is found


MONTHS: Heads = [(f"{n}月", "") for n in range(7, 13)]
GAS: list[Row] = [("", "31.4", "30.8", "33.5", "36.2", "41.7", "45.9")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("六个月累计用气229.5万m3,其中锅炉180.3万m3,烘箱49.2万m3。", True),
        ("六个月累计用气219.5万m3,其中锅炉180.3万m3,烘箱39.2万m3。", False),
        ("十个月累计用气229.5万m3。", False),
        ("六个月平均用气36.58万m3。", False),
    ],
)
def test_a_row_of_months(run: Run, text: str, found: bool) -> None:
    assert codes(run, below(MONTHS, GAS, text)) == ({"C601"} if found else set())


STAGES: Heads = [("kgCO2e/台", "kgCO2e/台")]
LIFE: list[Row] = [("材料", "18.42"), ("制造", "6.35"), ("运输", "0.93")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("评价结果:单台水泵27.50 kgCO2e。", True),
        ("评价结果:单台水泵25.70 kgCO2e。", False),
        # The stages of the paper before; with what is no stage of this list.
        ("评价结果:单台水泵31.16 kgCO2e。", False),
        ("行业平均水平27.50 kgCO2e。", False),
    ],
)
def test_the_stages_of_a_life(run: Run, text: str, found: bool) -> None:
    made = below(STAGES, LIFE, text)
    assert codes(run, made) == ({"C601"} if found else set())
    doubtful = replace(
        made,
        origin=Origin.OCR,
        lines=tuple(replace(line, confidence=0.8) for line in made.lines),
    )
    assert codes(run, doubtful) == set()


OF_YEARS: Heads = [("2021年", ""), ("2022年", ""), ("2023年", "")]
THREE: list[Row] = [
    ("单位产品气耗(m3/t)", "52.0", "48.6", "44.2"),
    ("单位产品水耗(m3/t)", "3.60", "3.42", "3.15"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年单位产品气耗较2021年下降了18%,达到预期。", True),
        ("单位产品水耗比2021年降低22.5%。", True),
        ("2023年单位产品气耗较2021年下降了15%。", False),
        # In the two years before; of the other row; an aim; a row that is not there.
        ("2023年单位产品气耗较2022年下降9.1%。", False),
        ("2023年单位产品气耗较2021年下降12.5%。", False),
        ("目标为2023年单位产品气耗较2021年下降18%。", False),
        ("2023年单位产品电耗较2021年下降18%。", False),
        ("2023年单位产品气耗较2020年下降18%。", False),
    ],
)
def test_a_change_between_two_years_of_a_table(run: Run, text: str, found: bool) -> None:
    assert codes(run, below(OF_YEARS, THREE, text)) == ({"C601"} if found else set())


@pytest.mark.parametrize(("share", "found"), [("26%", True), ("15%", False)])
def test_years_in_rows(run: Run, share: str, found: bool) -> None:
    rows = [("2021年", "52.0"), ("2022年", "48.6"), ("2023年", "44.2")]
    made = below([("吨产品气耗(m3)", "")], rows, f"2023年吨产品气耗较2021年下降{share}。")
    assert codes(run, made) == ({"C601"} if found else set())
