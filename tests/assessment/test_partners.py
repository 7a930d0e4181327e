"""P505, P501: papers that are a partner's own, and rightly so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.assessment.partners import is_sent_to
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
SUPPLIER = "白石岑野轮胎有限公司"
BRAND = FIRM[2:4]
GAS = "白石丰源天然气有限公司"


def pledged(run: Run, text: str, *, file: str = "", title: str = "承诺书", **more: object) -> bool:
    fields = {"holder": SUPPLIER, "sure": 0.9, **more}
    paper = document("commitment-letter", file, title=title, text=text, **fields)  # type: ignore[arg-type]
    return bool({"P501", "P505"} & set(run(paper).of_documents()))


BODY = (
    "到2030年单位产品碳足迹下降一成，每年五月前提供上一年度的核算结果。\n"
    "逐步以铁路代替公路运输，减少包装。"
)
SIGNED = f"{SUPPLIER}（盖章）\n2025年6月20日"


@pytest.mark.parametrize(
    ("text", "file", "title"),
    [
        # The applicant is the one for which it was written.
        (
            f"我公司（{SUPPLIER}）供货。{BODY}\n供客户{FIRM}使用。\n{SIGNED}",
            "",
            "承诺书",
        ),
        (f"致{FIRM}：\n我公司承诺：{BODY}\n{SIGNED}", "", "减碳承诺书"),
        (f"{FIRM}：\n我司作为贵司的承运商，{BODY}\n{SIGNED}", "", "承诺书"),
        (f"我司系{FIRM}的供应商，{BODY}\n{SIGNED}", "", "承诺书"),
        (f"我方作为承运单位，为{FIRM}提供运输服务。{BODY}\n{SIGNED}", "", "承诺书"),
        (f"工程名称：厂房扩建\n建设单位：{FIRM}\n我方承诺：{BODY}\n{SIGNED}", "", "承诺书"),
        # Its title, its file or its folder says whose it is.
        (f"我公司承诺：{BODY}\n{SIGNED}", "", "供货商低碳承诺书"),
        (f"我公司承诺：{BODY}\n{SIGNED}", "轮胎供货方来函.pdf", "承诺书"),
        (f"我公司承诺：{BODY}\n{SIGNED}", "6 外协单位/减排承诺.pdf", "承诺书"),
    ],
)
def test_a_partner_s_own_pledge(run: Run, text: str, file: str, title: str) -> None:
    assert not pledged(run, text, file=file, title=title)


def test_nothing_says_that_it_is_another_s(run: Run) -> None:
    assert pledged(run, f"{BODY}\n{SIGNED}")


@pytest.mark.parametrize("file", ["承诺书.pdf", "供货商承诺.pdf"])
def test_a_pledge_of_the_applicant_that_another_signs(run: Run, file: str) -> None:
    text = f"{FIRM}郑重承诺：{BODY}\n{SUPPLIER}\n2025年6月20日"
    assert pledged(run, text, file=file, holder=FIRM)


def metered(run: Run, text: str, *others: object, holder: str = GAS, file: str = "") -> bool:
    paper = document(
        "calibration-certificate",
        file,
        title="检定证书",
        text=text,
        holder=holder,
        issue_date="2025-05-13",
        valid_until="2027-05-12",
    )
    return "P501" in run(paper, *others).of_documents()


METER = "器具：腰轮流量计\n出厂编号：77120\n结论：合格"


@pytest.mark.parametrize(
    ("text", "file"),
    [
        (f"{METER}\n安装地点：青河市{BRAND}机械厂区调压站", ""),
        (f"{METER}\n用户：{FIRM}", ""),
        (f"{METER}\n签发地：青河市", f"气表检定-{BRAND}机械用户表.pdf"),
    ],
)
def test_a_meter_of_the_utility_in_the_works(run: Run, text: str, file: str) -> None:
    assert not metered(run, text, file=file)


def test_a_meter_of_the_utility_that_bills_the_applicant(run: Run) -> None:
    bill = document("invoice", title="发票", text=f"购买方：{FIRM}\n销售方：{GAS}", holder=FIRM)
    assert not metered(run, METER, bill)
    other = document("invoice", title="发票", text=f"购买方：{FIRM}\n销售方：某店", holder=FIRM)
    assert metered(run, METER, other)


def test_a_meter_of_somebody_else(run: Run) -> None:
    # A utility of which nothing is known; a firm that is none, though it is named in a contract.
    assert metered(run, METER)
    deal = document("contract", title="合同", text=f"甲方：{FIRM}\n乙方：{SUPPLIER}", holder=FIRM)
    assert metered(run, METER, deal, holder=SUPPLIER)


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        (f"致：{FIRM}", True),
        (f"Attn.: {FIRM}", True),
        (f"抄送：各协作单位、{FIRM}", True),
        (f"呈送{FIRM}", True),
        (f"致尊敬的{FIRM}：", True),
        (f"送检单位{FIRM}", False),
        (f"送样{FIRM}", False),
        (f"致力于节约用水的{FIRM}", False),
        (f"由{FIRM}送达", False),
    ],
)
def test_who_is_written_to(line: str, sent: bool) -> None:
    assert is_sent_to(document("unknown", text=f"说明\n{line}\n正文"), FIRM) is sent


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        # A utility heads what it bills; a sentence says what a firm did for the applicant.
        ("青陵燃气有限公司", "用气量汇总", False),
        ("国网示例供电公司青陵分公司", "用电量汇总", False),
        ("青陵电力设备制造有限公司", "用电量汇总", True),
        (SUPPLIER, f"以上电机由{SUPPLIER}回收，不再使用。", False),
        (SUPPLIER, f"废渣委托{SUPPLIER}统一清运。", False),
        # Where the firm itself should stand.
        (SUPPLIER, f"以上电机由{SUPPLIER}登记造册。", True),
        (SUPPLIER, f"{SUPPLIER}设备部填报。", True),
    ],
)
def test_who_did_something_for_the_applicant(run: Run, name: str, text: str, told: bool) -> None:
    paper = document("equipment-renewal-record", holder=name, text=text, sure=0.8)
    assert bool({"P505", "P501"} & run(paper).of_documents()) is told
