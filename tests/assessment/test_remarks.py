"""P505 and P506: another firm as 本公司; copies made for something else, or no longer valid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Citation, Document, Remark, RemarkKind
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import BOX, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"


def saying(kind: RemarkKind, text: str, *, of: str = "ghg-report", **more: object) -> Document:
    paper = document(of, **{"holder": FIRM, **more})
    remark = Remark(kind, text, Citation(paper.file, 1, BOX, text))
    return replace(paper, remarks=(remark,))


def test_a_legal_form_and_a_place_make_no_likeness(run: Run) -> None:
    outcome = run(saying(RemarkKind.SPEAKER, "青河云泽胶带有限公司", of="management-manual"))
    assert "P505" in outcome.of_documents()


@pytest.mark.parametrize("of", ["ghg-report", "transition-plan"])
def test_another_firm_speaks(run: Run, of: str) -> None:
    outcome = run(saying(RemarkKind.SPEAKER, OTHER, of=of))
    assert "P505" in outcome.of_documents()


@pytest.mark.parametrize(
    "paper",
    [
        saying(RemarkKind.SPEAKER, FIRM),
        saying(RemarkKind.SPEAKER, "青河示例机械有限公司第一分公司"),
        saying(RemarkKind.SPEAKER, "青河示例机械集团有限公司"),
        saying(RemarkKind.SPEAKER, "青河示例控股集团有限公司"),
        # A consultant introduces itself; another firm's paper is P501 already.
        saying(RemarkKind.SPEAKER, OTHER, issuer=OTHER),
        saying(RemarkKind.SPEAKER, OTHER, holder=OTHER),
    ],
)
def test_the_applicant_or_somebody_who_may_speaks(run: Run, paper: Document) -> None:
    assert "P505" not in run(paper).of_documents()


def licence(kind: RemarkKind, text: str, **more: object) -> Document:
    return saying(kind, text, of="business-license", **more)


@pytest.mark.parametrize(
    "paper",
    [
        licence(RemarkKind.PURPOSE, "银行开户"),
        # A paper that firms write themselves, from another hand.
        saying(RemarkKind.PURPOSE, "银行授信", of="contract", issuer=OTHER),
        saying(RemarkKind.PURPOSE, "招标投标", of="management-system-certificate",
               valid_until="2027-12-31"),
        licence(RemarkKind.TERM, "60", issue_date="2026-01-29"),
    ],
)  # fmt: skip
def test_a_restricted_copy(run: Run, paper: Document) -> None:
    assert "P506" in run(paper).of_documents()


@pytest.mark.parametrize(
    "paper",
    [
        licence(RemarkKind.PURPOSE, "零碳工厂申报"),
        licence(RemarkKind.PURPOSE, "2025年绿色工厂评价"),
        licence(RemarkKind.TERM, "60", issue_date="2026-01-30"),
        licence(RemarkKind.TERM, "60"),
        saying(RemarkKind.PURPOSE, "银行开户", of="contract"),
        # Its disposer copied a licence for this very client.
        licence(RemarkKind.PURPOSE, "青河示例机械备案", holder=OTHER),
    ],
)
def test_a_copy_for_this_application(run: Run, paper: Document) -> None:
    assert "P506" not in run(paper).of_documents()


@pytest.mark.parametrize(
    "purpose", ["向某农商行贷款申请", "工程项目投标申请材料", "绿色信贷", "办理抵押登记"]
)
def test_another_purpose_whatever_else_it_says(run: Run, purpose: str) -> None:
    assert "P506" in run(licence(RemarkKind.PURPOSE, purpose)).of_documents()


@pytest.mark.parametrize("purpose", ["零碳工厂申报及银行授信", "本次评价", "节能主管部门核查"])
def test_a_purpose_that_takes_this_one_in(run: Run, purpose: str) -> None:
    assert "P506" not in run(licence(RemarkKind.PURPOSE, purpose)).of_documents()


def test_a_copy_past_its_last_day(run: Run) -> None:
    assert "P506" in run(licence(RemarkKind.UNTIL, "2026-03-30")).of_documents()
    assert "P506" not in run(licence(RemarkKind.UNTIL, "2026-03-31")).of_documents()
    # The licence's own term.
    own = licence(RemarkKind.UNTIL, "2026-03-30", valid_until="2026-03-30")
    assert "P506" not in run(own).of_documents()


def describing(*firms: str, of: str = "platform-description", **more: object) -> Document:
    paper = document(of, **{"holder": FIRM, **more})
    told = (
        Remark(RemarkKind.SUBJECT, name, Citation(paper.file, 1, BOX, f"{name}的车间"))
        for name in firms
    )
    return replace(paper, remarks=tuple(told))


@pytest.mark.parametrize("of", ["platform-description", "energy-audit-report", "transition-plan"])
def test_another_firm_s_works_described(run: Run, of: str) -> None:
    assert "P505" in run(describing(OTHER, f"系统接入{OTHER}", of=of)).of_documents()


@pytest.mark.parametrize(
    "paper",
    [
        describing(OTHER),
        describing(OTHER, OTHER, FIRM, f"系统接入{FIRM}"),
        describing(FIRM, FIRM),
        describing("青河示例铸造有限公司", "青河示例铸造有限公司"),
        describing(OTHER, OTHER, issuer=OTHER),
        describing(OTHER, OTHER, holder=OTHER),
        describing(OTHER, OTHER, of="contract"),
        describing("白石节能科技有限公司", "白石节能科技有限公司"),
    ],
)
def test_a_firm_in_passing_or_of_the_group(run: Run, paper: Document) -> None:
    assert "P505" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("quote", "names", "found"),
    [
        (f"{OTHER}郑重承诺", (OTHER,), True),
        # No promise of its own; the applicant's promise; both in one paper.
        (f"{OTHER}的车间", (OTHER,), False),
        (f"{FIRM}郑重承诺", (FIRM,), False),
        (f"{OTHER}郑重承诺", (OTHER, FIRM), False),
    ],
)
def test_who_promises_needs_to_stand_there_only_once(
    run: Run, quote: str, names: tuple[str, ...], found: bool
) -> None:
    paper = document("commitment-letter", holder=FIRM)
    told = tuple(
        Remark(RemarkKind.SUBJECT, name, Citation(paper.file, 1, BOX, quote)) for name in names
    )
    assert ("P505" in run(replace(paper, remarks=told)).of_documents()) is found


@pytest.mark.parametrize(
    ("told", "own", "found"),
    [
        (f"{OTHER}位于工业大道,设有生产线\n{OTHER}指定专人保存记录", f"编制单位 {FIRM}", True),
        # It heads the paper: whose it is, is another question.
        (f"{OTHER}\n{OTHER}位于工业大道,设有生产线", f"编制单位 {FIRM}", False),
        (f"{OTHER}位于工业大道,设有生产线\n{OTHER}指定专人保存记录", "编制单位 综合部", False),
    ],
)
def test_a_reporting_firm_behind_a_heading_that_sentences_alone_name(
    run: Run, told: str, own: str, found: bool
) -> None:
    paper = document("data-quality-plan", text=f"{own}\n1 报告主体\n{told}", holder=OTHER)
    twice = (Remark(RemarkKind.SUBJECT, OTHER, Citation(paper.file, 1, BOX, OTHER)),) * 2
    assert ("P505" in run(replace(paper, remarks=twice)).of_documents()) is found


@pytest.mark.parametrize("own", [FIRM, OTHER])
def test_another_firm_fills_a_paper_that_the_applicant_calls_its_own(run: Run, own: str) -> None:
    paper = document("management-policy", "能源.docx", holder=OTHER, sure=0.8)
    told = (
        (RemarkKind.SPEAKER, own),
        (RemarkKind.SUBJECT, OTHER),
        (RemarkKind.SUBJECT, OTHER),
    )
    marked = tuple(Remark(kind, name, Citation(paper.file, 1, BOX, name)) for kind, name in told)
    assert "P505" in run(replace(paper, remarks=marked)).of_documents()


@pytest.mark.parametrize(
    ("turned", "found"), [(2, True), (0, False)], ids=["often", "once and no more"]
)
def test_a_firm_to_which_a_paper_turns(run: Run, turned: int, found: bool) -> None:
    paper = document("energy-audit-report", holder=FIRM, issuer="某节能咨询有限公司")
    kinds = [RemarkKind.SUBJECT, *[RemarkKind.NAMED] * turned]
    marked = tuple(Remark(kind, OTHER, Citation(paper.file, 1, BOX, OTHER)) for kind in kinds)
    assert ("P505" in run(replace(paper, remarks=marked)).of_documents()) is found


@pytest.mark.parametrize(
    ("quote", "found"),
    [("本复印件有效期至2026年1月30日", True), ("有效期至2026年1月30日", False)],
)
def test_the_term_of_a_copy_is_no_validity(run: Run, quote: str, found: bool) -> None:
    paper = document(
        "business-license", holder=FIRM, issuer="某市市场监督管理局", valid_until="2026-01-30"
    )
    until = Remark(RemarkKind.UNTIL, "2026-01-30", Citation(paper.file, 1, BOX, quote))
    assert ("P506" in run(replace(paper, remarks=(until,))).of_documents()) is found


@pytest.mark.parametrize("named", [True, False])
def test_another_firm_speaks_in_a_paper_of_the_applicant(run: Run, named: bool) -> None:
    text = f"我公司（{OTHER}）按年度分解指标。\n{FIRM if named else OTHER}"
    paper = document("transition-plan", text=text, holder=OTHER, sure=0.9)
    remark = Remark(RemarkKind.SPEAKER, OTHER, Citation(paper.file, 1, BOX, OTHER))
    assert "P505" in run(replace(paper, remarks=(remark,))).of_documents()


def told(of: str, *names: tuple[RemarkKind, str], text: str = "") -> Document:
    paper = document(of, holder=FIRM, text=text)
    remarks = tuple(Remark(k, n, Citation(paper.file, 1, BOX, n)) for k, n in names)
    return replace(paper, remarks=remarks)


STRANGER = "云岭棠溪特种钢管有限公司"


def test_a_paper_of_any_hand_in_which_all_sentences_tell_of_another_firm(run: Run) -> None:
    begun, spoken = RemarkKind.NAMED, RemarkKind.MENTION
    thrice = ((spoken, STRANGER), (begun, STRANGER), (begun, STRANGER))
    head = (begun, FIRM)
    text = f"{FIRM}\n竣工环境保护验收意见\n本项目验收合格"
    assert "P505" in run(told("acceptance-record", head, *thrice, text=text)).of_documents()
    builder = document("contract", holder=FIRM, text=f"承包方：{STRANGER}")
    other = told("acceptance-record", head, *thrice, text=text)
    assert "P505" not in run(other, builder).of_documents()
    # Twice may be an aside; the applicant has a sentence of its own, or speaks.
    for paper in (
        told("acceptance-record", head, *thrice, text=f"{text}\n我公司已落实各项措施"),
        told("acceptance-record", head, *thrice[1:], text=text),
        told("acceptance-record", head, *thrice, text="竣工环境保护验收意见\n本项目合格"),
    ):
        assert "P505" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("sure", "found"),
    [
        # A name in a sentence was taken for the issuer's.
        (0.78, True),
        (0.9, False),
    ],
)
def test_who_signs_a_paper_of_the_submission_has_a_part(run: Run, sure: float, found: bool) -> None:
    named = ((RemarkKind.SUBJECT, STRANGER), *((RemarkKind.NAMED, STRANGER),) * 2)
    paper = told("transition-plan", *named)
    signed = document("ghg-inventory", issuer=STRANGER, sure=sure)
    assert ("P505" in run(paper, signed).of_documents()) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [(f"通报 {STRANGER}用电量下降", True), (f"列席：{STRANGER} 卜一帆", False)],
)
def test_who_came_to_a_meeting_stands_in_for_nobody(run: Run, line: str, found: bool) -> None:
    named = ((RemarkKind.MENTION, STRANGER), (RemarkKind.NAMED, STRANGER))
    assert ("P505" in run(told("meeting-record", *named, text=line)).of_documents()) is found


def test_rules_of_which_every_article_is_of_another_firm(run: Run) -> None:
    articles = "\n".join(("第一条 目的", "第二条 准入", "第三条 评价"))
    low, high = Box(0.1, 0.5, 0.5, 0.52), BOX
    paper = document("supplier-management", holder=FIRM, text=articles)
    paper = replace(paper, lines=tuple(replace(x, box=low) for x in paper.lines))

    def named(*boxes: tuple[str, Box]) -> Document:
        told = (
            Remark(RemarkKind.MENTION, name, Citation(paper.file, 1, box, name))
            for name, box in boxes
        )
        return replace(paper, remarks=tuple(told))

    thrice = [(STRANGER, low)] * 3
    assert "P505" in run(named((FIRM, high), *thrice)).of_documents()
    assert "P505" not in run(named((FIRM, low), *thrice)).of_documents()


@pytest.mark.parametrize(
    ("purpose", "origin", "found"),
    [
        ("2026年零磺工厂申扱", Origin.OCR, False),
        ("2026年零磺工厂申扱", Origin.TEXT_LAYER, True),
        ("2026年市政工程招标", Origin.OCR, True),
    ],
)
def test_a_purpose_that_was_misread(run: Run, purpose: str, origin: Origin, found: bool) -> None:
    paper = replace(licence(RemarkKind.PURPOSE, purpose), origin=origin)
    assert ("P506" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("of", "issued", "found"),
    [
        ("credit-report", "2025-12-20", True),
        ("credit-report", "2026-02-20", False),
        # Its validity is that of the certificate, and no term of what was looked up.
        ("product-certificate", "2025-12-20", False),
    ],
)
def test_a_record_whose_own_term_has_run_out(run: Run, of: str, issued: str, found: bool) -> None:
    paper = saying(RemarkKind.OWN_TERM, "90", of=of, issue_date=issued)
    assert ("P506" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("清河示例机械有限公司", False),
        ("青河示例机械有限公司", False),
        ("清河示列机械有限公司", True),
        # No more than what many names end with.
        ("机械有限公司", True),
        ("白石样品机械有限公司", True),
    ],
)
def test_a_copy_for_the_applicant_whose_name_was_misread(run: Run, name: str, found: bool) -> None:
    paper = licence(RemarkKind.PURPOSE, f"{name}备案", holder=OTHER)
    assert ("P506" in run(paper).of_documents()) is found


def test_a_copy_for_something_else_with_the_applicant_s_name_misread(run: Run) -> None:
    assert "P506" in run(licence(RemarkKind.PURPOSE, "清河示例机械有限公司贷款")).of_documents()


@pytest.mark.parametrize(
    ("named_in_full", "contract", "found"),
    [(True, False, True), (True, True, True), (False, False, True), (False, True, False)],
)
def test_a_firm_that_is_spoken_of_by_brand_and_trade(
    run: Run, named_in_full: bool, contract: bool, found: bool
) -> None:
    """Who builds or delivers may be spoken of so, and of the workshops that it builds."""
    paper = document("management-manual", holder=FIRM, text="总则\n范围")
    quote = f"{OTHER}的车间" if named_in_full else "样品电子的车间"
    marked = (
        Remark(RemarkKind.SUBJECT, OTHER, Citation(paper.file, 1, BOX, quote)),
        Remark(RemarkKind.MENTION, OTHER, Citation(paper.file, 1, BOX, "样品电子")),
    )
    others = [document("contract", holder=FIRM, text=f"乙方：{OTHER}")] if contract else []
    outcome = run(replace(paper, remarks=marked), *others)
    assert ("P505" in outcome.of_documents()) is found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("白石云泽电动工具有限公司", True),
        # Its own brand elsewhere, without its place, and in its group; its place and its trade.
        ("白石示例电动工具有限公司", False),
        ("示例电动工具有限公司", False),
        ("青河示例集团电动工具有限公司", False),
        ("青河云泽电动工具有限公司", False),
    ],
)
def test_a_firm_that_shares_a_trade_is_another(run: Run, name: str, found: bool) -> None:
    paper = saying(RemarkKind.SPEAKER, name)
    outcome = run(paper, aliases=("青河示例电动工具有限公司",))
    assert ("P505" in outcome.of_documents()) is found
