"""Points as data: they say what the words say, on both sides of every bound."""

from __future__ import annotations

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Scoring

JUDGED = {"wuxi.6.1.1", "tianjin.5.1.1"}
"""按照落实情况按比例酌情给分: no arithmetic."""

WAYS = {
    "wuxi.1.2.2": "steps",
    "wuxi.5.4.1": "pro-rata",
    "wuxi.6.4.1": "pro-rata",
    "jiangsu.1.1": "highest",
    "jiangsu.1.2": "steps",
    "jiangsu.2.1": "per-item",
    "jiangsu.3.1": "parts",
    "jiangsu.3.2": "per-item",
    "jiangsu.4.1": "parts",
    "jiangsu.4.2": "highest",
    "jiangsu.4.3": "per-item",
    "jiangsu.5.1": "per-item",
    "tianjin.1.4.1": "per-item",
    "tianjin.4.5.1": "pro-rata",
    "tianjin.5.4.1": "pro-rata",
}


@pytest.fixture
def rows(book: RuleBook) -> dict[str, Indicator]:
    return {i.id: i for pack in book.packs.values() for i in pack.indicators}


def given(indicator: Indicator, quantity: float) -> float:
    """The points for a quantity, read as the docstring of ``Scoring`` says."""
    rule = indicator.points
    assert rule is not None and indicator.max_score is not None
    for step in rule.steps:
        if (
            (step.above is None or quantity > step.above)
            and (step.at_least is None or quantity >= step.at_least)
            and (step.below is None or quantity < step.below)
            and (step.at_most is None or quantity <= step.at_most)
        ):
            return step.points
    if rule.way == "per-item":
        assert rule.points is not None and rule.most is not None
        return min(rule.points * quantity, rule.most)
    assert rule.way == "pro-rata" and rule.high is not None and rule.low is not None
    share = (quantity - rule.low) / (rule.high - rule.low)
    return indicator.max_score * min(share, 1)


def best(rule: Scoring) -> float:
    """The most that ``parts`` can give."""
    return sum(rule.parts.values()) if rule.way == "parts" else max(rule.parts.values())


def test_every_rule_of_the_source_is_data_but_the_judged(rows: dict[str, Indicator]) -> None:
    said = {i.id for i in rows.values() if i.scoring and i.scoring != "一票否决"}
    assert {i.id: i.points.way for i in rows.values() if i.points} == WAYS
    assert said - set(WAYS) == JUDGED
    assert set(WAYS) <= said


def test_the_most_that_is_given_are_the_points_of_the_row(rows: dict[str, Indicator]) -> None:
    for indicator in rows.values():
        rule = indicator.points
        if rule is not None:
            most = best(rule) if rule.parts else given(indicator, 100)
            assert most == indicator.max_score, indicator.id


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("wuxi.1.2.2", {0: 0, 3: 0, 4: 4}),
        ("wuxi.5.4.1", {0: 0, 50: 0, 50.1: 1.503, 75: 2.25, 99.9: 2.997, 100: 3, 120: 3}),
        ("wuxi.6.4.1", {0: 0, 50: 0, 50.1: 1.002, 99.9: 1.998, 100: 2}),
        ("jiangsu.1.2", {0: 1, 9.9: 1, 10: 2, 19.9: 2, 20: 4, 29.9: 4, 30: 6, 39.9: 6, 40: 8,
                         49.9: 8, 50: 10, 100: 10}),
        ("jiangsu.2.1", {0: 0, 1: 2, 4: 8, 5: 10, 6: 10}),
        ("jiangsu.3.2", {0: 0, 1: 1, 5: 5, 6: 5}),
        ("jiangsu.4.3", {0: 0, 1: 1, 4: 4, 5: 4}),
        ("jiangsu.5.1", {0: 0, 1: 0.5, 11: 5.5, 12: 6}),
        ("tianjin.1.4.1", {0: 0, 1: 2, 4: 8, 5: 10, 6: 10}),
        # 60%~100% begins at 60 %, and 60%以下 is read as less: the note says so.
        ("tianjin.4.5.1", {0: 0, 59.9: 0, 60: 9, 60.1: 9.015, 99.9: 14.985, 100: 15}),
        ("tianjin.5.4.1", {0: 0, 50: 0, 50.1: 5.01, 99.9: 9.99, 100: 10}),
    ],
)  # fmt: skip
def test_both_sides_of_every_bound(
    rows: dict[str, Indicator], name: str, points: dict[float, float]
) -> None:
    for quantity, worth in points.items():
        assert given(rows[name], quantity) == pytest.approx(worth), quantity


@pytest.mark.parametrize(
    ("name", "worth"),
    [
        ("jiangsu.1.1", [5, 10]),
        ("jiangsu.3.1", [4, 4, 2]),
        ("jiangsu.4.1", [2, 2, 2]),
        ("jiangsu.4.2", [5, 8, 10]),
    ],
)
def test_parts_stand_before_their_points_in_the_words(
    rows: dict[str, Indicator], name: str, worth: list[float]
) -> None:
    rule = rows[name].points
    assert rule is not None
    assert list(rule.parts.values()) == worth
    for part, points in rule.parts.items():
        behind = rows[name].scoring.split(part)[1]
        assert f"{points:g} 分" in behind.split("，")[0], part
