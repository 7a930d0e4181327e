"""What a copy says it must not serve, and until when it holds by the day of its stamp.

``remarks`` finds what a copy is for. Here stands the opposite, that it is for no authority, and
terms that begin on a day that is printed with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from evidencecheck.domain.document import Remark, RemarkKind
from evidencecheck.domain.phrases import Phrases, any_of
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.text import Flow, PageText

_DAYS_OF_A_MONTH = 30
_NUMBERS = {word: n for n, word in enumerate("一二三四五六七八九十", 1)} | {
    "两": 2, "十五": 15, "二十": 20, "三十": 30, "六十": 60, "九十": 90,
}  # fmt: skip
_DAY = r"20\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?"
_SENTENCE = re.compile(r"[^。;；!！\n]+")
_IN_ENGLISH = re.compile(r"[^.;]+")


class CopyRemarks:
    """Finds them by the words of rules/phrases.yaml."""

    def __init__(self, phrases: Phrases) -> None:
        self._barred = re.compile(
            rf"(?:{any_of(phrases.must_not)})[^。;；!！.]{{0,24}}?(?:{any_of(phrases.to_authorities)})",
            re.IGNORECASE,
        )
        # FOR TENDER USE ONLY, solely for a visa application; an opinion is solely for its users.
        self._in_english = re.compile(
            r"\bfor\s+(?P<use>[a-z][a-z ]{2,30}?)\s+(?:use|purposes?|application)\s+only\b"
            r"|\b(?:solely|exclusively)\s+for\s+(?P<what>[^.;\n]{3,60})",
            re.IGNORECASE,
        )
        self._other = re.compile(
            rf"\b(?:{any_of(w for w in phrases.other_purpose if w.isascii())})\b", re.IGNORECASE
        )
        self._unless = re.compile(any_of(phrases.unless_allowed), re.IGNORECASE)
        # 复印件2026年5月8日提供，两个月内有效
        self._dated_term = re.compile(
            rf"(?:{any_of(phrases.photocopy)})[^。;；]{{0,8}}?(?P<day>{_DAY})[^。;；\d]{{0,10}}?"
            r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})\s*个?(?P<unit>工作日|日|天|月)(?:之?内)?有效"
        )

    def find(self, page: PageText, running: Flow, text: str) -> Iterator[Remark]:
        """The remarks of a page, given its text in one piece with its lines joined."""
        for m in self._barred.finditer(text):
            around = _IN_ENGLISH if m[0].isascii() else _SENTENCE
            said = next(s for s in around.finditer(text) if s.start() <= m.start() < s.end())
            # 未经本机构同意不得对外提供: what is asked for first may be given.
            if not self._unless.search(said[0]):
                place = page.cite(*running.span(m.start(), m.end()))
                yield Remark(RemarkKind.BARRED, m[0], place)
        for m in self._in_english.finditer(text):
            purpose = m["use"] or m["what"]
            if self._other.search(purpose):
                yield Remark(RemarkKind.PURPOSE, purpose, page.cite(*running.span(*m.span())))
        for m in self._dated_term.finditer(text):
            begun = find_dates(m["day"])
            number = int(m["n"]) if m["n"].isdigit() else _NUMBERS.get(m["n"], 0)
            days = number * (_DAYS_OF_A_MONTH if "月" in m["unit"] else 1)
            if begun and days:
                # 5个工作日 are up to seven days.
                days = days * 7 // 5 + 2 if "工作" in m["unit"] else days
                last = begun[0].value + timedelta(days=days)
                place = page.cite(*running.span(m.start(), m.end()))
                yield Remark(RemarkKind.UNTIL, last.isoformat(), place)
