"""The amount fields of a document: from its tables, its sentences, and labels beside a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from evidencecheck.domain.document import Field, Quantity
from evidencecheck.domain.rules import DocumentType, FieldKind, FieldRule, RuleBook
from evidencecheck.extraction.amounts import amounts
from evidencecheck.extraction.fields import FieldFinder
from evidencecheck.extraction.respective_amounts import respective_amounts
from evidencecheck.extraction.scope_complements import complement
from evidencecheck.extraction.standing_counts import standing_counts
from evidencecheck.extraction.subject import Subject
from evidencecheck.extraction.tables.amounts import (
    TableAmount,
    of_other_units,
    places,
    table_amounts,
)
from evidencecheck.extraction.tables.current import Reported
from evidencecheck.extraction.tables.meanings import SCOPES, TOTAL, Meanings
from evidencecheck.extraction.tables.quantities import quantities
from evidencecheck.extraction.tables.typed import TypedTable

_ALMOST_A_YEAR = 300
"""Days."""
AMOUNTS = frozenset({FieldKind.AMOUNT, FieldKind.COUNT})


class AmountFields:
    """Reads the amounts that a document type declares, and all numbers of its tables."""

    def __init__(self, book: RuleBook, finder: FieldFinder) -> None:
        self._finder = finder
        self._names = tuple(name for name, rule in book.fields.items() if rule.kind in AMOUNTS)
        self._known: dict[str, Meanings] = {}

    def read(self, subject: Subject, tables: Sequence[TypedTable], found: dict[str, Field]) -> None:
        """Add the amount fields of a document to those found: its years must be known."""
        rules = {n: self._rule(subject.type, n) for n in self._names if n in subject.type.fields}
        if not rules:
            return
        given: dict[str, list[TableAmount]] = {}
        meanings = self._of_type(subject.type)
        first = subject.texts[0]
        years, page = _years(found), first.page.number
        for name, amount in table_amounts(
            first.file, tables, meanings, rules, years, page, short=_short(found)
        ):
            given.setdefault(name, []).append(amount)
        headed = [p for t in tables if t.headed for p in places(t.table)]
        for name, rule in rules.items():
            of_tables = given.get(name, [])
            taken = [place for amount in of_tables for place in amount.places]
            others = of_other_units(tables, rule)
            outside = [
                *amounts(rule, subject.pages, taken, others, headed, years),
                *(respective_amounts(name, subject.pages, years) if name in SCOPES else ()),
                *(standing_counts(subject.pages) if rule.kind is FieldKind.COUNT else ()),
            ]
            best = min(outside, key=lambda c: c.order, default=None)
            table = min(of_tables, key=lambda a: a.order, default=None)
            if table is not None and (best is None or table.order <= best.order):
                found[name] = table.field
            elif best is not None:
                found[name] = best.field(name)
        self._of_one_scope(subject, rules, found)
        complement(subject.texts, rules, found)

    def _of_one_scope(
        self, subject: Subject, rules: Mapping[str, FieldRule], found: dict[str, Field]
    ) -> None:
        """The total of a report that its title limits to one scope, as that of the scope."""
        if subject.title is None or TOTAL not in found:
            return
        scope = self._of_type(subject.type).of_emissions((subject.title.line.text,)).field
        if scope in SCOPES and scope in rules and not any(name in found for name in SCOPES):
            found[scope] = replace(found.pop(TOTAL), name=scope)

    def quantities(
        self,
        file: str,
        document: DocumentType,
        tables: Sequence[TypedTable],
        fields: Sequence[Field],
    ) -> tuple[Quantity, ...]:
        """The numbers of the tables of a document."""
        years = _years({f.name: f for f in fields})
        return tuple(quantities(file, tables, self._of_type(document), self._names, years))

    def _rule(self, document: DocumentType, name: str) -> FieldRule:
        return self._finder.rule(document, name)

    def _of_type(self, document: DocumentType) -> Meanings:
        if document.type not in self._known:
            rules = {name: self._rule(document, name) for name in self._names}
            self._known[document.type] = Meanings(self._finder.find, rules)
        return self._known[document.type]


def _short(found: dict[str, Field]) -> Reported | None:
    """The period of a document where it is less than a year."""
    ends = [found[n].value for n in ("period_start", "period_end") if n in found]
    if len(ends) < 2 or not all(isinstance(end, str) for end in ends):
        return None
    start, end = (date.fromisoformat(str(end)) for end in ends)
    return Reported(start.month, end.month) if (end - start).days < _ALMOST_A_YEAR else None


def _years(found: dict[str, Field]) -> tuple[int, ...]:
    years = found.get("years")
    if years is None or not isinstance(years.value, tuple):
        return ()
    return tuple(y for y in years.value if isinstance(y, int))
