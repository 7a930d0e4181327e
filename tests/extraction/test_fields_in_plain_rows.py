"""Days, parties, terms and amounts that no label announces, or that a row breaks."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.entities.terms import validity
from tests.extraction.drawing import page, reading

FIRM = "青河示例阀门有限公司"


def read(extractor: Extractor, title: str, *rows: object) -> dict[str, object]:
    made = page(*rows, title=title)  # type: ignore[arg-type]
    return {f.name: f.value for f in extractor.documents(reading(made))[0].fields}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("一八年五月十二日", "2018-05-12"),
        ("二三年五月十二日", "2023-05-12"),
        # Years of age, or of a term, and no year of a date.
        ("满十一年五月", None),
        ("共三十一年五月二日", None),
    ],
)
def test_a_year_whose_first_half_a_seal_hides(text: str, day: str | None) -> None:
    found = find_dates(text)
    assert (found[0].value.isoformat() if found else None) == day


def test_a_day_that_is_none_is_no_month() -> None:
    assert find_dates("2026年8月0日", months=True) == []
    assert find_dates("2026年8月", months=True)[0].month_only


@pytest.mark.parametrize(
    "row",
    [
        "青河生态环境局固废管理科2024年6月11日",
        "青河不动产登记所2024年6月11日",
        "安环科闻知雨2024年6月11日",
        "制单闻知雨 审校方以宁2024年6月11日",
    ],
)
def test_who_signs_right_before_the_day(extractor: Extractor, row: str) -> None:
    got = read(extractor, "设备更新淘汰记录", f"{FIRM}已更换电动机六台。", row)
    assert got.get("issue_date") == "2024-06-11"


@pytest.mark.parametrize(
    "row",
    ["以上数据依据青河供电服务站2024年6月11日", "电机由设备科闻知雨2024年6月11日起停用"],
)
def test_a_sentence_that_names_an_office_signs_nothing(extractor: Extractor, row: str) -> None:
    got = read(extractor, "设备更新淘汰记录", f"{FIRM}已更换电动机六台。", row)
    assert "issue_date" not in got


@pytest.mark.parametrize("said", ["(2026年4月7日)", "(编制:2026年4月7日)", "(更新于2026-04-07)"])
def test_the_day_in_the_bracket_behind_a_title(extractor: Extractor, said: str) -> None:
    rows = [[("序号", 0.1), ("名称", 0.3), ("下次检定", 0.6)], [("1", 0.1), ("水表", 0.3)]]
    got = read(extractor, f"能源计量器具一览表{said}", *rows)
    assert got.get("issue_date") == "2026-04-07"


@pytest.mark.parametrize("said", ["(2026年4月7日前检定)", "(有效期至2026年4月7日)"])
def test_a_bracket_of_another_day_dates_nothing(extractor: Extractor, said: str) -> None:
    assert "issue_date" not in read(extractor, f"能源计量器具一览表{said}", FIRM)


def test_the_day_up_to_which_a_copy_may_be_used(extractor: Extractor) -> None:
    rows = (f"权利人 {FIRM}", "仅供申报使用,使用期限截至2025年6月30日")
    assert "issue_date" not in read(extractor, "不动产权证书", *rows)


def test_who_made_a_paper_and_when_in_a_sentence(extractor: Extractor) -> None:
    row = f"{FIRM}编制,2026年4月7日经厂务会审议通过。以下为计划数。"
    assert read(extractor, "2026年度碳目标分解表", row).get("issue_date") == "2026-04-07"
    other = f"{FIRM}扩建,2026年4月7日开工,预计年底投产。"
    assert "issue_date" not in read(extractor, "2026年度碳目标分解表", other)


def test_a_meeting_that_a_sentence_dates(extractor: Extractor) -> None:
    row = f"{FIRM}能源办公室于2026年4月7日上午在三楼会议室召开例会,研究节电事项。"
    assert read(extractor, "节能工作例会纪要", row).get("issue_date") == "2026-04-07"
    signed = read(extractor, "节能工作例会纪要", row, "以上。", "2026年4月9日")
    assert signed.get("issue_date") == "2026-04-09"


@pytest.mark.parametrize(
    "said",
    [
        f"采购方{FIRM}",
        f"受检方{FIRM}",
        f"用水户{FIRM}",
        f"供应商{FIRM}",
        f"名称{FIRM}",
        f"转让人及使用人均为{FIRM}",
    ],
)
def test_what_part_a_firm_has_is_not_of_its_name(said: str) -> None:
    assert [o.name for o in find_organisations(said)] == [FIRM]


@pytest.mark.parametrize(
    "name", ["东方示例机械有限公司", "青河采方科技有限公司", "北方名称示例文化有限公司"]
)
def test_a_name_that_only_looks_like_one_with_a_part(name: str) -> None:
    assert [o.name for o in find_organisations(name)] == [name]


def test_a_term_whose_number_ends_the_line(extractor: Extractor) -> None:
    got = read(
        extractor,
        "厂房租赁合同",
        f"出租方:青河示例仓储有限公司。承租方:{FIRM}。二、租期两",
        "年,自2025年3月1日起至2027年2月28日止;三、租金按月付。",
    )
    assert (got.get("valid_from"), got.get("valid_until")) == ("2025-03-01", "2027-02-28")


def test_a_term_begins_on_the_day_from_which_it_runs() -> None:
    stated = validity("两年,2025年5月1日至20")
    assert stated is not None
    assert (stated[0].start, stated[0].years) == ("2025-05-01", 2)
    # The day of issue behind a term is not its first.
    signed = validity("两年,2025年5月1日")
    assert signed is not None
    assert (signed[0].start, signed[0].years) == ("", 2)


REPORT = "2025年温室气体排放报告"


def test_the_year_of_a_title_beside_columns_of_several(extractor: Extractor) -> None:
    columns = [("年度", 0.1), ("2023", 0.3), ("2024", 0.5), ("2025", 0.7)]
    values = [("直接排放", 0.1), ("701.10", 0.3), ("702.20", 0.5), ("703.30", 0.7)]
    said = "本报告说明2025年1月1日至2025年12月31日期间的排放情况。"
    got = read(extractor, REPORT, said, columns, values)
    assert (got.get("period_start"), got.get("years")) == ("2025-01-01", (2025,))


@pytest.mark.parametrize(
    ("row", "kwh"),
    [
        ("外购电力1,250,300千瓦时,按全国平均因子折算。", 1250300),
        ("自电网购入1,250.3兆瓦时。", 1250300),
        # Of one plant, of another year, and no electricity at all.
        ("二号厂区外购电力1,250,300千瓦时。", None),
        ("2023年外购电力1,250,300千瓦时。", None),
        ("净购入电力 820.50 t", None),
    ],
)
def test_the_electricity_that_a_sentence_says_was_bought(
    extractor: Extractor, row: str, kwh: float | None
) -> None:
    said = f"{FIRM}核算期2025年1月1日至2025年12月31日。"
    assert read(extractor, REPORT, said, row).get("electricity_kwh") == kwh


def test_an_amount_that_stands_before_what_it_is_called(extractor: Extractor) -> None:
    said = f"{FIRM}核算期2025年1月1日至2025年12月31日。外购电量2,000,000千瓦时。"
    row = "其中600 MWh为绿电交易电量,另持有绿证310个(310 MWh)。"
    assert read(extractor, REPORT, said, row).get("electricity_kwh") == 2000000


def test_a_number_in_words_and_again_in_figures(extractor: Extractor) -> None:
    row = f"兹证明{FIRM}2025年1月1日至2025年12月31日消费绿色电力贰佰万千瓦时(2000MWh)。"
    assert read(extractor, "绿色电力消费凭证", row).get("electricity_kwh") == 2000000


def test_what_was_confirmed_by_a_verifier(extractor: Extractor) -> None:
    rows = (
        "核查年度 2025年1月1日至2025年12月31日",
        [("初次填报值", 0.1), ("3,105.20 tCO2e", 0.4)],
        [("核查后确认值", 0.1), ("3,098.60 tCO2e", 0.4)],
    )
    got = read(extractor, "温室气体排放核查报告", *rows)
    assert got.get("emissions_total") == 3098.6


def test_who_was_asked_and_who_did_it(extractor: Extractor) -> None:
    row = f"受{FIRM}委托,青河示例能源技术有限公司依据GB/T 13234-2018对其项目进行核验。"
    got = read(extractor, "空压机改造节能量核验报告", row, "2025年3月12日")
    assert (got.get("holder"), got.get("issuer")) == (FIRM, "青河示例能源技术有限公司")


def test_who_asks_the_writer(extractor: Extractor) -> None:
    rows = ("报告编号 QH2611-0356", f"{FIRM}委托我公司于2026年5月4日对其厂界噪声进行了检测。")
    got = read(extractor, "青河示例检测有限公司", "厂界环境噪声检测报告", *rows)
    assert got.get("holder") == FIRM
    assert got.get("issuer") != FIRM


def test_who_gives_the_answer_of_a_register(extractor: Extractor) -> None:
    said = "查询结果由青河市公共信用信息中心提供,仅反映查询时点的记录。"
    got = read(extractor, "企业信用查询", f"企业名称 {FIRM}", said)
    assert got.get("issuer") == "青河市公共信用信息中心"
    # Of what a firm handed in nobody has answered.
    other = read(extractor, "企业信用查询", f"企业名称 {FIRM}", "材料由青河市示例中心提供。")
    assert "issuer" not in other
