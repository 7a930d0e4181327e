"""A702–A705 and A708: signatures, and what files state of their making."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, PageMark
from evidencecheck.domain.page import Mark, MarkKind, Origin
from evidencecheck.domain.provenance import Changes, Provenance, Signature
from tests.assessment.conftest import BOX, FIRM, Outcome, document, facts

Run = Callable[..., Outcome]


def certificate(**more: object) -> Document:
    known = {
        "holder": FIRM, "standards": "GB/T 19001-2016", "issue_date": "2025-01-01",
        "valid_until": "2027-12-31",
    }  # fmt: skip
    return document("management-system-certificate", "证书.pdf", **{**known, **more})


def signed(intact: bool | None, changes: Changes, page: int | None = None) -> Signature:
    return Signature("Signature1", intact, changes, "某认证中心", signed_at="2025-01-02", page=page)


def codes(run: Run, paper: Document, **of_file: object) -> set[str]:
    return run(paper, files=(facts(paper.file, **of_file),)).of_documents()  # type: ignore[arg-type]


# ------------------------------------------------------------------ digital signatures


@pytest.mark.parametrize(
    ("signature", "code"),
    [
        (signed(False, Changes.UNKNOWN), "A703"),
        (signed(False, Changes.NONE, page=1), "A703"),
        (signed(True, Changes.OTHER), "A704"),
        (signed(True, Changes.UNCOVERED), "A704"),
    ],
)
def test_a_signature_that_does_not_hold(run: Run, signature: Signature, code: str) -> None:
    assert code in codes(run, certificate(), signatures=(signature,))


@pytest.mark.parametrize(
    "signature",
    [
        signed(True, Changes.NONE),
        signed(True, Changes.ALLOWED),
        signed(True, Changes.UNKNOWN),
        signed(None, Changes.UNKNOWN),
        # On another page of a bound file.
        signed(False, Changes.NONE, page=9),
    ],
)
def test_a_signature_that_holds_or_cannot_be_verified(run: Run, signature: Signature) -> None:
    assert codes(run, certificate(), signatures=(signature,)).isdisjoint({"A703", "A704"})


# ------------------------------------------------------------------ files changed after issue

LATE = Provenance(producer="PDF editor", modified="2025-06-30T10:00:00", revisions=2)
AT_ODDS = {"title": "质量管理体系认证证书", "standards": "GB/T 24001-2016"}


def test_a_late_change_and_a_contradiction_are_no_coincidence(run: Run) -> None:
    assert "A704" in codes(run, certificate(**AT_ODDS), made=LATE)
    dates = certificate(issue_date="2025-01-01", first_issue_date="2025-02-01")
    assert "A704" in codes(run, dates, made=LATE)


@pytest.mark.parametrize(
    ("more", "made"),
    [
        # Merged or stamped files change all the time; alone that says nothing.
        ({}, LATE),
        (AT_ODDS, replace(LATE, revisions=1)),
        (AT_ODDS, replace(LATE, modified="2025-01-20")),
        (AT_ODDS, replace(LATE, modified="")),
    ],
)
def test_a_change_or_a_contradiction_alone(
    run: Run, more: dict[str, object], made: Provenance
) -> None:
    assert "A704" not in codes(run, certificate(**more), made=made)


# ------------------------------------------------------------------ programs and photos


@pytest.mark.parametrize("program", ["Adobe Photoshop 25.0", "GIMP 2.10"])
def test_a_certificate_from_a_picture_editor(run: Run, program: str) -> None:
    assert "A705" in codes(run, certificate(), made=Provenance(application=program))
    assert "A705" in codes(run, certificate(), made=Provenance(producer=program))


def test_other_programs_and_other_papers(run: Run) -> None:
    assert "A705" not in codes(run, certificate(), made=Provenance(producer="iText 2.1.7"))
    plan = document("transition-plan", "方案.pdf", holder=FIRM)
    assert "A705" not in codes(run, plan, made=Provenance(producer="Adobe Photoshop 25.0"))


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ("2026-04-01T09:00:00", True),
        ("2020-01-01T09:00:00", True),
        ("2026-03-31T09:00:00", False),
        ("2021-06-01T09:00:00", False),
        ("", False),
        ("0000-00-00", False),
    ],
)
def test_when_a_photo_was_taken(run: Run, taken: str, told: bool) -> None:
    photo = document("photo", "照片.jpg")
    assert ("A708" in codes(run, photo, made=Provenance(taken=taken))) is told


@pytest.mark.parametrize(
    ("place", "others", "told"),
    [
        ((39.9, 116.4), 3, True),
        ((39.11, 117.22), 3, False),
        ((39.9, 116.4), 2, False),
        # A few photos do not tell where the others should be; the region of the system does.
        ((31.5, 120.3), 2, True),
        ((31.5, 120.3), 0, True),
        ((39.11, 117.22), 0, False),
    ],
)
def test_where_a_photo_was_taken(
    run: Run, place: tuple[float, float], others: int, told: bool
) -> None:  # fmt: skip
    photos = [document("photo", f"{n}.jpg") for n in range(others + 1)]
    places = [place, *[(39.1 + n / 1000, 117.2) for n in range(others)]]
    files = [facts(d.file, made=Provenance(gps=p)) for d, p in zip(photos, places, strict=True)]
    report = run(*photos, files=files).report
    found = {e.document.file for e in report.documents for f in e.findings if f.code == "A708"}
    assert found == ({"0.jpg"} if told else set())


# ------------------------------------------------------------------ signatures by hand


def statement(*marks: MarkKind, **more: object) -> Document:
    paper = document(
        "ghg-verification-statement", "声明.pdf",
        **{"holder": FIRM, "origin": Origin.OCR, **more},
    )  # fmt: skip
    return replace(paper, marks=tuple(PageMark(1, Mark(k, BOX)) for k in marks))


def test_no_trace_of_a_signature(run: Run) -> None:
    assert "A702" in codes(run, statement())
    assert "A702" in codes(run, statement(MarkKind.SEAL))


@pytest.mark.parametrize(
    "paper",
    [
        statement(MarkKind.INK),
        statement(MarkKind.SIGNATURE),
        statement(signatory="李示例"),
        # What is handed in as a Word file is not the paper that was signed.
        statement(origin=Origin.CELL),
        certificate(origin=Origin.OCR),
    ],
)
def test_a_signature_or_none_needed(run: Run, paper: Document) -> None:
    assert "A702" not in codes(run, paper)


def test_a_digital_signature_will_do(run: Run) -> None:
    assert "A702" not in codes(run, statement(), signatures=(signed(True, Changes.NONE),))
