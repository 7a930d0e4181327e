"""The Wuxi system, held against its source document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Cites, Indicator, Kind, RulePack
from tests.rulebook.printed import read, squeezed


@pytest.fixture(scope="module")
def wuxi(book: RuleBook) -> RulePack:
    return book.packs["wuxi"]


@pytest.fixture(scope="module")
def lines(seeds: Path) -> tuple[str, ...]:
    """The lines of source 000, without white space and residue; line 1 is ``lines[1]``."""
    return read(seeds, "000").lines


def _one(pack: RulePack, name: str) -> Indicator:
    return next(i for i in pack.indicators if i.id == f"wuxi.{name}")


def _having(pack: RulePack, test: Callable[[Indicator], object]) -> set[str]:
    return {i.id.removeprefix("wuxi.") for i in pack.indicators if test(i)}


def test_ids_count_the_rows_of_the_source(wuxi: RulePack) -> None:
    # Of every first level: how many rows each second level has.
    rows = ((1, 2, 2, 2, 1), (3, 4, 5, 3), (3, 3), (3, 2, 1), (4, 1, 3, 1), (1, 1, 1, 1, 1))
    assert [i.id for i in wuxi.indicators] == [
        *(f"wuxi.basic.{n}" for n in range(1, 7)),
        *(
            f"wuxi.{first}.{second}.{n}"
            for first, counts in enumerate(rows, 1)
            for second, count in enumerate(counts, 1)
            for n in range(1, count + 1)
        ),
    ]


def test_required_rows_have_69_points_and_optional_ones_31(wuxi: RulePack) -> None:
    points: dict[str | None, float] = defaultdict(float)
    for indicator in wuxi.indicators:
        points[indicator.type] += indicator.max_score or 0
    assert points == {None: 0, "必选": 69, "可选": 31}


def test_every_requirement_and_evidence_basis_is_the_cell_of_its_row(
    wuxi: RulePack, lines: tuple[str, ...]
) -> None:
    for indicator in wuxi.indicators:
        line = indicator.source.line
        assert indicator.source.file == "000"
        assert squeezed(indicator.requirement) == lines[line], indicator.id
        assert squeezed(indicator.evidence_basis or "") == lines[line + 1], indicator.id


def test_types_and_points_stand_below_the_evidence(wuxi: RulePack, lines: tuple[str, ...]) -> None:
    for indicator in wuxi.indicators:
        if indicator.kind is Kind.SCORED:
            line = indicator.source.line
            assert lines[line + 2] == indicator.type, indicator.id
            assert lines[line + 3] == f"{indicator.max_score:g}", indicator.id


def test_headings_stand_before_their_row_or_are_those_of_the_row_above(
    wuxi: RulePack, lines: tuple[str, ...]
) -> None:
    number, level1, level2 = "", "", ""
    for indicator in (i for i in wuxi.indicators if i.kind is Kind.SCORED):
        line = indicator.source.line
        cells = lines[line - 3 : line]
        number, level1 = (cells[0], cells[1]) if cells[1] else (number, level1)
        level2 = cells[2] or level2
        assert indicator.level1 == f"{number} {level1}", indicator.id
        assert indicator.level2 == level2, indicator.id


def test_every_piece_of_every_evidence_basis_belongs_to_a_slot(wuxi: RulePack) -> None:
    def bare(text: str) -> str:
        return re.sub(r"相关|有关|材料|文件|证明|企业提交|指标符合要求", "", text)

    for indicator in wuxi.indicators:
        asked = (indicator.conditional, indicator.scoring, *(s.text for s in indicator.slots))
        covered = bare("".join(asked))
        for piece in re.split(r"[、，。；（）和或及的]|等", indicator.evidence_basis or ""):
            assert bare(piece) in covered, (indicator.id, piece)


def test_a_green_factory_is_one_of_the_city_or_above(wuxi: RulePack) -> None:
    assert {s.level for s in _one(wuxi, "basic.5").slots} == {"市级"}
    assert not _having(wuxi, lambda i: any(s.valid for s in i.slots))


def test_project_files_are_what_the_words_name(wuxi: RulePack) -> None:
    built, changed, renewable = (_one(wuxi, f"3.1.{n}").slots[0] for n in (1, 2, 3))
    # 项目建设、运行文件，现场照片、合同、发票等: a design is none of these.
    assert {"contract", "invoice", "acceptance-record"} == set(built.instead)
    assert "design-document" in built.weaker
    # 项目设计、建设、运行文件
    for slot in (changed, renewable):
        assert {"design-document", "acceptance-record", "project-filing", "contract"} <= set(
            slot.instead
        )


def test_vague_evidence_is_derived_from_the_requirement(wuxi: RulePack) -> None:
    vague = _having(wuxi, lambda i: i.evidence_basis == "有关证明材料。")
    assert vague == {"3.2.2", "3.2.3", "4.1.2", "5.2.1", "5.3.1", "5.3.2", "5.3.3"}
    for name in vague:
        slots = _one(wuxi, name).slots
        assert all(s.inferred for s in slots)
        assert all(s.topics for s in slots if s.required)


def test_every_management_system_may_be_shown_by_documents_or_a_certificate(
    wuxi: RulePack,
) -> None:
    slots = _one(wuxi, "1.2.2").slots
    assert len(slots) == 4
    for slot in slots:
        assert slot.required
        assert {"management-system-certificate", "management-manual"} <= set(slot.accepts)
    # GB/T 28001 is withdrawn; its successor will do.
    (health,) = (s for s in slots if s.cites and "GB/T 28001" in s.cites.any)
    assert health.cites is not None and "GB/T 45001" in health.cites.any


def test_named_standards_are_all_or_any_or_open_as_the_source_says(wuxi: RulePack) -> None:
    def cites(name: str) -> list[Cites]:
        asked = (s.cites for s in _one(wuxi, name).slots)
        return [c.model_copy(update={"of": ()}) for c in asked if c]

    assert cites("3.1.1") == [Cites(any=("GB/T 13234", "GB/T 33760"))]
    quota = Cites(any=("GB/T 18916",), works=("用水定额", "取水定额", "用水效率"))
    assert cites("3.2.1") == [Cites(any=("GB/T 7119",)), quota]
    assert cites("3.2.2") == [Cites(all=("GB/T 29115", "GB/T 29116"))]
    assert cites("4.1.3") == [Cites(any=("GB/T 20862",))]
    assert cites("5.1.2") == [Cites(any=("ISO 14064-1", "GB/T 32150"))]
    assert cites("5.1.3") == [Cites(any=("ISO 14064-1",), open=True)]
    footprint = ("GB/T 32150", "ISO 14067", "PAS 2050", "GB/T 24040", "GB/T 24044")
    assert cites("4.2.1") == [Cites(any=footprint, open=True)]


def test_near_zero_is_read_as_zero_wherever_the_table_prints_it(wuxi: RulePack) -> None:
    printed = _having(wuxi, lambda i: "近零碳" in i.requirement + (i.evidence_basis or ""))
    assert printed == {"1.1.1", "1.2.1", "1.3.1", "1.3.2", "1.4.1"}
    assert printed == _having(
        wuxi, lambda i: any(c.printed.startswith("近零碳") for c in i.corrections)
    )


def test_references_and_offset_methods_are_complete_and_verbatim(
    wuxi: RulePack, lines: tuple[str, ...]
) -> None:
    assert [r.source.line for r in wuxi.references] == list(range(10, 32))
    for reference in wuxi.references:
        assert squeezed(f"{reference.number}《{reference.title}》") == lines[reference.source.line]
    assert [squeezed(m) for m in wuxi.offset_methods] == list(lines[37:50])


def test_the_materials_are_complete_and_verbatim(wuxi: RulePack, lines: tuple[str, ...]) -> None:
    assert [m.number for m in wuxi.materials] == [str(n) for n in range(1, 28)]
    for material in wuxi.materials:
        assert squeezed(f"{material.number}.{material.text}") == lines[material.source.line]


def test_five_materials_serve_nothing_and_twenty_five_rows_have_none(wuxi: RulePack) -> None:
    served = {i for m in wuxi.materials for i in m.indicators}
    ids = {i.id for i in wuxi.indicators}
    assert served <= ids
    assert [m.number for m in wuxi.materials if not m.indicators] == ["8", "12", "14", "18", "19"]
    unserved = {i.removeprefix("wuxi.") for i in ids - served}
    assert {n for n in unserved if n.startswith("basic")} == {"basic.5"}
    assert len(unserved - {"basic.5"}) == 25


def test_title_edition_and_issuer_stand_in_the_source(
    wuxi: RulePack, lines: tuple[str, ...]
) -> None:
    assert f"{wuxi.name}（{wuxi.edition}）" == lines[wuxi.source.line]
    assert f"{wuxi.issuer}制" in lines


def test_the_grade_needs_all_basics_no_zero_and_85_points_in_principle(wuxi: RulePack) -> None:
    (grade,) = wuxi.grades
    assert [(c.var, c.op, c.value, c.soft) for c in grade.conditions] == [
        ("basic.all_met", "==", True, False),
        ("must.min_score", ">", 0, False),
        ("score.total", ">=", 85, True),
    ]
