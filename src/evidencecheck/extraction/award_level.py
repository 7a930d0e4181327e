"""The level of an award: what says so, the place in its name, or the rank of who grants it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidencecheck.domain.document import Field
from evidencecheck.domain.phrases import Phrases, any_of
from evidencecheck.domain.rules import FieldRule
from evidencecheck.extraction.text import PageText

_LEVELS = {"省": "省级", "市": "市级", "区": "区级", "县": "区级"}
_SURE = 0.8
_BEHIND = 16
"""Characters."""
_OFFICE = "(?:局|委员会|委|办公室|中心|协会|联合会)$"
# Whose rank it has where its own name says none: 某市水务局, 某省工业厅.
_ISSUERS = (
    # Below the district, or beside it, wherever the name begins: 国家级某开发区管委会.
    (
        "区级",
        re.compile(
            r"[\u4e00-\u9fff](?:街道|街道办事处|街道办|(?:镇|乡)(?:人民)?政府|(?:管理委员|管委)会)$"
        ),
    ),
    (
        "国家级",
        re.compile(
            r"^(?:中华人民共和国|国家(?!电网)|国务院|中国|全国|[\u4e00-\u9fff]{3,12}部(?:办公厅)?$)"
        ),
    ),
    ("区级", re.compile(rf"[\u4e00-\u9fff](?:区|县)[\u4e00-\u9fff]{{0,10}}{_OFFICE}")),
    ("市级", re.compile(rf"[\u4e00-\u9fff]市[\u4e00-\u9fff]{{0,14}}{_OFFICE}")),
    ("省级", re.compile(rf"[\u4e00-\u9fff]省[\u4e00-\u9fff]{{0,14}}(?:厅|{_OFFICE[3:]}")),
)

# 某街道办事处 颁发, on a plaque, where it stands below the firm's name.
_GRANTED = re.compile(
    r"(?:街道办事处|街道办|[镇乡](?:人民)?政府|(?:管理委员|管委)会)"
    r"[ \t]*(?:颁发|颁授|授予|授|颁|命名)(?=[ \t]*(?:\n|$|20|二))"
)


class AwardLevel:
    """Reads the level of awards by the words of the rules."""

    def __init__(self, phrases: Phrases) -> None:
        awards = any_of(phrases.awards)
        # Whose title it is stands before it; of several places the nearest counts.
        self._named = re.compile(
            r"[\u4e00-\u9fff](?P<place>省|市|区|县)(?:级)?\s*(?:[(（]?20\d{2}[)）]?年?度?)?"
            rf"(?:第[一二三四五六七八九十\d]+[批届])?[“\"「『]?(?:{awards})"
        )
        self._no_rank = phrases.no_rank

    def stated(self, pages: Sequence[PageText], rule: FieldRule) -> Field | None:
        """The level that the first page states of the award, one in brackets before others."""
        page = pages[0]
        found = sorted(self._ranks(page, rule))
        if not found:
            return None
        _, start, end, value = found[0]
        return page.field("level", value, start, -end, _SURE)

    def _ranks(self, page: PageText, rule: FieldRule) -> Iterator[tuple[int, int, int, str]]:
        for option in rule.choices:
            for word in option.words:
                for m in re.finditer(re.escape(word), page.text):
                    # 省级推 | 荐: a word may go on in the next line.
                    behind = "".join(page.text[m.end() : m.end() + _BEHIND].split())
                    if not behind.startswith(self._no_rank):
                        alone = page.text[m.start() - 1 : m.start()] in ("(", "（")
                        yield int(not alone), m.start(), -m.end(), option.value

    def of_name(self, page: PageText) -> Field | None:
        """``level`` by the place in the name of an award, else by an office below the district that
        signs for granting it; None where there is neither."""
        m = self._named.search(page.text)
        if m is None:
            low = _GRANTED.search(page.text)
            return page.field("level", "区级", *low.span(), _SURE) if low is not None else None
        return page.field("level", _LEVELS[m["place"]], m.start(), m.end(), _SURE)


def level_of_issuer(issuer: Field) -> Field | None:
    """``level`` by the rank of the office that grants an award; None where its name says none."""
    name = str(issuer.value)
    level = next((level for level, pattern in _ISSUERS if pattern.search(name)), "")
    if not level:
        return None
    sure = round(min(_SURE, issuer.confidence) * 0.9, 4)
    return replace(issuer, name="level", value=level, confidence=sure)
