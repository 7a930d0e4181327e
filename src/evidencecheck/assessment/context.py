"""What every check may look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Final

from evidencecheck.assessment.counted import Counts
from evidencecheck.assessment.factors import Factors
from evidencecheck.assessment.facts import FactTable
from evidencecheck.assessment.ledgers import Listed
from evidencecheck.assessment.named_rows import NamedRows
from evidencecheck.assessment.names import Match, match_applicant, normal
from evidencecheck.assessment.near_numbers import NearNumbers
from evidencecheck.assessment.number_runs import Run, in_text
from evidencecheck.assessment.premises import Premises
from evidencecheck.assessment.reported import Reported
from evidencecheck.assessment.running_text import RunningText, running
from evidencecheck.assessment.serials import Span, spans
from evidencecheck.assessment.standards import Registry
from evidencecheck.assessment.stated import StatedTable
from evidencecheck.assessment.told import ToldTable
from evidencecheck.domain.document import Citation, Document, Field
from evidencecheck.domain.files import FileFacts
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.readings import lookalikes, number_key, numbers_uniquely
from evidencecheck.domain.rules import DocumentType, RuleBook
from evidencecheck.domain.submission import Submission
from evidencecheck.domain.systems import RulePack
from evidencecheck.domain.twins import Twin

_BRAND = 2
_RANK: Final[Mapping[str, int]] = {"authority": 0, "third-party": 1, "any": 2, "self": 3}
"""Whose word counts first, where two disagree."""


_HARDLY_READ = 0.7
"""Confidence below which a day may be another."""


@dataclass(frozen=True, slots=True)
class Context:
    """One assessment: rules, submission, documents."""

    book: RuleBook
    pack: RulePack
    submission: Submission
    documents: tuple[Document, ...]
    registry: Registry
    factors: Factors
    judged_types: frozenset[str]
    """Document types of which an indicator asks that they cite a standard."""
    asking: Mapping[str, frozenset[str]]
    """By document type: ids of the indicators that ask for it or would like to see it."""

    files: Mapping[str, FileFacts]
    """By path."""
    by_type: Mapping[str, tuple[Document, ...]]
    """Documents by their type, in their order."""
    by_number: Mapping[str, tuple[Document, ...]]
    """Documents by their certificate number, as it may have been misread."""
    by_figures: Mapping[tuple[str, str], tuple[Document, ...]] = field(default_factory=dict)
    """Documents by type and what of their certificate number stands behind its first letters."""
    by_file: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)
    """Documents by the path of their file, in their order."""
    places: Mapping[str, int] = field(default_factory=dict)
    """By id of a document: where it stands among all."""
    premises: Premises = field(default_factory=Premises)
    runs: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    """By id of a document: its serial numbers, once they were asked for."""
    told_in_text: dict[str, tuple[Run, ...]] = field(default_factory=dict)
    """The same of the numbers of its text."""
    run_on: dict[str, RunningText] = field(default_factory=dict)
    """The same of its text as one."""
    known_names: dict[str, bool] = field(default_factory=dict)
    """Names that were asked for, and whether they are the applicant's."""
    lesser: frozenset[tuple[str, str]] = frozenset()
    """Types that a slot accepts, each with one that points at it without being it."""
    facts: FactTable = field(default_factory=FactTable)
    reported: Mapping[str, tuple[Reported, ...]] = field(default_factory=dict)
    """What the fields of reports and statements give, by their names."""
    told: ToldTable = field(default_factory=ToldTable)
    """Every amount of the papers, whatever it is of."""
    near: NearNumbers = field(default_factory=NearNumbers)
    """Its exact numbers that one paper has, and those of several."""
    rows: NamedRows = field(default_factory=NamedRows)
    """What each tells under which name, of which others have another number."""
    stated: StatedTable = field(default_factory=StatedTable)
    """Amounts that several papers have with their figures in other orders."""
    counted: Counts = field(default_factory=dict)
    """How many of a thing stand there, by its name and the figures of the number."""
    listed: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)
    """By id of a document: rows of ledgers that are its own, or list it."""
    twins: Mapping[str, Sequence[Twin]] = field(default_factory=dict)
    """What other applicants have as well, by ``DocumentPrint.key``."""

    @property
    def date(self) -> date:
        """The assessment date."""
        return self.submission.date

    def type_of(self, document: Document) -> DocumentType | None:
        """The rules of a document's type; None for ``unknown``."""
        return self.book.documents.get(document.type)

    def spans(self, document: Document) -> tuple[Span, ...]:
        """The runs of serial numbers of a document, looked for once: see ``serials.spans``."""
        if document.id not in self.runs:
            self.runs[document.id] = tuple(spans(document))
        return self.runs[document.id]

    def numbers(self, document: Document) -> tuple[Run, ...]:
        """The numbers of the text of a document, looked for once: see ``number_runs.in_text``."""
        if document.id not in self.told_in_text:
            self.told_in_text[document.id] = tuple(in_text(document))
        return self.told_in_text[document.id]

    def is_applicant(self, name: str) -> bool:
        """Whether a printed name is the applicant's, or a branch of it."""
        if name not in self.known_names:
            match = match_applicant(name, self.submission.applicant)
            self.known_names[name] = match in {Match.SAME, Match.BRANCH}
        return self.known_names[name]

    def running(self, document: Document) -> RunningText:
        """The text of a document over the ends of its lines, put together once."""
        if document.id not in self.run_on:
            self.run_on[document.id] = running(document)
        return self.run_on[document.id]

    def of_another(self, document: Document) -> bool:
        """Whether the folder says the document is rightly another organisation's."""
        kind = self.type_of(document)
        if kind is None or self.is_applicant(document.text("holder")):
            return False
        return any(word in document.file for word in kind.foreign_holders)

    def speaks_for_the_firm(self, document: Document) -> bool:
        """Whether its amounts are those of the applicant as a whole for a year."""
        kind = self.type_of(document)
        holder = document.text("holder")
        return kind is not None and kind.whole_firm and (not holder or self.is_applicant(holder))

    def rank(self, document: str) -> tuple[bool, int, int]:
        """Whose word counts first where two papers disagree: the smaller.

        First the reports and statements of emissions, then by who issues them, then in order.
        """
        order = self.places[document]
        paper = self.documents[order]
        kind = self.type_of(paper)
        if kind is None:
            return True, len(_RANK), order
        # Of what anybody may issue counts more what somebody else has.
        issuer = paper.text("issuer") if kind.issuer == "any" else ""
        others = bool(issuer) and not self.is_applicant(issuer)
        return not kind.whole_firm, _RANK["third-party" if others else kind.issuer], order

    def brand(self, name: str) -> str:
        """The first two characters of a firm's name behind its place: what firms of a group share.

        A place is what some paper of the submission speaks of as a city, a province or a district.
        """
        rest = normal(name).removeprefix("中国")
        for length in (3, 2):
            place = rest[:length].rstrip("省市区县")
            if len(place) >= _BRAND and self.is_place(place):
                return rest[length : length + _BRAND]
        return rest[:_BRAND]

    def is_place(self, word: str) -> bool:
        """Whether some paper of the submission speaks of a word as a city, province or district."""
        named = tuple(f"{word}{part}" for part in "省市区县州")
        return any(
            place in line.text for d in self.documents for line in d.lines for place in named
        )

    def is_alone(self, document: Document) -> bool:
        """Whether its file holds no other document."""
        return len(self.by_file[document.file]) == 1

    def of_type(self, *names: str) -> Iterator[Document]:
        """The documents of some types, type by type."""
        return chain.from_iterable(self.by_type.get(name, ()) for name in names)

    def others_of_type(self, document: Document) -> Iterator[Document]:
        """The other documents of the type of one."""
        return (d for d in self.of_type(document.type) if d.id != document.id)

    def with_number_of(self, document: Document) -> Iterator[Document]:
        """Other documents that bear the same certificate number.

        A letter that a recogniser takes for a figure makes no other number of it.
        """
        key = number_key(document.text("certificate_number"))
        for other in self.by_number.get(lookalikes(key), ()):
            same = number_key(other.text("certificate_number")) == key
            read = Origin.OCR in {document.origin, other.origin}
            if other.id != document.id and (same or read):
                yield other

    def same_family(self, document_type: str, others: Iterable[str]) -> bool:
        """Whether a type is of the family of one of ``others``: often filed under its name."""
        mine = self.book.documents.get(document_type)
        families = set(mine.family) if mine is not None else set()
        return any(
            document_type == o
            or ((other := self.book.documents.get(o)) is not None and families & set(other.family))
            for o in others
        )

    def finding(
        self,
        code: str,
        /,
        document: Document | None = None,
        *,
        cite: Field | Citation | Iterable[Citation] | None = None,
        file: str = "",
        more: Mapping[str, object] | None = None,
        **params: object,
    ) -> Finding:
        """A finding of ``code`` with the level that rules/findings.yaml gives it.

        ``params`` and ``more`` fill its words; ``cite`` is where it is seen.
        """
        if isinstance(cite, Field):
            citations: tuple[Citation, ...] = (cite.citation,)
        elif isinstance(cite, Citation):
            citations = (cite,)
        elif cite is None:
            citations = (document.place,) if document else ()
        else:
            citations = tuple(cite)
        return Finding(
            code=code,
            level=self.book.findings[code].level,
            params=tuple((k, str(v)) for k, v in (params | dict(more or {})).items()),
            document=document.id if document else "",
            file=document.file if document else file,
            citations=citations,
        )


