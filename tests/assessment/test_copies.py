"""P506: copies made for something else, and copies whose last day is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from evidencecheck.domain.document import Citation, Document, Line, Remark, RemarkKind
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
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


@pytest.mark.parametrize(
    ("purpose", "read", "found"),
    [
        ("申报委碳工厂等事项", 0.98, False),
        ("青河机械中报寥碳工厂等事宜", 0.98, False),
        # None of the known purposes: where the line was read badly, or of two characters.
        ("某某地块竞赛报名", 0.98, True),
        ("某某地块竞赛报名", 0.88, False),
        ("留仔", 0.99, False),
        # A known one was legible enough.
        ("某某项目投标", 0.88, True),
        ("银行", 0.88, True),
    ],
)
def test_a_purpose_that_was_read_badly_accuses_nobody(
    run: Run, purpose: str, read: float, found: bool
) -> None:
    paper = document("property-certificate", holder=FIRM, origin=Origin.OCR)
    below = Line(1, f"仅供{purpose}使用", stamp_box(), read)
    place = Citation(paper.file, 1, below.box, below.text)
    stamped = replace(
        paper,
        lines=(*paper.lines, below),
        remarks=(Remark(RemarkKind.PURPOSE, purpose, place),),
    )
    assert ("P506" in run(stamped).of_documents()) is found


def test_a_purpose_of_a_file_is_as_it_is_printed(run: Run) -> None:
    paper = licence(RemarkKind.PURPOSE, "留学")
    assert "P506" in run(paper).of_documents()


def stamp_box() -> Box:
    """Where a stamp stands, apart from the lines of the paper."""
    return Box(0.1, 0.8, 0.5, 0.83)


@pytest.mark.parametrize(
    ("kind", "purpose", "quote", "found"),
    [
        ("acceptance-record", "办理抵押贷款", "本复印件仅供办理抵押贷款", True),
        # For this very application; no copy by its words; a purpose unknown; a paper of its own.
        ("acceptance-record", "零碳工厂申报", "本复印件仅供零碳工厂申报", False),
        ("acceptance-record", "办理抵押贷款", "仅供办理抵押贷款", False),
        ("acceptance-record", "班组学习", "本复印件仅供班组学习", False),
        ("management-policy", "办理抵押贷款", "本复印件仅供办理抵押贷款", False),
    ],
)
def test_a_copy_of_what_no_one_else_need_have_made(
    run: Run, kind: str, purpose: str, quote: str, found: bool
) -> None:
    paper = document(kind, holder=FIRM)
    remark = Remark(RemarkKind.PURPOSE, purpose, Citation(paper.file, 1, BOX, quote))
    assert ("P506" in run(replace(paper, remarks=(remark,))).of_documents()) is found
