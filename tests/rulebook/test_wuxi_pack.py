"""The Wuxi system, held against its source document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from evidencecheck.domain.document import UNKNOWN_TYPE
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Cites, Indicator, Kind, RulePack

_OMISSION = "…"
_MANAGEMENT, _FACILITIES, _RESOURCES = "1 碳排放管理", "2 基础设施和信息化管理", "3 能源资源使用"
_PRODUCTS, _REDUCTION, _PERFORMANCE = "4 产品", "5 温室气体减排", "6 绩效"


@pytest.fixture(scope="module")
def wuxi(book: RuleBook) -> RulePack:
    return book.packs["wuxi"]


@pytest.fixture(scope="module")
def lines(seeds: Path) -> list[str]:
    """The lines of source 000, without white space; line 1 is the first."""
    (source,) = seeds.glob("000*.txt")
    return [_squeezed(line) for line in ("", *source.read_text("utf-8").split("\n"))]


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _one(pack: RulePack, name: str) -> Indicator:
    return next(i for i in pack.indicators if i.id == f"wuxi.{name}")


def _having(pack: RulePack, test: Callable[[Indicator], object]) -> set[str]:
    return {i.id.removeprefix("wuxi.") for i in pack.indicators if test(i)}


def test_it_has_six_basic_and_forty_nine_scored_rows(wuxi: RulePack) -> None:
    assert Counter(i.kind for i in wuxi.indicators) == {Kind.BASIC: 6, Kind.SCORED: 49}


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


def test_points_of_the_sections_make_a_hundred(wuxi: RulePack) -> None:
    points: dict[str, float] = defaultdict(float)
    for indicator in wuxi.indicators:
        if indicator.kind is Kind.SCORED:
            assert indicator.max_score is not None
            points[indicator.level1] += indicator.max_score
    assert points == {
        _MANAGEMENT: 20,
        _FACILITIES: 26,
        _RESOURCES: 13,
        _PRODUCTS: 11,
        _REDUCTION: 19,
        _PERFORMANCE: 11,
    }
    assert points == {s.name: s.points for s in wuxi.sections if s.points is not None}
    assert all(s.weight is None for s in wuxi.sections)


def test_required_rows_have_69_points_and_optional_ones_31(wuxi: RulePack) -> None:
    points: dict[str | None, float] = defaultdict(float)
    for indicator in wuxi.indicators:
        points[indicator.type] += indicator.max_score or 0
    assert points == {None: 0, "必选": 69, "可选": 31}


def test_every_requirement_and_evidence_basis_is_the_cell_of_its_row(
    wuxi: RulePack, lines: list[str]
) -> None:
    for indicator in wuxi.indicators:
        line = indicator.source.line
        assert indicator.source.file == "000"
        assert _squeezed(indicator.requirement) == lines[line], indicator.id
        assert _squeezed(indicator.evidence_basis or "") == lines[line + 1], indicator.id


def test_types_and_points_stand_below_the_evidence(wuxi: RulePack, lines: list[str]) -> None:
    for indicator in wuxi.indicators:
        if indicator.kind is Kind.SCORED:
            line = indicator.source.line
            assert lines[line + 2] == indicator.type, indicator.id
            assert lines[line + 3] == f"{indicator.max_score:g}", indicator.id


def test_headings_stand_before_their_row_or_are_those_of_the_row_above(
    wuxi: RulePack, lines: list[str]
) -> None:
    number, level1, level2 = "", "", ""
    for indicator in (i for i in wuxi.indicators if i.kind is Kind.SCORED):
        line = indicator.source.line
        cells = lines[line - 3 : line]
        number, level1 = (cells[0], cells[1]) if cells[1] else (number, level1)
        level2 = cells[2] or level2
        assert indicator.level1 == f"{number} {level1}", indicator.id
        assert indicator.level2 == level2, indicator.id


def test_slots_quote_the_source_in_order(wuxi: RulePack, lines: list[str]) -> None:
    for indicator in wuxi.indicators:
        row = "".join(lines[indicator.source.line : indicator.source.line + 2])
        for slot in indicator.slots:
            assert bool(slot.derived_from) is slot.inferred
            for quote in (slot.text, slot.derived_from):
                at = 0
                for piece in map(_squeezed, quote.split(_OMISSION)):
                    at = row.find(piece, at)
                    assert at >= 0, f"{slot.id}: {piece}"


def test_slots_tell_themselves_apart(wuxi: RulePack) -> None:
    for indicator in wuxi.indicators:
        named = [(s.text, s.derived_from) for s in indicator.slots]
        assert len(named) == len(set(named)), indicator.id


def test_every_piece_of_every_evidence_basis_belongs_to_a_slot(wuxi: RulePack) -> None:
    def bare(text: str) -> str:
        return re.sub(r"相关|有关|材料|文件|证明|企业提交|指标符合要求", "", text)

    for indicator in wuxi.indicators:
        asked = (indicator.conditional, indicator.scoring, *(s.text for s in indicator.slots))
        covered = bare("".join(asked))
        for piece in re.split(r"[、，。；（）和或及的]|等", indicator.evidence_basis or ""):
            assert bare(piece) in covered, (indicator.id, piece)


def test_every_row_asks_for_something_that_exists(wuxi: RulePack, book: RuleBook) -> None:
    types = {*book.documents, UNKNOWN_TYPE}
    for indicator in wuxi.indicators:
        assert any(s.required for s in indicator.slots), indicator.id
        for slot in indicator.slots:
            assert {*slot.accepts, *slot.instead, *slot.weaker} <= types, slot.id


def test_scoring_words_conditions_and_corrections_are_verbatim(wuxi: RulePack) -> None:
    for indicator in wuxi.indicators:
        text = _squeezed(indicator.requirement + (indicator.evidence_basis or ""))
        assert _squeezed(indicator.scoring) in text
        assert _squeezed(indicator.conditional) in text
        for correction in indicator.corrections:
            assert _squeezed(correction.printed) in text, indicator.id


def test_what_asks_for_a_third_party_years_publication_or_a_level(wuxi: RulePack) -> None:
    assert _having(wuxi, lambda i: any(s.issuer for s in i.slots)) == {"2.1.2", "4.2.1", "5.1.4"}
    assert _having(wuxi, lambda i: any(s.public for s in i.slots)) == {"1.5.1", "4.2.2", "5.1.4"}
    # A credit report is a snapshot: for basic.3 the reviewer is told instead.
    assert _having(wuxi, lambda i: any(s.years == 3 for s in i.slots)) == {
        "5.1.2",
        "5.1.3",
        "5.1.4",
    }
    assert "近三年" in _one(wuxi, "basic.3").note
    assert {s.level for s in _one(wuxi, "basic.5").slots} == {"市级"}


def test_what_is_conditional_or_ambiguous(wuxi: RulePack) -> None:
    assert _having(wuxi, lambda i: i.conditional) == {
        *("basic.4", "basic.6", "2.2.4", "2.3.2", "2.4.3", "3.1.3", "4.1.2", "4.3.1")
    }
    assert _having(wuxi, lambda i: i.ambiguous) == {"4.2.1"}


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
        return [s.cites for s in _one(wuxi, name).slots if s.cites]

    assert cites("3.1.1") == [Cites(any=("GB/T 13234", "GB/T 33760"))]
    assert cites("3.2.1") == [Cites(any=("GB/T 7119",)), Cites(any=("GB/T 18916",))]
    assert cites("3.2.2") == [Cites(all=("GB/T 29115", "GB/T 29116"))]
    assert cites("4.1.3") == [Cites(any=("GB/T 20862",))]
    assert cites("5.1.2") == [Cites(any=("ISO 14064-1", "GB/T 32150"))]
    assert cites("5.1.3") == [Cites(any=("ISO 14064-1",), open=True)]
    footprint = ("GB/T 32150", "ISO 14067", "PAS 2050", "GB/T 24040", "GB/T 24044")
    assert cites("4.2.1") == [Cites(any=footprint, open=True)]


@pytest.mark.parametrize("name", ["5.4.1", "6.4.1"])
def test_shares_score_by_per_cent_and_nothing_up_to_fifty(wuxi: RulePack, name: str) -> None:
    points = _one(wuxi, name).points
    assert points is not None
    assert (points.way, points.low, points.high, points.unit) == ("pro-rata", 0, 100, "%")
    assert [(s.at_most, s.points) for s in points.steps] == [(50, 0)]


def test_near_zero_is_read_as_zero_wherever_the_table_prints_it(wuxi: RulePack) -> None:
    printed = _having(wuxi, lambda i: "近零碳" in i.requirement + (i.evidence_basis or ""))
    assert printed == {"1.1.1", "1.2.1", "1.3.1", "1.3.2", "1.4.1"}
    assert printed == _having(
        wuxi, lambda i: any(c.printed.startswith("近零碳") for c in i.corrections)
    )


def test_references_and_offset_methods_are_complete_and_verbatim(
    wuxi: RulePack, lines: list[str]
) -> None:
    assert [r.source.line for r in wuxi.references] == list(range(10, 32))
    for reference in wuxi.references:
        assert _squeezed(f"{reference.number}《{reference.title}》") == lines[reference.source.line]
    assert [_squeezed(m) for m in wuxi.offset_methods] == lines[37:50]


def test_the_materials_are_complete_and_verbatim(wuxi: RulePack, lines: list[str]) -> None:
    assert [m.number for m in wuxi.materials] == [str(n) for n in range(1, 28)]
    for material in wuxi.materials:
        assert _squeezed(f"{material.number}.{material.text}") == lines[material.source.line]


def test_five_materials_serve_nothing_and_twenty_five_rows_have_none(wuxi: RulePack) -> None:
    served = {i for m in wuxi.materials for i in m.indicators}
    ids = {i.id for i in wuxi.indicators}
    assert served <= ids
    assert [m.number for m in wuxi.materials if not m.indicators] == ["8", "12", "14", "18", "19"]
    unserved = {i.removeprefix("wuxi.") for i in ids - served}
    assert {n for n in unserved if n.startswith("basic")} == {"basic.5"}
    assert len(unserved - {"basic.5"}) == 25


def test_the_application_form_is_verbatim(wuxi: RulePack, lines: list[str]) -> None:
    ids = {i.id for i in wuxi.indicators}
    assert len(wuxi.application_form) == 37
    for entry in wuxi.application_form:
        # A label of the form may be broken over two lines.
        printed = "".join(lines[entry.source.line : entry.source.line + 3])
        assert printed.startswith(_squeezed(entry.text)), entry.text
        assert set(entry.indicators) <= ids


def test_title_edition_and_issuer_stand_in_the_source(wuxi: RulePack, lines: list[str]) -> None:
    assert f"{wuxi.name}（{wuxi.edition}）" == lines[wuxi.source.line]
    assert f"{wuxi.issuer}制" in lines


def test_the_grade_needs_all_basics_no_zero_and_85_points_in_principle(wuxi: RulePack) -> None:
    (grade,) = wuxi.grades
    assert [(c.var, c.op, c.value, c.soft) for c in grade.conditions] == [
        ("basic.all_met", "==", True, False),
        ("must.min_score", ">", 0, False),
        ("score.total", ">=", 85, True),
    ]
