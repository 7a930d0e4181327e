"""C601: what is left of a stock, and what was used between two readings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, with_table
from tests.assessment.test_nearly_reckoned import paper

Run = Callable[..., Outcome]
Row = tuple[str, ...]


def ledger(heads: list[tuple[str, str]], *rows: Row) -> Document:
    """A table, whose headings stand among the lines of its paper."""
    made = with_table(document("equipment-list", holder=FIRM), heads, *rows)
    head = Line(1, " ".join(name for name, _ in heads), Box(0.1, 0.9, 0.9, 0.92))
    return replace(made, lines=(*made.lines, head))


STORE = [("期初(t)", "t"), ("产生(t)", "t"), ("转出(t)", "t"), ("期末(t)", "t")]
OIL = ("废矿物油", "0.42", "1.26", "1.30", "0.38")
WRONG = ("沾染包装物", "0.15", "0.61", "0.50", "0.36")
CELLS = ("废铅蓄电池", "0", "0.28", "0", "0.28")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([OIL, WRONG], True),
        ([OIL, ("沾染包装物", "0.15", "0.61", "0.50", "0.26")], False),
        # Alone: one figure changed; other numbers.
        ([WRONG], True),
        ([("沾染包装物", "0.15", "0.61", "0.50", "0.41")], False),
        # Nothing was there before, or is not told.
        ([OIL, ("废铅蓄电池", "0", "0.28", "0", "0.82")], True),
        ([OIL, CELLS, ("废活性炭", "见附表", "0.28", "0", "0.61")], False),
        # The total takes it over; two rows are reckoned in another way.
        ([OIL, WRONG, ("合计", "0.57", "1.87", "1.80", "0.74")], True),
        ([OIL, WRONG, ("活性炭", "0.20", "0.30", "0.10", "0.90")], False),
    ],
)  # fmt: skip
def test_a_store(run: Run, rows: list[Row], found: bool) -> None:
    assert codes(run, ledger(STORE, *rows)) == ({"C601"} if found else set())


def test_what_went_another_way(run: Run) -> None:
    heads = [*STORE[:3], ("厂内回用(t)", "t"), STORE[3]]
    rows = [("沾染包装物", "0.15", "0.61", "0.40", "0.10", "0.26")]
    assert codes(run, ledger(heads, *rows)) == set()


@pytest.mark.parametrize(("left", "found"), [("0.36", True), ("0.26", False)])
def test_a_sentence(run: Run, left: str, found: bool) -> None:
    said = f"年初库存0.15吨,本年产生0.61吨,委托处置0.50吨,年末库存{left}吨。"
    assert codes(run, paper(said)) == ({"C601"} if found else set())


METER = [("上月示数", ""), ("本月示数", ""), ("倍率", ""), ("电量(kWh)", "kWh")]


@pytest.mark.parametrize(("used", "found"), [("132,600", True), ("123,600", False)])
def test_a_meter(run: Run, used: str, found: bool) -> None:
    rows = [
        ("1号表", "1,204.0", "1,407.5", "400", "81,400"),
        ("2号表", "850.0", "1,159.0", "400", used),
    ]
    assert codes(run, ledger(METER, *rows)) == ({"C601"} if found else set())


@pytest.mark.parametrize(("left", "found"), [("0.28", False), ("0.62", True)])
def test_what_was_recognised(run: Run, left: str, found: bool) -> None:
    rows = [OIL, ("沾染包装物", "0.15", "0.61", "0.50", left)]
    made = ledger(STORE, *rows)
    assert codes(run, replace(made, origin=Origin.OCR)) == ({"C601"} if found else set())
