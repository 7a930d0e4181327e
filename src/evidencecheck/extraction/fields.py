"""The fields of one document: labels first, then prose, then the places custom gives them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evidencecheck.domain.document import Field, Value
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases
from evidencecheck.domain.rules import DocumentType, FieldKind, FieldRule, RuleBook
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.entities.persons import find_persons
from evidencecheck.extraction.labels import LabelFinder, LabelHit, key
from evidencecheck.extraction.regions import (
    Region,
    cell,
    continued,
    first_cell,
    is_cell_of_list,
    regions,
)
from evidencecheck.extraction.spoken_values import is_far_off, sentence
from evidencecheck.extraction.text import Flow, PageText, Stretches, flow, flow_of
from evidencecheck.extraction.values import Parsed, parse

_SPANS = {FieldKind.PERIOD, FieldKind.VALIDITY, FieldKind.DATE}
_RUNNING = {FieldKind.TEXT, FieldKind.PLACE}
"""Kinds whose values go on over the end of a line."""
# Under a heading of several rows stand many such values, and none of them is the document's.
_NOT_LISTED = {FieldKind.ORGANISATION, FieldKind.PERIOD, FieldKind.DATE}
# Labels on the first pages of a report speak of the report; on later pages often of its parts.
_FRONT_PAGES = 3
_LABELLED_PAGES = 12
_LAST_PAGES = 2
# 上一次报告发布日期, 上次证书有效期至: of the paper before this one.
_OF_THE_LAST = re.compile(r"(?:上|前)一?(?:次|期|份|版|轮)[\u4e00-\u9fff]{0,4}$")
_BEFORE = 8
"""Characters."""
_DATED = {FieldKind.DATE, FieldKind.VALIDITY}
_BROKEN_DAY = re.compile(r"(?:19|20)\d{2}年(?:\d{1,2}(?:月(?:\d{1,2})?)?)?\s*$")
# 租期两 / 年,自…: a term of which the line has but the number.
_BROKEN_TERM = re.compile(r"\s*[:：为]?\s*(?:[一二三四五六七八九十两]{1,2}|\d{1,2})\s*$")
_BROKEN_MONTH = re.compile(r"(?:月(?:\d{1,2})?|至)\s*$")
_LONGEST_DAYS = 60
"""Characters."""
_PARTED_NAME = re.compile(
    r"([^\t\n]{4,30}(?:有|有限|股份|股份有限|责任))\t((?:限|有限)?(?:责任)?公司)"
)
_NEXT_SENTENCE = re.compile(r"(?<=[a-z)])\.(?=\s+[A-Z])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_OF_A_PARTY = 3
"""Characters."""
# An address ends with the number of its house, of its floor, or of its room.
_HOUSE_NUMBER = re.compile(r"\d\s*[号號室楼樓层層栋棟幢座](?:[楼樓]|厂房|廠房)?$")
# From this fit on a string is the name of an organisation and not just some words.
_A_NAME = 0.8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that could be the field's."""

    page: PageText
    start: int
    end: int
    parsed: Parsed
    order: tuple[int, ...]
    """The smaller, the likelier."""
    sure: float
    label: str = ""
    """The label that it stood behind, as labels are compared; empty for prose."""
    parts: Stretches = ()
    """Its rows, where those of other columns stand between them."""

    def behind(self, labels: tuple[str, ...]) -> bool:
        """Whether it stood behind one of ``labels``."""
        return self.label in ranks(labels)

    def field(self, name: str, value: Value | None = None) -> Field:
        """The candidate as a field."""
        value = self.parsed.value if value is None else value
        parts = self.parts or ((self.start, self.end),)
        return self.page.field_of(name, value, parts, self.sure * self.parsed.sure)


