"""The checklist: what an enterprise has to hand in for a system, as a workbook to work from.

One row a slot, with boxes to tick; a second sheet holds the system's own list of materials where it
prints one. No cell holds a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from evidencecheck.assessment.coverage import last_years
from evidencecheck.domain.document import UNKNOWN_TYPE
from evidencecheck.domain.rules import DocumentType, RuleBook
from evidencecheck.domain.systems import Cites, Indicator, RulePack, Slot
from evidencecheck.reports.sheets import Book, Column, Sheet
from evidencecheck.reports.wording import Wording, number
from evidencecheck.reports.words import catalogue, fill

_SLOTS = (
    ("id", 10),
    ("level1", 9),
    ("level2", 9),
    ("requirement", 26),
    ("hand_in", 26),
    ("need", 8),
    ("type", 8),
    ("points", 6),
    ("weight", 7),
    ("validity", 15),
    ("years", 6),
    ("standards", 13),
    ("issuer", 7),
    ("level", 7),
    ("public", 6),
    ("seal", 8),
    ("examples", 24),
    ("ready", 7),
    ("file_name", 15),
    ("remark", 11),
)
_MATERIALS = (
    ("number", 8),
    ("material", 64),
    ("serves", 18),
    ("ready", 8),
    ("file_name", 30),
    ("remark", 24),
)
_TO_FILL_IN = ("ready", "file_name", "remark")
_TICKS = ("√", "—")
_MOST_EXAMPLES = 3
"""Titles shown for a document type."""

_Rule = Callable[[DocumentType], str]


def render_checklist(
    pack: RulePack, book: RuleBook, *, day: date, tier: str = "", lang: str = "zh"
) -> bytes:
    """The workbook as bytes, in ``lang`` (``zh`` or ``en``); equal input gives equal bytes.

    ``day`` is the assessment date: the years to cover are those before it. ``tier`` is one of the
    pack's, where it has any; by default the highest.
    """
    tier = tier or (pack.tiers[-1] if pack.tiers else "")
    asked = _Asked(Wording(book, lang), day)
    title = asked.word("title", system=f"{pack.name}（{pack.edition}）").strip()
    if tier:
        title = f"{title} {asked.words.tier(tier)}"
    workbook = Book(title, day)
    _write_slots(workbook, pack, tier, asked, title)
    if pack.materials:
        _write_materials(workbook, pack, asked, title)
    return workbook.finish()


# ------------------------------------------------------------------ what a slot asks for


@dataclass(frozen=True, slots=True)
class _Asked:
    """What slots ask for, in words."""

    words: Wording
    day: date

    def word(self, key: str, **params: str) -> str:
        """A text of the group ``checklist`` of ``words.yaml``."""
        return fill(catalogue()["checklist"][key].get(self.words.lang), params)

    def requirement(self, indicator: Indicator, tier: str) -> str:
        """The requirement, with what the tier and a doubtful wording add to it."""
        lines = [indicator.requirement]
        if tier in indicator.tiers:
            lines.append(f"{self.words.tier(tier)}: {indicator.tiers[tier].text}")
        if indicator.conditional:
            lines.append(self.words.label("conditional", words=indicator.conditional))
        if indicator.ambiguous:
            reading = indicator.ambiguous.taken
            lines.append(f"{self.words.label('ambiguous')}: {reading}")
        return "\n".join(lines)

    def hand_in(self, slot: Slot) -> str:
        """The words that ask for the evidence, with what it must come up to.

        Where it is inferred, the words that it comes from follow.
        """
        lines = [slot.text]
        if slot.threshold:
            lines.append(self.words.label("slot_threshold", words=slot.threshold))
        if slot.min_count > 1:
            lines.append(self.words.label("slot_count", n=slot.min_count))
        if slot.inferred:
            lines.append(self.word("inferred_from", words=slot.derived_from))
        return "\n".join(lines)

    def validity(self, slot: Slot) -> str:
        """What the source, and the rules of the document types, say of validity."""
        asked = self.word("valid_asked") if slot.valid else ""
        return "\n".join(filter(None, (asked, self._by_type(slot, self._validity_of))))

    def _validity_of(self, kind: DocumentType) -> str:
        rule = kind.validity
        if rule.kind == "none":
            return ""
        text = self.word(f"valid_{rule.kind}", date=self.day.isoformat())
        if rule.years is None:
            return text
        return f"{text}{self.word('valid_longest', years=number(rule.years))}"

    def years(self, slot: Slot) -> str:
        """The calendar years to cover, one a line."""
        return "\n".join(map(str, last_years(self.day, slot.years)))

    def standards(self, slot: Slot) -> str:
        """The standards to cite, and whether all of them or one."""
        cites = slot.cites or Cites()
        lines = []
        for key, names in (("cites_all", cites.all), ("cites_any", cites.any)):
            if names:
                head = [self.word(key)] if len(names) > 1 else []
                lines += [*head, *map(self._standard, names)]
        if lines and cites.open:
            lines.append(self.word("cites_open"))
        return "\n".join(lines)

    def _standard(self, name: str) -> str:
        standard = self.words.book.standards.get(name)
        if standard is None or standard.withdrawn is None or standard.withdrawn >= self.day:
            return name
        if standard.replaced_by:
            return self.word("replaced", standard=name, by=standard.replaced_by)
        return self.word("withdrawn", standard=name)

    def issuer(self, slot: Slot) -> str:
        """Who must have issued it, where the source says so."""
        return self.words.label("slot_third_party") if slot.issuer else ""

    def level(self, slot: Slot) -> str:
        """The lowest level of award that will do."""
        return self.words.label("slot_level", level=slot.level) if slot.level else ""

    def public(self, slot: Slot) -> str:
        """Whether the source asks for publication."""
        return self.words.label("slot_public") if slot.public else ""

    def seal(self, slot: Slot) -> str:
        """What the source asks for, and the marks that originals of the accepted types carry."""
        asked = self.word("seal_asked") if slot.seal else ""
        return "\n".join(filter(None, (asked, self._by_type(slot, self._marks_of))))

    def _marks_of(self, kind: DocumentType) -> str:
        return self.words.join(self.word(f"{mark}_mark") for mark in sorted(kind.bears))

    def examples(self, slot: Slot) -> str:
        """A line for each accepted document type, with titles that say the type by themselves."""
        lines = [self._titles(kind, slot) for kind in self._types(slot.accepts)]
        if slot.instead:
            names = self.words.join(map(self._type_name, slot.instead))
            lines.append(self.word("instead", names=names))
        return "\n".join(lines)

    def _titles(self, kind: DocumentType, slot: Slot) -> str:
        name = kind.name.get(self.words.lang)
        titles = [t.text for t in kind.titles if t.telling and t.text != name]
        # A title of another subject would mislead: not the certificate of quality management where
        # that of energy management is asked for.
        fitting = [t for t in titles if _speaks_of(t, slot)]
        rest = [] if slot.topics and fitting else [t for t in titles if t not in fitting]
        shown = (fitting + rest)[:_MOST_EXAMPLES]
        return self.word("titles", type=name, titles=self.words.join(shown)) if shown else name

    def _type_name(self, type_id: str) -> str:
        return self.word("other") if type_id == UNKNOWN_TYPE else self.words.type_name(type_id)

    def _types(self, ids: tuple[str, ...]) -> list[DocumentType]:
        return [self.words.book.documents[i] for i in ids if i != UNKNOWN_TYPE]

    def _by_type(self, slot: Slot, rule: _Rule) -> str:
        """What ``rule`` says of the accepted types, those with the same words told together."""
        told: dict[str, list[str]] = {}
        for kind in self._types(slot.accepts):
            told.setdefault(rule(kind), []).append(kind.name.get(self.words.lang))
        if len(told) < 2:
            return "".join(told)
        return "\n".join(
            self.word("of_types", names=self.words.join(names), rule=text)
            for text, names in told.items()
            if text
        )


def _speaks_of(title: str, slot: Slot) -> bool:
    topics = slot.topics or (slot.text,)
    return any(all(word in title for word in topic.split()) for topic in topics)


# ------------------------------------------------------------------ sheets


def _write_slots(workbook: Book, pack: RulePack, tier: str, asked: _Asked, title: str) -> None:
    columns = [Column(asked.word(key), width) for key, width in _SLOTS]
    about = asked.word(
        "about", date=asked.day.isoformat(), need=asked.word("needed"), ticks=" / ".join(_TICKS)
    )
    sheet = workbook.sheet(asked.word("sheet_slots"), columns, title=title, about=about)
    row = sheet.first_row
    for indicator, slots in _rows(pack, tier):
        for n, slot in enumerate(slots or (None,)):
            _write_indicator(sheet, row, indicator, pack, tier, asked, again=n > 0)
            _write_slot(sheet, row, slot, asked)
            row += 1
    for column in range(3):
        workbook.mute_repeats(sheet, column)
    sheet.close(frozen_columns=3, footer=asked.words.label("sheet_page"))


def _rows(pack: RulePack, tier: str) -> Iterator[tuple[Indicator, tuple[Slot, ...]]]:
    """Every indicator with the slots of the tier; a tier may ask for nothing in a row."""
    for indicator in pack.indicators:
        if not indicator.tiers:
            yield indicator, indicator.slots
        elif tier in indicator.tiers:
            yield indicator, indicator.tiers[tier].slots


def _write_indicator(
    sheet: Sheet,
    row: int,
    indicator: Indicator,
    pack: RulePack,
    tier: str,
    asked: _Asked,
    *,
    again: bool,
) -> None:
    section = pack.section_of(indicator)
    weight = section.weight if section else None
    kind = asked.words.requirement_type(indicator.type) or asked.words.kind(indicator.kind)
    sheet.text(row, _at("id"), indicator.id)
    sheet.text(row, _at("level1"), indicator.level1)
    sheet.text(row, _at("level2"), indicator.level2)
    # On the further rows of an indicator one line of it is enough: filters still find it there.
    requirement = asked.requirement(indicator, tier)
    if again:
        sheet.text(row, _at("requirement"), " ".join(requirement.split("\n")), "small")
    else:
        sheet.text(row, _at("requirement"), requirement)
    sheet.text(row, _at("type"), kind, "centre")
    sheet.number(row, _at("points"), indicator.max_score)
    sheet.number(row, _at("weight"), None if weight is None else weight / 100, "share")


def _write_slot(sheet: Sheet, row: int, slot: Slot | None, asked: _Asked) -> None:
    if slot is None:
        sheet.text(row, _at("hand_in"), asked.word("nothing"))
        for column in range(_at("need"), len(_SLOTS)):
            if column not in {_at("type"), _at("points"), _at("weight")}:
                sheet.text(row, column, "")
        return
    sheet.text(row, _at("hand_in"), asked.hand_in(slot))
    sheet.text(row, _at("need"), asked.word("needed" if slot.required else "example"), "centre")
    sheet.text(row, _at("validity"), asked.validity(slot))
    sheet.text(row, _at("years"), asked.years(slot), "centre")
    sheet.text(row, _at("standards"), asked.standards(slot))
    sheet.text(row, _at("issuer"), asked.issuer(slot), "centre")
    sheet.text(row, _at("level"), asked.level(slot), "centre")
    sheet.text(row, _at("public"), asked.public(slot), "centre")
    sheet.text(row, _at("seal"), asked.seal(slot))
    sheet.text(row, _at("examples"), asked.examples(slot))
    _write_entries(sheet, row, _at("ready"), asked)


def _at(key: str) -> int:
    return [name for name, _ in _SLOTS].index(key)


def _write_materials(workbook: Book, pack: RulePack, asked: _Asked, title: str) -> None:
    columns = [Column(asked.word(key), width) for key, width in _MATERIALS]
    about = asked.word("about_materials")
    sheet = workbook.sheet(asked.word("sheet_materials"), columns, title=title, about=about)
    for row, material in enumerate(pack.materials, start=sheet.first_row):
        sheet.text(row, 0, material.number, "centre")
        sheet.text(row, 1, material.text)
        sheet.text(row, 2, "\n".join(material.indicators))
        _write_entries(sheet, row, 3, asked)
    sheet.close(frozen_columns=2, footer=asked.words.label("sheet_page"))


def _write_entries(sheet: Sheet, row: int, first: int, asked: _Asked) -> None:
    """The empty cells of a row; the first takes a tick or a dash."""
    for column in range(first, first + len(_TO_FILL_IN)):
        sheet.text(row, column, "", "entry")
    sheet.validate(
        row,
        first,
        {
            "validate": "list",
            "source": list(_TICKS),
            "ignore_blank": True,
            "error_title": asked.word("ready"),
            "error_message": asked.word("ready_error", ticks=" / ".join(_TICKS)),
        },
    )
