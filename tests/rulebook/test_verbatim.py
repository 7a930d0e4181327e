"""Every text of every pack that is said to be the source's, found in the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

import pytest

from evidencecheck.domain.rule import Rule
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Kind, RulePack, Slot
from evidencecheck.rulebook import load_rulebook
from tests.rulebook.printed import Printed, read, squeezed, stands

PACKS = sorted(load_rulebook().packs)

OWN = {
    "RulePack": {"id", "tiers", "notes", "bonus_counted"},
    "Section": {"file"},
    "Grade": {"note"},
    "Material": {"indicators"},
    "Condition": {"var", "op", "doubtful"},
    "Source": {"file"},
    "Indicator": {"id", "kind", "shares_evidence_with", "type", "note"},
    "Correction": {"meant", "why"},
    "Ambiguity": {"readings", "taken"},
    "Scoring": {"way", "quantity", "unit"},
    "ElectricityFactor": {"series"},
    "Cites": {"any", "all", "of", "works"},
    "AskedGrade": {"speaks", "labels", "enough", "below"},
    "Slot": {
        *("id", "accepts", "instead", "weaker", "issuer", "holder", "level"),
        *("topics", "topics_of", "off_topic", "weaker_topics", "lower_topics"),
    },
}
"""Fields that hold our words, ids and data; every other text must be the source's."""

_PREFIXES = {"tianjin": "天津市"}
"""What a name adds so that it is known outside of its city: 市工业和信息化局."""

_ROW_ABOVE = {"tianjin.1.2.3"}
"""Rows whose slots need the row above: 以上体系."""


@pytest.fixture(params=PACKS)
def pack(request: pytest.FixtureRequest, book: RuleBook) -> RulePack:
    return book.packs[request.param]


@pytest.fixture
def printed(pack: RulePack, seeds: Path) -> Printed:
    return read(seeds, pack.source.file)


def test_every_quoted_text_stands_in_the_source(pack: RulePack, printed: Printed) -> None:
    strays = [
        f"{where}: {text}"
        for where, text in _quoted(pack, "")
        if not stands(text.removeprefix(_PREFIXES.get(pack.id, "\n")), printed.whole)
    ]
    assert not strays


def test_every_quoted_text_stands_where_its_line_says(pack: RulePack, printed: Printed) -> None:
    for indicator in pack.indicators:
        own = _as_printed(indicator, indicator.requirement)
        assert stands(own, printed.at(indicator.source.line)), indicator.id
    for entry in (*pack.materials, *pack.application_form):
        assert stands(entry.text, printed.at(entry.source.line)), entry.text
    if pack.electricity_factor is not None:
        factor = pack.electricity_factor
        assert stands(factor.text, printed.at(factor.source.line))
    for reference in pack.references:
        line = printed.lines[reference.source.line]
        assert stands(f"{reference.number}…《{reference.title}》", line)
    sources = (pack, *pack.indicators, *pack.materials, *pack.application_form, *pack.references)
    assert {s.source.file for s in sources} == {printed.number}


def test_what_a_row_quotes_stands_in_the_row(pack: RulePack) -> None:
    """Beyond it a slot may only quote what serves the row, or what it does not require."""
    strays = []
    for indicator in pack.indicators:
        row = "\n".join((indicator.requirement, indicator.evidence_basis or ""))
        said = [indicator.conditional, *(c.printed for c in indicator.corrections)]
        if indicator.kind is not Kind.VETO:
            said.append(indicator.scoring)
        if indicator.points:
            said += indicator.points.parts
        strays += [(indicator.id, text) for text in said if not stands(text, _before(indicator))]
        for text, slots in _cells(indicator):
            for slot in slots:
                strays += [(slot.id, q) for q in _beyond(slot, row + text, pack, indicator)]
    assert not strays


def test_slots_say_what_they_come_from_where_the_source_names_no_evidence(pack: RulePack) -> None:
    for indicator in pack.indicators:
        for slot in indicator.every_slot:
            assert bool(slot.derived_from) is slot.inferred, slot.id
            assert slot.inferred or indicator.evidence_basis, slot.id


# ------------------------------------------------------------------ finding the texts


def _quoted(rule: Rule, where: str) -> Iterator[tuple[str, str]]:
    """Every text below ``rule`` that must be verbatim, with the place where it stands."""
    kind = type(rule).__name__
    for name in type(rule).model_fields:
        value = getattr(rule, name)
        place = f"{where}.{name}"
        own = name in OWN.get(kind, ())
        if isinstance(value, Rule):
            yield from _quoted(value, place)
        elif isinstance(value, Mapping):
            # The keys of tiers are ids; those of parts are words of the source.
            yield from ((place, k) for k in value if name == "parts")
            for inner in value.values():
                if isinstance(inner, Rule):
                    yield from _quoted(inner, place)
        elif isinstance(value, tuple):
            for n, inner in enumerate(value):
                if isinstance(inner, Rule):
                    yield from _quoted(inner, f"{where}[{getattr(inner, 'id', n)}]")
                elif not own:
                    yield place, inner
        elif isinstance(value, str) and not isinstance(value, Enum) and not own:
            yield from ((place, text) for text in _texts(rule, name, value))


def _texts(rule: Rule, name: str, value: str) -> Iterator[str]:
    if isinstance(rule, Slot) and name == "text" and rule.inferred:
        return
    if isinstance(rule, Indicator):
        value = _as_printed(rule, value)
    if isinstance(rule, RulePack) and name == "issuer":
        yield from value.split("、")
    else:
        yield value


def _as_printed(indicator: Indicator, text: str) -> str:
    """With the error of a page break put back; other corrections leave the text as printed."""
    for c in indicator.corrections:
        if c.printed not in text and c.printed not in (indicator.evidence_basis or ""):
            text = text.replace(c.meant, c.printed)
    return text


def _before(indicator: Indicator) -> str:
    row = "\n".join((indicator.requirement, indicator.evidence_basis or ""))
    return "\n".join((row, _as_printed(indicator, row)))


def _cells(indicator: Indicator) -> Iterator[tuple[str, tuple[Slot, ...]]]:
    """The slots with the text of the tier that they stand in."""
    yield "", indicator.slots
    for tier in indicator.tiers.values():
        yield tier.text, tier.slots


def _beyond(slot: Slot, row: str, pack: RulePack, indicator: Indicator) -> Iterator[str]:
    """The quotes of a slot that neither the row nor what serves it bears."""
    printed = (*pack.materials, *pack.application_form)
    serving = [m for m in printed if indicator.id in m.indicators]
    materials = "\n".join(m.text for m in serving)
    # A form of the annex that serves the row is evidence too, by its heading.
    named = {m.number for m in serving}
    own = stands(slot.text, row) or slot.text in named
    if not slot.inferred and indicator.id not in _ROW_ABOVE and not own:
        yield slot.text
    if not stands(slot.threshold, row):
        yield slot.threshold
    if slot.required and not any(stands(slot.derived_from, t) for t in (row, materials)):
        yield slot.derived_from


def test_a_text_that_is_not_there_is_found_out(book: RuleBook) -> None:
    row = next(i for i in book.packs["wuxi"].indicators if i.id == "wuxi.2.2.4")
    forged = row.slots[0].model_copy(update={"threshold": "不低于80%"})
    assert list(_beyond(forged, row.requirement, book.packs["wuxi"], row)) == [
        forged.text,
        "不低于80%",
    ]
    assert squeezed("占比 不低于\n70%") == "占比不低于70%"
    assert stands("照明…占比不低于70%", row.requirement)
    assert not stands("占比不低于70%…照明", row.requirement)