@lru_cache(maxsize=1024)
def ranks(labels: tuple[str, ...]) -> dict[str, int]:
    """Each label, as labels are compared, with its place among ``labels``."""
    return {key(label): i for i, label in reversed(list(enumerate(labels)))}


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page with its labels."""

    text: PageText
    hits: tuple[LabelHit, ...]
    running: Flow
    """The whole page as running text."""


class FieldFinder:
    """Finds candidates for the fields that a document type declares."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self._labels = LabelFinder(book)
        self._merged = lru_cache(maxsize=None)(self._merge)

    def label(self, page: PageText) -> LabelledPage:
        """Find the labels of a page."""
        return LabelledPage(page, self._labels.on_page(page), flow(page))

    def find(self, text: str) -> tuple[LabelHit, ...]:
        """The labels in a text, in order."""
        return self._labels.find(text)

    @property
    def phrases(self) -> Phrases:
        """Words that papers of every type use."""
        return self._book.phrases

    def rule(self, document: DocumentType, name: str) -> FieldRule:
        """How ``name`` is found in documents of this type: its own labels, then the common ones."""
        return self._merged(document.type, name)

    def _merge(self, document_type: str, name: str) -> FieldRule:
        document = self._book.documents.get(document_type)
        own = (document.fields.get(name) if document else None) or FieldRule()
        common = self._book.fields.get(name, FieldRule())
        if own.only:
            labels, prose = own.labels, own.prose
        else:
            labels = (*own.labels, *(x for x in common.labels if x not in own.labels))
            prose = (*own.prose, *(x for x in common.prose if x not in own.prose))
        return FieldRule(
            kind=own.kind or common.kind or FieldKind.TEXT,
            labels=labels,
            prose=prose,
            choices=own.choices or common.choices,
            unit=own.unit or common.unit,
            weak=(*own.weak, *common.weak),
            columns=(*own.columns, *common.columns),
            occurrence=own.occurrence,
            only=own.only,
        )

    def labelled(self, rule: FieldRule, pages: Sequence[LabelledPage]) -> Iterator[Candidate]:
        """Values behind the labels of ``rule``, not in order."""
        rank = ranks(rule.labels)
        person = rule.kind is FieldKind.PERSON
        for number, page in enumerate(pages):
            # Who signs does so at the end, whatever its length.
            if number >= _LABELLED_PAGES and not (person and number >= len(pages) - _LAST_PAGES):
                continue
            late = int(number >= _FRONT_PAGES and not person)
            seen: Counter[str] = Counter()
            for hit in page.hits:
                if hit.label not in rank:
                    continue
                if rule.kind in _DATED and _OF_THE_LAST.search(
                    page.text.text[max(0, hit.start - _BEFORE) : hit.start]
                ):
                    continue
                seen[hit.label] += 1
                if rule.kind is FieldKind.TEXT and is_cell_of_list(page.text, hit):
                    continue
                shared = not rule.weak or hit.label in ranks(rule.weak)
                if shared and seen[hit.label] < rule.occurrence:
                    continue
                for place, region in enumerate(regions(page.text, page.hits, hit)):
                    if region.listed and rule.kind in _NOT_LISTED:
                        continue
                    found = self._parse(rule, page, region)
                    if found is not None:
                        parts, parsed = found
                        # 编制: a person more often than a firm.
                        if parsed.sure < _A_NAME and _may_be_a_person(rule, hit, parsed):
                            continue
                        order = (
                            late,
                            int(parsed.sure < (0.8 if rule.kind is FieldKind.PERSON else 0.95)),
                            rank[hit.label],
                            number,
                            place,
                            parts[0][0],
                        )
                        yield Candidate(
                            page.text,
                            parts[0][0],
                            parts[-1][1],
                            parsed,
                            order,
                            region.sure,
                            hit.label,
                            parts,
                        )
                        break

    def prose(self, rule: FieldRule, pages: Sequence[LabelledPage]) -> Iterator[Candidate]:
        """Values in the sentences of ``rule``."""
        for number, page in enumerate(pages[:_FRONT_PAGES]):
            running = page.running
            simple = simplified(running.text)
            # The longest sentence first: it says most of what stands around the value.
            for rank, pattern in enumerate(sorted(rule.prose, key=len, reverse=True)):
                for m in sentence(pattern, rule.kind or FieldKind.TEXT).finditer(simple):
                    said = running.text[m.start(1) : self._said(page, rule, m.start(1), m.end(1))]
                    parsed = parse(rule.kind or FieldKind.TEXT, said, rule, Origin.TEXT_LAYER)
                    if parsed is None or is_far_off(pattern, rule, parsed, said):
                        continue
                    start, end = running.span(m.start(1) + parsed.start, m.start(1) + parsed.end)
                    order = (0, 0, rank, number, 0, start)
                    yield Candidate(page.text, start, end, parsed, order, 0.95)
                    break

    @staticmethod
    def _said(page: LabelledPage, rule: FieldRule, start: int, end: int) -> int:
        """Where what a sentence says ends: at the next label, or where the next sentence begins."""
        if rule.kind not in _RUNNING:
            return end
        running = page.running
        first, last = running.span(start, end)
        label = next((h.start for h in page.hits if first < h.start < last), last)
        stop = bisect_left(running.origin, label, start, end)
        full = _NEXT_SENTENCE.search(running.text, start, stop)
        return full.start() + 1 if full else stop

    def best(
        self,
        rule: FieldRule,
        pages: Sequence[LabelledPage],
        accept: Callable[[Value], bool] = lambda value: True,
    ) -> Candidate | None:
        """The likeliest value of ``rule``: prose of a certificate beats far-fetched labels.

        Args:
            rule: of the field.
            pages: of the document.
            accept: what a value must be; others are passed over.
        """
        found = (c for c in self.labelled(rule, pages) if accept(c.parsed.value))
        labelled = sorted(found, key=lambda c: c.order)
        spoken = [c for c in self.prose(rule, pages) if accept(c.parsed.value)]
        if spoken and (not labelled or labelled[0].order[:2] != (0, 0)):
            return spoken[0]
        return labelled[0] if labelled else None

    def _parse(
        self, rule: FieldRule, page: LabelledPage, region: Region
    ) -> tuple[Stretches, Parsed] | None:
        kind = rule.kind or FieldKind.TEXT
        origin = page.text.piece_at(region.start).span.origin
        if kind in _RUNNING:
            ended = _HOUSE_NUMBER if kind is FieldKind.PLACE else None
            first = first_cell(page.text, region)
            parts = continued(page.text, page.hits, first, ended=ended)
            return _parse_flow(page.text, parts, rule, origin)
        if kind is not FieldKind.ORGANISATION:
            parsed = parse(kind, page.text.text[region.start : region.end], rule, origin)
            stated: tuple[Stretches, Parsed] | None = None
            if parsed is not None:
                stated = ((region.start + parsed.start, region.start + parsed.end),), parsed
            broken = _BROKEN_DAY.search(page.text.text, region.start, region.end)
            if kind is FieldKind.VALIDITY and parsed is None:
                said = page.text.text[region.start : region.end]
                broken = broken or _BROKEN_TERM.fullmatch(said)
            if kind in _SPANS and broken:
                whole_day = _over_the_line(page.text, region, rule, origin)
                if whole_day is not None and _says_more(whole_day[1], parsed, page.text, region):
                    stated = whole_day
            return _over_rows(page, region, rule, origin, stated) if kind in _SPANS else stated
        return _name(page, region, rule, origin)


