"""Quarters and halves of a year: 2024年第三季度, 2024年上半年, Q3 2024, the first half of 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from evidencecheck.extraction.entities.numerals import end_of_month, roc_year, whole

_YEAR = r"(?:(?:民[國国]\s*(?P<y>\d{2,3})|(?<!\d)(?P<y3>1[0-3]\d))|(?<!\d)(?P<ad>(?:19|20)\d{2}))"
_ORDINALS = {
    word: n
    for n, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"), 1)
    for word in words.split()
}
_ORDINAL = "|".join(_ORDINALS)
_CHINESE = re.compile(
    rf"{_YEAR}\s*年?\s*(?:度\s*)?(?:"
    r"(?:第\s*)?(?P<q>[一二三四1-4])\s*季度?(?:\s*[至到—–~～∼〜-]\s*(?:第\s*)?(?P<q2>[二三四2-4])\s*季度?)?|(?P<half>[上下])\s*半年|"
    r"(?:第\s*)?(?P<qa>[一二三1-3])\s*[至到—–~～∼〜-]\s*(?:第\s*)?(?P<qb>[二三四2-4])\s*季度|"
    r"(?P<since>前|第?[一1]\s*[至到—–~～∼〜-]\s*)(?:第\s*)?(?P<until>[二三四2-4])\s*(?:个\s*)?季度"
    r")"
)
_BEFORE = re.compile(
    rf"\b(?:(?P<kind>[QH])\s?(?P<n>[1-4])|(?P<word>{_ORDINAL})\s+(?P<long>quarter|half)(?:\s+of)?)"
    r"[\s,/-]*(?:FY\s?)?(?P<ad>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?<!\d)(?P<ad>(?:19|20)\d{2})\s*[-/,年]?\s*(?P<kind>[QH])\s?(?P<n>[1-4])(?!\d)",
    re.IGNORECASE,
)


def year_parts(text: str) -> Iterator[tuple[int, int, date, date]]:
    """Where each stands in ``text``, with its first and its last day."""
    for m in _CHINESE.finditer(text):
        year = int(m["ad"]) if m["ad"] else roc_year(m)
        if m["half"]:
            first, last = (1, 6) if m["half"] == "上" else (7, 12)
        elif m["qa"]:
            first, last = 3 * whole(m["qa"]) - 2, 3 * whole(m["qb"])
            if last < first:
                continue
        elif m["q"]:
            first = 3 * whole(m["q"]) - 2
            last = 3 * whole(m["q2"] or m["q"])
            if last < first:
                continue
        else:
            first, last = 1, 3 * whole(m["until"])
        yield _span(m, year, first, last)
    for m in (*_BEFORE.finditer(text), *_BEHIND.finditer(text)):
        groups = m.groupdict()
        number = int(m["n"]) if m["n"] else _ORDINALS[m["word"].lower()]
        months = 3 if (m["kind"] or groups.get("long") or "q")[0].lower() == "q" else 6
        if number * months <= 12:
            yield _span(m, int(m["ad"]), (number - 1) * months + 1, number * months)


def _span(m: re.Match[str], year: int, first: int, last: int) -> tuple[int, int, date, date]:
    return (
        m.start(),
        m.end(),
        date(year, first, 1),
        end_of_month(year, last),
    )
