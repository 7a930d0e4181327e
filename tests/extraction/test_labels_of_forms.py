"""Labels as forms, scans and spreadsheets set them."""

from __future__ import annotations

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin, Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

FIRM = "青河示例机械有限公司"
OTHER = "白石样品电子有限公司"
CERTIFICATE = "能源管理体系认证证书"


def read(extractor: Extractor, *pages: Page) -> Document:
    [document] = extractor.documents(reading(*pages))
    return document


def test_labels_that_follow_a_value_without_a_blank(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            f"获证组织:{FIRM}统一社会信用代码:91350100M000100Y43",
            "认证范围:机械零件的设计和使用地址:某市某路1号",
            "发证日期:2025年2月24日有效期:2025年3月1日至2028年2月29日",
            title=CERTIFICATE,
        ),
    )
    assert document.text("holder") == FIRM
    assert document.text("scope") == "机械零件的设计和使用"
    assert document.text("issue_date") == "2025-02-24"
    assert document.text("valid_from") == "2025-03-01"
    assert document.text("valid_until") == "2028-02-29"


def test_a_label_that_a_narrow_column_breaks(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            [("建设单", 0.1), (FIRM, 0.3), ("施工单", 0.6), (OTHER, 0.7)],
            [("位", 0.1), ("位", 0.6)],
            [("工程名", 0.1), ("一期厂房", 0.3)],
            [("称", 0.1)],
            title="建筑工程施工许可证",
        ),
    )
    assert document.text("holder") == FIRM


def test_a_label_drawn_out_into_its_value(extractor: Extractor) -> None:
    document = read(
        extractor, page([("名", 0.1), (f"称{FIRM}", 0.16)], "法定代表人 某某", title="营业执照")
    )
    assert document.text("holder") == FIRM


def test_labels_and_values_in_one_row_are_no_headings(extractor: Extractor) -> None:
    row = [("买方", 0.1), (FIRM, 0.2), ("卖方", 0.5), (OTHER, 0.6)]
    numbers = [("成交数量(吨)", 0.1), ("500", 0.3), ("成交均价(元/吨)", 0.5), ("86.00", 0.7)]
    document = read(extractor, page(row, numbers, title="核证自愿减排量交易凭证"))
    assert document.text("holder") == FIRM
    count = document.field("certificate_count")
    assert count is not None
    assert count.value == 500


@pytest.mark.parametrize(
    "row", ["批准 Approved by:某某某", "批准人:某某某", "审定:张三丰批准人:某某某"]
)
def test_who_signed(extractor: Extractor, row: str) -> None:
    name = row.replace("某某某", "秦海宁")
    document = read(extractor, page(f"受核查方:{FIRM}", name, title="温室气体核查声明"))
    assert document.text("signatory") == "秦海宁"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("使用期限:2015-06-10起2065-06-09", "2015-06-10", "2065-06-09"),
        ("有效期:2024-01-01 至 to 2026-12-31", "2024-01-01", "2026-12-31"),
    ],
)
def test_validity_in_odd_words(extractor: Extractor, text: str, first: str, last: str) -> None:
    document = read(extractor, page(f"权利人:{FIRM}", text, title="不动产权证书"))
    assert (document.text("valid_from"), document.text("valid_until")) == (first, last)


def test_the_date_at_the_head_of_a_sheet(extractor: Extractor) -> None:
    rows = [f"单位:{FIRM}    2026-01-26", [("项目", 0.1), ("单位", 0.4), ("数值", 0.6)]]
    document = read(extractor, page(*rows, title="2025年能源消费结构计算表"))  # type: ignore[arg-type]
    assert document.text("issue_date") == "2026-01-26"
    assert document.text("holder") == FIRM


def test_the_number_of_a_decision_is_no_period(extractor: Extractor) -> None:
    document = read(
        extractor,
        page("津税 无欠税证〔2026〕318号", f"{FIRM}:", "未发现欠税。", title="无欠税证明"),
    )
    assert document.field("period_start") is None
    assert document.text("certificate_number") == "津税 无欠税证〔2026〕318号"


def test_a_product_in_the_title(extractor: Extractor) -> None:
    named = read(extractor, page(FIRM, "2024年10月30日", title="YE5异步电动机碳足迹核算报告"))
    assert named.text("product") == "YE5异步电动机"
    plain = read(extractor, page(FIRM, "2024年10月30日", title="产品碳足迹核算报告"))
    assert plain.field("product") is None


def amount(document: Document, name: str) -> object:
    field = document.field(name)
    return None if field is None else field.value


def test_amounts_of_the_latest_year(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            FIRM,
            [("项目", 0.1), ("2022年", 0.4), ("2023年", 0.6), ("变化", 0.8)],
            [("范围一", 0.1), ("1,024.67", 0.4), ("970.18", 0.6), ("下降", 0.8)],
            [("范围二", 0.1), ("5,362.87", 0.4), ("5,059.20", 0.6), ("下降", 0.8)],
            title="2023年度温室气体排放报告",
        ),
    )
    assert amount(document, "emissions_scope1") == 970.18
    assert amount(document, "emissions_scope2") == 5059.20


def test_a_deviation_is_no_amount(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            f"受核查方:{FIRM}",
            [("项目", 0.1), ("声明值", 0.4), ("核查值", 0.6), ("偏差", 0.8)],
            [("范围一", 0.1), ("893.07", 0.4), ("893.07", 0.6), ("0", 0.8)],
            title="温室气体核查报告",
        ),
    )
    assert amount(document, "emissions_scope1") == 893.07


