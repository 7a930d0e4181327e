"""What papers call their amounts: parts of ``rules/phrases.yaml``."""

from __future__ import annotations

from pydantic import Field

from evidencecheck.domain.rule import Rule


class FirmAmount(Rule):
    """An amount of the firm in a year, which its papers must give alike."""

    unit: str
    """As ``Quantity.unit``."""
    words: tuple[str, ...] = Field(min_length=1)
    """Whole labels, notes, units, years and spaces left out: 外购电力."""
    titles: tuple[str, ...] = ()
    """In the title of a paper whose total it is: 用电量证明."""


class StatedName(Rule):
    """The names of one thing of which several papers may state an amount."""

    unit: str
    """As ``Quantity.unit``, m3 for Nm3."""
    words: tuple[str, ...] = Field(min_length=1)
    """Whole labels, without what ``beside_names`` has: 成交电量."""
    of_project: bool = False
    """Whether each project has its own: 节电量."""
    varies: bool = False
    """Whether an honest paper may have another number: of another day, or made and moved."""


class CountedThing(Rule):
    """Things that stand there, of which two papers of one time give one number."""

    units: tuple[str, ...] = Field(min_length=1)
    """What they are counted in: 台, 只."""
    words: tuple[str, ...] = Field(min_length=1)
    """What ends their label, in lower case: 能源计量器具."""
    alone: tuple[str, ...] = ()
    """Units in which nothing else is counted: 盏."""
