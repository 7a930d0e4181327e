"""Examples of indicators: ``rules/systems/ID/*.examples.yaml`` read and held against the rules."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidencecheck.domain.document import LONG_TERM, UNKNOWN_TYPE
from evidencecheck.domain.examples import Example, ExampleDocument
from evidencecheck.domain.rules import FieldKind, RuleBook
from evidencecheck.domain.systems import RulePack
from evidencecheck.rulebook.faults import RuleError, RuleFault
from evidencecheck.rulebook.links import Placed
from evidencecheck.rulebook.loader import EXAMPLES, RuleReader
from evidencecheck.rulebook.places import locate
from evidencecheck.rulebook.shapes import suggest
from evidencecheck.rulebook.yaml_file import YamlFile

_HEAD = ("examples", "date")
_OF_A_PERIOD = {
    "period_start": FieldKind.DATE,
    "period_end": FieldKind.DATE,
    "years": FieldKind.PERIOD,
}
VALUES = {
    FieldKind.DATE: "a date (YYYY-MM-DD)",
    FieldKind.VALIDITY: f"a date (YYYY-MM-DD) or {LONG_TERM}",
    FieldKind.PERIOD: "a list of years",
    FieldKind.STANDARDS: "a list of standards",
    FieldKind.AMOUNT: "a number",
    FieldKind.COUNT: "a whole number",
}
"""What an example gives for a field of a kind; a text for all others."""


@dataclass(frozen=True, slots=True)
class FiledExample:
    """An example and where it stands."""

    system: str
    """Id of the indicator system."""
    example: Example
    date: datetime.date
    """Its assessment date."""
    file: str
    """As shown in faults: ``rules/systems/x/y.examples.yaml``."""
    line: int


def load_examples(folder: Path | None = None) -> tuple[RuleBook, tuple[FiledExample, ...]]:
    """The rules of ``folder`` (default: this installation's) and the examples beside them.

    Raises:
        RuleError: with every fault of the rules, or, where they have none, of the examples; an
            indicator without an example is one.
    """
    reader = RuleReader(folder if folder is not None else locate())
    book = reader.book()
    if book is None or reader.faults:
        raise RuleError(reader.faults)
    found: list[FiledExample] = []
    for pack in book.packs.values():
        placed = list(_of_pack(reader, pack))
        known = {i.id for i in reader.indicators[pack.id]}
        shown = {p.id for p in placed}
        for entry in placed:
            example = entry.value
            if example is None:
                continue
            reader.faults.extend(_faults(entry, example, pack, known, book))
            if example.date is not None:
                line = entry.file.line(*entry.place, "indicator")
                found.append(FiledExample(pack.id, example, example.date, entry.file.name, line))
        for indicator in reader.indicators[pack.id]:
            if indicator.id not in shown:
                message = f"the indicator `{indicator.id}` has no example"
                remedy = f"show in a file *{EXAMPLES} what fills it and what does not"
                reader.faults.append(indicator.fault(("id",), message, remedy))
    if reader.faults:
        raise RuleError(reader.faults)
    return book, tuple(found)


def _of_pack(reader: RuleReader, pack: RulePack) -> Iterator[Placed[Example]]:
    for path in sorted((reader.root / "systems" / pack.id).glob(f"*{EXAMPLES}")):
        file = reader.read(path)
        data = reader.mapping(file, (), file.data)
        reader.only(file, data, _HEAD)
        if file.readable and "date" not in data:
            reader.faults.append(file.fault((), "`date` is missing"))
        items = data.get("examples", [])
        if not isinstance(items, list):
            reader.faults.append(file.fault(("examples",), "`examples` should be a list"))
            continue
        common = {"date": data.get("date")}
        for number, item in enumerate(items):
            yield _placed(reader, file, ("examples", number), item, common)


def _placed(
    reader: RuleReader,
    file: YamlFile,
    place: tuple[str | int, ...],
    item: Any,
    common: Mapping[str, Any],
) -> Placed[Example]:
    own = {**common, **reader.mapping(file, place, item)}
    value = reader.shaped(Example, file, place, own)
    return Placed(value, file, place, str(own.get("indicator", "")))


# ------------------------------------------------------------------ what does not fit


def _faults(
    entry: Placed[Example], example: Example, pack: RulePack, known: set[str], book: RuleBook
) -> Iterator[RuleFault]:
    if example.indicator not in known:
        message = f"there is no indicator `{example.indicator}`"
        yield entry.fault(("indicator",), message, suggest(example.indicator, known))
    if example.tier and example.tier not in pack.tiers:
        message = f"there is no tier `{example.tier}`"
        yield entry.fault(("tier",), message, suggest(example.tier, pack.tiers))
    for number, code in enumerate(example.findings):
        if code not in book.findings:
            message = f"there is no finding code `{code}`"
            yield entry.fault(("findings", number), message, suggest(code, set(book.findings)))
    for number, document in enumerate(example.documents):
        yield from _document(entry, document, ("documents", number), book)


def _document(
    entry: Placed[Example],
    document: ExampleDocument,
    place: tuple[str | int, ...],
    book: RuleBook,
) -> Iterator[RuleFault]:
    types = {*book.documents, UNKNOWN_TYPE}
    if document.type not in types:
        message = f"unknown document type `{document.type}`"
        yield entry.fault((*place, "type"), message, suggest(document.type, types))
    kinds = kinds_of_values(book)
    for name, value in document.fields.items():
        if name not in kinds:
            yield entry.fault((*place, name), f"unknown field `{name}`", suggest(name, kinds))
        elif value is not None and not _is_value(value, kinds[name]):
            message = f"`{name}` should be {VALUES.get(kinds[name], 'a text')}, not `{value}`"
            yield entry.fault((*place, name), message)


def kinds_of_values(book: RuleBook) -> Mapping[str, FieldKind]:
    """The fields that a document of an example may state; a period is three of them."""
    known = {n: r.kind for n, r in book.fields.items() if r.kind and r.kind is not FieldKind.PERIOD}
    return known | _OF_A_PERIOD


def _is_value(value: Any, kind: FieldKind) -> bool:
    match kind:
        case FieldKind.DATE:
            return isinstance(value, datetime.date)
        case FieldKind.VALIDITY:
            return isinstance(value, datetime.date) or value == LONG_TERM
        case FieldKind.PERIOD:
            return isinstance(value, list) and all(isinstance(y, int) for y in value)
        case FieldKind.STANDARDS:
            return isinstance(value, list) and all(isinstance(s, str) for s in value)
        case FieldKind.AMOUNT:
            return isinstance(value, int | float)
        case FieldKind.COUNT:
            return isinstance(value, int)
        case _:
            return isinstance(value, str)
