"""All fields of one document of a known type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from evidencecheck.domain.document import UNKNOWN_TYPE, Citation, Field, Quantity, Value
from evidencecheck.domain.page import MarkKind
from evidencecheck.domain.readings import alike, numbers_in
from evidencecheck.domain.rules import DocumentType, FieldKind, FieldRule, RuleBook
from evidencecheck.extraction.amount_fields import AMOUNTS, AmountFields
from evidencecheck.extraction.award_level import AwardLevel, level_of_issuer
from evidencecheck.extraction.clearer_numbers import clearer
from evidencecheck.extraction.day_words import day_words, span_words
from evidencecheck.extraction.entities.codes import find_codes
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.entities.terms import validity
from evidencecheck.extraction.fields import Candidate, FieldFinder, LabelledPage
from evidencecheck.extraction.issue_dates import issue_date
from evidencecheck.extraction.party_fields import by_custom, holder
from evidencecheck.extraction.period_fields import (
    of_calendar_years,
    of_candidate,
    of_clean_record,
    of_data,
    of_front,
    of_headings,
    of_month,
    of_one_year,
    of_prose,
    of_record,
    of_title,
)
from evidencecheck.extraction.period_stops import stopped
from evidencecheck.extraction.places import government_number
from evidencecheck.extraction.product_fields import product
from evidencecheck.extraction.scope_fields import scope
from evidencecheck.extraction.standards_cited import standards_cited
from evidencecheck.extraction.subject import Subject
from evidencecheck.extraction.tables.days import first_day
from evidencecheck.extraction.tables.typed import TypedTable
from evidencecheck.extraction.term_fields import after, by_span, issued_first, without_term
from evidencecheck.extraction.text import flow
from evidencecheck.extraction.title_number import number_beside
from evidencecheck.extraction.titles import TitleMatch
from evidencecheck.extraction.values import choice

# Fields of these kinds are read only where the type declares them: a number or a word with one of
# their labels stands in many documents without meaning them.
_DECLARED_ONLY = {FieldKind.CHOICE, *AMOUNTS}
# 有效期四年(2024年12月 / 1日至2028年11月30日), 自2024年7月1日至 / 2027年6月30日.
# 2026年; 三年 is whole.
_BROKEN = re.compile(
    r"(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})\s?年|年\s?\d{1,2}月?|至|到|[-—~～])\s*$"
)
_LONGEST_TERM = 60
"""Characters."""
_OF_A_SERIAL = 6
"""Figures of a number that is no model's, at the least."""
_GOES_ON = re.compile(r"\s*(?:至|到|[—–~～]|[(（]\s*[自从由]?)\s*(?:20\d\d|二〇)")
_INSTEAD = re.compile(r"^\W*\S{0,6}(?:有效|使用)期限?[^\d,，。;；]{0,6}(?:以|见|按|凭|依|同)")
_OF_AN_END = re.compile(r"有效|到期|截止|失效|终止|届满|[至止]\s*[:：]?\s*$")
_LEAST_NUMBER = 8
"""Characters of a number that no word of an address has by chance."""
_ANYTHING = DocumentType.model_validate(
    {"type": UNKNOWN_TYPE, "name": {"zh": "不能归类", "en": "unclassified"}}
)


