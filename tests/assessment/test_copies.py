"""P506: copies made for something else, and copies whose last day is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from evidencecheck.domain.document import Citation, Document, Remark, RemarkKind
from tests.assessment.conftest import BOX, FIRM, Outcome, document

Run = Callable[..., Outcome]


def licence(kind: RemarkKind, text: str, quote: str = "") -> Document:
    paper = document("business-license", holder=FIRM, valid_until="long-term")
    place = Citation(paper.file, 1, BOX, quote or text)
    return replace(paper, remarks=(Remark(kind, text, place),))


@pytest.mark.parametrize(
    ("purpose", "found"),
    [
        ("某某项目投标", True),
        ("税务备案", True),
        ("办理涉税事项", True),
        ("申请股票发行上市", True),
        ("客户供应商准入评审", True),
        ("零碳工厂申报", False),
        ("本次申报", False),
    ],
)
def test_what_a_copy_was_made_for(run: Run, purpose: str, found: bool) -> None:
    paper = licence(RemarkKind.PURPOSE, purpose)
    assert ("P506" in run(paper).of_documents()) is found


@pytest.mark.parametrize(("day", "found"), [(date(2026, 4, 30), False), (date(2026, 5, 1), True)])
def test_a_copy_holds_on_its_last_day(run: Run, day: date, found: bool) -> None:
    paper = licence(RemarkKind.UNTIL, "2026-04-30", "本件使用期限至2026年4月30日")
    assert ("P506" in run(paper, day=day).of_documents()) is found


@pytest.mark.parametrize(("issuer", "found"), [("白石检测技术有限公司", True), (FIRM, False)])
def test_what_is_for_no_authority(run: Run, issuer: str, found: bool) -> None:
    paper = document("test-report", holder=FIRM, issuer=issuer)
    place = Citation(paper.file, 1, BOX, "不得作为申报材料")
    barred = replace(paper, remarks=(Remark(RemarkKind.BARRED, "不得作为申报材料", place),))
    assert ("P506" in run(barred).of_documents()) is found
