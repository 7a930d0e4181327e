"""Firms of which a paper goes on to speak by brand and trade."""

from __future__ import annotations

import pytest

from evidencecheck.domain.document import RemarkKind
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


def again(extractor: Extractor, *lines: str) -> list[tuple[str, str, str]]:
    (document,) = extractor.documents(reading(page(*lines, title="温室气体排放核算报告")))
    held = {RemarkKind.SUBJECT, RemarkKind.MENTION}
    return [
        (r.kind.value, r.text, r.citation.quote)
        for r in document.remarks
        if r.kind in held and "公司" not in r.citation.quote
    ]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (
            ("扬州陌野陶瓷有限公司年产墙砖300万片。", "陌野陶瓷的窑炉以天然气为燃料。"),
            ["mention"],
        ),
        (("为规范扬州陌野陶瓷有限公司用能,制定本文。", "陌野陶瓷全体员工遵照执行。"), ["subject"]),
        # Nothing says it to be a works; partners; a name without a place, one of two characters.
        (("本次会议邀请扬州陌野陶瓷有限公司讲课。", "陌野陶瓷介绍了经验。"), []),
        (("扬州陌野陶瓷有限公司年产墙砖300万片。", "供应商陌野陶瓷按期供货。"), []),
        (("陌野建筑陶瓷有限公司年产墙砖300万片。", "建筑陶瓷行业用能以天然气为主。"), []),
        (("扬州陌野有限公司年产墙砖300万片。", "陌野的窑炉以天然气为燃料。"), []),
        # Another firm of that brand and trade.
        (("扬州陌野陶瓷有限公司年产墙砖300万片。", "陌野陶瓷股份有限公司是另一家。"), []),
    ],
)
def test_brand_and_trade(extractor: Extractor, lines: tuple[str, ...], kinds: list[str]) -> None:
    assert [kind for kind, _, _ in again(extractor, *lines)] == kinds


def test_a_place_in_brackets_behind_the_brand(extractor: Extractor) -> None:
    lines = ("陌野陶瓷(扬州)有限公司一期厂房设电表40只。", "陌野陶瓷值班员每班点检。")
    [(_, name, quote)] = again(extractor, *lines)
    assert name.startswith("陌野陶瓷")
    assert quote == "陌野陶瓷"
