"""The Ningbo system, held against its source document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Kind, RulePack, Slot
from tests.rulebook.printed import OMISSION, read, squeezed, stands

_TABLE = slice(64, 414)
"""Lines of the self-assessment table: from the first block to before the grades."""
_SCORE = re.compile(r"一票否决|\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def ningbo(book: RuleBook) -> RulePack:
    return book.packs["ningbo"]


@pytest.fixture(scope="module")
def lines(seeds: Path) -> tuple[str, ...]:
    """The lines of source 004, without white space and residue; line 1 is ``lines[1]``."""
    return read(seeds, "004").lines


def _one(pack: RulePack, name: str) -> Indicator:
    return next(i for i in pack.indicators if i.id == f"ningbo.{name}")


def _having(pack: RulePack, test: Callable[[Indicator], object]) -> set[str]:
    return {i.id.removeprefix("ningbo.") for i in pack.indicators if test(i)}


def _printed(lines: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    """The rows of the table: block, level 2, requirement, score; empty cells go on."""
    rows, cells, level1, level2 = [], [], "", ""
    for cell in filter(None, lines[_TABLE]):
        if not _SCORE.fullmatch(cell):
            cells.append(cell)
            continue
        *headings, requirement = cells
        if len(headings) == 2:
            level1 = headings[0]
        if headings:
            level2 = headings[-1]
        rows.append((level1, level2, requirement, cell))
        cells = []
    return rows


def test_ids_count_blocks_level_2_cells_and_rows(ningbo: RulePack) -> None:
    assert [i.id for i in ningbo.indicators] == [
        f"ningbo.{n}"
        for n in (
            *(f"veto.{n}" for n in range(1, 11)),
            *("1.1.1", "1.1.2", "1.1.3", "1.2.1", "1.2.2", "1.2.3", "1.3.1", "1.3.2", "1.3.3"),
            *("1.4.1", "1.4.2", "1.5.1"),
            *("2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.2.1", "2.2.2", "2.2.3", "2.3.1", "2.3.2"),
            *("3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.2.3", "3.2.4"),
            *("4.1.1", "4.2.1", "4.3.1", "4.4.1"),
            *("5.1.1", "5.1.2", "5.1.3"),
            *("6.1.1", "6.1.2", "6.2.1", "6.2.2"),
            *("bonus.1", "bonus.2"),
        )
    ]


def test_points_are_those_of_the_sections_a_hundred_and_five_more(ningbo: RulePack) -> None:
    points: dict[str, float] = defaultdict(float)
    kinds: dict[Kind, float] = defaultdict(float)
    for indicator in ningbo.indicators:
        if indicator.kind is Kind.VETO:
            assert indicator.max_score is None
            assert indicator.scoring == "一票否决"
            continue
        assert indicator.max_score is not None
        points[indicator.level1] += indicator.max_score
        kinds[indicator.kind] += indicator.max_score
    assert list(points.values()) == [20, 25, 10, 5, 10, 30, 5]
    assert points == {s.name: s.points for s in ningbo.sections if s.points is not None}
    assert kinds == {Kind.SCORED: 100, Kind.BONUS: 5}
    for name, total in points.items():
        assert name.endswith(f"（{total:g}）")


def test_the_rows_are_those_of_the_table(ningbo: RulePack, lines: tuple[str, ...]) -> None:
    def score(indicator: Indicator) -> str:
        return indicator.scoring if indicator.max_score is None else f"{indicator.max_score:g}"

    assert [
        (i.level1, i.level2, squeezed(i.requirement), score(i)) for i in ningbo.indicators
    ] == _printed(lines)


def test_every_requirement_is_the_line_that_it_names(
    ningbo: RulePack, lines: tuple[str, ...]
) -> None:
    for indicator in ningbo.indicators:
        assert indicator.source.file == "004"
        assert squeezed(indicator.requirement) == lines[indicator.source.line], indicator.id


def test_every_clause_of_every_requirement_belongs_to_a_slot(ningbo: RulePack) -> None:
    """A clause is covered where a slot derives from it, or names what no paper can show."""
    without_slot = {
        "减少建材在全生命周期中的能源消耗",
        "加强员工能力建设",
        "工厂制定建零碳近零碳工厂建设与运行相关的制度文件",
        "工厂应合理利用工厂设施条件",
        "涉及《工业重点领域能效标杆水平和基准水平2023年版》所涵盖产品的相关工厂",
        "为工厂实现碳中和提供信息化支撑",
        "近三年含成立不足三年生产经营正常",
    }
    for indicator in ningbo.indicators:
        told = [
            p for s in indicator.slots for p in re.split(r"[…，；、]", _bare(s.derived_from)) if p
        ]
        for clause in filter(None, re.split(r"[，。；、]", _bare(indicator.requirement))):
            covered = (
                clause == indicator.conditional
                or clause in without_slot
                or any(p in clause or clause in p for p in told)
            )
            assert covered, (indicator.id, clause)


def _bare(text: str) -> str:
    return re.sub(r"[\s（）()]", "", text)


def test_slots_of_one_document_type_are_told_apart_by_topics(ningbo: RulePack) -> None:
    for indicator in ningbo.indicators:
        required = [s for s in indicator.slots if s.required]
        for slot in required:
            rivals = [s for s in required if s.accepts == slot.accepts]
            if len(rivals) > 1:
                assert slot.topics, slot.id
                assert len({s.topics for s in rivals}) == len(rivals), indicator.id


def test_no_certificate_is_asked_to_be_valid_in_words(ningbo: RulePack) -> None:
    assert not _having(ningbo, lambda i: any(s.valid for s in i.slots))


def test_three_years_are_asked_for_year_by_year_only_where_each_must_be_covered(
    ningbo: RulePack,
) -> None:
    assert _having(ningbo, lambda i: "近三年" in i.requirement) == {"veto.2", "veto.9", "6.1.1"}
    report, statement = _one(ningbo, "veto.9").slots
    assert (report.years, statement.years) == (3, 3)
    for name in ("veto.2", "6.1.1"):
        assert "不逐年核查" in _one(ningbo, name).note


def test_the_four_systems_must_be_certified_and_measurement_may(ningbo: RulePack) -> None:
    slots = _one(ningbo, "veto.5").slots
    assert [s.required for s in slots] == [True, True, True, True, False]
    assert all(s.issuer == "third-party" for s in slots if s.required)
    assert [set(s.cites.any) for s in slots if s.cites] == [
        {"GB/T 23331", "ISO 50001"},
        {"GB/T 24001", "ISO 14001"},
        {"GB/T 19001", "ISO 9001"},
        {"GB/T 45001", "ISO 45001"},
        {"GB/T 19022", "ISO 10012"},
    ]


def test_named_standards_are_asked_for_as_the_source_joins_them(ningbo: RulePack) -> None:
    def cites(name: str) -> list[tuple[set[str], bool]]:
        slots: tuple[Slot, ...] = _one(ningbo, name).slots
        return [(set(s.cites.any), s.cites.open) for s in slots if s.cites]

    assert cites("veto.9") == [({"GB/T 32150", "ISO 14064-1"}, False)]
    assert cites("6.1.1") == [({"GB/T 13234", "GB/T 33760"}, False)]
    assert cites("1.2.1") == [({"GB/T 50034"}, False)]
    assert cites("4.4.1") == [({"GB 12348"}, False)]
    assert cites("1.4.1") == [({"GB 17167", "GB/T 24789"}, True)]
    assert cites("2.2.2") == cites("3.2.1") == [({"GB/T 24256"}, True)]
    assert cites("3.2.2") == [({"ISO 14067", "PAS 2050", "GB/T 24040", "GB/T 24044"}, True)]
    assert cites("4.3.1") == [({"GB 18599", "GB 18598", "GB 18597"}, True)]


def test_alternatives_are_one_slot(ningbo: RulePack) -> None:
    footprint = _one(ningbo, "3.2.2").slots
    assert {"product-carbon-footprint-report", "product-carbon-footprint-certificate"} == set(
        footprint[0].accepts
    )
    assert [s.text for s in footprint if not s.required] == ["碳标签证书或碳足迹认证证书"]
    (any_title, *titles) = _one(ningbo, "3.2.4").slots
    assert any_title.required and not any(t.required for t in titles)
    assert len(titles) == 6


def test_awards_must_be_of_the_level_that_is_named(ningbo: RulePack) -> None:
    levels = {s.id: s.level for i in ningbo.indicators for s in i.slots if s.level}
    assert levels == {
        "ningbo.2.2.3/2": "市级",
        "ningbo.bonus.1/1": "国家级",
        "ningbo.bonus.2/1": "国家级",
    }


def test_corrections_keep_what_is_printed(ningbo: RulePack) -> None:
    assert {(i.id, c.printed, c.meant) for i in ningbo.indicators for c in i.corrections} == {
        ("ningbo.1.2.1", "GB500345", "GB 50034"),
        ("ningbo.veto.7", "制定建零碳（近零碳）工厂", "制定零碳（近零碳）工厂"),
        ("ningbo.veto.9", "ISO 14064- 1", "ISO 14064-1"),
    }
    for indicator in ningbo.indicators:
        assert all(c.printed in indicator.requirement for c in indicator.corrections)


def test_the_grades_are_the_two_of_the_source_with_its_gaps(
    ningbo: RulePack, lines: tuple[str, ...]
) -> None:
    base, model = ningbo.grades
    assert [(c.var, c.op, c.value) for c in base.conditions] == [
        ("veto.all_met", "==", True),
        ("offset_ratio", ">=", 50),
        ("offset_ratio", "<", 75),
        ("score.total", ">=", 75),
        ("score.total", "<", 80),
    ]
    assert [(c.var, c.op, c.value) for c in model.conditions] == [
        ("veto.all_met", "==", True),
        ("offset_ratio", ">=", 75),
        ("score.total", ">=", 80),
    ]
    assert "空档" in base.note
    for grade, line in ((base, 415), (model, 422)):
        assert lines[line] == grade.name
        assert lines[line + 1] in squeezed(grade.note)


def test_materials_bear_the_numbers_that_the_source_prints(ningbo: RulePack) -> None:
    assert [m.number for m in ningbo.materials if m.number] == [
        *("一", "二", "（一）", "（二）", "（三）", "五", "附件2", "附件3")
    ]


def test_offset_methods_are_those_of_the_last_row_and_no_references_are_listed(
    ningbo: RulePack,
) -> None:
    requirement = _one(ningbo, "6.2.2").requirement
    assert len(ningbo.offset_methods) == 5
    assert stands(OMISSION.join(ningbo.offset_methods), requirement)
    assert ningbo.references == ()
