"""One amount told in two units, and commas that were read as points."""

from __future__ import annotations

from evidencecheck.domain.page import Origin
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, with_table


def test_certificates_and_what_they_are_worth(extractor: Extractor) -> None:
    made = page(
        "证书编号:GEC-HF-20260513-0045",
        "受益单位:青河示例机械有限公司",
        "生产年月:2025年6月",
        [("数量:", 0.1), ("3,000张(3,000兆瓦时)", 0.3)],
        title="绿色电力证书",
        origin=Origin.OCR,
    )
    document = extractor.documents(reading(made))[0]
    assert document.value("certificate_count") == 3000
    assert document.value("electricity_kwh") == 3_000_000


def test_a_point_read_for_a_comma_in_a_column_of_whole_numbers(extractor: Extractor) -> None:
    months = [[f"2025-{m:02}", "266,000"] for m in range(1, 13)]
    made = with_table(
        page("用户名称:青河示例机械有限公司", title="绿色电力交易结算单"),
        [["月份", "结算电量(kWh)"], *months, ["合计", "3,192.000"]],
    )
    document = extractor.documents(reading(made))[0]
    assert document.value("electricity_kwh") == 3_192_000


def test_the_row_that_sums_up_a_scope(extractor: Extractor) -> None:
    made = with_table(
        page("青河示例机械有限公司 2024年度", title="温室气体排放清单"),
        [
            ["排放源", "数量", "排放量(tCO2e)"],
            ["(范围一)天然气", "43800", "94.70"],
            ["(范围一)柴油", "11.2", "34.68"],
            ["(范围二)外购电力", "974", "5703.74"],
            ["范围一合计", "", "129.38"],
            ["范围二合计", "", "5703.74"],
            ["总计", "", "5833.12"],
        ],
    )
    document = extractor.documents(reading(made))[0]
    assert document.value("emissions_scope1") == 129.38
    assert document.value("emissions_total") == 5833.12


def test_amounts_below_a_row_of_headings(extractor: Extractor) -> None:
    places = (0.15, 0.42, 0.72)
    made = page(
        "青河示例机械有限公司2024年1月1日至2024年12月31日",
        list(zip(("直接排放(tCO2e)", "能源间接排放(tCO2e)", "合计(tCO2e)"), places, strict=True)),
        list(zip(("561.59", "3,820.59", "4,382.18"), places, strict=True)),
        "经核查,上述排放数据真实、完整。",
        title="温室气体核查声明书",
        origin=Origin.OCR,
    )
    document = extractor.documents(reading(made))[0]
    assert document.value("emissions_scope1") == 561.59
    assert document.value("emissions_scope2") == 3820.59
    assert document.value("emissions_total") == 4382.18


def test_a_count_in_words_and_in_figures(extractor: Extractor) -> None:
    made = page("证书持有人:青河示例机械有限公司", "数量:贰仟(2,000)个", title="绿色电力证书")
    assert extractor.documents(reading(made))[0].value("certificate_count") == 2000
