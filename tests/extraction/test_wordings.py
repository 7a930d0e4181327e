"""Wordings of issuers: labels, sentences and layouts by which papers state the same thing."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

FIRM, BODY = "禾川示例纺织有限公司", "东屿认证有限公司"
SCOPE = "针织面料的染整"


def read(extractor: Extractor, title: str, *rows: str) -> dict[str, str]:
    [document] = extractor.documents(reading(page(*rows, title=title)))
    return {field.name: str(field.value) for field in document.fields}


def of_certificate(extractor: Extractor, *rows: str) -> dict[str, str]:
    head = (f"兹证明 {FIRM}", "认证标准:GB/T 24001-2016")
    return read(extractor, "环境管理体系认证证书", *head, *rows)


def of_statement(extractor: Extractor, *rows: str) -> dict[str, str]:
    head = (f"受核查方:{FIRM}", "核查准则:ISO 14064-1:2018")
    return read(extractor, "温室气体排放核查声明", *head, *rows)


@pytest.mark.parametrize(
    "row",
    [
        "认证有效期:2025-03-10至2028-03-09",
        "本证书有效期三年,自2025年3月10日起至2028年3月9日止。",
        "证书起止日期:2025.03.10—2028.03.09",
        "有效期:10.03.2025 - 09.03.2028",
        "有效期从:2025-03-10 有效期截止日:2028-03-09",
        "效期起日:114/03/10 效期至:117/03/09",
    ],
)
def test_terms(extractor: Extractor, row: str) -> None:
    got = of_certificate(extractor, row)
    assert (got["valid_from"], got["valid_until"]) == ("2025-03-10", "2028-03-09")


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("证书编号(Certificate No.):HC-E-01", "certificate_number", "HC-E-01"),
        ("Certificate No.(证书编号):HC-E-01", "certificate_number", "HC-E-01"),
        ("认证注册号:HC-E-01", "certificate_number", "HC-E-01"),
        ("认证证书签发单位及日期见下 本次签发日期:2025年3月5日", "issue_date", "2025-03-05"),
        (f"其环境管理体系适用于{SCOPE}。", "scope", SCOPE),
        (f"认证覆盖的产品及其过程:{SCOPE}", "scope", SCOPE),
        (f"本证书由{BODY}签发。", "issuer", BODY),
        ("Signed this 5th day of March 2025", "issue_date", "2025-03-05"),
    ],
)
def test_words_of_certificates(extractor: Extractor, row: str, field: str, value: str) -> None:
    assert of_certificate(extractor, row)[field] == value


def test_who_signs_is_no_part_of_the_scope(extractor: Extractor) -> None:
    got = of_certificate(extractor, f"认证范围:{SCOPE}", BODY)
    assert (got["scope"], got["issuer"]) == (SCOPE, BODY)


def test_what_is_said_of_the_holder_is_no_part_of_the_scope(extractor: Extractor) -> None:
    got = read(
        extractor,
        "Certificate of Registration",
        "It is hereby certified that Hechuan Textiles Co., Ltd.",
        "Scope: Dyeing and finishing of fabrics",
        "meets the requirements of ISO 14001:2015",
    )
    assert got["scope"] == "Dyeing and finishing of fabrics"


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ("保证等级:□合理保证 ☑有限保证", "limited"),
        ("保证等级:■合理保证 □有限保证", "reasonable"),
        ("确信等级:有限确信", "limited"),
        ("本次查證採合理保證等級", "reasonable"),
    ],
)
def test_levels_of_assurance(extractor: Extractor, row: str, level: str) -> None:
    assert of_statement(extractor, row)["assurance_level"] == level


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        ("核查期限:2024年1-12月", "2024-01-01", "2024-12-31"),
        ("数据时段:2024年第一季度至第三季度", "2024-01-01", "2024-09-30"),
        ("核查年度:2024财年(2024年4月1日至2025年3月31日)", "2024-04-01", "2025-03-31"),
        ("排放年度:2024", "2024-01-01", "2024-12-31"),
        ("核查年度:2024年度 2024年4月16日至2024年12月31日", "2024-04-16", "2024-12-31"),
    ],
)
def test_periods(extractor: Extractor, row: str, first: str, last: str) -> None:
    got = of_statement(extractor, row)
    assert (got["period_start"], got["period_end"]) == (first, last)


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("直接GHG排放:1,234.5 tCO2e", "emissions_scope1", "1234.5"),
        ("外购电力及蒸汽排放:5,678.9 tCO2e", "emissions_scope2", "5678.9"),
        ("報告期共排放温室气体6,913.4吨二氧化碳当量。", "emissions_total", "6913.4"),
        ("外购电力的消耗量为987.65万千瓦时。", "electricity_kwh", "9876500.0"),
        ("核查范围:厂区内类别1、类别2排放", "scope", "厂区内类别1、类别2排放"),
        ("组织边界确定为芦原路5号厂区", "scope", "芦原路5号厂区"),
    ],
)
def test_words_of_statements(extractor: Extractor, row: str, field: str, value: str) -> None:
    assert of_statement(extractor, row)[field] == value


@pytest.mark.parametrize(
    "last",
    [
        "签批人:顾清远",
        "顾清远 总经理",
        "顾清远(授权签字人)",
        "机构负责人:顾清远",
        "批准/日期:顾清远",
    ],
)
def test_who_signs(extractor: Extractor, last: str) -> None:
    assert of_statement(extractor, BODY, last)["signatory"] == "顾清远"


@pytest.mark.parametrize(
    ("title", "rows", "field", "value"),
    [
        ("绿色电力证书", ["购买方:" + FIRM, "绿证总数:1,200"], "certificate_count", "1200"),
        ("绿色电力证书", ["购买方:" + FIRM, "核销绿证1,200个"], "certificate_count", "1200"),
        ("减排量注销证明", ["注销主体:" + FIRM, "注销总额(tCO2e):600"], "certificate_count", "600"),
        (
            "CCER注销证明",
            ["国家应对气候变化研究中心", "2025年3月5日"],
            "issuer",
            "国家应对气候变化研究中心",
        ),
        ("检测报告", ["委托单位:" + FIRM, "Prepared by: A. Smith"], "issuer", ""),
        ("东屿电力交易中心绿色电力交易结算单", ["用户名称:" + FIRM], "issuer", "东屿电力交易中心"),
        ("守法证明", [f"我局辖区企业{FIRM}未受到行政处罚。"], "holder", FIRM),
        ("零碳工厂承诺书", ["到2030年实现工厂碳中和。", FIRM, "2025年3月5日"], "holder", FIRM),
    ],
)
def test_words_of_other_papers(
    extractor: Extractor, title: str, rows: list[str], field: str, value: str
) -> None:
    assert read(extractor, title, *rows).get(field, "") == value
