"""P501, P505 and Q801 by how a holder was found: unlabelled, in a list, nearly the applicant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.known_names import is_printed_so, with_whole_holders
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from evidencecheck.domain.submission import Applicant
from tests.assessment.conftest import CODE, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
NEAR = "青河示例机诫有限公司"


def whose(outcome: Outcome) -> set[str]:
    """The codes on whose a document is."""
    return {c for c in outcome.of_documents() if c[0] == "P" or c == "Q801"}


@pytest.mark.parametrize(
    ("kind", "sure", "found"),
    [
        ("management-policy", 0.9, {"P505"}),
        ("management-policy", 0.97, {"P501"}),
        # What others issue names its holder, labelled or not.
        ("environmental-approval", 0.9, {"P501"}),
        ("management-policy", 0.6, {"Q801"}),
    ],
)
def test_an_own_paper_under_another_name(
    run: Run, kind: str, sure: float, found: set[str]
) -> None:  # fmt: skip
    assert whose(run(document(kind, holder=OTHER, sure=sure))) == found


def test_an_own_paper_that_names_the_applicant_elsewhere_is_for_a_person(run: Run) -> None:
    paper = document("management-policy", holder=OTHER, sure=0.9, text=f"由{FIRM}制定")
    assert whose(run(paper)) == {"Q801"}


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("1 青河示例电子有限公司 电子\n2 白石样品电子有限公司 电子", {"P501"}),
        # Beside the applicant; others only; the place alone.
        (f"1 青河示例电子有限公司 电子\n2 {FIRM} 机械", set()),
        ("1 白石样品电子有限公司 电子\n2 云岭示例电子有限公司 电子", {"Q801"}),
        ("1 青河白石电子有限公司 电子", {"Q801"}),
    ],
)
def test_a_list_in_which_only_a_sister_stands(run: Run, rows: str, found: set[str]) -> None:
    paper = document("award", text=f"青河市绿色工厂名单\n{rows}", issuer="青河市工业和信息化局")
    assert whose(run(paper)) == found


def test_a_sister_that_was_hardly_read_accuses_nobody(run: Run) -> None:
    text = "青河市绿色工厂名单\n1 青河示例电子有限公司 电子"
    paper = document("award", text=text, issuer="青河市工业和信息化局")
    faint = replace(paper, lines=tuple(replace(x, confidence=0.8) for x in paper.lines))
    assert whose(run(faint)) == {"Q801"}


def nearly(odds: float | None, kind: str = "commitment-letter", file: str = "a.pdf") -> Document:
    """A recognised paper whose holder is one character off, with the odds of its print."""
    more = {} if kind == "commitment-letter" else {"issuer": "苍原认证中心"}
    paper = document(kind, file, origin=Origin.OCR, holder=NEAR, valid_until="2028-01-01", **more)
    fields = (replace(f, own_odds=odds) if f.name == "holder" else f for f in paper.fields)
    return replace(paper, fields=tuple(fields))


@pytest.mark.parametrize(
    ("odds", "found"),
    [(2e-7, {"P501"}), (0.01, {"Q801"}), (0.3, set())],
    ids=["another name", "either", "the applicant's"],
)
def test_print_that_is_nearly_the_applicant_s_name(
    run: Run, odds: float, found: set[str]
) -> None:  # fmt: skip
    assert whose(run(nearly(odds))) == found


@pytest.mark.parametrize(
    ("odds", "found"), [(1e-20, {"P505"}), (0.001, {"Q801"}), (40.0, set()), (None, {"P505"})]
)
def test_two_characters_of_a_signature_that_are_another_s(
    run: Run, odds: float | None, found: set[str]
) -> None:
    text = "环境保护守法承诺书\n我公司承诺自觉遵守法律法规\n危险废物交由有资质单位处置，接受监督。"
    paper = document(
        "commitment-letter", origin=Origin.OCR, holder="青河求析机械有限公司", text=text,
        issue_date="2026-01-05",
    )  # fmt: skip
    fields = tuple(
        replace(f, own_odds=odds, confidence=0.8) if f.name == "holder" else f for f in paper.fields
    )
    assert whose(run(replace(paper, fields=fields))) == found


@pytest.mark.parametrize(
    ("odds", "found"), [(2e-7, {"P501"}), (0.01, set()), (0.3, set()), (None, set())]
)
def test_a_supplier_s_goods_in_nearly_the_applicant_s_name(
    run: Run, odds: float | None, found: set[str]
) -> None:
    assert whose(run(nearly(odds, "product-certificate", "设备/电机证书.pdf"))) == found


@pytest.mark.parametrize(
    ("odds", "whole"), [(0.3, True), (0.05, True), (0.04, False), (2e-7, False)]
)
def test_a_likely_print_is_taken_for_the_applicant_s(odds: float, whole: bool) -> None:
    mended, unasked = with_whole_holders([nearly(odds), nearly(None)], Applicant(FIRM, CODE))
    assert mended.text("holder") == (FIRM if whole else NEAR)
    assert mended.field("holder").raw == NEAR  # type: ignore[union-attr]
    # What was misread in one paper is misread in the other; alone nothing is known of it.
    assert unasked.text("holder") == mended.text("holder")
    (alone,) = with_whole_holders([nearly(None)], Applicant(FIRM, CODE))
    assert alone.text("holder") == NEAR


VERIFIER = "北岭验证技术有限公司"


def audited(line: str, *, by: str = VERIFIER, year: int = 2025, of: str = "ghg-report"):  # type: ignore[no-untyped-def]
    """A statement of the verifier on 2025, and a report with a line of its own."""
    statement = document("ghg-verification-statement", holder=FIRM, issuer=VERIFIER, years=(2025,))
    report = document(of, holder=FIRM, issuer=by, years=(year,), text=f"零碳工厂\n{line}")
    return statement, report


@pytest.mark.parametrize(
    ("papers", "found"),
    [
        (audited(f"编制单位：{VERIFIER}"), True),
        (audited(f"本报告由技术支持单位{VERIFIER}编写"), True),
        # The end of its name under a seal.
        (audited(f"编制单位：{VERIFIER[:-1]}"), True),
        (audited(f"编制单位：{VERIFIER}", of="ghg-inventory"), True),
        # Another year, another body, a line without such a word, a paper that it does not judge.
        (audited(f"编制单位：{VERIFIER}", year=2024), False),
        (audited("编制单位：苍原咨询有限公司"), False),
        (audited(f"编制单位：{FIRM}\n核查机构：{VERIFIER}"), False),
        (audited(f"编制单位：{VERIFIER}", of="energy-audit-report"), False),
    ],
)
def test_who_verifies_the_report_that_it_wrote(
    run: Run, papers: tuple[Document, ...], found: bool
) -> None:
    assert ("P504" in run(*papers).of_documents()) is found


def test_the_report_is_cited_beside_the_statement(run: Run) -> None:
    outcome = run(*audited(f"编制单位：{VERIFIER}"))
    (finding,) = (f for d in outcome.report.documents for f in d.findings if f.code == "P504")
    assert [c.file for c in finding.citations] == [
        "ghg-verification-statement.pdf",
        "ghg-report.pdf",
    ]


FORMER = "云岭棠溪特种钢管有限公司"


@pytest.mark.parametrize(
    ("holder", "origin", "found"),
    [
        ("云岭棠溪特钟钢管有限公司", Origin.OCR, {"Q801"}),
        # Two characters; print that was not recognised; one character more.
        ("云岭棠汉特钟钢管有限公司", Origin.OCR, {"P501"}),
        ("云岭棠溪特钟钢管有限公司", Origin.TEXT_LAYER, {"P501"}),
        ("云岭棠溪特种钢钢管有限公司", Origin.OCR, {"P501"}),
    ],
)
def test_a_former_name_with_a_character_misread(
    run: Run, holder: str, origin: Origin, found: set[str]
) -> None:
    paper = document(
        "product-carbon-footprint-certificate", holder=holder, origin=origin, issuer="苍原认证中心"
    )
    assert whose(run(paper, aliases=(FORMER,))) == found


ONE, TWO = "青河示列机械有限公司", "青河示列机诫有限公司"


@pytest.mark.parametrize(
    ("read", "odds", "sure", "printed"),
    [
        (ONE, 1.4e-5, 0.9, True),
        (ONE, 1.6e-5, 0.9, False),
        # Each character more has odds of its own.
        (TWO, 5e-8, 0.9, True),
        (TWO, 6e-8, 0.9, False),
        # Of a name that was hardly read the odds must be the square of that.
        (ONE, 2e-10, 0.84, True),
        (ONE, 3e-10, 0.84, False),
        (TWO, 2e-10, 0.84, True),
        (TWO, 3e-10, 0.84, False),
        (ONE, None, 0.99, False),
    ],
)
def test_the_odds_from_which_a_name_is_printed_so(
    read: str, odds: float | None, sure: float, printed: bool
) -> None:
    paper = document("award", holder=read, sure=sure, origin=Origin.OCR)
    (holder,) = (replace(f, own_odds=odds) for f in paper.fields)
    assert is_printed_so(holder, paper, FIRM) is printed


@pytest.mark.parametrize(
    ("changed", "known", "found"),
    [
        ({}, "2024-05-01", {"P501"}),
        # It may have been called so until then; it tells that it was; print may be misread.
        ({}, "2026-05-01", set()),
        ({"text": f"原名称为{OTHER}"}, "2024-05-01", set()),
        ({"text": f"由{FIRM}编制"}, "2024-05-01", set()),
        ({"origin": Origin.OCR}, "2024-05-01", set()),
    ],
)
def test_emissions_of_another_under_the_applicant_s_code(
    run: Run, changed: dict[str, object], known: str, found: set[str]
) -> None:
    told = {
        "holder": OTHER, "holder_credit_code": CODE, "issue_date": "2026-03-01",
        "text": "本报告所述排放量为全厂数据。", **changed,
    }  # fmt: skip
    paper = document("ghg-report", "a.pdf", **told)  # type: ignore[arg-type]
    seen = [
        document(kind, f"{kind}.pdf", holder=FIRM, issue_date=known)
        for kind in ("environmental-approval", "pollutant-discharge-permit")
    ]
    assert run(paper, *seen).of_documents() & {"P501"} == found
