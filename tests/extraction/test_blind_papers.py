"""What papers that nobody had seen taught: contents, days, purposes, accounts, short names."""

from __future__ import annotations

import pytest

from evidencecheck.domain.document import Document, RemarkKind
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

FIRM = "青河示例机械有限公司"
STRANGER = "云岭棠溪特种钢管有限公司"


def read(extractor: Extractor, *rows: object, **options: object) -> Document:
    made = page(*rows, **options)  # type: ignore[arg-type]
    return extractor.documents(reading(made))[0]


@pytest.mark.parametrize(
    ("heading", "number", "found"),
    [
        ("目录", "10 ", False),
        ("目录", "l0 ", False),
        ("目次", "三 ", False),
        # A page that is no contents.
        ("附件", "l0 ", True),
        ("附件", "三 ", True),
    ],
)
def test_an_entry_of_contents_is_no_title(
    extractor: Extractor, heading: str, number: str, found: bool
) -> None:
    document = read(extractor, heading, "9 工作照片", f"{number}环境管理体系认证证书")
    assert (document.type == "management-system-certificate") is found


@pytest.mark.parametrize("rows", [("持证组织信息如下",), ("持证组织信息如下", "10 目录外页")])
def test_a_title_on_a_page_of_its_own(extractor: Extractor, rows: tuple[str, ...]) -> None:
    document = read(extractor, *rows, title="环境管理体系认证证书")
    assert document.type == "management-system-certificate"


@pytest.mark.parametrize(
    ("rows", "issued"),
    [
        (("2024年02月09日", "收期至2027年02月08日"), "2024-02-09"),
        (("收期到2027年02月08日", "2024年02月09日"), "2024-02-09"),
        (("收期至2027年02月08日",), None),
        (("2027年02月08日",), "2027-02-08"),
    ],
)
def test_the_end_of_a_validity_under_a_seal_is_no_day_of_issue(
    extractor: Extractor, rows: tuple[str, ...], issued: str | None
) -> None:
    above = ("兹证明", f"{FIRM}的管理体系符合 GB/T 24001-2016")
    document = read(extractor, *above, *[""] * 18, *rows, title="环境管理体系认证证书")
    assert document.value("issue_date") == issued


@pytest.mark.parametrize(
    ("line", "purposes"),
    [
        ("此件仅用于办理银行贷款", ["办理银行贷款"]),
        ("此件仅用于说明体系连续运行", []),
        ("此件仅用于说明企业名称沿革", []),
        ("此件仅供存档备查使用", []),
    ],
)
def test_what_explains_restricts_no_copy(
    extractor: Extractor, line: str, purposes: list[str]
) -> None:
    document = read(extractor, f"名称：{FIRM}", line, title="营业执照")
    assert [r.text for r in document.remarks if r.kind is RemarkKind.PURPOSE] == purposes


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("考核时间：2026年12月18日", "2026-12-18"),
        ("考核时间：2026年12月18日14:00-15:00", "2026-12-18"),
        ("岗位 操作工 考试日期 2026年12月18日 成绩 92", "2026-12-18"),
        ("下次复核：2026年12月18日", None),
    ],
)
def test_the_day_of_an_examination(extractor: Extractor, line: str, issued: str | None) -> None:
    rows = (line, "姓名 部门 成绩", "卜一帆 设备部 92", "参加人员均已签到")
    document = read(extractor, *rows, title="节能培训考核记录")
    assert (document.type, document.value("issue_date")) == ("training-record", issued)


@pytest.mark.parametrize(
    ("title", "found"), [("减排量账户查询单", True), ("图书借阅账户查询单", False)]
)
def test_an_account_that_was_looked_up(extractor: Extractor, title: str, found: bool) -> None:
    document = read(extractor, f"账户名称：{FIRM}", "查询结果如下", title=title)
    assert (document.type == "carbon-credit-record") is found


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("可用（持有中，未申请注销）", "open"),
        ("未申请核销", "open"),
        ("已注销", "cancelled"),
    ],
)
def test_the_status_of_an_account(extractor: Extractor, status: str, expected: str) -> None:
    rows = (f"账户名称：{FIRM}", [("账户状态", 0.1), (status, 0.4)])
    document = read(extractor, *rows, title="减排量账户查询单")
    assert document.value("unit_status") == expected


def test_each_place_that_speaks_of_a_firm_by_its_short_name(extractor: Extractor) -> None:
    rows = (
        f"{STRANGER}（以下简称“棠溪”）委托开展审计。",
        "棠溪建有两条加热炉。本次对棠溪的计量进行核对。",
        "云岭另有一家同业。",
    )
    document = read(extractor, *rows, title="能源审计报告")
    told = [(r.kind, r.text) for r in document.remarks]
    assert told.count((RemarkKind.MENTION, STRANGER)) == 2
