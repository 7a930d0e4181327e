"""What the five systems ask for: sums, and who asks for a third party, years, publication.

The figures are those of the reference on the five systems, copied by hand. Where a pack departs
from it on purpose, the departure stands here with its reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Kind, RulePack, Slot

COUNTS = {
    "wuxi": {Kind.BASIC: 6, Kind.SCORED: 49},
    "binhai": {Kind.TIERED: 18},
    "jiangsu": {Kind.BASIC: 5, Kind.SCORED: 16},
    "tianjin": {Kind.BASIC: 4, Kind.SCORED: 42},
    "ningbo": {Kind.VETO: 10, Kind.SCORED: 38, Kind.BONUS: 2},
}
POINTS = {
    "wuxi": [20, 26, 13, 11, 19, 11],
    "binhai": [],
    "jiangsu": [20, 20, 15, 20, 6, 19],
    "tianjin": [100, 100, 100, 100, 100],
    "ningbo": [20, 25, 10, 5, 10, 30, 5],
}
WEIGHTS = {"tianjin": [20, 10, 10, 40, 20]}

THIRD_PARTY = {
    *("wuxi.2.1.2", "wuxi.4.2.1", "wuxi.5.1.4", "binhai.12", "binhai.18"),
    *("jiangsu.6.1", "jiangsu.6.3"),
    *("tianjin.1.2.3", "tianjin.2.2.3", "tianjin.2.3.1", "tianjin.3.1.2"),
    *("ningbo.veto.5", "ningbo.veto.9"),
}
PUBLIC = {
    *("wuxi.1.5.1", "wuxi.4.2.2", "wuxi.5.1.4", "jiangsu.6.6"),
    *("tianjin.1.3.2", "tianjin.2.3.2", "ningbo.3.2.2"),
}
AMBIGUOUS = {
    *("wuxi.4.2.1", "jiangsu.6.4", "tianjin.2.3.1"),
    *("binhai.5", "binhai.11", "binhai.12", "binhai.16", "binhai.17", "binhai.18"),
}
CONDITIONAL = {
    *("wuxi.basic.6", "wuxi.2.2.4", "wuxi.2.3.2", "wuxi.2.4.3", "wuxi.3.1.3"),
    *("wuxi.4.1.2", "wuxi.4.3.1", "jiangsu.basic.3", "tianjin.3.2.1", "tianjin.3.3.1"),
    *("ningbo.2.2.1", "ningbo.3.1.2", "ningbo.3.2.3", "ningbo.3.2.4"),
}
ONLY_IF_BUILT = {"wuxi.basic.4", "tianjin.basic.4"}
"""Departure: 新、改、扩建项目 says by itself that a factory without such a project owes nothing."""

YEARS = {
    **{f"wuxi.{n}": 3 for n in ("basic.3", "5.1.2", "5.1.3", "5.1.4")},
    **dict.fromkeys(("binhai.4", "binhai.14"), 3),
    "binhai.15": 5,
    **dict.fromkeys(("jiangsu.basic.5", "jiangsu.3.1"), 3),
    **{f"tianjin.{n}": 3 for n in ("basic.3", "2.2.1", "2.2.2", "2.2.3")},
    **{f"tianjin.{n}": 3 for n in ("5.2.2", "5.3.2", "5.5.2", "5.6.2")},
    **{f"ningbo.{n}": 3 for n in ("veto.2", "veto.9", "6.1.1")},
}
BY_HAND = {
    "wuxi.basic.3": "快照",
    "tianjin.basic.3": "快照",
    "ningbo.veto.2": "快照",
    "ningbo.6.1.1": "并非每年都须有项目",
}
"""Departure: no paper covers each year by itself; a threshold and the note tell the reviewer."""

NEVER_MISSING = {"jiangsu.basic.5": "快照", "jiangsu.3.1": "某年可以没有新增设备"}
"""The years are looked for in a slot that is not required, and the note says why."""

ALTERNATIVES: dict[str, tuple[set[str], int]] = {
    "wuxi.1.2.2": ({"management-system-certificate", "management-manual"}, 4),
    "wuxi.4.3.1": ({"product-certificate", "award"}, 1),
    "jiangsu.6.4": ({"product-carbon-footprint-report", "product-carbon-footprint-certificate"}, 1),
    "ningbo.3.2.2": (
        {"product-carbon-footprint-report", "product-carbon-footprint-certificate"},
        1,
    ),
    "ningbo.3.2.4": ({"product-certificate", "award"}, 1),
}
"""Types of document of which one will do, and how many required slots leave the choice."""

ITEMS = {
    "wuxi": (141, 28),
    "binhai": (47, 47),
    "jiangsu": (39, 39),
    "tianjin": (109, 15),
    "ningbo": (87, 87),
}
"""Pieces of evidence that the reference counts, and how many of them it calls inferred."""

SLOTS = {
    "wuxi": (152, 19),
    "binhai": (69, 69),
    "jiangsu": (75, 75),
    "tianjin": (125, 5),
    "ningbo": (149, 149),
}
"""Departure: slots, and those inferred; of a binhai row each once, in whatever tier it stands.

