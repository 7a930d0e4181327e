"""Which of the dates on a paper is which."""

from __future__ import annotations

import pytest

from evidencecheck.domain.page import Origin
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, with_table


def read(extractor: Extractor, *rows: object, **options: object) -> dict[str, object]:
    made = page(*rows, **options)  # type: ignore[arg-type]
    document = extractor.documents(reading(made))[0]
    return {f.name: f.value for f in document.fields}


def test_the_dates_of_a_certificate_are_told_apart(extractor: Extractor) -> None:
    got = read(
        extractor,
        "兹证明 青河示例阀门有限公司 的能源管理体系符合 GB/T 23331-2020",
        [("首次获证日期:", 0.1), ("2019年3月4日", 0.4)],
        [("再认证审核日期:", 0.1), ("2025年2月10日", 0.4)],
        [("本次发证日期:", 0.1), ("2025年2月28日", 0.4)],
        [("证书有效期:", 0.1), ("2025年3月4日至2028年3月3日", 0.4)],
        [("下次监督审核应于", 0.1), ("2026年3月3日前完成", 0.4)],
        title="能源管理体系认证证书",
    )
    assert got["first_issue_date"] == "2019-03-04"
    assert got["issue_date"] == "2025-02-28"
    assert (got["valid_from"], got["valid_until"]) == ("2025-03-04", "2028-03-03")


def test_a_period_that_goes_on_in_the_next_row(extractor: Extractor) -> None:
    got = read(
        extractor,
        "填报单位:青河示例阀门有限公司 统计范围:2022-07-01至",
        "2022-12-31 制表:2023-01-16",
        title="2022年能源消费统计表",
    )
    assert (got["period_start"], got["period_end"]) == ("2022-07-01", "2022-12-31")


def test_the_dates_of_an_english_certificate_are_told_apart(extractor: Extractor) -> None:
    got = read(
        extractor,
        "This is to certify that the Environmental Management System of",
        "Qinghe Example Valve Co., Ltd. conforms to ISO 14001:2015",
        [("Initial certification:", 0.1), ("4 March 2019", 0.5)],
        [("Recertification audit:", 0.1), ("10 February 2025", 0.5)],
        [("Current cycle starts:", 0.1), ("4 March 2025", 0.5)],
        [("Date of issue:", 0.1), ("February 28, 2025", 0.5)],
        [("Expiry date:", 0.1), ("3 March 2028", 0.5)],
        [("Next surveillance by:", 0.1), ("3 March 2026", 0.5)],
        title="Certificate of Registration",
    )
    assert got["first_issue_date"] == "2019-03-04"
    assert got["issue_date"] == "2025-02-28"
    assert (got["valid_from"], got["valid_until"]) == ("2025-03-04", "2028-03-03")


def test_the_dates_of_a_taiwan_certificate_are_told_apart(extractor: Extractor) -> None:
    got = read(
        extractor,
        "茲證明 青河示例閥門股份有限公司 之環境管理系統符合 ISO 14001:2015",
        "初次驗證日期:民國108年3月4日",
        "證書核發日期:民國114年2月28日",
        "證書效期:自民國114年3月4日至117年3月3日",
        title="環境管理系統驗證證書",
        origin=Origin.OCR,
    )
    assert got["issue_date"] == "2025-02-28"
    assert (got["valid_from"], got["valid_until"]) == ("2025-03-04", "2028-03-03")


@pytest.mark.parametrize(
    ("row", "issued"),
    [
        ("经办:林一舟2025.07.08", "2025-07-08"),
        ("统计:林一舟\t审核:何二\t2025年7月8日", "2025-07-08"),
        ("本制度自2025年7月8日起施行", "2025-07-08"),
        ("青河市生态环境局  2025年7月8日", "2025-07-08"),
        ("二〇二五年七月八日", "2025-07-08"),
        ("中華民國一百一十四年七月八日", "2025-07-08"),
        ("114年7月8日", "2025-07-08"),
        ("Qinghe, 8 July 2025", "2025-07-08"),
    ],
)
def test_the_date_that_closes_a_paper(extractor: Extractor, row: str, issued: str) -> None:
    last = [(text, 0.3 + 0.22 * i) for i, text in enumerate(row.split("\t"))]
    got = read(extractor, "关于有关事项的文字若干", "更多文字", last, title="能源管理制度", top=0.5)
    assert got["issue_date"] == issued


