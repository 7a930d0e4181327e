"""Amounts in sentences: behind a label (排放总量为1,234.5吨), or in words of the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.rules import FieldRule
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.amounts import AmountMatch, find_amounts, unit_factor
from evidencecheck.extraction.fields import Candidate, LabelledPage
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.values import Parsed

# A whole sentence has one unit for its numbers: 4,791 tCO2e (scope 1: 802; scope 2: 3,989).
_SENTENCE = 60
# Between a label and its number in a sentence.
_JOINT = (
    r"\)?(?P<gloss>\s*\([^)]{1,40}\))?\s*(?:排放总?量|排放|总?量)?\s*(?:经核[查证](?:后|确认)?|约)?"
    r"(?:\s*(?:(?:GHG\s|CO2\s)?emissions?\b)?\s*(?P<of>\([^)]{1,40}\))?\s*(?:(?:in|for|during|over)\s(?:the\s)?"
    r"(?:calendar\s|reporting\s|financial\s)?(?:year\s|period\s)?(?:FY\s?)?(?:(?:19|20)\d{2})?)?)?"
    r"\s*(?:为|是|达到?了?|总?共?计为?|合计为?|共|等于|:|：|,|，|=|"
    r"\b(?:were|was|is|are|of|at|amount(?:ed|s|ing)?\sto|total(?:l?ed|l?ing)?|reached|stood\sat)\b)?"
    r"(?:\s*(?:约|approximately|about))?\s*"
)
# 其他温室气体排放量, 间接温室气体排放量: the label is only the end of another quantity.
_OF_A_PART = {"接", "他", "的"}
_LONGEST = 40
"""Characters of a number with its unit."""
_CLAUSE = re.compile(r"[,，。;；:：、(（\n]|\.\s+(?=[A-Z])")
# Words in one clause with 排放量 by which it is that of a part, or of something else.
_OTHER_BASIS = re.compile(
    r"初始|核查前|填报|上报|原报告|修正前|更正前|上年|去年|上一年|同期|基准年|基期|基准期|历史|目标|计划|预计|预期|拟|规划|"
    r"因子|系数|强度|电价|减排|全国|全省|全市|行业平均|每吨|单位产品|initial|previous|baseline|target|planned|forecast|expected|factor|intensity",
    re.IGNORECASE,
)
# 光伏自发自用电量: what a firm made itself yields to what it bought or used in all.
_SELF_MADE = re.compile(
    r"光伏|风电|自发|自产|自用|余热|余电|储能|发电|solar|self-generated", re.IGNORECASE
)
# 一厂排放总量: of one plant among several.
_OF_ONE_PLANT = re.compile(
    r"(?:[一二三四五六七八九十\d东西南北新老]|[A-Z]\d?)(?:号)?(?:分?厂区?|车间|基地|园区|工厂|生产线)的?$|车间的?$|分厂的?$"
)
# 单位产品碳排放量, 减少碳排放量: of no whole firm, or of what is not emitted.
_OF_NO_FIRM = re.compile(
    r"(?:(?<![该本我贵你])单位|产品|产值|人均|每[^,，]{1,4}|减少|降低|节约|抵消|避免|剩余|净|年均|单耗|生命周期|供应商|客户)的?$"
)
# 范围一+范围二: the last of several that an amount is of together.
_WITH_OTHERS = re.compile(
    r"(?:范围|范畴|类别|scopes?|category)\s*[\d一二三ⅠⅡⅢ]\s*(?:[+＋和与、及&/]|and)\s*$",
    re.IGNORECASE,
)
# 类别1与类别2合计, 范围一、二总量: of some scopes, where another total may be of all.
_OF_SEVERAL = re.compile(
    r"(?:范围|范畴|类别|scopes?|categor(?:y|ies))\s*[\d一二三ⅠⅡⅢ]\s*(?:[+＋和与、及&/]|and)\s*"
    r"(?:范围|范畴|类别|scopes?|category)?\s*[\d一二三ⅠⅡⅢ]\s*的?(?:温室气体|碳)?(?:排放)?总?量?"
    r"(?:合计|总计|小计|之和|总和|total)?$",
    re.IGNORECASE,
)
# ABC-2025-0082: the year of a number is not the year that is told of.
_YEAR = re.compile(r"(?<!\d)(?<![A-Za-z]-)((?:19|20)\d{2})(?!\d|-\d{3})")
_DAY = re.compile(r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?")
_PART = re.compile(
    r"范围|范畴|类别|直接|间接|天然气|电力|柴油|汽油|蒸汽|燃烧|逸散|产品|单位|强度|减|基准|目标|上年|去年|scope|category|"
    r"direct|product|baseline|reduc|avoid",
    re.IGNORECASE,
)
# 另按市场法,范围二为…,仅供参考: an aside of a paper, whose total counts otherwise.
_ASIDE = re.compile(
    r"仅?供(?:对照|对比|比较)?参考|仅作?(?:对照|对比|比较|参考)|另算|另行(?:测算|核算|计算|列示|披露)|单独列示|不计入(?:总|合计)|"
    r"(?:若|如|假如|假设|倘若)(?!实|需|有|下|果|上|图|表|何)(?:按|以|采用|改用|改按|扣除|扣减|考虑|计入|不)|"
    r"(?:for (?:reference|information) only|if calculated|would be)",
    re.IGNORECASE,
)
_FULL_LINE = re.compile(r"(?<=[^\n]{19}[^\n。;；:：])\n(?=[\u4e00-\u9fff\d])")
_STOP = re.compile(r"[。;；\n]|\.\s+(?=[A-Z])")
_IN_A_ROW = re.compile(r"\t[\d,，.]+\t[\d,，.]+(?=[\t\n]|$)")
"""Behind a number that is the first of a row of them, and no sentence's."""
SURE_ASIDE = 0.6
"""0..1, of an amount that a paper tells in an aside alone: it contradicts nothing."""
_ASIDE_BEFORE, _ASIDE_BEHIND = 40, 30
"""Characters of its sentence before a label and behind an amount in which a paper says so."""
# 类别2能源间接排放 5,280吨: what all of a scope is called, and no part of it.
_SCOPE_ENDS = frozenset("123一二三ⅠⅡⅢ")
_SCOPE_NAMED = (
    r"\s*(?:的)?(?:(?:输入|外购|购入|进口)?能源(?:的|产生的)?(?:间接)?|间接|直接)?"
    r"(?:温室气体|碳)?"
)
LAST = 9
"""Order of a way of telling that yields to all others."""
_SURE_LABEL, _SURE_WORDS = 0.96, 0.95


