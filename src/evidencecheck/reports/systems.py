"""Indicator systems on a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Condition, Indicator, RulePack, Slot, TierText
from evidencecheck.reports.wording import Wording, number

_NARROW = 80


def render_list(console: Console, book: RuleBook, lang: str) -> None:
    """A row a system: id, name, edition, how many indicators."""
    words = Wording(book, lang)
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for label in ("id", "system", "edition", "indicators"):
        table.add_column(words.label(label), overflow="fold")
    for pack in sorted(book.packs.values(), key=lambda p: p.id):
        table.add_row(pack.id, pack.name, pack.edition, str(len(pack.indicators)))
    console.print(table)


def render_system(console: Console, pack: RulePack, book: RuleBook, lang: str) -> None:
    """The indicators of a system with their points and the evidence they ask for."""
    words = Wording(book, lang)
    console.print(Text(f"{pack.name}  {pack.edition}", style="bold"))
    narrow = console.width < _NARROW
    for section in pack.sections:
        weight = words.label("weight", weight=number(section.weight)) if section.weight else ""
        console.print()
        console.print(Text(f"{section.name}  {weight}".rstrip(), style="bold cyan"))
        table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 1, 0))
        table.add_column(words.label("id"), no_wrap=True)
        table.add_column(words.label("type"), no_wrap=True)
        table.add_column(words.label("max_score"), no_wrap=True, justify="right")
        table.add_column(words.label("requirement"), ratio=1, overflow="fold")
        if not narrow:
            table.add_column(words.label("evidence_asked"), ratio=1, overflow="fold")
        for indicator in pack.indicators:
            if indicator.level1 == section.name:
                for row in _rows(indicator, pack, words, narrow=narrow):
                    table.add_row(*row)
        console.print(table)


def _rows(
    indicator: Indicator, pack: RulePack, words: Wording, *, narrow: bool
) -> Iterator[list[Text]]:
    """The row of an indicator, and one for each tier, or for several that ask for the same."""
    head = [
        Text(indicator.id.removeprefix(f"{pack.id}.")),
        Text(words.requirement_type(indicator.type) or words.kind(indicator.kind)),
        Text("" if indicator.max_score is None else number(indicator.max_score)),
    ]
    asked = [(_requirement(indicator, words), indicator.slots)]
    for tiers, text in _alike(indicator):
        asked.append((f"{'、'.join(map(words.tier, tiers))}: {text.text}", text.slots))
    for number_of_row, (requirement, slots) in enumerate(asked):
        evidence = Text("\n".join(_slot_line(s, words) for s in slots))
        words_of_row = Text(requirement)
        if narrow and slots:
            words_of_row = Text("\n").join((words_of_row, evidence))
        first = head if not number_of_row else [Text(), Text(), Text()]
        yield [*first, words_of_row, *(() if narrow else (evidence,))]


def _alike(indicator: Indicator) -> list[tuple[list[str], TierText]]:
    """The tiers of a row, those together that ask for the same."""
    groups: dict[str, tuple[list[str], TierText]] = {}
    for tier, text in indicator.tiers.items():
        key = text.model_dump_json(exclude={"slots": {"__all__": {"id"}}})
        groups.setdefault(key, ([], text))[0].append(tier)
    return list(groups.values())


def _requirement(indicator: Indicator, words: Wording) -> str:
    """What the row requires, and that it can be read in two ways."""
    lines = [indicator.requirement]
    if indicator.ambiguous is not None:
        lines.append(f"{words.label('ambiguous')}: {indicator.ambiguous.taken}")
        lines += [f"–{reading}" for reading in indicator.ambiguous.readings]
    return "\n".join(lines)


def _slot_line(slot: Slot, words: Wording) -> str:
    # No blank behind the sign: Chinese text has none of its own, and a line would break there.
    sign = "•" if slot.required else "◦"
    tail = "" if slot.required else f" ({words.label('optional')})"
    asked = " · ".join(_conditions(slot, words))
    return f"{sign}{slot.text}{tail}" + (f"\n  {asked}" if asked else "")


def _conditions(slot: Slot, words: Wording) -> Iterator[str]:
    """What the evidence must be besides being there."""
    if slot.valid:
        yield words.label("slot_valid")
    if slot.issuer:
        yield words.label("slot_third_party")
    if slot.holder:
        yield words.label("slot_own")
    if slot.years:
        yield words.label("slot_years", n=slot.years)
    if slot.within_years:
        yield words.label("slot_within", n=slot.within_years)
    if slot.min_count > 1:
        yield words.label("slot_count", n=slot.min_count)
    if slot.level:
        yield words.label("slot_level", level=slot.level)
    if slot.threshold:
        yield words.label("slot_threshold", words=slot.threshold)
    if slot.public:
        yield words.label("slot_public")
    if slot.seal:
        yield words.label("slot_seal")
    if slot.cites is not None and (slot.cites.all or slot.cites.any):
        several = "slot_cites_all" if slot.cites.all else "slot_cites_any"
        names = slot.cites.all or slot.cites.any
        yield words.label(several, names="、".join(names))


def export_json(pack: RulePack) -> str:
    """A system as the contract's JSON (``systems export``), indented."""
    return json.dumps(
        {
            "id": pack.id,
            "name": pack.name,
            "edition": pack.edition,
            "grades": [
                {
                    "name": g.name,
                    "conditions": [_condition(c) for c in g.conditions],
                    "note": g.note,
                }
                for g in pack.grades
            ],
            "indicators": [_indicator(i, pack) for i in pack.indicators],
        },
        ensure_ascii=False,
        indent=2,
    )


def _indicator(indicator: Indicator, pack: RulePack) -> dict[str, object]:
    section = pack.section_of(indicator)
    return {
        "id": indicator.id,
        "kind": indicator.kind.value,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "requirement": indicator.requirement,
        "evidence_basis": indicator.evidence_basis,
        "shares_evidence_with": indicator.shares_evidence_with or None,
        "type": indicator.type,
        "max_score": indicator.max_score,
        "section_weight": section.weight if section else None,
        "slots": [s.model_dump(mode="json", exclude_defaults=True) for s in indicator.every_slot],
        **({"tiers": {t: x.text for t, x in indicator.tiers.items()}} if indicator.tiers else {}),
        "source": indicator.source.model_dump(mode="json"),
    }


def _condition(condition: Condition) -> dict[str, object]:
    return condition.model_dump(mode="json", exclude_defaults=True)