@pytest.mark.parametrize(
    "row",
    [
        "Next meeting: 16 April 2026",
        "计划于下次会议讨论 下次会议:2026年4月16日",
        "建设单位签收: 2026年4月16日",
        "Vintage: 1 January 2026 to 16 April 2026",
    ],
)
def test_dates_of_other_things_do_not_close_a_paper(extractor: Extractor, row: str) -> None:
    rows = ["日期:2026年1月22日", "出席:林一舟、何二", "会议讨论了若干事项。", row]
    got = read(extractor, *rows, title="碳管理会议纪要", top=0.5)
    assert got["issue_date"] == "2026-01-22"


def test_terms_in_a_table_do_not_close_a_paper(extractor: Extractor) -> None:
    got = read(
        extractor,
        [("青河示例阀门有限公司", 0.1), ("2025年11月20日", 0.6)],
        [("议定事项", 0.1), ("责任人", 0.4), ("完成时限", 0.7)],
        [("可行性研究报告", 0.1), ("林一舟", 0.4), ("2025-12-15", 0.7)],
        [("收集数据资料", 0.1), ("何二", 0.4), ("2026-01-20", 0.7)],
        [("签约核查机构", 0.1), ("吴三", 0.4), ("2026-01-31", 0.7)],
        title="碳管理调度会纪要",
    )
    assert got["issue_date"] == "2025-11-20"


def test_a_validity_below_the_title_is_no_period(extractor: Extractor) -> None:
    rows = ["有效期限:2023年12月12日至2028年12月11日", "发证日期:2023年12月12日"]
    got = read(extractor, *rows, title="排污许可证")
    assert got["valid_until"] == "2028-12-11"
    assert "period_start" not in got


def test_the_signature_dates_an_acceptance_and_not_the_visit(extractor: Extractor) -> None:
    got = read(
        extractor,
        [("项目业主", 0.1), ("青河示例阀门有限公司", 0.3)],
        [("验收日期", 0.1), ("2025年3月6日", 0.3)],
        "验收意见:同意并网运行。",
        ("青河供电服务有限公司", 0.6),
        ("2025年3月9日", 0.65),
        title="分布式电源并网验收意见单",
        top=0.4,
    )
    assert got["issue_date"] == "2025-03-09"


@pytest.mark.parametrize("signed", [True, False])
def test_a_certificate_is_dated_by_its_signature_before_the_day_of_the_deal(
    extractor: Extractor, signed: bool
) -> None:
    rows = [
        "证书编号:20330299GH11002025",
        "购买方:青河示例阀门有限公司",
        "交易日期:2025年12月16日",
        "证书数量:800",
        *([("某某绿证核发中心", 0.6), ("2025年12月18日", 0.65)] if signed else []),
    ]
    got = read(extractor, *rows, title="绿色电力证书", top=0.4)
    assert got["issue_date"] == ("2025-12-18" if signed else "2025-12-16")


@pytest.mark.parametrize(
    ("rows", "first", "last"),
    [
        (["核查期间为2024年7月1日至2025年6月30日。"], "2024-07-01", "2025-06-30"),
        ([[("評估期間:", 0.1), ("2024年7月1日至2025年6月30日", 0.3)]], "2024-07-01", "2025-06-30"),
        (["数据期2024年7月1日至2025年6月30日。"], "2024-07-01", "2025-06-30"),
        ([[("核查期间", 0.1), ("2024年1月1日一2024年12月31日", 0.3)]], "2024-01-01", "2024-12-31"),
        (["据期:2024.01.01—2024.12.31", "足迹:1.2 kg"], "2024-01-01", "2024-12-31"),
        (["统计时段:2024年1月一12月"], "2024-01-01", "2024-12-31"),
        (["Reporting period: 1 January to 31 December 2024"], "2024-01-01", "2024-12-31"),
        (["盤查期間自113年1月1日至113年12月31日"], "2024-01-01", "2024-12-31"),
        (["受委托对其2024年1月1日至2024年12月31日的排放进行核算。"], "2024-01-01", "2024-12-31"),
        (
            ["对青河示例公司(信用代码91350100M000100Y43)2024年4月1日至2024年12月31日的声明实施核查。"],
            "2024-04-01",
            "2024-12-31",
        ),
        (
            [[("数据时段", 0.1), ("2024年7月1日至", 0.3)], ("2025年6月30日", 0.3)],
            "2024-07-01",
            "2025-06-30",
        ),
    ],
)  # fmt: skip
def test_a_period(extractor: Extractor, rows: list[object], first: str, last: str) -> None:
    got = read(extractor, *rows, title="温室气体排放核算报告")
    assert (got["period_start"], got["period_end"]) == (first, last)


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        ("结算区间:2025-10-01至2025-12-31", "2025-10-01", "2025-12-31"),
        ("测试时段2025年9月15日至2025年9月18日。", "2025-09-15", "2025-09-18"),
        ("账单月份:202506", "2025-06-01", "2025-06-30"),
        ("数据覆盖期:202501—202506", "2025-01-01", "2025-06-30"),
        ("盘查区间:2 0 2 5年1月1日至2 0 2 5年1 2月3 1日", "2025-01-01", "2025-12-31"),
        ("Settlement month: June 2025", "2025-06-01", "2025-06-30"),
        ("基准期为2023年7月至2024年6月,统计报告期为2024年7月1日至2025年6月30日。",
         "2024-07-01", "2025-06-30"),
    ],
)  # fmt: skip
def test_a_period_by_other_labels(extractor: Extractor, row: str, first: str, last: str) -> None:
    got = read(extractor, row, title="绿色电力结算单")
    assert (got["period_start"], got["period_end"]) == (first, last)


