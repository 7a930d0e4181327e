"""Firms that sentences speak of, that letters are addressed to, that call themselves 我公司."""

from __future__ import annotations

import unicodedata

import pytest

from evidencecheck.domain.document import RemarkKind
from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from evidencecheck.extraction.entities.organisations import find_organisations
from tests.extraction.drawing import Piece, page, reading

FIRM = "云岭样例铸件有限公司"


def names(extractor: Extractor, kind: RemarkKind, *rows: str | list[Piece]) -> list[str]:
    """The texts of the remarks of one kind."""
    normal = (unicodedata.normalize("NFKC", r) if isinstance(r, str) else r for r in rows)
    sheet: Page = page(*normal, title="能源管理制度")
    (document,) = extractor.documents(reading(sheet))
    return [r.text for r in document.remarks if r.kind is kind]


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        (f"我公司{FIRM}作为用能单位，按规定配备计量器具。", True),
        (f"我单位{FIRM}承诺所报数据真实。", True),
        (f"我公司委托{FIRM}开展检测工作。", False),
        (f"我公司供应商{FIRM}作为用能单位。", False),
        (f"我公司的设备由{FIRM}维护。", False),
        (f"企业{FIRM}应当报送数据。", False),
    ],
)
def test_who_says_our_company_before_its_name(
    extractor: Extractor, line: str, speaks: bool
) -> None:
    assert names(extractor, RemarkKind.SPEAKER, line) == ([FIRM] if speaks else [])


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (f"节能降耗事项按照{FIRM}的规定办理。", [FIRM]),
        # In a cell; alone on a line; as a partner.
        ([("受托方", 0.1), (FIRM, 0.4)], []),
        (f"签字:{FIRM}", []),
        (f"节能改造所用设备购自{FIRM}。", []),
    ],
)
def test_a_firm_that_a_sentence_mentions(
    extractor: Extractor, row: str | list[Piece], found: list[str]
) -> None:
    assert names(extractor, RemarkKind.MENTION, row) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"{FIRM}：", [FIRM]),
        (f"  {FIRM}:", [FIRM]),
        # No name of a firm; words beside it; a signature.
        ("各有关单位：", []),
        (f"收件人:{FIRM}", []),
        (f"{FIRM}:你公司报送的材料收悉。", []),
        (FIRM, []),
    ],
)
def test_to_whom_a_letter_is_written(extractor: Extractor, line: str, found: list[str]) -> None:
    assert names(extractor, RemarkKind.ADDRESSED, line, "现将有关事项批复如下。") == found


SHORT = "瑞盈样例咨询有限公司"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (
            [
                f"节能改造事项按照{SHORT}（以下简称“瑞盈”）的规定办理。",
                "能源管理部门应当按月向瑞盈报送数据。",
                "瑞盈对报送的数据进行核对。",
            ],
            [SHORT] * 3,
        ),
        # No short name; one that is not this firm's; the words for the speaker itself.
        ([f"节能改造事项按照{SHORT}的规定办理。", "应当按月向瑞盈报送数据。"], [SHORT]),
        (
            [f"节能改造事项按照{SHORT}（以下简称“瑞盈”）的规定办理。", "应当按月向样例报送数据。"],
            [SHORT],
        ),
        ([f"节能改造事项按照{SHORT}（以下简称“公司”）的规定办理。", "公司应当报送。"], [SHORT]),
    ],
    ids=["again and again", "no short name", "other words", "the speaker"],
)
def test_a_firm_by_the_short_name_that_it_is_given(
    extractor: Extractor, rows: list[str], found: list[str]
) -> None:
    assert names(extractor, RemarkKind.MENTION, *rows) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (f"改造项目的实施与验收按照{FIRM}的规定办理。", [FIRM]),
        (f"改造项目的实施与验收部门:{FIRM}的能源部门负责。", []),
    ],
)
def test_a_name_behind_a_colon(extractor: Extractor, row: str, found: list[str]) -> None:
    assert names(extractor, RemarkKind.MENTION, row) == found


@pytest.mark.parametrize("text", ["气量由燃气公司抄表", "热量由供热所计量", "供气公司按月抄表"])
def test_who_reads_the_meters_has_no_name(text: str) -> None:
    assert not find_organisations(text)


def test_a_name_with_a_word_for_by_in_it() -> None:
    assert [o.name for o in find_organisations("青河自由电力公司")] == ["青河自由电力公司"]
