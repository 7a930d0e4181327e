"""Every code that assessment or intake can give: a case that must fire and a near miss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.files import FileFacts, FileStatus, Problem
from tests.assessment.conftest import CODE, FIRM, Outcome, document, facts

Run = Callable[..., Outcome]
OTHER, OTHERS_CODE = "白石样品电子有限公司", "91130200699229617X"


@dataclass(frozen=True)
class Case:
    """What is handed in."""

    documents: tuple[Document, ...] = ()
    files: tuple[FileFacts, ...] = ()
    indicator: str = ""
    """The indicator to look at; empty: whatever carries the code."""


def case(*documents: Document, files: tuple[FileFacts, ...] = (), on: str = "") -> Case:
    return Case(documents, files, on)


def letter(file: str = "", **more: object) -> Document:
    return document("commitment-letter", file, **{"holder": FIRM, **more})


def certificate(file: str = "", **more: object) -> Document:
    known = {
        "holder": FIRM, "issuer": "某认证中心有限公司", "standards": "GB/T 19001-2016",
        "issue_date": "2025-01-01", "valid_until": "2027-12-31",
    }  # fmt: skip
    return document(
        "management-system-certificate",
        file,
        **{k: v for k, v in {**known, **more}.items() if v is not None},
    )


def statement(year: int, **more: object) -> Document:
    known = {
        "holder": FIRM, "issuer": "某核查有限公司", "issue_date": "2026-02-01",
        "period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "years": (year,),
    }  # fmt: skip
    return document("ghg-verification-statement", f"{year}.pdf", **{**known, **more})


def savings(standards: str, **more: object) -> Document:
    return document("reduction-report", holder=FIRM, standards=standards, **more)


def unread(path: str, code: str) -> Case:
    return case(files=(facts(path, Problem(code)),), on="1.1.1")


ALL_CERTIFICATES = tuple(
    certificate(f"{i}.pdf", standards=standard)
    for i, standard in enumerate(
        ("GB/T 19001-2016", "GB/T 45001-2020", "GB/T 24001-2016", "GB/T 23331-2020")
    )
)
YEARS = tuple(statement(y) for y in (2023, 2024, 2025))
BLANK = "1.1 最高管理者/最高管理者承诺书.pdf"
ELSEWHERE = "5.2 能耗强度/能耗.pdf"
DRAWING = Problem("F104", (("format", "DWG"),))

CASES: dict[str, tuple[Case, Case]] = {
    "E001": (case(on="1.1.1"), case(letter(), on="1.1.1")),
    "E002": (case(*ALL_CERTIFICATES[:3], on="1.2.3"), case(*ALL_CERTIFICATES, on="1.2.3")),
    "E003": (
        case(document("meeting-record", BLANK, holder=FIRM, title="会议纪要"), on="1.1.1"),
        case(letter(BLANK, title="最高管理者承诺书"), on="1.1.1"),
    ),
    "F101": (unread(BLANK, "F101"), unread(ELSEWHERE, "F101")),
    "F102": (unread(BLANK, "F102"), unread(ELSEWHERE, "F102")),
    "F103": (unread(BLANK, "F103"), unread(ELSEWHERE, "F103")),
    "F104": (
        case(files=(facts("图纸.dwg", DRAWING, status=FileStatus.SKIPPED),)),
        case(files=(facts("图纸.pdf"),)),
    ),
    "F105": (
        case(files=(facts("a.pdf", sha="1"), facts("b.pdf", sha="1"))),
        case(files=(facts("a.pdf", sha="1"), facts("a副本.pdf", sha="2"))),
    ),
    "V201": (
        case(certificate(issue_date="2023-01-01", valid_until="2026-03-30")),
        case(certificate(issue_date="2023-01-01", valid_until="2026-03-31")),
    ),
    "V202": (
        case(certificate(valid_from="2026-04-01")),
        case(certificate(valid_from="2026-03-31")),
    ),
    "V203": (case(certificate(valid_until=None)), case(certificate(valid_until="long-term"))),
    "V204": (
        case(certificate(valid_until="2026-06-29")),
        case(certificate(valid_until="2026-06-30")),
    ),
    "V206": (
        case(certificate(issue_date="2028-01-01", valid_until="2027-12-31")),
        case(certificate(issue_date="2025-01-01", valid_until="2025-01-01")),
    ),
    "V207": (case(letter(issue_date="2026-04-01")), case(letter(issue_date="2026-03-31"))),
    "V208": (
        case(statement(2025, issue_date="2025-12-20")),
        case(statement(2025, issue_date="2025-12-31")),
    ),
    "S301": (case(savings("ISO 14064-1:2018")), case(savings("GB/T 13234-2018"))),
    "S302": (
        case(savings("ISO 14064-1:2006", issue_date="2021-12-19")),
        case(savings("ISO 14064-1:2006", issue_date="2021-12-18")),
    ),
    "S303": (case(savings("GB/T 99999-2019")), case(savings("GB/T 13234-2018"))),
    "Y401": (case(YEARS[0], YEARS[2], on="2.2.3"), case(*YEARS, on="2.2.3")),
    "Y402": (
        case(*YEARS[:2], statement(2025, period_end="2025-06-30"), on="2.2.3"),
        case(*YEARS[:2], statement(2025, period_end="2025-12-30"), on="2.2.3"),
    ),
    "P501": (case(letter(holder=OTHER)), case(letter(holder="青河示例机械有限责任公司"))),
    "P502": (
        case(letter(holder_credit_code=CODE[:-1] + "5")),
        case(letter(holder_credit_code=CODE)),
    ),
    "P503": (
        case(letter(holder_credit_code=OTHERS_CODE)),
        case(letter(holder=OTHER, holder_credit_code=OTHERS_CODE)),
    ),
    "P504": (case(statement(2025, issuer=FIRM)), case(statement(2025, issuer=OTHER))),
    # A blank is what the reader marks as one; the same letters in a sentence are not.
    "A707": (
        case(letter(placeholder="XX公司")),
        case(letter(text="零碳工厂 本公司承诺，XX 型号除外")),
    ),
}


def _codes(run: Run, made: Case) -> set[str]:
    outcome = run(*made.documents, files=made.files)
    if made.indicator:
        return set(outcome.codes(made.indicator))
    every = {f.code for r in outcome.report.indicators for f in r.findings}
    return every | outcome.of_documents() | outcome.of_files()


@pytest.mark.parametrize("code", CASES)
def test_it_fires(run: Run, code: str) -> None:
    assert code in _codes(run, CASES[code][0])


@pytest.mark.parametrize("code", CASES)
def test_it_leaves_the_near_miss_alone(run: Run, code: str) -> None:
    assert code not in _codes(run, CASES[code][1])


def test_no_code_is_left_out() -> None:
    asked = """E001 E002 E003 F101 F102 F103 F104 F105 V201 V202 V203 V204 V206 V207 V208
        S301 S302 S303 Y401 Y402 P501 P502 P503 P504 A707"""
    assert set(CASES) == set(asked.split())
