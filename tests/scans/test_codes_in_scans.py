"""The codes that speak of print, found on scans, and not given to what only looks like a fault.

Every paper is drawn, turned into a slightly noisy picture, and read by recognition alone. Each
planted case is drawn in two layouts; of each pair of near misses the one is drawn in the one layout
and the other in the other.

Codes that speak of files and not of print are left out: F101 to F108, A703 to A706, A708, A709 and
Q801.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pytest

from evidencecheck.assessment import assess
from evidencecheck.domain.document import Document
from evidencecheck.domain.files import FileFacts, FileStatus
from evidencecheck.domain.finding import Finding, Level
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.intake import collect
from evidencecheck.rulebook import load_rulebook
from evidencecheck.running.engine import engine_key
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.pool import ReadingPool
from tests.scans.cases import CODES, FIRING, Case
from tests.scans.drawing import LAYOUTS, scan
from tests.scans.near_misses import HONEST, NEAR
from tests.scans.papers import Paper

DAY = date(2026, 3, 31)
BOOK = load_rulebook()
LACKING = {"E001", "E002", "Y401"}
"""On what a submission of a single paper lacks."""

PLANTED = [(code, number) for code, cases in FIRING.items() for number in range(len(cases))]


class Scans(NamedTuple):
    """What was read of the papers that are drawn in one layout."""

    number: int
    """Of the layout, and so of the near misses that are drawn in it."""
    read: Mapping[Paper, tuple[Document, ...]]

    def of(self, case: Case) -> list[Document]:
        """The documents of a case, each of which must be of the type that it was drawn as."""
        found = [document for paper in case.papers for document in self.read[paper]]
        assert [d.type for d in found] == [p.kind for p in case.papers]
        return found


@pytest.fixture(scope="module", params=range(len(LAYOUTS)), ids=list(LAYOUTS))
def scans(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scans:
    """All papers of one layout, read together."""
    drawn = [case for cases in FIRING.values() for case in cases]
    drawn += [cases[request.param] for cases in NEAR.values()]
    papers = dict.fromkeys((*(p for case in drawn for p in case.papers), *HONEST.values()))
    folder = tmp_path_factory.mktemp("scans")
    names = {paper.file or f"扫描{number:03}.pdf": paper for number, paper in enumerate(papers)}
    assert len(names) == len(papers), "two papers go by one name"
    layout = list(LAYOUTS.values())[request.param]
    for seed, (name, paper) in enumerate(names.items()):
        scan(folder / name, layout, paper, seed)
    extractor, options = load_extractor(BOOK), Options(workers=1, cache=False)
    with ReadingPool(options, engine_key(options.ocr)) as pool:
        files = collect(folder, tmp_path_factory.mktemp("scratch"), options.limits)
        readings = pool.read(files)
    return Scans(
        request.param, {names[path]: extractor.documents(r) for path, r in readings.items()}
    )


def found(case: Case, documents: list[Document]) -> list[Finding]:
    """The findings on the indicator that a case is about, or on all of them and the documents."""
    files = [
        FileFacts(d.file, d.file, 1, "application/pdf", 1, FileStatus.READ) for d in documents
    ]  # fmt: skip
    applicant = Applicant(case.firm, case.code, (), case.address)
    report = assess(BOOK, BOOK.packs[case.pack], Submission(applicant, DAY), documents, files)
    indicators = {r.indicator.id.removeprefix(f"{case.pack}."): r for r in report.indicators}
    if case.on:
        return list(indicators[case.on].findings)
    entries = (*report.documents, *report.indicators)
    return [finding for entry in entries for finding in entry.findings]


def shows(documents: list[Document], name: str, value: str) -> bool:
    """Whether a document has a value for a field, a code of these words, or prints them."""
    if name == "qr_payloads":
        return any(m.mark.text == value for d in documents for m in d.marks)
    if name:
        fields = (d.field(name) for d in documents)
        return any(f is not None and str(f.value) == value for f in fields)
    printed = ("".join(line.text for line in d.lines).replace(" ", "") for d in documents)
    return any(value.replace(" ", "") in text for text in printed)


@pytest.mark.parametrize(("code", "number"), PLANTED, ids=[f"{c}-{n}" for c, n in PLANTED])
def test_a_planted_fault_is_found(scans: Scans, code: str, number: int) -> None:
    case = FIRING[code][number]
    assert code in {f.code for f in found(case, scans.of(case))}


@pytest.mark.parametrize("code", NEAR)
def test_what_only_looks_like_it_is_not(scans: Scans, code: str) -> None:
    case = NEAR[code][scans.number]
    documents = scans.of(case)
    assert [r for r in case.reads if not shows(documents, *r)] == []
    assert code not in {f.code for f in found(case, documents)}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_paper_is_not_accused(scans: Scans, name: str) -> None:
    case = Case(papers=(HONEST[name],))
    codes = {f.code for f in found(case, scans.of(case)) if f.level is not Level.NOTE}
    assert codes <= LACKING


def test_every_code_has_two_planted_cases_and_two_near_misses() -> None:
    assert tuple(FIRING) == tuple(NEAR) == CODES
    for code in CODES:
        planted = {(case.papers, layout) for case in FIRING[code] for layout in LAYOUTS}
        assert len(planted) >= 2, code
        near = NEAR[code]
        # One of them for each layout, and neither the same papers as the other or the fault.
        assert len(near) == len(LAYOUTS) == 2, code
        assert len({(case.papers, case.pack, case.on) for case in (*near, *FIRING[code])}) == (
            len(near) + len(FIRING[code])
        ), code
        assert all(case.papers for case in (*near, *FIRING[code])), code


def test_the_codes_left_out_speak_of_files() -> None:
    files = {"A703", "A704", "A705", "A706", "A708", "A709", "Q801"}
    of_print = {c for c in BOOK.findings if not c.startswith("F") and c not in files}
    assert set(CODES) == of_print
