"""Whose document it is and who issued it, where labels do not say or say it badly."""

from __future__ import annotations

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin, Page
from evidencecheck.extraction import Extractor
from evidencecheck.extraction.entities.organisations import find_organisations
from tests.extraction.drawing import page, reading

FIRM = "青河示例机械有限公司"
BODY = "北岭认证中心有限公司"
CODE = "91350100M000100Y43"


def read(extractor: Extractor, *pages: Page) -> Document:
    [document] = extractor.documents(reading(*pages))
    return document


def test_codes_of_a_list_are_nobody_s(extractor: Extractor) -> None:
    heads = [("序号", 0.1), ("企业名称", 0.25), ("统一社会信用代码", 0.55), ("等级", 0.85)]
    rows = [
        [("1", 0.1), ("白石样品电子有限公司", 0.25), ("91120199592863140F", 0.55), ("A", 0.85)],
        [("2", 0.1), ("南坪范例印务有限公司", 0.25), ("91120199595863140F", 0.55), ("A", 0.85)],
        [("3", 0.1), (FIRM, 0.25), ("91120199661309275N", 0.55), ("A", 0.85)],
    ]
    document = read(extractor, page(heads, *rows, title="关于绿色工厂名单的公示"))
    assert document.field("holder_credit_code") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"会议听取了{FIRM}碳管理部的汇报", [FIRM]),
        (f"作为{FIRM}的最高管理者", [FIRM]),
        (f"兹任命某某同志为{FIRM}管理者代表", [FIRM]),
        (f"自评表({FIRM})", [FIRM]),
        (f"我公司({FIRM})", [FIRM]),
        (f"{BODY}按照GB/T 24067-2024对{FIRM}的报告进行了核查", [BODY, FIRM]),
        ("天津市科学技术局天津市财政局国家税务总局天津市税务局", ["天津市科学技术局"]),
        ("津澜(天津)对外贸易有限公司", ["津澜（天津）对外贸易有限公司"]),
        ("津澜（天津）对外贸易有限公司", ["津澜（天津）对外贸易有限公司"]),
        ("并把目标写入公司战略", []),
        ("本标准适用于厂区和厂房", []),
        ("份有限公司", []),
        ("北岭验证技术(上海有限公司", ["北岭验证技术（上海）有限公司"]),
        ("Nordhav Assurance AS", ["Nordhav Assurance AS"]),
        ("Kestrel Pump Systems SE, Kiel", ["Kestrel Pump Systems SE"]),
        ("certified AS", []),
        ("Head of Verification, Lindmark Verification B.V.", ["Lindmark Verification B.V."]),
        ("Dr. Anselm Thiel, Head of Laboratory", []),
        (
            "Jan Doe, Technical Manager, Harbour Materials Laboratory",
            ["Harbour Materials Laboratory"],
        ),
        ("绿色建筑评价委员会(筹)", ["绿色建筑评价委员会（筹）"]),
        ("绿色建筑评价委员会(章)", ["绿色建筑评价委员会"]),
        (f"{FIRM}(供)", [FIRM]),
        ("青河省管道产品检验中心(北岭)", ["青河省管道产品检验中心（北岭）"]),
        ("青河省管道产品检验中心(盖章)", ["青河省管道产品检验中心"]),
        ("所测项目均低于污水处理厂接管标准", []),
        ("体系证书复印件,能源体系盯认证公司出证", []),
        ("青河区工业企业综合评价工作专班", ["青河区工业企业综合评价工作专班"]),
        (f"我单位于二〇二二年四月十二日回收{FIRM}报废设备", [FIRM]),
    ],
)
def test_where_a_name_begins(text: str, names: list[str]) -> None:
    assert [o.name for o in find_organisations(text)] == names


def test_what_a_firm_founds_is_no_branch_of_it() -> None:
    assert find_organisations(f"{FIRM}关于成立零碳工厂管理委员会的决定")[0].name == FIRM
    assert find_organisations(f"{FIRM}白石工厂")[0].name == f"{FIRM}白石工厂"


