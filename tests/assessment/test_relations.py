"""C601: relations that a table bears out itself in all rows but one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, with_table

Run = Callable[..., Outcome]
Row = tuple[str, ...]
Heads = list[tuple[str, str]]

STORE: Heads = [("年初贮存", "t"), ("本年产生", "t"), ("出厂", "t"), ("年末贮存", "t")]
STORED: list[Row] = [
    ("废铝屑", "38.5", "2301.5", "2298.0", "42.0"),
    ("废包装物", "2.9", "85.0", "84.7", "3.2"),
    ("废耐火砖", "5.0", "28.5", "27.0", "6.5"),
]
MEAN: Heads = [("第一次", ""), ("第二次", ""), ("第三次", ""), ("平均值", ""), ("限值", "")]
MEANT: list[Row] = [
    ("氮氧化物", "48", "51", "54", "51", "180"),
    ("氨", "62", "68", "66", "65", "90"),
]
USED: Heads = [("用电量", "kWh"), ("合格产量", "t"), ("单位电耗", "kWh/t")]
TAKEN: list[Row] = [
    ("一车间", "8,950,000", "10,900", "821.1"),
    ("二车间", "7,340,000", "8,900", "824.7"),
]
SOLAR: Heads = [("发电量", "kWh"), ("余电上网", "kWh"), ("厂内消纳", "kWh")]
SENT: list[Row] = [("7月", "512,300", "61,200", "451,100"), ("8月", "498,700", "55,400", "443,300")]

SMALL: list[Row] = [
    ("一季度", "2.4", "23.8", "24.2", "2"),
    ("二季度", "2", "24.6", "23.9", "2.7"),
    ("四季度", "3.2", "23.9", "25.6", "1.5"),
]
SCORES: Heads = [("质量", ""), ("环保", ""), ("能碳", ""), ("总分", "")]
SCORED: list[Row] = [("甲", "37", "27", "16", "80"), ("乙", "35", "24", "15", "74")]


def found(run: Run, heads: Heads, *rows: Row) -> set[str]:
    return codes(run, with_table(document("equipment-list", holder=FIRM), heads, *rows))


@pytest.mark.parametrize(
    ("heads", "right", "wrong"),
    [
        (STORE, STORED, ("除尘灰", "1.8", "12.4", "11.6", "6.2")),
        (MEAN, MEANT, ("颗粒物", "6.2", "7.1", "6.8", "5.7", "20")),
        (USED, TAKEN, ("三车间", "6,480,000", "8,050", "605.0")),
        (SOLAR, SENT, ("9月", "421,600", "48,900", "327,700")),
        # Few figures: two of them changed places; the last column says that it adds up.
        (STORE, SMALL, ("三季度", "2.7", "24.1", "24.5", "3.2")),
        (SCORES, SCORED, ("丙", "36", "25", "17", "96")),
    ],
)
def test_one_row_departs(run: Run, heads: Heads, right: list[Row], wrong: Row) -> None:
    assert found(run, heads, *right, wrong) == {"C601"}


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (STORE, [*STORED, ("除尘灰", "1.8", "12.4", "11.6", "2.6")]),
        # Rounded; two that depart; not told; too few that hold; a tenth lost on the way.
        (MEAN, [*MEANT, ("颗粒物", "6.2", "7.1", "6.8", "6.8", "20")]),
        (MEAN, [*MEANT, ("颗粒物", "6.2", "7.1", "6.8", "—", "20")]),
        (
            STORE,
            [*STORED, ("灰", "1.8", "12.4", "11.6", "6.2"), ("渣", "1.0", "9.0", "3.0", "2.0")],
        ),
        (SOLAR, [SENT[0], ("9月", "421,600", "48,900", "327,700")]),
        # What is the same in every row is not reckoned from two columns that agree in most.
        (
            [("应有", ""), ("实有", ""), ("抽查率", "%"), ("备注", "")],
            [
                ("甲站", "18", "18", "100%", ""),
                ("乙站", "12", "12", "100%", ""),
                ("丙站", "25", "25", "100%", ""),
                ("丁站", "50", "48", "100%", ""),
                ("戊站", "36", "36", "100%", ""),
            ],
        ),
        # Small numbers add up by chance.
        (
            [("甲", ""), ("乙", ""), ("丙", "")],
            [("a", "3", "2", "5"), ("b", "4", "2", "6"), ("c", "5", "2", "9")],
        ),
    ],
)
def test_what_is_no_departure(run: Run, heads: Heads, rows: list[Row]) -> None:
    assert found(run, heads, *rows) == set()