def figures_of(number: str) -> str:
    """A number from its first figure on, as numbers are compared: the year and all that follows."""
    key = number_key(number)
    return key.lstrip("".join(c for c in set(key) if not c.isdigit()))


def by_type(documents: Iterable[Document]) -> Mapping[str, tuple[Document, ...]]:
    """Documents by ``Context.by_type``."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(document.type, []).append(document)
    return {name: tuple(own) for name, own in found.items()}


def by_file(documents: Iterable[Document]) -> Mapping[str, tuple[Document, ...]]:
    """Documents by ``Context.by_file``."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(document.file, []).append(document)
    return {path: tuple(own) for path, own in found.items()}


def by_figures(
    documents: Iterable[Document],
) -> dict[tuple[str, str], tuple[Document, ...]]:  # fmt: skip
    """Documents by ``Context.by_figures``."""
    found: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        if figures := figures_of(document.text("certificate_number")):
            found.setdefault((document.type, figures), []).append(document)
    return {key: tuple(same) for key, same in found.items()}


def by_number(documents: Iterable[Document]) -> Mapping[str, tuple[Document, ...]]:
    """Documents by the number of their certificate; short ones number nothing uniquely."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        key = number_key(document.text("certificate_number"))
        if numbers_uniquely(key):
            found.setdefault(lookalikes(key), []).append(document)
    return {key: tuple(same) for key, same in found.items()}


def document_date(document: Document) -> date | None:
    """The date that a document's standards are judged at: its issue, else the end of its period.

    Whatever period it speaks of, it is made under what is in force when it is made: the edition of
    2015 is right in reports dated up to 2026-06-30 (reference, standards.csv, GB/T 32150). A day
    that was hardly read may be of another year: it counts where there is nothing else.
    """
    names = ("issue_date", "valid_from", "first_issue_date", "period_end")
    dates = [(document.field(name), iso(document, name)) for name in names]
    told = [(field, day) for field, day in dates if field is not None and day is not None]
    return next((day for field, day in told if field.confidence >= _HARDLY_READ), None) or next(
        (day for _, day in told), None
    )


def iso(document: Document, name: str) -> date | None:
    """A date field as a date; None where absent or 长期."""
    value = document.text(name)
    return date.fromisoformat(value) if value and value[0].isdigit() else None
