"""A706: what the page shows instead of the text layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.checks.hidden_fields import is_slight
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]


def certificate(name: str, shown: str | None) -> Document:
    paper = document(
        "management-system-certificate", "证书.pdf", holder=FIRM, standards="GB/T 19001-2016",
        issue_date="2025-01-01", valid_until="2027-12-31",
    )  # fmt: skip
    fields = tuple(replace(f, shown=shown) if f.name == name else f for f in paper.fields)
    return replace(paper, fields=fields)


@pytest.mark.parametrize(("name", "shown"), [("valid_until", "2025-12-31"), ("holder", "")])
def test_a_page_that_shows_other_words_or_none(run: Run, name: str, shown: str) -> None:
    outcome = run(certificate(name, shown))
    assert "A706" in outcome.of_documents()


@pytest.mark.parametrize("shown", ["2023年19月16日", "20年"])
def test_a_page_that_shows_no_day_was_misread(run: Run, shown: str) -> None:
    assert "A706" not in run(certificate("issue_date", shown)).of_documents()


@pytest.mark.parametrize("name", ["valid_until", "holder"])
def test_a_page_that_shows_the_same_or_was_not_looked_at(run: Run, name: str) -> None:
    assert "A706" not in run(certificate(name, None)).of_documents()


PRINTED = ("质量管理体系认证证书", f"受审核方：{FIRM}", "认证依据：GB/T 19001-2016",
           "编号：HT24Q12077R1M", "有效期截止到2027年07月14日")  # fmt: skip


def searchable(*under: str) -> Document:
    """A scan with text hidden under it."""
    paper = document(
        "management-system-certificate", "证书.pdf", text="\n".join(PRINTED),
        origin=Origin.OCR, holder=FIRM, certificate_number="HT24Q12077R1M",
        issue_date="2024-07-15", valid_until="2027-07-14",
    )  # fmt: skip
    fields = tuple(
        replace(f, raw="2027年07月14日") if f.name == "valid_until" else f for f in paper.fields
    )
    return replace(paper, fields=fields, under=under)


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        (4, "有效期截止到2028年07月14日", True),
        (1, "受审核方：苏州白石换热设备有限公司", True),
        (3, "编号：HT24Q12O77RlM", False),
        (4, "有效期截止到2027年07月14日", False),
        (2, "认证依据：GB/T 19001—2016", False),
    ],
    ids=["another end", "another firm", "look-alikes", "the same", "no deciding field"],
)
def test_text_hidden_under_a_scan(run: Run, line: int, text: str, found: bool) -> None:
    under = tuple(text if n == line else printed for n, printed in enumerate(PRINTED))
    assert ("A706" in run(searchable(*under)).of_documents()) is found


def test_hidden_text_that_was_badly_recognised_tells_nothing(run: Run) -> None:
    under = ("质童管埋体系", "受宙核力", "认让依据：GBT19OO1", "编弓：HT24", "有效期2028年07月14日")
    assert "A706" not in run(searchable(*under)).of_documents()


MISREAD = ("质量管理体系认讧证书", f"受审核方：{FIRM[:-4]}有阻公司", "认证依椐：GB/T 19001-2016",
           "编号：HT24Q12077R1M", "有效期截止到2027年07月14曰")  # fmt: skip


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("有效期截止到2027年07月14曰", False),
        ("有效期戳止到2027年07月14日", False),
        ("有效期戳止到2024年03月31日", True),
        # One figure may be misread where so many characters are.
        ("有效期戳止到2028年07月14日", False),
        ("有效期截止到2027年07月24曰", False),
    ],
    ids=["one character", "another", "another day", "one figure of a year", "one of a day"],
)
def test_hidden_text_with_misread_characters_is_faithful_where_figures_are_the_same(
    run: Run, end: str, found: bool
) -> None:
    assert ("A706" in run(searchable(*MISREAD[:-1], end)).of_documents()) is found


@pytest.mark.parametrize(
    ("number", "until", "found"),
    [
        ("HT24Q12077R1M", "2028年07月14日", True),
        # A figure that no year hangs upon; another figure misread beside it.
        ("HT24Q12077R1M", "2027年07月15日", False),
        ("HT24Q12077R1M", "2027年08月14日", False),
        ("HT24Q12877R1M", "2028年07月14日", False),
        ("HT24Q12877R1M", "2025年10月31日", True),
    ],
)
def test_one_figure_accuses_where_all_else_was_read_well(
    run: Run, number: str, until: str, found: bool
) -> None:
    under = (*PRINTED[:3], f"编号：{number}", f"有效期截止到{until}")
    assert ("A706" in run(searchable(*under)).of_documents()) is found


@pytest.mark.parametrize(
    ("hidden", "slight"),
    [
        ("2024年7月15日至2031年7月14日", False),
        ("2024年7月15日至2029年7月14日", True),
    ],
)
def test_of_a_span_the_day_that_is_another_counts(hidden: str, slight: bool) -> None:
    shown = "2024年7月15日至2027年7月14日"
    (field,) = (
        replace(f, raw=shown)
        for f in document("award", valid_until="2027-07-14").fields
        if f.name == "valid_until"
    )
    assert is_slight(field, hidden) is slight


@pytest.mark.parametrize(("since", "found"), [("2021年9月12日", True), ("2024年9月12日", False)])
def test_two_years_of_days_are_no_slips(run: Run, since: str, found: bool) -> None:
    """However badly the rest was recognised."""
    term = "有效期：2024年9月12日至2027年9月11日"
    paper = document(
        "award", holder=FIRM, text="\n".join((*AWARD[:2], term, *AWARD[3:])), origin=Origin.OCR,
        valid_until="2027-09-11",
    )  # fmt: skip
    paper = replace(paper, fields=tuple(replace(f, raw=term[4:]) for f in paper.fields[-1:]))
    until = "2024年9月11日" if found else "2027年9月17日"
    under = ("专清特新中小企业", FIRM, f"有效期：{since}至{until}", "证书编号：BS-2026-0912",
             "白石中小企业促讲局", "2025年2月24日")  # fmt: skip
    assert ("A706" in run(replace(paper, under=under)).of_documents()) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("公司已取得国家级绿色工厂称号,连续三年净零排放。", True),
        ("评估结论:暂不予通过，未经现场核实。", True),
        ("1,062,000", True),
        # A mark for a program that signs, a figure to compute with, a menu, a foot, a shadow.
        ("此处为承诺单位电子签章位置", False),
        ("2025", False),
        ("首页 政务公开 办事服务 互动交流", False),
        ("版权所有：青河市某局 备案号20250011", False),
        ("本报告按GB/T 32150编制。", False),
    ],
)
def test_print_in_white(run: Run, line: str, found: bool) -> None:
    paper = document("sustainability-report", text="本报告按GB/T 32150编制。", holder=FIRM)
    assert ("A706" in run(replace(paper, under=(line,))).of_documents()) is found


OTHERS = ("饮用水水质检验报告", "送检单位：苏州白石换热设备有限公司", "送样日期：2023年8月9日",
          "样品：饮水机出水", "菌落总数12CFU合格")  # fmt: skip


@pytest.mark.parametrize(
    ("under", "found"),
    [
        (OTHERS, True),
        # The same firm beside it; a layer too short; the firm of the page.
        ((*OTHERS, FIRM), False),
        (OTHERS[:3], False),
        (tuple(x.replace("苏州白石换热设备有限公司", FIRM) for x in OTHERS), False),
    ],
)
def test_the_text_of_another_paper_under_a_page(
    run: Run, under: tuple[str, ...], found: bool
) -> None:
    assert ("A706" in run(searchable(*under)).of_documents()) is found


AWARD = ("专精特新中小企业", FIRM, "有效期：2025年03月01日—2028年02月29日",
         "证书编号：BS-2025-0912", "白石中小企业促进局", "2025年2月24日")  # fmt: skip


@pytest.mark.parametrize(
    ("name", "line", "found"),
    [
        ("苏州白石换热设备有限公司", 1.0, True),
        (FIRM, 1.0, False),
        # Characters lost; a line that is hardly legible; no firm.
        (FIRM[:4] + FIRM[6:], 1.0, False),
        ("苏州白石换热设备有限公司", 0.8, False),
        ("白石中企业促局", 1.0, False),
    ],
)
def test_a_holder_on_a_line_of_its_own(run: Run, name: str, line: float, found: bool) -> None:
    paper = document(
        "award", holder=FIRM, text="\n".join(AWARD), origin=Origin.OCR, sure=0.9,
        issue_date="2025-02-24",
    )  # fmt: skip
    lines = tuple(replace(x, confidence=line) if x.text == FIRM else x for x in paper.lines)
    under = (AWARD[0], name, *AWARD[2:])
    assert ("A706" in run(replace(paper, lines=lines, under=under)).of_documents()) is found


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        # Characters that a recogniser passed over: of a day, a code, a label.
        (4, "有效期截止到227年07月14日", False),
        (4, "有效期截止到2027年7月1日", False),
        (3, "编号：HT2Q1207R1M", False),
        (3, "编号：HT24Q12377R1M", False),
        (1, "受审核", False),
        # What no calendar has.
        (4, "有效期截止到2027年87月14日", False),
        (3, "编号：HT25Q99077R1M", True),
        (4, "有效期截止到2028年10月31日", True),
    ],
)
def test_a_layer_with_characters_lost(run: Run, line: int, text: str, found: bool) -> None:
    under = tuple(text if n == line else printed for n, printed in enumerate(PRINTED))
    assert ("A706" in run(searchable(*under)).of_documents()) is found


SAVER = ("节水型企业证书", FIRM, "被评为2023年度区级节水型企业",
         "有效期：2023年12月4日至2028年12月3日", "白石区水务局", "2023年12月4日")  # fmt: skip


@pytest.mark.parametrize(
    ("term", "day", "found"),
    [
        ("有效期：2025年12月1日至2028年11月30日", "2025年12月1日", True),
        # The same; one day; a figure of each; a day lost.
        (SAVER[3], SAVER[5], False),
        ("有效期：2023年12月4日至2029年11月13日", SAVER[5], False),
        ("有效期：2023年12月5日至2028年12月8日", "2023年12月1日", False),
        ("有效期：2025年12月1日至2028年11月30日", "20年12月", False),
    ],
)
def test_the_layer_of_an_earlier_certificate(run: Run, term: str, day: str, found: bool) -> None:
    paper = document("award", holder=FIRM, text="\n".join(SAVER), origin=Origin.OCR)
    under = (SAVER[0], FIRM, "被评为2025年度区级节水型企业", term, "白石市水务管理局", day)
    assert ("A706" in run(replace(paper, under=under)).of_documents()) is found


@pytest.mark.parametrize(
    ("hidden", "printed", "found"),
    [
        ("结论:非甲烷总烃超过限值要求,颗粒物符合要求", "结论:非甲烷总烃、颗粒物符合限值要求", True),
        ("检验结论:样品不合格", "检验结论:样品合格", True),
        ("检验结论:样品合格", "检验结论:样品合格", False),
        # The page says so as well; another sentence; no verdict printed.
        ("检验结论:样品不合格", "检验结论:样品不合格项目已整改合格", False),
        ("不合格品由生产部隔离存放并通知供方", "检验结论:样品合格", False),
        ("检验结论:样品不合格", "检验结果:样品见附页", False),
    ],
)
def test_a_verdict_hidden_under_another(
    run: Run, hidden: str, printed: str, *, found: bool
) -> None:
    head = ("检测报告", f"委托单位:{FIRM}", "采样日期:2026年9月7日", "样品:废气")
    paper = document(
        "test-report", "报告.pdf", text="\n".join((*head, printed)), origin=Origin.OCR, holder=FIRM
    )
    assert ("A706" in run(replace(paper, under=(*head, hidden))).of_documents()) is found
