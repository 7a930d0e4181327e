"""The Tianjin system, held against its source document."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from evidencecheck.domain.systems import Indicator, Kind, RulePack
from tests.rulebook.printed import read, squeezed


@pytest.fixture(scope="module")
def lines(seeds: Path) -> tuple[str, ...]:
    """The lines of source 003, without white space and residue; line 1 is ``lines[1]``."""
    return read(seeds, "003").lines


def _one(pack: RulePack, name: str) -> Indicator:
    return next(i for i in pack.indicators if i.id == f"tianjin.{name}")


def test_ids_are_the_numbers_of_the_source(tianjin: RulePack) -> None:
    assert [i.id for i in tianjin.indicators] == [
        f"tianjin.{n}"
        for n in (
            *("basic.1", "basic.2", "basic.3", "basic.4"),
            *("1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.3.1", "1.3.2", "1.4.1", "1.5.1", "1.5.2"),
            *("2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.2.3", "2.3.1", "2.3.2", "2.3.3"),
            *("3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.2.3", "3.3.1", "3.3.2"),
            *("4.1.1", "4.2.1", "4.3.1", "4.3.2", "4.3.3", "4.3.4", "4.4.1", "4.5.1"),
            *("5.1.1", "5.2.1", "5.2.2", "5.3.1", "5.3.2", "5.4.1"),
            *("5.5.1", "5.5.2", "5.6.1", "5.6.2"),
        )
    ]


def test_required_rows_weigh_72_5_and_optional_ones_27_5(tianjin: RulePack) -> None:
    weighted: dict[str | None, float] = defaultdict(float)
    for indicator in tianjin.indicators:
        section = tianjin.section_of(indicator)
        if indicator.max_score is not None and section is not None and section.weight is not None:
            weighted[indicator.type] += indicator.max_score * section.weight / 100
    assert weighted == {"必选": 72.5, "可选": 27.5}


def test_every_requirement_is_the_line_that_it_names(
    tianjin: RulePack, lines: tuple[str, ...]
) -> None:
    for indicator in tianjin.indicators:
        assert indicator.source.file == "003"
        assert squeezed(indicator.requirement) == lines[indicator.source.line], indicator.id


def test_every_evidence_basis_is_the_cell_of_its_row(
    tianjin: RulePack, lines: tuple[str, ...]
) -> None:
    by_id = {i.id: i for i in tianjin.indicators}
    for indicator in tianjin.indicators:
        row = by_id.get(indicator.shares_evidence_with, indicator)
        cell = next(x for x in lines[row.source.line + 1 :] if len(x) > 4)
        assert indicator.evidence_basis is not None
        assert squeezed(indicator.evidence_basis) == cell, indicator.id


def test_shared_cells_are_empty_in_the_source(tianjin: RulePack, lines: tuple[str, ...]) -> None:
    shared = {i.id: i for i in tianjin.indicators if i.shares_evidence_with}
    assert {i.id: i.shares_evidence_with for i in shared.values()} == {
        "tianjin.basic.3": "tianjin.basic.2",
        "tianjin.5.2.2": "tianjin.5.2.1",
        "tianjin.5.3.2": "tianjin.5.3.1",
        "tianjin.5.5.2": "tianjin.5.5.1",
        "tianjin.5.6.2": "tianjin.5.6.1",
    }
    for indicator in shared.values():
        after = lines[indicator.source.line + 1 : indicator.source.line + 7]
        assert not any(len(x) > 4 for x in after[: 3 if indicator.kind is Kind.BASIC else 6])


def test_types_and_points_stand_below_their_requirement(
    tianjin: RulePack, lines: tuple[str, ...]
) -> None:
    for indicator in tianjin.indicators:
        if indicator.kind is Kind.SCORED:
            line = indicator.source.line
            assert lines[line + 1] == indicator.type, indicator.id
            assert lines[line + 2] == f"{indicator.max_score:g}", indicator.id


def test_every_heading_stands_in_the_source(tianjin: RulePack, lines: tuple[str, ...]) -> None:
    headings = set(lines)
    for indicator in tianjin.indicators:
        assert squeezed(indicator.level1) in headings
        assert squeezed(indicator.level2) in headings


def test_every_piece_of_every_evidence_basis_belongs_to_a_slot(tianjin: RulePack) -> None:
    def bare(text: str) -> str:
        return re.sub(r"相关|有关|材料|文件|提供|证明|企业提交", "", text)

    for indicator in tianjin.indicators:
        covered = bare("".join((indicator.conditional, *(s.text for s in indicator.slots))))
        for piece in re.split(r"[、，。；（）和及的]|等", indicator.evidence_basis or ""):
            assert bare(piece) in covered, (indicator.id, piece)


def test_certificates_must_be_within_their_validity_where_the_source_says_so(
    tianjin: RulePack,
) -> None:
    valid = {i.id for i in tianjin.indicators if any(s.valid for s in i.slots)}
    assert valid == {"tianjin.1.2.3"}
    assert all(s.valid for s in _one(tianjin, "1.2.3").slots)


def test_corrections_keep_what_is_printed(tianjin: RulePack) -> None:
    assert {(i.id, c.printed) for i in tianjin.indicators for c in i.corrections} == {
        ("tianjin.basic.3", "被动态调整出绿色工厂名单的等"),
        ("tianjin.1.3.1", "拟采用的碳抵消方式等。"),
        ("tianjin.2.2.1", "ISO 14064—1"),
        ("tianjin.2.2.2", "ISO 14064—1"),
        ("tianjin.4.5.1", "（四）碳抵消方式"),
    }


def test_the_conditions_of_application_stand_in_the_notes(
    tianjin: RulePack, lines: tuple[str, ...]
) -> None:
    conditions = "".join(lines[11:16])
    assert any(conditions in squeezed(note) for note in tianjin.notes)


def test_two_named_standards_are_both_asked_for_and_an_or_is_one(tianjin: RulePack) -> None:
    def cites(name: str) -> list[tuple[set[str], set[str], bool]]:
        slots = [s for s in _one(tianjin, name).slots if s.cites]
        return [(set(s.cites.any), set(s.cites.all), s.cites.open) for s in slots if s.cites]

    assert cites("4.3.3") == [(set(), {"GB/T 29115", "GB/T 29116"}, False)]
    assert cites("4.1.1") == [({"GB/T 13234", "GB/T 33760"}, set(), False)]
    assert cites("2.2.1") == [({"GB/T 32150", "ISO 14064-1", "GHG Protocol"}, set(), True)]
    assert [c[0] for c in cites("1.2.3")] == [
        {"GB/T 19001", "ISO 9001"},
        {"GB/T 45001", "ISO 45001"},
        {"GB/T 24001", "ISO 14001"},
        {"GB/T 23331", "ISO 50001"},
    ]


def test_references_and_offset_methods_are_complete_and_verbatim(
    tianjin: RulePack, lines: tuple[str, ...]
) -> None:
    assert [r.source.line for r in tianjin.references] == list(range(50, 72))
    for reference in tianjin.references:
        assert squeezed(f"{reference.number}《{reference.title}》") == lines[reference.source.line]
    assert [squeezed(m) for m in tianjin.offset_methods] == list(lines[77:90])


def test_the_grade_needs_all_basics_and_eighty_points_in_principle(tianjin: RulePack) -> None:
    (grade,) = tianjin.grades
    assert [(c.var, c.op, c.value, c.soft) for c in grade.conditions] == [
        ("application_conditions.all_met", "==", True, False),
        ("basic.all_met", "==", True, False),
        ("score.weighted_total", ">=", 80, True),
    ]


def test_every_slot_that_takes_a_photograph_says_what_it_must_show(tianjin: RulePack) -> None:
    taking = [s for i in tianjin.indicators for s in i.slots if "photo" in (*s.accepts, *s.instead)]
    assert {s.id.split("/")[0].removeprefix("tianjin.") for s in taking if s.required} == {
        *("1.4.1", "2.1.2", "3.2.2", "3.2.3", "3.3.2", "4.4.1")
    }
    assert not [s.id for s in taking if not s.topics_for("photo")]


def test_project_files_are_papers_of_several_types(tianjin: RulePack) -> None:
    for name in ("4.1.1", "4.2.1"):
        files = _one(tianjin, name).slots[0]
        assert {"design-document", "acceptance-record", "project-filing", "contract"} == set(
            files.instead
        )
