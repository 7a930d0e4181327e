"""S301–S303: judged at the document's own date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from evidencecheck.domain.finding import Flag, Level
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]


def report(standards: str, issued: str = "2025-03-01"):  # type: ignore[no-untyped-def]
    return document("reduction-report", holder=FIRM, standards=standards, issue_date=issued)


def projects():  # type: ignore[no-untyped-def]
    return document("project-record", holder=FIRM)


def test_a_required_standard_is_not_cited(run: Run) -> None:
    outcome = run(projects(), report("ISO 14064-1:2018"))
    assert outcome.flag("4.1.1") is Flag.SUSPICIOUS
    assert dict(outcome.finding("4.1.1", "S301").params)["required"] == "GB/T 13234、GB/T 33760"


@pytest.mark.parametrize("cited", ["GB/T 13234-2018", "GB/T 33760-2017"])
def test_one_of_several_is_enough(run: Run, cited: str) -> None:
    assert run(projects(), report(cited)).flag("4.1.1") is Flag.SUPPORTED


def test_all_of_several_must_be_there(run: Run) -> None:
    # The evaluation reckons by the other standard; who only reckons has not evaluated.
    evaluated = document("material-saving-report", holder=FIRM, standards="GB/T 29115-2012")
    one = document("material-saving-report", holder=FIRM, standards="GB/T 29116-2012")
    both = document(
        "material-saving-report", holder=FIRM, standards="GB/T 29115-2012、GB/T 29116-2012"
    )
    assert run(one).codes("4.3.3") == ["S301"]
    assert run(evaluated).flag("4.3.3") is Flag.SUPPORTED
    assert run(both).flag("4.3.3") is Flag.SUPPORTED


def test_an_open_list_takes_another_standard(run: Run) -> None:
    footprint = document("product-carbon-footprint-report", holder=FIRM, standards="ISO 14067:2018")
    assert run(footprint).flag("2.3.1") is Flag.SUPPORTED


def test_identical_standards_count_as_each_other(run: Run) -> None:
    names = {"ISO 9001:2015": "质量", "ISO 14001:2015": "环境", "ISO 45001:2018": "职业健康安全"}
    documents = [
        document("management-system-certificate", f"{name}.pdf", holder=FIRM, standards=iso,
                 issue_date="2025-01-01", valid_until="2027-12-31")
        for iso, name in names.items()
    ]  # fmt: skip
    documents.append(
        document("management-system-certificate", "能源.pdf", holder=FIRM,
                 standards="GB/T 23331-2020", issue_date="2025-01-01", valid_until="2027-12-31")
    )  # fmt: skip
    assert run(*documents).flag("1.2.3") is Flag.SUPPORTED


@pytest.mark.parametrize(
    ("standard", "issued", "fires"),
    [
        ("GB/T 32150-2015", "2025-03-01", False),
        ("GB/T 28001-2011", "2022-03-01", True),
        ("ISO 14064-1:2006", "2023-03-01", True),
        ("ISO 14064-1:2006", "2020-03-01", False),
        ("ISO 14064-1:2018", "2025-03-01", False),
    ],
)
def test_an_edition_is_judged_at_the_document_s_date(
    run: Run, standard: str, issued: str, fires: bool
) -> None:
    made = document("ghg-report", holder=FIRM, standards=standard, issue_date=issued)
    assert ("S302" in run(made).of_documents()) is fires


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("按本厂办法Q/BS 12-2025计算,未采用\n其他标准", True),
        ("逐道工序累计,不引用外部标准", True),
        ("逐道工序累计", False),
        ("未采用其他标准,边界参照GB/T 24067", False),
    ],
)
def test_a_page_of_a_volume_that_says_that_it_is_made_by_none(
    run: Run, text: str, found: bool
) -> None:
    report = document("product-carbon-footprint-report", "汇编.pdf", holder=FIRM, text=text)
    beside = document("business-license", "汇编.pdf", holder=FIRM)
    assert ("S301" in run(report, beside).of_documents()) is found


@pytest.mark.parametrize(
    ("standard", "issued", "fires"),
    [
        ("GB/T 32151.7-2015", "2025-07-01", True),
        ("GB/T 32151.7-2015", "2025-06-30", False),
        ("GB/T 32151.7-2023", "2025-07-01", False),
        ("GB/T 32151.5-2015", "2026-11-01", False),
        ("GB/T 32151.10-2015", "2026-03-01", False),
        ("GB/T 18916.57-2021", "2026-03-01", False),
    ],
)
def test_an_edition_of_a_part_is_judged_too(
    run: Run, standard: str, issued: str, fires: bool
) -> None:
    made = document("ghg-report", holder=FIRM, standards=standard, issue_date=issued)
    found = [f for d in run(made).report.documents for f in d.findings if f.code == "S302"]
    assert bool(found) is fires
    if fires:
        assert dict(found[0].params)["current"] == "GB/T 32151.7-2023"


def test_a_part_under_another_prefix_is_the_same_standard(run: Run) -> None:
    made = document("water-assessment-report", holder=FIRM, text="取水定额 对标",
                    standards="GB/T 7119-2018、GB 18916.30-2020")  # fmt: skip
    outcome = run(made)
    assert outcome.flag("4.3.2") is Flag.SUPPORTED
    assert "S303" not in outcome.of_documents()


@pytest.mark.parametrize(
    ("standard", "issued", "fires"),
    [
        ("GB/T 32150-2015", "2026-08-18", True),
        ("GB/T 32150-2015", "2026-06-15", False),
        # Its last day; the edition that is in force.
        ("GB/T 32150-2015", "2026-06-30", False),
        ("GB/T 32150-2025", "2026-08-18", False),
    ],
)
def test_the_period_of_a_report_does_not_say_which_edition_is_in_force(
    run: Run, standard: str, issued: str, fires: bool
) -> None:
    made = document(
        "ghg-report", holder=FIRM, standards=standard, issue_date=issued, years=(2025,),
        period_start="2025-01-01", period_end="2025-12-31",
    )  # fmt: skip
    assert ("S302" in run(made, day=date(2026, 9, 30)).of_documents()) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("依据ISO 14064-1:2018开展核算。文献回顾中提到的PAS 2050:2008未用于本次计算。", False),
        ("ISO 14064-1:2018\n上一轮采用的PAS 2050:2008\n本次不再使用。", False),
        ("文献回顾见附录。本报告按PAS 2050:2008开展核算，ISO 14064-1:2018", True),
        ("PAS 2050:2008未用于运输阶段。其余阶段按PAS 2050:2008核算", True),
    ],
)
def test_an_edition_that_is_only_told_of_is_not_worked_by(run: Run, text: str, fires: bool) -> None:
    made = document(
        "product-carbon-footprint-report", holder=FIRM, issue_date="2026-05-08",
        standards="ISO 14064-1:2018、PAS 2050:2008", text=text,
    )  # fmt: skip
    assert ("S302" in run(made).of_documents()) is fires


@pytest.mark.parametrize(("end", "fires"), [("2026-07-31", True), ("2025-12-31", False)])
def test_a_report_without_a_day_is_judged_at_the_end_of_its_period(
    run: Run, end: str, fires: bool
) -> None:
    made = document("ghg-report", holder=FIRM, standards="GB/T 32150-2015", period_end=end)
    assert ("S302" in run(made, day=date(2026, 9, 30)).of_documents()) is fires


@pytest.mark.parametrize(
    ("issued", "sure", "end", "fires"),
    [
        # Hardly read under a seal: 2025 and 2026 as 2075 and 2016.
        ("2075-03-12", 0.54, "2024-12-31", False),
        ("2016-03-12", 0.54, "2026-12-31", True),
        ("2016-03-12", 0.95, "2026-12-31", False),
        ("2026-08-12", 0.54, "", True),
    ],
)
def test_a_day_that_was_hardly_read_is_not_the_day_of_an_edition(
    run: Run, issued: str, sure: float, end: str, fires: bool
) -> None:
    made = document("ghg-report", holder=FIRM, standards="GB/T 32150-2015", issue_date=issued)
    days = tuple(replace(f, confidence=sure) for f in made.fields if f.name == "issue_date")
    rest = tuple(f for f in made.fields if f.name != "issue_date")
    ends = document("ghg-report", period_end=end).fields if end else ()
    hardly = replace(made, fields=(*rest, *days, *ends), origin=Origin.OCR)
    assert ("S302" in run(hardly, day=date(2027, 1, 31)).of_documents()) is fires


def test_without_a_date_no_edition_is_judged(run: Run) -> None:
    undated = document("ghg-report", holder=FIRM, standards="ISO 14064-1:2006")
    assert "S302" not in run(undated).of_documents()


def test_a_number_in_no_registry_is_a_note(run: Run) -> None:
    outcome = run(projects(), report("GB/T 99999-2019、GB/T 13234-2018"))
    [finding] = [f for f in outcome.report.documents[1].findings if f.code == "S303"]
    assert finding.level is Level.NOTE
    assert outcome.flag("4.1.1") is Flag.SUPPORTED
    lamp = document("test-report", holder=FIRM, standards="GB/T 99999-2019")
    assert "S303" not in run(lamp).of_documents()


def test_an_old_edition_beside_the_new_one_is_history(run: Run) -> None:
    old, new = "GB/T 23331-2012", "GB/T 23331-2020"
    manual = document("management-manual", holder=FIRM, standards=old, issue_date="2025-03-01")
    assert "S302" in run(manual).of_documents()
    both = document(
        "management-manual", holder=FIRM, standards=f"{old}、{new}", issue_date="2025-03-01"
    )
    assert "S302" not in run(both).of_documents()


def test_a_local_quota_does_where_it_is_named(run: Run) -> None:
    def quota(text: str, standards: str = "GB/T 7119-2018") -> Outcome:
        return run(document("water-assessment-report", holder=FIRM, standards=standards, text=text))

    assert "S301" in quota("取水定额对标：优于本行业用水定额").codes("4.3.2")
    assert "S301" not in quota("对标依据：《某省工业用水定额》，取水定额1.3m3").codes("4.3.2")
    both = "GB/T 7119-2018 GB/T 18916.3-2022"
    assert "S301" not in quota("评价依据：参照金属加工取水定额").codes("4.3.2")
    assert "S301" not in quota("目前本行业尚无取水定额").codes("4.3.2")
    assert "S301" not in quota("取水定额对标", both).codes("4.3.2")


@pytest.mark.parametrize(("dates", "found"), [({}, False), ({"issue_date": "2026-08-01"}, True)])
def test_the_last_year_of_a_plan_is_not_the_day_on_which_it_was_made(
    run: Run, dates: dict[str, str], found: bool
) -> None:
    paper = document(
        "transition-plan", title="建设规划", holder=FIRM, standards="GB/T 32150-2015",
        period_start="2025-01-01", period_end="2028-12-31", **dates,
    )  # fmt: skip
    assert ("S302" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("按照企业标准Q/QH 12-2025测算，未采用其他标准", True),
        ("按协议约定的核算规范比较前后单耗，未单独引用行业标准", True),
        ("采用双方商定的简化标准，没有另行依据国家标准", True),
        ("按协议约定，执行行业标准T/QH 12", False),
        ("按照企业标准Q/QH 12-2025测算，与ISO 14067:2018一致", False),
        ("按照企业标准测算，未采用国家标准GB/T 24067", False),
        ("按照行业标准测算", False),
    ],
)
def test_a_rule_of_the_house_is_no_standard(run: Run, text: str, found: bool) -> None:
    lines = "\n".join([text, "一、目的", "二、边界", "三、清单", "四、计算", "五、结论"])
    paper = document(
        "product-carbon-footprint-report", title="产品碳足迹报告", holder=FIRM, text=lines
    )
    assert ("S301" in run(paper).of_documents()) is found
