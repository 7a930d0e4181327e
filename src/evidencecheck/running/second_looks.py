"""Second looks at what decides: text that lies, names and figures that may be misread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from evidencecheck.assessment.checks.identity import nearly_coded
from evidencecheck.assessment.doubted import doubted, with_sure_figures
from evidencecheck.assessment.doubted_days import doubted_days, with_sure_days
from evidencecheck.assessment.names import may_be_misread, nearly_one_code
from evidencecheck.domain.document import Citation, Document, Field
from evidencecheck.domain.files import FileReading, SourceFile
from evidencecheck.domain.page import Origin, Page
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant
from evidencecheck.reading.second_look import LOOKED_AT
from evidencecheck.running.pool import ReadingPool, Shown

DECIDING: Final = (
    "holder",
    "holder_credit_code",
    "certificate_number",
    "issue_date",
    "valid_from",
    "valid_until",
    "emissions_total",
)
"""Fields for whose sake a paper is falsified."""


_COMPARED: Final = frozenset({"holder", "holder_credit_code", "certificate_number", "issuer"})
_Near = Callable[[Document, Applicant], Iterator[Field]]


def looked_at(
    documents: Sequence[Document], files: Sequence[SourceFile], pool: ReadingPool, book: RuleBook
) -> list[Document]:
    """``documents`` with what their pages show instead of the text layer (``Field.shown``).

    Looked at are the deciding fields of what third parties and authorities issue, where the text
    is the file's own: pages that were recognised have been looked at already.
    """
    places = {
        file: tuple(sorted({f.citation for d in of_file for f in _deciding(d)}, key=_order))
        for file in files
        if file.media_type in LOOKED_AT
        and (of_file := [d for d in documents if d.file == file.path and _issued(d, book)])
    }
    seen = pool.look({file: wanted for file, wanted in places.items() if wanted})
    shown = {
        citation: words
        for file, wanted in places.items()
        for citation, words in zip(wanted, seen.get(file.path, ()), strict=False)
        if words is not None
    }
    return [_with(d, shown) for d in documents] if shown else list(documents)


def compared(
    documents: Sequence[Document],
    files: Sequence[SourceFile],
    readings: Mapping[str, FileReading],
    pool: ReadingPool,
    applicant: Applicant,
) -> list[Document]:
    """``documents`` with how likely what is nearly the applicant's name or code is it, misread.

    And a number that is nearly that of the QR code beside it.
    """
    found: dict[Citation, float] = {}
    for near, own in ((_near, applicant.name), (_near_code, applicant.credit_code)):

        def places(document: Document, near: _Near = near) -> Iterator[Citation]:
            return (field.citation for field in near(document, applicant))

        wanted = _shown(documents, files, readings, places) if own else {}
        found |= _by_place(wanted, pool.name_odds(wanted, own) if wanted else {})
    coded: dict[str, list[Document]] = {}
    for document in documents:
        if number := nearly_coded(document):
            coded.setdefault(number, []).append(document)
    for number in sorted(coded):
        wanted = _shown(coded[number], files, readings, _number)
        found |= _by_place(wanted, pool.name_odds(wanted, number) if wanted else {})
    return [with_odds(d, found) for d in documents] if found else list(documents)


def refigured(
    documents: Sequence[Document],
    files: Sequence[SourceFile],
    readings: Mapping[str, FileReading],
    pool: ReadingPool,
    on: date,
) -> list[Document]:
    """``documents`` with the figures and days looked at again that decide.

    Whether totals come out, and whether a paper is of a day to come, past or out of order ``on``
    the day of the assessment.
    """

    def asked(document: Document) -> Iterator[Citation]:
        yield from doubted(document)
        yield from doubted_days(document, on)

    wanted = _shown(documents, files, readings, asked)
    seen = pool.figure_odds(wanted) if wanted else {}
    found = _by_place(wanted, seen)
    if not found:
        return list(documents)
    return [with_sure_days(with_sure_figures(d, found), found) for d in documents]


def _shown(
    documents: Sequence[Document],
    files: Sequence[SourceFile],
    readings: Mapping[str, FileReading],
    asked: Callable[[Document], Iterable[Citation]],
) -> Shown:
    """The places that are ``asked`` for in documents, in order, with their pages, by file."""
    places: dict[str, set[Citation]] = {}
    for document in documents:
        if document.file in readings and (wanted := set(asked(document))):
            places.setdefault(document.file, set()).update(wanted)
    return {
        file: (tuple(sorted(at, key=_order)), _bare(readings[file.path], at))
        for file in files
        if (at := places.get(file.path))
    }


def _by_place(
    wanted: Shown, seen: Mapping[str, Sequence[float | None]]
) -> dict[Citation, float]:  # fmt: skip
    return {
        place: odds
        for file, (places, _) in wanted.items()
        for place, odds in zip(places, seen.get(file.path, ()), strict=False)
        if odds is not None
    }


def _near(document: Document, applicant: Applicant) -> Iterator[Field]:
    """Who holds a paper, and who issued it: the applicant cannot vouch for itself."""
    for name in ("holder", "issuer"):
        field = document.field(name)
        if field is None or document.origin is not Origin.OCR or not field.citation.quote:
            continue
        if may_be_misread(str(field.value), applicant):
            yield field


def _near_code(document: Document, applicant: Applicant) -> Iterator[Field]:
    code = document.field("holder_credit_code")
    if code is None or document.origin is not Origin.OCR or not code.citation.quote:
        return
    if nearly_one_code(str(code.value), applicant.credit_code):
        yield code


def _number(document: Document) -> Iterator[Citation]:
    field = document.field("certificate_number")
    if field is not None:
        yield field.citation


def _bare(reading: FileReading, places: Iterable[Citation]) -> tuple[Page, ...]:
    """The pages of the places, without what was read of them."""
    numbers = {p.page for p in places}
    return tuple(
        replace(page, spans=(), marks=(), tables=(), under=())
        for page in reading.pages
        if page.number in numbers
    )


def with_odds(document: Document, found: Mapping[Citation, float]) -> Document:
    """``document`` with the odds of its holder, issuer, code and number, where they were found."""
    fields = tuple(
        replace(f, own_odds=found[f.citation]) if f.name in _COMPARED and f.citation in found else f
        for f in document.fields
    )
    return document if fields == document.fields else replace(document, fields=fields)


def _issued(document: Document, book: RuleBook) -> bool:
    kind = book.documents.get(document.type)
    return document.origin is Origin.TEXT_LAYER and kind is not None and kind.by_others


def _deciding(document: Document) -> Iterator[Field]:
    for field in document.fields:
        if field.name in DECIDING and field.citation.quote and field.citation.file == document.file:
            yield field


def _order(place: Citation) -> tuple[int, float, float, str]:
    return place.page, place.box.y0, place.box.x0, place.quote


def _with(document: Document, shown: dict[Citation, str]) -> Document:
    fields = tuple(
        replace(f, shown=shown[f.citation]) if f.name in DECIDING and f.citation in shown else f
        for f in document.fields
    )
    return document if fields == document.fields else replace(document, fields=fields)
