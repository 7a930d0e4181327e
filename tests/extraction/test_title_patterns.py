"""Patterns of titles: the words that stay, with room for company, product and year."""

from __future__ import annotations

import pytest

from evidencecheck.extraction.title_lines import fold
from evidencecheck.extraction.title_patterns import TitlePattern


def pattern(text: str) -> TitlePattern:
    return TitlePattern.of(text, fold)


@pytest.mark.parametrize(
    "line",
    [
        "计量器具台账",
        "能源计量器具周期检定台账",
        "青河示例公司水计量器具一览表(2025年)",
        "计量器具管理清单 第二版",
        "计量器具台账(截图)",
    ],
)
def test_a_gap_takes_what_changes(line: str) -> None:
    assert pattern("计量器具…台账/清单/一览表").fit(fold(line)) is not None


@pytest.mark.parametrize(
    "line",
    [
        "台账中的计量器具",
        "计量器具台账管理制度",
        "附表名称:计量器具台账",
        "计量器具由设备动力部统一采购安装并建立台账",
        "根据计量器具台账",
    ],
)
def test_a_mention_does_not_fit(line: str) -> None:
    assert pattern("计量器具…台账/清单").fit(fold(line)) is None


def test_the_colon_of_an_edition_ends_no_label() -> None:
    made = pattern("ISO 14064…核查声明")
    assert made.fit(fold("ISO 14064-1:2018 核查声明"))
    assert pattern("核查声明").fit(fold("ISO 14064-1:2018 核查声明"))
    assert made.fit(fold("依据标准:ISO 14064-1 核查声明")) is None
    assert pattern("营业执照").fit(fold("第3项证件种类:营业执照")) is None


@pytest.mark.parametrize(
    "line", ["检测报告HJ2024-0512", "检测报告 CN23/00001234", "检测报告91320211MA1XK2T34F001P"]
)
def test_a_number_may_stand_behind_a_title(line: str) -> None:
    assert pattern("检测报告").fit(fold(line)) is not None


def test_the_name_of_a_firm_is_no_matter_of_a_title() -> None:
    assert pattern("建材/建筑材料…检验报告").fit(fold("白石建材检测有限公司检验报告")) is None
    assert pattern("建材/建筑材料…检验报告").fit(fold("白石检测有限公司建材进场检验报告"))


def test_alternatives_stand_in_any_part() -> None:
    made = pattern("废油/废液…处置合同/处置协议")
    assert made.fit(fold("废油处置合同"))
    assert made.fit(fold("实验室废液委托处置协议"))
    assert not made.fit(fold("废油处置"))


def test_the_subject_of_an_official_letter_may_be_long() -> None:
    made = pattern("关于核准…的批复")
    line = "关于核准青河示例机械(天津)有限公司年产十万件阀门扩建(二期)项目的批复"
    assert made.fit(fold(line)) is not None


def test_the_whole_title_fits_best() -> None:
    made = pattern("温室气体…报告")
    whole, before, gap = (
        made.fit(fold(t)) for t in ("温室气体报告", "某厂温室气体报告", "温室气体排放核算报告")
    )
    assert whole and before and gap
    assert whole[0] == 1.0
    assert before[0] < gap[0] < whole[0]


def test_letters_of_gaps_do_not_count() -> None:
    found = pattern("温室气体…报告").fit(fold("温室气体排放核算报告"))
    assert found is not None
    assert found[1].letters == 6
