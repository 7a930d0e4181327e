"""The Jiangsu system, held against its source document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Kind, RulePack
from tests.rulebook.printed import read, spaced, squeezed

_LISTED = {str(n) for n in range(4, 14)}
"""Numbers of the materials that a slot names: the forms have no indicator, the last is open."""


@pytest.fixture(scope="module")
def jiangsu(book: RuleBook) -> RulePack:
    return book.packs["jiangsu"]


@pytest.fixture(scope="module")
def raw(seeds: Path) -> list[str]:
    """The same with white space: tabs part the cells of a row."""
    return spaced(seeds, "002")


@pytest.fixture(scope="module")
def lines(seeds: Path) -> tuple[str, ...]:
    """The lines of source 002, without white space and residue; line 1 is ``lines[1]``."""
    return read(seeds, "002").lines


def _one(pack: RulePack, name: str) -> Indicator:
    return next(i for i in pack.indicators if i.id == f"jiangsu.{name}")


def _scored(pack: RulePack) -> list[Indicator]:
    return [i for i in pack.indicators if i.kind is Kind.SCORED]


def test_ids_are_section_and_place_in_it(jiangsu: RulePack) -> None:
    assert [i.id for i in jiangsu.indicators] == [
        f"jiangsu.{n}"
        for n in (
            *("basic.1", "basic.2", "basic.3", "basic.4", "basic.5"),
            *("1.1", "1.2", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2", "4.3", "5.1"),
            *("6.1", "6.2", "6.3", "6.4", "6.5", "6.6"),
        )
    ]


def test_every_requirement_is_the_cell_of_the_line_that_it_names(
    jiangsu: RulePack, raw: list[str]
) -> None:
    for indicator in jiangsu.indicators:
        assert indicator.source.file == "002"
        assert indicator.evidence_basis is None
        assert indicator.type is None
        cell = raw[indicator.source.line].split("\t")[2]
        if indicator.id == "jiangsu.4.2":
            cell += raw[147].split("\t")[2]
        printed = squeezed(cell)
        for correction in indicator.corrections:
            assert squeezed(correction.printed) in printed
            printed = printed.replace(squeezed(correction.printed), squeezed(correction.meant))
        assert squeezed(indicator.requirement) == printed, indicator.id


def test_only_the_page_break_is_corrected(jiangsu: RulePack) -> None:
    corrected = [i for i in jiangsu.indicators if i.corrections]
    assert [i.id for i in corrected] == ["jiangsu.4.2"]
    assert "得 5 分，获评国家卓越级" in corrected[0].requirement


def test_rows_carry_the_number_and_points_that_the_source_prints(
    jiangsu: RulePack, raw: list[str]
) -> None:
    section = ""
    for number, indicator in enumerate(_scored(jiangsu), 1):
        cells = raw[indicator.source.line].split("\t")
        section = cells[1] or section
        assert cells[0] == str(number)
        assert indicator.level1 == section
        assert f"原表第{number}项。" in indicator.note
        assert cells[3] == f"{indicator.max_score:g}"
    for indicator in (i for i in jiangsu.indicators if i.kind is Kind.BASIC):
        cells = raw[indicator.source.line].split("\t")
        assert indicator.level2 == " ".join(cells[:2])


def test_titles_stand_in_the_source(jiangsu: RulePack, lines: tuple[str, ...]) -> None:
    assert lines[jiangsu.source.line] == f"{jiangsu.name}（{jiangsu.edition}）"
    assert jiangsu.issuer == ""
    assert lines[123].endswith(jiangsu.sections[0].name)


def test_the_list_of_materials_is_complete_and_verbatim(
    jiangsu: RulePack, lines: tuple[str, ...]
) -> None:
    *listed, translation = jiangsu.materials
    assert [m.number for m in listed] == [str(n) for n in range(1, 15)]
    for material in listed:
        assert squeezed(f"{material.number}.{material.text}") == lines[material.source.line]
    assert squeezed(translation.text) == lines[177]
    ids = {i.id for i in jiangsu.indicators}
    # The two forms serve no indicator, and every indicator has something in the list.
    assert [m.number for m in listed if not m.indicators] == ["2", "3"]
    assert {i for m in jiangsu.materials for i in m.indicators} == ids


def test_every_piece_of_a_listed_material_belongs_to_a_slot(jiangsu: RulePack) -> None:
    def bare(text: str) -> str:
        return re.sub(r"相关|材料|资料|文件|佐证|证明|其|…|\s", "", text)

    for material in jiangsu.materials:
        if material.number not in _LISTED:
            continue
        served = [_one(jiangsu, i.removeprefix("jiangsu.")) for i in material.indicators]
        covered = bare("".join(s.text for i in served for s in i.slots))
        for piece in re.split(r"[、，；;。]|和|或|及(?!以上)", material.text):
            assert bare(piece) in covered, (material.number, piece)


def test_awards_must_be_of_a_level_and_no_certificate_is_asked_to_be_valid(
    jiangsu: RulePack,
) -> None:
    levels = {s.id: s.level for i in jiangsu.indicators for s in i.slots if s.level}
    assert levels == {"jiangsu.basic.1/1": "省级", "jiangsu.4.2/1": "省级"}
    assert not [s.id for i in jiangsu.indicators for s in i.slots if s.valid]


def test_named_standards_are_open_lists(jiangsu: RulePack) -> None:
    cites = {
        i.id.removeprefix("jiangsu."): s.cites
        for i in jiangsu.indicators
        for s in i.slots
        if s.cites
    }
    assert {name: set(c.any) for name, c in cites.items()} == {
        "6.1": {"ISO 14064-1", "GB/T 32150", "GB/T 32151"},
        "6.2": {"ISO 14064-1"},
        "6.3": {"GB/T 33760"},
        "6.4": {"ISO 14067", "PAS 2050", "GB/T 24067"},
    }
    assert all(c.open and not c.all for c in cites.values())
    for name, c in cites.items():
        assert all(number in _one(jiangsu, name).requirement for number in c.any)


def test_a_report_or_a_certificate_will_do_for_the_footprint(jiangsu: RulePack) -> None:
    (asked,) = (s for s in _one(jiangsu, "6.4").slots if s.required)
    assert set(asked.accepts) == {
        "product-carbon-footprint-report",
        "product-carbon-footprint-certificate",
    }


def test_offset_methods_are_complete_and_verbatim(
    jiangsu: RulePack, lines: tuple[str, ...]
) -> None:
    assert [squeezed(m) for m in jiangsu.offset_methods] == list(lines[65:72])


def test_both_grades_need_the_basics_full_offset_and_eighty_points(jiangsu: RulePack) -> None:
    assert {
        g.name: [(c.var, c.op, c.value, c.soft) for c in g.conditions] for g in jiangsu.grades
    } == {
        name: [
            ("basic.all_met", "==", True, False),
            ("offset_ratio_cat1_cat2", ">=", 100, False),
            ("self_reduction_ratio", ">=", ratio, False),
            ("score.total", ">=", 80, False),
        ]
        for name, ratio in (("近零碳工厂", 50), ("零碳工厂", 80))
    }


def test_the_translation_that_the_source_asks_for_is_told(
    jiangsu: RulePack, raw: list[str]
) -> None:
    assert any(raw[177].strip() in note for note in jiangsu.notes)