def test_a_clean_record_since_a_day(extractor: Extractor) -> None:
    got = read(
        extractor,
        "经核,自2023年7月1日以来至2026年6月30日,青河示例阀门有限公司未受行政处罚。",
        title="环境信用情况的复函",
    )
    assert (got["period_start"], got["period_end"]) == ("2023-07-01", "2026-06-30")


def test_a_whole_year_of_validity_is_no_period(extractor: Extractor) -> None:
    got = read(extractor, "效期:2024年1月1日至2024年12月31日", title="产品碳足迹证书")
    assert "period_start" not in got


@pytest.mark.parametrize(
    ("row", "first"),
    [
        ([("填报单位 青河示例阀门有限公司", 0.1), ("2026年3月", 0.5), ("表号", 0.8)], "2026-03-01"),
        ([("填报单位 青河示例阀门有限公司", 0.1), ("报出日期:2026年4月", 0.6)], None),
    ],
)  # fmt: skip
def test_the_month_of_a_monthly_report(
    extractor: Extractor, row: list[tuple[str, float]], first: str | None
) -> None:
    got = read(extractor, row, title="能源与碳排放统计月报")
    assert got.get("period_start") == first


def test_years_that_head_amounts(extractor: Extractor) -> None:
    head = [
        ("能源", 0.1),
        ("2024实物量", 0.3),
        ("2024 tce", 0.5),
        ("2025实物量", 0.7),
        ("2025 tce", 0.85),
    ]
    rows = [("外购电力", 0.1), ("500", 0.3), ("61", 0.5), ("480", 0.7), ("59", 0.85)]
    got = read(extractor, head, rows, title="单位产品综合能耗计算书")
    assert got["years"] == (2024, 2025)


def test_the_days_of_a_clean_record_stand_behind_the_firm(extractor: Extractor) -> None:
    got = read(
        extractor,
        "经核查,青河示例阀门有限公司2023年3月",
        "至2026年2月无环境违法记录。",
        title="守法情况证明",
    )
    assert (got["period_start"], got["period_end"]) == ("2023-03-01", "2026-02-28")


@pytest.mark.parametrize(
    ("row", "first"),
    [
        ("青河示例阀门有限公司自2023年1月1日至今,未发生环境违法行为。", "2023-01-01"),
        ("自2023年5月1日起至本证明出具之日止,该公司无行政处罚。", "2023-05-01"),
    ],
)
def test_a_clean_record_runs_up_to_its_own_date(extractor: Extractor, row: str, first: str) -> None:
    got = read(extractor, row, ("青河市生态环境局", 0.6), ("2026年2月9日", 0.65), title="证明")
    assert (got["period_start"], got["period_end"]) == (first, "2026-02-09")


def test_years_in_a_row_are_one_period(extractor: Extractor) -> None:
    got = read(extractor, "该单位2023、2024、2025年度无违法违规记录。", title="守法证明")
    assert (got["period_start"], got["period_end"]) == ("2023-01-01", "2025-12-31")


def test_a_day_alone_is_no_period_of_months(extractor: Extractor) -> None:
    assert "period_start" not in read(extractor, "账期:20250630", title="绿色电力结算单")


def test_works_are_no_period(extractor: Extractor) -> None:
    got = read(
        extractor,
        "项目于2023年3月1日至2023年9月30日建设,现已投用。",
        title="光伏项目减排量核算报告",
    )
    assert "period_start" not in got


