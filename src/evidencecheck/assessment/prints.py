"""The fingerprints of a submission, by which its papers are known again at another applicant."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from evidencecheck.assessment.applicant import completed
from evidencecheck.assessment.names import Match, match_applicant
from evidencecheck.assessment.shingles import (
    bare_text,
    page_numbers,
    page_words,
    run_hashes,
    sample,
)
from evidencecheck.domain.document import PHOTO_TYPE, Document
from evidencecheck.domain.files import FileFacts
from evidencecheck.domain.readings import number_key, numbers_uniquely
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.domain.systems import Indicator
from evidencecheck.domain.twins import ApplicantPrint, DocumentPrint, PagePrint

_SURE = 0.85


class Printer:
    """Takes fingerprints; what depends on the rules alone is made ready once."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        required = (
            int(h)
            for pack in book.packs.values()
            for indicator in pack.indicators
            for text in _required(indicator)
            for h in run_hashes(bare_text(text))
        )
        self._required = frozenset(required)

    def prints(
        self,
        system: str,
        submission: Submission,
        documents: Sequence[Document],
        files: Sequence[FileFacts],
    ) -> ApplicantPrint:
        """The fingerprints of one submission; the order of its documents does not matter."""
        applicant = completed(submission, documents, self._book).applicant
        known = {f.path: f for f in files}
        found = [self._document(d, applicant, known[d.file]) for d in documents if d.file in known]
        return ApplicantPrint(
            applicant.name,
            applicant.credit_code,
            applicant.aliases,
            system,
            submission.date.year,
            tuple(sorted(found, key=lambda d: d.key)),
        )

    def _document(self, document: Document, applicant: Applicant, file: FileFacts) -> DocumentPrint:
        kind = self._book.documents.get(document.type)
        holder = document.field("holder")
        sure = holder is not None and holder.confidence >= _SURE
        own = sure and match_applicant(document.text("holder"), applicant) in {
            Match.SAME,
            Match.BRANCH,
        }
        claimed = own or (
            holder is None
            and (
                document.type == PHOTO_TYPE
                or (kind is not None and (kind.holder == "applicant" or kind.issuer == "self"))
            )
        )
        if kind is not None and any(word in document.file for word in kind.foreign_holders):
            own = claimed = False
        text = document.words
        bare = bare_text(text, (applicant.name, *applicant.aliases))
        return DocumentPrint(
            key=place_key(document),
            type=document.type,
            sha256=file.sha256,
            own=own,
            claimed=claimed,
            shared=_of_several(text, self._book.phrases.several_sites),
            number=self._number(document),
            text=tuple(h for h in sample(bare) if h not in self._required)
            if kind is not None and kind.own_words
            else (),
            pages=tuple(_pages(document, file)),
        )

    def _number(self, document: Document) -> str:
        kind, field = (
            self._book.documents.get(document.type),
            document.field("certificate_number"),
        )
        if kind is None or not kind.by_others:
            return ""
        if field is None or field.confidence < _SURE:
            return ""
        number = number_key(str(field.value))
        return _digest(f"{document.type}\0{number}") if numbers_uniquely(number) else ""


def place_key(document: Document) -> str:
    """``DocumentPrint.key`` of a document."""
    return _digest(f"{document.file}\0{document.first_page}")


def _pages(document: Document, file: FileFacts) -> Iterator[PagePrint]:
    for number, picture in file.pictures:
        if document.first_page <= number <= document.last_page:
            text = "\n".join(line.text for line in document.lines if line.page == number)
            yield PagePrint(
                picture, page_words(bare_text(text)), page_numbers(text), file.provenance.taken
            )


def _of_several(text: str, words: Iterable[str]) -> bool:
    plain = bare_text(text)
    return any(bare_text(word) in plain for word in words)


def _required(indicator: Indicator) -> Iterator[str]:
    """The words of the rules themselves, which many applicants repeat."""
    yield indicator.requirement
    yield indicator.evidence_basis or ""
    yield indicator.scoring
    for slot in indicator.every_slot:
        yield slot.text
    for tier in indicator.tiers.values():
        yield tier.text


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
