"""All fields of one document of a known type."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evidencecheck.domain.document import Citation, Field
from evidencecheck.domain.page import MarkKind
from evidencecheck.domain.rules import DocumentType, FieldKind, FieldRule, RuleBook
from evidencecheck.extraction.amounts import amounts
from evidencecheck.extraction.entities.codes import find_codes
from evidencecheck.extraction.entities.dates import find_periods
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.fields import FieldFinder, LabelledPage
from evidencecheck.extraction.places import (
    closing_date,
    closing_organisation,
    government_number,
    leading_organisation,
    title_organisation,
)
from evidencecheck.extraction.standards_cited import standards_cited
from evidencecheck.extraction.text import PageText, flow
from evidencecheck.extraction.titles import TitleMatch
from evidencecheck.extraction.values import Validity, choice, validity

# Fields that are read of documents whose type is not known.
_OF_ANYTHING = ("holder", "issuer", "certificate_number", "issue_date", "valid_until", "standards")
# From this fit on a string is the name of an organisation and not just some words.
_A_NAME = 0.8
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HEADER_YEAR = re.compile(r"^\s*((?:19|20)\d{2})\s*(?:年度?|年实际|年\(.*\))?\s*$")


@dataclass(frozen=True, slots=True)
class Subject:
    """A document whose fields are wanted."""

    type: DocumentType
    pages: tuple[LabelledPage, ...]
    title: TitleMatch | None

    @property
    def texts(self) -> tuple[PageText, ...]:
        """The text of its pages."""
        return tuple(p.text for p in self.pages)


class DocumentFields:
    """Reads the fields that a document type declares."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self.finder = FieldFinder(book)

    def read(
        self, document: DocumentType | None, pages: Sequence[LabelledPage], title: TitleMatch | None
    ) -> tuple[Field, ...]:
        """The fields of a document, in the order of the vocabulary of rules/fields.yaml."""
        kind = document or _anything()
        subject = Subject(kind, tuple(p for p in pages if p.text.pieces), title)
        found: dict[str, Field] = {}
        if subject.pages:
            # The holder last: what is known to be the issuer is not the holder.
            for name in sorted(kind.fields, key=lambda n: n == "holder"):
                reader = _READERS.get(name)
                rule = self.finder.rule(kind, name) if document else self._common(name)
                if rule is None:
                    continue
                if reader is not None:
                    reader(self, subject, rule, found)
                else:
                    self._plain(name, subject, rule, found)
            self._by_custom(subject, found)
        payloads = _codes(pages)
        if payloads is not None:
            found["qr_payloads"] = payloads
        order = {name: i for i, name in enumerate(self._book.fields)}
        return tuple(sorted(found.values(), key=lambda f: (order.get(f.name, 99), f.name)))

    def _common(self, name: str) -> FieldRule | None:
        return self._book.fields.get(name)

    def _plain(self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        best = self.finder.best(rule, subject.pages)
        if best is not None:
            found[name] = best.field(name)

    def _holder(self, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        """The holder by its labels; a string that is hardly a name yields to that of the title."""
        best = self.finder.best(rule, subject.pages)
        if best is not None and best.parsed.sure >= _A_NAME:
            found["holder"] = best.field("holder")
            return
        issuer = _issuer_name(found)
        named = _named_by_title(subject, but=issuer)
        if named is None and best is None:
            named = leading_organisation(subject.texts, but=issuer)
        if named is not None:
            found["holder"] = named
        elif best is not None:
            found["holder"] = best.field("holder")

    def _amount(
        self, name: str, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        best = min(amounts(rule, subject.pages), key=lambda c: c.order, default=None)
        if best is not None:
            found[name] = best.field(name)

    def _standards(self, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        cited = standards_cited(subject.pages)
        if cited is not None:
            found["standards"] = cited

    def _credit_code(self, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        self._plain("holder_credit_code", subject, rule, found)
        if "holder_credit_code" in found:
            return
        for page in subject.texts[:2]:
            codes = [c for c in find_codes(page.text, repair=False) if c.valid]
            if len({c.value for c in codes}) == 1:
                hit = codes[0]
                candidate = Field(
                    "holder_credit_code",
                    hit.value,
                    page.text[hit.start : hit.end],
                    page.cite(hit.start, hit.end),
                    round(page.confidence(hit.start, hit.end) * 0.9, 4),
                )
                found["holder_credit_code"] = candidate
                return

    def _validity(self, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        best = self.finder.best(rule, subject.pages)
        if best is None:
            return
        row = best.page.text[best.start : best.page.row_end(best.start)]
        says = validity(row)
        if says is None:
            says = validity(best.page.text[best.start : best.end])
        if says is None:
            return
        stated = says[0]
        if stated.start and "valid_from" not in found:
            found["valid_from"] = best.field("valid_from", stated.start)
        until = stated.until or _after(stated, found.get("valid_from") or found.get("issue_date"))
        if until:
            found["valid_until"] = best.field("valid_until", until)

    def _period(self, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        best = self.finder.best(rule, subject.pages)
        if best is not None and isinstance(best.parsed.value, tuple):
            first, last = (str(v) for v in best.parsed.value)
            _set_period(found, best.field("period_start"), first, last)
            return
        if subject.title is not None:
            self._period_of_title(subject, found)
        if "years" not in found and subject.type.period == "years":
            _years_of_headings(subject, found)
        if "years" not in found and subject.type.period == "years":
            _years_of_front(subject, found)

    def _period_of_title(self, subject: Subject, found: dict[str, Field]) -> None:
        title = subject.title
        if title is None:
            return
        page = next((p.text for p in subject.pages if p.text.page.number == title.page), None)
        if page is None:
            return
        rows = [i for i in range(title.row - 2, title.row + 3) if 0 <= i < len(page.rows)]
        for row in sorted(rows, key=lambda r: abs(r - title.row)):
            pieces = [p for p in page.pieces if p.row == row]
            start, end = pieces[0].start, pieces[-1].end
            for period in find_periods(page.text[start:end]):
                if (period.last - period.first).days < 27:
                    continue
                a, b = start + period.start, start + period.end
                field = Field(
                    "period_start", "", page.text[a:b], page.cite(a, b),
                    round(page.confidence(a, b) * 0.9, 4),
                )  # fmt: skip
                _set_period(found, field, period.first.isoformat(), period.last.isoformat())
                return

    def _level(self, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        best = self.finder.best(rule, subject.pages)
        if best is not None:
            found["level"] = best.field("level")
            return
        page = subject.texts[0]
        parsed = choice(page.text, rule)
        if parsed is not None:
            found["level"] = Field(
                "level",
                parsed.value,
                page.text[parsed.start : parsed.end],
                page.cite(parsed.start, parsed.end),
                round(page.confidence(parsed.start, parsed.end) * 0.8, 4),
            )

    def _assurance(self, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
        self._plain("assurance_level", subject, rule, found)
        if "assurance_level" in found:
            return
        for page in subject.texts[:6]:
            running = flow(page)
            spoken = FieldRule(
                kind=FieldKind.CHOICE,
                choices=tuple(
                    c.model_copy(update={"words": tuple(w for w in c.words if len(w) >= 4)})
                    for c in rule.choices
                ),
            )
            parsed = choice(running.text, spoken)
            if parsed is not None:
                start, end = running.span(parsed.start, parsed.end)
                found["assurance_level"] = Field(
                    "assurance_level",
                    parsed.value,
                    page.text[start:end],
                    page.cite(start, end),
                    round(page.confidence(start, end) * 0.9, 4),
                )
                return

    def _by_custom(self, subject: Subject, found: dict[str, Field]) -> None:
        """What has no label stands where custom puts it."""
        declared = subject.type.fields
        texts = subject.texts
        if "issue_date" in declared and "issue_date" not in found:
            closing = closing_date(texts)
            if closing is not None:
                found["issue_date"] = closing
        if "certificate_number" in declared and "certificate_number" not in found:
            number = government_number(texts[0])
            if number is not None:
                found["certificate_number"] = number
        if "holder" in found:
            found["holder"] = _in_chinese(found["holder"], texts)
        if "issuer" in declared and "issuer" not in found:
            name = found["holder"].value if "holder" in found else ""
            issuer = closing_organisation(texts, but=str(name))
            if issuer is not None:
                found["issuer"] = issuer


def _named_by_title(subject: Subject, *, but: str) -> Field | None:
    """The organisation that stands in the title, or in the lines around it."""
    title = subject.title
    page = next((p for p in subject.texts if title and p.page.number == title.page), None)
    if title is None or page is None:
        return None
    near = [p for p in page.pieces if max(0, title.row - 2) <= p.row <= title.row + 1]
    named = title_organisation(page, near[0].start, near[-1].end)
    return named if named is not None and named.value != but else None


def _in_chinese(holder: Field, pages: Sequence[PageText]) -> Field:
    """The Chinese name that stands beside a name in Latin letters, else the field as it is."""
    if _HAN.search(str(holder.value)):
        return holder
    page = next((p for p in pages if p.page.number == holder.citation.page), None)
    if page is None:
        return holder
    for org in find_organisations(page.text, bodies=False):
        if not _HAN.search(org.name):
            continue
        box = page.box(org.start, org.end)
        below = 0 <= box.y0 - holder.citation.box.y1 < 1.5 * box.height
        if box.same_row(holder.citation.box) or below:
            return Field(
                "holder",
                org.name,
                page.text[org.start : org.end],
                page.cite(org.start, org.end),
                round(page.confidence(org.start, org.end) * 0.95, 4),
            )
    return holder


def _anything() -> DocumentType:
    return DocumentType.model_validate(
        {
            "type": "unknown",
            "name": {"zh": "不能归类", "en": "unknown"},
            "fields": {name: {} for name in _OF_ANYTHING},
        }
    )


def _issuer_name(found: dict[str, Field]) -> str:
    issuer = found.get("issuer")
    return str(issuer.value) if issuer else ""


def _after(stated: Validity, begin: Field | None) -> str:
    """The end of a validity that is stated as a number of years."""
    if not stated.years or begin is None or not isinstance(begin.value, str):
        return ""
    first = date.fromisoformat(begin.value)
    try:
        end = first.replace(year=first.year + stated.years)
    except ValueError:
        end = first.replace(year=first.year + stated.years, day=28)
    return date.fromordinal(end.toordinal() - 1).isoformat()


def _set_period(found: dict[str, Field], field: Field, first: str, last: str) -> None:
    found["period_start"] = replace(field, name="period_start", value=first)
    found["period_end"] = replace(field, name="period_end", value=last)
    years = tuple(range(int(first[:4]), int(last[:4]) + 1))
    if len(years) <= 10:
        found["years"] = replace(field, name="years", value=years)


def _years_of_headings(subject: Subject, found: dict[str, Field]) -> None:
    """Years that head the columns, or begin the rows, of a table."""
    years: dict[int, Citation] = {}
    sure = 1.0
    for page in subject.texts[:4]:
        for piece in page.pieces:
            m = _HEADER_YEAR.match(piece.span.text)
            if m and 1990 <= int(m[1]) <= 2100:
                years.setdefault(int(m[1]), page.cite(piece.start, piece.end))
                sure = min(sure, piece.span.confidence)
    if years:
        first = years[min(years)]
        found["years"] = Field(
            "years", tuple(sorted(years)), first.quote, first, round(sure * 0.9, 4)
        )


def _years_of_front(subject: Subject, found: dict[str, Field]) -> None:
    """The whole year, or years, that the head of the first page names."""
    page = subject.texts[0]
    head = "\n".join(r.text for r in page.rows[:8])
    for period in find_periods(head):
        if (period.last - period.first).days >= 360:
            field = Field(
                "period_start",
                "",
                page.text[period.start : period.end],
                page.cite(period.start, period.end),
                round(page.confidence(period.start, period.end) * 0.85, 4),
            )
            _set_period(found, field, period.first.isoformat(), period.last.isoformat())
            return


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


_Reader = Callable[[DocumentFields, Subject, FieldRule, dict[str, Field]], None]


def _amount_reader(name: str) -> _Reader:
    def read(
        self: DocumentFields, subject: Subject, rule: FieldRule, found: dict[str, Field]
    ) -> None:
        self._amount(name, subject, rule, found)

    return read


_READERS: dict[str, _Reader] = {
    "holder": DocumentFields._holder,
    "standards": DocumentFields._standards,
    "holder_credit_code": DocumentFields._credit_code,
    "valid_until": DocumentFields._validity,
    "period": DocumentFields._period,
    "level": DocumentFields._level,
    "assurance_level": DocumentFields._assurance,
    **{
        name: _amount_reader(name)
        for name in (
            "emissions_total",
            "emissions_scope1",
            "emissions_scope2",
            "emissions_scope3",
            "electricity_kwh",
            "certificate_count",
        )
    },
}