def test_a_validity_below_what_it_is_of(extractor: Extractor) -> None:
    got = read(
        extractor,
        [("权利人", 0.1), ("青河示例阀门有限公司", 0.3)],
        [("使用期限", 0.1), ("国有建设用地使用权", 0.3)],
        ("2011年09月21日起2061年09月20日止", 0.3),
        title="不动产权证书",
    )
    assert (got["valid_from"], got["valid_until"]) == ("2011-09-21", "2061-09-20")


def test_the_end_of_a_period_does_not_date_a_report(extractor: Extractor) -> None:
    rows = ["截至2024年12月31日,公司共有员工512人。", "核算期间为2024年1月1日至2024年12月31日。"]
    assert "issue_date" not in read(extractor, *rows, title="温室气体排放核算报告")


def test_a_record_is_dated_by_its_first_words(extractor: Extractor) -> None:
    rows = [
        "2025年7月20日,青河示例阀门有限公司在会议室主持召开",
        "评审会,专家组听取了介绍,形成意见如下。",
    ]
    assert read(extractor, *rows, title="安全预评价报告评审意见")["issue_date"] == "2025-07-20"


@pytest.mark.parametrize(
    ("rows", "years"),
    [
        (["2025年5月赴现场诊断,以2024年为数据年。"], (2024,)),
        (["本次诊断选取2024年度作为统计期,"], (2024,)),
        (["能耗数据均取自2024年全年抄表记录。"], (2024,)),
        (["排放因子数据采用2024年公告的电网因子。"], None),
        (["与同行业2023年先进值对比。"], None),
    ],
)
def test_the_year_of_the_data(
    extractor: Extractor, rows: list[object], years: tuple[int, ...] | None
) -> None:
    # Eight rows before: the head of the page names no year.
    got = read(extractor, *(["一般说明"] * 8), *rows, title="节能诊断报告")
    assert got.get("years") == years


def test_the_months_of_the_data(extractor: Extractor) -> None:
    rows = *(["一般说明"] * 8), "数据为2025年1—10月累计。"
    got = read(extractor, *rows, title="能效对标分析报告")
    assert (got["period_start"], got["period_end"]) == ("2025-01-01", "2025-10-31")


def test_the_year_of_others_in_the_head_is_not_the_paper_s(extractor: Extractor) -> None:
    got = read(extractor, "与全国电器行业2023", "年先进值对比。", title="能效对标分析报告")
    assert "years" not in got


def test_a_record_that_is_clean_up_to_a_day_has_an_end_alone(extractor: Extractor) -> None:
    title = "无欠税证明"
    got = read(extractor, "经查询,截至2026年4月30日,未发现有欠税情形。", title=title)
    assert (got.get("period_start"), got["period_end"]) == (None, "2026-04-30")
    assert "period_end" not in read(extractor, "截至2026年4月30日,注册资本已缴足。", title=title)


@pytest.mark.parametrize(
    ("heading", "day"), [("采样日期", "2025-08-19"), ("分析日期", "2025-08-19"), ("生产日期", None)]
)
def test_the_day_of_sampling_in_a_table_of_results(
    extractor: Extractor, heading: str, day: str | None
) -> None:
    rows = [
        ["测点", heading, "检测结果", "限值"],
        ["P1 颗粒物", "2025-08-20", "2.1", "20"],
        ["P1 油烟", "2025-08-19", "0.4", "2"],
    ]
    made = page("受检单位:青河示例阀门有限公司", "报告日期:2025年8月12日", title="检测报告")
    document = extractor.documents(reading(with_table(made, rows)))[0]
    found = {f.name: f.value for f in document.fields}
    assert (document.type, found.get("work_date")) == ("test-report", day)


@pytest.mark.parametrize(
    "row",
    [
        "本证书自2025年8月20日起生效,2028年8月19日前有效。",
        "有效期自2025年8月20日起生效,至2028年8月19日止。",
        "本证书自2025.08.20起生效,在体系持续符合要求的前提下至2028.08.19止。",
    ],
)
def test_a_validity_in_a_sentence(extractor: Extractor, row: str) -> None:
    got = read(extractor, "青河示例阀门有限公司", row, title="测量管理体系认证证书")
    assert (got["valid_from"], got["valid_until"]) == ("2025-08-20", "2028-08-19")


def test_a_day_of_effect_alone_is_no_end(extractor: Extractor) -> None:
    row = "本制度自2025年8月20日起生效,2026年1月10日组织培训。"
    assert "valid_until" not in read(extractor, row, title="碳排放管理制度")