def test_the_verifier_speaks_of_the_applicant(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            f"{BODY}对{FIRM}({CODE})2024年度温室气体",
            "排放报告进行了独立核查,保证等级:合理保证。",
            "核查准则:ISO 14064-1:2018",
            BODY,
            "2025年3月13日",
            title="温室气体核查声明",
        ),
    )
    assert document.text("holder") == FIRM
    assert document.text("issuer") == BODY
    assert document.text("issue_date") == "2025-03-13"
    assert document.text("holder_credit_code") == CODE


def test_who_compiled_a_report_is_not_its_subject(extractor: Extractor) -> None:
    cover = page(FIRM, f"编制单位:{BODY}", "2024年5月30日", title="2023年度温室气体核算报告")
    document = read(extractor, cover)
    assert document.text("holder") == FIRM
    assert document.text("issuer") == BODY


def test_a_report_of_one_s_own_names_nobody_else(extractor: Extractor) -> None:
    cover = page(f"编制单位:{FIRM}", "2024年5月30日", title="2023年度温室气体核算报告")
    assert read(extractor, cover).text("holder") == FIRM


def test_a_bureau_signs_with_the_date_in_the_last_cell(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            [("项目名称", 0.1), ("年产示例产品项目", 0.3)],
            [("项目单位", 0.1), (FIRM, 0.3)],
            [("备案机关意见", 0.1), ("准予备案。津澜区行政审批局 2015年5月18日", 0.3)],
            title="企业投资项目备案登记表",
        ),
    )
    assert document.text("issuer") == "津澜区行政审批局"
    assert document.text("issue_date") == "2015-05-18"


def test_a_list_behind_a_signature_issues_nothing(extractor: Extractor) -> None:
    notice = page(
        "各区工业主管部门:",
        "经评审,现将名单予以公布。",
        "津澜市工业和信息化局",
        "2024年12月16日",
        title="关于公布2024年度绿色工厂名单的通知",
    )
    table = page(
        [("序号", 0.1), ("企业名称", 0.2), ("所在区", 0.6)],
        [("1", 0.1), (FIRM, 0.2), ("津澜区", 0.6)],
        [("2", 0.1), ("白石样品电子有限公司", 0.2), ("津澜区", 0.6)],
        number=2,
    )
    document = read(extractor, notice, table)
    assert document.text("issuer") == "津澜市工业和信息化局"


def test_a_name_that_goes_on_in_the_next_line(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            ("对照高耗能落后机电设备淘汰目录,逐台核对设备铭牌和台账并拍照留存,青河示例", 0.1),
            ("机械有限公司对全厂在用机电设备进行了排查,已无明令淘汰的设备在用。", 0.1),
            title="关于落后机电设备淘汰情况的说明",
        ),
    )
    assert document.text("holder") == FIRM


def test_a_code_in_the_row_of_another_company_is_not_the_holder_s(extractor: Extractor) -> None:
    rows = [f"建设单位:{FIRM}", [(f"编制单位:{BODY}", 0.1), (f"统一社会信用代码:{CODE}", 0.5)]]
    document = read(extractor, page(*rows, title="建设项目环境影响报告表"))  # type: ignore[arg-type]
    assert document.text("holder") == FIRM
    assert document.field("holder_credit_code") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"于2024年7月8日收到{FIRM}移交的设备", [FIRM]),
        (f"将节约意识融入{FIRM}采购流程", [FIRM]),
        (f"確認{FIRM}", [FIRM]),
        (f"本厂已向{FIRM}供应再生料", [FIRM]),
        (f"本人系{FIRM}法定代表人", [FIRM]),
        (f"兹授权厂务副总经理林深为{FIRM}的管理者代表", [FIRM]),
        (f"环境、社会和公司治理(ESG)报告{FIRM}", [FIRM]),
        ("某某省智能制造推进办公室", ["某某省智能制造推进办公室"]),
        ("approved by Norland Assurance Ltd to the standard", ["Norland Assurance Ltd"]),
        ("不动产登记主管部门监制", []),
        ("各设区市工业主管部门", []),
        ("北嶺環保標章推動會", ["北嶺環保標章推動會"]),
        ("青河精密機械廠", ["青河精密機械廠"]),
        (f"N24E10344R2M{FIRM}", [FIRM]),
        ("Signed for and on behalf of Borealis Limited", ["Borealis Limited"]),
        ("It remains the property of Bank of Norland Limited", ["Bank of Norland Limited"]),
        ("Blue Delta Carbon Registry", ["Blue Delta Carbon Registry"]),
        ("与外部联络,由内部负责", []),
    ],
)
def test_names_behind_verbs_days_and_numbers(text: str, names: list[str]) -> None:
    assert [o.name for o in find_organisations(text)] == names


