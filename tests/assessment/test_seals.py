"""A701: no seal where a paper must bear one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, PageMark
from evidencecheck.domain.page import Mark, MarkKind, Origin
from evidencecheck.domain.provenance import Changes, Signature
from tests.assessment.conftest import BOX, FIRM, Outcome, document, facts

Run = Callable[..., Outcome]


def unsealed(kind: str, *, text: str = "", origin: Origin = Origin.OCR, **more: object) -> Document:
    """A paper with a signature by hand and no seal."""
    paper = document(kind, text=text, origin=origin, holder=FIRM, issue_date="2026-01-05", **more)
    return replace(paper, marks=(PageMark(1, Mark(MarkKind.INK, BOX)),))


@pytest.mark.parametrize(
    ("kind", "text", "origin"),
    [
        ("commitment-letter", "", Origin.OCR),
        ("compliance-certificate", "兹证明该企业近三年无违法记录", Origin.OCR),
        ("contract", "发包人（公章）：          承包人（公章）：", Origin.TEXT_LAYER),
        ("contract", f"甲方(盖章)：{FIRM}  乙方(盖章)：白石制冷工程有限公司", Origin.TEXT_LAYER),
        ("contract", "甲方(盖章)：", Origin.OCR),
        ("ghg-verification-statement", "核查机构(公章)", Origin.TEXT_LAYER),
    ],
)
def test_a_paper_without_its_seal(run: Run, kind: str, text: str, origin: Origin) -> None:
    assert "A701" in run(unsealed(kind, text=text, origin=origin)).of_documents()


def test_a_paper_that_bears_one(run: Run) -> None:
    paper = unsealed("commitment-letter")
    for kind in (MarkKind.SEAL, MarkKind.SIGNATURE):
        sealed = replace(paper, marks=(PageMark(1, Mark(kind, BOX)),))
        assert "A701" not in run(sealed).of_documents()


@pytest.mark.parametrize(
    "paper",
    [
        # In black and white, typed into an office file, of a type that needs none.
        replace(unsealed("commitment-letter"), grey=True),
        unsealed("commitment-letter", file="承诺书.docx", origin=Origin.CELL),
        unsealed("ghg-inventory", text="盖章后归档"),
        # No place for a seal, or a sentence on sealing.
        unsealed("contract", text="本合同经双方签字后生效"),
        unsealed("contract", text="本合同一式两份，自双方法定代表人签字并加盖公章之日起生效。"),
        unsealed("commitment-letter", confidence=0.6),
        unsealed("commitment-letter", origin=Origin.TEXT_LAYER),
    ],
)
def test_where_a_seal_cannot_be_seen_or_is_not_needed(run: Run, paper: Document) -> None:
    assert "A701" not in run(paper).of_documents()


def test_a_file_that_is_signed_digitally_needs_none(run: Run) -> None:
    paper = unsealed("compliance-certificate")
    signed = facts(paper.file, signatures=(Signature("a", True, Changes.NONE, "某局"),))
    assert "A701" not in run(paper, files=(signed,)).of_documents()


def test_on_a_grey_scan_with_a_place_for_it_a_person_is_asked(run: Run) -> None:
    grey = replace(unsealed("commitment-letter", text="承诺单位(盖章)："), grey=True)
    assert "Q801" in run(grey).of_documents()
    assert "A701" not in run(grey).of_documents()


def test_on_a_photograph_without_a_place_for_it_a_person_is_asked(run: Run) -> None:
    shot = unsealed("compliance-certificate", text="兹证明无违法记录", file="证明.jpg")
    assert run(shot).of_documents() >= {"Q801"}
    assert "A701" not in run(shot).of_documents()
    asked = unsealed("commitment-letter", text="承诺单位(盖章)：", file="承诺.jpg")
    assert "A701" in run(asked).of_documents()


@pytest.mark.parametrize(
    ("kind", "text", "file"),
    [
        ("commitment-letter", "承诺单位(公章)：", ""),
        ("compliance-certificate", "特此证明。", ""),
        ("compliance-certificate", "特此证明。", "证明.jpg"),
    ],
)
@pytest.mark.parametrize("bare", [True, False])
def test_a_grey_page_on_which_nothing_can_be_a_seal(
    run: Run, kind: str, text: str, file: str, bare: bool
) -> None:
    paper = replace(unsealed(kind, text=text, file=file), grey=True, sealless=bare)
    assert ("A701" in run(paper).of_documents()) is bare


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("申报单位(公章)：", True),
        ("申报单位(公章)：\n推荐单位意见：\n(盖章)", True),
        ("县(市、区)工信部门推荐意见：\n同意推荐\n(盖章)", False),
    ],
)
def test_a_form_bears_the_seal_of_who_hands_it_in(run: Run, text: str, found: bool) -> None:
    assert ("A701" in run(unsealed("application-form", text=text)).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "language", "file", "found"),
    [
        ("产品碳足迹证书", "zh", "a.pdf", True),
        ("产品碳足迹证书", "zh", "a.png", False),
        ("产品碳足迹登记回执", "zh", "a.pdf", False),
        ("Product Carbon Footprint Certificate", "en", "a.pdf", False),
    ],
)
def test_a_chinese_paper_of_a_body_on_which_nothing_is_a_seal(
    run: Run, title: str, language: str, file: str, found: bool
) -> None:
    kind = "product-carbon-footprint-certificate"
    paper = unsealed(kind, text="特发此证", title=title, file=file, languages=(language,))
    assert ("A701" in run(replace(paper, sealless=True)).of_documents()) is found
    assert "A701" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("编制单位盖章：", True),
        ("填报单位(盖章)", True),
        ("（单位公章）", True),
        ("承诺书签字盖章——综合部", False),
        ("各部门文件盖章前须经总经理签字", False),
        ("本办法自印发之日起施行", False),
    ],
)
def test_a_place_for_a_seal_on_a_paper_that_need_bear_none(
    run: Run, line: str, found: bool
) -> None:
    paper = unsealed("management-policy", text=f"碳排放管理办法\n{line}", origin=Origin.TEXT_LAYER)
    assert ("A701" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("commitment-letter", "承诺单位(盖章)", True),
        ("commitment-letter", "承诺单位", False),
        ("ghg-report", "编制单位(盖章)", False),
    ],
)
def test_of_office_files_only_what_its_seal_makes_what_it_is(
    run: Run, kind: str, text: str, found: bool
) -> None:
    paper = unsealed(kind, text=text, origin=Origin.CELL, file="文件.docx")
    assert ("A701" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("管理体系认证证书", True),
        # Of a registrar abroad, and from Taiwan: they are signed.
        ("Certificate of Registration", False),
        ("溫室氣體排放核查聲明", False),
    ],
)
def test_papers_of_other_customs_need_no_seal(run: Run, title: str, found: bool) -> None:
    paper = unsealed("management-system-certificate", title=title)
    assert ("A701" in run(replace(paper, sealless=True)).of_documents()) is found


def test_the_rest_of_a_paper_whose_first_part_is_sealed(run: Run) -> None:
    file = "核查报告.pdf"
    first = document("ghg-verification-report", file, title="核查报告", holder=FIRM)
    rest = replace(
        unsealed("ghg-verification-report", file=file, title="核查结论"),
        first_page=2, last_page=2, sealless=True,
    )  # fmt: skip
    assert "A701" in run(rest).of_documents()
    assert "A701" not in run(first, rest).of_documents()


def test_a_place_that_something_lies_over_is_no_empty_place(run: Run) -> None:
    paper = unsealed("commitment-letter", text="承诺单位(公章)：")
    spoilt = replace(paper, lines=tuple(replace(x, confidence=0.6) for x in paper.lines))
    assert "A701" in run(paper).of_documents()
    assert "A701" not in run(spoilt).of_documents()
    assert "Q801" in run(spoilt).of_documents()


@pytest.mark.parametrize(
    ("line", "found"),
    [("(检验检测专用章)", True), ("某市税务局(章)", True), ("报告未盖检验检测专用章无效", False)],
)
def test_the_place_of_a_seal_for_one_use(run: Run, line: str, found: bool) -> None:
    assert ("A701" in run(unsealed("test-report", text=line)).of_documents()) is found


@pytest.mark.parametrize(
    ("line", "origin", "found"),
    [
        ("检验检测专用意", Origin.OCR, "Q801"),
        ("检验检测专用章", Origin.OCR, "Q801"),
        ("检测专角章", Origin.OCR, "Q801"),
        # A place for one; a sentence; other words; print that was not recognised.
        ("(检验检测专用章)", Origin.OCR, "A701"),
        ("报告未盖检验检测专用章无效", Origin.OCR, "A701"),
        ("检验检测专用章无效", Origin.OCR, "A701"),
        ("检验专用章：", Origin.OCR, "A701"),
        ("检验检测报告", Origin.OCR, "A701"),
        ("检验检测专用章", Origin.TEXT_LAYER, "A701"),
    ],
)
def test_what_a_seal_says_beside_its_place(run: Run, line: str, origin: Origin, found: str) -> None:
    paper = unsealed("test-report", text=f"检验结论：合格\n检验单位(盖章)：\n{line}", origin=origin)
    assert run(paper).of_documents() & {"A701", "Q801"} == {found}


def ringed(paper: Document, *lines: str) -> Document:
    ring = Mark(MarkKind.RING, BOX, colour="red", shape="round", lines=lines)
    return replace(paper, marks=(*paper.marks, PageMark(1, ring)))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        # The name of a party, however long; that of any body; a purpose below it.
        ((FIRM,), False),
        ((FIRM[1:-1],), False),
        ((FIRM, "合同专用章"), False),
        (("白石区市场监督管理局",), False),
        (("白石仓储", "有限公司"), False),
        (("业务专用章",), False),
        (("Example Assurance Ltd.",), False),
        # Logos: a brand, a title, the name of a programme.
        (("示例机械",), True),
        (("绿色工厂标识",), True),
        (("碳中和承诺行动",), True),
        ((), True),
    ],
)
def test_a_ring_with_a_name_straight_across_it(
    run: Run, lines: tuple[str, ...], told: bool
) -> None:
    paper = unsealed("contract", text="甲方（公章）：\n乙方（公章）：", origin=Origin.TEXT_LAYER)
    assert ("A701" in run(ringed(paper, *lines)).of_documents()) is told
