"""C602: one thing at one time in two papers, with its figures in another order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.parts import parts_of
from evidencecheck.domain.document import Document
from evidencecheck.domain.rules import RuleBook
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_facts import accused
from tests.assessment.test_sentences import amount

Run = Callable[..., Outcome]
YEAR = {"period_start": "2025-01-01", "period_end": "2025-12-31", "years": (2025,)}
TWELVE = {"period_start": "2024-07-01", "period_end": "2025-06-30", "years": (2024, 2025)}


def paper(label: str, value: str, unit: str, file: str, **more: object) -> Document:
    known = {"holder": FIRM, **YEAR, **more}
    made = document("project-record", file, **known)  # type: ignore[arg-type]
    return with_table(made, [("数值", unit)], (label, value))


@pytest.mark.parametrize(
    ("first", "second", "unit", "more"),
    [
        (("铝灰渣", "346.8"), ("HW48铝灰渣", "386.4"), "t", {}),
        (("铝灰渣", "346.8"), ("铝灰渣", "386.4"), "t", {"title": "2025年转移联单汇总"}),
        (("考核期实测节电量", "682,000"), ("报告期内该项目节电量", "862,000"), "kWh",
         {**TWELVE, "text": "项目名称:空压站永磁变频改造"}),
        (("2025年末从业人员", "486"), ("公司从业人员", "648"), "人", {}),
        (("建筑面积", "12,846.50"), ("房屋建筑面积", "14,286.50"), "m2", {"text": "3号厂房"}),
        (("8月外购电量", "2,412,600"), ("8月外购电量", "2,142,600"), "kWh", {}),
        (("氧化车间取新水量", "78,930"), ("氧化车间取新水量", "73,890"), "m3", {}),
        # One paper of another firm's, addressed to this one.
        (("日贵司绿电交割及结算的电量为", "4,070,000"), ("全年结算电量", "4,700,000"), "kWh",
         {"text": "绿电交易中心清分"}),
        (("生产并入库合格阀芯", "1,284,000"), ("阀芯/万片", "1,824,000"), "片", {}),
        # All of the floor, and of a plant.
        (("不动产登记房屋建筑面积", "46,200"), ("/房屋建筑面积", "42,600"), "m2",
         {"text": "纺车路88号厂区"}),
        (("装机容量", "2,900"), ("并网容量", "2,090"), "kW", {}),
        # One figure changed, of what both papers have the same number of.
        (("全厂取新水", "33,600"), ("年取新水量", "38,600"), "m3", {}),
        (("自用电量", "940,000"), ("厂内消纳电量", "904,000"), "kWh", {}),
        # A word that both labels have, or the head of the other paper.
        (("管道天然气(2025年8月)", "14,200"), ("8月天然气消费量", "12,400"), "m3", {}),
        (("合计", "42.60"), ("危险废物产生量", "46.20"), "t", {"title": "危险废物管理台账汇总"}),
    ],
)  # fmt: skip
def test_figures_in_another_order(
    run: Run, first: tuple[str, str], second: tuple[str, str], unit: str, more: dict[str, object]
) -> None:
    papers = paper(*first, unit, "a.pdf", **more), paper(*second, unit, "b.pdf", **more)
    assert accused(run(*papers)) == {"b.pdf"}


@pytest.mark.parametrize(
    ("label", "value", "more"),
    [
        # The same; another thing, part, time or basis; other figures; both in one paper.
        ("铝灰渣", "346.8", {}),
        ("废活性炭", "386.4", {}),
        ("2号炉铝灰渣", "386.4", {}),
        ("铝灰渣", "386.4", {"text": "熔铸车间"}),
        ("上年铝灰渣", "386.4", {}),
        ("铝灰渣", "386.4", {"period_start": "2024-01-01", "period_end": "2024-12-31"}),
        ("铝灰渣", "386.4", {"period_start": "2025-01-01", "period_end": "2025-06-30"}),
        ("3月铝灰渣", "386.4", {}),
        ("计划铝灰渣", "386.4", {}),
        ("产生量", "386.4", {}),
        ("铝灰渣", "386.5", {}),
        ("铝灰渣", "834.6", {}),
        ("铝灰渣", "386.4", {"text": "原表更正如下"}),
        ("铝灰渣", "386.4", {"title": "危险废物转移联单"}),
        ("铝灰渣", "386.4", {"holder": "白石样品电子有限公司"}),
    ],
)
def test_near_misses(run: Run, label: str, value: str, more: dict[str, object]) -> None:
    first = paper("铝灰渣", "346.8", "t", "a.pdf")
    assert not accused(run(first, paper(label, value, "t", "b.pdf", **more)))


def test_few_figures_say_nothing_of_what_is_not_listed(run: Run) -> None:
    papers = (paper("照明灯", n, "套", f) for n, f in (("128", "a.pdf"), ("182", "b.pdf")))
    assert not accused(run(*papers))


def test_a_paper_that_has_both_tells_of_two_things(run: Run) -> None:
    first = paper("铝灰渣", "346.8", "t", "a.pdf")
    both = with_table(
        document("project-record", "b.pdf", holder=FIRM, **YEAR),  # type: ignore[arg-type]
        [("数值", "t")], ("铝灰渣", "386.4"), ("二次铝灰渣", "346.8"),
    )  # fmt: skip
    assert not accused(run(first, both))


def test_what_a_table_adds_up_is_borne_out(run: Run) -> None:
    first = paper("铝灰渣", "386.4", "t", "a.pdf")
    columns, rows = [("铝灰渣", "t")], (("一", "86.2"), ("二", "260.6"), ("合计", "346.8"))
    ledger = document("project-record", "b.pdf", holder=FIRM, **YEAR)  # type: ignore[arg-type]
    assert accused(run(first, with_table(ledger, columns, *rows))) == {"a.pdf"}


@pytest.mark.parametrize(
    ("label", "day", "found"),
    [
        ("*供电*8月工业电费", "2025-09-05", True),
        ("*供电*8月工业电费", "2026-01-05", True),
        ("*供电*7月工业电费", "2025-09-05", False),
        ("*供电*8月工业电费", "2025-07-05", False),
    ],
)
def test_an_invoice_is_of_its_month(run: Run, label: str, day: str, found: bool) -> None:
    goods = document("invoice", "a.pdf", holder=FIRM, issue_date=day)
    invoice = with_table(goods, [("数量", "kWh")], (label, "2,412,600"))
    august = {"period_start": "2025-08-01", "period_end": "2025-08-31"}
    report = paper("外购电力(供电公司结算)", "2,142,600", "kWh", "b.pdf", **august)
    assert accused(run(invoice, report)) == ({"b.pdf"} if found else set())


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("节电量", "项目名称 空压站永磁变频改造", True),
        ("年节约电量", "项目名称 空压站永磁变频改造", True),
        ("节电量", "项目名称 均质炉余热预热铝棒", False),
    ],
)
def test_savings_are_of_a_project(run: Run, label: str, text: str, found: bool) -> None:
    one = "项目名称 空压站永磁变频改造"
    first = paper("节电量", "682,000", "kWh", "a.pdf", text=one)
    second = paper(label, "862,000", "kWh", "b.pdf", text=text)
    assert accused(run(first, second)) == ({"b.pdf"} if found else set())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("坐落锦棒路28号三号厂房", {"3号厂房"}),
        ("氧化车间全年取水", {"氧化车间"}),
        ("屋顶光伏第二期", {"2期"}),
        ("3#厂房", {"3号厂房"}),
        ("2号熔炼炉、3号炉", {"2号熔炼炉", "3号炉"}),
        ("统计报告期间", set()),
    ],
)
def test_parts_of_the_works(book: RuleBook, text: str, parts: set[str]) -> None:
    assert parts_of(text, book.phrases.parts_of_works) == parts


@pytest.mark.parametrize(
    ("label", "value", "unit", "more"),
    [
        # Of a building, or a part of a plant; of a motor; one figure changed; of the ground.
        ("3号厂房建筑面积", "42,600", "m2", {}),
        ("建筑面积", "42,600", "m2", {"text": "3号厂房"}),
        ("建筑面积", "46,800", "m2", {}),
        ("宗地面积", "42,600", "m2", {}),
        ("二期装机容量", "2,090", "kW", {}),
        ("电机功率", "2,090", "kW", {}),
        ("设计装机容量", "2,090", "kW", {}),
    ],
)
def test_what_is_not_all_of_it(
    run: Run, label: str, value: str, unit: str, more: dict[str, object]
) -> None:
    whole = ("建筑面积", "46,200") if unit == "m2" else ("装机容量", "2,900")
    other = paper(label, value, unit, "b.pdf", years=(), **more)
    assert not accused(run(paper(*whole, unit, "a.pdf", years=()), other))


def spoken(text: str, *told: tuple[str, float, str, str], **more: object) -> Document:
    known = {"holder": FIRM, **more}
    made = document("meeting-record", "s.pdf", text=text, **known)  # type: ignore[arg-type]
    said = (replace(amount(w, v, u), raw=raw) for w, v, u, raw in told)
    return replace(made, said=tuple(said))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电站累计发电1,680,000kWh,全部由厂区消纳。", True),
        ("电站累计发电1,680,000kWh,其余上网。", False),
        ("电站累计发电1,680,000kWh。全部由厂区消纳的为电。", False),
    ],
)
def test_all_that_a_plant_gave_was_used(run: Run, text: str, found: bool) -> None:
    table = paper("光伏自发自用", "1,860,000", "kWh", "b.pdf")
    said = spoken(text, ("电站累计发电", 1_680_000, "kWh", "1,680,000"), **YEAR)
    assert bool(accused(run(table, said))) is found


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("2025年度可持续发展报告(节选第23页)", True),
        ("2024年度可持续发展报告", False),
        ("发布:2025.04.28", False),
    ],
)
def test_the_year_of_a_report_below_another_heading(run: Run, head: str, found: bool) -> None:
    table = paper("取水量", "86,400", "m3", "b.pdf")
    said = spoken(f"{head}\n全年取水68,400m3。", ("全年取水", 68_400, "m3", "68,400"))
    assert bool(accused(run(table, said))) is found


WASTE = "2025年委托处置铝灰渣(HW48)70.7t、废切削液(HW09)12.6t。"


@pytest.mark.parametrize(
    ("text", "row", "more", "found"),
    [
        (WASTE, ("铝灰渣", "HW48"), YEAR, True),
        # The same; what lies in store; another code, name, year.
        (WASTE.replace("70.7", "77.0"), ("铝灰渣", "HW48"), YEAR, False),
        (WASTE.replace("委托处置", "产生"), ("铝灰渣", "HW48"), YEAR, False),
        (WASTE.replace("70.7", "52.3"), ("铝灰渣", "HW48"), YEAR, False),
        (WASTE, ("铝灰渣", "HW49"), YEAR, False),
        (WASTE, ("除尘灰", "HW48"), YEAR, False),
        (WASTE, ("铝灰渣", "HW48"), {"years": (2024,)}, False),
    ],
)
def test_a_waste_by_its_code(
    run: Run, text: str, row: tuple[str, str], more: dict[str, object], found: bool
) -> None:
    ledger = paper("铝灰渣", "77.0", "t", "b.pdf", **more)
    ledger = replace(ledger, quantities=tuple(replace(q, what=row) for q in ledger.quantities))
    assert bool(accused(run(ledger, spoken(text, **YEAR)))) is found


@pytest.mark.parametrize(("exact", "told_of"), [(2_340.25, "b.pdf"), (2_343.25, "s.pdf")])
def test_what_a_paper_reckons_is_borne_out(run: Run, exact: float, told_of: str) -> None:
    built = paper("竣工装机", "2,430", "kW", "b.pdf")
    told = ("并网容量", 2_340, "kW", "2,340"), ("现场核对", exact, "kW", f"{exact}")
    assert accused(run(built, spoken("并网容量2,340 kWp", *told))) == {told_of}