def test_a_day_goes_on_in_the_next_line(extractor: Extractor) -> None:
    made = read(
        extractor,
        "本报告覆盖2025年1月1日至2025年12月31日,与年报一致,每年发布一次。发布时间:2026年3",
        "月20日。",
        title="社会责任报告",
    )
    assert made["issue_date"] == "2026-03-20"


def test_the_date_that_a_seal_cut_off_yields_to_the_whole_one(extractor: Extractor) -> None:
    made = read(
        extractor,
        [("签订日期:2024年12月1", 0.1), ("签订日期:2024年12月10日", 0.5)],
        title="绿色电力交易合同",
    )
    assert made["issue_date"] == "2024-12-10"


@pytest.mark.parametrize(
    ("byline", "expected"),
    [("2026-03-24 可持续发展/信息公开", "2026-03-24"), ("2026-03-24 公司购入设备一批", None)],
)
def test_a_page_of_the_web_is_dated_under_its_headline(
    extractor: Extractor, byline: str, expected: str | None
) -> None:
    body = "青河示例阀门有限公司现公开2025年度温室气体核查结果,欢迎社会监督。"
    made = read(extractor, byline, body, title="2025年碳排放信息公开")
    assert made.get("issue_date") == expected


@pytest.mark.parametrize(
    "line",
    [
        "青河示例阀门有限公司技术部2026年3月18日",
        "单位:青河示例阀门有限公司  编制:2026-03-18  依据:GB/T 2589-2020",
        "青河示例阀门有限公司  2026-03-18  制表人:沈若溪",
        "填报:能源办  2026/3/18",
    ],
)
def test_the_date_of_the_line_under_a_title(extractor: Extractor, line: str) -> None:
    got = read(
        extractor,
        line,
        [("年", 0.1), ("取水m3", 0.3), ("产量t", 0.5)],
        [("2024", 0.1), ("38012", 0.3), ("22360", 0.5)],
        [("2025", 0.1), ("37040", 0.3), ("23150", 0.5)],
        title="单位产品取水量计算表",
    )
    assert got["issue_date"] == "2026-03-18"


@pytest.mark.parametrize(
    "line",
    [
        # The day of another event, a period, a sentence that goes on.
        "设备投用日期:2026-03-18",
        "统计期 2025年1月1日至2025年12月31日",
        "根据2026年3月18日会议的要求和各车间上报的台账汇总整理计算如下,供管理层决策参考",
    ],
)
def test_other_dates_under_a_title(extractor: Extractor, line: str) -> None:
    got = read(
        extractor,
        line,
        [("年", 0.1), ("取水m3", 0.3), ("产量t", 0.5)],
        [("2024", 0.1), ("38012", 0.3), ("22360", 0.5)],
        [("2025", 0.1), ("37040", 0.3), ("23150", 0.5)],
        title="单位产品取水量计算表",
    )
    assert "issue_date" not in got


@pytest.mark.parametrize(
    ("foot", "day"),
    [
        ("Jane Holloway, Lead Verifier 27 June 2024", "2024-06-27"),
        ("签署地青河市,2024年6月27日", "2024-06-27"),
        ("青河市示例区生态环境局2024年6月27日", "2024-06-27"),
        # The edge of a seal read as a figure.
        ("12024年6月27日", "2024-06-27"),
        # What is said of the first date is not said of the second.
        ([("建设单位签收: 2024年6月28日", 0.1), ("2024年6月27日", 0.7)], "2024-06-27"),
    ],
)
def test_the_date_beside_who_signs(extractor: Extractor, foot: object, day: str) -> None:
    got = read(
        extractor,
        "青河示例阀门有限公司:",
        "经审核,你单位报送的材料符合要求,准予通过。",
        foot,
        title="竣工环境保护验收意见",
    )
    assert got["issue_date"] == day


def test_the_day_of_signing_before_one_that_a_sentence_tells(extractor: Extractor) -> None:
    got = read(
        extractor,
        "青河示例阀门有限公司于2026年5月20日自愿注销碳普惠减排量150吨,用于抵消。",
        ("二〇二六年五月二十一日", 0.6),
        title="碳普惠减排量注销凭证",
    )
    assert got["issue_date"] == "2026-05-21"


def test_a_day_that_is_broken_over_two_lines(extractor: Extractor) -> None:
    got = read(
        extractor,
        "编制单位:青河示例阀门有限公司  依据:GB/T 20862-2007  日期:2026年4月",
        "16日",
        title="产品可回收利用率计算书",
    )
    assert got["issue_date"] == "2026-04-16"


