"""E005: a weaker kind of document than asked, where the evidence itself is not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.assessment import assess
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.report import IndicatorResult
from evidencecheck.domain.rule import Source
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.domain.systems import Indicator, Kind, RulePack, Section, Slot
from tests.assessment.conftest import DAY, FIRM, Outcome, document, facts

Run = Callable[..., Outcome]


def _row(number: int, name: str, slot: Slot) -> Indicator:
    return Indicator(
        id=f"made-up.1.{number}", kind=Kind.SCORED, level1="1 碳管理", level2=name,
        requirement=name, evidence_basis=name, source=Source(file="009", line=1), slots=(slot,),
    )  # fmt: skip


PACK = RulePack(
    id="made-up",
    name="示范体系",
    edition="",
    source=Source(file="009", line=1),
    sections=(Section(name="1 碳管理", file="1.yaml"),),
    indicators=(
        _row(
            1,
            "能源管理体系认证",
            Slot(
                text="认证证书", accepts=("management-system-certificate",),
                weaker=("management-manual",), topics=("能源管理",),
            ),
        ),
        _row(
            2,
            "第三方核查",
            Slot(
                text="核查声明", accepts=("ghg-verification-statement",), weaker=("ghg-report",)
            ),
        ),
        _row(3, "自行核算", Slot(text="核算报告", accepts=("ghg-report",))),
    ),
)  # fmt: skip


def judged(book: RuleBook, row: int, *documents: Document) -> tuple[Flag, set[str]]:
    files = [facts(d.file) for d in documents]
    submission = Submission(Applicant(FIRM), DAY)
    results: tuple[IndicatorResult, ...] = assess(
        book, PACK, submission, documents, files
    ).indicators
    return results[row - 1].flag, {f.code for f in results[row - 1].findings}


def manual(file: str, text: str = "能源管理手册") -> Document:
    return document("management-manual", file, holder=FIRM, text=text)


@pytest.mark.parametrize("file", ["手册.pdf", "1.1 能源管理体系认证/手册.pdf"])
def test_a_manual_is_weaker_than_the_certificate(book: RuleBook, file: str) -> None:
    assert judged(book, 1, manual(file)) == (Flag.SUSPICIOUS, {"E005"})


def test_beside_the_certificate_it_does_no_harm(book: RuleBook) -> None:
    certificate = document(
        "management-system-certificate", "证书.pdf", holder=FIRM, text="能源管理体系认证证书",
        issue_date="2025-01-01", valid_until="2027-12-31",
    )  # fmt: skip
    assert judged(book, 1, manual("手册.pdf"), certificate) == (Flag.SUPPORTED, set())


@pytest.mark.parametrize(
    "other",
    [
        manual("手册.pdf", "质量管理手册"),
        manual("1.3 自行核算/手册.pdf"),
    ],
)
def test_on_another_matter_or_filed_for_another_row_it_says_nothing(
    book: RuleBook, other: Document
) -> None:
    assert judged(book, 1, other) == (Flag.MISSING, {"E001"})


def test_a_report_that_another_row_asks_for_is_no_weak_statement(book: RuleBook) -> None:
    report = document("ghg-report", "报告.pdf", holder=FIRM, standards="ISO 14064-1:2018")
    assert judged(book, 2, report) == (Flag.MISSING, {"E001"})
    assert judged(book, 3, report) == (Flag.SUPPORTED, set())


@pytest.mark.parametrize("file", ["1.2 第三方核查/报告.pdf", "温室气体核查声明.pdf"])
def test_unless_it_is_handed_in_as_the_statement(book: RuleBook, file: str) -> None:
    report = document("ghg-report", file, holder=FIRM, title="温室气体排放报告")
    flag, codes = judged(book, 2, report)
    assert flag is Flag.SUSPICIOUS
    assert "E005" in codes


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("产品碳足迹证书.pdf", "本结果由我单位自行声明，供相关方参考", True),
        ("产品碳足迹证书.pdf", "Self-declared carbon footprint, 未经第三方核查", True),
        ("产品碳足迹证书.pdf", "经核查，产品碳足迹为1.2千克", False),
        ("雨水检测报告.jpg", "便携式测定仪测得，未经检测机构检测", True),
        ("雨水检测报告.jpg", "未经检测机构书面同意，不得复制", False),
        # A firm may declare what it reports itself.
        ("温室气体排放报告.pdf", "本结果由我单位自行声明", False),
        # By its name a third party's, whatever title that is.
        ("减排效果第三方评估.pdf", "由本部门测算，未委托第三方", True),
        ("减排效果自评.pdf", "由本部门测算，未委托第三方", False),
    ],
)
def test_a_certificate_that_says_it_is_the_firm_s_own_word(
    run: Run, file: str, text: str, found: bool
) -> None:
    paper = document(
        "product-carbon-footprint-certificate", file, text=text, title="产品碳足迹", holder=FIRM
    )
    assert ("E005" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("file", "title", "found"),
    [
        ("质量管理体系认证证书.pdf", "管理体系认证合同", True),
        ("质量管理体系认证证书.pdf", "认证申请书", True),
        ("质量管理体系认证合同.pdf", "管理体系认证合同", False),
        ("冷水机组发票.pdf", "Pro Forma Invoice", True),
        ("冷水机组发票.pdf", "形式发票（PI）", True),
        ("冷水机组形式发票.pdf", "形式发票", False),
        ("质量管理体系认证证书.pdf", "质量管理体系认证证书", False),
        ("资料.pdf", "管理体系认证合同", False),
    ],
)
def test_a_file_named_by_a_certificate_that_holds_less(
    run: Run, file: str, title: str, found: bool
) -> None:
    paper = document("contract", file, title=title, text="甲乙双方约定如下", holder=FIRM)
    assert ("E005" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("file", "title", "text", "found"),
    [
        ("三季度培训签到及考核记录.docx", "三季度低碳培训计划", "七月中旬 外聘", True),
        ("2026年下半年培训考核记录.pdf", "2026年下半年零碳培训安排计划", "八月 笔试", True),
        ("下半年绿电结算凭证.pdf", "绿色电力交易合同", "甲方拟购买绿色电力", True),
        ("CCER抵消注销凭证.pdf", "核证自愿减排量(CCER)购买协议", "卖方 买方 减排量", True),
        ("能源体系认证证书.pdf", "能源管理手册 EnM-2026 版本B/0", "批准发布令", True),
        ("核查结果对外公布证明.png", "关于核查结果的内部通报", "各部门", True),
        ("CCER购买协议及注销凭证.pdf", "核证自愿减排量(CCER)购买协议", "卖方 买方", False),
        ("核查结果内部通报.png", "关于核查结果的内部通报", "各部门", False),
        ("空压机发票.pdf", "空压机报价单", "单价 金额", True),
        ("LED灯碳足迹证书.pdf", "LED灯产品碳足迹报告", "功能单位", True),
        ("LED灯碳足迹证书及报告.pdf", "LED灯产品碳足迹报告", "功能单位", False),
        ("2024年核查报告.pdf", "温室气体排放报告", "编制 批准", True),
        ("2024年核查报告.pdf", "温室气体排放核查报告", "核查组长", False),
        ("第三方评估.pdf", "减排比例自评报告", "我公司", True),
        ("第三方评估报告.docx", "减排比例自评报告", "未委托第三方评估。", True),
        ("第三方评估报告.docx", "减排比例自评报告", "第三方评估意见", False),
        ("7月培训实施记录.docx", "空压系统节能培训安排", "拟于七月举办", True),
        # Named as what it is; what its name says stands in it too.
        ("三季度培训计划.docx", "三季度低碳培训计划", "七月中旬 外聘", False),
        ("培训计划及签到.docx", "三季度低碳培训计划", "七月中旬 外聘", False),
        ("三季度培训签到.pdf", "三季度低碳培训计划", "参训人员签到", False),
        ("绿电结算单.pdf", "绿色电力交易结算单", "电量", False),
    ],
)
def test_a_plan_or_a_contract_in_a_file_named_by_a_record(
    run: Run, file: str, title: str, text: str, found: bool
) -> None:
    paper = document("training-record", file, title=title, text=text, holder=FIRM)
    assert ("E005" in run(paper).of_documents()) is found


def test_beside_the_record_in_one_file_the_plan_is_no_less(run: Run) -> None:
    file = "培训签到及考核记录.pdf"
    plan = document("training-record", file, title="低碳培训计划", text="七月", holder=FIRM)
    record = document("training-record", file, title="培训签到表", text="签到", holder=FIRM)
    assert "E005" not in run(plan, record).of_documents()


@pytest.mark.parametrize(
    ("kind", "code"), [("management-manual", "E005"), ("statistical-report", "E003")]
)
def test_what_points_at_a_certificate_is_less_and_other_papers_are_misnamed(
    run: Run, kind: str, code: str
) -> None:
    paper = document(kind, "能源管理体系认证证书.pdf", title="能源管理文件", holder=FIRM)
    assert run(paper).of_documents() & {"E003", "E005"} == {code}


def test_a_plan_in_a_file_named_by_what_was_finished(run: Run) -> None:
    text = "2#厂房屋面保温改造实施计划\n拟于2027年进行保温改造"
    paper = document("project-record", "屋面保温改造完成记录.pdf", text=text, holder=FIRM)
    assert "E005" in run(paper).of_documents()
    done = document(
        "project-record",
        "屋面保温改造完成记录.pdf",
        text="改造完成情况\n实施计划已完成",
        holder=FIRM,
    )
    assert "E005" not in run(done).of_documents()


def test_a_file_named_by_the_last_words_of_the_title_is_what_it_says(run: Run) -> None:
    paper = document(
        "material-certificate", "外墙板检验报告.pdf", title="建筑材料检验报告", holder=FIRM
    )
    assert "E003" not in run(paper).of_documents()


def test_a_contract_named_as_one_is_no_other_paper(run: Run) -> None:
    paper = document(
        "green-power-record", "绿电购销合同.pdf", title="绿色电力双边交易合同", holder=FIRM
    )
    assert "E003" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("序号 名称 数量 检定/校准到期", False),
        ("检定/校准到期", True),
        ("校准 证书", True),
    ],
)
def test_the_head_of_a_table_is_no_name_of_the_paper(run: Run, line: str, found: bool) -> None:
    file, title = "计量器具检定证书.pdf", "计量器具台账"
    paper = document("measuring-instrument-list", file, title=title, text=line, holder=FIRM)
    assert ("E005" in run(paper).of_documents()) is found
