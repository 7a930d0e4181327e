"""C607: what is only applied for, what is left in an account, what another firm claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import TableColumn
from tests.assessment.conftest import CODE, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
OTHER, OTHER_CODE = "白石样品销售有限公司", "91130200699229617X"


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("减排量注销申请受理回执", "材料正在审核,通过后将另行出具注销证明。", True),
        ("自愿注销申请表", "办理状态:审核中", True),
        ("减排量注销申请表", "审核意见:同意,2026年5月8日完成注销。", False),
        # What any application goes through, and one that went through it.
        ("减排量注销申请表", "办理流程:审核通过后出具注销证明。", False),
        ("减排量注销证明", "本证明经审核中心复核后出具。", False),
    ],
)
def test_an_application(run: Run, title: str, text: str, found: bool) -> None:
    paper = document("carbon-credit-record", holder=FIRM, title=title, text=text)
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(("status", "found"), [("open", True), ("cancelled", False)])
def test_an_application_that_went_through(run: Run, status: str, found: bool) -> None:
    paper = document(
        "carbon-credit-record",
        holder=FIRM,
        title="减排量注销申请表",
        text="流程:受理、审核中、办结",
        unit_status=status,
    )
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("code", "origin", "found"),
    [
        (CODE, Origin.OCR, False),
        (CODE, Origin.TEXT_LAYER, True),
        (OTHER_CODE, Origin.OCR, True),
    ],
)
def test_a_misread_name_beside_the_own_code_is_the_own(
    run: Run, code: str, origin: Origin, found: bool
) -> None:
    paper = document(
        "carbon-credit-record", holder=OTHER, holder_credit_code=code, beneficiary=OTHER,
        origin=origin,
    )  # fmt: skip
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("holder", "beneficiary", "found"),
    [(FIRM, "本企业）", False), (FIRM, "本公司", False), (OTHER, "本企业", True)],
)
def test_a_beneficiary_that_is_called_by_who_speaks(
    run: Run, holder: str, beneficiary: str, found: bool
) -> None:
    paper = document("carbon-credit-record", holder=holder, beneficiary=beneficiary)
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("交割后买方账户持有100 tCO2e,状态:可流通", True),
        ("减排量用于抵消的,须由持有人另行申请注销", True),
        ("注销后的减排量不可流通", False),
        ("减排量可流通期间为2026年5月,2026年6月2日完成注销", False),
        ("上述减排量目前处于持有状态,尚未提交注销指令。", True),
        ("签发后处于持有状态,2026年6月2日完成注销。", False),
    ],
)
def test_units_that_can_still_be_traded(run: Run, text: str, found: bool) -> None:
    paper = document("carbon-credit-record", holder=FIRM, text=text)
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("持有数量:350 tCO2e\n可用数量:350 tCO2e", True),
        ("可用余额(吨):350", True),
        # What is left of it.
        ("持有数量:350 tCO2e\n可用数量:90 tCO2e", False),
        ("可用数量:0 tCO2e", False),
    ],
)
def test_what_an_account_holds(run: Run, text: str, found: bool) -> None:
    paper = document("carbon-credit-record", holder=FIRM, certificate_count=350, text=text)
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("holder", "text", "found"),
    [
        (OTHER, "用途声明 2025年度绿色电力消费", True),
        (FIRM, "用途声明 2025年度绿色电力消费", False),
        # Bought by one firm for another; nothing is claimed.
        (OTHER, f"用途声明 {FIRM}2025年度绿色电力消费", False),
        (OTHER, "交易方式 挂牌", False),
        # For whose application the copy is, and who had them bought.
        (OTHER, f"用途:2024年度用电消费声明\n备注:供{FIRM}办公楼申报使用", True),
        (OTHER, f"用途:2024年度用电消费声明\n备注:受{FIRM}委托购买", False),
    ],
)
def test_who_claims_a_certificate(run: Run, holder: str, text: str, found: bool) -> None:
    paper = document("green-electricity-certificate", holder=holder, text=text)
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{FIRM}委托注销碳普惠减排量120吨,受益人为{OTHER},用于中和其差旅排放。", True),
        (f"本次注销的受益方是{OTHER}。", True),
        (f"注销减排量120吨,用于中和{OTHER}2025年度排放。", True),
        (f"以{OTHER}名义注销120吨。", True),
        (f"登记中心代{OTHER}核销120个。", True),
        (f"注销凭证载明的受益人为“{OTHER}”,注销原因为碳中和。", True),
        (f"受益主体登记为{OTHER}。", True),
        (f"原受益人为{OTHER},现为{FIRM}。", False),
        # The name goes on in the next line.
        (f"委托注销120吨,受益人为{OTHER[:2]}\n{OTHER[2:]},用于中和差旅排放。", True),
        (f"注销120吨,受益人为{FIRM}。", False),
        (f"代{FIRM}核销120个。", False),
        ("注销120吨,受益人为本公司。", False),
        (f"注销120吨,用于抵消本公司2025年度排放。\n{OTHER}", False),
        # Who sold them, or keeps the register.
        (f"由{OTHER}转让,用于抵消2025年度排放。", False),
    ],
)
def test_for_whom_a_sentence_says_units_were_cancelled(run: Run, text: str, found: bool) -> None:
    paper = document(
        "carbon-credit-record", holder=FIRM, unit_status="cancelled", certificate_count=120,
        text=text,
    )  # fmt: skip
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("heads", "cells", "found"),
    [
        (("计入抵消t", "登记簿状态"), ("58", "已划转,待注销"), True),
        (("抵消量", "状态"), ("58", "持有"), True),
        (("抵消量", "状态"), ("58", "已注销"), False),
        # Nothing is claimed; what is only meant; other states.
        (("抵消量", "状态"), ("0", "待注销"), False),
        (("拟抵消量", "状态"), ("58", "持有"), False),
        (("数量", "状态"), ("58", "持有"), False),
        (("抵消量", "状态"), ("58", "已完成"), False),
        # Told, or asked, in the row.
        (("声明用途", "账户状态"), ("二季度用电,已对外声明", "在户(未核销)"), True),
        (("备注", "是否核销"), ("已计入年度抵消", "否"), True),
        (("是否计入抵消", "状态"), ("是", "持有"), True),
        (("声明用途", "账户状态"), ("二季度用电,拟对外声明", "在户(未核销)"), False),
        (("声明用途", "账户状态"), ("二季度用电,尚未对外声明", "在户(未核销)"), False),
        (("声明用途", "账户状态"), ("二季度用电,已对外声明", "已核销"), False),
        (("是否计入抵消", "状态"), ("否", "持有"), False),
        (("备注", "状态"), ("已使用120 t,余80 t", "持有"), False),
        (("备注", "状态"), ("已列入2027年注销计划", "持有"), False),
        (("用途", "状态"), ("二季度用电", "持有"), False),
    ],
)
def test_a_list_counts_what_is_still_held(
    run: Run, heads: tuple[str, str], cells: tuple[str, str], found: bool
) -> None:
    paper = document("carbon-credit-record", holder=FIRM, text="2025年绿证与碳抵消清单")
    made = with_table(paper, [(head, "") for head in heads], ("供应商大会", *cells))
    assert ("C607" in run(made).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "count", "found"),
    [
        (f"核销受益方:{OTHER};核销用途:抵扣该公司用电。", 400, True),
        (f"核销受益方:{FIRM};核销用途:抵扣2025年度用电。", 400, False),
        # No certificates: who else gains by a contract for power is its own matter.
        (f"受益方:{OTHER};", None, False),
    ],
)
def test_a_proof_of_use_for_another(run: Run, text: str, count: int | None, found: bool) -> None:
    more = {"certificate_count": count} if count else {}
    paper = document("green-power-record", holder=FIRM, text=text, **more)
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("head", "rows", "found"),
    [
        ("注销受益主体", (FIRM, OTHER, FIRM), True),
        ("受益人", (OTHER,), True),
        ("环境权益归属", (FIRM, f"{OTHER}(客户)"), True),
        ("受益人", (FIRM, f"{FIRM}二分厂", FIRM), False),
        ("受益人", (FIRM, "本公司", "—"), False),
        # A list of others; who sold them.
        ("受益人", (OTHER, OTHER), False),
        ("出让方", (FIRM, OTHER), False),
    ],
)
def test_a_list_with_one_for_another(
    run: Run, head: str, rows: tuple[str, ...], found: bool
) -> None:
    def told(holder: str, text: str) -> bool:
        paper = document("unknown", holder=holder, text=text)
        cells = [(f"CCER第{n}批", "40", name) for n, name in enumerate(rows)]
        paper = with_table(paper, [("吨", "tCO2e"), (head, "")], *cells)
        return "C607" in run(paper).of_documents()

    assert told(FIRM, "减排量注销登记") is found
    assert not told(OTHER, "减排量注销登记")
    assert not told(FIRM, "减排量注销登记,代客户注销的不计入")
    assert not told(FIRM, "团体意外险登记")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((("260", "0"),), True),
        ((("260", "0"), ("40", "0")), True),
        ((("260", "0"), ("40", "40")), False),
        ((("0", "0"),), False),
    ],
)
@pytest.mark.parametrize("unit", ["(tCO2e)", ""])
def test_an_account_of_which_nothing_was_cancelled(
    run: Run, rows: tuple[tuple[str, str], ...], unit: str, found: bool
) -> None:
    known = {"holder": FIRM, "certificate_count": 260}
    paper = document("carbon-credit-record", **known, text="持有量查询", issue_date="2026-06-09")
    heads = [(f"可用{unit}", unit.strip("()")), (f"已注销{unit}", unit.strip("()"))]
    told = [("林场造林碳汇", *row) for row in rows]
    for sure in (0.99, 0.85):
        read = with_table(paper, heads, *told, sure=sure)
        assert ("C607" in run(read).of_documents()) is found
    paper = with_table(paper, heads, *told)
    later = document("carbon-credit-record", **known, text="已注销", issue_date="2026-07-01")
    outcome = run(paper, replace(later, id="later"))
    assert "C607" not in outcome.of_documents()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"受托办理减排量90吨自愿注销,凭证载明的受益人为“{OTHER}”。", True),
        (f"受托办理减排量90吨自愿注销,受益人为“{FIRM}”。", False),
        (f"受托办理减排量90吨自愿注销,用于抵消{OTHER}的排放。", False),
        (f"团体意外险,受益人为“{OTHER}”。", False),
        (f"减排量90吨注销,受益人为“{OTHER}”,不计入本公司抵消。", False),
    ],
)
def test_a_beneficiary_in_a_paper_of_any_kind(run: Run, text: str, found: bool) -> None:
    for holder in (FIRM, OTHER):
        paper = document("unknown", holder=holder, text=text)
        assert ("C607" in run(paper).of_documents()) is (found and holder == FIRM)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"注销账户:{FIRM}\n代表(受益方):{OTHER}", True),
        (f"注销账户:{FIRM}\n绿色电力环境权益归属(受益方):{OTHER}", True),
        (f"证书归属:{OTHER}", True),
        (f"代表(受益方):{FIRM}", False),
        ("代表(受益方):本公司及各车间", False),
        (f"经办机构:{OTHER}", False),
        (f"项目归属:{OTHER}", False),
        (f"代表(受益方):{FIRM}\n使用方:{OTHER}", False),
    ],
)
def test_another_firm_behind_a_label(run: Run, text: str, found: bool) -> None:
    for kind in ("carbon-credit-record", "green-electricity-certificate"):
        paper = document(kind, holder=FIRM, text=text)
        assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [("权益归属(受益方)", OTHER, True), ("权益归属(受益方)", FIRM, False), ("平台", OTHER, False)],
)
def test_another_firm_in_a_cell_beside_a_label(
    run: Run, label: str, value: str, found: bool
) -> None:
    made = document("green-electricity-certificate", holder=FIRM, text=f"{label} {value}")
    made = with_table(made, [("", ""), ("", "")], ("数量", "数量", "500"), (label, label, value))
    table = replace(made.tables[0], columns=(TableColumn(()), TableColumn(())))
    outcome = run(replace(made, tables=(table,)))
    assert ("C607" in outcome.of_documents()) is found


@pytest.mark.parametrize("text", ["已注销t 0", "已注销(吨):0", "已注销数量 0 吨"])
def test_none_of_what_was_bought_is_cancelled(run: Run, text: str) -> None:
    paper = document(
        "carbon-credit-record", holder=FIRM, text=text, unit_status="cancelled",
        certificate_count=500,
    )  # fmt: skip
    assert "C607" in run(paper).of_documents()


@pytest.mark.parametrize(("title", "found"), [("减排量成交确认书", True), ("成交确认书", False)])
def test_what_is_held_of_the_kind_that_the_title_says(run: Run, title: str, found: bool) -> None:
    text = "本单由交易中心出具。\n买方声明:上述400吨用于抵消厂区剩余排放。登记状态:可流通(持有)。"
    paper = document("reduction-report", holder=FIRM, title=title, text=text)
    assert ("C607" in run(paper).of_documents()) is found


ASKED = "贵司拟以该批配额抵销剩余排放,按规则须另行提交自愿注销申请;"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ASKED + "截至本函出具之日,我司未收到该申请。", True),
        ("上述减排量尚未启动注销流程,仍可交易。", True),
        ("The credits remain available; no retirement request has been received.", True),
        ("The cancellation instruction for 500 t has not been submitted.", True),
        # Of something else; no cancellation; done later.
        ("减排量已于8月20日注销,我司未收到异议申请。", False),
        ("未收到其他注销申请。", False),
        ("贵司未提交年度报告申请。", False),
        (ASKED + "该申请已于8月25日收到,完成注销。", False),
    ],
)
def test_a_letter_by_which_no_cancellation_was_asked_for(run: Run, text: str, found: bool) -> None:
    paper = document("carbon-credit-record", holder=FIRM, text=text, certificate_count=500)
    assert ("C607" in run(paper).of_documents()) is found
    later = document(
        "carbon-credit-record", "z.pdf", holder=FIRM, certificate_count=500, text="已注销500吨",
        unit_status="cancelled",
    )  # fmt: skip
    assert ("C607" in run(paper, later).of_documents()) is False
