"""V201–V208: each fires, and does not fire on its near misses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Citation, Document, Step
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
QMS = "GB/T 19001-2016"


def certificate(file: str = "", **fields: object):  # type: ignore[no-untyped-def]
    known = {"holder": FIRM, "issuer": "某认证中心有限公司", "standards": QMS}
    return document("management-system-certificate", file, **{**known, **fields})


def test_an_expired_certificate(run: Run) -> None:
    outcome = run(certificate(issue_date="2023-01-01", valid_until="2026-03-30"))
    assert outcome.flag("1.2.3") is Flag.SUSPICIOUS
    finding = outcome.finding("1.2.3", "V201")
    assert dict(finding.params) == {"until": "2026-03-30", "date": "2026-03-31"}
    assert finding.citations[0].quote == "2026-03-30"


def test_a_certificate_is_valid_on_its_last_day(run: Run) -> None:
    outcome = run(certificate(issue_date="2023-04-01", valid_until="2026-03-31"))
    assert "V201" not in outcome.of_documents()


def test_a_renewed_certificate_supersedes_the_expired_one(run: Run) -> None:
    old = certificate("旧证.pdf", issue_date="2022-01-01", valid_until="2024-12-31")
    new = certificate("新证.pdf", issue_date="2025-01-01", valid_until="2027-12-31")
    assert "V201" not in run(old, new).of_documents()
    other = certificate("环境.pdf", valid_until="2027-12-31", standards="GB/T 24001-2016")
    assert "V201" in run(old, other).of_documents()


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("通用机械的销售及售后服务", True),
        ("通用机械的销售(不含通用机械的制造)", True),
        ("通用机械的设计、制造和销售", False),
        ("通用机械的制造(不含设计)", False),
    ],
)
def test_a_certificate_without_production_renews_none(run: Run, scope: str, found: bool) -> None:
    old = certificate("旧证.pdf", valid_until="2024-12-31", scope="通用机械的设计、制造和销售")
    new = certificate("新证.pdf", issue_date="2025-01-01", valid_until="2027-12-31", scope=scope)
    assert ("V201" in run(old, new).of_documents()) is found


def test_of_two_later_certificates_one_that_covers_production_renews(run: Run) -> None:
    later = {"issue_date": "2025-01-01", "valid_until": "2027-12-31"}
    old = certificate("旧证.pdf", valid_until="2024-12-31")
    sales = certificate("销售.pdf", scope="通用机械的销售", **later)
    works = certificate("制造.pdf", scope="通用机械的制造", **later)
    assert "V201" in run(old, sales).of_documents()
    assert "V201" not in run(old, sales, works).of_documents()


def test_the_certificate_of_another_system_renews_none(run: Run) -> None:
    known = {"standards": "GB/T 24001-2016"}
    old = certificate("环.pdf", title="环境管理体系认证证书", valid_until="2024-12-31", **known)
    energy = certificate("能.pdf", title="能源管理体系认证证书", valid_until="2027-12-31", **known)
    assert "V201" in run(old, energy).of_documents()
    whole = certificate(
        "合.pdf", title="质量管理体系、环境管理体系认证证书", valid_until="2027-12-31", **known
    )
    assert "V201" not in run(old, whole).of_documents()
    untitled = certificate("证.pdf", title="认证证书", valid_until="2027-12-31", **known)
    assert "V201" not in run(old, untitled).of_documents()


def test_a_date_to_come_that_was_hardly_read_is_for_a_person(run: Run) -> None:
    def dated(on: str = "2027-03-07", **more: object) -> set[str]:
        paper = document("compliance-certificate", holder=FIRM, issue_date=on, **more)
        return run(paper).of_documents() & {"V207", "Q801"}

    scan = {"origin": Origin.OCR}
    assert dated() == dated(**scan) == {"V207"}
    assert dated(**scan, sure=0.81) == {"Q801"}
    # No paper is dated years ahead, nor years after its own number, and none ends before it begins.
    assert dated("2036-03-07") == {"V207"}
    assert dated("2036-03-07", **scan) == {"Q801"}
    assert dated(**scan, certificate_number="云政发〔2026〕11号") == {"V207"}
    assert dated(**scan, certificate_number="云政发〔2024〕11号") == {"Q801"}
    assert "Q801" in dated(**scan, valid_until="2026-12-24")


@pytest.mark.parametrize(
    ("line", "sure", "found"),
    [(0.99, 0.845, "V207"), (0.9, 0.845, "Q801"), (0.99, 0.8, "Q801")],
    ids=["clear", "hardly read", "the day that a rule takes effect"],
)
def test_a_day_to_come_that_no_label_names(run: Run, line: float, sure: float, found: str) -> None:
    day = {"issue_date": "2027-03-07", "sure": sure, "origin": Origin.OCR}
    paper = document("meeting-record", holder=FIRM, text="2027-03-07上午召开会议", **day)  # type: ignore[arg-type]
    paper = replace(paper, lines=tuple(replace(x, confidence=line) for x in paper.lines))
    assert run(paper).of_documents() & {"V207", "Q801"} == {found}


def test_a_certificate_to_an_identical_standard_is_a_renewal(run: Run) -> None:
    old = certificate("旧证.pdf", valid_until="2024-12-31", standards="GB/T 23331-2020")
    new = certificate("新证.pdf", valid_until="2027-12-31", standards="ISO 50001:2018")
    assert "V201" not in run(old, new).of_documents()


def test_what_cites_no_standard_is_renewed_under_the_same_title(run: Run) -> None:
    def titled(title: str, until: str) -> Document:
        return document("award", f"{until}.pdf", title=title, holder=FIRM, valid_until=until)

    old = titled("高新技术企业证书", "2025-11-30")
    assert "V201" not in run(old, titled("高新技术企业证书", "2028-11-30")).of_documents()
    assert "V201" in run(old, titled("专精特新企业证书", "2028-11-30")).of_documents()


def test_green_certificates_are_counted_and_none_renews_another(run: Run) -> None:
    papers = [
        document(
            "green-electricity-certificate", f"{until}.pdf", title="绿色电力证书", holder=FIRM,
            valid_until=until,
        )
        for until in ("2025-12-31", "2027-12-31")
    ]  # fmt: skip
    assert "V201" in run(*papers).of_documents()


def test_a_label_prints_no_end(run: Run) -> None:
    def product(title: str) -> set[str]:
        return run(document("product-certificate", title=title, holder=FIRM)).of_documents()

    assert "V203" in product("节能产品认证证书")
    assert "V203" not in product("能效标识备案证明")


def test_not_yet_valid(run: Run) -> None:
    begins = {"issue_date": "2026-03-01", "valid_until": "2029-04-30"}
    assert "V202" in run(certificate(valid_from="2026-04-01", **begins)).of_documents()
    assert "V202" not in run(certificate(valid_from="2026-03-31", **begins)).of_documents()


def test_no_end_of_validity(run: Run) -> None:
    assert "V203" in run(certificate(issue_date="2025-01-01")).of_documents()


def test_an_end_that_could_not_be_read_is_for_a_person(run: Run) -> None:
    unread = certificate(issue_date="2025-01-01", text="有效期至 2O27年l2月")
    found = run(unread).of_documents()
    assert "V203" not in found
    assert run(certificate(text="证书有效期至 2027")).of_documents() == {"Q801"}


def test_a_statement_needs_no_end(run: Run) -> None:
    assert "V203" not in run(document("ghg-verification-statement", holder=FIRM)).of_documents()


@pytest.mark.parametrize(("until", "fires"), [("2026-06-29", True), ("2026-06-30", False)])
def test_soon_over(run: Run, until: str, fires: bool) -> None:
    outcome = run(certificate(issue_date="2025-01-01", valid_until=until))
    assert ("V204" in outcome.of_documents()) is fires
    assert outcome.flag("1.2.3") is Flag.MISSING  # three more certificates are asked for


@pytest.mark.parametrize(
    ("until", "codes"), [("2026-05-31", {"V204"}), ("2025-12-31", set()), ("2026-12-31", set())]
)
def test_power_that_was_bought_is_proven_when_its_contract_has_run_out(
    run: Run, until: str, codes: set[str]
) -> None:
    contract = document("green-power-record", holder=FIRM, valid_until=until)
    told = run(contract).of_documents()
    assert {c for c in told if c.startswith("V")} == codes


def test_dates_that_contradict_each_other(run: Run) -> None:
    wrong = certificate(issue_date="2025-06-01", valid_until="2025-01-01")
    assert "V206" in run(wrong).of_documents()
    reissued = certificate(
        first_issue_date="2025-07-01", issue_date="2025-06-01", valid_until="2028-01-01"
    )
    assert "V206" in run(reissued).of_documents()
    same_day = certificate(
        first_issue_date="2025-06-01", issue_date="2025-06-01", valid_until="2028-05-31"
    )
    assert "V206" not in run(same_day).of_documents()


def test_dated_after_the_assessment(run: Run) -> None:
    later = run(document("commitment-letter", holder=FIRM, issue_date="2026-04-01"))
    assert later.flag("1.1.1") is Flag.SUSPICIOUS
    assert later.codes("1.1.1") == ["V207"]
    today = run(document("commitment-letter", holder=FIRM, issue_date="2026-03-31"))
    assert today.flag("1.1.1") is Flag.SUPPORTED
    assert "V207" not in today.of_documents()


def statement(issued: str, raw: str = "", **fields: object):  # type: ignore[no-untyped-def]
    period = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
    made = document(
        "ghg-verification-statement", holder=FIRM, issue_date=issued, **period, **fields
    )
    if not raw:
        return made
    fields_ = tuple(replace(f, raw=raw) if f.name == "issue_date" else f for f in made.fields)
    return replace(made, fields=fields_)


def test_issued_before_the_period_had_ended(run: Run) -> None:
    assert "V208" in run(statement("2025-12-20")).of_documents()
    assert "V208" not in run(statement("2025-12-31")).of_documents()
    assert "V208" not in run(statement("2026-01-01")).of_documents()


@pytest.mark.parametrize(
    ("origin", "sure", "found"),
    [
        (Origin.OCR, 0.54, "Q801"),
        (Origin.OCR, 0.68, "V208"),
        (Origin.TEXT_LAYER, 0.54, "V208"),
    ],
)
def test_a_day_that_was_hardly_read_accuses_nobody(
    run: Run, origin: Origin, sure: float, found: str
) -> None:
    made = statement("2025-10-20")
    fields_ = tuple(
        replace(f, confidence=sure) if f.name == "issue_date" else f for f in made.fields
    )
    paper = replace(made, fields=fields_, origin=origin)
    assert run(paper).of_documents() & {"V208", "Q801"} == {found}


def test_a_month_without_a_day_may_be_its_last(run: Run) -> None:
    assert "V208" not in run(statement("2025-12-01", raw="2025年12月")).of_documents()
    assert "V208" in run(statement("2025-11-01", raw="2025年11月")).of_documents()


@pytest.mark.parametrize(
    "of", ["test-report", "water-assessment-report", "product-carbon-footprint-certificate"]
)
def test_reported_before_the_work_was_done(run: Run, of: str) -> None:
    known = {"holder": FIRM, "issuer": "某检测有限公司", "valid_until": "2027-01-01"}
    early = document(of, issue_date="2025-10-12", work_date="2025-10-21", **known)
    assert "V206" in run(early).of_documents()
    for day, sure in (("2025-10-21", 0.99), ("2025-10-30", 0.99), ("2025-10-12", 0.6)):
        paper = document(of, issue_date=day, work_date="2025-10-21", sure=sure, **known)
        assert "V206" not in run(paper).of_documents()


def test_a_forecast_is_dated_before_its_period(run: Run) -> None:
    def savings(title: str, text: str = "") -> Document:
        return document(
            "reduction-report", holder=FIRM, issue_date="2025-10-20", title=title, text=text,
            period_start="2025-01-01", period_end="2025-12-31",
        )  # fmt: skip

    assert "V208" in run(savings("节能量核查报告")).of_documents()
    assert "V208" not in run(savings("项目预期节能量测算")).of_documents()
    assert "V208" not in run(savings("节能量报告", "预计2025-01-01起一年节电")).of_documents()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("本证书有效期三年", "Q801"),
        ("自发证之日起3年内有效", "Q801"),
        ("valid for three years", "Q801"),
        ("有效期内每12个月接受一次监督", "V203"),
        # A sign of the label was not read.
        ("有期至:2030年3月4日", "Q801"),
    ],
)
def test_an_end_that_must_be_counted(run: Run, line: str, found: str) -> None:
    codes = run(certificate(issue_date="2025-01-01", text=line)).of_documents()
    assert codes & {"Q801", "V203"} == {found}


def test_works_done_before_they_were_begun(run: Run) -> None:
    def works(start: str, end: str) -> Document:
        return document("acceptance-record", holder=FIRM, works_start=start, works_end=end)

    assert "V206" in run(works("2025-06-01", "2025-03-01")).of_documents()
    assert "V206" not in run(works("2025-03-01", "2025-06-01")).of_documents()


@pytest.mark.parametrize(
    ("title", "start", "end", "issued", "found"),
    [
        ("2026年1月份能源统计月报", "2026-01-01", "2026-01-31", "2026-01-24", True),
        ("2026年1月份电费结算单", "2026-01-01", "2026-01-31", "2026-01-23", True),
        # The day before its end, or after it.
        ("2026年1月份能源统计月报", "2026-01-01", "2026-01-31", "2026-01-30", False),
        ("2026年1月份能源统计月报", "2026-01-01", "2026-01-31", "2026-02-04", False),
        ("碳排放统计季报", "2026-01-01", "2026-03-31", "2026-03-19", True),
        ("碳排放统计季报", "2026-01-01", "2026-03-31", "2026-03-30", False),
        # A table of a year, and a title that adds nothing up.
        ("2025年能源统计报表", "2025-01-01", "2025-12-31", "2025-12-20", False),
        ("2026年1月份设备巡检表", "2026-01-01", "2026-01-31", "2026-01-24", False),
    ],
)
def test_what_adds_up_a_month_before_it_is_over(
    run: Run, title: str, start: str, end: str, issued: str, found: bool
) -> None:
    paper = document(
        "statistical-report", title=title, holder=FIRM, issue_date=issued,
        period_start=start, period_end=end,
    )  # fmt: skip
    assert ("V208" in run(paper).of_documents()) is found


def test_a_month_is_no_day_before_its_own_end(run: Run) -> None:
    paper = document(
        "statistical-report", title="2026年1月份能源统计月报", holder=FIRM, issue_date="2026-01-01",
        period_start="2026-01-01", period_end="2026-01-31",
    )  # fmt: skip
    assert "V208" in run(paper).of_documents()
    fields = tuple(
        replace(f, raw="2026年1月") if f.name == "issue_date" else f for f in paper.fields
    )
    assert "V208" not in run(replace(paper, fields=fields)).of_documents()


@pytest.mark.parametrize(
    ("raw", "issued", "found"),
    [
        ("2026年1月1日至2026年1月31日", "2026-01-23", True),
        ("2026-01-01~2026-01-31", "2026-01-23", True),
        ("2026年1月1日至2026年1月31日", "2026-01-29", False),
        # A month that may be closed on its 25th.
        ("2026年1月", "2026-01-23", False),
    ],
)
def test_a_form_that_states_the_whole_month_before_it_is_over(
    run: Run, raw: str, issued: str, found: bool
) -> None:
    paper = document(
        "statistical-report", title="能源消费与碳排放表", holder=FIRM, issue_date=issued,
        period_start="2026-01-01", period_end="2026-01-31",
    )  # fmt: skip
    fields = tuple(replace(f, raw=raw) if f.name.startswith("period") else f for f in paper.fields)
    assert ("V208" in run(replace(paper, fields=fields)).of_documents()) is found


@pytest.mark.parametrize(("issued", "found"), [("2025-12-12", True), ("2025-01-01", False)])
def test_a_yearly_report_before_the_end_of_its_year(run: Run, issued: str, found: bool) -> None:
    """The first day of the period was taken for the day of issue."""
    paper = document(
        "sustainability-report", holder=FIRM, issue_date=issued, years=(2025,),
        period_start="2025-01-01", period_end="2025-12-31",
    )  # fmt: skip
    fields = tuple(
        replace(f, raw="2025-01-01至2025-12-31") if f.name.startswith("period") else f
        for f in paper.fields
    )
    assert ("V208" in run(replace(paper, fields=fields)).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "issued", "found"),
    [
        ("绿色电力交易结算凭证", "2025-12-12", True),
        ("2025年度光伏电量确认单", "2025-12-30", True),
        ("绿色电力交易结算凭证", "2026-01-12", False),
        # What comes is agreed on; certificates are of power that was made before.
        ("绿色电力交易合同", "2025-01-12", False),
        ("绿证交易结算单", "2025-10-12", False),
    ],
)
def test_what_settles_a_year_before_it_is_over(
    run: Run, title: str, issued: str, found: bool
) -> None:
    period = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
    paper = document(
        "green-power-record", holder=FIRM, title=title, issue_date=issued, years=(2025,), **period
    )
    assert ("V208" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("heading", "below", "origin", "found"),
    [
        ("终止日期", "202T-08-13", Origin.OCR, "Q801"),
        ("失效日期", "2O28.08.13", Origin.OCR, "Q801"),
        # Stored text was not misread; no day; nothing on an end.
        ("终止日期", "202T-08-13", Origin.TEXT_LAYER, "V203"),
        ("终止日期", "见附页", Origin.OCR, "V203"),
        ("首次获证", "202T-08-13", Origin.OCR, "V203"),
    ],
)
def test_a_heading_above_a_day_that_was_not_legible(
    run: Run, heading: str, below: str, origin: Origin, found: str
) -> None:
    paper = certificate(issue_date="2025-01-01", text=f"{heading}\n{below}", origin=origin)
    assert run(paper).of_documents() & {"Q801", "V203"} == {found}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("青河机械 2025年1月1日 2028年1月1日", "Q801"),
        ("下次监督审核 2025年12月20日", "V203"),
        ("审核日期 2024年12月1日", "V203"),
    ],
)
def test_a_later_day_that_no_label_names_may_be_the_end(run: Run, text: str, found: str) -> None:
    codes = run(certificate(issue_date="2025-01-01", text=text)).of_documents()
    assert codes & {"V203", "Q801"} == {found}


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("青河计量检测中心 检定证书", True),
        ("青河计量检测中心检定证书", True),
        ("青河计量检测中心 检测报告", False),
        ("检测证书", False),
    ],
)
def test_who_issued_a_paper_does_not_say_what_it_is(run: Run, title: str, found: bool) -> None:
    paper = document("calibration-certificate", title=title, holder=FIRM, issuer="青河计量检测中心")
    assert ("V203" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("number", "sure", "found"),
    [
        ("91330400MA2CYQ8R1J002V", 0.99, True),
        ("91330400MA2CYQ8R1J001V", 0.99, False),
        ("91330400MA2CYQ8R1J002V", 0.8, False),
        ("2024字第12号", 0.99, False),
    ],
)
def test_the_permit_of_another_site_renews_none(
    run: Run, number: str, sure: float, found: bool
) -> None:
    def permit(file: str, number: str, until: str, sure: float = 0.99) -> Document:
        return document(
            "pollutant-discharge-permit", file, title="排污许可证", sure=sure,
            holder=FIRM, certificate_number=number, valid_until=until,
        )  # fmt: skip

    old = permit("旧.pdf", "91330400MA2CYQ8R1J001P", "2025-12-31")
    new = permit("新.pdf", number, "2030-12-31", sure)
    assert ("V201" in run(old, new).of_documents()) is found


@pytest.mark.parametrize(
    ("kind", "found"),
    [("product-certificate", True), ("equipment-renewal-record", False), ("meeting-record", False)],
)
def test_the_end_of_what_a_list_tells_of_is_not_that_of_the_list(
    run: Run, kind: str, found: bool
) -> None:
    paper = document(kind, holder=FIRM, issue_date="2025-06-02", valid_until="2025-03-19")
    assert ("V206" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("begins", "found"), [("2026-05-04", True), ("2026-03-04", False)], ids=["later", "by then"]
)
def test_one_that_is_not_valid_yet_renews_none(run: Run, begins: str, found: bool) -> None:
    old = certificate("旧证.pdf", valid_until="2026-02-27")
    new = certificate("新证.pdf", valid_from=begins, valid_until="2029-03-03")
    assert ("V201" in run(old, new).of_documents()) is found


@pytest.mark.parametrize(
    ("number", "printed", "found"),
    [
        ("安监证〔2025〕第31号", "二〇二五年十二月六日", "V208"),
        # No number bears the year; the day that was read is like the last of the year.
        ("安监证第31号", "二〇二五年十二月六日", "Q801"),
        ("安监证〔2025〕第31号", "二〇二五年十二月三十日", "Q801"),
        ("安监证〔2025〕第31号", "2025年12月6日", "Q801"),
    ],
)
def test_a_day_before_the_end_whatever_sign_of_it_was_misread(
    run: Run, number: str, printed: str, found: str
) -> None:
    day = "2025-12-30" if printed.endswith("三十日") else "2025-12-06"
    paper = document(
        "compliance-certificate",
        holder=FIRM,
        origin=Origin.OCR,
        certificate_number=number,
        issue_date=day,
        period_start="2023-01-01",
        period_end="2025-12-31",
        text="该企业自2023年1月1日起至2025年12月31日止无违法记录",
    )
    fields = tuple(
        replace(f, confidence=0.54, raw=printed) if f.name == "issue_date" else f
        for f in paper.fields
    )
    assert run(replace(paper, fields=fields)).of_documents() & {"V208", "Q801"} == {found}


@pytest.mark.parametrize(
    ("line", "found"), [("有效期限 以年检标识为准", True), ("有效期至2028年6月2日", False)]
)
def test_an_end_that_something_else_tells(run: Run, line: str, found: bool) -> None:
    paper = certificate(issue_date="2025-06-03", text=f"认证证书\n{line}")
    assert ("V203" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "day", "sure", "found"),
    [
        ("节能例会纪要", "2026-04-09", 0.99, "V207"),
        ("节能例会纪要", "2026-04-09", 0.9, "Q801"),
        # Held before; the foot tells of another month; no minutes.
        ("节能例会纪要", "2026-03-09", 0.99, "Q801"),
        ("节能例会通知", "2026-04-09", 0.99, "Q801"),
    ],
)
def test_the_day_of_a_meeting_to_come_at_the_head_of_its_minutes(
    run: Run, title: str, day: str, sure: float, found: str
) -> None:
    paper = document(
        "meeting-record", holder=FIRM, title=title, issue_date="2026-04-01", sure=0.54,
        origin=Origin.OCR,
    )  # fmt: skip
    convened = Step("convened", day, day, Citation("a.pdf", 1, BOX, day), sure)
    outcome = run(replace(paper, steps=(convened,)))
    assert outcome.of_documents() & {"V207", "Q801"} == {found}


@pytest.mark.parametrize(
    ("title", "days", "sure", "found"),
    [
        ("节能例会纪要", ("2026-04-09",), 0.99, True),
        # Hardly read; years ahead; one of two meetings is over; no minutes.
        ("节能例会纪要", ("2026-04-09",), 0.9, False),
        ("节能例会纪要", ("2029-04-09",), 0.99, False),
        ("节能例会纪要", ("2026-04-09", "2026-03-09"), 0.99, False),
        ("节能例会通知", ("2026-04-09",), 0.99, False),
    ],
)
@pytest.mark.parametrize("name", ["convened", "met"])
def test_minutes_of_a_meeting_to_come_whose_own_day_was_not_read(
    run: Run, name: str, title: str, days: tuple[str, ...], sure: float, found: bool
) -> None:
    paper = document("meeting-record", holder=FIRM, title=title, origin=Origin.OCR)
    steps = tuple(Step(name, d, d, Citation("a.pdf", 1, BOX, d), sure) for d in days)
    assert ("V207" in run(replace(paper, steps=steps)).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("2025年电量结算单", True),
        ("2025年电量结算单（未满年）", False),
        ("2025年电量结算单，截至十月", False),
    ],
)
def test_a_year_that_was_not_over(run: Run, title: str, told: bool) -> None:
    paper = document(
        "energy-consumption-table",
        title=title,
        text="抄表示数",
        issue_date="2025-11-06",
        period_start="2025-01-01",
        period_end="2025-12-31",
    )
    fields = tuple(replace(f, raw="2025年") if "period" in f.name else f for f in paper.fields)
    assert ("V208" in run(replace(paper, fields=fields)).of_documents()) is told


@pytest.mark.parametrize(
    ("kind", "text", "issued", "found"),
    [
        ("credit-report", "查询期间：2025-01-01至2025-12-31", "2025-10-08", True),
        # The month that runs is asked for as a whole.
        ("credit-report", "查询期间：2025-01-01至2025-12-31", "2025-12-22", False),
        # Of a permit in it; after its end.
        ("credit-report", "许可有效期：2025-01-01至2025-12-31", "2025-10-08", False),
        ("credit-report", "查询期间：2025-01-01至2025-12-31", "2026-01-05", False),
        ("green-electricity-certificate", "生产年月：2025-01-01至2025-12-31", "2025-10-08", True),
        # What is made next year is bought now.
        (
            "green-electricity-certificate",
            "生产年月：2025-01-01至2025-12-31\n成交日期：2025-10-08",
            "2025-10-08",
            False,
        ),
    ],
)
def test_a_period_that_is_over_when_others_write_of_it(
    run: Run, kind: str, text: str, issued: str, found: bool
) -> None:
    paper = document(
        kind, title="证明", text=text, holder=FIRM, issue_date=issued,
        period_start="2025-01-01", period_end="2025-12-31",
    )  # fmt: skip
    fields = tuple(
        replace(f, raw="2025-01-01至2025-12-31") if f.name.startswith("period") else f
        for f in paper.fields
    )
    assert ("V208" in run(replace(paper, fields=fields)).of_documents()) is found


def test_a_year_that_certificates_are_used_for_need_not_be_over(run: Run) -> None:
    paper = document(
        "green-electricity-certificate", title="证明", text="生产年月 2025年3月\n用于2025年用电",
        holder=FIRM, issue_date="2025-06-08", period_start="2025-01-01", period_end="2025-12-31",
    )  # fmt: skip
    fields = tuple(
        replace(f, raw="2025年") if f.name.startswith("period") else f for f in paper.fields
    )
    assert "V208" not in run(replace(paper, fields=fields)).of_documents()


@pytest.mark.parametrize(
    ("title", "found"),
    [("电费结算通知书", True), ("电费预缴通知书", False), ("电费分次结算通知书", False)],
)
def test_a_bill_before_its_month_is_over(run: Run, title: str, found: bool) -> None:
    paper = document(
        "invoice", title=title, holder=FIRM, issue_date="2025-11-12",
        period_start="2025-11-01", period_end="2025-11-30",
    )  # fmt: skip
    assert ("V208" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("issued", "months", "note", "told"),
    [
        ("2025-12-05", 12, "", True),
        # Its meters are read some days before the month is over.
        ("2025-12-24", 12, "", False),
        ("2026-01-06", 12, "", False),
        # What is not over is not told; or is told to be expected.
        ("2025-12-05", 11, "", False),
        ("2025-12-05", 12, "12月为预计数。", False),
    ],
)
def test_a_month_that_is_told_before_it_is_over(
    run: Run, issued: str, months: int, note: str, told: bool
) -> None:
    paper = document(
        "statistical-report", title="能源统计", text=f"能源统计\n{note}", holder=FIRM,
        issue_date=issued, period_start="2025-01-01", period_end="2025-12-31",
    )  # fmt: skip
    rows = tuple((f"{n}月", f"{400 + 3 * n}", f"{60 + n}") for n in range(1, months + 1))
    rows += tuple((f"{n}月", "", "") for n in range(months + 1, 13))
    table = with_table(paper, [("", ""), ("用电", "")], *((m, m, a) for m, a, _ in rows))
    assert ("V208" in run(table).of_documents()) is told
