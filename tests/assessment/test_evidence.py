"""E001–E003, Y401, Y402, F101–F105: what is there, what is not, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from evidencecheck.assessment.coverage import required_years
from evidencecheck.domain.files import FileStatus, Problem
from evidencecheck.domain.finding import Flag
from tests.assessment.conftest import FIRM, Outcome, document, facts

Run = Callable[..., Outcome]


def statement(year: int, **fields: object):  # type: ignore[no-untyped-def]
    known = {
        "holder": FIRM,
        "issuer": "某核查有限公司",
        "issue_date": f"{year + 1}-03-01" if year < 2025 else "2026-02-01",
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "years": (year,),
    }
    return document("ghg-verification-statement", f"{year}.pdf", **{**known, **fields})


def test_nothing_handed_in_is_missing_everywhere(run: Run) -> None:
    outcome = run(files=[facts("空.pdf")])
    assert all(r.flag is Flag.MISSING for r in outcome.report.indicators)
    assert all(f.code == "E001" for r in outcome.report.indicators for f in r.findings)


def test_a_document_of_the_type_supports(run: Run) -> None:
    assert run(document("commitment-letter", holder=FIRM)).flag("1.1.1") is Flag.SUPPORTED


def test_a_document_of_another_type_does_not(run: Run) -> None:
    assert run(document("meeting-record", holder=FIRM)).flag("1.1.1") is Flag.MISSING


def test_part_of_a_set_is_too_few(run: Run) -> None:
    one = document("management-system-certificate", holder=FIRM, standards="GB/T 19001-2016",
                   issue_date="2025-01-01", valid_until="2027-12-31")  # fmt: skip
    outcome = run(one)
    assert outcome.flag("1.2.3") is Flag.MISSING
    assert outcome.codes("1.2.3") == ["E002"] * 3
    assert dict(outcome.finding("1.2.3", "E002").params)["required"] == "4"


def test_three_years_in_three_documents(run: Run) -> None:
    assert run(*(statement(y) for y in (2023, 2024, 2025))).flag("2.2.3") is Flag.SUPPORTED


def test_three_years_in_one_document(run: Run) -> None:
    whole = statement(2025, period_start="2023-01-01", years=(2023, 2024, 2025))
    assert run(whole).flag("2.2.3") is Flag.SUPPORTED


def test_a_year_not_covered(run: Run) -> None:
    outcome = run(statement(2023), statement(2025))
    assert outcome.flag("2.2.3") is Flag.MISSING
    assert dict(outcome.finding("2.2.3", "Y401").params)["years"] == "2024"


def test_a_year_covered_in_part(run: Run) -> None:
    half = statement(2025, period_end="2025-06-30", issue_date="2025-08-01")
    outcome = run(statement(2023), statement(2024), half)
    assert outcome.flag("2.2.3") is Flag.SUSPICIOUS
    assert "Y402" in outcome.codes("2.2.3")


def test_two_halves_are_a_year(run: Run) -> None:
    first = statement(2025, period_end="2025-06-30", issue_date="2025-08-01")
    second = document("ghg-verification-statement", "2025b.pdf", holder=FIRM,
                      issuer="某核查有限公司", issue_date="2026-02-01", period_start="2025-07-01",
                      period_end="2025-12-31", years=(2025,))  # fmt: skip
    outcome = run(statement(2023), statement(2024), first, second)
    assert outcome.flag("2.2.3") is Flag.SUPPORTED


def test_a_younger_factory_needs_fewer_years(run: Run) -> None:
    documents = [statement(2024), statement(2025)]
    assert run(*documents, established=date(2023, 6, 1)).flag("2.2.3") is Flag.SUPPORTED
    assert run(*documents, established=date(2022, 6, 1)).flag("2.2.3") is Flag.MISSING


def test_the_report_names_the_three_years_whatever_a_younger_factory_owes(run: Run) -> None:
    for established in (None, date(2010, 1, 1), date(2024, 6, 1), date(2026, 2, 1)):
        assert run(statement(2025), established=established).report.years == (2023, 2024, 2025)


def test_a_factory_of_this_year_owes_no_year_and_still_shows_what_it_has(run: Run) -> None:
    young = {"established": date(2025, 6, 1)}
    outcome = run(statement(2025, period_start="2025-06-01"), **young)
    assert outcome.flag("2.2.3") is Flag.SUPPORTED
    [slot] = [s for r in outcome.report.indicators if r.indicator.id == "tianjin.2.2.3"
              for s in r.slots]  # fmt: skip
    assert slot.documents == ("d1",)
    assert run(**young).flag("2.2.3") is Flag.MISSING


def test_the_years_before_the_assessment() -> None:
    assert required_years(date(2026, 3, 31), None) == (2023, 2024, 2025)
    assert required_years(date(2026, 1, 1), date(2025, 1, 1)) == (2025,)
    assert required_years(date(2026, 1, 1), date(2025, 1, 2)) == ()


def test_a_file_named_for_one_type_that_holds_another(run: Run) -> None:
    wrong = document("meeting-record", "1.1 最高管理者承诺书.pdf", holder=FIRM, title="会议纪要")
    outcome = run(wrong)
    assert outcome.flag("1.1.1") is Flag.SUSPICIOUS
    assert outcome.codes("1.1.1") == ["E003"]


def test_a_file_named_for_a_type_of_the_same_family_is_no_matter(run: Run) -> None:
    near = document("ghg-verification-report", "2024核查声明.pdf", holder=FIRM, years=(2024,))
    assert "E003" not in run(near).of_documents()


def test_a_paper_of_no_evidence_under_the_name_of_some(run: Run) -> None:
    invitation = document("unknown", "1.1 最高管理者承诺书.pdf", title="邀请函", confidence=0.0)
    outcome = run(invitation)
    assert outcome.codes("1.1.1") == ["E003"]
    assert outcome.flag("1.1.1") is Flag.SUSPICIOUS


def test_a_sheet_before_what_its_file_is_named_by(run: Run) -> None:
    sheet = document("unknown", "1.1 最高管理者承诺书.pdf", title="目录", confidence=0.0)
    unread = replace(document("unknown", "1.1 最高管理者承诺书.pdf", confidence=0.0), title=None)
    letter = document("commitment-letter", "1.1 最高管理者承诺书.pdf", holder=FIRM)
    invitation = document("unknown", "1.1 最高管理者承诺书.pdf", title="邀请函", confidence=0.0)
    for papers in ([sheet], [unread], [invitation, letter]):
        assert "E003" not in run(*papers).of_documents()


def test_a_misnamed_report_accuses_only_what_its_name_speaks_of(run: Run) -> None:
    noise = document("unknown", "厂界噪声检测报告.pdf", title="邀请函", confidence=0.0)
    water = document("test-report", "废水.pdf", holder=FIRM, title="废水检测报告", text="废水 达标")
    outcome = run(noise, water, pack="ningbo")
    assert "E003" in outcome.codes("4.4.1")
    assert "E003" not in outcome.codes("4.2.1")


@pytest.mark.parametrize("code", ["F101", "F102", "F103"])
def test_never_missing_because_it_could_not_be_read(run: Run, code: str) -> None:
    unread = facts("1.1 最高管理者承诺书.pdf", Problem(code, (("reason", "…"),)))
    outcome = run(files=[unread])
    assert outcome.flag("1.1.1") is Flag.SUSPICIOUS
    assert outcome.codes("1.1.1") == [code]
    assert outcome.flag("1.3.1") is Flag.MISSING


def test_an_unread_file_elsewhere_is_no_matter(run: Run) -> None:
    unread = facts("5.2/能耗.pdf", Problem("F101", (("reason", "…"),)))
    letter = document("commitment-letter", holder=FIRM)
    assert run(letter, files=[unread]).flag("1.1.1") is Flag.SUPPORTED


def test_an_unsupported_format_is_a_note(run: Run) -> None:
    other = facts("图纸.dwg", Problem("F104", (("format", "DWG"),)), status=FileStatus.SKIPPED)
    outcome = run(files=[other])
    assert outcome.of_files() == {"F104"}


def test_the_same_bytes_twice(run: Run) -> None:
    twice = [facts("a.pdf", sha="1"), facts("b.pdf", sha="1"), facts("c.pdf", sha="2")]
    report = run(files=twice).report
    assert [[f.code for f in e.findings] for e in report.files] == [[], ["F105"], []]


def test_the_same_words_in_another_file(run: Run) -> None:
    words = "\n".join(f"第{i}条 本制度规定碳排放管理的职责与程序" for i in range(20))
    first = document("management-policy", "a.pdf", text=words, title="制度")
    second = document("management-policy", "b.docx", text=words, title="制度")
    third = document("management-policy", "c.docx", text=words + "\n另加一条", title="制度")
    report = run(first, second, third).report
    assert [[f.code for f in e.findings] for e in report.files] == [[], ["F105"], []]


def test_the_folder_decides_which_documents_are_judged(run: Run) -> None:
    filed = document(
        "commitment-letter", "1.1 最高管理者/承诺.pdf", holder=FIRM, placeholder="XX公司"
    )
    spare = document("commitment-letter", "其他/承诺.pdf", holder=FIRM)
    assert run(filed, spare).flag("1.1.1") is Flag.SUSPICIOUS
    elsewhere = document(
        "commitment-letter", "1.3 试点方案/承诺.pdf", holder=FIRM, placeholder="XX公司"
    )
    assert run(elsewhere, spare).flag("1.1.1") is Flag.SUPPORTED


def test_without_folders_all_documents_of_the_type_are_judged(run: Run) -> None:
    good = document("commitment-letter", "承诺a.pdf", holder=FIRM)
    bad = document("commitment-letter", "承诺b.pdf", holder=FIRM, placeholder="XX公司")
    assert run(good, bad).flag("1.1.1") is Flag.SUSPICIOUS


def test_another_type_does_only_where_there_is_none_of_the_type(run: Run) -> None:
    certificate = document(
        "management-system-certificate", holder=FIRM, standards="GB/T 19001-2016",
        text="质量管理体系认证", issue_date="2020-01-01", valid_until="2023-01-01",
    )  # fmt: skip
    manual = document("management-manual", holder=FIRM, text="质量管理体系 手册")
    topics = ("职业健康安全管理体系", "环境管理体系", "能源管理体系")
    others = [document("management-manual", f"{t}.pdf", holder=FIRM, text=t) for t in topics]
    assert run(certificate, manual, *others).flag("1.2.2") is Flag.SUPPORTED
    assert run(certificate, *others).flag("1.2.2") is Flag.SUSPICIOUS


def test_a_folder_alone_fills_nothing(run: Run) -> None:
    misplaced = document("unknown", "1.1 最高管理者/扫描件.pdf")
    assert run(misplaced).flag("1.1.1") is Flag.MISSING


def test_topics_decide_between_documents_of_one_type(run: Run) -> None:
    lamps = document("equipment-list", text="照明灯具 LED 120 套", holder=FIRM)
    motors = document("equipment-list", "b.xlsx", text="电机 15 台", holder=FIRM)
    assert run(lamps).flag("3.3.1") is Flag.SUPPORTED
    assert run(motors).flag("3.3.1") is Flag.MISSING


def test_one_that_was_handed_in_as_something_else_is_not_judged_where_another_is(run: Run) -> None:
    minutes = document("meeting-record", "例会纪要.pdf", holder=FIRM)
    named = document(
        "meeting-record", "数据质量控制计划.docx", holder=FIRM, title="碳管理调度会纪要"
    )
    outcome = run(minutes, named)
    assert "E003" in outcome.of_documents()
    assert outcome.flag("1.2.1") is not Flag.SUSPICIOUS


def test_one_certificate_photographed_and_scanned(run: Run) -> None:
    def award(file: str, **more: object):  # type: ignore[no-untyped-def]
        known = {"holder": FIRM, "issue_date": "2024-11-19", "certificate_number": "GR202499990617"}
        return document("award", file, text=file, **{**known, **more})

    outcome = run(award("荣誉/高新技术企业证书.jpg"), award("IMG_0001.jpg"))
    told = {f.path for f in outcome.report.files for x in f.findings if x.code == "F105"}
    assert told == {"IMG_0001.jpg"}
    for more in ({"issue_date": "2021-11-19"}, {"certificate_number": "GR202499990618"}):
        other = run(award("荣誉/高新技术企业证书.jpg"), award("IMG_0001.jpg", **more))
        assert "F105" not in other.of_files()


def test_what_bears_the_very_name_is_judged_alone(run: Run) -> None:
    pledge = document("commitment-letter", "a.pdf", title="最高管理者承诺书", holder=FIRM)
    other = document("commitment-letter", "b.pdf", title="材料真实承诺", holder="旁人样例有限公司")
    assert run(pledge, other).flag("1.1.1") is Flag.SUPPORTED
    renamed = document("commitment-letter", "a.pdf", title="承诺书", holder=FIRM)
    assert run(renamed, other).flag("1.1.1") is Flag.SUSPICIOUS


def test_an_unread_file_that_names_what_another_row_asks_for(run: Run) -> None:
    def flags(file: str) -> tuple[Flag, Flag]:
        outcome = run(files=(facts(file, Problem("F102")),), pack="wuxi")
        return outcome.flag("2.3.3"), outcome.flag("5.2.1")

    assert flags("办公设备清单.pdf") == (Flag.SUSPICIOUS, Flag.MISSING)
    assert flags("设备清单.pdf") == (Flag.SUSPICIOUS, Flag.SUSPICIOUS)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("范围3排放量 120 tCO2e", Flag.SUPPORTED),
        ("本报告只核算范围1和范围2，其他间接排放未核算。", Flag.MISSING),
    ],
)
def test_a_report_that_says_what_it_leaves_out(run: Run, text: str, flag: Flag) -> None:
    paper = document(
        "ghg-report", holder=FIRM, years=(2023, 2024, 2025), standards="ISO 14064-1:2018", text=text
    )
    assert run(paper, pack="wuxi").flag("5.1.3") is flag


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("节能审查意见（涂装改造）.pdf", True),
        ("环评批复（涂装改造）.pdf", False),
        ("竣工验收意见.pdf", False),
        ("涂装改造（节能审查及环评）.pdf", False),
    ],
)
def test_a_note_behind_the_name_of_a_file(run: Run, file: str, found: bool) -> None:
    approval = document("environmental-approval", file, holder=FIRM, title="环境影响报告表的批复")
    assert ("E003" in run(approval).of_documents()) is found


@pytest.mark.parametrize(
    ("first", "second", "copy"),
    [
        ("备份/设备一览 - 副本.xlsx", "设备一览.xlsx", "备份/设备一览 - 副本.xlsx"),
        ("设备一览(1).xlsx", "设备一览.xlsx", "设备一览(1).xlsx"),
        ("a/设备一览.xlsx", "b/设备一览.xlsx", "b/设备一览.xlsx"),
    ],
)
def test_which_of_two_is_the_copy(run: Run, first: str, second: str, copy: str) -> None:
    outcome = run(files=tuple(facts(path, sha="same") for path in (first, second)))
    told = [f.path for f in outcome.report.files if any(x.code == "F105" for x in f.findings)]
    assert told == [copy]


@pytest.mark.parametrize(
    ("file", "title", "found"),
    [
        ("电能表检定证书.pdf", "校准证书", True),
        ("第三方核查声明.pdf", "核查业务受理通知", True),
        ("电能表检定证书.pdf", "检定证书", False),
        ("电能表校准证书.pdf", "校准证书", False),
        ("扫描0001.pdf", "校准证书", False),
    ],
)
def test_less_than_a_file_is_named_by(run: Run, file: str, title: str, found: bool) -> None:
    paper = document("calibration-certificate", file, title=title, holder=FIRM)
    assert ("E005" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("能源审计报告2023年度.pdf", True),
        ("能源审计报告（2022-2023年）终稿.pdf", True),
        ("能源审计报告_扫描版v2.pdf", True),
        ("节水评价报告-补充.pdf", True),
        # Something else than the paper of that title.
        ("能源审计报告说明会照片.jpg", False),
        ("能源审计报告2023年度说明会照片.jpg", False),
        ("节水评价报告-补充资料目录.pdf", False),
    ],
)
def test_a_year_or_a_word_on_the_copy_behind_the_name_of_a_file(
    run: Run, file: str, found: bool
) -> None:
    approval = document("environmental-approval", file, holder=FIRM, title="环境影响报告表的批复")
    assert ("E003" in run(approval).of_documents()) is found


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("energy-audit-report", "能源审计报告2023年度.pdf"),
        ("water-assessment-report", "节水评价报告-补充.pdf"),
    ],
)
def test_a_file_that_holds_what_it_is_named_by(run: Run, kind: str, file: str) -> None:
    assert "E003" not in run(document(kind, file, holder=FIRM)).of_documents()


def test_a_certificate_that_its_standard_contradicts_is_what_it_calls_itself(run: Run) -> None:
    energy = document(
        "management-system-certificate", "能源.pdf", title="能源管理体系认证证书", holder=FIRM,
        issuer="苍原认证有限公司", standards="GB/T 24001-2016", issue_date="2025-01-01",
        valid_until="2027-12-31", text="能源管理体系认证证书 GB/T 24001-2016",
    )  # fmt: skip
    manual = document("management-manual", "手册.docx", title="能源管理手册", holder=FIRM,
                      text="能源管理手册 GB/T 23331-2020")  # fmt: skip
    outcome = run(energy, manual, pack="ningbo")
    result = next(r for r in outcome.report.indicators if r.indicator.id == "ningbo.veto.5")
    assert result.slots[0].documents == ("d1",)
    assert "E005" not in outcome.codes("veto.5")