def _name(
    page: LabelledPage, region: Region, rule: FieldRule, origin: Origin
) -> tuple[Stretches, Parsed] | None:
    """The name of an organisation, in whatever way its cell or line breaks it."""
    whole: Stretches = ((region.start, region.end),)
    tab = page.text.text.find("\t", region.start, region.end)
    halves = _in_halves(page.text, region, rule, origin)
    if halves is not None:
        return halves
    first = replace(region, end=tab) if tab > region.start else region
    found = _parse_flow(page.text, ((first.start, first.end),), rule, origin)
    if found is None or found[1].sure < _A_NAME:
        found = _parse_flow(page.text, whole, rule, origin) or found
    if found is None or found[1].sure < _A_NAME:
        # A name that goes on in the next row of its cell.
        parts = continued(page.text, page.hits, first, most=2)
        if len(parts) > 1:
            retry = _parse_flow(page.text, parts, rule, origin)
            if retry is not None and retry[1].sure >= 0.9:
                return retry
        # A line of a form that breaks within its last value goes on at the left margin.
        following = next((p for p in page.text.pieces if p.start > region.end), None)
        if following is not None and region.end == page.text.row_end(region.start):
            more = ((region.start, following.end),)
            retry = _parse_flow(page.text, more, rule, origin)
            if retry is not None and retry[1].sure >= 1.0 and retry[0][-1][1] > region.end:
                return retry
    return found


