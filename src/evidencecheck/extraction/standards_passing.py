"""Whether a standard is only mentioned: as a person's training, as history, as literature."""

from __future__ import annotations

import re

from evidencecheck.extraction.script import simplified
from evidencecheck.extraction.text import PageText

# Where what is said of a standard ends.
_END = re.compile(r"[。;；\n]|(?<=[a-z)\d])\.(?=\s|$)")
_BRACKETS = re.compile(r"\([^()]*\)")
# Words that say a standard stands there for another reason than that it was applied.
_PASSING = re.compile(
    r"培训|资质|资格|注册审核员|认可|能力|参考文献|术语|引自|历史|旧版|代替|替代|已?废止|仅供比较|accredit|"
    r"qualification|bibliograph|supersed|withdrawn",
    re.IGNORECASE,
)
# Words that say so whatever the sentence calls the criterion beside them.
_PERSONAL = re.compile(
    r"(?:曾|已)?(?:参加|接受|完成|通过)[^,，]{0,30}(?:培训|考核|课程)|内审员|审核员|稽核员|核查员"
    r"|(?:依据|按)[^,，]{0,30}(?:训练|培训)|训练依据|trained (?:in|to|on)|training course|qualified to"
    r"|首次发布|修订记录|换版",
    re.IGNORECASE,
)
# A certificate that the firm, or the laboratory, holds beside what the paper is about.
_HELD = re.compile(
    r"(?:已|均)?(?:通过|取得|获得|持有)[^,，;；。]{0,30}认证|应(?:当)?通过[^,，;；。]{0,20}认证"
    r"|(?:is|are|been|was) certified (?:to|under)|holds? [^.]{0,40}certificat|not (?:been )?assessed"
    r"|not part of|(?:works?|working|operates?|operating) (?:to|under|according to)|实验室(?:已|通过|符合)",
    re.IGNORECASE,
)
_CRITERION = re.compile(r"依据|准则|符合|accordance|against", re.IGNORECASE)
# Sections in which standards are told of and not applied.
_SECTION = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十\d]{1,3}(?:\.\d{1,2})*[章节、.\s]?)?\s*(?:附[录件]\s*\w?\s*)?[^。;]{0,6}"
    r"(?:修订历史|修订记录|修改记录|版本记录|变更记录|版本历史|参考文献|参考资料|References|Bibliography|Revision history)\s*$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十\d]{1,3}(?:\.\d{1,2})*[章节、.\s]|附[录件表])\s*[^。;；]{1,24}$"
)
_LONGEST_HEADING = 14
_TALLER = 1.15
_MOST_ROWS = 30
_MORE = 3
"""Characters of a bracket beside the number."""


def mentioned(running: str, start: int, end: int, *, of_system: bool, of_training: bool) -> bool:
    """Whether the sentence of ``start..end`` only mentions what it cites there.

    ``of_system``: the paper certifies a management system, and 通过…认证 is what it is about;
    ``of_training``: it is about a training.
    """
    said = simplified(_saying(running, start, end))
    if not of_training and _PERSONAL.search(said):
        return True
    if not of_system and _HELD.search(said):
        return True
    passing = _PASSING.search(said)
    return passing is not None and not _CRITERION.search(said) and not of_training


def under_heading_of_mentions(page: PageText, row: int) -> bool:
    """Whether a row stands in a section of history or literature."""
    usual = sorted(r.box.height for r in page.rows)[len(page.rows) // 2] or 1.0
    for number in range(row, max(-1, row - _MOST_ROWS), -1):
        above = page.rows[number]
        text = simplified(above.text)
        if _SECTION.match(text):
            return True
        large = above.box.height >= _TALLER * usual and len(text) <= _LONGEST_HEADING
        if number != row and len(above.spans) == 1 and (large or _HEADING.match(text)):
            return False
    return False


def _saying(running: str, start: int, end: int) -> str:
    """What is said of a citation: its bracket, or its sentence without the brackets of others."""
    first = max((m.end() for m in _END.finditer(running, 0, start)), default=0)
    after = _END.search(running, end)
    last = after.start() if after else len(running)
    for bracket in _BRACKETS.finditer(running, first, last):
        if bracket.start() < start and end <= bracket.end():
            inside = bracket[0]
            # 《通则》(GB/T 32150-2015): the bracket holds nothing but the number.
            if len(inside) - (end - start) > _MORE:
                return inside
    return _without_brackets(running, first, last, start, end)


def _without_brackets(running: str, first: int, last: int, start: int, end: int) -> str:
    kept, at = [], first
    for bracket in _BRACKETS.finditer(running, first, last):
        if not (bracket.start() < end and start < bracket.end()):
            kept.append(running[at : bracket.start()])
            at = bracket.end()
    return "".join([*kept, running[at:last]])
