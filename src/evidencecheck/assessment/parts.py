"""The parts of a works that words name: 3号厂房, 氧化车间, 二期."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from evidencecheck.domain.document import Document
from evidencecheck.domain.paper_phrases import PartsOfWorks
from evidencecheck.domain.phrases import any_of

_HEAD = 6
"""Lines in which a paper says of what part of the works it is."""
_NUMBER = r"(?:[A-Za-z]?\d+|[一二三四五六七八九十东西南北])"
_NUMERALS: Final = str.maketrans("一二三四五六七八九", "123456789")
_BETWEEN = r"(?:(?![一二三四五六七八九十号])[\u4e00-\u9fff]){0,4}?"


def parts_of(text: str, words: PartsOfWorks) -> frozenset[str]:
    """The parts of the works that words name."""
    plain = "".join(text.split())
    found = (m[0].translate(_NUMERALS).strip("第") for m in _pattern(words).finditer(plain))
    return frozenset(re.sub(r"[#＃]", "号", part) for part in found)


def parts_of_paper(document: Document, words: PartsOfWorks) -> frozenset[str]:
    """The parts that the head of a paper names."""
    title = document.title.quote if document.title is not None else ""
    return parts_of("\n".join((title, *(line.text for line in document.lines[:_HEAD]))), words)


def without_parts(text: str, words: PartsOfWorks) -> str:
    """A text without the parts that it names."""
    return _pattern(words).sub("", text)


@lru_cache(maxsize=8)
def _pattern(words: PartsOfWorks) -> re.Pattern[str]:
    numbered, counted, named, others, buildings = map(
        any_of, (words.numbered, words.counted, words.named, words.not_named, words.buildings)
    )
    return re.compile(
        # 纺车路88号厂区 is where the works are.
        rf"(?<![\d第路街道巷弄]){_NUMBER}\s*[号#＃]\s*{_BETWEEN}(?:{numbered})"
        rf"|{_NUMBER}(?:{counted})"
        # 交易中心, 服务中心: no part of a works.
        rf"|(?!{others})(?:(?![年月各分全本该等个])[\u4e00-\u9fff]){{2}}(?:{named})"
        rf"|(?:{buildings})楼?|第?{_NUMBER}期(?!间)"
    )