class DocumentFields:
    """Reads the fields that a document type declares."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self.finder = FieldFinder(book)
        self.amounts = AmountFields(book, self.finder)
        self._spans = span_words(book.phrases.spans)
        self._days = day_words(book.phrases.lone_days, self._spans)
        self._awards = AwardLevel(book.phrases)
        self._replaced = {
            name: standard.replaced_by
            for name, standard in book.standards.items()
            if standard.replaced_by
        }

    def read(
        self,
        document: DocumentType | None,
        pages: Sequence[LabelledPage],
        title: TitleMatch | None,
        tables: Sequence[TypedTable] = (),
    ) -> tuple[Field, ...]:
        """The fields of a document, in the order of the vocabulary of rules/fields.yaml."""
        kind = document or _ANYTHING
        subject = Subject(kind, tuple(p for p in pages if p.text.pieces), title)
        found: dict[str, Field] = {}
        if subject.pages:
            # The holder last: what is known to be the issuer is not the holder.
            for name in sorted(self._names(kind), key=lambda n: n == "holder"):
                rule = self.finder.rule(kind, name)
                if rule.kind not in AMOUNTS:
                    _READERS.get(name, DocumentFields._plain)(self, name, subject, rule, found)
            issued_first(found)
            self.amounts.read(subject, tables, found)
            self._day_of_results(subject, tables, found)
            by_custom(self.finder, subject, found)
            if "level" in kind.fields and "level" not in found and "issuer" in found:
                ranked = level_of_issuer(found["issuer"])
                if ranked is not None:
                    found["level"] = ranked
            self._to_this_day(subject, found)
            if kind.by_others:
                by_span(subject, found)
                without_term(found)
        payloads = _codes(pages)
        if payloads is not None:
            found["qr_payloads"] = payloads
            _read_by_code(found)
        order = {name: i for i, name in enumerate(self._book.fields)}
        return tuple(sorted(found.values(), key=lambda f: (order.get(f.name, 99), f.name)))

    def _day_of_results(
        self, subject: Subject, tables: Sequence[TypedTable], found: dict[str, Field]
    ) -> None:
        """When the work was done, where only the table of its results says so."""
        if "work_date" not in subject.type.fields or "work_date" in found:
            return
        labels = self.finder.rule(subject.type, "work_date").labels
        day = first_day("work_date", subject.texts[0].file, tables, labels)
        if day is not None:
            found["work_date"] = day

    def quantities(
        self,
        file: str,
        document: DocumentType | None,
        tables: Sequence[TypedTable],
        fields: Sequence[Field],
    ) -> tuple[Quantity, ...]:
        """The numbers of the tables of a document whose fields are known."""
        return self.amounts.quantities(file, document or _ANYTHING, tables, fields)

    def _names(self, kind: DocumentType) -> Iterator[str]:
        """The fields that are read of documents of a type."""
        yield from kind.fields
        for name, rule in self._book.fields.items():
            if name not in kind.fields and rule.kind not in _DECLARED_ONLY and not rule.declared:
                yield name

    def _plain(self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        best = self.finder.best(rule, subject.pages)
        if best is not None:
            found[name] = best.field(name)

    def _holder(
        self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        holder(self.finder, subject, rule, found)

    def _product(
        self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        product(self.finder, subject, rule, found)

    def _scope(self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        scope(self.finder, subject, rule, found)

    def _standards(
        self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        cited = standards_cited(subject.pages, subject.type, self._replaced)
        if cited is not None:
            found["standards"] = cited

    def _credit_code(
        self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        self._plain(name, subject, rule, found)
        if "holder_credit_code" in found:
            return
        for page in subject.texts[:2]:
            codes = [c for c in find_codes(page.text, repair=False) if c.valid]
            if len({c.value for c in codes}) == 1:
                hit = codes[0]
                found[name] = page.field(name, hit.value, hit.start, hit.end, 0.9)
                return

    def _validity(
        self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        best = self.finder.best(rule, subject.pages)
        if best is None or self._of_a_copy(best) or self._ends_elsewhere(best):
            return
        row_end = best.page.row_end(best.start)
        says, start = None, best.start
        if best.page.text[start - 1 : start] in {"自", "从"}:
            start -= 1
        # 有效期2026年5月1日, and in the next line 至2027年4月30日.
        goes_on = _GOES_ON.match(best.page.text, row_end)
        if goes_on or _BROKEN.search(best.page.text, best.start, row_end):
            says = validity(flow(best.page, start).text[:_LONGEST_TERM])
        says = says or validity(best.page.text[start:row_end])
        if says is None and best.end > row_end:
            says = validity(best.page.text[best.start : best.end])
        if says is None:
            return
        stated = says[0]
        if stated.start:
            begin, known = best.field("valid_from", stated.start), found.get("valid_from")
            # 2026.10.8—2029.10.7 says more than 自发证之日起生效.
            if known is None or (stated.until and known.confidence < begin.confidence):
                found["valid_from"] = begin
        until = stated.until or after(stated, found.get("valid_from") or found.get("issue_date"))
        if until:
            found["valid_until"] = best.field("valid_until", until)

    def _ends_elsewhere(self, best: Candidate) -> bool:
        """Whether words stand where the end should, and the day is that of the row below.

        有效期限 以年度监督标识为准.
        """
        above, _, own = best.page.text[: best.start].rpartition("\n")
        label = above.rpartition("\n")[2]
        told = _INSTEAD.search(label) and any(w in label for w in self._book.phrases.end_elsewhere)
        return bool(told) and not _OF_AN_END.search(own) and not find_dates(label, months=True)

    def _of_a_copy(self, best: Candidate) -> bool:
        """Whether a term is that of a copy: 仅供申报使用,有效期至…."""
        words = (*self._book.phrases.only_for, *self._book.phrases.photocopy)
        return any(w in best.page.text[: best.start].rpartition("\n")[2] for w in words)

    def _period(
        self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        best = self.finder.best(rule, subject.pages)
        stated = of_candidate(best, subject.texts, self._spans) if best is not None else {}
        if best is not None and best.behind(rule.columns) and not _told_at_once(best):
            # The years below one another, of which the label's own is the first.
            columns = max(stated, of_headings(subject.texts), key=_number_of_years)
            beside = {} if "period_start" in columns else of_one_year(subject, self._spans)
            stated = beside or columns
        if not stated and subject.title is not None:
            stated = of_title(subject.title, subject.texts, self._spans)
            stated = stated or of_month(subject.title, subject.texts, self._spans)
        stated = stated or of_prose(subject.texts, self._spans)
        if not stated and "period" in subject.type.fields:
            stated = of_prose(subject.texts, self._spans, weakly=True) or of_calendar_years(
                subject.texts, self._spans
            )
        if "years" not in stated and (
            subject.type.period == "years" or "period" in subject.type.fields
        ):
            stated = (
                stated
                or of_data(subject.texts)
                or of_headings(subject.texts)
                or of_clean_record(subject.texts, self._spans)
                or of_front(subject.texts[0], self._spans)
            )
        found.update(stopped(stated, subject.texts))

    @staticmethod
    def _to_this_day(subject: Subject, found: dict[str, Field]) -> None:
        """The period of a record that runs up to its own date, which is known last."""
        issued = found.get("issue_date")
        if "period" in subject.type.fields and "period_start" not in found and issued is not None:
            found.update(of_record(subject.texts, str(issued.value)))

    def _issue_date(
        self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        day = issue_date(self.finder, subject, rule, self._days)
        if day is not None:
            found[name] = day

    def _number(
        self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        """The number by its labels; an official document's own number before weak ones."""
        best = self.finder.best(rule, subject.pages, _is_own_number)
        official = next(filter(None, map(government_number, subject.texts[:2])), None)
        weak = best is None or best.behind(rule.weak)
        beside = number_beside(subject.title, subject.texts) if weak and subject.title else None
        if official is not None and weak:
            found[name] = official
        elif best is not None and not (beside and _stands_above(beside, best)):
            again = self.finder.labelled(rule, subject.pages)
            found[name] = clearer(best, again).field(name)
        elif beside is not None:
            found[name] = beside

    def _level(self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        best = self.finder.best(rule, subject.pages)
        if best is not None:
            found["level"] = best.field("level")
            return
        told = self._awards.stated(subject.texts, rule) or self._awards.of_name(subject.texts[0])
        if told is not None:
            found["level"] = told

    def _assurance(
        self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        self._plain(name, subject, rule, found)
        if "assurance_level" in found:
            return
        spoken = FieldRule(
            kind=FieldKind.CHOICE,
            choices=tuple(
                c.model_copy(update={"words": tuple(w for w in c.words if len(w) >= 4)})
                for c in rule.choices
            ),
        )
        for page in subject.pages[:6]:
            parsed = choice(page.running.text, spoken)
            if parsed is not None:
                start, end = page.running.span(parsed.start, parsed.end)
                found[name] = page.text.field(name, parsed.value, start, end, 0.9)
                return


def _is_own_number(value: Value) -> bool:
    """Whether a number can be a paper's: by CNCA-R-2002-001 its issuer is approved.

    CNCA-01C-010:2013 and CNCA-C10-01:2014 are the rules by which a product is certified.
    """
    return not re.match(r"CNCA[-\s]?(?:R|\d{2}C|C\d{2})", str(value))


def _stands_above(beside: Field, best: Candidate) -> bool:
    """Whether the number beside a title stands above one that is only called 编号: of a meter.

    One with a few figures may be a model, of which the paper is.
    """
    own, figures = beside.citation.box, sum(c.isdigit() for c in str(beside.value))
    return (
        figures >= _OF_A_SERIAL
        and own.y1 <= best.page.box(best.start, best.end).y0
        and beside.value != best.parsed.value
    )


def _told_at_once(best: Candidate) -> bool:
    """Whether a value stands behind a colon, and not below the heading of a column."""
    return best.page.text[: best.start].rstrip()[-1:] in {":", "："}


def _number_of_years(stated: dict[str, Field]) -> int:
    years = stated.get("years")
    return len(years.value) if years and isinstance(years.value, tuple) else 0


def _codes(pages: Sequence[LabelledPage]) -> Field | None:
    payloads: list[str] = []
    place: Citation | None = None
    for page in pages:
        for mark in page.text.page.marks:
            if mark.kind is MarkKind.QR and mark.text:
                payloads.append(mark.text)
                place = place or Citation(
                    page.text.file, page.text.page.number, mark.box, mark.text
                )
    if place is None:
        return None
    return Field("qr_payloads", tuple(dict.fromkeys(payloads)), payloads[0], place, 1.0)


def _read_by_code(found: dict[str, Field]) -> None:
    """The number as a QR code has it, where print and code look alike: DY1 for DYI."""
    number, codes = found.get("certificate_number"), found["qr_payloads"].value
    if number is None or not isinstance(number.value, str) or not isinstance(codes, tuple):
        return
    said = {
        token
        for payload in codes
        for token in numbers_in(str(payload))
        if token != number.value and alike(token, number.value)
    }
    if len(said) == 1 and len(number.value) >= _LEAST_NUMBER:
        found["certificate_number"] = replace(number, value=said.pop())


_Reader = Callable[[DocumentFields, str, Subject, FieldRule, dict[str, Field]], None]

_READERS: dict[str, _Reader] = {
    "holder": DocumentFields._holder,
    "product": DocumentFields._product,
    "scope": DocumentFields._scope,
    "certificate_number": DocumentFields._number,
    "issue_date": DocumentFields._issue_date,
    "standards": DocumentFields._standards,
    "holder_credit_code": DocumentFields._credit_code,
    "valid_until": DocumentFields._validity,
    "period": DocumentFields._period,
    "level": DocumentFields._level,
    "assurance_level": DocumentFields._assurance,
}
