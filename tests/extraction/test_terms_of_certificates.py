"""The validity of certificates that no label names, or whose dates were misread."""

from __future__ import annotations

import pytest

from evidencecheck.domain.page import Origin
from evidencecheck.extraction import Extractor
from evidencecheck.extraction.entities.dates import date_pair, find_dates, find_periods
from evidencecheck.extraction.entities.durations import find_duration
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.entities.terms import validity
from tests.extraction.drawing import page, reading

FIRM = "青河示例阀门有限公司"


def read(extractor: Extractor, *rows: str, title: str) -> dict[str, object]:
    made = page(*rows, title=title, origin=Origin.OCR)
    return {f.name: f.value for f in extractor.documents(reading(made))[0].fields}


def certificate(extractor: Extractor, term: str) -> dict[str, object]:
    return read(
        extractor,
        f"{FIRM}的环境管理体系符合GB/T 24001-2016",
        term,
        "发证日期:2025年6月18日",
        title="环境管理体系认证证书",
    )


@pytest.mark.parametrize(
    "term",
    [
        "证书自2025年6月20日至2028年6月19日，逐年监督。",
        "起止:2025.06.20—2028.06.19",
        "期:自2025年6月20日至2028年6月19日",
        # What joins its days was not read, or never stood there.
        "本登记周期自2025年6月20日起·2028年6月19日止;每年监督一次",
        "自2025年6月20日生效,2028年6月19日届满",
        "自二〇二五年六月二十日始、二〇二八年六月十九日终止",
    ],
)
def test_the_only_span_of_a_certificate_is_its_validity(extractor: Extractor, term: str) -> None:
    got = certificate(extractor, term)
    assert (got["valid_from"], got["valid_until"]) == ("2025-06-20", "2028-06-19")
    assert "period_start" not in got


@pytest.mark.parametrize(
    "term",
    [
        # Of what was looked at; of a few weeks; of another paper beside.
        "审核覆盖2024年6月1日至2025年5月31日",
        "复核于2025年12月1日至2025年12月20日进行",
        "自2025年6月20日至2028年6月19日,前证自2022年6月20日至2025年12月31日",
    ],
)
def test_other_spans_are_no_validity(extractor: Extractor, term: str) -> None:
    got = certificate(extractor, term)
    assert "valid_until" not in got


def test_a_statement_has_no_validity_by_its_period(extractor: Extractor) -> None:
    title = "温室气体排放核查声明"
    rows = f"受核查方:{FIRM}", "核查期2025年1月1日至2025年12月31日", "签发日期:2025年6月18日"
    assert "valid_until" not in read(extractor, *rows, title=title)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026.05,12-2028.05.11", ["2026-05-12", "2028-05-11"]),
        ("2026,05.12-2028.05.11", ["2026-05-12", "2028-05-11"]),
        ("2026.05,123", []),
        ("2026,05,12", []),
    ],
)
def test_a_point_of_a_date_that_was_read_as_a_comma(text: str, days: list[str]) -> None:
    assert [d.value.isoformat() for d in find_dates(text)] == days


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("二〇二五年三月十日至二三年三月九日", "2030-03-09"),
        ("二〇二〇年三月十日至二三年三月九日", "2023-03-09"),
        ("二〇二五年三月十日至二〇二三年三月九日", "2023-03-09"),
    ],
)
def test_a_year_whose_zeros_were_not_read(text: str, until: str) -> None:
    pair = date_pair(text)
    assert pair is not None
    assert pair[1].value.isoformat() == until
    spans = [p.last.isoformat() for p in find_periods(text)]
    assert until in spans or until < "2025-03-10"


def test_what_a_factory_wants_to_become_is_no_firm() -> None:
    assert not find_organisations("零碳(近零碳)工厂建设规划(2025—2028年)")
    assert [o.name for o in find_organisations("青河机械工厂建设规划")] == ["青河机械工厂"]


def test_the_holder_in_another_language_has_not_issued_the_certificate(
    extractor: Extractor,
) -> None:
    got = read(
        extractor,
        "质量管理体系认证证书",
        "This is to certify that the quality management system of",
        "Qinghe Example Valve Co., Ltd.",
        FIRM,
        "conforms to ISO 9001:2015",
        "Issued 发证:02 September 2025",
        "Valid 有效期:05 September 2025 - 04 September 2028",
        title="Certificate of Approval",
    )
    assert got["holder"] == FIRM
    assert got.get("issuer") != FIRM