def test_the_date_on_a_page_in_the_middle(extractor: Extractor) -> None:
    made = [
        page("根据法律规定,准予登记,颁发此证。", title="不动产权证书", number=1),
        page("权利人 青河示例阀门有限公司", ("2016年5月17日", 0.6), number=2),
        page("宗地图", "比例尺 1:1500", number=3),
    ]
    document = extractor.documents(reading(*made))[0]
    assert document.text("issue_date") == "2016-05-17"


@pytest.mark.parametrize(
    "heads",
    [
        ("首次注册", "本次换证", "有效至"),
        ("初评 Initial", "发证 Issued", "失效 To"),
    ],
)
def test_dates_below_a_row_of_headings(extractor: Extractor, heads: tuple[str, str, str]) -> None:
    places = (0.2, 0.45, 0.7)
    got = read(
        extractor,
        "兹证明 青河示例阀门有限公司 的质量管理体系符合 GB/T 19001-2016",
        list(zip(heads, places, strict=True)),
        list(zip(("2019-03-12", "2025-03-10", "2028-03-11"), places, strict=True)),
        [("第一次监督", 0.2), ("第二次监督", 0.45), ("备注", 0.7)],
        [("合格2026-03-01", 0.2)],
        title="质量管理体系认证证书",
    )
    assert got["first_issue_date"] == "2019-03-12"
    assert got["issue_date"] == "2025-03-10"
    assert got["valid_until"] == "2028-03-11"


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("二〇二六年五月十八", "2026-05-18"),
        ("二四年三月十八日", "2024-03-18"),
        # The day may go on under the seal.
        ("二〇二六年二月二十", None),
    ],
)
def test_a_day_with_its_last_or_first_sign_hidden(
    extractor: Extractor, shown: str, day: str | None
) -> None:
    got = read(
        extractor,
        "本公司承诺到2030年建成零碳工厂。",
        ("青河示例阀门有限公司", 0.6),
        (shown, 0.6),
        title="零碳工厂承诺书",
        origin=Origin.OCR,
    )
    assert got.get("issue_date") == day


def test_the_day_on_which_a_browser_printed_a_page(extractor: Extractor) -> None:
    got = read(
        extractor,
        "2026/10/11 09:12  青河省绿色制造平台-通知公告",
        "关于公布2024年度省绿色工厂名单的通知",
        "各设区市工业和信息化主管部门:",
        ("2024年12月6日", 0.7),
        top=0.03,
    )
    assert got["issue_date"] == "2024-12-06"


def test_the_first_day_of_a_period_in_cells_dates_no_paper(extractor: Extractor) -> None:
    row = [
        ("组织", 0.1),
        ("青河示例机械有限公司", 0.2),
        ("期间", 0.5),
        ("2025-01-01", 0.6),
        ("2025-12-31", 0.8),
    ]
    assert "issue_date" not in read(extractor, row, "外购电力 618.7 MWh", title="温室气体排放清单")


def test_the_product_beside_a_title(extractor: Extractor) -> None:
    above = read(
        extractor,
        ("PE100给水管材", 0.42),
        ("产品碳足迹研究报告", 0.41),
        "委托单位:青河示例管道有限公司",
    )
    assert above["product"] == "PE100给水管材"


@pytest.mark.parametrize("shown", ["226年9月18日", "20426年9月18日", "〇二六年九月十八日"])
def test_a_year_with_a_figure_lost_or_added(extractor: Extractor, shown: str) -> None:
    got = read(
        extractor,
        "青河示例阀门有限公司:",
        "经审核,准予通过。",
        ("青河市生态环境局", 0.6),
        (shown, 0.65),
        title="竣工环境保护验收意见",
        origin=Origin.OCR,
    )
    assert got["issue_date"] == "2026-09-18"


@pytest.mark.parametrize(
    ("rows", "until"),
    [
        (
            [
                "决定授予称号。称号有效期四年(2024年12月",
                "1日至2028年11月30日),期间违法的取消称号。",
            ],
            "2028-11-30",
        ),
        (["证书在2025年3月12日至2028年3月11日期间有效,其间须通过监督审核。"], "2028-03-11"),
        (["有效期:2025年3月12日至", "2028年3月11日"], "2028-03-11"),
    ],
)
def test_a_term_in_a_sentence_or_over_two_lines(
    extractor: Extractor, rows: list[str], until: str
) -> None:
    got = read(extractor, "青河示例阀门有限公司:", *rows, title="荣誉证书")
    assert got["valid_until"] == until