def _in_halves(
    page: PageText, region: Region, rule: FieldRule, origin: Origin
) -> tuple[Stretches, Parsed] | None:
    """某某有限 <tab> 公司: a name that a seal across it parts."""
    halves = _PARTED_NAME.match(page.text, region.start, page.row_end(region.start))
    if halves is None:
        return None
    parts = ((halves.start(1), halves.end(1)), (halves.start(2), halves.end(2)))
    found = _parse_flow(page, parts, rule, origin)
    return found if found is not None and found[1].sure >= _A_NAME else None


def _says_more(whole: Parsed, parsed: Parsed | None, page: PageText, region: Region) -> bool:
    """Whether the days over the end of a line say more than what stands in the line."""
    if parsed is None or whole.sure > parsed.sure:
        return True
    if not (isinstance(whole.value, tuple) and isinstance(parsed.value, tuple)):
        return False
    # 2025年1月 / 1日至2025年12月31日: the same beginning, and a later end.
    broken = _BROKEN_MONTH.search(page.text, region.start, region.end)
    later = whole.value[0] == parsed.value[0] and str(whole.value[1]) > str(parsed.value[1])
    return bool(broken) and later


def _over_the_line(
    page: PageText, region: Region, rule: FieldRule, origin: Origin
) -> tuple[Stretches, Parsed] | None:
    """A day in running text that goes on in the next line: 2026年3 / 月20日."""
    running = flow(page, region.start, page.row_end(page.row_end(region.start) + 1))
    parsed = parse(rule.kind or FieldKind.TEXT, running.text[:_LONGEST_DAYS], rule, origin)
    if parsed is None:
        return None
    return (running.span(parsed.start, parsed.end),), parsed


def _may_be_a_person(rule: FieldRule, hit: LabelHit, parsed: Parsed) -> bool:
    short = len(hit.label) < _LEAST_OF_A_PARTY and bool(_HAN.match(hit.label))
    # Prepared by: A. Smith
    value = str(parsed.value)
    by_whom = hit.label.endswith("by") and any(p.name == value for p in find_persons(value))
    return rule.kind is FieldKind.ORGANISATION and (short or by_whom)


def _over_rows(
    page: LabelledPage,
    region: Region,
    rule: FieldRule,
    origin: Origin,
    found: tuple[Stretches, Parsed] | None,
) -> tuple[Stretches, Parsed] | None:
    """``found``, or the days that stand in further rows of its cell, where these say more."""
    kind = rule.kind or FieldKind.TEXT
    stated = cell(page.text, page.hits, region)
    parsed = parse(kind, stated.text, rule, origin)
    if parsed is None or not stated.origin:
        return found
    end = min(parsed.end, len(stated.text))
    over = stated.stretches(parsed.start, end, page.text), parsed
    if found is None:
        return over
    days = len(find_dates(stated.text[parsed.start : parsed.end]))
    shown = sum(len(find_dates(page.text.text[a:b])) for a, b in found[0])
    return over if kind is FieldKind.PERIOD and days > shown else found


def _parse_flow(
    page: PageText, parts: Stretches, rule: FieldRule, origin: Origin
) -> tuple[Stretches, Parsed] | None:
    """The value that stretches of a page state together, and which of them do."""
    running = flow_of(page, parts)
    parsed = parse(rule.kind or FieldKind.TEXT, running.text, rule, origin)
    if parsed is None or not running.origin:
        return None
    end = min(parsed.end, len(running.text))
    return running.stretches(parsed.start, end, page), parsed