EMS, CHECKED = "环境管理体系认证证书", "检定证书"


@pytest.mark.parametrize(
    ("title", "rows", "until"),
    [
        (
            EMS,
            ("在每年监督的条件下使用60个月,至2029年3月10日止", "签发:2024年3月11日"),
            "2029-03-10",
        ),
        (EMS, ("生效/届满 2024.03.11/ 2027.03.10", "颁证日期:2024年3月1日"), "2027-03-10"),
        (CHECKED, ("检定日期:2025年5月12日", "检定周期:12个月"), "2026-05-11"),
        (EMS, ("证书自2024年3月11日起生效,2027年3月10日届满。", "2024年3月11日"), "2027-03-10"),
        # Days of surveillance are no end.
        (EMS, ("下次监督审核应于2025年3月10日前完成", "签发:2024年3月11日"), None),
        (CHECKED, ("检定日期:2025年5月12日", "检定周期:按规程"), None),
    ],
)
def test_an_end_that_no_label_names(
    extractor: Extractor, title: str, rows: tuple[str, ...], until: str | None
) -> None:
    got = read(extractor, f"{FIRM}符合GB/T 24001-2016", *rows, "青河计量认证中心", title=title)
    assert got.get("valid_until") == until


@pytest.mark.parametrize(
    ("text", "start", "until"),
    [
        ("2026.05.14 / 2026.05.20—2029.05.19", "2026-05-20", "2029-05-19"),
        ("2026年5月14日 2026年5月20日至2029年5月19日", "2026-05-20", "2029-05-19"),
        ("2026.05.14/2026.05.20-2029.05.19", "2026-05-20", "2029-05-19"),
        # Two days that are the term.
        ("2026.05.20—2029.05.19", "2026-05-20", "2029-05-19"),
        ("2026.05.20 / 2029.05.19", "2026-05-20", "2029-05-19"),
        ("2026.05.20—2029.05.19 / 2026.05.14", "2026-05-20", "2029-05-19"),
    ],
)
def test_the_day_of_issue_before_the_term(text: str, start: str, until: str) -> None:
    stated = validity(text)
    assert stated is not None
    assert (stated[0].start, stated[0].until) == (start, until)


@pytest.mark.parametrize(
    ("label", "found"),
    [("申报工厂名称", True), ("申报工厂", True), ("申报工厂的能源供应商", False)],
)
def test_a_holder_behind_the_label_of_a_factory_that_applies(
    extractor: Extractor, label: str, found: bool
) -> None:
    rows = f"{label}:{FIRM}", "填表日期:2026年1月5日"
    (document,) = extractor.documents(reading(page(*rows, title="零碳工厂申报表")))
    holder = document.field("holder")
    assert (holder is not None and (holder.value, holder.confidence > 0.9) == (FIRM, True)) is found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("申报工厂", []),
        ("试点工厂", []),
        ("参评工厂", []),
        ("青河申报机械厂", ["青河申报机械厂"]),
    ],
)
def test_a_factory_that_applies_has_no_name_of_its_own(text: str, names: list[str]) -> None:
    assert [o.name for o in find_organisations(text)] == names


@pytest.mark.parametrize(
    ("title", "term", "until"),
    [
        ("危险废物处置合同", "三、本合同有效期:2026年3月1日至2027年2月28日。", "2027-02-28"),
        ("危险废物处置合同", "二、合同期:2026年4月1日至2027年3月31日。", "2027-03-31"),
        ("边角料综合利用协议", "三、合同期2025年1月1日至2027年12月31日。", "2027-12-31"),
        ("绿色电力购售合同", "第三条 执行期限:2026年1月1日起至2028年12月31日止", "2028-12-31"),
        ("绿色电力交易合同", "履行期限 2025年1月1日至2025年12月31日", "2025-12-31"),
        # Its end is not legible.
        ("危险废物处置合同", "合同期2026年1月1日至2026年12", None),
    ],
)
def test_the_term_of_a_contract(
    extractor: Extractor, title: str, term: str, until: str | None
) -> None:
    got = read(extractor, f"甲方:{FIRM}", "乙方:澜州示例环境有限公司", term, title=title)
    assert got.get("valid_until") == until


def test_a_term_that_goes_on_in_the_next_line(extractor: Extractor) -> None:
    rows = ("乙方为甲方处置废矿物油,预计年量36吨。有效期2026年5月1日", "至2027年4月30日。")
    found = read(extractor, *rows, title="危险废物委托处置合同")
    assert (found["valid_from"], found["valid_until"]) == ("2026-05-01", "2027-04-30")


