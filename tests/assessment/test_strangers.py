"""P501, P502: papers that name a stranger and not the applicant, false codes anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import CODE, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
OTHERS = "91130200699229617X"
SWAPPED = CODE[:16] + CODE[17] + CODE[16]
TURNED = CODE[:2] + CODE[3] + CODE[2] + CODE[4:]


MORE = "，双方就节能改造工程的范围、价款、工期和验收约定如下，未尽事宜另行商定" * 2


def whose(outcome: Outcome) -> bool:
    return "P501" in outcome.of_documents()


@pytest.mark.parametrize("kind", ["invoice", "contract", "project-record", "waste-disposal-record"])
def test_a_paper_that_always_names_the_applicant(run: Run, kind: str) -> None:
    assert whose(run(document(kind, holder=OTHER, text=f"委托方 {OTHER}{MORE}")))
    assert not whose(run(document(kind, holder=OTHER, text=f"委托方 {OTHER} 受托方 {FIRM}{MORE}")))
    # Its brand is enough.
    assert not whose(run(document(kind, holder=OTHER, text=f"使用单位：青河项目部{MORE}")))


def test_papers_that_are_rightly_a_partner_s(run: Run) -> None:
    licence = document("waste-disposal-record", title="危险废物经营许可证", holder=OTHER, text=MORE)
    goods = document("material-certificate", holder=OTHER, text=MORE)
    brief = document("invoice", holder=OTHER, text="钢带")
    assert not any(whose(run(paper)) for paper in (licence, goods, brief))


@pytest.mark.parametrize(
    ("text", "found"),
    [("检测类别：厂界噪声", True), ("检测类别：有组织废气", True), ("样品名称：岩棉板", False)],
)
def test_a_test_of_a_site_by_its_head(run: Run, text: str, found: bool) -> None:
    paper = document("test-report", title="检测报告", holder=OTHER, text=text)
    assert whose(run(paper)) is found


@pytest.mark.parametrize("code", [SWAPPED, TURNED])
@pytest.mark.parametrize("origin", [Origin.TEXT_LAYER, Origin.OCR])
def test_two_figures_of_the_code_in_another_order(run: Run, code: str, origin: Origin) -> None:
    assert code != CODE
    paper = document("ghg-report", holder=FIRM, text=f"统一社会信用代码{code},位于", origin=origin)
    assert "P502" in run(paper).of_documents()


def test_codes_that_accuse_nobody(run: Run) -> None:
    misread = CODE[:10] + "8" + CODE[11:]
    read = document("ghg-report", holder=FIRM, text=f"代码{misread}", origin=Origin.OCR)
    assert "P502" not in run(read).of_documents()
    for code in (CODE, "123456789012345678"):
        paper = document("ghg-report", holder=FIRM, text=f"代码{code}")
        assert "P502" not in run(paper).of_documents()


@pytest.mark.parametrize("kind", ["meeting-record", "management-manual", "unknown"])
def test_a_false_code_in_a_paper_of_any_type(run: Run, kind: str) -> None:
    for code, found in ((TURNED, True), (CODE, False), (OTHERS, False)):
        paper = document(kind, holder=FIRM, text=f"统一社会信用代码：{code}")
        assert ("P502" in run(paper).of_documents()) is found


def test_a_paper_that_names_the_applicant_by_a_former_name(run: Run) -> None:
    paper = document("contract", holder=OTHER, text=f"委托方 {OTHER} 受托方 旧样例机械厂{MORE}")
    assert whose(run(paper))
    assert not whose(run(paper, aliases=("旧样例机械厂",)))


@pytest.mark.parametrize(
    ("named", "found"), [("青何示列机械有限公司", False), ("青河样品机电有限公司", True)]
)
def test_a_name_of_which_two_characters_were_misread(run: Run, named: str, found: bool) -> None:
    text = f"甲方：{named.replace('青河', '清合') if found else named}\n乙方：{OTHER}{MORE}"
    paper = document("contract", holder=OTHER, text=text, origin=Origin.OCR)
    assert whose(run(paper)) is found


@pytest.mark.parametrize(
    ("odds", "code", "found"),
    [
        (1e-9, "", True),
        (0.3, "", False),
        (0.3, "企业:青河示列机械有限公司", True),
        (None, "", False),
    ],
)
def test_another_character_beside_the_own_credit_code(
    run: Run, odds: float | None, code: str, found: bool
) -> None:
    """The code of the firm excuses a misreading, and no other name: by its odds, or its QR code."""
    paper = document(
        "product-carbon-footprint-certificate", holder="青河示列机械有限公司",
        holder_credit_code=CODE, origin=Origin.OCR, qr_payloads=(code,) if code else None,
    )  # fmt: skip
    fields = tuple(
        replace(f, own_odds=odds) if f.name == "holder" else f
        for f in paper.fields
        if f.value is not None
    )
    assert whose(run(replace(paper, fields=fields))) is found


@pytest.mark.parametrize(
    ("place", "other", "sure", "found"),
    [
        (5, "W", 0.99, True),
        # As the recogniser takes one for another; hardly legible.
        (14, "T", 0.99, False),
        (5, "W", 0.93, False),
    ],
)
def test_one_character_of_the_code_on_a_scan(
    run: Run, place: int, other: str, sure: float, found: bool
) -> None:
    own = CODE.replace(CODE[14], "7") if CODE[14] != "7" else CODE
    code = own[:place] + other + own[place + 1 :]
    paper = document(
        "contract", holder=FIRM, text=f"甲方：{FIRM}\n统一社会信用代码：{code}", origin=Origin.OCR
    )
    lines = tuple(replace(line, confidence=sure) for line in paper.lines)
    assert ("P502" in run(replace(paper, lines=lines), code=own).of_documents()) is found


@pytest.mark.parametrize(
    ("code", "origin", "found"),
    [
        (CODE[:10] + CODE[11:], Origin.CELL, True),
        (CODE[:10] + CODE[10] + CODE[10:], Origin.TEXT_LAYER, True),
        # A recogniser loses characters; a code that goes on behind a blank; another number.
        (CODE[:10] + CODE[11:], Origin.OCR, False),
        (CODE[:17] + " " + CODE[17], Origin.TEXT_LAYER, False),
        ("91" + "7" * 15, Origin.CELL, False),
    ],
)
def test_a_code_with_a_character_more_or_less(
    run: Run, code: str, origin: Origin, found: bool
) -> None:
    text = f"统一社会信用代码 {code} 法定代表人 某某"
    paper = document("application-form", holder=FIRM, text=text, origin=origin)
    assert ("P502" in run(paper).of_documents()) is found
