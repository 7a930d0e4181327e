"""Blanks of a template that nobody filled in (domain C11)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from evidencecheck.domain.document import Placeholder
from evidencecheck.domain.page import Origin
from evidencecheck.domain.paper_phrases import Blanks
from evidencecheck.domain.phrases import any_of
from evidencecheck.extraction.entities.persons import SURNAMES
from evidencecheck.extraction.text import PageText

_SEVERAL = 2
_SURNAME = f"[{''.join(sorted(SURNAMES))}]"
# 王××, 138××××1234, ××5678: masked, not blank.
_CROSSES = re.compile(
    rf"(?<![\d×])(?<![:：、\s]{_SURNAME})(?<!^{_SURNAME})×{{2,}}(?![\d×])"
    r"|(?<![A-Za-z0-9])[X]{3,}(?![A-Za-z0-9\-])",
    re.MULTILINE,
)
_NAMELESS = (
    # (此处按公司实际情况修改): meant for whoever fills the template in.
    re.compile(r"[(（](?:此处|此条|此项|请)[^()（）\n]{0,12}(?:修改|填写|补充|替换|调整)[)）]"),
    # 由____部核定: nobody is named.
    re.compile(r"(?<=[由经报])\s*_{2,}\s*(?=[\u4e00-\u9fff]{0,2}(?:部|室|科|核|审|批|负责))"),
)
_LETTERS = (
    # 202X年X月X日, 下降X.X%, 第X期: letters where figures belong.
    re.compile(
        r"(?<![0-9A-Za-z])(?:20\d?[X×x]{1,2}\s*年\s*[X×x]{1,2}\s*月(?:\s*[X×x]{1,2}\s*日)?"
        r"|[X×x]{1,4}\s*年\s*[X×x]{1,2}\s*月\s*[X×x]{1,2}\s*日)"
    ),
    re.compile(r"(?<![0-9A-Za-z.])(?:[X×x]{1,3}\.[X×x]{1,2})(?=\s*(?:%|％|万|吨|亿|元|t|kWh|MWh))"),
    re.compile(r"(?<=年)\s*第\s*[X×x]\s*[期号次](?![\u4e00-\u9fff])"),
    # 不少于×年; in a formula something is multiplied by 年用电量.
    re.compile(
        r"(?:少于|低于|不超过|多于|满|为期?|[共约])\s*[X×x]\s*(?:年|个月|天|人|次|台|套|份)(?![\u4e00-\u9fff])"
    ),
    # (申报单位全称)(盖章): whose name and seal belong there; in a form it has a label before it.
    re.compile(
        r"^\s*[(（〔\[【](?:申报|填报|编制|承诺|申请|责任)?(?:单位|企业|公司|主体)(?:的)?全称"
        r"[)）〕\]】]",
        re.MULTILINE,
    ),
)
_LEFT_BY_PROGRAMS = (
    re.compile(
        r"\b(?:TBD|TO-?DO|lorem ipsum|to be completed|insert (?:name|date) here)\b", re.IGNORECASE
    ),
    # What Word leaves: of a field without its aim, an empty control, a letter that was not merged.
    re.compile(
        r"错误[!！]\s*未(?:找到|定义)[^\s,，。;；]{2,6}|(?:单击|点击)(?:或点击)?此处(?:输入|添加|键入|选择|插入)[^\s,，。;；]{0,8}"
        r"|Error! (?:Reference source|Bookmark) not|Click (?:or tap )?here to enter",
        re.IGNORECASE,
    ),
    # {{company}}, ${year}, [Insert unit here], [Company Name]: fields of a mask that nobody merged.
    re.compile(r"\{\{[^{}\n]{1,30}\}\}|\$\{[^{}\n]{1,30}\}"),
    re.compile(
        r"[\[<{]\s*(?:(?:please )?(?:insert|enter|type|fill in)\s[^\]>}\n]{2,40}"
        r"|(?:your |client |company |project |product |customer )(?:name|logo|address)|date)"
        r"\s*[\]>}]"
        r"|\binsert (?:company|client|your|logo|date|name|text)\b[^.\n]{0,20}\bhere\b",
        re.IGNORECASE,
    ),
    # 二〇二×年; YYYY年MM月DD日, which in brackets tells the format of a column.
    re.compile(
        r"二[〇○零][二三]?[×xXＸ]{1,2}\s*年"
        r"|(?<![(（A-Za-z])Y{4}\s*年\s*M{1,2}\s*月(?!.{0,6}[)）])"
    ),
    # 以上为示例内容,请替换; 提交时请删除
    re.compile(
        r"(?:示例|样例|范例|模板)(?:内容|文字|文本|段落|数据)[^。;；\n]{0,6}请?(?:自行)?(?:替换|删除|修改)"
        r"|(?:提交|定稿|打印|报送|成稿|上报)[时前后]请?(?:自行)?删[除去]"
    ),
    # Stars where a value belongs; *** End of report *** and masked numbers are none.
    re.compile(r"(?<=[:：])\s*\*{3,}(?=\s*(?:$|\n|\t))|(?<![\w*])\*{2,}(?=(?:有限)?公司)"),
)
# ____公司, 达到____级, 202_年, of what was stored as well.
_UNDERSCORES = re.compile(
    r"(?<![\w＿])[_＿]{2,}(?=(?:有限)?公司)|(?:达到|评为|评定为|为)\s*[_＿]{2,}\s*(?=[级档])|202[_＿]\s*(?=年)"
)
# Blanks between 年, 月 and 日 are lost where a line is put together: 20年月日, 日期:年月日.
_BLANK_DATE = re.compile(
    r"(?:^|[\s:：\t(（自从至到])(?:20\s*_*|_+)?[\s_]*年[\s_]{1,}月[\s_]{1,}日"
    r"|(?<!\d)20[\s_]*年[\s_]*月[\s_]*日|(?:日期|时间)\s*[:：]\s*年[\s_]*月[\s_]*日"
)
# What was to be merged into a letter; elsewhere such marks are quotation.
_MERGED = re.compile(r"«[^«»\n]{1,16}»")
# The heading of an annex.
_ANNEX = re.compile(r"\s*附\s*(?:录|件|表|页|图|[:：])?\s*[A-Za-z\d一二三四五六七八九十]{0,3}")
_LONGEST_HEADING = 40
_FULL = 25
"""Characters of a heading, at the most, and of a line that goes on in the next, at the least."""
_SENTENCE = re.compile("[。;；]")


class PlaceholderFinder:
    """Finds the blanks of documents by the words of rules/phrases.yaml."""

    def __init__(self, words: Blanks) -> None:
        asked, of_firms = any_of(words.names), any_of(words.of_firms)
        self._patterns = tuple(_patterns(words))
        # (会议室名称) of what was stored; on a scan a pen may have written beside it.
        self._asked_round = re.compile(
            rf"(?<=[:：])\s*[(（]\s*(?:{asked})\s*[)）](?=\s*$|\s{{2,}}|\s+[\u4e00-\u9fff]{{2,6}}[:：])",
            re.MULTILINE,
        )
        # Brackets that ask for a name in a form that is meant to be filled: 单位名称(盖章).
        self._form = re.compile(rf"[(（](?:{of_firms})[)）]|(?:盖章|公章)")
        self._sample = re.compile(any_of(words.samples))
        self._of_a_sample = re.compile(any_of(words.annexes))
        self._term = re.compile(rf"{any_of(words.terms)}|自.{{0,12}}[至到]")

    def find(self, pages: Sequence[PageText], *, dated: bool) -> Iterator[Placeholder]:
        """The blanks left in a document, but for those of a sample of a form that it shows."""
        shown = False
        for page in pages:
            samples, shown = self._samples(page, shown=shown)
            for left in self._left_on(page, dated=dated):
                if not any(left.citation.box.same_row(page.rows[n].box) for n in samples):
                    yield left

    def _samples(self, page: PageText, *, shown: bool) -> tuple[list[int], bool]:
        """The rows of a page that show a form to fill in, and whether the next page goes on so."""
        found = []
        for number, row in enumerate(page.rows):
            if _ANNEX.match(row.text) and len(row.text) <= _LONGEST_HEADING:
                shown = self._of_a_sample.search(row.text) is not None
            if shown or self._sample.search(_with_its_end(page, number)):
                found.append(number)
        return found, shown

    def _left_on(self, page: PageText, *, dated: bool) -> Iterator[Placeholder]:
        """The blanks on a page.

        A blank date counts only where no other date is given, and on a scan only in a term both of
        whose ends are blank: a pen or a stamp fills what a recogniser then does not read.
        """
        for pattern in self._patterns:
            for m in pattern.finditer(page.text):
                if not self._form.search(m[0]):
                    yield Placeholder(m[0].strip(), page.cite(m.start(), m.end()))
        stored = (self._asked_round.finditer(page.text), _UNDERSCORES.finditer(page.text))
        for m in chain.from_iterable(stored):
            if page.piece_at(m.end() - 1).span.origin is not Origin.OCR:
                yield Placeholder(m[0].strip(), page.cite(m.start(), m.end()))
        merged = list(_MERGED.finditer(page.text))
        if len(merged) >= _SEVERAL:
            for m in merged:
                if page.piece_at(m.start()).span.origin is not Origin.OCR:
                    yield Placeholder(m[0], page.cite(m.start(), m.end()))
        if not dated:
            yield from self._blank_dates(page)

    def _blank_dates(self, page: PageText) -> Iterator[Placeholder]:
        blank = list(_BLANK_DATE.finditer(page.text))
        rows = [page.piece_at(m.end() - 1).row for m in blank]
        for m, row in zip(blank, rows, strict=True):
            stored = page.piece_at(m.end() - 1).span.origin is not Origin.OCR
            term = rows.count(row) > 1 and self._term.search(page.rows[row].text)
            if stored or term:
                yield Placeholder(re.sub(r"\s+", " ", m[0]).strip(), page.cite(m.start(), m.end()))


def _with_its_end(page: PageText, number: int) -> str:
    """A row of a page, with the end of its sentence where that is in the next."""
    text = page.rows[number].text
    ended = len(text) < _FULL or "\t" in text or _SENTENCE.match(text[-1:])
    if ended or number + 1 == len(page.rows):
        return text
    return text + _SENTENCE.split(page.rows[number + 1].text)[0]


def _patterns(words: Blanks) -> Iterator[re.Pattern[str]]:
    """What stands where something is to be filled in, in the order in which it is told."""
    to_come, asked, of_firms, behind, fill_in = map(
        any_of, (words.to_come, words.names, words.of_firms, words.behind, words.fill_in)
    )
    # XX公司, ×××有限公司, XXXX年XX月: letters where a name or date belongs; XX-12 is a model.
    yield re.compile(rf"(?<![A-Za-z0-9\-/])[X×xＸ]{{2,}}(?=\s*(?:{behind}))")
    yield _CROSSES
    yield re.compile(
        rf"[【\[〔(（<《][^】\]〕)）>》]{{0,12}}(?:{to_come}|请(?:{fill_in})|{of_firms})[^】\]〕)）>》]{{0,12}}[】\]〕)）>》]"
    )
    yield re.compile(to_come)
    # 【填写计量方式】; 【填写说明】 heads what is meant to be read.
    yield re.compile(
        rf"[【\[〔<](?:请)?(?:{fill_in})"
        rf"(?![^】\]〕>]*(?:{any_of(words.guidance)}|人[】\]〕>]))[^】\]〕>\n]{{1,12}}[】\]〕>]"
    )
    # 由【部门名称】负责解释: meant for whoever fills the template in.
    yield re.compile(rf"(?<=[由经报归])\s*[【\[〔]\s*(?:{asked})\s*[】\]〕]")
    yield from _NAMELESS
    # 编制人:[姓名]: a bracket names what belongs behind the label; (签字) asks for a pen.
    yield re.compile(
        rf"(?<=[:：])\s*[【\[〔]\s*(?:{asked})\s*[】\]〕](?=\s|$|[,，;；。])", re.MULTILINE
    )
    yield from _LETTERS
    # What a template says to who fills it in.
    done, removed = any_of(words.done), any_of(words.removed)
    yield re.compile(
        rf"[【\[〔(（<《](?:{any_of(words.written)})(?:{any_of(words.hints)})\s*[:：][^】\]〕)）>》\n]{{4,}}"
        rf"|(?:{done})[后前][^,，。;；\n]{{0,6}}删除(?:{removed})|(?:请)?删[去除](?:{removed})"
    )
    yield from _LEFT_BY_PROGRAMS
