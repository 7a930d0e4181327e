"""P502: a code that is nearly the applicant's, and what its picture says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.names import nearly_one_code
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import CODE, FIRM, Outcome, document

Run = Callable[..., Outcome]


def scanned(code: str, odds: float | None) -> Document:
    paper = document(
        "award", holder=FIRM, holder_credit_code=code, origin=Origin.OCR, text="荣誉证书"
    )
    fields = tuple(
        replace(f, own_odds=odds) if f.name == "holder_credit_code" else f for f in paper.fields
    )
    return replace(paper, fields=fields)


FIGURE, LETTER = (
    CODE[:12] + ("4" if CODE[12] != "4" else "7") + CODE[13:],
    CODE[:12] + ("U" if CODE[12].isdigit() else "0") + CODE[13:],
)


@pytest.mark.parametrize(
    ("code", "odds", "found"),
    [
        (FIGURE, None, "P502"),
        (FIGURE, 1e-7, "P502"),
        (FIGURE, 0.03, "Q801"),
        # A letter for a figure is hardly forged, and easily misread; the picture knows better.
        (LETTER, None, "Q801"),
        (LETTER, 1e-7, "P502"),
    ],
)
def test_what_the_picture_says(run: Run, code: str, odds: float | None, found: str) -> None:
    assert run(scanned(code, odds)).of_documents() & {"P502", "Q801"} == {found}


def test_what_is_nearly_a_code() -> None:
    assert nearly_one_code(FIGURE, CODE)
    assert CODE[8] != CODE[9]
    assert nearly_one_code(CODE[:8] + CODE[9] + CODE[8] + CODE[10:], CODE)
    assert not nearly_one_code(CODE, CODE)
    assert not nearly_one_code(FIGURE, "")
    assert not nearly_one_code(CODE[::-1], CODE[:-1])


OTHERS = "91330206MA2GX7K48R"


def of_another(code: str, origin: Origin = Origin.OCR) -> Document:
    return document(
        "ghg-verification-report", "核查报告.pdf", holder=FIRM, holder_credit_code=code,
        origin=origin, text="核查报告",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "origin", "found"),
    [
        (OTHERS, Origin.OCR, "P503"),
        (OTHERS.replace("MA", "NA"), Origin.OCR, "P503"),
        # Stored text was not misread; an E is no misread M; two characters are too many.
        (OTHERS.replace("MA", "NA"), Origin.TEXT_LAYER, "P502"),
        (OTHERS.replace("MA", "EA"), Origin.OCR, "P502"),
        (OTHERS.replace("MA", "NA").replace("GX", "CX"), Origin.OCR, "P502"),
    ],
)
def test_a_misread_code_of_another_firm(run: Run, code: str, origin: Origin, found: str) -> None:
    assert run(of_another(code, origin)).of_documents() & {"P502", "P503"} == {found}


@pytest.mark.parametrize(
    ("text", "origin", "found"),
    [
        (f"单位 {FIRM} 信用代码 {OTHERS} 2026-03-06", Origin.CELL, True),
        (f"{FIRM}(统一社会信用代码:{OTHERS})", Origin.TEXT_LAYER, True),
        # Its own; another firm's beside its name; a scan.
        (f"单位 {FIRM} 信用代码 {CODE}", Origin.CELL, False),
        (f"{FIRM} 白石样品电子有限公司 信用代码 {OTHERS}", Origin.CELL, False),
        (f"单位 {FIRM} 信用代码 {OTHERS}", Origin.OCR, False),
    ],
)
def test_the_code_beside_its_name_in_a_paper_of_no_known_type(
    run: Run, text: str, origin: Origin, found: bool
) -> None:
    code = OTHERS if OTHERS in text else CODE
    paper = document(
        "unknown",
        "一览.xlsx",
        holder=FIRM,
        holder_credit_code=code,
        origin=origin,
        text=text,
        sure=0.8,
    )
    assert ("P503" in run(paper).of_documents()) is found


@pytest.mark.parametrize(("known", "found"), [(OTHERS, "P503"), ("", "P502")])
def test_a_misread_code_that_stands_in_another_paper(run: Run, known: str, found: str) -> None:
    beside = document("contract", "合同.pdf", holder_credit_code=known or CODE, text="合同")
    paper = of_another(OTHERS.replace("8R", "BR"))
    assert run(paper, beside).of_documents() & {"P502", "P503"} == {found}


@pytest.mark.parametrize(
    ("holder", "odds", "found"),
    [
        ("青河示例机诫有限公司", 1e-3, True),
        ("青河示例机诫有限公司", 9e-4, False),
        ("青河示例机诫有限公司", None, False),
        # No misread name of the applicant's, however likely.
        ("白石样品电子有限公司", 1e-3, False),
    ],
)
def test_another_firm_s_code_beside_a_misread_name(
    run: Run, holder: str, odds: float | None, found: bool
) -> None:
    paper = document(
        "ghg-verification-report", holder=holder, holder_credit_code=OTHERS, origin=Origin.OCR
    )
    fields = tuple(replace(f, own_odds=odds) if f.name == "holder" else f for f in paper.fields)
    assert ("P503" in run(replace(paper, fields=fields)).of_documents()) is found
