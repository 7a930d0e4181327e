"""Whether the rules fit each other: every name that one uses, another defines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from evidencecheck.domain.document import PHOTO_TYPE, UNKNOWN_TYPE
from evidencecheck.domain.rules import DocumentType, FieldRule, FindingRule, Standard
from evidencecheck.domain.systems import Indicator, RulePack, Slot
from evidencecheck.rulebook.faults import RuleFault
from evidencecheck.rulebook.shapes import suggest
from evidencecheck.rulebook.yaml_file import Place, YamlFile

Value = TypeVar("Value")

_ROUNDING = 1e-6
_PARAMETER = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class Placed(Generic[Value]):
    """A value and where it stands; the value is None where its rule is broken."""

    value: Value | None
    file: YamlFile
    place: Place
    id: str = ""
    """For an indicator, the id that it states."""

    def fault(self, inner: Place, message: str, remedy: str = "") -> RuleFault:
        """A fault of the value at ``inner`` within this one."""
        return self.file.fault((*self.place, *inner), message, remedy)


@dataclass(frozen=True)
class Known:
    """The registers that indicators refer to; an empty one could not be read and judges nobody."""

    documents: Mapping[str, Placed[DocumentType]]
    fields: Mapping[str, Placed[FieldRule]]
    standards: Mapping[str, Placed[Standard]]
    findings: Mapping[str, Placed[FindingRule]]
    series: tuple[str, ...] = ()
    """Of emission factors."""


# ------------------------------------------------------------------ indicator systems


def check_pack(
    pack: RulePack,
    folder: str,
    head: Placed[RulePack],
    indicators: Sequence[Placed[Indicator]],
    known: Known,
) -> Iterator[RuleFault]:
    """What does not fit in one indicator system."""
    if pack.id != folder:
        yield head.fault(("id",), f"the id `{pack.id}` is not the name of the folder `{folder}`")
    yield from _sums(pack, head, indicators)
    named = pack.electricity_factor
    if named is not None and known.series and named.series not in known.series:
        yield head.fault(
            ("electricity_factor", "series"),
            f"there is no series `{named.series}` in factors.yaml",
            suggest(named.series, known.series),
        )
    ids = {i.id for i in indicators}
    seen: dict[str, Placed[Indicator]] = {}
    for entry in indicators:
        first = seen.setdefault(entry.id, entry)
        if first is not entry and entry.id:
            there = f"{first.file.name}:{first.file.line(*first.place, 'id')}"
            yield entry.fault(("id",), f"the id `{entry.id}` stands twice, first in {there}")
        if entry.value is None:
            continue
        yield from _indicator(entry, entry.value, pack, ids)
        for number, slot in enumerate(entry.value.slots):
            yield from _slot(entry, slot, ("slots", number), known)
        for tier, text in entry.value.tiers.items():
            for number, slot in enumerate(text.slots):
                yield from _slot(entry, slot, ("tiers", tier, "slots", number), known)


def _sums(
    pack: RulePack, head: Placed[RulePack], indicators: Sequence[Placed[Indicator]]
) -> Iterator[RuleFault]:
    """Points that do not add up to what their section states, and weights that are not 100 %."""
    if any(i.value is None for i in indicators):
        return
    for number, section in enumerate(pack.sections):
        rows = [i.value for i in indicators if i.value and i.value.level1 == section.name]
        total = sum(row.max_score or 0 for row in rows)
        if rows and section.points is not None and abs(total - section.points) > _ROUNDING:
            yield head.fault(
                ("sections", number, "points"),
                f"the indicators of `{section.name}` add up to {total:g} points,"
                f" not {section.points:g}",
                "correct a max_score or the points of the section",
            )
    weights = [s.weight for s in pack.sections if s.weight is not None]
    if weights and abs(sum(weights) - 100) > _ROUNDING:
        yield head.fault(("sections",), f"the weights add up to {sum(weights):g} %, not 100")


def _indicator(
    entry: Placed[Indicator], indicator: Indicator, pack: RulePack, ids: set[str]
) -> Iterator[RuleFault]:
    if not indicator.id.startswith(f"{pack.id}."):
        yield entry.fault(("id",), f"the id `{indicator.id}` should begin with `{pack.id}.`")
    file = PurePosixPath(entry.file.name).name
    here = {s.name for s in pack.sections if s.file == file}
    if indicator.level1 not in here:
        yield entry.fault(
            ("level1",),
            f"unknown section `{indicator.level1}`",
            f"system.yaml names for this file: {', '.join(sorted(here))}",
        )
    if indicator.tiers and tuple(indicator.tiers) != pack.tiers:
        yield entry.fault(
            ("tiers",),
            "the tiers should be those of system.yaml",
            f"they are: {', '.join(pack.tiers)}",
        )
    shared = indicator.shares_evidence_with
    if shared == indicator.id:
        yield entry.fault(("shares_evidence_with",), "an indicator shares no evidence with itself")
    elif shared and shared not in ids:
        yield entry.fault(
            ("shares_evidence_with",),
            f"there is no indicator `{shared}`",
            suggest(shared, ids - {indicator.id, ""}),
        )


def _slot(entry: Placed[Indicator], slot: Slot, place: Place, known: Known) -> Iterator[RuleFault]:
    if known.documents:
        types = {*known.documents, UNKNOWN_TYPE}
        for name in ("accepts", "instead", "weaker"):
            for number, word in enumerate(getattr(slot, name)):
                if word not in types:
                    where = (*place, name, number)
                    yield entry.fault(
                        where, f"unknown document type `{word}`", suggest(word, types)
                    )
    yield from _narrowed(entry, slot, place)
    yield from _cites(entry, slot, (*place, "cites"), known)
    yield from _fillable(entry, slot, place, known)
    yield from _derived(entry, slot, place)
    if known.findings:
        for code, name in _codes(slot):
            if code not in known.findings:
                yield entry.fault(
                    (*place, name), f"`{name}` needs the finding code {code}, which is not defined"
                )


def _fillable(
    entry: Placed[Indicator], slot: Slot, place: Place, known: Known
) -> Iterator[RuleFault]:
    """What no document could ever meet; types that are broken or unknown judge nobody."""
    named = [known.documents[t].value for t in slot.accepts if t in known.documents]
    types = [t for t in named if t is not None]
    if not types or len(types) < len({*slot.accepts} - {UNKNOWN_TYPE}):
        return
    if not any(_can_be_told(word, known) for word in (*slot.accepts, *slot.instead)):
        yield entry.fault(
            (*place, "accepts"),
            "no document can fill the slot: the types that it accepts have neither titles nor cues",
            "give one of them `titles`, or accept another",
        )
    if slot.level and not any("level" in t.fields for t in types):
        yield entry.fault((*place, "level"), "no type that the slot accepts states a `level`")
    if slot.required and slot.years and not any(t.period == "years" for t in types):
        yield entry.fault(
            (*place, "years"), "no type that the slot accepts speaks of years (`period: years`)"
        )
    if slot.issuer and all(t.issuer == "self" for t in types):
        yield entry.fault(
            (*place, "issuer"), "every type that the slot accepts is the applicant's own"
        )
    for number, word in enumerate(slot.weaker):
        if word in slot.accepts or word in slot.instead:
            yield entry.fault((*place, "weaker", number), f"`{word}` fills the slot already")


def _narrowed(entry: Placed[Indicator], slot: Slot, place: Place) -> Iterator[RuleFault]:
    """Demands on documents of a type that the slot does not take."""
    for word in slot.topics_of:
        if word not in (*slot.accepts, *slot.instead, *slot.weaker):
            where = (*place, "topics_of", word)
            yield entry.fault(where, f"the slot takes no `{word}`", "name one of its types")
    if slot.cites is not None:
        for number, word in enumerate(slot.cites.of):
            if word not in slot.accepts:
                where = (*place, "cites", "of", number)
                yield entry.fault(where, f"the slot does not accept `{word}`")


def _can_be_told(word: str, known: Known) -> bool:
    """Whether documents of a type are ever found to be of it."""
    placed = known.documents.get(word)
    kind = placed.value if placed is not None else None
    by_words = kind is None or bool(kind.titles) or kind.cues_needed > 0
    return by_words or word in {PHOTO_TYPE, UNKNOWN_TYPE}


def _derived(entry: Placed[Indicator], slot: Slot, place: Place) -> Iterator[RuleFault]:
    if slot.inferred and not slot.derived_from:
        yield entry.fault(
            (*place, "inferred"),
            "`derived_from` is missing",
            "quote the words that the slot was derived from",
        )
    if slot.derived_from and not slot.inferred:
        yield entry.fault((*place, "derived_from"), "the slot is not `inferred`")


def _cites(entry: Placed[Indicator], slot: Slot, place: Place, known: Known) -> Iterator[RuleFault]:
    if slot.cites is None:
        return
    if not slot.cites.model_fields_set - {"open"} and not slot.cites.open:
        yield entry.fault(place, "`cites` asks for nothing", "fill `any` or `all`, or leave it out")
    for name in ("any", "all"):
        if name in slot.cites.model_fields_set and not getattr(slot.cites, name):
            yield entry.fault(
                (*place, name), f"`{name}` is empty", "name a standard or leave it out"
            )
    if not known.standards:
        return
    for name in ("any", "all"):
        for number, word in enumerate(getattr(slot.cites, name)):
            if word not in known.standards:
                yield _unknown_standard(entry, (*place, name, number), word, known.standards)


def _unknown_standard(
    entry: Placed[Any], place: Place, word: str, known: Mapping[str, object]
) -> RuleFault:
    remedy = suggest(word, set(known)) or "standards.yaml lists those known"
    return entry.fault(place, f"unknown standard `{word}`", remedy)


def _codes(slot: Slot) -> Iterator[tuple[str, str]]:
    """The finding codes that a slot can give rise to, and the key that asks for each."""
    if slot.required:
        yield "E001", "text"
    if slot.min_count > 1:
        yield "E002", "min_count"
    if slot.level:
        yield "E004", "level"
    if slot.weaker:
        yield "E005", "weaker"
    if slot.cites:
        yield "S301", "cites"
    if slot.years:
        yield "Y401", "years"
        yield "Y402", "years"
    if slot.issuer == "third-party":
        yield "P504", "issuer"


# ------------------------------------------------------------------ registers


def check_registers(
    documents: Mapping[str, Placed[DocumentType]],
    fields: Mapping[str, Placed[FieldRule]],
    standards: Mapping[str, Placed[Standard]],
    findings: Mapping[str, Placed[FindingRule]],
) -> Iterator[RuleFault]:
    """What does not fit in document types, fields, standards and finding codes."""
    for name, rule in fields.items():
        if rule.value is not None and rule.value.kind is None:
            yield rule.fault((), f"the field `{name}` has no `kind`")
    for document in documents.values():
        for name in document.value.fields if document.value and fields else ():
            if name not in fields:
                place = ("fields", name)
                yield document.fault(place, f"unknown field `{name}`", suggest(name, set(fields)))
    for standard in standards.values():
        if standard.value is not None:
            yield from _standard(standard, standard.value, standards)
    for code in findings.values():
        if code.value is not None:
            yield from _words(code, code.value)


def _standard(
    entry: Placed[Standard], standard: Standard, standards: Mapping[str, Placed[Standard]]
) -> Iterator[RuleFault]:
    for name in ("identical", "related"):
        for number, word in enumerate(getattr(standard, name)):
            if word not in standards:
                yield _unknown_standard(entry, (name, number), word, standards)
    if standard.replaced_by and standard.replaced_by not in standards:
        yield _unknown_standard(entry, ("replaced_by",), standard.replaced_by, standards)
    for number, edition in enumerate(standard.editions):
        begins = edition.in_force or edition.issued
        if begins is not None and edition.ends is not None and edition.ends < begins:
            yield entry.fault(
                ("editions", number, "ends"), f"the edition {edition.year} ends before it begins"
            )


def _words(entry: Placed[FindingRule], rule: FindingRule) -> Iterator[RuleFault]:
    chinese = set(_PARAMETER.findall(rule.message.zh))
    english = set(_PARAMETER.findall(rule.message.en))
    if "" in chinese | english:
        yield entry.fault(("message",), "`{}` names no parameter")
    elif chinese != english:
        odd = ", ".join(f"{{{p}}}" for p in sorted(chinese ^ english))
        yield entry.fault(("message",), f"{odd} stands in one language only")
