"""The criterion of a paper is told apart from standards that it only mentions."""

from __future__ import annotations

import pytest

from evidencecheck.domain.document import StandardRef
from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


def cited(extractor: Extractor, made: Page) -> list[str]:
    field = next(
        (f for f in extractor.documents(reading(made))[0].fields if f.name == "standards"), None
    )
    values = field.value if field and isinstance(field.value, tuple) else ()
    return [v.canonical for v in values if isinstance(v, StandardRef)]


@pytest.mark.parametrize(
    "passing",
    [
        "核查组长曾参加ISO 50001:2018审核员培训。",
        "企业已通过GB/T 23331-2020认证,证书另附。",
        "稽核員訓練依據ISO 19011辦理。",
        "评价机构具备ISO/IEC 17029:2019认可资质。",
        "The audit team was trained in ISO 50003.",
        "The laboratory works to ISO/IEC 17025:2017.",
        "The plant is certified to ISO 9001 and ISO 14001; these are not part of it.",
        "The quality system (ISO 9001 was not assessed) is kept up.",
        "参考文献:ISO/TS 14067:2013(已废止,仅供比较)。",
        "2013-05-06 首次发布,依据GB/T 28001-2011",
        "铭牌编号:NO.GB32299-3-2023-0009",
        "采购合同号 HL-SH 2025-2031",
        "2018年按当时的GB/T 28001-2011扩展,现已转换。",
        "(GB/T 32150-2025自2026年7月1日起实施,届时换版。)",
        "GB 17167-2025尚未实施。",
        "ISO/TS 14067:2013为历史文献,不作为依据。",
        "公司最早于2014年按GB/T 28001-2011建立体系,2020年已完成向现行标准转换。",
        "Earlier work of the client from 2012 followed PAS 2050:2008 and is not comparable.",
    ],
)
def test_a_mention_is_no_criterion(extractor: Extractor, passing: str) -> None:
    made = page("核算依据 ISO 14064-1:2018", passing, title="温室气体排放核算报告")
    assert cited(extractor, made) == ["ISO 14064-1:2018"]


@pytest.mark.parametrize(
    ("row", "canonicals"),
    [
        ("依据《导则》(GB/T 7119-2018,代替GB/T 7119-2006)进行评价", ["GB/T 7119-2018"]),
        (
            "依据GB/T 12452-2022、GB/T 7119-2018(代替GB/T 7119-2006)、GB/T 24789-2022。",
            ["GB/T 12452-2022", "GB/T 7119-2018", "GB/T 24789-2022"],
        ),
        ("废气执行DB32/4041-2021,噪声执行GB 12348-2008。", ["DB32/4041-2021", "GB 12348-2008"]),
        ("编制符合《安全预评价导则》(AQ 8002-2007)要求", ["AQ 8002-2007"]),
        ("calculated in accordance with IEC/TR 62635:2012", ["IEC/TR 62635:2012"]),
        ("Type of document: EN 10204:2004 3.1", ["EN 10204:2004"]),
        ("依ISO 14064-1:2018及溫室氣體盤查議定書辦理", ["ISO 14064-1:2018", "GHG Protocol"]),
    ],
)
def test_the_criterion(extractor: Extractor, row: str, canonicals: list[str]) -> None:
    assert cited(extractor, page(row, title="评价报告")) == canonicals


def test_the_history_of_a_manual_is_no_criterion(extractor: Extractor) -> None:
    made = page(
        "1 适用范围",
        "本手册按GB/T 19001-2016、GB/T 45001-2020编制。",
        "手册修订历史",
        [("A/0", 0.1), ("2013-05-06", 0.3), ("按GB/T 28001-2011编制", 0.5)],
        [("B/0", 0.1), ("2021-05-06", 0.3), ("职业健康安全部分改版", 0.5)],
        "2 规范性引用文件",
        "GB/T 24001-2016 环境管理体系",
        title="管理手册",
    )
    assert cited(extractor, made) == ["GB/T 19001-2016", "GB/T 45001-2020", "GB/T 24001-2016"]


