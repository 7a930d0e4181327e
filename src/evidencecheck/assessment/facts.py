"""One table of what the papers of a submission say was used, made and emitted in a year.

A fact is an amount of the whole firm for one calendar year, named by the words of a row, a column
or a sentence; what a paper says of a part, of a month, of an aim or of a product is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

from evidencecheck.assessment.amounts import apart
from evidencecheck.assessment.month_labels import (
    is_of_part_year,
    is_said_of_part,
    is_to_date,
    month_of,
)
from evidencecheck.assessment.names import Match, match_applicant
from evidencecheck.assessment.reported import borne_out, of_field
from evidencecheck.assessment.some_emissions import is_of_some_emissions
from evidencecheck.assessment.version_history import history, is_of_history
from evidencecheck.domain.document import Citation, Document, Quantity
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.script import simplified
from evidencecheck.domain.submission import Submission
from evidencecheck.domain.tables import Role

_SURE = 0.9
_SAME = 0.003
"""Share by which an amount differs from a gap that it makes up, rounded in another unit."""
_NOTES = re.compile(
    r"[(（\[【][^()（）\[\]【】]*[)）\]】]|[\s:：、，,]|^[\d一二三四五六七八九十]+[.．、]"
)
_OF_YEAR = re.compile(r"(?:20\d\d|全(?!厂|公司)|本|当|上|该|报告)年?(?:度|年)?")
_UNIT = re.compile(
    r"(?<=[\u4e00-\u9fff\d])(?:/?(?:tc[o0]2e?|万?kwh|mwh|万?n?m3|tce|gj|千瓦时)"
    r"|/(?:万?[元吨t台套件只个支辆张片块条根双把盏]|吨标准煤|吨标煤|立方米|兆瓦时))$"
)
_ROAD = re.compile(r"[区县市镇](?P<road>[\u4e00-\u9fff]{2,4}(?:路|街|道|巷))(?=\d)")
_A_YEAR = re.compile(r"20\d\d年(?!\d)|年度|全年")
_SCOPE = re.compile(r"^(?:范围|类别)[12一二]\s*[:：、\-—–·]?\s*(?=[\u4e00-\u9fff]{2})")
"""Before the source of a row in a table of emissions: 范围2 外购电力."""
_VERB = re.compile(r"(?:分别)?(?:为|是|达到|达|共计|合计|共|约|计|有)+$")
_UNITS = {"Nm3": "m3", "tCO2": "tCO2e"}
_WHOLE = ("全厂", "全公司", "厂区", "公司", "企业")
"""In a label, before the name of an amount of the whole works."""
_TOTAL = "total"
"""The emissions of a year, among the amounts of the rules."""
_MONTHS = 12
_LISTED = "分别"
"""Before the amounts of several years, of which this is the first."""
_WHOLE_YEAR = 360
"""Days."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One amount of the firm in one year, as one paper says it."""

    document: str
    """Id of the document."""
    name: str
    """Of ``amounts`` in rules/phrases.yaml."""
    year: int
    value: float
    """In the unit of its name."""
    unit: str
    raw: str
    """As printed."""
    label: str
    """The words that name it, as printed."""
    citation: Citation


@dataclass(frozen=True)
class FactTable:
    """The facts of all papers of the applicant, and every other amount that may explain a gap."""

    facts: Mapping[tuple[str, int], tuple[Fact, ...]] = field(default_factory=dict)
    """By name and year."""
    amounts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """By unit: what tables and sentences have besides the numbers of months."""
    told_by: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """By id of a document: the names and years of its facts."""

    def disputed_by(self, document: Document) -> Iterator[tuple[str, int]]:
        """The names and years of its facts of which some paper gives another value."""
        return (key for key in self.told_by.get(document.id, ()) if key in self._disputed)

    @cached_property
    def _disputed(self) -> frozenset[tuple[str, int]]:
        return frozenset(k for k, told in self.facts.items() if len({f.value for f in told}) > 1)

    def explains(self, gap: float, unit: str) -> bool:
        """Whether some paper tells of just as much: green power, an own plant."""
        return any(not apart(value, gap, share=_SAME) for value in self.amounts.get(unit, ()))


