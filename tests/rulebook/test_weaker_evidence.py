"""Evidence that only points at what is asked for: one ladder for all systems."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Slot

_INTENTIONS = {"contract", "design-document", "project-filing", "transition-plan"}
_FOOTPRINT = {"product-carbon-footprint-report", "product-carbon-footprint-certificate"}

LADDER: dict[str, set[str]] = {
    # A manual says how a system should be; a certifier says that it is.
    "management-system-certificate": {"management-manual"},
    # A manual describes the whole system, a policy lays down who does what.
    "management-policy": {"management-manual"},
    # Anyone can have a plaque made and photographed; the notice names the firm.
    "award": {"photo"},
    # The laboratory measures, the certifier certifies; a mark can be photographed anywhere.
    "product-certificate": {"test-report", "photo"},
    "building-certificate": {"design-document"},
    # A department's word is about conduct; what is emitted is measured.
    "test-report": {"compliance-certificate"},
    # One's own account of oneself for the word of a department or of a third party.
    "credit-report": {"commitment-letter"},
    "ghg-verification-statement": {"ghg-report"},
    "ghg-verification-report": {"ghg-report"},
    "ghg-inventory": {"ghg-report"},
    # A list says when a meter was due; the certificate says that it passed.
    "calibration-certificate": {"metering-list"},
    # What was published, for the proof that it was.
    "publication-proof": {"transition-plan", *_FOOTPRINT},
    # A contract is an intention, a settlement or a cancelled unit is evidence; a photograph of
    # trees is no verified removal; a credit makes no energy free of carbon.
    "carbon-credit-record": {"contract", "photo", "reduction-report"},
    "carbon-sink-record": {"contract", "photo", "transition-plan"},
    "green-power-record": {"contract", "photo", "carbon-credit-record", "transition-plan"},
    # Before it is built it is an intention.
    "project-record": _INTENTIONS,
    "project-filing": {"contract", "design-document", "transition-plan"},
    "equipment-renewal-record": {"contract", "invoice", "project-record", "transition-plan"},
    "platform-description": {"contract"},
    # A rule that goals are to be set is no plan of them.
    "transition-plan": {"management-policy"},
}
"""By accepted type: the types that point at it without being it."""


@pytest.fixture(scope="module")
def weak(book: RuleBook) -> list[tuple[Indicator, Slot]]:
    found = [x for pack in book.packs.values() for i in pack.indicators for x in _weak(i)]
    assert found
    return found


def _weak(indicator: Indicator) -> Iterator[tuple[Indicator, Slot]]:
    """Its slots with weaker types, and the row or tier that they stand in."""
    for row in [indicator.at(t) for t in indicator.tiers] or [indicator]:
        yield from ((row, s) for s in row.slots if s.weaker)


def test_every_weaker_type_stands_below_an_accepted_one(
    weak: list[tuple[Indicator, Slot]],
) -> None:
    for _, slot in weak:
        below = set[str]().union(*(LADDER.get(t, ()) for t in slot.accepts))
        assert set(slot.weaker) <= below, slot.id


def test_what_the_slot_takes_is_not_weaker(weak: list[tuple[Indicator, Slot]]) -> None:
    for _, slot in weak:
        assert not {*slot.accepts, *slot.instead} & set(slot.weaker), slot.id


def test_what_the_row_asks_for_elsewhere_is_no_weaker_form_of_it(
    weak: list[tuple[Indicator, Slot]],
) -> None:
    """A report handed in because a report is asked for does not stand for the statement."""
    for row, slot in weak:
        asked = {t for s in row.slots if s.required and s.id != slot.id for t in s.accepts}
        assert not asked & set(slot.weaker), slot.id


def test_only_what_is_required_has_weaker_forms(weak: list[tuple[Indicator, Slot]]) -> None:
    assert all(slot.required for _, slot in weak)


def test_the_ladder_of_what_a_third_party_must_issue_is_complete(book: RuleBook) -> None:
    """Where no sibling asks for it, the own document of every third party's is weaker."""
    lacking = {
        slot.id
        for pack in book.packs.values()
        for indicator in pack.indicators
        for slot in indicator.every_slot
        if slot.issuer and slot.required and not slot.weaker
    }
    assert lacking == {
        # The row asks for the report as well.
        *("binhai.12/near-zero/2", "binhai.12/zero/2", "ningbo.veto.9/2"),
        # A third party's report has the type of one's own.
        "jiangsu.6.3/1",
    }
