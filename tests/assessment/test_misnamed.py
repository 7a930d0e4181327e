"""E003, E005: what the name of a file, or its folder, promises and the paper is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.assessment.intents import IntentReader
from evidencecheck.domain.rules import RuleBook
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
PERMIT = "中华人民共和国\n建设工程规划许可证\n建设单位 建设规模"


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("消防验收意见书.jpg", PERMIT, True),
        # Called what it is; something of what its name says stands in it.
        ("建设工程规划许可证.jpg", PERMIT, False),
        ("消防验收意见书.jpg", f"{PERMIT}\n消防设施已经验收", False),
        ("项目节能验收报告.jpg", PERMIT, True),
        ("项目节能验收报告.jpg", f"{PERMIT}\n节能设施", False),
        # What another paper deals with; a name of one word.
        ("消防验收意见书.jpg", f"{PERMIT}\n消防设施由有关部门另行验收", True),
        ("环评批复.jpg", f"{PERMIT}\n有关环评事项另行审批", True),
        ("环评批复.jpg", f"{PERMIT}\n环评批复文号见附件", False),
    ],
)
def test_papers_of_one_family_on_another_matter(
    run: Run, file: str, text: str, found: bool
) -> None:
    paper = document("planning-permit", file, title="建设工程规划许可证", text=text, holder=FIRM)
    assert ("E003" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "text", "confidence", "found"),
    [
        ("劳保用品发放统计", "手套 口罩", 0.7, True),
        # Guessed; something of its name stands in it; its type is of the family.
        ("劳保用品发放统计", "手套 口罩", 0.6, False),
        ("劳保用品发放统计", "原材料仓库手套 口罩", 0.7, False),
    ],
)
def test_a_sheet_with_a_small_title_on_another_matter(
    run: Run, title: str, text: str, confidence: float, found: bool
) -> None:
    file = "主要原材料消耗量计算表.xlsx"
    paper = document(
        "training-record", file, title=title, text=text, holder=FIRM, confidence=confidence
    )
    assert ("E003" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("培训签到记录/扫描件0007.pdf", "供方 需方 矫直辊", True),
        ("培训签到记录/轧辊采购合同.pdf", "供方 需方 矫直辊", False),
        ("培训签到记录/扫描件0007.pdf", "甲方委托乙方培训", False),
        ("合同/扫描件0007.pdf", "供方 需方 矫直辊", False),
    ],
)
def test_a_scan_without_a_name_among_papers_of_one_kind(
    run: Run, file: str, text: str, found: bool
) -> None:
    sheet = document("training-record", "培训签到记录/签到表.jpg", title="签到表", holder=FIRM)
    paper = document("contract", file, title="产品购销合同", text=text, holder=FIRM)
    assert ("E003" in run(sheet, paper).of_documents()) is found
    assert "E003" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("file", "title", "text", "found"),
    [
        ("市场监管局无质量事故证明.pdf", "关于无质量事故的情况说明", "我公司未发生质量事故", True),
        ("应急局证明.pdf", "无事故声明", "本公司自查未发生事故", True),
        # An authority's, in the same words; a name that promises nobody's; called what it is.
        ("应急局证明.pdf", "关于某企业的情况说明", "该企业未发生事故", False),
        ("无质量事故证明.pdf", "情况说明", "我公司未发生质量事故", False),
        ("无事故情况说明（报应急局）.pdf", "情况说明", "我公司未发生质量事故", False),
    ],
)
def test_the_firm_s_own_word_named_by_an_authority(
    run: Run, file: str, title: str, text: str, found: bool
) -> None:
    paper = document("compliance-certificate", file, title=title, text=text, holder=FIRM)
    assert ("E005" in run(paper).of_documents()) is found


def test_unless_somebody_else_has_issued_it(run: Run) -> None:
    paper = document(
        "compliance-certificate", "应急局证明.pdf", title="情况说明", text="本公司 自查",
        holder=FIRM, issuer="青河市应急管理局",
    )  # fmt: skip
    assert "E005" not in run(paper).of_documents()


def test_a_paper_in_another_language_says_nothing_in_chinese(run: Run) -> None:
    paper = document(
        "planning-permit", "消防验收意见书.jpg", title="Building Permit", text="Building Permit",
        holder=FIRM, languages=("en",),
    )  # fmt: skip
    assert "E003" not in run(paper).of_documents()


PLAN = "\n".join(
    ("年度培训计划", "培训内容 对象 时间 学时", "空压系统节能操作 动力设备部 5月",
     "能源管理体系内审 内审员 9月", "绿证与绿电交易知识 采购部 10月", "编制 批准")
)  # fmt: skip


@pytest.mark.parametrize(
    ("file", "text", "more", "found"),
    [
        ("淘汰落后设备处置证明.pdf", PLAN, {}, True),
        # 设备 stands in few papers; another word of the name too; a name that promises nothing.
        ("淘汰落后设备处置证明.pdf", PLAN, {"elsewhere": 0}, False),
        ("淘汰落后设备处置证明.pdf", f"{PLAN}\n落后产能淘汰 全员", {}, False),
        ("淘汰落后设备处置证明.pdf", "年度培训计划", {}, False),
        ("二季度学习资料.pdf", PLAN, {}, False),
        # 记录 is a form, and no matter.
        ("淘汰落后设备处置记录.pdf", f"{PLAN}\n记录：王样", {}, True),
        ("年度培训计划（设备部）.pdf", PLAN, {}, False),
        ("淘汰落后设备处置证明.pdf", PLAN, {"confidence": 0.7}, False),
    ],
)
def test_a_name_with_a_word_of_another_type_and_nothing_of_it_in_the_paper(
    run: Run, file: str, text: str, more: dict[str, int | float], found: bool
) -> None:
    others = [
        document("equipment-list", f"{n}.pdf", title="设备台账", text="设备 数量", holder=FIRM)
        for n in range(int(more.pop("elsewhere", 4)))
    ]
    plan = document("training-record", file, title="年度培训计划", text=text, holder=FIRM, **more)
    assert ("E003" in run(plan, *others).of_documents()) is found


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("能源管理体系监督审核合格证书.pdf", True),
        ("能源管理体系再认证证书.pdf", True),
        ("质量管理体系合格证书（2025）.pdf", True),
        # Named by what it holds, or by the matter alone.
        ("能源管理体系内审员证书.pdf", False),
        ("能源管理体系监督审核内审员培训合格证书.pdf", False),
        ("能源管理体系.pdf", False),
        ("监督审核资料.pdf", False),
    ],
)
def test_a_person_s_certificate_named_by_that_of_a_system(run: Run, file: str, found: bool) -> None:
    text = "某同志参加能源管理体系内部审核员培训\n考试成绩合格，特发此证"
    paper = document("training-record", file, title="培训合格证书", text=text, holder=FIRM)
    assert ("E003" in run(paper).of_documents()) is found
    notice = document("management-system-certificate", file, title="监督审核通知", holder=FIRM)
    assert not found or "E003" not in run(notice).of_documents()


@pytest.mark.parametrize(
    ("title", "found"), [("低碳产品认证证书", True), ("能源管理体系认证证书", False)]
)
def test_what_every_certificate_is_called_says_nothing_of_its_kind(
    run: Run, title: str, found: bool
) -> None:
    file = "能源管理体系认证证书.pdf"
    paper = document("product-certificate", file, title=title, text="产品名称 型号", holder=FIRM)
    assert ("E003" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("path", "filed"),
    [
        # Within the folder of another row; alone it may be of anything; a file's own name.
        ("05能源与资源/计量/电表.pdf", True),
        ("05能源与资源/电表.pdf", False),
        ("计量/电表.pdf", False),
        ("05能源与资源/计量工作/电表.pdf", False),
    ],
)
def test_a_short_name_of_a_row_within_the_folder_of_another(
    book: RuleBook, path: str, filed: bool
) -> None:
    named = IntentReader(book, book.packs["ningbo"]).read(path).indicators
    assert ("ningbo.1.4.2" in named) is filed


@pytest.mark.parametrize(
    ("file", "heading", "found"),
    [
        ("9月培训考核成绩单.pdf", "差旅费报销管理规定", True),
        ("9月培训考核成绩单.pdf", "能源管理员考核", False),
        # Named so, or told of in a sentence.
        ("培训差旅费考核.pdf", "差旅费报销管理规定", False),
        (
            "9月培训考核成绩单.pdf",
            "参加培训人员的往返差旅费和食宿费用由公司统一承担并计入年度培训预算",
            False,
        ),
    ],
)
def test_a_paper_on_what_nobody_asks_for(run: Run, file: str, heading: str, found: bool) -> None:
    paper = document("unknown", file, text=f"{heading}\n第一条 员工须事先填写审批单。", holder=FIRM)
    assert ("E003" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("file", "title", "found"),
    [
        ("节水型企业证书.pdf", "节水型企业创建服务合同", True),
        ("节水型企业奖牌.pdf", "节水型企业创建服务合同", True),
        ("节水型企业创建合同.pdf", "节水型企业创建服务合同", False),
        ("资料.pdf", "节水型企业创建服务合同", False),
    ],
)
def test_a_contract_on_what_a_title_is_granted_for(
    run: Run, file: str, title: str, found: bool
) -> None:
    paper = document("contract", file, title=title, text=f"{title}\n甲方 乙方", holder=FIRM)
    assert ("E003" in run(paper).of_documents()) is found


def test_a_certificate_that_is_named_by_its_title(run: Run) -> None:
    text = "节水型企业\n特发此证"
    paper = document("award", "节水型企业证书.pdf", title="节水型企业", text=text, holder=FIRM)
    assert "E003" not in run(paper).of_documents()
