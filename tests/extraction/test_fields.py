"""Fields in the layouts in which documents state them."""

from __future__ import annotations

import pytest

from evidencecheck.domain.document import LONG_TERM, Document
from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

CERTIFICATE = "质量管理体系认证证书"
FIRM = "青河示例机械有限公司"


def read(extractor: Extractor, *pages: Page) -> Document:
    [document] = extractor.documents(reading(*pages))
    return document


@pytest.mark.parametrize(
    "rows",
    [
        ["证书编号:00126Q30001R0M"],
        [[("证书编号:", 0.1), ("00126Q30001R0M", 0.4)]],
        [[("证书编号", 0.1), ("发证日期", 0.5)], [("00126Q30001R0M", 0.1), ("2024-05-06", 0.5)]],
        ["证书编号 Certificate No.:00126Q30001R0M"],
        ["证 书 编 号: 00126Q30001R0M"],
        [[("证", 0.1), ("书", 0.14), ("编", 0.18), ("号:", 0.22), ("00126Q30001R0M", 0.4)]],
        ["Certificate No: 00126Q30001R0M"],
    ],
    ids=["same span", "next cell", "above", "bilingual", "spaced", "spaced spans", "English"],
)
def test_a_value_is_found_by_its_label(extractor: Extractor, rows: list[object]) -> None:
    document = read(extractor, page(*rows, title=CERTIFICATE))  # type: ignore[arg-type]
    assert document.text("certificate_number") == "00126Q30001R0M"


def test_a_value_ends_where_the_next_label_begins(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(f"获证组织:{FIRM} 证书编号:00126Q30001R0M 发证日期:2024-05-06", title=CERTIFICATE),
    )
    assert document.text("holder") == FIRM
    assert document.text("certificate_number") == "00126Q30001R0M"
    assert document.text("issue_date") == "2024-05-06"


def test_a_label_within_another_word_is_none(extractor: Extractor) -> None:
    document = read(
        extractor,
        page("产品名称:钢制桥架", f"获证组织名称:{FIRM}", title=CERTIFICATE),
    )
    assert document.text("holder") == FIRM


def test_the_dates_of_a_certificate_are_told_apart(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            "初次发证日期:2018年07月04日",
            "上一认证周期:2024年07月04日",
            "本次发证日期:2024年07月30日",
            "证书有效期至:2027年07月04日",
            title=CERTIFICATE,
        ),
    )
    assert document.text("first_issue_date") == "2018-07-04"
    assert document.text("issue_date") == "2024-07-30"
    assert document.text("valid_until") == "2027-07-04"


@pytest.mark.parametrize(
    ("row", "start", "until"),
    [
        ("有效期:2023年1月1日至2025年12月31日", "2023-01-01", "2025-12-31"),
        ("有效期限 自2023.01.01起至2025.12.31止", "2023-01-01", "2025-12-31"),
        ("Valid from 1 January 2023 until 31 December 2025", "2023-01-01", "2025-12-31"),
        ("有效期至:长期", "", LONG_TERM),
        ("有效期:2012年8月22日至******", "2012-08-22", ""),
        ("有效期至2025年12月31日", "", "2025-12-31"),
    ],
)
def test_validity(extractor: Extractor, row: str, start: str, until: str) -> None:
    document = read(extractor, page(row, title=CERTIFICATE))
    assert document.text("valid_until") == until
    assert document.text("valid_from") == start


def test_a_duration_counts_from_the_day_of_issue(extractor: Extractor) -> None:
    document = read(extractor, page("发证日期:2024-03-01", "有效期:三年", title=CERTIFICATE))
    assert document.text("valid_until") == "2027-02-28"


def test_a_blank_validity_is_no_validity(extractor: Extractor) -> None:
    document = read(extractor, page("有效期至:____年__月__日", title=CERTIFICATE))
    assert document.field("valid_until") is None


def test_prose_names_the_holder(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(f"兹证明{FIRM}的质量管理体系符合GB/T 19001-2016标准", title=CERTIFICATE),
    )
    assert document.text("holder") == FIRM
    assert [s.canonical for s in document.standards] == ["GB/T 19001-2016"]


def test_a_long_value_goes_on_in_the_rows_below(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            [("认证范围:", 0.1), ("钢制桥架、母线槽的设计、", 0.3)],
            [("生产和服务", 0.3)],
            "发证日期:2024-05-06",
            title=CERTIFICATE,
            leading=0.018,
        ),
    )
    assert document.text("scope") == "钢制桥架、母线槽的设计、生产和服务"


def test_the_chinese_name_is_taken_from_a_bilingual_certificate(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            [
                ("This is to certify that:", 0.1),
                ("Qinghe Example Machinery Co., Ltd.", 0.35),
                (FIRM, 0.7),
            ],
            title=CERTIFICATE,
        ),
    )
    assert document.text("holder") == FIRM


def statement(*rows: object) -> Page:
    return page(*rows, title="温室气体核查声明")  # type: ignore[arg-type]


def test_emissions_of_a_sentence(extractor: Extractor) -> None:
    document = read(
        extractor,
        statement(
            "报告期:2024年1月1日至2024年12月31日",
            "经核查的排放总量为12,345.67 tCO2e,其中直接排放1,000.50吨,能源间接排放11,345.17吨。",
        ),
    )
    assert document.value("emissions_total") == pytest.approx(12345.67)
    assert document.value("emissions_scope1") == pytest.approx(1000.5)
    assert document.value("emissions_scope2") == pytest.approx(11345.17)
    assert document.years == (2024,)


def test_emissions_of_a_table_are_taken_from_the_column_of_emissions(extractor: Extractor) -> None:
    document = read(
        extractor,
        statement(
            [("类别", 0.1), ("活动数据", 0.3), ("排放因子", 0.5), ("排放量(tCO2e)", 0.7)],
            [("范围1", 0.1), ("464.2", 0.3), ("2.155", 0.5), ("1,000.50", 0.7)],
            [("范围2", 0.1), ("20,000", 0.3), ("0.5673", 0.5), ("11,345.17", 0.7)],
            [("合计", 0.1), ("12,345.67", 0.7)],
        ),
    )
    assert document.value("emissions_scope1") == pytest.approx(1000.5)
    assert document.value("emissions_scope2") == pytest.approx(11345.17)
    assert document.value("emissions_total") == pytest.approx(12345.67)


def test_a_total_of_something_else_is_no_emission(extractor: Extractor) -> None:
    document = read(
        extractor, statement([("设备合计", 0.1), ("15", 0.5)], [("合计", 0.1), ("42", 0.5)])
    )
    assert document.field("emissions_total") is None


def test_standards_of_a_training_record_are_mentioned_in_passing(extractor: Extractor) -> None:
    document = read(
        extractor,
        statement("核查准则:ISO 14064-1:2018", "核查员经GB/T 19001培训合格"),
    )
    assert [s.canonical for s in document.standards] == ["ISO 14064-1:2018"]


def test_every_value_is_cited(extractor: Extractor) -> None:
    document = read(extractor, page(f"获证组织:{FIRM}", "证书编号:ABC-2024-001", title=CERTIFICATE))
    for field in document.fields:
        assert field.citation.file == "a.pdf"
        assert field.citation.page == 1
        assert field.citation.quote
        assert 0 <= field.citation.box.x0 < field.citation.box.x1 <= 1
        assert 0 < field.confidence <= 1
