"""Whether a standard is only mentioned: as a person's training, as history, as literature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.domain.script import simplified
from evidencecheck.extraction.text import PageText

# Where what is said of a standard ends.
_END = re.compile(r"[。;；\n]|(?<=[a-z)\d])\.(?=\s|$)")
_PART = re.compile(r"[,，、;；]")
_BRACKETS = re.compile(r"\([^()]*\)")
# Words that say a standard stands there for another reason than that it was applied.
_PASSING = re.compile(
    r"培训|资质|资格|注册审核员|认可|能力|参考文献|术语|(?<!限值)(?<!标准值)引自|历史|旧版|代替|替代|废止|仅供比较"
    r"|accredit|qualification|bibliograph|supersed|withdrawn",
    re.IGNORECASE,
)
# Words that say so whatever the sentence calls the criterion beside them.
_PERSONAL = re.compile(
    r"(?:参加|接受|完成|通过)[^,，]{0,30}(?:培训|考核|课程)"
    r"|[\d)]\s*(?:内审|审核|稽核)员|(?:内审|审核|稽核|核查)员(?:培训|资格|证书|训练|注册|考试|课程)"
    r"|不再?作为?(?:本[^,，]{0,8})?(?:核算|评价|量化)?依据|历史文献"
    r"|(?:已|业已)[^,，。;；]{0,8}(?:转换|转版|换版)|(?:最早|最初|早年|当年|此前)[^。;；]{0,12}(?:按|依据|执行)"
    r"|(?:[Ee]arlier|[Pp]revious) (?:work|stud|version|edition)|not comparable"
    r"|(?:依据|按)[^,，]{0,30}(?:训练|培训)|训练依据|首次发布|换版|当时(?:的|有效|适用)|曾(?:按|依据)"
    r"|trained (?:in|to|on)|training course|qualified to",
    re.IGNORECASE,
)
# GB 17167-2025自2026年2月1日起执行: one that comes.
_TO_COME = re.compile(
    r"[》)]?\s*(?:将[于自在]?|自|于|拟于)\d{4}\s*[年./-][^,，。;；]{1,10}(?:起|日)?\s*(?:正式)?(?:实施|执行|施行|生效)"
    r"|[》)]?\s*(?:尚未|即将)(?:实施|执行|施行|生效)"
)
# What a revision brings in: 本版改按…, 引用标准由…更新为….
# What is said of the old one beside it is not said of this.
_TAKEN_UP = re.compile(
    r"(?:(?:改|转|换|现|统一|一律)(?:为|以|成)?(?:按照?|依据?|采用|执行|引用|用)|改为"
    r"|(?:更新|变更|调整|升级|替换|修订|更换|切换|过渡)(?:为|成|至|到))\s*[《]?[^,，。;；\n《》]{0,16}[》(]?\s*$"
)
# What it leaves: 原版按…编制, 由…改为….
_OF_THE_EDITION_BEFORE = re.compile(
    r"(?:(?<!本)(?:20\d\d|原|上一?|前一?|旧|老|首|初|第[一二三四五\d])\s*版(?:本)?|(?<![A-Za-z])[Vv]\d\.\d版?"
    r"|原(?:计划|方案|制度|规定|办法|文件|程序|手册|标准)?|(?:修订|改版|换版|转版|更新)(?:之)?前)"
    r"[^,，。;；\n]{0,10}(?:按照?|依据?|根据|采用|执行|引用)[^,，。;；\n]{0,16}$"
)
_LEFT = re.compile(r"(?:由|从|将|把)(?:原来?的?)?[^,，。;；\n]{0,14}$")
_FOR = re.compile(
    r"[^,，。;；\n]{0,10}?(?:改|变更|更新|调整|修订|更换|替换|切换|升级|过渡)(?:为|成|至|到|按|用)"
)
_IN_ITS_PLACE = re.compile(
    r"改(?:按|用|依|为|以|执行|采用)|(?:更新|变更|调整|升级|替换|修订|切换|过渡)(?:为|成|至|到)|转(?:为|按|用)|换用"
    r"|本版|本次(?:修订|改版|换版)|现(?:行|按|采用|执行|依据)|新版|不再(?:采用|使用|引用|执行)"
)
_SAID_AFTER = 90
"""Characters behind what is said of an edition before in which its successor is told of."""
# Two editions held against each other: ISO 14064-1:2006与2018版差异.
_COMPARED = re.compile(
    r"[与和同较比][^,，。;；]{0,16}(?:差异|区别|对比|比较|变化|异同)|新旧(?:版|标准)|版差异"
    r"|differences? between",
    re.IGNORECASE,
)
# A certificate that the firm, or the laboratory, holds beside what the paper is about.
_HELD = re.compile(
    r"(?:通过|取得|获得|持有)[^,，;；。]{0,30}认证|实验室(?:已|通过|符合)"
    r"|(?:is|are|been|was) certified (?:to|under)|holds? [^.]{0,40}certificat"
    r"|not (?:been )?assessed|not part of"
    r"|(?:works?|working|operates?|operating) (?:to|under|according to)",
    re.IGNORECASE,
)
_CRITERION = re.compile(r"依据|准则|符合|accordance|against", re.IGNORECASE)
# Sections in which standards are told of and not applied.
_SECTION = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十\d]{1,3}(?:\.\d{1,2})*[章节、.\s]?)?\s*(?:附[录件]\s*\w?\s*)?"
    r"[^。;]{0,6}(?:修订历史|修订记录|修改记录|版本记录|变更记录|版本历史|参考文献|参考资料"
    r"|References|Bibliography|Revision history)\s*$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十\d]{1,3}(?:\.\d{1,2})*[章节、.\s]|附[录件表])\s*[^。;；]{1,24}$"
)
_BESIDE = 40
"""Characters before a citation."""
_LONGEST_HEADING = 14
_TALLER = 1.15
_MOST_ROWS = 30


def mentioned(running: str, start: int, end: int) -> bool:
    """Whether the sentence of ``start..end`` only mentions what it cites there."""
    text = simplified(running)
    if _TO_COME.match(text, end) or _is_left(text, start, end):
        return True
    taken_up = _TAKEN_UP.search(text, max(0, start - _BESIDE), start) is not None
    return any(
        _PERSONAL.search(said)
        or (_PASSING.search(said) and not taken_up and not _CRITERION.search(said))
        for said in map(simplified, _sayings(running, start, end))
    )


def _is_left(text: str, start: int, end: int) -> bool:
    """Whether a note on a revision tells of an edition by which the paper was made before."""
    first = max(0, start - _BESIDE)
    if _LEFT.search(text, first, start) and _FOR.match(text, end):
        return True
    before = _OF_THE_EDITION_BEFORE.search(text, first, start)
    return before is not None and bool(_IN_ITS_PLACE.search(text, end, end + _SAID_AFTER))


def compared(running: str, start: int, end: int) -> bool:
    """Whether that sentence holds two editions, or two standards, against each other."""
    return any(_COMPARED.search(simplified(said)) for said in _sayings(running, start, end))


def held(running: str, start: int, end: int) -> bool:
    """Whether that sentence speaks of a certificate that somebody holds: 已通过…认证."""
    return any(_HELD.search(simplified(said)) for said in _sayings(running, start, end))


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


def _sayings(running: str, start: int, end: int) -> Iterator[str]:
    """What is said of a citation: in its part of a bracket, in its sentence without brackets."""
    first = max((m.end() for m in _END.finditer(running, 0, start)), default=0)
    after = _END.search(running, end)
    last = after.start() if after else len(running)
    for bracket in _BRACKETS.finditer(running, first, last):
        if bracket.start() < start and end <= bracket.end():
            # 《导则》(GB/T 7119-2018,代替GB/T 7119-2006): each part of a bracket speaks for itself.
            inside = _PART.split(running[bracket.start() + 1 : start])[-1]
            inside += running[start:end] + _PART.split(running[end : bracket.end() - 1])[0]
            yield inside
    yield _BRACKETS.sub("", running[first:last])
