"""Words of sentences that reckon: parts of ``rules/phrases.yaml``."""

from __future__ import annotations

from evidencecheck.domain.rule import Rule


class Comparisons(Rule):
    """What a sentence says of two amounts and what they make (C601)."""

    ways: tuple[str, ...] = ()
    """Before by how much, in per cent, one differs from the other: 下降."""
    ways_to: tuple[str, ...] = ()
    """Between the two, before 至: 降."""
    than: tuple[str, ...] = ()
    """Between two amounts of which one is less: 比."""
    beside_ways: tuple[str, ...] = ()
    """Before a word of ``ways``, and it adds nothing: 同比."""
    last_year: tuple[str, ...] = ()
    """Before the amount of the year before: 上年."""
    before: tuple[str, ...] = ()
    """Of the time before a project: 改造前."""
    after: tuple[str, ...] = ()
    """Of the time behind it: 改造后."""
    saved: tuple[str, ...] = ()
    """Before what the one is less than the other: 节电量."""
    used_apiece: tuple[str, ...] = ()
    """What one piece took: 单耗."""
    saved_in_all: tuple[str, ...] = ()
    """Before what all pieces took less: 节电量."""
    invested: tuple[str, ...] = ()
    """Before what a project cost: 投资."""
    saves: tuple[str, ...] = ()
    """Before what it saves in a year: 节约."""
    payback: tuple[str, ...] = ()
    """Before the years until it has paid for itself: 回收期."""
    due: tuple[str, ...] = ()
    """Before how many were to come: 应到."""
    came: tuple[str, ...] = ()
    """Before how many did: 实到."""
    share_that_came: tuple[str, ...] = ()
    """Before their share: 出勤率."""


class SaidLists(Rule):
    """What a sentence says of an amount and its parts (C601)."""

    begins: tuple[str, ...] = ()
    """Between a whole and the first of its parts: 分别为."""
    named: tuple[str, ...] = ()
    """What a paper calls its parts, where it says that they make the whole: 各项."""
    others: tuple[str, ...] = ()
    """Says that more parts are told of, or none of some: 其余."""
    no_parts: tuple[str, ...] = ()
    """In brackets behind an amount: they hold no parts, or some of them only: 同比."""
    totalled: tuple[str, ...] = ()
    """Before what the parts add up to: 合计."""
    summed: tuple[str, ...] = ()
    """The same, behind what it is of: 之和."""
    back: tuple[str, ...] = ()
    """Says that what is counted was told of before: 上述三项."""
    counters: tuple[str, ...] = ()
    """Behind the number of things that a total is of: 项, 类."""
    taken_off: tuple[str, ...] = ()
    """Labels an amount of a list that is not added but taken off: 退, 优惠."""
