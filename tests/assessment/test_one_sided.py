"""A701: contracts that only the other party sealed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, PageMark
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind, Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石再生金属有限公司"
PLACES, BLANK = "甲方(公章): 乙方(公章):", "日期: 日期:2026年2月26日"
RIGHT, LEFT = Box(0.7, 0.4, 0.85, 0.5), Box(0.15, 0.4, 0.3, 0.5)


def contract(
    *marks: Mark, own: str = "甲方", signed: str = f"{PLACES}\n代表人: 代表人:温如石\n{BLANK}"
) -> Document:
    parties = (FIRM, OTHER) if own == "甲方" else (OTHER, FIRM)
    head = f"出让方(甲方):{parties[0]}\n回收方(乙方):{parties[1]}"
    paper = document(
        "waste-disposal-record", text=f"{head}\n{signed}", origin=Origin.OCR, holder=FIRM
    )
    return replace(paper, marks=tuple(PageMark(1, m) for m in marks))


def seal(text: str, box: Box) -> Mark:
    return Mark(MarkKind.SEAL, box, text)


def test_the_applicants_side_is_empty(run: Run) -> None:
    assert "A701" in run(contract(seal(OTHER, RIGHT))).of_documents()


@pytest.mark.parametrize(
    "paper",
    [
        contract(seal(OTHER, RIGHT), seal(FIRM, LEFT)),
        contract(seal(FIRM, RIGHT)),
        # On the wrong side; hardly read; the applicant signed by hand, or dated.
        contract(seal(OTHER, LEFT)),
        contract(Mark(MarkKind.SEAL, RIGHT, OTHER, confidence=0.5)),
        contract(seal(OTHER, RIGHT), Mark(MarkKind.INK, Box(0.2, 0.45, 0.3, 0.5))),
        contract(seal(OTHER, RIGHT), signed=f"{PLACES}\n日期:2026年2月26日 日期:2026年2月26日"),
        contract(seal(OTHER, RIGHT), own="乙方"),
        # Both sign by hand alone.
        contract(seal(OTHER, RIGHT), signed=f"{PLACES}\n日期: 日期:"),
    ],
)
def test_both_sealed_or_it_cannot_be_told(run: Run, paper: Document) -> None:
    assert "A701" not in run(paper).of_documents()