def test_one_unit_for_a_whole_sentence(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            FIRM,
            "2024年范围一排放634.04tCO2e,范围二排放6,417.74tCO2e;范围三排放60,218.77tCO2e。",
            title="2024年度温室气体排放报告",
        ),
    )
    assert amount(document, "emissions_scope1") == 634.04
    assert amount(document, "emissions_scope2") == 6417.74
    assert amount(document, "emissions_scope3") == 60218.77


def test_the_unit_above_a_table(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            [(f"用户名称:{FIRM}", 0.1), ("单位:兆瓦时", 0.7)],
            [("发电企业", 0.1), ("合同电量", 0.4), ("结算电量", 0.6)],
            [("某风电场", 0.1), ("150.000", 0.4), ("148.620", 0.6)],
            [("合计", 0.1), ("150.000", 0.4), ("148.620", 0.6)],
            title="绿色电力交易结算单",
        ),
    )
    assert amount(document, "electricity_kwh") == 148620


@pytest.mark.parametrize(
    "label", ["Quantity of units:", "Number of credits:", "Units retired:", "Quantity cancelled:"]
)
def test_units_are_counted_and_what_one_of_them_is_is_not(extractor: Extractor, label: str) -> None:
    document = read(
        extractor,
        page(
            [("Retired on behalf of:", 0.1), ("Qinghe Sample Machinery Co., Ltd.", 0.5)],
            [(label, 0.1), ("730 (1 unit = 1 tonne of CO2e)", 0.5)],
            [("Date of issue:", 0.1), ("March 3, 2026", 0.5)],
            title="Certificate of Retirement",
        ),
    )
    assert document.value("certificate_count") == 730


def test_the_term_of_an_authorisation(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            f"兹授权张三为{FIRM}能源管理体系管理者代表。",
            "授权期限自2024年3月1日起至2027年2月28日止。",
            "2024年2月20日",
            title="管理者代表授权书",
        ),
    )
    assert document.text("valid_from") == "2024-03-01"
    assert document.text("valid_until") == "2027-02-28"


def test_a_cycle_and_the_first_of_all_cycles(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            [("Original cycle start date:", 0.1), ("4 May 2017", 0.5)],
            [("Certification cycle start date:", 0.1), ("3 May 2023", 0.5)],
            [("Expiry date:", 0.1), ("2 May 2026", 0.5)],
            "ISO 14001:2015",
            title="Certificate of Environmental Management System",
        ),
    )
    assert document.text("valid_from") == "2023-05-03"


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("甲方统一社会信用代码", True),
        ("甲方社会信用代码", True),
        ("用能单位统一社会信用代码", True),
        ("乙方统一社会信用代码", False),
    ],
)
def test_a_wrong_code_is_that_of_the_party_in_its_label(
    extractor: Extractor, label: str, found: bool
) -> None:
    wrong = "91350100M000100Y45"
    contract = page(f"甲方:{FIRM}", f"乙方:{OTHER}", f"{label}:{wrong}", title="合同能源管理合同")
    assert read(extractor, contract).text("holder_credit_code") == (wrong if found else "")


@pytest.mark.parametrize(
    ("behind", "found"),
    [("信用代码:91350100M000100Y45", True), ("合同编号 91350100M000100Y45", False)],
)
def test_a_wrong_code_by_its_label_in_the_row_of_its_party(
    extractor: Extractor, behind: str, *, found: bool
) -> None:
    contract = page(
        [("甲方", 0.1), (FIRM, 0.2), (behind, 0.6)],
        [("乙方", 0.1), (OTHER, 0.2), ("信用代码:91120199592863140F", 0.6)],
        "一、甲方将危险废物交乙方处置。",
        title="危险废物委托处置合同",
    )
    document = read(extractor, contract)
    assert (document.text("holder_credit_code") == "91350100M000100Y45") is found


def test_the_number_of_a_note_behind_a_label(extractor: Extractor) -> None:
    rows = (
        [("单位名称(1)", 0.1), (FIRM, 0.4)],
        [("生产经营场所地址(4)", 0.1), ("青河市示例区长安路118号", 0.4)],
        "登记编号(9):91350100M000100Y43001X",
    )
    document = read(extractor, page(*rows, title="固定污染源排污登记表"))
    assert document.text("site") == "青河市示例区长安路118号"
    assert document.text("certificate_number") == "91350100M000100Y43001X"


@pytest.mark.parametrize(
    ("line", "origin", "start"),
    [
        ("电昼生产年月:2025年4月", Origin.OCR, "2025-04-01"),
        # What is stored is not misread; two characters are another word.
        ("电昼生产年月:2025年4月", Origin.TEXT_LAYER, None),
        ("首套生产年月:2025年4月", Origin.OCR, None),
    ],
)
def test_a_label_whose_beginning_was_misread(
    extractor: Extractor, line: str, origin: Origin, start: str | None
) -> None:
    above = ("项目名称:白石一期", "项目类型:集中式", "持有方:某公司", "数量:20个")
    paper = page(*above, line, "证书有效期至:2027年3月31日", title="绿色电力证书", origin=origin)
    assert read(extractor, paper).value("period_start") == start