def test_who_acts_issued_it_and_on_whom_it_holds_it(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            f"{BODY}依据GB/T 29115-2012对{FIRM}2025年度节约原材料",
            "情况进行了评价,评价结果为良好。",
            "2026年1月9日",
            title="节材效果评价报告",
        ),
    )
    assert document.text("holder") == FIRM
    assert document.text("issuer") == BODY


def test_a_letterhead_in_traditional_characters(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            ("北嶺驗證股份有限公司", 0.35),
            ("溫室氣體查證聲明書", 0.35),
            "本公司接受青河示例機械有限公司委託,依據ISO 14064-3:2019",
            "對其民國112年度溫室氣體主張執行查證。",
            "保證等級:合理保證等級",
        ),
    )
    assert document.text("holder") == "青河示例機械有限公司"
    assert document.text("issuer") == "北嶺驗證股份有限公司"


def test_a_list_names_no_holder(extractor: Extractor) -> None:
    rows = [
        [(str(n), 0.1), (f"{name}示例{trade}有限公司", 0.2), ("北岭街道", 0.6)]
        for n, (name, trade) in enumerate(
            [("青河", "纺织"), ("白石", "食品"), ("东屿", "化工"), ("柏岭", "机械")], 1
        )
    ]
    heading = [("序号", 0.1), ("单位名称", 0.2), ("所在街道", 0.6)]
    document = read(
        extractor, page("现公示2025年度绿色工厂名单。", heading, *rows, title="绿色工厂名单公示")
    )
    assert document.text("holder") == ""


def test_a_code_goes_with_the_name_above_it(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            f"委托单位:{FIRM}",
            f"地址:青河市示范路1号  {CODE}",
            "样品名称:聚酯切片",
            f"检测单位:{BODY}",
            "统一社会信用代码:91440300MA5DQXLK5D",
            title="检测报告",
        ),
    )
    assert document.text("holder_credit_code") == CODE


def test_a_person_behind_verifier_is_no_body_but_a_firm_may_have_such_a_name(
    extractor: Extractor,
) -> None:
    document = read(
        extractor,
        page(
            "Holder: Hanley Solutions",
            "Lead verifier: Yao Jingyi",
            "ISO 14064-1:2018",
            title="Greenhouse Gas Verification Statement",
        ),
    )
    assert document.text("holder") == "Hanley Solutions"
    assert document.text("issuer") == ""


def test_who_took_part_in_a_meeting_is_not_its_subject(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            "2022年9月15日,验收组踏勘了现场,项目落实了批复要求。",
            "验收组签到",
            [("姓名", 0.1), ("单位", 0.3), ("职务", 0.7)],
            [("林深", 0.1), (FIRM, 0.3), ("总经理", 0.7)],
            [("沈青", 0.1), ("北岭环保咨询有限公司", 0.3), ("高工", 0.7)],
            title=f"{FIRM}竣工环境保护验收意见",
        ),
    )
    assert document.text("holder") == FIRM
    assert document.text("issuer") != "北岭环保咨询有限公司"