There are more: where any piece of a list will do, one slot asks for any of them and one for each.
Fewer are inferred: a slot whose words the evidence cell prints (相关行业证明) is none.
"""


@pytest.fixture(scope="module")
def rows(book: RuleBook) -> dict[str, Indicator]:
    return {i.id: i for pack in book.packs.values() for i in pack.indicators}


@pytest.fixture(params=sorted(COUNTS))
def pack(request: pytest.FixtureRequest, book: RuleBook) -> RulePack:
    return book.packs[request.param]


def _having(rows: dict[str, Indicator], test: Callable[[Slot], object]) -> set[str]:
    return {i.id for i in rows.values() if any(test(s) for s in i.every_slot)}


def test_these_are_all_systems(book: RuleBook) -> None:
    assert set(book.packs) == set(COUNTS)


def test_kinds_and_points_are_those_of_the_reference(pack: RulePack) -> None:
    points: dict[str, float] = defaultdict(float)
    for indicator in pack.indicators:
        if indicator.max_score is not None:
            points[indicator.level1] += indicator.max_score
    assert Counter(i.kind for i in pack.indicators) == COUNTS[pack.id]
    assert list(points.values()) == POINTS[pack.id]
    assert points == {s.name: s.points for s in pack.sections if s.points is not None}
    assert [s.weight for s in pack.sections if s.weight is not None] == WEIGHTS.get(pack.id, [])


def test_third_parties_publication_and_doubts(rows: dict[str, Indicator]) -> None:
    assert _having(rows, lambda s: s.issuer == "third-party") == THIRD_PARTY
    assert _having(rows, lambda s: s.public) == PUBLIC
    assert {i.id for i in rows.values() if i.ambiguous} == AMBIGUOUS
    for name in AMBIGUOUS:
        doubt = rows[name].ambiguous
        assert doubt is not None and doubt.taken.startswith("取第一种："), name


def test_conditions_are_those_of_the_reference_and_of_new_projects(
    rows: dict[str, Indicator],
) -> None:
    assert {i.id for i in rows.values() if i.conditional} == CONDITIONAL | ONLY_IF_BUILT
    for name in ONLY_IF_BUILT:
        assert "仅对新、改、扩建项目适用" in rows[name].note


def test_years_are_covered_or_left_to_the_reviewer(rows: dict[str, Indicator]) -> None:
    years = {i.id: {s.years for s in i.every_slot if s.years} for i in rows.values()}
    assert {name: found for name, found in years.items() if found} == {
        name: {n} for name, n in YEARS.items() if name not in BY_HAND
    }
    for name, reason in BY_HAND.items():
        assert reason in rows[name].note, name
        assert any("近三年" in s.threshold for s in rows[name].slots), name
    deciding = _having(rows, lambda s: s.years and s.required)
    assert set(YEARS) - set(BY_HAND) - deciding == set(NEVER_MISSING)
    for name, reason in NEVER_MISSING.items():
        assert reason in rows[name].note, name


@pytest.mark.parametrize("name", sorted(ALTERNATIVES))
def test_an_alternative_is_one_slot(rows: dict[str, Indicator], name: str) -> None:
    types, choices = ALTERNATIVES[name]
    deciding = [s for s in rows[name].slots if s.required]
    assert len([s for s in deciding if types <= set(s.accepts)]) == choices
    for slot in deciding:
        assert types & set(slot.accepts) in (types, set()), slot.id


def test_every_item_of_the_reference_has_a_slot(pack: RulePack) -> None:
    slots = [
        s
        for i in pack.indicators
        for s in {(s.text, s.derived_from): s for s in i.every_slot}.values()
    ]
    found = (len(slots), sum(s.inferred for s in slots))
    assert found == SLOTS[pack.id]
    items, inferred = ITEMS[pack.id]
    assert found[0] >= items
    # Where the source has no column of evidence, all is inferred, here and there.
    assert (items == inferred) is (found[0] == found[1])
