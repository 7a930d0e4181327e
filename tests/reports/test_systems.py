"""A system on a terminal: what each slot asks for stands with it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from rich.console import Console

from evidencecheck.domain.rule import Source
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Kind, RulePack, Section, Slot
from evidencecheck.reports.systems import export_json, render_system

SOURCE = Source(file="000", line=1)


def pack(**asked: Any) -> RulePack:
    row = Indicator(
        id="demo.1",
        kind=Kind.SCORED,
        level1="照明",
        level2="",
        requirement="占比不低于70%。",
        evidence_basis="照明设备统计表。",
        source=SOURCE,
        slots=(Slot(id="demo.1/1", text="照明设备统计表", accepts=("equipment-list",), **asked),),
    )
    section = Section(name="照明", file="1.yaml")
    return RulePack(
        id="demo", name="示范", edition="", source=SOURCE, sections=(section,), indicators=(row,)
    )


def shown(system: RulePack, book: RuleBook, lang: str) -> str:
    console = Console(file=io.StringIO(), width=200)
    render_system(console, system, book, lang)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "须核对：占比不低于70% · 签字盖章"),
        ("en", "to be held against: 占比不低于70% · sealed, signed"),
    ],
)
def test_threshold_and_seal_are_told(book: RuleBook, lang: str, words: str) -> None:
    assert words in shown(pack(threshold="占比不低于70%", seal=True), book, lang)
    plain = shown(pack(), book, lang)
    assert "照明设备统计表" in plain
    assert not [w for w in words.split(" · ") if w in plain]


def test_they_are_exported(book: RuleBook) -> None:
    exported = json.loads(export_json(pack(threshold="占比不低于70%", seal=True)))
    (slot,) = exported["indicators"][0]["slots"]
    assert (slot["threshold"], slot["seal"]) == ("占比不低于70%", True)
