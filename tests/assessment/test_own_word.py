"""E005: certificates that a firm gives itself, letters of intent, contracts not yet fulfilled."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石认证服务有限公司"


@pytest.mark.parametrize(
    ("title", "text", "issuer", "found"),
    [
        ("低噪产品自我声明证书", "本结果未经第三方检验", FIRM, True),
        ("能耗核查声明（自行声明）", "由设备科完成，未经独立第三方检查", "", True),
        ("研发楼绿色建筑自评证明", "得分由总务科自行评分", "", True),
        ("关于碳数据核验的声明", "本公司自行核查\n未经第三方复核", "", True),
        ("关于碳数据核验的声明", "受核查方自行核查后\n我机构独立核查", OTHER, False),
        # Called what it is; told nowhere but in the title; somebody else signs.
        ("研发楼绿色建筑自评报告", "得分由总务科自行评分", "", False),
        ("低噪产品自我声明证书", "经检验合格", FIRM, False),
        ("低噪产品自我声明证书", "自行声明的内容经核实", OTHER, False),
        ("环保产品认证证书", "未经第三方许可不得转载", OTHER, False),
    ],
)
def test_a_certificate_that_is_one_s_own_word(
    run: Run, title: str, text: str, issuer: str, found: bool
) -> None:
    more = {"issuer": issuer} if issuer else {}
    paper = document("product-certificate", "证.pdf", title=title, text=text, holder=FIRM, **more)
    assert ("E005" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("file", "title", "text", "found"),
    [
        ("绿电.pdf", "绿电购买意向书", "本文件不具有法律约束力", True),
        ("绿电.pdf", "绿电购买意向书（2027年）", "电量以正式合同为准", True),
        ("绿电.pdf", "绿电购售协议", "本协议款项尚未支付", True),
        # Named by what it is; nothing says that it binds nobody; an agreement that was kept.
        ("绿电意向书.pdf", "绿电购买意向书", "本文件不具有法律约束力", False),
        ("绿电.pdf", "绿电购买意向书", "双方盖章后生效", False),
        ("绿电.pdf", "绿电购售协议", "结算单另附", False),
        ("绿电协议.pdf", "绿电购售协议", "本协议款项尚未支付", False),
        ("绿电.pdf", "绿色电力结算单", "尚未结算的电量下月补结", False),
    ],
)
def test_what_is_not_agreed_or_fulfilled_settles_nothing(
    run: Run, file: str, title: str, text: str, found: bool
) -> None:
    paper = document("green-power-record", file, title=title, text=text, holder=FIRM)
    assert ("E005" in run(paper).of_documents()) is found


def test_a_contract_is_what_it_is(run: Run) -> None:
    paper = document(
        "contract", "合同.pdf", title="购电意向书", text="不具有法律约束力", holder=FIRM
    )
    assert "E005" not in run(paper).of_documents()
