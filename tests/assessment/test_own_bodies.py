"""P504: a department of the applicant, or a row of a report that names it as its verifier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import PageMark
from evidencecheck.domain.page import Mark, MarkKind, Origin
from tests.assessment.conftest import BOX, CODE, FIRM, Outcome, document

Run = Callable[..., Outcome]
TITLE = "第三方减排量核证报告"


@pytest.mark.parametrize(
    ("issuer", "found"),
    [
        (f"{FIRM}碳核查中心", True),
        # A seal spoilt one character.
        ("青河示例机诫有限公司碳核查中心", True),
        # Another firm's centre, a body whose name begins alike, the end of the name alone.
        ("青河示例机械设备有限公司碳核查中心", False),
        ("青河示例碳核查中心", False),
        ("白石有限公司碳核查中心", False),
    ],
)
def test_a_statement_by_a_department_of_the_applicant(run: Run, issuer: str, found: bool) -> None:
    paper = document(
        "ghg-verification-statement", holder=FIRM, issuer=issuer, issue_date="2026-02-01",
        period_start="2025-01-01", period_end="2025-12-31", years=(2025,),
    )  # fmt: skip
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "row", "found"),
    [
        (TITLE, f"核证机构 {FIRM}", True),
        (TITLE, f"核证机构：{FIRM}", True),
        (TITLE, f"第三方核证机构：{FIRM}", True),
        (TITLE, f"核证机构（盖章）：{FIRM}", True),
        (TITLE, f"委托单位（盖章）：{FIRM}", False),
        (TITLE, f"核证机构 {FIRM}碳核查中心", True),
        # One character was misread, in every line alike.
        (TITLE, f"核证机构 {FIRM.replace('示', '未')}节能服务部", True),
        (TITLE, f"核证机构 {FIRM.replace('示例', '未列')}节能服务部", False),
        (TITLE, f"委托单位 {FIRM}", False),
        (TITLE, "核证机构 青河示例机械研究院", False),
        (TITLE, f"核证机构 白石核证有限公司（受{FIRM}委托）", False),
        # What a firm may write itself.
        ("减排量自评说明", f"核证机构 {FIRM}", False),
    ],
)
def test_a_row_that_names_the_applicant_as_verifier(
    run: Run, title: str, row: str, found: bool
) -> None:
    paper = document(
        "reduction-report", title=title, text=f"{row}\n减排量按方案核算。", holder=FIRM
    )
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("row", "found"), [(f"核查机构 {FIRM}", True), (f"被核查单位 {FIRM}", False)]
)
def test_a_paper_of_no_known_type_that_names_the_applicant_as_verifier(
    run: Run, row: str, found: bool
) -> None:
    paper = document("unknown", title="其他间接排放核查结论表", text=row, holder=FIRM)
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("signed", "found"),
    [(f"{FIRM}能碳管理办公室", True), (FIRM, False), ("白石有限公司能碳管理办公室", False)],
)
def test_a_department_that_signs_what_a_third_party_should(
    run: Run, signed: str, found: bool
) -> None:
    text = f"核查组确认数据真实\n{signed}\n2026年2月3日"
    paper = document("ghg-verification-statement", holder=FIRM, text=text)
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("told", "found"),
    [("编制了2024年度碳排放报告", True), ("核查了2024年度碳排放报告", False)],
)
def test_a_verifier_that_says_it_wrote_the_report(run: Run, told: str, found: bool) -> None:
    verifier = "白石低碳技术服务有限公司"
    paper = document(
        "ghg-verification-statement", holder=FIRM, issuer=verifier,
        text=f"{verifier}为{FIRM}{told}，并对该报告进行核查",
    )  # fmt: skip
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(("title", "found"), [(TITLE, True), ("减排量核算报告", False)])
def test_a_third_party_that_is_the_firm(run: Run, title: str, found: bool) -> None:
    paper = document("reduction-report", title=title, holder=FIRM, issuer=FIRM)
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    "text",
    [
        f"白石低碳技术服务有限公司受{FIRM}委托,对其编制的2025年度排放报告进行了核查",
        f"白石低碳技术服务有限公司为{FIRM}核查其编制的报告",
    ],
)
def test_a_verifier_of_what_its_client_wrote(run: Run, text: str) -> None:
    paper = document(
        "ghg-verification-statement", holder=FIRM, issuer="白石低碳技术服务有限公司", text=text
    )
    assert "P504" not in run(paper).of_documents()


@pytest.mark.parametrize("title", ["第三方服务机构管理制度", "第三方检测服务合同"])
def test_own_papers_on_third_parties(run: Run, title: str) -> None:
    paper = document("reduction-report", title=title, holder=FIRM, issuer=FIRM)
    assert "P504" not in run(paper).of_documents()


def test_a_department_that_hands_in_what_another_body_signs(run: Run) -> None:
    text = f"福州计量检测院有限公司\n2025年1月1日\n送检部门\n{FIRM}设备部"
    paper = document("calibration-certificate", holder=FIRM, text=text)
    assert "P504" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("title", "row", "found"),
    [
        ("废水检测报告", f"检测单位 {FIRM}检测中心", True),
        ("厂界噪声监测报告", f"监测机构：{FIRM}", True),
        # It has the applicant's sample; is accredited; is on a product; is no report.
        ("废水检测报告", f"委托单位 {FIRM}", False),
        ("废水检测报告", f"检测单位 {FIRM}检测中心\n资质认定 CMA 230912341234", False),
        ("钢管出厂检测报告", f"检测单位 {FIRM}检测中心", False),
        ("废水自行监测记录", f"监测单位 {FIRM}", False),
    ],
)
def test_what_a_works_discharges_measured_by_itself(
    run: Run, title: str, row: str, found: bool
) -> None:
    paper = document("test-report", title=title, text=f"{row}\n化学需氧量 46", holder=FIRM)
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (f"核查机构 白石低碳中心 机构代码 {CODE}", True),
        (f"核查机构：白石低碳中心 统一社会信用代码：{CODE}", True),
        (f"核查机构：白石低碳中心 受核查方 {FIRM} 信用代码：{CODE}", False),
        (f"核查机构：白石低碳中心 组织机构代码：{CODE}", False),
        (f"{FIRM} 信用代码：{CODE}", False),
    ],
)
def test_a_body_with_the_applicant_s_own_code(run: Run, row: str, found: bool) -> None:
    paper = document(
        "ghg-verification-report", text=row, holder=FIRM, issuer="白石低碳中心",
        issue_date="2026-02-01", years=(2025,),
    )  # fmt: skip
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("odds", "found"), [(9.5, True), (1.0, False), (0.02, False), (1e-9, False), (None, False)]
)
def test_its_name_misread_under_a_seal(run: Run, odds: float | None, found: bool) -> None:
    paper = document(
        "ghg-verification-statement", holder=FIRM, issuer="音河示列机械有限公司", text="核查声明",
        issue_date="2026-02-01", years=(2025,), origin=Origin.OCR,
    )  # fmt: skip
    fields = tuple(replace(f, own_odds=odds) if f.name == "issuer" else f for f in paper.fields)
    assert ("P504" in run(replace(paper, fields=fields)).of_documents()) is found


@pytest.mark.parametrize(
    ("issuer", "sure", "found"),
    [
        # One character of a long name: no third party has the firm's brand and trade.
        ("青河示例机诫有限公司", 0.95, True),
        ("青河示例认证有限公司", 0.95, False),
        ("青河示例机诫有限公司", 0.5, False),
    ],
)
def test_a_verifier_whose_name_is_the_applicant_s_but_for_a_character(
    run: Run, issuer: str, sure: float, found: bool
) -> None:
    paper = document("reduction-report", title=TITLE, holder=FIRM, issuer=issuer)
    fields = tuple(replace(f, confidence=sure) if f.name == "issuer" else f for f in paper.fields)
    assert ("P504" in run(replace(paper, fields=fields)).of_documents()) is found


@pytest.mark.parametrize(("head", "found"), [("第三方评估", True), ("内部资料", False)])
def test_a_third_party_named_above_the_title(run: Run, head: str, found: bool) -> None:
    paper = document(
        "reduction-report", title="空压站余热回收项目减排量评估报告", holder=FIRM, issuer=FIRM,
        text=f"{head}\n空压站余热回收项目减排量评估报告",
    )  # fmt: skip
    assert ("P504" in run(paper).of_documents()) is found


BODY = "白石低碳认证中心"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由本公司内部核查小组对2025年排放进行了核查", True),
        ("我公司抽调人员组成核查组,核查结论为数据真实", True),
        # A body tells of what the firm does inside, and of its own review; it signs at the end.
        (f"核查机构：{BODY}\n由本公司内部核查小组完成复核", False),
        (f"经本公司内部审核小组复核\n数据真实\n{BODY}\n2026年3月1日", False),
        ("企业建立了内部核查制度", False),
    ],
)
def test_a_statement_by_people_of_the_firm(run: Run, text: str, found: bool) -> None:
    paper = document("ghg-verification-statement", holder=FIRM, text=text, origin=Origin.OCR)
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("issuer", "found"), [("示例机械公司", True), ("白石机械公司", False), ("青河公司", False)]
)
def test_a_verifier_by_the_short_name_of_the_applicant(run: Run, issuer: str, found: bool) -> None:
    paper = document("ghg-verification-statement", holder=FIRM, issuer=issuer)
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (f"核查方：{FIRM}", True),
        (f"报告出具单位：{FIRM}", True),
        (f"受核查方：{FIRM}", False),
        (f"被评价方：{FIRM}", False),
    ],
)
def test_who_is_verified_and_who_verifies(run: Run, row: str, found: bool) -> None:
    paper = document(
        "product-carbon-footprint-report", title="产品碳足迹核查报告", text=row, holder=FIRM,
        issuer=FIRM,
    )  # fmt: skip
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "more", "found"),
    [
        ("核查结论", {}, True),
        # Print was lost; a body is named; in English.
        ("核查结论", {"origin": Origin.OCR}, False),
        (f"核查组:{BODY}王思远", {}, False),
        ("verified by Whitestone Limited", {}, False),
    ],
)
def test_a_statement_that_the_applicant_alone_signs(
    run: Run, text: str, more: dict[str, Origin], found: bool
) -> None:
    paper = document(
        "ghg-verification-statement", title="温室气体核查声明", holder=FIRM,
        text=f"{text}\n{FIRM}\n2026年3月1日", **more,
    )  # fmt: skip
    paper = replace(paper, marks=())
    assert ("P504" in run(paper).of_documents()) is found


REST = "河示列机械有限公司"


@pytest.mark.parametrize(
    ("issuer", "seals", "found"),
    [
        (REST, (FIRM,), True),
        # Another hand beside it; a seal that was not read; none; the rest of no name of its.
        (REST, (FIRM, "白石低碳核查中心"), False),
        (REST, ("白石低碳核查中心",), False),
        (REST, ("",), False),
        (REST, (), False),
        ("白石示例认证有限公司", (FIRM,), False),
    ],
)
def test_a_rest_of_the_applicant_s_name_under_its_own_seal(
    run: Run, issuer: str, seals: tuple[str, ...], found: bool
) -> None:
    paper = document("ghg-verification-statement", holder=FIRM, issuer=issuer, sure=0.85)
    marks = tuple(PageMark(1, Mark(MarkKind.SEAL, BOX, text)) for text in seals)
    assert ("P504" in run(replace(paper, marks=marks)).of_documents()) is found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (f"{FIRM}作为第三方核查机构,接受{FIRM}委托,对碳足迹进行核查。", True),
        (f"本次核查机构为{FIRM}。", True),
        (f"白石核查有限公司作为第三方核查机构,接受{FIRM}委托,对碳足迹进行核查。", False),
        (f"{FIRM}为本次核查的委托方。", False),
        (f"{FIRM}作为被核查方配合了现场工作。", False),
    ],
)
def test_a_sentence_by_which_the_applicant_verifies_itself(
    run: Run, sentence: str, found: bool
) -> None:
    paper = document(
        "product-carbon-footprint-report", title="产品碳足迹第三方核查报告", text=sentence,
        holder=FIRM,
    )  # fmt: skip
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (f"第三方评估机构 {FIRM}", True),
        (f"第三方评估机构：{FIRM}（技术评估部）", True),
        (f"评估机构：{FIRM}", False),
        ("第三方评估机构：白石评估咨询有限公司", False),
    ],
)
def test_a_third_party_by_its_row(run: Run, row: str, found: bool) -> None:
    text = f"{row}\n评估期 2025年"
    paper = document("reduction-report", title="技改项目减排量评估报告", text=text, holder=FIRM)
    assert ("P504" in run(paper).of_documents()) is found