def spoken_amounts(
    rule: FieldRule,
    page: LabelledPage,
    unit: str,
    number: int,
    taken: Sequence[Box],
    years: Sequence[int] = (),
) -> Iterator[Candidate]:
    """Amounts of ``unit`` in the sentences of a page, none of those within ``taken``.

    Args:
        rule: of the field.
        page: the page ``number``, from 0, of its document.
        unit: tCO2e, kWh or count.
        number: of the page.
        taken: boxes of tables that are read as such.
        years: that the document reports; amounts of other years are passed over.
    """
    text = simplified(page.running.text)
    yield from _labelled(rule, page, unit, number, taken, text, years)
    for rank, words in enumerate(rule.prose):
        for m in _sentence(words).finditer(text):
            amount = _amount_at(text, m.start("value"), unit)
            if amount is None or not (amount.has_unit or words.partition("{}")[2].strip()):
                continue
            clause = _CLAUSE.split(text[max(0, m.start() - _SENTENCE) : m.start()])[-1]
            of_a_part = unit == "tCO2e" and _PART.search(clause)
            of_a_part = of_a_part or (unit == "kWh" and _OF_ONE_PLANT.search(clause))
            # 2026年6月11日注销: the day of an act is not the year that it is for.
            told = _DAY.sub("", clause) if unit == "count" else clause
            if of_a_part or _of_other_years(told, years):
                continue
            order = (0, 1, rank, number, m.start())
            found = _placed(page, m.start("value"), amount, taken)
            if found is not None:
                yield amount_candidate(page.text, found, unit, _SURE_WORDS, order)
                break


def _labelled(
    rule: FieldRule,
    page: LabelledPage,
    unit: str,
    number: int,
    taken: Sequence[Box],
    text: str,
    years: Sequence[int],
) -> Iterator[Candidate]:
    small = text.lower()
    for rank, label in enumerate(rule.labels):
        if label in rule.weak or label.lower() not in small:
            continue
        for m in _behind(label).finditer(text):
            factor = unit_factor(m["gloss"] or m["of"] or "", unit)
            amount = _amount_at(text, m.end(), unit, factor)
            if amount is None or text[m.start() - 1 : m.start()] in _OF_A_PART:
                continue
            before = text[max(0, m.start() - _SENTENCE) : m.start()]
            if is_of_another(before, years) or _of_other_years(m[0], years):
                continue
            around = text[max(0, m.start() - _SENTENCE) : m.end() + _SENTENCE]
            with_unit = any(a.has_unit for a in find_amounts(around, unit))
            if not (amount.has_unit or factor) and not (":" in m[0] and with_unit):
                continue
            found = _placed(page, m.end(), amount, taken)
            if found is not None and not _IN_A_ROW.match(page.text.text, found.end):
                if is_aside(text, m.start(), m.end() + amount.end):
                    order = (1, LAST, rank, number, found.start)
                    yield amount_candidate(page.text, found, unit, SURE_ASIDE, order)
                    continue
                clause = _CLAUSE.split(before)[-1] + label
                weak = unit == "kWh" and is_self_made(clause)
                order = (int(weak), 0, rank, number, found.start)
                if unit == "tCO2e" and is_of_several(before + label):
                    order = (1, LAST, rank, number, found.start)
                yield amount_candidate(page.text, found, unit, _SURE_LABEL, order)
                break


