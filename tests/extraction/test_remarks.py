"""Remarks: for whom a document speaks, what a copy is for, and how long it holds."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from evidencecheck.domain.document import RemarkKind
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

FIRM = "青河示例机械有限公司"


HELD = {RemarkKind.NAMED, RemarkKind.MENTION}


def remarks(extractor: Extractor, *lines: str, named: bool = False) -> list[tuple[str, str]]:
    """Kind and text of each; the names that sentences hold only where ``named``."""
    rows = (unicodedata.normalize("NFKC", line) for line in lines)
    (document,) = extractor.documents(reading(page(*rows, title="温室气体排放核算报告")))
    return [(r.kind.value, r.text) for r in document.remarks if named or r.kind not in HELD]


@pytest.mark.parametrize(
    "line",
    [
        f"{FIRM}（以下简称“本公司”）坐落于工业园区。",
        f"{FIRM}(下称我公司)位于工业园区。",
        f"报告主体是{FIRM}，以下简称“公司”。",
        "青河示例机械（集团）有限公司（以下简称：本企业）",
    ],
)
def test_who_speaks(extractor: Extractor, line: str) -> None:
    ((kind, name),) = remarks(extractor, line)
    assert kind == RemarkKind.SPEAKER.value
    assert name.startswith("青河示例")
    assert name.endswith("有限公司")


def test_a_name_broken_over_two_lines(extractor: Extractor) -> None:
    broken = (
        "本报告的报告主体是一家多年以来专业从事各类通用机械制造与销售的企业即青河示例机",
        "械有限公司（以下简称“公司”）",
    )
    ((_, name),) = remarks(extractor, *broken)
    assert name.endswith("青河示例机械有限公司")


@pytest.mark.parametrize(
    "line",
    [
        "甲方:青河示例机械有限公司(以下简称“甲方”)",
        "白石咨询有限公司（以下简称“我公司”）受青河示例机械有限公司委托编制本报告。",
        "青河示例机械有限公司是本公司的客户。",
        "《温室气体核算指南》（以下简称《指南》）",
    ],
)
def test_who_does_not(extractor: Extractor, line: str) -> None:
    assert remarks(extractor, line) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("仅供办理银行开户使用", ("purpose", "办理银行开户")),
        ("此件仅限于2024年投标之用，再次复印无效", ("purpose", "2024年投标")),
        ("仅供下载", None),
        ("绿证仅用于抵消用电产生的排放", None),
        ("本意见仅供责任方及其预期使用者使用。", None),
        ("The opinion is only for use of the intended user.", None),
        ("本报告仅对来样负责,仅供委托方内部使用", None),
        (
            "This opinion was prepared only for the purposes of verifying the inventory.",
            ("purpose", "verifying the inventory"),
        ),
        ("Only for the purpose of a bank loan.", ("purpose", "a bank loan")),
        ("(本件用于申请流动资金贷款抵押,挪作他用无效。)", ("purpose", "申请流动资金贷款抵押")),
        ("专项资金用于节能改造,不得挪作他用。", None),
    ],
)
def test_what_a_copy_is_for(extractor: Extractor, line: str, found: tuple[str, str] | None) -> None:
    assert remarks(extractor, line) == ([found] if found else [])


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("复印件自签发之日起60日内有效", "60"),
        ("仅供查档使用，有效期三十天", "30"),
        ("此复印件有效期3个月", "90"),
        ("证书自颁发之日起3年有效", None),
        ("质保期自验收之日起30日", None),
    ],
)
def test_how_long_a_copy_holds(extractor: Extractor, line: str, days: str | None) -> None:
    terms = [text for kind, text in remarks(extractor, line) if kind == RemarkKind.TERM.value]
    assert terms == ([days] if days else [])


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("此复印件仅用于向某某银行申请授信，使用期限：2023年9月1日至2023年12月31日", "2023-12-31"),
        ("仅供投标使用，有效期至2024年6月30日", "2024-06-30"),
        ("仅限办理贷款使用 有效期限:2024-06-30", "2024-06-30"),
        ("仅供投标使用。开标日期2024年6月30日", None),
        ("证书有效期至2024年6月30日", None),
    ],
)
def test_the_last_day_of_a_copy(extractor: Extractor, line: str, last: str | None) -> None:
    days = [text for kind, text in remarks(extractor, line) if kind == RemarkKind.UNTIL.value]
    assert days == ([last] if last else [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("云岭样例铸件有限公司主要生产球墨铸铁件。", True),
        ("实时采集云岭样例铸件有限公司熔炼、造型、清理车间的用电。", True),
        ("云岭样例铸件有限公司2023年综合能源消费量5122吨标准煤。", True),
        ("投运后,云岭样例铸件有限公司实现了分厂、班组两级用能的在线管控。", True),
        ("云岭样例铸件有限公司各级管理人员可在手机端查看。", True),
        ("云岭样例铸件有限公司总经理授权推进组进行检查。", True),
        ("云岭样例铸件有限公司始终坚持绿色发展的理念。", True),
        ("本计划适用于云岭样例铸件有限公司铸造一厂、二厂。", True),
        ("云岭样例铸件有限公司的产品销往全国。", True),
        ("三、代表云岭样例铸件有限公司与核查机构联系。", True),
        ("每季度向云岭样例铸件有限公司总经理报告能碳绩效。", True),
        ("与云岭样例铸件有限公司联系。", False),
        ("审计组查阅了云岭样例铸件有限公司的能源账目。", True),
        ("云岭样例铸件有限公司应继续完善计量记录。", True),
        ("废油由云岭样例铸件有限公司处置，企业应继续减量。", False),
        ("云岭样例铸件有限公司负责系统的维护。", False),
        ("云岭样例铸件有限公司出具了检测报告。", False),
        ("供应商云岭样例铸件有限公司的生产线已改造。", False),
        ("对标企业云岭样例铸件有限公司单位产品能耗为0.3。", False),
        ("由云岭样例铸件有限公司承建。本公司的车间已投运。", False),
        ("云岭样例铸件有限公司与青河示例机械有限公司的车间相邻。", None),
    ],
)
def test_of_whose_works_the_text_tells(
    extractor: Extractor, line: str, told: bool | None
) -> None:  # fmt: skip
    names = [text for kind, text in remarks(extractor, line) if kind == RemarkKind.SUBJECT.value]
    assert any("云岭" in name for name in names) is bool(told)


def test_a_restriction_without_a_word_for_use(extractor: Extractor) -> None:
    assert remarks(extractor, "仅限某平台店铺入驻，再次复印无效") == [("purpose", "某平台店铺入驻")]
    assert remarks(extractor, "本复印件仅限办理入网") == [("purpose", "办理入网")]
    assert remarks(extractor, "经营范围:保险代理;仅限分支机构经营") == []


@pytest.mark.parametrize(
    ("lines", "former"),
    [
        ((f"名称变更登记:白石样品电子有限公司变更为{FIRM}",), ["白石样品电子有限公司"]),
        (("曾用名:白石样品电子有限公司", "准予更名"), ["白石样品电子有限公司"]),
        # No word of a change; two firms that a change of another kind names.
        ((f"白石样品电子有限公司与{FIRM}签订合同",), []),
        ((f"地址变更:白石样品电子有限公司向{FIRM}租赁厂房",), []),
    ],
)
def test_names_that_a_firm_had_before(
    extractor: Extractor, lines: tuple[str, ...], former: list[str]
) -> None:
    told = remarks(extractor, *lines)
    assert [name for kind, name in told if kind == RemarkKind.FORMER.value] == former


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"我公司({FIRM})将以印染工序为重点开展改造。", [("speaker", FIRM)]),
        # Whose plain word it is, nobody knows; a gloss is no name.
        (f"企业({FIRM})应当报送数据。", []),
        ("我公司(含各分公司)将开展改造。", []),
    ],
)
def test_who_says_our_company_by_name(
    extractor: Extractor, line: str, found: list[tuple[str, str]]
) -> None:
    assert [r for r in remarks(extractor, line) if r[0] == "speaker"] == found


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (MarkKind.STAMP, "仅供办理某银行授信使用有效期至2025年12月31日", ["purpose", "until"]),
        (MarkKind.SEAL, "此复印件仅供办理某某银行抵押贷款使用,他用无效", ["purpose"]),
        (MarkKind.STAMP, "复印件与原件一致", []),
        (MarkKind.SEAL, "合同专用章", []),
    ],
)
def test_what_a_stamp_says(
    extractor: Extractor, kind: MarkKind, text: str, found: list[str]
) -> None:
    plain = page("名称：青河示例机械有限公司", title="营业执照")
    marked = replace(plain, marks=(Mark(kind, Box(0.2, 0.6, 0.5, 0.7), text),))
    (document,) = extractor.documents(reading(marked))
    assert [r.kind.value for r in document.remarks] == found
    assert all(r.citation.quote == text for r in document.remarks)


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (("本复印件有效期至2026年6月30日，逾期作废",), ["until"]),
        (("第五条 白石样品电子有限公司每年完成清单编制。",), ["named"]),
        (("三、建议白石样品电子有限公司于2027年前实施。",), ["named"]),
        (("其供应商白石样品电子有限公司另行说明。",), []),
        (("设备购自白石样品电子有限公司。",), []),
    ],
)
def test_terms_of_copies_and_firms_that_are_turned_to(
    extractor: Extractor, lines: tuple[str, ...], kinds: list[str]
) -> None:
    assert [kind for kind, _ in remarks(extractor, *lines, named=True)] == kinds


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"适用于{FIRM}各部门、车间的能源消费和排放活动。", True),
        (f"适用范围为{FIRM}全体员工。", True),
        (f"适用于{FIRM}熔炼、压铸、精整各车间及科室。", True),
        # Of a group's other firms, of a customer, of no firm.
        (f"适用于{FIRM}及其下属企业。", False),
        (f"适用于{FIRM}采购的产品。", False),
        ("适用于公司各部门的能源消费和排放活动。", False),
    ],
)
def test_whose_rule_a_paper_is(extractor: Extractor, line: str, found: bool) -> None:
    assert (("speaker", FIRM) in remarks(extractor, line)) is found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("本报告自生成之日起三个月内有效,逾期须重新申请", [("own-term", "90")]),
        ("本证明自出具日起30日内有效", [("own-term", "30")]),
        ("本证明有效期为三个月。", [("own-term", "90")]),
        ("有效期:自出具之日起30日", [("own-term", "30")]),
        ("自收到之日起15日内提出异议", []),
        ("本证明有效期至2026年6月30日", []),
        ("自查询之日起近三个月内无有效投诉", []),
    ],
)
def test_a_term_of_its_own(
    extractor: Extractor, line: str, expected: list[tuple[str, str]]
) -> None:
    assert remarks(extractor, line) == expected


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"一、{FIRM}近三年未发生安全、环境、质量责任事故。", True),
        (f"二、{FIRM}提交的全部材料真实、完整。", True),
        (f"{FIRM}对数据的真实性负责。", True),
        (f"{FIRM}以GB/T 32150-2015为依据核算本公司的温室气体排放。", False),
        (f"{FIRM}对本报告的结论拥有解释权。", False),
        (f"本人谨代表{FIRM}郑重承诺:", True),
        ("作为法定代表人,我代表公司郑重承诺:", False),
        ("本人代表本企业郑重承诺:", False),
        (f"检测样品由供应商{FIRM}提交的全部批次中抽取。", False),
    ],
)
def test_what_only_who_reports_says_of_itself(extractor: Extractor, line: str, found: bool) -> None:
    kinds = [kind for kind, _ in remarks(extractor, line)]
    assert (RemarkKind.SUBJECT.value in kinds) is found


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        ("全部生产系统及附属设施纳入边界", True),
        ("全部生产设施均已计量", True),
        ("的全部产品由我们采购", False),
    ],
)
def test_what_only_a_factory_has_is_its_whole_production(
    extractor: Extractor, behind: str, found: bool
) -> None:
    told = remarks(extractor, f"核算结论：{FIRM}{behind}。")
    assert ((RemarkKind.SUBJECT.value, FIRM) in told) is found


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        (f"{FIRM}主营机械制造,以下称“本企业”。", True),
        (f"{FIRM}主营机械制造。以下称“本企业”。", False),
        (f"白石有限公司由{FIRM}委托,主营核查,以下称“本企业”。", False),
    ],
)
def test_a_clause_between_a_name_and_what_it_goes_by(
    extractor: Extractor, line: str, speaks: bool
) -> None:
    found = [name for kind, name in remarks(extractor, line) if kind == RemarkKind.SPEAKER.value]
    assert found == ([FIRM] if speaks else [])