@pytest.mark.parametrize(
    ("row", "until"),
    [
        # A seal left this of 有效期.
        ("期:2023年6月5日至2026年6月4日", "2026-06-04"),
        ("核算期:2023年6月5日至2024年6月4日", None),
        # It does not begin on the day of issue.
        ("期:2022年1月1日至2022年12月31日", None),
    ],
)
def test_the_rest_of_the_label_of_a_term(extractor: Extractor, row: str, until: str | None) -> None:
    rows = (f"委托方:{FIRM}", "核算标准:ISO 14067:2018", "发证日期:2023年6月5日", row)
    assert read(extractor, *rows, title="产品碳足迹证书").get("valid_until") == until


ISSUED = "发证日期:2025年6月18日"


@pytest.mark.parametrize(
    "rows",
    [
        ("始: 2025年6月20日", "终: 2028年6月19日", ISSUED),
        ("有效起 2025-06-20", "有效止 2028-06-19", ISSUED),
        ("自: 2025年6月20日 止: 2028年6月19日", ISSUED),
        # Of which no day of issue was read.
        ("2025年6月20日~2028年6月19日",),
    ],
)
def test_a_term_of_which_each_day_stands_behind_one_word(
    extractor: Extractor, rows: tuple[str, ...]
) -> None:
    got = read(extractor, f"{FIRM}符合GB/T 24001-2016", *rows, title=EMS)
    assert (got["valid_from"], got["valid_until"]) == ("2025-06-20", "2028-06-19")


@pytest.mark.parametrize(
    "rows",
    [
        # What was looked at; a term in which it was issued and that is over by then.
        ("始: 2024年6月20日", "终: 2025年6月19日", ISSUED),
        ("始: 2025年6月20日", "终: 2025年8月19日", ISSUED),
        # Without a day of issue a year may be what was looked at.
        ("2025年6月20日~2026年6月19日",),
    ],
)
def test_two_words_that_give_no_term(extractor: Extractor, rows: tuple[str, ...]) -> None:
    got = read(extractor, f"{FIRM}符合GB/T 24001-2016", *rows, title=EMS)
    assert "valid_until" not in got


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("产品碳标签证书", "标志使用期限:2025年6月20日至2028年6月19日"),
        ("节能产品认证证书", "启用日期 2025年6月20日 停用日期 2028年6月19日"),
        ("危险废物经营许可证", "本许可证自二〇二五年六月二十日起,至二〇二八年六月十九日止。"),
    ],
)
def test_a_term_by_other_words(extractor: Extractor, title: str, row: str) -> None:
    got = read(extractor, f"单位:{FIRM}", row, "颁证日期:2025年6月18日", title=title)
    assert (got["valid_from"], got["valid_until"]) == ("2025-06-20", "2028-06-19")
    assert "period_start" not in got


def test_one_label_for_the_first_and_the_present_issue(extractor: Extractor) -> None:
    got = read(extractor, f"组织:{FIRM}", "首次/本次发证日期: 2025-06-20", title=EMS)
    assert got["first_issue_date"] == got["issue_date"] == "2025-06-20"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("二十五年", 25), ("10年", 10), ("三周年", 3), ("24个月", 2), ("三十六个月", 3),
        ("5 years", 5), ("2025年", None), ("二〇二五年", None), ("18个月", None),
        ("3年零6个月", None),
    ],
)  # fmt: skip
def test_a_number_of_years(text: str, years: int | None) -> None:
    assert find_duration(text) == years


@pytest.mark.parametrize("issued", [ISSUED, "2025年6月18日"])
@pytest.mark.parametrize(
    ("row", "until"),
    [
        ("本证书自2025年6月20日起生效,有效期3年", "2028-06-19"),
        ("有效期:三年(2025年6月20日起)", "2028-06-19"),
        ("有效期三年,自2025年6月20日起计算", "2028-06-19"),
        ("证书有效期为叁年,自发证之日起计", "2028-06-17"),
        ("证书自颁发之日起有效期为三年", "2028-06-17"),
        ("有效期限:36个月", "2028-06-17"),
        ("首次颁发于2022年6月20日,换发于2025年6月18日,2028年6月19日到期", "2028-06-19"),
        ("有效期三年,至2028年6月19日止", "2028-06-19"),
    ],
)
def test_the_day_of_issue_below_a_number_of_years_is_not_its_end(
    extractor: Extractor, row: str, issued: str, until: str
) -> None:
    got = read(extractor, f"{FIRM}符合GB/T 24001-2016", row, issued, title=EMS)
    assert got["valid_until"] == until


