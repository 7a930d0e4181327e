"""P501, P502, P505: own papers under another firm's title or signature, papers among others'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line
from tests.assessment.conftest import BOX, CODE, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
CODE_OF_ANOTHER = "91350100MA31AB2C5X"
SENTENCES = (
    "兹授权本公司能源管理部门负责零碳工厂创建工作的组织与协调。",
    "能源管理部门应当按照年度计划推进节能降碳和光伏项目的实施。",
    "本授权自签署之日起生效，至创建工作全部完成之日终止。",
)


def whose(outcome: Outcome) -> set[str]:
    """The codes on whose a document is."""
    return {c for c in outcome.of_documents() if c[0] == "P" or c == "Q801"}


@pytest.mark.parametrize(
    ("head", "sure", "found"),
    [
        (f"{OTHER}培训签到表", 0.9, {"P505"}),
        # The name alone is no title; one hardly legible; the applicant's own.
        (OTHER, 0.9, {"Q801"}),
        (f"{OTHER}培训签到表", 0.8, {"Q801"}),
    ],
)
def test_a_record_titled_with_another_firm_s_name(
    run: Run, head: str, sure: float, found: set[str]
) -> None:
    text = f"双碳知识培训\n{FIRM}能源管理部"
    paper = document("training-record", title=head, holder=OTHER, sure=sure, text=text)
    assert whose(run(paper)) == found


def test_a_record_titled_with_the_applicant_s_name(run: Run) -> None:
    paper = document("training-record", title=f"{FIRM}培训签到表", holder=FIRM, sure=0.9)
    assert whose(run(paper)) == set()


def placed(*rows: str) -> Document:
    """A letter whose rows stand below each other; the holder is where its name stands."""
    boxes = [BOX._replace(y0=0.1 + 0.05 * n, y1=0.12 + 0.05 * n) for n in range(len(rows))]
    at = next(box for row, box in zip(rows, boxes, strict=True) if OTHER in row)
    paper = document("commitment-letter", holder=OTHER)
    fields = tuple(
        replace(f, citation=replace(f.citation, box=at)) if f.name == "holder" else f
        for f in paper.fields
    )
    lines = tuple(Line(1, row, box) for row, box in zip(rows, boxes, strict=True))
    return replace(paper, fields=fields, lines=lines)


def test_a_letter_that_another_firm_signs(run: Run) -> None:
    paper = placed("授权书", *SENTENCES, f"授权单位:{OTHER}", "2026年3月1日")
    assert whose(run(paper)) == {"P505"}


def test_a_form_that_another_firm_heads(run: Run) -> None:
    assert whose(run(placed("授权书", f"授权单位:{OTHER}", *SENTENCES))) == {"P501"}


def test_a_form_without_sentences_above_the_name(run: Run) -> None:
    paper = placed("授权书", "授权事项:创建", "授权期限:一年", f"授权单位:{OTHER}", "2026年3月1日")
    assert whose(run(paper)) == {"P501"}


@pytest.mark.parametrize(
    ("holder", "code", "found"),
    [(FIRM, CODE[:-1] + "5", True), (FIRM, CODE, False), (OTHER, CODE[:-1] + "5", False)],
    ids=["the applicant's", "the right code", "a supplier's"],
)
def test_a_paper_filed_among_those_of_suppliers(
    run: Run, holder: str, code: str, found: bool
) -> None:
    paper = document(
        "product-certificate", "建材/证书.pdf", holder=holder, holder_credit_code=code,
        issuer="某认证中心有限公司", valid_until="2029-01-01",
    )  # fmt: skip
    assert ("P502" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("label", "found"),
    [("USCC", {"P503"}), ("税号：", {"P503"}), ("Credit Code:", {"P503"}), ("供应商代码", set())],
)
def test_a_code_behind_its_label_beside_the_name(run: Run, label: str, found: set[str]) -> None:
    text = f"{FIRM} {label} {CODE_OF_ANOTHER} 依据 年度"
    paper = document("contract", holder=FIRM, holder_credit_code=CODE_OF_ANOTHER, text=text)
    far = BOX._replace(x0=0.7, x1=0.9)
    fields = tuple(
        replace(f, citation=replace(f.citation, box=far)) if f.name == "holder_credit_code" else f
        for f in paper.fields
    )
    assert whose(run(replace(paper, fields=fields))) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # Of the other party, in brackets behind its name or behind 我公司; of the firm itself.
        (
            [
                f"甲方:{FIRM};乙方:白石样品环保有限公司(信用代码",
                f"{CODE_OF_ANOTHER},许可证号 W-017)",
            ],
            set(),
        ),
        ([f"致:{FIRM}", f"我公司(供方,信用代码{CODE_OF_ANOTHER})声明如下"], set()),
        ([f"甲方:{FIRM}(信用代码{CODE_OF_ANOTHER}),乙方:白石样品环保有限公司"], {"P503"}),
        # Beside each other in a form, and the code is the buyer's.
        ([f"购买方 {FIRM} 销售方 白石样品环保有限公司", f"税号 {CODE_OF_ANOTHER}"], {"P503"}),
    ],
)
def test_a_sentence_that_gives_the_code_of_the_other_party(
    run: Run, lines: list[str], found: set[str]
) -> None:
    paper = document(
        "waste-disposal-record",
        holder=FIRM,
        holder_credit_code=CODE_OF_ANOTHER,
        issuer="白石样品环保有限公司",
        text="\n".join(lines),
    )
    assert whose(run(paper)) == found