def fact_table(
    documents: Sequence[Document],
    book: RuleBook,
    submission: Submission,
    addresses: Sequence[str] = (),
) -> FactTable:
    """The facts of the papers that speak of the applicant as a whole.

    ``addresses``: of the applicant, by whose road its works may be called: 某路厂区外购电量.
    """
    roads = tuple(m["road"] for place in addresses for m in _ROAD.finditer(place))
    neutral = (*book.phrases.of_firm, *roads)
    phrases = book.phrases.model_copy(update={"of_firm": neutral}) if roads else book.phrases
    facts: dict[tuple[str, int], list[Fact]] = {}
    for document in documents:
        own = _told_by(document, book, submission, phrases)
        for fact in own:
            # What has not ended is told as far as it went.
            told = not document.years or fact.year in document.years
            if told and fact.year < submission.date.year:
                facts.setdefault((fact.name, fact.year), []).append(fact)
    amounts: dict[str, dict[float, None]] = {}
    for document in documents:
        for unit, value in _amounts(document, submission.date.year, phrases):
            amounts.setdefault(_UNITS.get(unit, unit), {})[value] = None
    told_by: dict[str, dict[tuple[str, int], None]] = {}
    for key, found in facts.items():
        for fact in found:
            told_by.setdefault(fact.document, {})[key] = None
    return FactTable(
        {key: tuple(found) for key, found in facts.items()},
        {unit: tuple(values) for unit, values in amounts.items()},
        {document: tuple(keys) for document, keys in told_by.items()},
    )


def _told_by(
    document: Document, book: RuleBook, submission: Submission, phrases: Phrases
) -> list[Fact]:
    """What a paper tells of the firm; one of any kind, what it says itself to be of all of it."""
    if not is_of_firm(document, book, submission):
        named = _names_firm(document, submission) and is_of_a_year(document)
        if not named or not document.speaks_of(phrases.of_whole_firm):
            return []
        told = _of_year(document, phrases)
        return [f for f in told if any(word in f.label for word in phrases.of_whole_firm)]
    if closes_a_year(document):
        return list(_to_date(document, book.phrases))
    if not is_of_a_year(document):
        return []
    own = list(_of_year(document, phrases))
    if all(fact.name != _TOTAL for fact in own):
        own += _of_field(document, book)
    return own


def _of_field(document: Document, book: RuleBook) -> Iterator[Fact]:
    """The emissions of a report or statement, where its tables do not name them so."""
    kind = book.documents.get(document.type)
    published = kind is not None and kind.whole_amounts and "emissions_total" in kind.fields
    if kind is None or not (kind.whole_firm or published) or len(document.years) != 1:
        return
    phrases, title = book.phrases, document.heading
    if is_of_a_part(title, phrases) or is_of_some_emissions(document, phrases):
        return
    if any(word in document.words for word in phrases.restated):
        return
    told = of_field(document, "emissions_total") or borne_out(document)
    if told is not None and told.value:
        (year,), total = document.years, told.field
        label, place = total.name, total.citation
        yield Fact(document.id, _TOTAL, year, told.value, "tCO2e", total.raw, label, place)


def is_of_whole(document: Document, book: RuleBook, submission: Submission) -> bool:
    """Whether a paper speaks of the applicant, of all of it, and of no less than a year."""
    return is_of_firm(document, book, submission) and is_of_a_year(document)


def is_of_firm(document: Document, book: RuleBook, submission: Submission) -> bool:
    """Whether a paper may speak of the applicant, and of all of it."""
    kind, holder = book.documents.get(document.type), document.text("holder")
    if kind is None or not (kind.whole_firm or kind.whole_energy or kind.whole_amounts):
        return False
    own = {Match.SAME, Match.BRANCH}
    # A notice on the web names its verifier too.
    issuer = document.text("issuer") if kind.issuer == "self" else ""
    return not holder or any(
        match_applicant(name, submission.applicant) in own for name in (holder, issuer) if name
    )


def _names_firm(document: Document, submission: Submission) -> bool:
    """Whether a paper of whatever kind names the applicant as the one that it is on."""
    own = {Match.SAME, Match.BRANCH}
    holder = document.text("holder")
    return bool(holder) and match_applicant(holder, submission.applicant) in own


