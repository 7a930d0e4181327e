"""P505: another firm in the running head or the signature of the applicant's own paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Line
from tests.assessment.conftest import BOX, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石岑野轮胎有限公司"
PLEDGE = "本人代表公司郑重承诺：力争2030年实现零碳。"


def found(run: Run, text: str, kind: str = "commitment-letter", title: str = "承诺书") -> bool:
    paper = document(kind, title=title, text=text, holder=FIRM)
    return "P505" in run(paper).of_documents()


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (f"{OTHER}\n2025年6月20日", True),
        (f"{OTHER}（盖章）\n二〇二五年六月二十日", True),
        (f"{OTHER}\n法定代表人（签字）：\n2025年6月20日", True),
        (f"{OTHER}\n总经理：白山\n2025年6月20日", True),
        (f"{FIRM}\n总经理：\n2025年6月20日", False),
        (f"{FIRM}\n2025年6月20日", False),
        # A firm of the group; who works for factories; a partner of whom the paper speaks.
        ("青河岑野轮胎有限公司\n2025年6月20日", False),
        ("白石节能服务有限公司\n2025年6月20日", False),
        (f"与{OTHER}共同推进。\n{OTHER}\n2025年6月20日", False),
        # No signature: a line of the text, with no day below.
        (f"{OTHER}\n以上供货至厂区\n请知悉\n完\n2025年6月20日", False),
    ],
)
def test_who_signs_a_pledge(run: Run, end: str, told: bool) -> None:
    assert found(run, f"{FIRM}\n{PLEDGE}\n{end}") is told


def test_a_paper_that_pledges_nothing_may_be_signed_by_a_partner(run: Run) -> None:
    assert not found(run, f"{FIRM}\n会议议定如下\n{OTHER}\n2025年6月20日")


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (f"{OTHER} 数据质量控制计划 RX-DQ-02", True),
        (f"{FIRM} 数据质量控制计划 RX-DQ-02", False),
        (f"{OTHER}供货清单", False),
        ("白石检测技术有限公司 数据质量控制计划", False),
    ],
)
def test_who_stands_in_the_running_head(run: Run, head: str, told: bool) -> None:
    paper = document(
        "data-quality-plan",
        title="数据质量控制计划",
        text=f"企业：{FIRM}\n参数 数据来源",
        holder=FIRM,
    )
    lines = (Line(1, head, BOX), *paper.lines)
    assert ("P505" in run(replace(paper, lines=lines)).of_documents()) is told


def test_a_supplier_s_pledge_to_the_applicant(run: Run) -> None:
    assert not found(run, f"致：{FIRM}\n{PLEDGE}\n{OTHER}（盖章）\n2025年3月1日")
    assert not found(run, f"{PLEDGE}\n{OTHER}\n2025年3月1日", title="绿色供应商承诺书")


def test_the_form_of_the_group(run: Run) -> None:
    assert not found(run, f"{PLEDGE}\n海州控股集团有限公司\n2025年3月1日")


@pytest.mark.parametrize(
    ("name", "told"),
    [("年示例机械有限公司", False), ("红星机械有限公司", True), ("白石示例机械有限公司", True)],
)
def test_a_name_of_which_a_seal_left_the_end(run: Run, name: str, told: bool) -> None:
    assert found(run, f"{FIRM}\n{PLEDGE}\n{name}\n2025年6月20日") is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"我是{FIRM}的董事长，就降碳工作作如下陈述。", True),
        (f"本人作为{FIRM}法定代表人，确保目标实现。", True),
        # A firm that works with it, of which nobody speaks as its head.
        (f"本人作为{FIRM}的服务商，确保目标实现。", False),
    ],
)
def test_who_speaks_as_the_head_of_the_applicant(run: Run, text: str, told: bool) -> None:
    assert found(run, f"{text}\n{OTHER}\n总经理：\n2025年6月20日") is told


AIM = "力争到2030年实现温室气体净零排放。"
WORKS = "将于2026年9月建成屋顶光伏1.2兆瓦。"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((f"{OTHER}{AIM}", f"（一）{OTHER}{WORKS}"), True),
        ((f"2.{OTHER}计划单位产品能耗下降6%。", f"{OTHER}拟更换空压机。"), True),
        # The applicant itself; one of its group; one that works for factories.
        ((f"{FIRM}{AIM}", f"（一）{FIRM}{WORKS}"), False),
        (("青河岑野轮胎有限公司" + AIM, "青河岑野轮胎有限公司" + WORKS), False),
        (("白石控股有限公司" + AIM, "白石控股有限公司" + WORKS), False),
        (("白石节能服务有限公司" + AIM, "白石节能服务有限公司" + WORKS), False),
        # Once only; of works and no aim; a partner who is told of besides.
        ((f"{OTHER}{AIM}", "公司" + WORKS), False),
        ((f"{OTHER}{WORKS}", f"{OTHER}将在屋面安装支架。"), False),
        ((f"{OTHER}{AIM}", f"{OTHER}{WORKS}", f"光伏由{OTHER}投资建设。"), False),
    ],
)
def test_whose_aims_a_plan_tells(run: Run, lines: tuple[str, ...], told: bool) -> None:
    text = "\n".join((FIRM, *lines))
    assert found(run, text, "transition-plan", "零碳工厂建设方案") is told


@pytest.mark.parametrize(
    ("kind", "title", "told"),
    [("management-policy", "碳管理制度", True), ("ghg-report", "温室气体排放报告", False)],
)
def test_of_which_papers_the_aims_are_the_author_s(
    run: Run, kind: str, title: str, told: bool
) -> None:
    text = "\n".join((FIRM, f"{OTHER}{AIM}", f"（一）{OTHER}{WORKS}"))
    assert found(run, text, kind, title) is told
