"""Titles of the rule book as patterns over a folded line of print.

A title may leave out what changes from paper to paper: ``计量器具…台账/清单`` is 计量器具, up to
fourteen characters of anything, then 台账 or 清单. The words of a pattern stand in its order; what
follows the last of them on the line is no more than a bracket, a year, a number or the like.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

GAP = "…"
OR = "/"
_WIDEST_GAP = 14
# 关于核准<company><project>的批复: the subject of an official letter stands in the gap.
_WIDEST_SUBJECT = 45
_SUBJECT = "关于"
_FIRM = "公司"
ITEM = "、"
"""What parts the items of a list."""

TAIL = re.compile(
    r"^(?:\((?:.{1,24})\)|书|表|单|册|正本|副本|[:：]|\d{1,4}年度?|[-—~].{0,20}|第?[一二三四]期"
    r"|[〇○零一二三四五六七八九]{4}年度?|之[\u4e00-\u9fff]{2,12}"
    # 检验台账某某机械有限公司: whose it is, and no word by which it is handed to them.
    r"|(?![给由向与为对于在的及和被至等]|本公司|我公司|贵公司|该公司)[\u4e00-\u9fff()]{4,28}(?:公司|集团|厂)$"
    # 其他间接排放核算 单位tCO2e
    r"|单位[:：]?(?:[tkmg万吨元千兆个立平%人台件][a-z0-9\u4e00-\u9fff/]{0,9})?$"
    r"|及附[图件表]|截图|打印件|复印件|扫描件|封面|节选|摘要"
    r"|(?:fy|cy)?(?:19|20)\d{2}.{0,6}|fy\d{2}|no\.?.*|编号.+|[a-z]{0,4}\d[\da-z/-]{5,25}|签到表|记录表|版|稿|本|簿|v\d{1,3}|(?:修订|送审|报批|征求意见|终|定|初|草)[稿版]|第[一二三四五六七八九十\d]+[版册卷部批稿页]"
    r"|的(?:证明|函|复函|批复|通知|请示|报告|决定|通报|汇报|说明|情况说明|回执|审批))*$",
    re.IGNORECASE,
)
# A label ends with a colon (证件种类:营业执照); that in ISO14064-1:2018 is part of a number.
LABEL = re.compile(r"(?<!\d):|:(?!(?:19|20)\d{2})")
# Before a title these make it something that is spoken of.
SPOKEN_OF = re.compile(
    r"(?:荣获|喜获|获评|获得|取得|通过了?|办理|领取|持有|提交|提供|上传|下载|查看|点击|详见|参见|参照"
    r"|依据|根据|按照|符合(?!性)|包括|例如|什么是|解读|上一篇|下一篇|附件下载|相关链接)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern found on a line."""

    start: int
    end: int
    letters: int
    """How many characters of the line the words of the pattern are; gaps do not count."""


@dataclass(frozen=True)
class TitlePattern:
    """The words of a title in their order, each with its alternatives."""

    words: tuple[tuple[str, ...], ...]

    @staticmethod
    def of(text: str, fold: Callable[[str], str]) -> TitlePattern:
        """The pattern that a title of the rule book writes down."""
        return TitlePattern(
            tuple(
                tuple(sorted((fold(w) for w in part.split(OR)), key=lambda w: (-len(w), w)))
                for part in text.split(GAP)
            )
        )

    @cached_property
    def letters(self) -> int:
        """The most characters that the words of the pattern can have."""
        return sum(len(part[0]) for part in self.words)

    @cached_property
    def plain(self) -> str:
        """The title itself; empty where it has a gap or alternatives."""
        one = len(self.words) == 1 and len(self.words[0]) == 1
        return self.words[0][0] if one else ""

    def may_be_in(self, text: str) -> bool:
        """Whether every part has a word in ``text``: a quick look before a line is searched."""
        return all(any(w in text for w in part) for part in self.words)

    def search(self, line: str) -> Found | None:
        """The pattern at the end of a folded line, or None."""
        for word in self.words[-1]:
            start, letters = line.rfind(word), len(word)
            end = start + len(word)
            if start < 0 or not TAIL.match(line[end:]):
                continue
            for part in reversed(self.words[:-1]):
                places = [(at, len(w)) for w in part if (at := line.rfind(w, 0, start)) >= 0]
                if not places:
                    break
                at, length = max(places, key=sum)
                subject = part[0].startswith(_SUBJECT)
                gap = line[at + length : start]
                if len(gap) > (_WIDEST_SUBJECT if subject else _WIDEST_GAP):
                    break
                if LABEL.search(line, at + length, start):
                    break
                if gap.endswith(ITEM):
                    # The last word is an item of a list: 能耗看板、碳排放统计、报表.
                    break
                if _FIRM in gap and not subject:
                    # The word is one of a firm's name: 某某建材检测有限公司检验报告.
                    break
                start, letters = at, letters + length
            else:
                return Found(start, end, letters)
        return None

    def fit(self, line: str) -> tuple[float, Found] | None:
        """How much of a title the line is, 0..1, and where; None where it does not hold it."""
        found = self.search(line)
        if found is None:
            return None
        before, after = line[: found.start], line[found.end :]
        if not before and not after and found.letters == len(line):
            return 1.0, found
        if LABEL.search(before) or SPOKEN_OF.search(before):
            return None
        share = (found.letters + found.end - found.start) / 2 / len(line)
        if not before:
            return 0.92 + 0.06 * share, found
        # A longer word of which the title is only the end is another title's business: the longest
        # match counts, and a company, year or product is what usually stands before.
        return 0.84 + 0.12 * share, found