def is_self_made(words: str) -> bool:
    """Whether words name electricity that a firm made itself.

    Args:
        words: of one clause, up to the amount.
    """
    return bool(_SELF_MADE.search(_CLAUSE.split(words)[-1]))


def is_of_another(before: str, years: Sequence[int]) -> bool:
    """Whether the words before a label say that its amount is of another year, plant or purpose.

    Args:
        before: up to the label, in simplified characters.
        years: that the document reports.
    """
    clause = _CLAUSE.split(before)[-1]
    of_less = _OF_ONE_PLANT.search(clause) or _OF_NO_FIRM.search(clause)
    if of_less or _WITH_OTHERS.search(before):
        return True
    return bool(_OTHER_BASIS.search(clause)) or _of_other_years(clause, years)


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether the sentence around an amount says that the paper does not count on it.

    Args:
        text: that it stands in.
        start: where its label begins.
        end: behind the amount.
    """
    before = _STOP.split(_run_on(simplified(text[max(0, start - _ASIDE_BEFORE) : start])))[-1]
    behind = _STOP.split(_run_on(simplified(text[end : end + _ASIDE_BEHIND])))[0]
    return bool(_ASIDE.search(before) or _ASIDE.search(behind))


def _run_on(text: str) -> str:
    """A text without the ends of its long lines: there a sentence goes on in the next."""
    return _FULL_LINE.sub("", text)


def is_of_several(words: str) -> bool:
    """Whether words that end with the label of a total name the scopes that it is of."""
    return bool(_OF_SEVERAL.search(words))


def _of_other_years(text: str, years: Sequence[int]) -> bool:
    """Whether the last year that words name is none that the document reports."""
    named = _YEAR.findall(text)
    return bool(years) and bool(named) and int(named[-1]) not in years


def _amount_at(text: str, start: int, unit: str, factor: float | None = None) -> AmountMatch | None:
    found = find_amounts(text[start : start + _LONGEST], unit, default_factor=factor or 1.0)
    return next((a for a in found if a.start == 0), None)


def _placed(
    page: LabelledPage, start: int, amount: AmountMatch, taken: Sequence[Box]
) -> AmountMatch | None:
    """An amount of the running text where it stands on the page; None within ``taken``."""
    first, last = page.running.span(start, start + amount.end)
    if stands_in(page.text, first, taken):
        return None
    return AmountMatch(first, last, amount.value, has_unit=True)


@lru_cache(2048)
def _behind(label: str) -> re.Pattern[str]:
    named = _SCOPE_NAMED if label[-1:] in _SCOPE_ENDS else ""
    return re.compile(re.escape(label) + named + _JOINT, re.IGNORECASE)


# 消费绿电贰佰万千瓦时(2000MWh): the number in words, and again in figures.
_IN_WORDS = (
    r"(?:[〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟点整]{2,16}"
    r"(?:千瓦时|兆瓦时|度|吨|张|个)?[(（]\s*(?:即|合|计)?)?"
)


@lru_cache(512)
def _sentence(words: str) -> re.Pattern[str]:
    before, _, after = words.partition("{}")
    flexible = [re.sub(r"(?:\\ )+", r"\\s*", re.escape(part)) for part in (before, after)]
    # consumed 10.1 GWh of purchased electricity
    unit = r"(?:\S{1,12}\s+)?" if after.strip().startswith("of ") else ""
    number = r"(?P<value>\d(?:[\d,.]| (?=\d{3}(?!\d)))*)"
    return re.compile(
        rf"{flexible[0]}\s*{_IN_WORDS}{number}\s*{unit}(?:{flexible[1]})",
        re.IGNORECASE,
    )


def stands_in(page: PageText, offset: int, boxes: Sequence[Box]) -> bool:
    """Whether the print at ``offset`` of a page lies within one of ``boxes``."""
    if not boxes:
        return False
    own = page.piece_at(offset).span.box
    return any(b.x0 <= own.cx <= b.x1 and b.y0 <= own.cy <= b.y1 for b in boxes)


def amount_candidate(
    page: PageText, amount: AmountMatch, unit: str, sure: float, order: tuple[int, ...]
) -> Candidate:
    """An amount of a page as a candidate; counts are whole numbers where they can be."""
    value: float | int = amount.value
    if unit == "count" and amount.value == int(amount.value):
        value = int(amount.value)
    parsed = Parsed(value, amount.start, amount.end, sure)
    return Candidate(page, amount.start, amount.end, parsed, order, 1.0)