def test_the_day_beside_who_approved(extractor: Extractor) -> None:
    got = read(
        extractor,
        [("企业名称", 0.1), ("青河示例阀门有限公司", 0.3)],
        [("排放报告(初始)版本/日期", 0.1), ("V1.0 / 2025年3月12日", 0.45)],
        "核查组确认排放报告符合要求。",
        [("核查组长", 0.1), ("贺兰汀", 0.3), ("日期", 0.5), ("2025年4月11日", 0.65)],
        [("批准人", 0.1), ("耿长歌", 0.3), ("日期", 0.5), ("2025年4月17日", 0.65)],
        "一、概述",
        "核查工作按计划完成。",
        "二、发现",
        "没有不符合项。",
        "三、建议",
        "继续完善计量。",
        title="温室气体排放核查报告",
    )
    assert got["issue_date"] == "2025-04-17"


def test_a_date_behind_a_name_without_a_blank(extractor: Extractor) -> None:
    got = read(
        extractor,
        "单位名称:青河示例阀门有限公司",
        "单位负责人:裴松年 统计负责人:顾蕙 填表人:屠晓萍报出日期:2026年1月18日",
        title="能源消费统计报表",
        origin=Origin.OCR,
    )
    assert got["issue_date"] == "2026-01-18"


def test_the_day_from_which_a_term_runs_is_not_its_end(extractor: Extractor) -> None:
    got = read(
        extractor,
        "甲方:青河示例阀门有限公司",
        "二、效益分享期60个月,自2022年10月1日起算,节能效益甲方30%。",
        title="合同能源管理协议",
    )
    assert "valid_until" not in got


def test_a_period_whose_first_day_is_broken_over_two_lines(extractor: Extractor) -> None:
    got = read(
        extractor,
        "委托方:青河示例阀门有限公司",
        "系统边界为摇篮到大门,数据期为2025年1月",
        "1日至2025年12月31日。",
        title="产品碳足迹研究报告",
    )
    assert (got["period_start"], got["period_end"]) == ("2025-01-01", "2025-12-31")


def test_a_season_is_no_whole_year(extractor: Extractor) -> None:
    got = read(
        extractor,
        "青河示例阀门有限公司于2022年春季营造混交林36亩。",
        "该林地2025年度净碳汇量为31.4吨二氧化碳当量。",
        title="林业碳汇计量证明",
    )
    assert got["years"] == (2025,)


@pytest.mark.parametrize(
    ("row", "until"),
    [
        ("仅供零碳工厂申报使用,有效期至2025年12月31日", None),
        ("本复印件有效期至2025年12月31日", None),
        ("有效期至2055年12月31日", "2055-12-31"),
    ],
)
def test_the_term_of_a_copy(extractor: Extractor, row: str, until: str | None) -> None:
    got = read(extractor, "名称:青河示例阀门有限公司", row, title="营业执照")
    assert got.get("valid_until") == until


def test_a_day_behind_who_signed_without_a_blank(extractor: Extractor) -> None:
    lines = "核查意见:无保留", "青河示例核证技术有限公司", "签发人:阮知衡日期:2024年12月19日"
    got = read(extractor, *lines, title="温室气体核查声明", origin=Origin.OCR)
    assert got["issue_date"] == "2024-12-19"


@pytest.mark.parametrize(
    ("before", "issued"),
    [("本", "2026-03-20"), ("", "2026-03-20"), ("上一次", "2026-04-15"), ("上期", "2026-04-15")],
)
def test_the_day_of_the_paper_before_is_not_its_own(
    extractor: Extractor, before: str, issued: str
) -> None:
    got = read(
        extractor,
        "青河示例阀门有限公司",
        f"{before}报告发布日期:2026年3月20日",
        "2026年4月15日",
        title="可持续发展报告",
    )
    assert got["issue_date"] == issued


def test_a_sum_is_no_month_of_issue(extractor: Extractor) -> None:
    got = read(
        extractor,
        "组织:青河示例机械有限公司    编制:2026/3/5 禾清岚",
        [("类别", 0.1), ("排放源", 0.4), ("tCO2e", 0.7)],
        [("1", 0.1), ("天然气", 0.4), ("2006.34", 0.7)],
        [("小计", 0.1), ("类别1", 0.4), ("2036.06", 0.7)],
        title="2025年度温室气体排放清单",
    )
    assert got["issue_date"] == "2026-03-05"


