from __future__ import annotations

import pytest

from evidencecheck.assessment.elusion import clopper_pearson, drawn, estimate, seed_of

KEYS = [f"企业{a}\0tianjin.{b}" for a in range(10) for b in range(40)]


@pytest.mark.parametrize(
    ("found", "size", "low", "high"),
    [
        # Quantiles of the beta distribution, as tables and statistics packages give them.
        (0, 60, 0.0, 0.0596),
        (2, 60, 0.0041, 0.1153),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (20, 400, 0.0308, 0.0762),
    ],
)
def test_the_interval_is_that_of_clopper_and_pearson(
    found: int, size: int, low: float, high: float
) -> None:
    assert clopper_pearson(found, size) == pytest.approx((low, high), abs=6e-5)


def test_more_confidence_is_a_wider_interval() -> None:
    narrow, wide = clopper_pearson(3, 50, 0.9), clopper_pearson(3, 50, 0.99)
    assert wide[0] < narrow[0] < 0.06 < narrow[1] < wide[1]


def test_a_sample_does_not_depend_on_order_and_does_on_the_seed() -> None:
    first = drawn(KEYS, 60, "甲")
    assert first == drawn(reversed(KEYS), 60, "甲")
    assert len(set(first)) == 60
    assert set(first) != set(drawn(KEYS, 60, "乙"))
    assert set(drawn(KEYS, 30, "甲")) < set(first)
    assert len(drawn(KEYS, 10_000, "甲")) == len(KEYS)


def test_every_key_is_as_likely_as_another() -> None:
    times = [sum(key in drawn(KEYS[:20], 5, str(n)) for n in range(400)) for key in KEYS[:20]]
    # 400 draws of 5 of 20: 100 each, with a standard deviation of 8.7.
    assert min(times) > 60
    assert max(times) < 140


def test_the_seed_is_that_of_the_reports_in_any_order() -> None:
    assert seed_of(["b", "a"]) == seed_of(["a", "b"]) != seed_of(["a"])


def test_where_all_were_looked_at_nothing_is_left_to_estimate() -> None:
    found = estimate(40, 40, 2)
    assert (found.low, found.share, found.high) == (0.05, 0.05, 0.05)
    part = estimate(400, 40, 2)
    assert part.low < 0.05 < part.high


@pytest.mark.parametrize("numbers", [(10, 0, 0), (10, 11, 0), (10, 5, 6), (10, 5, -1)])
def test_numbers_that_contradict_each_other(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="of"):
        estimate(*numbers)
