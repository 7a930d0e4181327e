"""How likely a number is another with one figure written wrongly."""

from __future__ import annotations

import pytest

from evidencecheck.assessment.slips_of_the_pen import slip_odds


@pytest.mark.parametrize(
    ("stated", "meant", "places"),
    [
        (51_400, 41_500, 0),
        (216.5, 186.5, 1),
        (661_200, 641_200, 0),
        (194.70, 94.70, 2),
        (15.2, 12.5, 1),
        (1_234.5, 124.5, 1),
    ],
)
def test_one_slip_away(stated: float, meant: float, places: int) -> None:
    odds = slip_odds(stated, meant, places, exact=False)
    assert odds is not None
    assert 0 < odds < 0.1


@pytest.mark.parametrize(
    ("stated", "meant"), [(41_500, 41_500), (48_762, 41_500), (0, 41_500), (51_400, 0)]
)
def test_no_slip_away(stated: float, meant: float) -> None:
    assert slip_odds(stated, meant, 0, exact=False) is None


def test_the_more_figures_the_less_by_chance() -> None:
    many, few = (slip_odds(s, m, 0, exact=True) for s, m in ((79_231, 72_231), (7_900, 7_200)))
    assert many is not None
    assert few is not None
    assert many < few / 100
