"""Which columns of a table hold the month or quarter that a paper reports: 本月, 5月, 第三季度."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidencecheck.extraction.entities.numerals import whole

_CURRENT = re.compile(
    r"^(?:本|当|报告|统计)(?:月|季度?|期)(?:份|度)?(?!累计)|^季度(?:合计|小计)|"
    r"this (?:month|quarter)|^current\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"^(?:(?:19|20)\d{2}\s*年\s*)?(?P<n>\d{1,2})\s*月(?!.*(?:累计|[-—–~～∼〜至到]))"
)
_QUARTER = re.compile(
    r"^(?:(?:19|20)\d{2}\s*年\s*)?(?:第?\s*(?P<n>[一二三四1-4])\s*季度?|Q(?P<q>[1-4])\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reported:
    """The months of a period that is less than a year, both within one year."""

    first: int
    last: int

    def heads(self, heading: str) -> bool:
        """Whether a heading names this time and no other."""
        if _CURRENT.search(heading):
            return True
        if m := _MONTH.match(heading):
            return self.first == self.last == int(m["n"])
        if m := _QUARTER.match(heading):
            word = m["n"] or m["q"]
            quarter = whole(word)
            return (self.first, self.last) == (3 * quarter - 2, 3 * quarter)
        return False
