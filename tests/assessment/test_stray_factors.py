"""C606: factors of elsewhere, ended ones in papers of any kind, baselines in inventories."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from evidencecheck.domain.document import Citation, Said
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
DAY = date(2026, 10, 31)
OTHER = "白石样品电子有限公司"


def told(run: Run, text: str, kind: str = "reduction-report", **more: object) -> bool:
    known = {"holder": FIRM, "issue_date": "2026-05-20", "years": (2025,), "title": "电力测算"}
    paper = document(kind, text=text, **{**known, **more})
    return "C606" in run(paper, day=DAY).of_documents()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("采用天津市省级电力平均二氧化碳排放因子0.6796 tCO2/MWh,减碳量58.45吨。", True),
        ("采用西北区域电网电力平均二氧化碳排放因子0.5543 tCO2/MWh。", True),
        ("电网因子(西北,2023) 0.5543 tCO2/MWh", True),
        # Of where the firm is, in the nation, and of a place that is not told.
        ("采用福建省省级电力平均二氧化碳排放因子0.4092 tCO2/MWh。", False),
        ("采用华东区域电网电力平均二氧化碳排放因子0.5500 tCO2/MWh。", False),
        ("采用全国电力平均二氧化碳排放因子0.5306 tCO2/MWh。", False),
        ("采用电力平均二氧化碳排放因子0.6796 tCO2/MWh。", False),
        # A plant there; a list of several; one that is told of.
        ("天津厂区光伏采用天津市省级电力平均二氧化碳排放因子0.6796 tCO2/MWh。", False),
        ("全国电力因子0.5306 tCO2/MWh,天津电力平均因子0.6796 tCO2/MWh。", False),
        ("天津市省级电力平均因子0.6796 tCO2/MWh不再采用,改按实测电力。", False),
    ],
)
def test_a_factor_of_another_part_of_the_country(run: Run, text: str, found: bool) -> None:
    pack = {"pack": "ningbo"}
    known = {"holder": FIRM, "issue_date": "2026-05-20", "years": (2025,), "title": "电力测算"}
    for holder in (FIRM, OTHER):
        paper = document("reduction-report", text=text, **{**known, "holder": holder})
        outcome = run(paper, day=DAY, **pack)
        assert ("C606" in outcome.of_documents()) is (found and holder == FIRM)
    # The system is that of the place.
    if "天津" in text:
        paper = document("reduction-report", text=text, **known)
        assert "C606" not in run(paper, day=DAY, pack="tianjin").of_documents()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("工段年用电1,040 MWh,以区域电网排放因子0.8843 tCO2/MWh计。", True),
        ("工段年用电1,040 MWh,以全国电网平均排放因子0.6101 tCO2/MWh计。", True),
        ("工段年用电1,040 MWh,以排放因子0.5366 tCO2/MWh计。", False),
        ("2019年电力排放按0.8843 tCO2/MWh计,作为基准年。", False),
        ("早前电力曾按0.8843 tCO2/MWh计,现已停用。", False),
    ],
)
def test_an_ended_factor_in_a_plan(run: Run, text: str, found: bool) -> None:
    assert told(run, text, "transition-plan", years=()) is found
    assert not told(run, text, "transition-plan", years=(), issue_date="2022-05-20")
    assert not told(run, text, "transition-plan", years=(), title="碳管理办法")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("减排量计入工厂年度碳排放清单。电力因子(华东OM)0.7921 tCO2/MWh", True),
        ("减排量不计入工厂年度碳排放清单。电力因子(华东OM)0.7921 tCO2/MWh", False),
        ("减排量用于申请CCER。电力因子(华东OM)0.7921 tCO2/MWh", False),
        ("减排量计入工厂年度碳排放清单。全国电力平均因子0.5306 tCO2/MWh", False),
    ],
)
def test_a_baseline_counted_in_the_inventory(run: Run, text: str, found: bool) -> None:
    assert told(run, text) is found


@pytest.mark.parametrize(
    ("value", "unit", "found"),
    [("0.5366", "tCO2/单位", True), ("0.5306", "tCO2/单位", False), ("0.5366", "元/单位", False)],
)
def test_factors_of_rows_with_units_of_their_own(
    run: Run, value: str, unit: str, found: bool
) -> None:
    paper = document("statistical-report", holder=FIRM, issue_date="2026-10-09", years=(2026,))
    paper = with_table(paper, [("因子", unit)], ("外购电", value), ("天然气", "21.62"))
    assert ("C606" in run(paper, day=DAY).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电力排放因子 0.5366 tCO2/MWh(现行最新)", True),
        ("采用国家最新公布的电力平均二氧化碳排放因子0.5366 tCO2/MWh。", True),
        ("电力排放因子 0.5306 tCO2/MWh(现行最新)", False),
        ("电力排放因子 0.5366 tCO2/MWh", False),
        # What else may be the latest; what it is not.
        ("按最新发布的GB/T 32150标准核算,电力因子0.5366 tCO2/MWh。", False),
        ("沿用项目备案时的因子0.5366 tCO2/MWh(非最新)", False),
        ("电力排放因子 0.5366 tCO2/MWh,编制时未采用其后公布的最新值", False),
    ],
)
def test_one_that_is_called_the_latest(run: Run, text: str, found: bool) -> None:
    known = {"kind": "application-form", "title": "推荐表", "issue_date": "2026-08-18", "years": ()}
    assert told(run, text, **known) is found
    # On the day, and of the years, of which it was.
    assert not told(run, text, **{**known, "issue_date": "2025-10-18"})
    assert not told(run, text, **{**known, "years": (2022,)})


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("外购电力 1,520.0 MWh 0.7035 tCO2/MWh(区域电网)\n2026.03.25", "工序碳排放计算", True),
        ("外购电力 1,520.0 MWh 0.7035 tCO2/MWh", "2025年工序碳排放计算", True),
        ("外购电力 1,520.0 MWh 0.7035 tCO2/MWh\n2018.03.25", "工序碳排放计算", False),
        ("外购电力 1,520.0 MWh 0.7035 tCO2/MWh", "2018年工序碳排放计算", False),
        ("外购电力 1,520.0 MWh 0.7035 tCO2/MWh", "工序碳排放计算", False),
        # National ones, long after later ones.
        ("外购电力 1,520.0 MWh 0.5568 tCO2/MWh\n2026.03.25", "2025年工序碳排放计算", True),
        ("外购电力 1,520.0 MWh 0.5366 tCO2/MWh\n2026.03.25", "2025年工序碳排放计算", False),
        ("外购电力 1,520.0 MWh 0.5568 tCO2/MWh\n2026.03.25", "2021年工序碳排放计算", False),
        ("外购电力 1,520.0 MWh 0.5568 tCO2/MWh\n2026.03.25", "工序碳排放计算", False),
        # Which of two days it was made on nothing tells.
        ("外购电力 0.7035 tCO2/MWh\n2018.03.25, 2026.01.05", "2025年工序碳排放计算", False),
    ],
)
def test_an_ended_factor_in_a_paper_of_no_known_type(
    run: Run, text: str, title: str, found: bool
) -> None:
    assert told(run, text, "unknown", title=title, years=(), issue_date="") is found


LATE = {"issue_date": "2026-09-16", "years": (), "title": "碳排放调度会记录"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Called a factor that is taken; borne out by two numbers; without its unit.
        ("8月织造车间外购电372 MWh,折算因子取0.5366 tCO2/MWh。", True),
        ("车间外购电372 MWh,电力平均0.5366 tCO2/MWh,排放199.62 tCO2。", True),
        ("外购电力排放=372 MWh×0.5366=199.62 tCO2。", True),
        ("车间外购电372 MWh,因子取0.5306 tCO2/MWh。", False),
        # Told of, and not reckoned with; what was right for an earlier year, or is known as older.
        ("车间外购电372 MWh,电力平均0.5366 tCO2/MWh。", False),
        ("2024年外购电372 MWh,折算因子取0.5366 tCO2/MWh。", False),
        ("外购电372 MWh,沿用上一核算期的因子,取0.5366 tCO2/MWh。", False),
        ("外购电力各年因子依次为0.5568、0.5366、0.5306。", False),
    ],
)
def test_an_older_one_long_after_another(run: Run, text: str, found: bool) -> None:
    for kind in ("meeting-record", "energy-audit-report", "transition-plan"):
        assert told(run, text, kind, **LATE) is found
        # A later one had hardly been told of.
        assert not told(run, text, kind, **{**LATE, "issue_date": "2026-03-16"})


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("按江苏省电力平均排放因子0.5827 kgCO2/kWh计算,年减排1,101吨。", "project-record", True),
        ("按全国因子0.6096 kgCO2/kWh计算,年减排1,101吨。", "project-record", False),
        ("外购电力按全国平均因子0.5306 kgCO2/kWh折算。", "meeting-record", True),
        # What is saved may be reckoned with the average of the nation.
        ("外购电力减排按全国平均因子0.5306 kgCO2/kWh折算。", "meeting-record", False),
        # The series that is asked for, as told of before.
        ("节电660 MWh,乘以全国电力平均排放因子0.5856 tCO2/MWh。", "reduction-report", True),
        ("节电660 MWh,乘以全国电力平均排放因子0.6096 tCO2/MWh。", "reduction-report", False),
    ],
)
def test_another_than_the_system_names(run: Run, text: str, kind: str, found: bool) -> None:
    known = {"holder": FIRM, "issue_date": "2026-06-17", "years": (), "title": "测算"}
    paper = document(kind, text=text, **known)
    assert ("C606" in run(paper, day=DAY, pack="jiangsu").of_documents()) is found
    if "0.5366" not in text:
        assert "C606" not in run(paper, day=date(2026, 10, 31), pack="tianjin").of_documents() or (
            "0.5827" in text
        )


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("一季度外购电力2,740MWh,按华东区域2022年因子0.5617tCO2/MWh计。", "2026-05-08", True),
        ("车间外购电372 MWh,电力平均0.5617 tCO2/MWh,排放208.95 tCO2。", "2026-05-08", True),
        ("一季度外购电力2,740MWh,按华东区域2023年因子0.5500tCO2/MWh计。", "2026-05-08", False),
        # Hardly replaced; of a year for which it was right; told of as what was.
        ("一季度外购电力2,740MWh,按华东区域2022年因子0.5617tCO2/MWh计。", "2026-02-08", False),
        ("2024年外购电力2,740MWh,按华东区域因子0.5617tCO2/MWh计。", "2026-05-08", False),
        ("外购电力此前按华东区域因子0.5617tCO2/MWh计。", "2026-05-08", False),
    ],
)
def test_the_factor_of_a_grid_after_its_next_one(
    run: Run, text: str, day: str, found: bool
) -> None:
    assert told(run, text, "meeting-record", issue_date=day, years=()) is found


def amounts(*told: tuple[str, float]) -> tuple[Said, ...]:
    return tuple(
        Said(what, value / 1000, "tCO2e/kWh", f"{value:.4f}", Citation("x", 1, BOX, what), 0.99)
        for what, value in told
    )


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("外购电力 0.9419 tCO2/MWh。用于2025年度企业层面排放核算", (("外购电力", 0.9419),), True),
        ("范围二:外购电力 0.9419 tCO2/MWh", (("外购电力", 0.9419),), True),
        # A saving; a note on both; nothing on the firm's emissions; the average.
        ("光伏替代外购电力0.9419 tCO2/MWh,排放核算", (("外购电力", 0.9419),), False),
        ("企业核算:外购电力 0.9419", (("外购电力", 0.9419), ("外购电力", 0.5306)), False),
        ("外购电力 0.9419 tCO2/MWh", (("外购电力", 0.9419),), False),
        ("企业核算:外购电力 0.5306 tCO2/MWh", (("外购电力", 0.5306),), False),
    ],
)
def test_a_baseline_in_a_note_on_the_choice_of_factors(
    run: Run, text: str, said: tuple[tuple[str, float], ...], found: bool
) -> None:
    for kind in ("unknown", "data-quality-plan"):
        paper = document(
            kind, text=text, title="排放因子选用说明", holder=FIRM, issue_date="2026-02-10"
        )
        paper = replace(paper, said=amounts(*said))
        # A plan is one on the firm's emissions whatever it says.
        told_of = found or (kind != "unknown" and text == "外购电力 0.9419 tCO2/MWh")
        assert ("C606" in run(paper, day=DAY).of_documents()) is told_of


@pytest.mark.parametrize(("kind", "found"), [("unknown", True), ("invoice", False)])
def test_the_price_of_an_invoice_is_no_factor(run: Run, kind: str, found: bool) -> None:
    text = "*供电*电力 工段年用电498 MWh,以全国电网平均排放因子0.6101 tCO2/MWh计。"
    assert told(run, text, kind) is found
