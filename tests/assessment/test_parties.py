"""P501–P504 and A707: whose document it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.names import Match, match_applicant
from evidencecheck.domain.document import PageMark, Remark, RemarkKind
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.page import Mark, MarkKind, Origin
from evidencecheck.domain.submission import Applicant
from tests.assessment.conftest import BOX, CODE, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
VALID_OTHER = "91130200699229617X"


def letter(**fields: object):  # type: ignore[no-untyped-def]
    return document("commitment-letter", **fields)


def test_another_holder(run: Run) -> None:
    outcome = run(letter(holder=OTHER))
    assert outcome.flag("1.1.1") is Flag.SUSPICIOUS
    assert outcome.codes("1.1.1") == ["P501"]


@pytest.mark.parametrize(
    "spelling",
    [
        "青河示例机械有限公司",
        "青河示例机械有限责任公司",
        " 青河示例 机械有限公司",
        "青河示例机械有限公司第一分公司",
        "Qinghe Shili Machinery Co., Ltd.",
    ],
)
def test_the_same_holder_in_another_spelling(run: Run, spelling: str) -> None:
    assert run(letter(holder=spelling)).flag("1.1.1") is Flag.SUPPORTED


def test_brackets_of_both_widths_are_the_same() -> None:
    applicant = Applicant("青河示例(集团)有限公司")
    assert match_applicant("青河示例（集团）有限公司", applicant) is Match.SAME


def test_a_former_name_is_the_applicant(run: Run) -> None:
    assert run(letter(holder=OTHER), aliases=(OTHER,)).flag("1.1.1") is Flag.SUPPORTED


@pytest.mark.parametrize(
    ("issuer", "quote", "found"),
    [
        ("青河市市场监督管理局", f"{OTHER} → {FIRM}", False),
        # A firm that says so of itself; a notice of two other firms; no notice at all.
        (FIRM, f"{OTHER} → {FIRM}", True),
        ("青河市市场监督管理局", f"{OTHER} → 黑石样品电子有限公司", True),
        ("", f"{OTHER} → {FIRM}", True),
    ],
)
def test_a_name_that_an_office_says_it_had_before(
    run: Run, issuer: str, quote: str, found: bool
) -> None:
    known = {"issuer": issuer} if issuer else {}
    notice = document("compliance-certificate", holder="青河示例部", **known)
    place = replace(notice.place, quote=quote)
    told = replace(notice, remarks=(Remark(RemarkKind.FORMER, OTHER, place),))
    outcome = run(letter(holder=OTHER), told)
    assert ("P501" in outcome.codes("1.1.1")) is found


@pytest.mark.parametrize(
    ("of", "quote", "found"),
    [
        ("credit-report", f"{OTHER} → {FIRM}", False),
        ("business-license", f"{OTHER} 青河示例机诫有限公司", False),
        ("credit-report", f"{OTHER} → 黑石样品电子有限公司", True),
        ("platform-description", f"{OTHER} → {FIRM}", True),
    ],
)
def test_a_former_name_in_what_the_register_tells(
    run: Run, of: str, quote: str, found: bool
) -> None:
    notice = document(of, holder="青河示例部")
    place = replace(notice.place, quote=quote)
    told = replace(notice, remarks=(Remark(RemarkKind.FORMER, OTHER, place),))
    assert ("P501" in run(letter(holder=OTHER), told).codes("1.1.1")) is found


def test_one_character_off_is_another_firm_in_stored_text(run: Run) -> None:
    assert run(letter(holder="青河示例机电有限公司")).codes("1.1.1") == ["P501"]


def test_one_character_off_in_a_faint_scan_is_for_a_person(run: Run) -> None:
    faint = letter(holder="青河示例机诫有限公司", origin=Origin.OCR, sure=0.8)
    assert run(faint).of_documents() == {"Q801"}
    clear = letter(holder="青河示例机诫有限公司", origin=Origin.OCR, sure=0.99)
    assert run(clear).of_documents() == {"P501"}


def test_two_characters_off_are_no_misreading(run: Run) -> None:
    sister = letter(holder="青河示例童机有限公司", origin=Origin.OCR, sure=0.9)
    assert run(sister).of_documents() == {"P501"}
    faint = letter(holder="青河示例童机有限公司", origin=Origin.OCR, sure=0.75)
    assert run(faint).of_documents() == {"Q801"}


def test_a_name_in_latin_letters_that_is_not_recognised_is_for_a_person(run: Run) -> None:
    assert run(letter(holder="White Stone Electronics Ltd.")).of_documents() == {"Q801"}


def test_the_credit_code_settles_a_holder(run: Run) -> None:
    same = letter(holder="White Stone Electronics Ltd.", holder_credit_code=CODE)
    assert run(same).of_documents() == set()


def test_a_supplier_may_hold_its_own_licence(run: Run) -> None:
    licence = document("business-license", "供应商资料/营业执照.pdf", holder=OTHER)
    assert run(licence).of_documents() == set()
    filed = document("business-license", "基本要求/1 营业执照.pdf", holder=OTHER)
    assert "P501" in run(filed).of_documents()


@pytest.mark.parametrize("folder", ["供应链", "供方资料", "外协单位"])
def test_so_may_it_its_systems(run: Run, folder: str) -> None:
    kind = "management-system-certificate"
    assert "P501" not in run(document(kind, f"{folder}/环境.pdf", holder=OTHER)).of_documents()
    assert "P501" in run(document(kind, "3 管理体系/环境.pdf", holder=OTHER)).of_documents()


@pytest.mark.parametrize(
    ("own", "found"), [(FIRM, False), (FIRM.replace("例", "列"), False), (VALID_OTHER, True)]
)
def test_whose_roof_it_is_may_be_misread(run: Run, own: str, found: bool) -> None:
    paper = document(
        "project-filing", holder=OTHER, text=f"屋面所属 {own}承租厂房", origin=Origin.OCR
    )
    assert ("P501" in run(paper).of_documents()) is found


def test_a_code_with_a_wrong_check_digit(run: Run) -> None:
    wrong = CODE[:-1] + "5"
    assert "P502" in run(letter(holder=FIRM, holder_credit_code=wrong)).of_documents()
    assert "P502" not in run(letter(holder=FIRM, holder_credit_code=CODE)).of_documents()


def test_a_code_that_is_another_firm_s(run: Run) -> None:
    wrong = letter(holder=FIRM, holder_credit_code=VALID_OTHER)
    assert run(wrong).of_documents() == {"P503"}
    of_other = letter(holder=OTHER, holder_credit_code=VALID_OTHER)
    assert run(of_other).of_documents() == {"P501"}


def test_the_code_of_the_applicant_is_taken_from_its_licence(run: Run) -> None:
    licence = document("business-license", holder=FIRM, holder_credit_code=CODE)
    wrong = letter(holder=FIRM, holder_credit_code=VALID_OTHER)
    assert "P503" in run(licence, wrong, code="").of_documents()
    assert "P503" not in run(wrong, code="").of_documents()


def test_the_third_party_is_the_applicant(run: Run) -> None:
    own = document("ghg-verification-statement", holder=FIRM, issuer=FIRM, years=(2025,))
    assert "P504" in run(own).of_documents()
    theirs = document("ghg-verification-statement", holder=FIRM, issuer=OTHER, years=(2025,))
    assert "P504" not in run(theirs).of_documents()
    report = document("ghg-report", holder=FIRM, issuer=FIRM, years=(2025,))
    assert "P504" not in run(report).of_documents()


def test_the_rest_of_a_name_under_a_seal_is_for_a_person(run: Run) -> None:
    hidden = letter(holder=FIRM[3:], origin=Origin.OCR)
    assert "P501" not in run(hidden).of_documents()
    assert "Q801" in run(hidden).of_documents()
    # Stored text hides nothing; another firm of the trade.
    assert "P501" in run(letter(holder=FIRM[3:])).of_documents()
    assert "P501" in run(letter(holder="例子机械有限公司", origin=Origin.OCR)).of_documents()


def test_who_audits_its_own_claim(run: Run) -> None:
    def audit(title: str, line: str, by: str = FIRM):  # type: ignore[no-untyped-def]
        return document("reduction-report", title=title, holder=FIRM, issuer=by, text=line)

    title = "空压改造节能量审核报告"
    assert "P504" in run(audit(title, f"审核机构:{FIRM}")).of_documents()
    assert "P504" not in run(audit(title, f"审核机构:{OTHER}", OTHER)).of_documents()
    # Reports that a firm may write itself, and who only compiled one.
    assert "P504" not in run(audit("自主减排评估说明", f"审核机构:{FIRM}")).of_documents()
    assert "P504" not in run(audit(title, f"编制单位:{FIRM}")).of_documents()


def test_placeholders_left(run: Run) -> None:
    assert run(letter(holder=FIRM, placeholder="XX公司")).codes("1.1.1") == ["A707"]


def invoice(code: str = VALID_OTHER, *, below: float = 0.03, beside: float = 0.0, **more: object):  # type: ignore[no-untyped-def]
    made = document("invoice", **{"holder": FIRM, "holder_credit_code": code, **more})
    place = BOX._replace(
        x0=BOX.x0 + beside, x1=BOX.x1 + beside, y0=BOX.y0 + below, y1=BOX.y1 + below
    )
    moved = tuple(
        replace(f, citation=replace(f.citation, box=place)) if f.name == "holder_credit_code" else f
        for f in made.fields
    )
    return replace(made, fields=moved)


def test_the_code_under_the_buyer_s_name(run: Run) -> None:
    assert "P503" in run(invoice()).of_documents()
    # The seller's, beside it or further down; a branch has its own.
    for other in (invoice(beside=0.45), invoice(below=0.2), invoice(holder=f"{FIRM}云岭分公司")):
        assert "P503" not in run(other).of_documents()
    branch = letter(holder=f"{FIRM}云岭分公司", holder_credit_code=VALID_OTHER)
    assert "P503" not in run(branch).of_documents()


@pytest.mark.parametrize(("sure", "found"), [(0.8, True), (0.7, False)])
def test_a_code_that_its_check_digit_bears_out(run: Run, sure: float, found: bool) -> None:
    made = invoice()
    fields = (
        replace(f, confidence=sure) if f.name == "holder_credit_code" else f for f in made.fields
    )
    assert ("P503" in run(replace(made, fields=tuple(fields))).of_documents()) is found


def certified(holder: str, file: str = "产品/证书.pdf"):  # type: ignore[no-untyped-def]
    return document(
        "product-certificate", file, holder=holder, issuer="苍原认证中心", valid_until="2028-01-01"
    )


def test_the_certificate_of_a_sister(run: Run) -> None:
    assert "P501" in run(certified("青河示例电子（云岭）有限公司")).of_documents()
    assert "P501" not in run(certified(FIRM)).of_documents()
    # A supplier's; what was bought; a place that two names share is no brand.
    assert "P501" not in run(certified(OTHER)).of_documents()
    bought = certified("青河示例电机有限公司", "设备设施/电机证书.pdf")
    assert "P501" not in run(bought).of_documents()
    placed = letter(holder=FIRM, text="青河市云岭区")
    assert "P501" not in run(placed, certified("青河大风电子有限公司")).of_documents()


def test_a_certificate_in_the_applicant_s_own_hand(run: Run) -> None:
    def signed(by: str, seal: str, **more: object):  # type: ignore[no-untyped-def]
        made = document(
            "product-carbon-footprint-certificate", holder=FIRM, text=f"声明单位 1件\n{by}", **more
        )
        return replace(made, marks=(PageMark(1, Mark(MarkKind.SEAL, BOX, seal)),))

    assert "P504" in run(signed(f"{FIRM}(盖章)", "青河示例机械有限公习")).of_documents()
    # The seal has the name that it spoilt below it; another name is not that.
    assert "P504" in run(signed("青河示机械有限公司", FIRM)).of_documents()
    assert "P504" not in run(signed("青河市测机电有限公司", FIRM)).of_documents()
    # Restamped by the applicant, sealed by another, signed by a body.
    assert "P504" not in run(signed("特此证明", FIRM)).of_documents()
    assert "P504" not in run(signed(FIRM, OTHER)).of_documents()
    assert "P504" not in run(signed("苍原认证中心", FIRM)).of_documents()


@pytest.mark.parametrize(
    ("body", "seal", "found"),
    [
        ("青何示列机械有限公司", "青河示飞机夜有限子司", True),
        # A body of its own place and form; another's seal; no seal at all.
        ("青河大风机电有限公司", "青河示飞机夜有限子司", False),
        ("青何示列机械有限公司", "苍原认证检测中心有限公司", False),
        ("青何示列机械有限公司", "", False),
    ],
)
def test_a_spoilt_name_and_a_spoilt_ring(run: Run, body: str, seal: str, *, found: bool) -> None:
    made = document(
        "ghg-verification-statement", holder=FIRM, issuer=body, origin=Origin.OCR, sure=0.6
    )
    marks = (PageMark(1, Mark(MarkKind.SEAL, BOX, seal)),) if seal else ()
    fields = tuple(replace(f, confidence=0.97) if f.name == "holder" else f for f in made.fields)
    paper = replace(made, marks=marks, fields=fields)
    assert ("P504" in run(paper).of_documents()) is found


def test_the_code_within_the_number_of_a_permit(run: Run) -> None:
    def permit(code: str, **more: object):  # type: ignore[no-untyped-def]
        known = {"holder": FIRM, "valid_until": "2029-01-01", "certificate_number": f"{code}001P"}
        return document("pollutant-discharge-permit", **{**known, **more})

    assert "P503" in run(permit(VALID_OTHER)).of_documents()
    assert "P503" not in run(permit(CODE)).of_documents()
    assert "P503" not in run(permit(VALID_OTHER, holder=OTHER)).of_documents()


def test_a_site_taken_for_the_issuer_of_a_group_s_certificate(run: Run) -> None:
    paper = document(
        "management-system-certificate", holder="青河示例集团有限公司", issuer=FIRM,
        valid_until="2027-01-01",
    )  # fmt: skip
    assert "P504" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("kind", "own", "named", "found"),
    [
        ("business-license", True, OTHER, False),
        # Without its own, with a firm that no contract names, of a type that partners do not give.
        ("business-license", False, OTHER, True),
        ("business-license", True, "南坪范例印务有限公司", True),
        ("pollutant-discharge-permit", True, OTHER, True),
    ],
)
def test_a_partner_s_licence_beside_the_applicant_s(
    run: Run, kind: str, own: bool, named: str, found: bool
) -> None:
    theirs = document(kind, "附/2.pdf", holder=OTHER)
    mine = document(kind, "1.pdf", holder=FIRM)
    contract = document("contract", "3.pdf", holder=FIRM, text=f"乙方：{named}")
    papers = (theirs, contract, mine) if own else (theirs, contract)
    assert ("P501" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    ("holder", "of", "found"),
    [
        (OTHER, FIRM, False),
        # A paper of somebody else names it; a firm of the applicant's brand is no partner by that.
        (OTHER, "南坪范例印务有限公司", True),
        ("青河示例铸造有限公司", FIRM, True),
    ],
)
def test_the_licence_of_who_takes_the_waste(run: Run, holder: str, of: str, found: bool) -> None:
    theirs = document("business-license", "附/2.pdf", holder=holder)
    mine = document("business-license", "1.pdf", holder=FIRM)
    waste = document("waste-disposal-record", "3.pdf", holder=of, text=f"处置去向：{holder}")
    assert ("P501" in run(theirs, waste, mine).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("厂界环境噪声检测报告", "受检单位 白石样品电子有限公司", True),
        ("废水检测报告", "受检单位 白石样品电子有限公司", True),
        # Of a product, anyone's; ordered by somebody else for the applicant's own works.
        ("保温板检测报告", "委托单位 白石样品电子有限公司", False),
        ("废水检测报告", f"委托单位 白石样品电子有限公司\n受检单位 {FIRM}", False),
    ],
)
def test_a_report_on_the_site_of_another_firm(run: Run, title: str, text: str, found: bool) -> None:
    paper = document("test-report", title=title, text=text, holder="白石样品电子有限公司")
    assert ("P501" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "signed", "found"),
    [
        ("余热回收项目第三方节能量评估报告", FIRM, True),
        ("余热回收项目第三方节能量评估报告", "白石节能服务有限公司", False),
        ("余热回收项目节能量自评估报告", FIRM, False),
    ],
)
def test_a_third_party_that_is_the_firm_itself(
    run: Run, title: str, signed: str, found: bool
) -> None:
    paper = document("reduction-report", title=title, text=f"结论可靠。\n{signed}", holder=FIRM)
    assert ("P504" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("name", "found"), [("学镜失有限公司", False), ("白石样品电子有限公司", True)]
)
def test_what_a_seal_left_of_a_name_is_no_other_firm(run: Run, name: str, found: bool) -> None:
    paper = document("meeting-record", holder=name, text="会议纪要")
    fields = tuple(replace(f, confidence=0.95) for f in paper.fields)
    codes = run(replace(paper, fields=fields, origin=Origin.OCR)).of_documents()
    assert bool(codes & {"P501", "P505"}) is found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        # Its place lost and one character spoilt; another brand.
        ("實例机械有限公司", False),
        ("例机械有限公司", False),
        ("白石机械有限公司", True),
    ],
)
def test_the_end_of_the_own_name_with_a_character_spoilt(run: Run, name: str, found: bool) -> None:
    paper = document("meeting-record", holder=name, text="会议纪要")
    fields = tuple(replace(f, confidence=0.95) for f in paper.fields)
    codes = run(replace(paper, fields=fields, origin=Origin.OCR)).of_documents()
    assert bool(codes & {"P501", "P505"}) is found


@pytest.mark.parametrize(
    "kind",
    [
        "sustainability-report", "management-policy", "energy-consumption-table",
        "statistical-report", "publication-proof",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("holder", "found"),
    [
        ("青河示例控股集团有限公司", "Q801"),
        ("青河示例铸造有限公司", "P501"),
        ("白石样品集团有限公司", "P501"),
    ],
)
def test_what_a_group_may_write_for_its_firms(run: Run, kind: str, holder: str, found: str) -> None:
    assert run(document(kind, holder=holder)).of_documents() & {"P501", "P505", "Q801"} == {found}


@pytest.mark.parametrize(
    "kind",
    [
        "equipment-list", "metering-list", "application-form", "commitment-letter",
        "ghg-inventory", "transition-plan",
    ],
)  # fmt: skip
def test_what_a_firm_must_write_itself_is_not_its_group_s(run: Run, kind: str) -> None:
    paper = document(kind, holder="青河示例控股集团有限公司")
    assert "P501" in run(paper).of_documents()


@pytest.mark.parametrize(
    "kind", ["product-carbon-footprint-certificate", "product-carbon-footprint-report"]
)
@pytest.mark.parametrize(
    ("own", "listed", "found"),
    [(True, OTHER, False), (False, OTHER, True), (True, "赤岭示例铸造有限公司", True)],
    ids=["a supplier's", "nothing of its own", "a stranger's"],
)
def test_a_supplier_s_footprint_beside_the_applicant_s(
    run: Run, kind: str, own: bool, listed: str, found: bool
) -> None:
    theirs = document(kind, "钢板.pdf", holder=OTHER)
    suppliers = document("supplier-management", holder=FIRM, text=f"合格供方名录\n1 {listed} 钢材")
    mine = [document(kind, "本公司.pdf", holder=FIRM)] if own else []
    assert ("P501" in run(theirs, suppliers, *mine).of_documents()) is found


@pytest.mark.parametrize(
    ("holder", "text", "found"),
    [
        ("白石样品新能源有限公司", "项目名称 青河示例厂区屋顶分布式光伏项目", False),
        ("白石样品新能源有限公司", "项目名称 白石厂区屋顶分布式光伏项目", True),
        # A sister firm's filing names its own works.
        ("青河示例铸造有限公司", "项目名称 青河示例铸造厂区光伏项目", True),
    ],
)
def test_a_partner_s_filing_on_the_applicant_s_works(
    run: Run, holder: str, text: str, found: bool
) -> None:
    assert ("P501" in run(document("project-filing", holder=holder, text=text)).of_documents()) is (
        found
    )


@pytest.mark.parametrize(
    ("name", "found"), [("白石样源消电", False), ("白石样品电子有限公司", True)]
)
def test_what_a_scan_left_of_a_head_is_no_firm(run: Run, name: str, found: bool) -> None:
    paper = document("statistical-report", holder=name, text="能源统计月报")
    codes = run(replace(paper, origin=Origin.OCR)).of_documents()
    assert bool(codes & {"P501", "P505"}) is found


def test_a_footprint_that_is_filed_as_a_supplier_s(run: Run) -> None:
    kind = "product-carbon-footprint-report"
    for file, found in (("供应商-钢板.pdf", False), ("钢板.pdf", True)):
        assert ("P501" in run(document(kind, file, holder=OTHER)).of_documents()) is found


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ("青河示例科技集团有限公司", True),
        # It stands in the list beside it; a group of another brand.
        (f"青河示例科技集团有限公司\n{FIRM}", False),
        ("白石样品科技集团有限公司", False),
    ],
)
def test_a_list_with_the_group_alone(run: Run, listed: str, found: bool) -> None:
    text = f"关于公布绿色工厂名单的通知\n{listed}\n白石有限公司"
    paper = document("award", text=text, level="省级")
    assert ("P501" in run(paper).of_documents()) is found