def test_a_citation_over_the_rows_of_a_cell(extractor: Extractor) -> None:
    made = page(
        [
            ("核算和报告依据", 0.1),
            ("GB/T 32150-2015、ISO", 0.3),
            ("核查年度", 0.6),
            ("2024年", 0.8),
        ],
        ("14064-1:2018", 0.3),
        title="温室气体排放核查报告",
    )
    assert sorted(cited(extractor, made)) == ["GB/T 32150-2015", "ISO 14064-1:2018"]


def test_who_applies_a_standard_does_not_make_it_a_mention(extractor: Extractor) -> None:
    made = page("核查员依据GB/T 32150-2015核对了活动数据。", title="温室气体排放核查报告")
    assert cited(extractor, made) == ["GB/T 32150-2015"]


def test_the_only_certificate_that_is_spoken_of_is_the_criterion(extractor: Extractor) -> None:
    made = page("该产品通过ISO 14067:2018产品碳足迹认证。", title="产品碳足迹证书")
    assert cited(extractor, made) == ["ISO 14067:2018"]


def test_a_certificate_of_a_system_cites_what_it_certifies(extractor: Extractor) -> None:
    made = page(
        "青河示例阀门有限公司 已通过GB/T 24001-2016/ISO 14001:2015认证",
        title="环境管理体系认证证书",
    )
    assert cited(extractor, made) == ["GB/T 24001-2016", "ISO 14001:2015"]


def test_a_lesson_on_two_editions_applies_neither(extractor: Extractor) -> None:
    rows = ("1 温室气体核算基础(GB/T 32150-2015)", "2 ISO 14064-1:2006与2018版差异回顾")
    assert cited(extractor, page(*rows, title="培训计划")) == ["GB/T 32150-2015"]


def test_limits_are_taken_from_a_standard_that_applies(extractor: Extractor) -> None:
    made = page("限值引自《污水综合排放标准》(DB12/356-2018)三级。", title="废水检测报告")
    assert cited(extractor, made) == ["DB12/356-2018"]


@pytest.mark.parametrize(
    "rows",
    [
        ["2024版依据GB/T 32150-2015编制;本版自7月起改按GB/T 32150-2025,老数据沿用旧版。"],
        ["原版采用GB/T 32150-2015,现改为GB/T 32150-2025。"],
        ["核算标准由GB/T 32150-2015更新为GB/T 32150-2025。"],
        ["修订前执行GB/T 32150-2015。本次修订统一采用GB/T 32150-2025,不再保留旧版口径。"],
        ["上一版按《通则》(GB/T 32150-2015)制定;新版转按GB/T 32150-2025。"],
    ],
)
def test_the_edition_before_a_revision_is_history(extractor: Extractor, rows: list[str]) -> None:
    made = page("1 修订说明", *rows, title="温室气体数据质量控制计划")
    assert cited(extractor, made) == ["GB/T 32150-2025"]


def test_the_edition_before_is_history_where_its_successor_is_of_another_number(
    extractor: Extractor,
) -> None:
    row = "上一版按ISO 14064-1:2006制定,本版改按GB/T 32150-2025编写。"
    made = page(row, title="温室气体数据质量控制计划")
    assert cited(extractor, made) == ["GB/T 32150-2025"]


@pytest.mark.parametrize(
    "row",
    [
        "本版按GB/T 32150-2015编制,由质量部负责更新。",
        "本计划依据GB/T 32150-2015制定。",
        "2026版依据GB/T 32150-2015编制,数据由各部门提供。",
        "由咨询机构按GB/T 32150-2015核算后报送。",
    ],
)
def test_an_edition_by_which_a_paper_is_made_is_no_history(extractor: Extractor, row: str) -> None:
    made = page("1 依据", row, title="温室气体数据质量控制计划")
    assert cited(extractor, made) == ["GB/T 32150-2015"]