def test_the_days_of_a_number_of_years_in_the_next_row(extractor: Extractor) -> None:
    rows = ("称号有效期三年", "(2025年6月20日至2028年6月19日)。")
    got = read(extractor, f"{FIRM}:", *rows, "2025年6月18日", title="绿色工厂证书")
    assert (got["valid_from"], got["valid_until"]) == ("2025-06-20", "2028-06-19")


@pytest.mark.parametrize(
    ("term", "until"),
    [
        ("有效期限 以年检标识为准", None),
        ("有效期至 见年度监督合格标识", None),
        # What a certificate says besides of its surveillance.
        ("有效期至2028年6月19日,以年度监督合格标识为准", "2028-06-19"),
        ("本证书的有效性以年度监督审核为准\n有效期至:2028年6月19日", "2028-06-19"),
        ("监督期自2025年6月20日起,2026年6月19日止", None),
    ],
)
def test_what_stands_where_the_end_should(
    extractor: Extractor, term: str, until: str | None
) -> None:
    found = read(
        extractor,
        f"{FIRM}的环境管理体系符合GB/T 24001-2016",
        *term.split("\n"),
        "监督记录 第一次监督:2026年5月,合格",
        "发证日期:2025年6月18日",
        title="环境管理体系认证证书",
    )
    assert found.get("valid_until") == until


@pytest.mark.parametrize(
    ("term", "years"),
    [
        ("5年,自发证之日起", 5),
        ("五年,自合同签订之日起计算", 5),
        # From a day that the paper of that day does not tell.
        ("5年,自机组验收合格之日起", 0),
        ("八年,自首次送电之日起算", 0),
        ("三年,从设备投运之日起计算", 0),
    ],
)
def test_years_from_the_day_of_something_else(term: str, years: int) -> None:
    found = validity(term)
    assert (found[0].years if found is not None else 0) == years


@pytest.mark.parametrize(
    "line",
    [
        "三、协议期2024年7月1日至2027年6月30日;四、其他",
        "3.履行期自2024年7月1日起至2027年6月30日止。",
        "租赁期为三年,自2024年7月1日起至2027年6月30日止。",
        "租期自二〇二四年七月一日起至二〇二七年六月三十日止。",
        "合同期三年,自2024年7月1日起。",
        "服务期限:叁年,2024年7月1日起",
        "本协议为期三年,自2024年7月1日起至2027年6月30日止。",
    ],
)
def test_the_term_that_a_clause_of_a_contract_gives(extractor: Extractor, line: str) -> None:
    rows = ("甲方:青禾轴承有限公司", "乙方:青川物流有限公司", line, "签订日期:2024年6月20日")
    document = extractor.documents(reading(page(*rows, title="委托加工合同")))[0]
    found = {f.name: f.value for f in document.fields if f.name in {"valid_from", "valid_until"}}
    assert found == {"valid_from": "2024-07-01", "valid_until": "2027-06-30"}


@pytest.mark.parametrize(
    "line",
    [
        "合作期内双方于2025年6月1日对账。",
        "服务期满前三十日,双方于2027年5月1日前协商。",
        "合作期首年结算日为2025年12月31日。",
    ],
)
def test_days_within_the_term_of_a_contract_are_none_of_its_ends(
    extractor: Extractor, line: str
) -> None:
    rows = ("甲方:青禾轴承有限公司", "乙方:青川物流有限公司", line, "签订日期:2024年6月20日")
    document = extractor.documents(reading(page(*rows, title="委托加工合同")))[0]
    assert not {f.name for f in document.fields} & {"valid_from", "valid_until"}


@pytest.mark.parametrize(
    ("term", "since", "until"),
    [
        ("于2026年7月1日零时生效,至2029年6月30日二十四时失效", "2026-07-01", "2029-06-30"),
        ("2026年7月1日起正式生效", "2026-07-01", ""),
        ("2026年7月1日失效", "", "2026-07-01"),
    ],
)
def test_the_day_on_which_a_term_begins(term: str, since: str, until: str) -> None:
    found = validity(term)
    assert found is not None
    assert (found[0].start, found[0].until) == (since, until)