def is_of_a_year(document: Document) -> bool:
    """Whether a paper does not say that it is of less than a calendar year."""
    period = _period(document)
    if period is None:
        return True
    first, last = period
    # A fiscal year is another than that of the papers by the calendar.
    calendar = first.month == 1 and last.month == _MONTHS
    return calendar and (last - first).days >= _WHOLE_YEAR


def closes_a_year(document: Document) -> bool:
    """Whether a paper is of the last month or quarter: what counts from January is of a year."""
    period = _period(document)
    if period is None or is_of_a_year(document):
        return False
    _, last = period
    return (last.month, last.day) == (_MONTHS, 31)


def _period(document: Document) -> tuple[date, date] | None:
    days = [document.text(name) for name in ("period_start", "period_end")]
    if not all(day[:1].isdigit() for day in days):
        return None
    first, last = (date.fromisoformat(day) for day in days)
    return first, last


def _amounts(document: Document, now: int, phrases: Phrases) -> Iterator[tuple[str, float]]:
    """What may explain a gap between two amounts of the past: nothing that is only hoped for."""
    for q in document.quantities:
        labels = (*q.what, *q.heading)
        if not is_of_part_year(labels) and not _is_to_come(q.year, labels, now, phrases):
            yield q.unit, q.value
    for said in document.said:
        if not _is_to_come(said.year, (said.what,), now, phrases):
            yield said.unit, said.value
    whole = document.value("electricity_kwh")
    if isinstance(whole, int | float):
        yield "kWh", float(whole)


def _is_to_come(year: int | None, labels: Sequence[str], now: int, phrases: Phrases) -> bool:
    if year is not None and year > now:
        return True
    return any(any_word(label.casefold(), phrases.hoped_for) for label in labels)


def facts_of(document: Document, phrases: Phrases) -> Iterator[Fact]:
    """What the tables and the sentences of a document say of the firm."""
    title = document.heading
    if is_of_a_part(title, phrases):
        return
    yield from _of_tables(document, phrases, title)
    yield from _of_sentences(document, phrases)


def _of_year(document: Document, phrases: Phrases) -> Iterator[Fact]:
    """What the paper of a whole year says; the total of one on scope 3 is not the firm's."""
    some = is_of_some_emissions(document, phrases)
    yield from (f for f in facts_of(document, phrases) if not (some and f.name == _TOTAL))


def _to_date(document: Document, phrases: Phrases) -> Iterator[Fact]:
    """What the paper of a December says of its year: the columns that count from January."""
    title = document.heading
    if any(word in title for word in (*phrases.part_of_firm, *phrases.forecast)):
        return
    columns = {
        (n, k)
        for n, table in enumerate(document.tables)
        for k, column in enumerate(table.columns)
        if any(is_to_date(heading) for heading in column.headings)
    }
    told = tuple(q for q in document.quantities if (q.table, q.column) in columns)
    yield from _of_tables(replace(document, quantities=told), phrases, "")


def is_of_a_part(title: str, phrases: Phrases) -> bool:
    """Whether a title says that a paper is of a part of the firm or the year, or of what comes."""
    partial = (*phrases.part_of_firm, *phrases.forecast)
    if any(word in title for word in partial):
        return True
    # 年度能耗月报汇总 is of all its months; of less than a year its period says so, or its rows.
    months = any(word in title for word in phrases.gathers) and _A_YEAR.search(title)
    parts = (w for w in phrases.part_of_year if not (months and w in phrases.of_months))
    return any(word in title for word in parts)


def _of_tables(document: Document, phrases: Phrases, title: str) -> Iterator[Fact]:
    broken = {n for n in range(len(document.tables)) if lacks_months(document, n)}
    only = document.years[0] if len(document.years) == 1 else None
    found: dict[tuple[object, ...], list[Fact]] = {}
    for q in document.quantities:
        year = q.year or only
        if year is None or q.confidence < _SURE or not q.value or q.table in broken:
            continue
        labels = (*q.what, *q.heading)
        if is_of_part_year(labels) or _is_aim(labels, phrases):
            continue
        named = _named(q, phrases, title)
        if named is not None:
            name, label = named
            unit = _UNITS.get(q.unit, q.unit)
            fact = Fact(document.id, name, year, q.value, unit, q.raw, label, q.citation)
            found.setdefault((q.table, q.column, name, year), []).append(fact)
    # Of several rows of one name each is a part: the sources of a scope, two meters.
    yield from (facts[0] for facts in found.values() if len(facts) == 1)