def test_who_is_addressed_has_not_signed(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            f"{FIRM}:",
            "你单位报送的环境影响报告表收悉,同意项目建设。",
            "青河市生态环境局",
            "2021年3月30日",
            title="环境影响报告表的批复",
        ),
    )
    assert document.text("issuer") == "青河市生态环境局"
    assert document.text("holder") == FIRM


@pytest.mark.parametrize("words", ["is presented to", "is awarded to", "produced for"])
def test_to_whom_an_english_paper_is_given(extractor: Extractor, words: str) -> None:
    document = read(
        extractor,
        page(
            "Kestrel Pump Systems A/S",
            words,
            "Qinghe Example Valve Co., Ltd.",
            "Aarhus, 27 November 2025",
            title="Sustainability Partner Award 2025",
        ),
    )
    assert document.text("holder") == "Qinghe Example Valve Co., Ltd."


def test_the_third_party_in_a_list_has_not_granted_the_award(extractor: Extractor) -> None:
    document = read(
        extractor,
        page(
            [("序号", 0.1), ("工厂名称", 0.25), ("第三方机构", 0.65)],
            [("17", 0.1), ("某某装备有限公司", 0.25), ("北岭评价中心", 0.65)],
            [("18", 0.1), (FIRM, 0.25), ("南山绿源咨询有限公司", 0.65)],
            [("19", 0.1), ("某某食品有限公司", 0.25), ("北岭评价中心", 0.65)],
            "国家绿色制造推进办公室",
            "2024年12月30日",
            title="2024年度绿色工厂名单公告",
        ),
    )
    assert document.text("issuer") == "国家绿色制造推进办公室"


def test_of_two_languages_the_chinese_page_names_the_issuer(extractor: Extractor) -> None:
    chinese = page(
        "证书注册号:98124Q30417R3M", f"兹证明{FIRM}", "本证书信息可在官方网站上查询。",
        *["符合标准要求"] * 22, [("砚衡认证(天津)有限公司", 0.5)],
        title="质量管理体系认证证书",
    )  # fmt: skip
    english = page(
        "Registration No.: 98124Q30417R3M", "This is to certify that the system",
        *["conforms to the standard"] * 24, [("Yanheng Certification (Tianjin) Co., Ltd.", 0.5)],
        title="CERTIFICATE OF QUALITY MANAGEMENT SYSTEM", number=2,
    )  # fmt: skip
    documents = extractor.documents(reading(chinese, english))
    assert documents[0].text("issuer") == "砚衡认证（天津）有限公司"


def test_who_had_a_letter_copied_is_not_who_issued_it(extractor: Extractor) -> None:
    made = page(
        ("青河市工业和信息化局文件", 0.3),
        "各县区工信局,有关企业:",
        "现将2025年省先进级智能工厂名单转发给你们。",
        ("2025年9月17日", 0.7),
        [("青河市工业和信息化局办公室", 0.1), ("2025年9月17日印发", 0.7)],
        title="关于转发2025年省先进级智能工厂名单的通知",
    )
    assert read(extractor, made).text("issuer") == "青河市工业和信息化局"


@pytest.mark.parametrize(
    "cells",
    [
        [("委托单位", 0.1), ("青河示例机械有限", 0.3), ("公司", 0.5)],
        [("委托单位", 0.1), ("青河示例机械有限公", 0.3), ("规格型号", 0.6), ("1200×600", 0.8)],
    ],
)
def test_a_name_that_a_seal_or_a_narrow_cell_breaks(
    extractor: Extractor, cells: list[tuple[str, float]]
) -> None:
    name, second = [("样品名称", 0.1), ("岩棉板", 0.3)], [("报告编号", 0.1), ("XN-22-03317", 0.3)]
    made = page(cells, name, second, title="检验报告", origin=Origin.OCR)
    assert read(extractor, made).text("holder") == FIRM


def test_the_number_of_an_article_before_a_name() -> None:
    text = f"第一条为规范{FIRM}碳排放的统计"
    assert [o.name for o in find_organisations(text)] == [FIRM]
