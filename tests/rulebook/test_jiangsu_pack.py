"""The Jiangsu system, held against its source document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Kind, RulePack

_HTML = re.compile(r"<[^>]*>")
_OMISSION = "…"
_LISTED = range(4, 14)
"""Numbers of the materials that a slot names: the forms have no indicator, the last is open."""


@pytest.fixture(scope="module")
def jiangsu(book: RuleBook) -> RulePack:
    return book.packs["jiangsu"]


@pytest.fixture(scope="module")
def raw(seeds: Path) -> list[str]:
    """The lines of source 002; line 1 is the first."""
    (source,) = seeds.glob("002*.txt")
    return ["", *source.read_text("utf-8").split("\n")]


@pytest.fixture(scope="module")
def lines(raw: list[str]) -> list[str]:
    """The same without white space and HTML."""
    return [_squeezed(line) for line in raw]


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", _HTML.sub("", text))


def _one(pack: RulePack, name: str) -> Indicator:
    return next(i for i in pack.indicators if i.id == f"jiangsu.{name}")


def _stands(quote: str, whole: str) -> bool:
    """Whether the pieces of a quote stand in ``whole`` in their order."""
    at = 0
    for piece in map(_squeezed, quote.split(_OMISSION)):
        at = whole.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _scored(pack: RulePack) -> list[Indicator]:
    return [i for i in pack.indicators if i.kind is Kind.SCORED]


def test_it_has_five_basic_and_sixteen_scored_rows(jiangsu: RulePack) -> None:
    assert Counter(i.kind for i in jiangsu.indicators) == {Kind.BASIC: 5, Kind.SCORED: 16}


def test_ids_are_section_and_place_in_it(jiangsu: RulePack) -> None:
    assert [i.id for i in jiangsu.indicators] == [
        f"jiangsu.{n}"
        for n in (
            *("basic.1", "basic.2", "basic.3", "basic.4", "basic.5"),
            *("1.1", "1.2", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2", "4.3", "5.1"),
            *("6.1", "6.2", "6.3", "6.4", "6.5", "6.6"),
        )
    ]


def test_points_add_up_to_the_sections_and_a_hundred(jiangsu: RulePack) -> None:
    points: dict[str, float] = defaultdict(float)
    for indicator in _scored(jiangsu):
        assert indicator.max_score is not None
        points[indicator.level1] += indicator.max_score
    sections = {s.name: s.points for s in jiangsu.sections if s.points is not None}
    assert points == sections
    assert list(sections.values()) == [20, 20, 15, 20, 6, 19]
    assert all(s.weight is None for s in jiangsu.sections)


def test_points_as_data_do_not_exceed_the_points_of_the_row(jiangsu: RulePack) -> None:
    ways = {}
    for indicator in _scored(jiangsu):
        rule = indicator.points
        if rule is None:
            continue
        ways[indicator.id.removeprefix("jiangsu.")] = rule.way
        most = {
            "steps": max((s.points for s in rule.steps), default=0),
            "per-item": rule.most,
            "parts": sum(rule.parts.values()),
        }[rule.way]
        assert most == indicator.max_score, indicator.id
        for words in rule.parts:
            assert _squeezed(words) in _squeezed(indicator.scoring)
    assert ways == {
        "1.2": "steps",
        "3.1": "parts",
        "4.1": "parts",
        **dict.fromkeys(("2.1", "3.2", "4.3", "5.1"), "per-item"),
    }


def test_the_steps_of_the_renewable_share_leave_no_gap(jiangsu: RulePack) -> None:
    rule = _one(jiangsu, "1.2").points
    assert rule is not None
    assert [(s.at_least, s.below, s.points) for s in rule.steps] == [
        (50, None, 10),
        (40, 50, 8),
        (30, 40, 6),
        (20, 30, 4),
        (10, 20, 2),
        (None, 10, 1),
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
        printed = _squeezed(cell)
        for correction in indicator.corrections:
            assert _squeezed(correction.printed) in printed
            printed = printed.replace(_squeezed(correction.printed), _squeezed(correction.meant))
        assert _squeezed(indicator.requirement) == printed, indicator.id


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


def test_titles_stand_in_the_source(jiangsu: RulePack, lines: list[str]) -> None:
    assert lines[jiangsu.source.line] == f"{jiangsu.name}（{jiangsu.edition}）"
    assert jiangsu.issuer == ""
    assert lines[123].endswith(jiangsu.sections[0].name)


def test_every_slot_is_inferred_from_words_of_the_source(
    jiangsu: RulePack, lines: list[str]
) -> None:
    whole = "\n".join(lines)
    for indicator in jiangsu.indicators:
        for slot in indicator.slots:
            assert slot.inferred, slot.id
            assert slot.derived_from, slot.id
            assert _stands(slot.derived_from, whole), slot.id


def test_deciding_slots_come_from_the_row_or_a_material_that_serves_it(jiangsu: RulePack) -> None:
    for indicator in jiangsu.indicators:
        material = "".join(m.text for m in jiangsu.materials if indicator.id in m.indicators)
        for slot in indicator.slots:
            if slot.required:
                text = _squeezed(slot.derived_from)
                here = _stands(text, _squeezed(indicator.requirement))
                assert here or _stands(text, _squeezed(material)), slot.id


def test_slots_tell_themselves_apart(jiangsu: RulePack) -> None:
    for indicator in jiangsu.indicators:
        texts = [s.text for s in indicator.slots]
        assert len(texts) == len(set(texts)), indicator.id
        assert any(s.required for s in indicator.slots), indicator.id


def test_types_of_evidence_exist(jiangsu: RulePack, book: RuleBook) -> None:
    for indicator in jiangsu.indicators:
        for slot in indicator.slots:
            types = {*slot.accepts, *slot.instead, *slot.weaker}
            assert types <= set(book.documents), slot.id
            assert not {*slot.accepts, *slot.instead} & set(slot.weaker), slot.id


def test_the_list_of_materials_is_complete_and_verbatim(
    jiangsu: RulePack, lines: list[str]
) -> None:
    assert [m.number for m in jiangsu.materials] == [str(n) for n in range(1, 15)]
    for material in jiangsu.materials:
        assert _squeezed(f"{material.number}.{material.text}") == lines[material.source.line]
    ids = {i.id for i in jiangsu.indicators}
    assert all(set(m.indicators) <= ids for m in jiangsu.materials)
    # The two forms serve no indicator, and every indicator has something in the list.
    assert [m.number for m in jiangsu.materials if not m.indicators] == ["2", "3"]
    assert {i for m in jiangsu.materials for i in m.indicators} == ids


def test_every_piece_of_a_listed_material_belongs_to_a_slot(jiangsu: RulePack) -> None:
    def bare(text: str) -> str:
        return re.sub(r"相关|材料|资料|文件|佐证|证明|其|…|\s", "", text)

    for material in jiangsu.materials:
        if int(material.number) not in _LISTED:
            continue
        served = [_one(jiangsu, i.removeprefix("jiangsu.")) for i in material.indicators]
        covered = bare("".join(s.text for i in served for s in i.slots))
        for piece in re.split(r"[、，；;。]|和|或|及(?!以上)", material.text):
            assert bare(piece) in covered, (material.number, piece)


def test_scoring_words_and_conditions_are_verbatim(jiangsu: RulePack) -> None:
    for indicator in jiangsu.indicators:
        assert _squeezed(indicator.scoring) in _squeezed(indicator.requirement)
        assert _squeezed(indicator.conditional) in _squeezed(indicator.requirement)


def test_what_asks_for_a_third_party_years_publication_or_a_condition(jiangsu: RulePack) -> None:
    def having(test: Callable[[Indicator], object]) -> set[str]:
        return {i.id.removeprefix("jiangsu.") for i in jiangsu.indicators if test(i)}

    assert having(lambda i: any(s.issuer for s in i.slots)) == {"6.1", "6.3"}
    assert having(lambda i: any(s.public for s in i.slots)) == {"6.6"}
    assert having(lambda i: any(s.years for s in i.slots)) == {"basic.5", "3.1"}
    assert {s.years for i in jiangsu.indicators for s in i.slots} == {0, 3}
    assert having(lambda i: i.conditional) == {"basic.3"}
    assert having(lambda i: i.ambiguous) == {"6.4"}
    assert having(lambda i: any(s.level for s in i.slots)) == {"basic.1", "4.2"}
    assert having(lambda i: any(s.valid for s in i.slots)) == set()


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


def test_offset_methods_are_complete_and_verbatim(jiangsu: RulePack, lines: list[str]) -> None:
    assert [_squeezed(m) for m in jiangsu.offset_methods] == lines[65:72]


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