@pytest.mark.parametrize(
    "row", ["建议复校日期: 2027年3月3日", "复检日期:2027-03-03", "建议再校准日期：2027.03.03"]
)
def test_the_day_of_the_next_calibration_is_not_that_of_the_issue(
    extractor: Extractor, row: str
) -> None:
    for rows in (["日期: 2026年3月4日", row], [row, "日期: 2026年3月4日"]):
        got = read(extractor, "器具名称:压力表", *rows, title="校准证书", top=0.5)
        assert got["issue_date"] == "2026-03-04"


@pytest.mark.parametrize(
    ("end", "issued"), [("起实施,不适用于本报告)。", None), ("起实施", "2026-07-01")]
)
def test_a_line_that_begins_with_a_day_and_goes_on(
    extractor: Extractor, end: str, issued: str | None
) -> None:
    rows = ("核算执行GB/T 32150-2015(2025版自", f"2026年7月1日{end}")
    assert read(extractor, *rows, title="温室气体排放报告").get("issue_date") == issued


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        ("统计期:二〇二五年三月一日起,十一月三十日止", "2025-03-01", "2025-11-30"),
        ("统计期:2025年3月1日起，至2025年11月30日", "2025-03-01", "2025-11-30"),
        ("统计期:2025年3月1日至同年11月30日", "2025-03-01", "2025-11-30"),
    ],
)
def test_a_period_that_begins_with_a_word(
    extractor: Extractor, row: str, first: str, last: str
) -> None:
    got = read(extractor, row, title="温室气体排放报告")
    assert (got["period_start"], got["period_end"]) == (first, last)


def test_years_of_a_clean_record(extractor: Extractor) -> None:
    row = "我局对某公司2023年1月1日起，至2025年12月31日的三年内未作出行政处罚。"
    got = read(extractor, row, title="无违法违规证明")
    assert (got["period_start"], got["period_end"]) == ("2023-01-01", "2025-12-31")


def test_a_second_day_of_another_matter_ends_no_period(extractor: Extractor) -> None:
    got = read(extractor, "统计期:2025年3月1日起,11月30日报出", title="温室气体排放报告")
    assert got.get("period_end") != "2025-11-30"


def test_a_year_and_below_it_the_days_that_are_meant(extractor: Extractor) -> None:
    rows = (
        [("报告年度", 0.1), ("2025", 0.4)],
        [("统计起止", 0.1), ("2025年3月1日至2025年12月31日", 0.4)],
    )
    got = read(extractor, *rows, title="温室气体排放报告")
    assert (got["period_start"], got["period_end"]) == ("2025-03-01", "2025-12-31")


@pytest.mark.parametrize(
    ("row", "last"),
    [
        ("数据截至2025年8月31日（自年初起）", "2025-08-31"),
        ("核算截止日期:2025-08-31,自1月1日起", "2025-08-31"),
        ("自1月1日起统计至2025年8月31日", "2025-08-31"),
        # When the table was closed; the whole year; another year; what was done in a part of it.
        ("统计截止:2025年8月31日", "2025-12-31"),
        ("数据截至2025年12月31日（自年初起）", "2025-12-31"),
        ("数据截至2026年1月31日（自年初起）", "2025-12-31"),
        ("锅炉于2025年1月1日至2025年8月31日停用", "2025-12-31"),
    ],
)
def test_a_year_that_stops_at_a_day(extractor: Extractor, row: str, last: str) -> None:
    got = read(extractor, row, title="2025年温室气体排放清单")
    assert (got["period_start"], got["period_end"]) == ("2025-01-01", last)


def test_a_year_named_behind_days_of_a_part_of_it(extractor: Extractor) -> None:
    rows = (
        "依据2025年4月1日至2025年4月30日的结算结果,某公司用电20万千瓦时。",
        "电量计入2025年度。",
    )
    got = read(extractor, *rows, title="绿色电力消费凭证")
    assert got["years"] == (2025,)
    assert (got["period_start"], got["period_end"]) == ("2025-04-01", "2025-04-30")


@pytest.mark.parametrize("row", ["青河阀门有限公司编制 2025年4月2日", "动力科填报2025年4月2日"])
def test_who_made_a_paper_and_when_below_its_title(extractor: Extractor, row: str) -> None:
    assert read(extractor, row, "一、目标", title="零碳工厂建设规划")["issue_date"] == "2025-04-02"


def test_a_day_before_what_was_done_with_a_certificate(extractor: Extractor) -> None:
    got = read(
        extractor,
        "审核依据 GB/T 24001-2016",
        "机构:青河认证有限公司,2025年4月2日颁证。",
        title="环境管理体系认证证书",
    )
    assert got["issue_date"] == "2025-04-02"
