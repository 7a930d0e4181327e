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