def lacks_months(document: Document, table: int) -> bool:
    """Whether a table lists some months and not all: its total is of those."""
    rows = [row for row in document.tables[table].rows if row.labels and row.role is Role.BODY]
    told = [month_of(row.labels[-1]) for row in rows]
    months = [found[1] if found is not None else None for found in told]
    known = {month for month in months if month is not None}
    # Of twelve rows in order one may not have been legible: 9月 as q.
    in_order = all(month in {None, n} for n, month in enumerate(months, 1))
    whole = len(months) == _MONTHS and in_order and len(known) >= _MONTHS - 1
    return 0 < len(known) < _MONTHS and not whole


def _named(quantity: Quantity, phrases: Phrases, title: str) -> tuple[str, str] | None:
    """The amount that the label of a row, or the heading of a column, names by a whole word."""
    unit = _UNITS.get(quantity.unit, quantity.unit)
    labels = (*quantity.what[-1:], *quantity.heading[-1:], *quantity.heading[:1])
    for name, amount in phrases.amounts.items():
        if unit != amount.unit:
            continue
        for label in labels:
            if _is_named(_SCOPE.sub("", bare(label)), amount.words, phrases.of_firm):
                return name, label
        if quantity.role is Role.TOTAL and any(word in title for word in amount.titles):
            return name, title
    return None


@lru_cache(16384)
def _is_named(label: str, words: tuple[str, ...], neutral: tuple[str, ...]) -> bool:
    """Whether a label is a name of an amount, as it stands or behind 全厂."""
    return label in words or (
        any(word in label for word in _WHOLE) and is_said_of_firm(label, words, neutral)
    )


@lru_cache(4096)
def bare(label: str) -> str:
    """A label without unit, number, year and spaces: 外购电力 of 2025年外购电力(kWh)."""
    return _OF_YEAR.sub("", _UNIT.sub("", _NOTES.sub("", simplified(label)).casefold()))


def label_ends(said: str, word: str) -> bool:
    """Whether the words before an amount end with its name: 同期全部外购电量为."""
    # 抵消外购电力(4,712,000千瓦时): the bracket is of what follows.
    return _VERB.sub("", bare(said.rstrip("(（ "))).endswith(word)


def _is_aim(labels: Sequence[str], phrases: Phrases) -> bool:
    return any(any_word(label.casefold(), phrases.no_fact) for label in labels)


def _of_sentences(document: Document, phrases: Phrases) -> Iterator[Fact]:
    only = document.years[0] if len(document.years) == 1 else None
    past = history(document, phrases.own_history)
    for said in document.said:
        year = said.year or only
        if year is None or said.confidence < _SURE or not said.value:
            continue
        if is_of_history(said.citation, past):
            continue
        if is_said_of_part(said) or _is_aim([said.what], phrases) or _LISTED in said.what:
            continue
        unit = _UNITS.get(said.unit, said.unit)
        what = _VERB.sub("", bare(said.what))
        for name, amount in phrases.amounts.items():
            if unit == amount.unit and is_said_of_firm(what, amount.words, phrases.of_firm):
                place = said.citation
                yield Fact(document.id, name, year, said.value, unit, said.raw, said.what, place)
                break


def is_said_of_firm(what: str, words: tuple[str, ...], neutral: tuple[str, ...]) -> bool:
    """Whether nothing but words for the firm and the year stands before the name of an amount."""
    # Of most labels nothing else is asked.
    if not what.endswith(words):
        return False
    before = what.removesuffix(max((w for w in words if what.endswith(w)), key=len))
    for word in _longest_first(neutral):
        before = before.replace(word, "")
    return not before


@lru_cache(64)
def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))
