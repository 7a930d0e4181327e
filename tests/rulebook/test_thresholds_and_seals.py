"""Thresholds and seals: every one that a source prints is at a slot, or it is said why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, RulePack
from evidencecheck.rulebook import load_rulebook
from tests.rulebook.printed import OMISSION, read, squeezed

PACKS = sorted(load_rulebook().packs)

_BOUND = re.compile(
    r"\d+(?:\.\d+)?%|不低于|不少于|大于|超过|优于|≤|先进值|先进水平|标杆水平|限定值|限值|目标值|平均值"
    r"|取水定额|逐年下降|\d级|[一二三]级以上|A级|先进级|\d+年以上|[一二三]年以上|（含）以上|个月以上"
    r"|倍及以上|月度|每年|每季度|\d+项业务|总量控制|实施期内"
)

SEALS = {
    "wuxi.basic.3/4": "材料真实性承诺",
    "tianjin.basic.3/8": "材料真实性承诺",
    "tianjin.1.3.1/1": "《“零碳”工厂试点方案》",
}
"""Slots that the source asks a seal or signature on."""

_SEALED = re.compile(r"盖章|公章|签字|签章")
OTHERS_SIGN = {
    # Filled in by the office that recommends, or by a factory that already has the title.
    "wuxi": {697},
    "tianjin": {636},
    "ningbo": {567, 692, 693},
}
"""Lines with a place for a seal on forms that are not the applicant's."""


@pytest.fixture(params=PACKS)
def pack(request: pytest.FixtureRequest, book: RuleBook) -> RulePack:
    return book.packs[request.param]


def _cells(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """The text of a row, or of each of its tiers, with the thresholds of its slots."""
    if not indicator.tiers:
        text = indicator.requirement + (indicator.evidence_basis or "")
        yield text, "\n".join(s.threshold for s in indicator.slots)
    for tier in indicator.tiers.values():
        yield tier.text, "\n".join(s.threshold for s in tier.slots)


def test_every_bound_that_is_printed_is_a_threshold_or_scores(pack: RulePack) -> None:
    left: dict[str, set[str]] = {}
    for indicator in pack.indicators:
        for text, thresholds in _cells(indicator):
            held = squeezed(thresholds)
            scored = squeezed(indicator.scoring)
            for bound in _BOUND.findall(squeezed(text)):
                if bound not in held and bound not in scored:
                    left.setdefault(indicator.id, set()).add(bound)
    assert not left


def test_a_threshold_is_a_piece_of_its_cell(pack: RulePack) -> None:
    for indicator in pack.indicators:
        for text, thresholds in _cells(indicator):
            pieces = thresholds.replace("\n", OMISSION).split(OMISSION)
            assert all(squeezed(p) in squeezed(text) for p in pieces), indicator.id


def test_every_row_with_a_threshold_that_the_reviewer_must_know(book: RuleBook) -> None:
    held = {
        s.id: s.threshold
        for p in book.packs.values()
        for i in p.indicators
        for s in i.every_slot
        if s.threshold
    }
    for slot, words in {
        "wuxi.2.1.3/1": "节水率不低于10%",
        "wuxi.2.2.4/1": "不低于70%",
        "wuxi.2.3.3/3": "二级以上能效",
        "wuxi.2.4.1/1": "5年以上",
        "wuxi.6.4.1/1": "≤50%不得分",
        "jiangsu.basic.3/1": "先进值或标杆水平",
        "tianjin.3.3.1/1": "100%",
        "tianjin.4.5.1/1": "60%以下的，得0分",
        "ningbo.1.2.3/1": "超过90%",
        "ningbo.5.1.1/2": "三年（含）以上",
    }.items():
        assert words in held[slot]


def test_the_seals_that_the_sources_ask_for(book: RuleBook) -> None:
    sealed = {
        s.id: s.text
        for p in book.packs.values()
        for i in p.indicators
        for s in i.every_slot
        if s.seal
    }
    assert sealed == SEALS


def test_every_line_that_asks_for_a_seal_is_an_entry_or_no_business_of_the_applicant(
    pack: RulePack, seeds: Path
) -> None:
    lines = read(seeds, pack.source.file).lines
    printed = {n for n, line in enumerate(lines) if _SEALED.search(line)}
    entries = (*pack.materials, *pack.application_form)
    carried = {m.source.line for m in entries if _SEALED.search(m.text)}
    assert carried | OTHERS_SIGN.get(pack.id, set()) == printed
