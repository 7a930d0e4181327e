"""C605: power, and the certificates that came with it, in one total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
TRADE, WITH_IT = ("绿电交易(7—12月)", "620,000"), ("绿电交易随附绿证", "620,000")
BOUGHT = ("外购风电绿证", "1,200,000")


def found(run: Run, *rows: tuple[str, str], **more: object) -> bool:
    known = {"holder": FIRM, "years": (2025,), **more}
    paper = document("performance-calculation", **known)  # type: ignore[arg-type]
    return "C605" in run(with_table(paper, [("电量", "kWh")], *rows)).of_documents()


@pytest.mark.parametrize("total", ["合计", "可再生能源电力"])
@pytest.mark.parametrize(
    ("second", "value"),
    [(WITH_IT, "2,440,000"), (("光伏自用电量核发的绿证", "619,900"), "2,439,900")],
)
def test_both_are_in_the_total(run: Run, total: str, second: tuple[str, str], value: str) -> None:
    assert found(run, BOUGHT, TRADE, second, (total, value))


@pytest.mark.parametrize(
    "rows",
    [
        # One of them only; another amount; two trades; certificates alone; little.
        (BOUGHT, TRADE, WITH_IT, ("合计", "1,820,000")),
        (BOUGHT, TRADE, ("绿电交易随附绿证", "520,000"), ("合计", "2,340,000")),
        (TRADE, ("绿电交易(1—6月)", "620,000"), ("合计", "1,240,000")),
        (("绿证A", "620,000"), ("绿证B", "620,000"), ("合计", "1,240,000")),
        (("绿电交易", "5,000"), ("随附绿证", "5,000"), ("合计", "10,000")),
    ],
)
def test_near_misses(run: Run, rows: tuple[tuple[str, str], ...]) -> None:
    assert not found(run, *rows)


def test_of_another_firm(run: Run) -> None:
    rows = BOUGHT, TRADE, WITH_IT, ("合计", "2,440,000")
    assert not found(run, *rows, holder="白石样品电子有限公司")


def test_a_comma_read_as_a_point(run: Run) -> None:
    paper = document("performance-calculation", holder=FIRM, years=(2025,), origin=Origin.OCR)
    rows = BOUGHT, ("绿电交易消费凭证", "620.000"), WITH_IT, ("合计", "2,440,000")
    made = with_table(paper, [("电量", "kWh")], *rows)
    assert "C605" in run(made).of_documents()
    stored = replace(made, origin=Origin.TEXT_LAYER)
    assert "C605" not in run(stored).of_documents()


LISTED = "绿证1,500张(含绿电交易1—9月划转的600张)"


@pytest.mark.parametrize(
    ("text", "settled", "rows", "found"),
    [
        (LISTED, 800_000, ("1,500", "800", "2,300"), True),
        # No trade in the certificates; a part of the trade; it says so; another total.
        ("绿证1,500张", 800_000, ("1,500", "800", "2,300"), False),
        (LISTED, 800_000, ("1,500", "200", "1,700"), False),
        (LISTED + "\n已扣除重复部分", 800_000, ("1,500", "800", "2,300"), False),
        (LISTED, 800_000, ("1,500", "800", "1,700"), False),
    ],
)
def test_certificates_that_take_in_the_trade(
    run: Run, text: str, settled: int, rows: tuple[str, str, str], found: bool
) -> None:
    paper = document("performance-calculation", text=text, holder=FIRM, years=(2024,))
    labels = ("绿证", "绿电交易结算电量", "合计")
    made = with_table(paper, [("电量(MWh)", "")], *zip(labels, rows, strict=True))
    trade = document(
        "green-power-record", title="绿电交易结算通知", holder=FIRM, electricity_kwh=settled
    )
    assert ("C605" in run(made, trade).of_documents()) is found
