"""Amounts whose point was read as a comma: they are as exact as they are printed."""

from __future__ import annotations

import pytest

from evidencecheck.assessment.amounts import rounding


@pytest.mark.parametrize(
    ("raw", "value", "half"),
    [
        ("5.70", 57_000.0, 50.0),
        ("5,70", 57_000.0, 50.0),
        ("5,7", 5.7, 0.05),
        ("5,700", 5_700.0, 0.5),
        ("1,204,5", 1_204.5, 0.05),
        ("57", 57.0, 0.5),
    ],
)
def test_half_of_the_last_place(raw: str, value: float, half: float) -> None:
    assert rounding(raw, value) == pytest.approx(half)
