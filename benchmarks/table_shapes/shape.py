"""A document with one table and its truth, and how its figures come about."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

FIRMS = ("云岭示例精工有限公司", "青禾样例食品有限公司", "海晏虚构电子科技有限公司")


@dataclass(frozen=True, slots=True)
class Value:
    """A number that a cell stands for."""

    row: int
    column: int
    value: float
    unit: str
    year: int | None


@dataclass(slots=True)
class Shape:
    """A document with one table, and its truth."""

    name: str
    title: str
    rows: list[list[str]]
    heads: int
    intro: list[str] = field(default_factory=list)
    caption: str = ""
    values: list[Value] = field(default_factory=list)
    fields: dict[str, float] = field(default_factory=dict)
    type: str = ""

    def value(self, row: int, column: int, value: float, unit: str, year: int | None) -> None:
        """Say what a cell means."""
        self.values.append(Value(row, column, value, unit, year))


def figure(chance: random.Random, low: float, high: float) -> float:
    """A figure with two decimals."""
    return round(chance.uniform(low, high), 2)


def printed(value: float, digits: int = 2) -> str:
    """A figure as it is printed."""
    return f"{value:,.{digits}f}"


def firm(chance: random.Random) -> str:
    """A firm."""
    return chance.choice(FIRMS)


def report(chance: random.Random, year: int) -> tuple[str, list[str]]:
    """Title and first lines of a report."""
    return (
        f"{year}年度温室气体排放核算报告",
        [f"企业名称：{firm(chance)}", f"核算期间：{year}年1月1日至{year}年12月31日"],
    )
