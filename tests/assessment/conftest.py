"""Documents put together by hand, held against the Tianjin pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest

from evidencecheck.assessment import assess
from evidencecheck.domain.document import Citation, Document, Field, Line, PageMark, Placeholder
from evidencecheck.domain.files import FileFacts, FileStatus, Problem
from evidencecheck.domain.finding import Finding, Flag
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind, Origin
from evidencecheck.domain.provenance import UNSTATED, Provenance, Signature
from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.extraction.entities.standards import find_standards
from evidencecheck.rulebook import load_rulebook

FIRM = "青河示例机械有限公司"
CODE = "91350100M000100Y43"
DAY = date(2026, 3, 31)
_SPOKEN = "零碳工厂 节能降碳 双碳 光伏项目" * 6
"""What documents of these tests speak of, so that topics are met unless a test is about them."""
BOX = Box(0.1, 0.1, 0.5, 0.12)

Make = Callable[..., Document]


@pytest.fixture(scope="session")
def book() -> RuleBook:
    """The program's own rules."""
    return load_rulebook()


def document(
    kind: str,
    file: str = "",
    *,
    text: str = "",
    title: str = "",
    origin: Origin = Origin.TEXT_LAYER,
    languages: tuple[str, ...] = ("zh",),
    codes: tuple[str, ...] = (),
    confidence: float = 0.99,
    sure: float = 0.99,
    placeholder: str = "",
    coded: Mapping[str, tuple[str, str | int | float]] | None = None,
    **fields: object,
) -> Document:
    """A document of one page; fields as keywords, dates as ISO strings, standards as one string.

    ``coded``: of each field that a QR code states, its words and its value.
    """
    path = file or f"{kind}.pdf"
    text = f"{title or kind}\n{text or _SPOKEN}"
    found = []
    for name, value in fields.items():
        if name == "standards":
            value = tuple(s.ref for s in find_standards(str(value)))
        raw = str(value)
        found.append(Field(name, value, raw, Citation(path, 1, BOX, raw), sure))  # type: ignore[arg-type]
    place = Citation(path, 1, BOX, title or kind)
    return Document(
        id="",
        file=path,
        first_page=1,
        last_page=1,
        type=kind,
        confidence=confidence,
        title=place,
        fields=tuple(found),
        coded=tuple(
            Field(name, value, raw, Citation(path, 1, BOX, raw), 1.0)
            for name, (raw, value) in (coded or {}).items()
        ),
        lines=tuple(Line(1, line, BOX) for line in text.split("\n") if line),
        placeholders=(Placeholder(placeholder, place),) if placeholder else (),
        origin=origin,
        languages=languages,
        # Signed and sealed, so that no test is about that by chance.
        marks=(
            PageMark(1, Mark(MarkKind.INK, BOX)),
            PageMark(1, Mark(MarkKind.SEAL, BOX)),
            *(PageMark(1, Mark(MarkKind.QR, BOX, c)) for c in codes),
        ),
    )


def facts(
    path: str,
    *problems: Problem,
    sha: str = "",
    status: FileStatus | None = None,
    signatures: tuple[Signature, ...] = (),
    made: Provenance = UNSTATED,
) -> FileFacts:
    """A file, readable unless it has a problem."""
    bad = any(p.code in {"F101", "F102", "F107"} for p in problems)
    state = status or (FileStatus.UNREADABLE if bad else FileStatus.READ)
    return FileFacts(
        path, sha or path, 100, "application/pdf", 1, state, problems, signatures, made
    )


class Outcome:
    """A report with short ways to what tests ask of it."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def flag(self, indicator: str) -> Flag:
        """The flag of an indicator, without the system's prefix."""
        return self._result(indicator).flag

    def codes(self, indicator: str) -> list[str]:
        """The codes on an indicator, in order."""
        return [f.code for f in self._result(indicator).findings]

    def finding(self, indicator: str, code: str) -> Finding:
        """The first finding of a code on an indicator."""
        return next(f for f in self._result(indicator).findings if f.code == code)

    def of_documents(self) -> set[str]:
        """Codes on documents."""
        return {f.code for d in self.report.documents for f in d.findings}

    def of_files(self) -> set[str]:
        """Codes on files."""
        return {f.code for d in self.report.files for f in d.findings}

    def _result(self, indicator: str):  # type: ignore[no-untyped-def]
        name = f"{self.report.pack.id}.{indicator}"
        return next(r for r in self.report.indicators if r.indicator.id == name)


@pytest.fixture(scope="session")
def run(book: RuleBook) -> Callable[..., Outcome]:
    """Assess documents (and files) as the submission of FIRM on DAY."""

    def assessed(
        *documents: Document,
        files: Sequence[FileFacts] = (),
        day: date = DAY,
        established: date | None = None,
        code: str = CODE,
        aliases: tuple[str, ...] = (),
        pack: str = "tianjin",
        address: str = "",
    ) -> Outcome:
        applicant = Applicant(FIRM, code, aliases, address, established)
        known = {f.path for f in files}
        all_files = [*files, *(facts(d.file) for d in documents if d.file not in known)]
        unique = {f.path: f for f in all_files}
        return Outcome(
            assess(
                book,
                book.packs[pack],
                Submission(applicant, day),
                documents,
                list(unique.values()),
            )
        )

    return assessed
