"""What holds for every pack, whatever its source: rows ask for something and can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import RulePack, Slot
from evidencecheck.rulebook import load_rulebook

PACKS = sorted(load_rulebook().packs)


@pytest.fixture(params=PACKS)
def pack(request: pytest.FixtureRequest, book: RuleBook) -> RulePack:
    return book.packs[request.param]


def _cells(pack: RulePack) -> Iterator[tuple[str, str, tuple[Slot, ...]]]:
    for indicator in pack.indicators:
        if not indicator.tiers:
            yield indicator.id, indicator.requirement, indicator.slots
        for tier in indicator.tiers.values():
            yield indicator.id, tier.text, tier.slots


def test_slots_of_a_row_tell_themselves_apart(pack: RulePack) -> None:
    for name, _, slots in _cells(pack):
        told = [(s.text, s.derived_from) for s in slots]
        assert len(told) == len(set(told)), name


def test_a_stroke_asks_for_nothing_and_all_else_for_something(pack: RulePack) -> None:
    for name, text, slots in _cells(pack):
        assert any(s.required for s in slots) is (text != "/"), name
        assert slots or text == "/", name


def test_lists_of_materials_name_indicators_that_there_are(pack: RulePack) -> None:
    ids = {i.id for i in pack.indicators}
    named = {i for m in (*pack.materials, *pack.application_form) for i in m.indicators}
    assert named <= ids
