"""C602: what was made in a year, in pieces, as several papers give it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.document import Document
from tests.assessment.conftest import Outcome
from tests.assessment.test_facts import accused, by_year

Run = Callable[..., Outcome]
ENERGY, CARBON, STEEL = "energy.xlsx", "carbon.xlsx", "steel.pdf"


def made(label: str, pieces: str, file: str, unit: str = "套") -> Document:
    return by_year(label, {"2024": pieces}, unit, "performance-calculation", file)


@pytest.mark.parametrize(
    ("label", "pieces", "unit", "found"),
    [
        ("门锁产量", "2,028,000", "套", True),
        ("产量（万套）", "2,028,000", "套", True),
        ("门锁产量", "2,080,000", "套", False),
        # Rounded; another unit; an aim; what each worker made.
        ("产量", "2,080,400", "套", False),
        ("产量", "2,028,000", "件", False),
        ("目标产量", "2,028,000", "套", False),
        ("人均产量", "960", "套", False),
    ],
)
def test_what_was_made(run: Run, label: str, pieces: str, unit: str, found: bool) -> None:
    papers = made("产量", "2,080,000", ENERGY), made("产品产量", "2,080,000", CARBON)
    told = accused(run(*papers, made(label, pieces, STEEL, unit)))
    assert told == ({STEEL} if found else set())


def test_of_two_products_each_is_its_own(run: Run) -> None:
    locks, smart = made("门锁产量", "2,080,000", ENERGY), made("智能锁产量", "1,980,000", CARBON)
    assert not accused(run(locks, smart, made("产量", "2,030,000", STEEL)))
    assert accused(run(locks, smart, made("门锁产量", "2,008,000", STEEL))) == {STEEL}
