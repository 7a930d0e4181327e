"""Which amount of a document the labels and headings of a number name.

Scopes are those of the GHG Protocol, categories those of ISO 14064-1:2018: category 1 is scope 1,
category 2 scope 2, categories 3 to 6 are scope 3. Below a heading of scope 3, categories are the
fifteen of the GHG Protocol and all belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidencecheck.domain.rules import FieldRule
from evidencecheck.domain.script import simplified
from evidencecheck.domain.tables import Role
from evidencecheck.domain.units import unit_of
from evidencecheck.extraction.labels import LabelHit, key
from evidencecheck.extraction.tables.heads import role_of, year_of

SCOPES = ("emissions_scope1", "emissions_scope2", "emissions_scope3")
TOTAL = "emissions_total"
_DIGITS = {
    c: n for n, row in enumerate(("1一ⅠI", "2二Ⅱ", "3三Ⅲ", "4四Ⅳ", "5五Ⅴ", "6六Ⅵ"), 1) for c in row
}
_NUMBER = r"\s*([1-6一二三四五六ⅠⅡⅢⅣⅤⅥ])(?!\d)"
_RANGE = re.compile(
    rf"(?:类别|categor(?:y|ies)){_NUMBER}\s*(?:[-~～∼〜—–至到]|to)\s*(?:类别|category)?{_NUMBER}",
    re.IGNORECASE,
)
_SCOPE = re.compile(rf"(?:范围|范畴|scopes?){_NUMBER}", re.IGNORECASE)
_CATEGORY = re.compile(rf"(?:类别|类|categor(?:y|ies)){_NUMBER}", re.IGNORECASE)
_MORE = re.compile(rf"\s*(?:[+＋和与及、&]|and|to)\s*(?:and\s*)?{_NUMBER}(?!\d)", re.IGNORECASE)
# 其他温室气体排放量, 产生的间接排放: the label is only the end of another quantity.
_OF_A_PART = {"接", "他", "的"}
_TIME = re.compile(
    r"^\s*(?:19|20)\d{2}\s*[-./]\s*(?:0?[1-9]|1[0-2])$|^\s*20\d{2}(?:0[1-9]|1[0-2])$|"
    r"^\s*(?:(?:(?:19|20)\d{2}|1[0-3]\d(?=\s*年))\s*年?\s*[-./]?\s*)?"
    r"(?:\d{1,2}\s*月?\s*[-—–~～∼〜至到]\s*)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月|季度|^[上下]半年|^Q[1-4]\b|"
    r"^(?:本|当|上)[月季]|^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"月|^\s*(?:19|20)\d{2}\s*[-./]?\s*\d{1,2}$|^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"\d\s*月?\s*[-—–~～∼〜至到]\s*\d{1,2}\s*月")
_PART_OF_YEAR = re.compile(
    r"^(?:(?:19|20)\d{2}\s*年?)?\s*(?:第?\s*[一二三四1-4]\s*季度?|[上下]半年|[QH][1-4]\b)(?!.*合计)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:[(（【].*|(?:年度?|全年|本年度?|本期|报告期|实际|企业|组织|全厂|经?核查的?|温室气体|二氧化碳|碳|CO2e?|GHG|annual|verified|"
    r"total|carbon)*\s*(?:总)?(?:排放|emissions?)(?:总?量|当量|数据|情况|结果|数?值)?|"
    r"(?:核[查算]|计算|统计|实际|本期|报告期)?(?:数[值据]?|结果|值)|"
    r"指标值?|(?:年|全年|本年|年度|实际|本期)?(?:数量|消费量|消耗量|使用量|用量|实物量)|活动数据|活动水平数据?|金额|项目|指标|"
    r"本期|报告期|(?:annual\s*)?(?:amount|quantity|value|usage|consumption|result|data)|tCO2e?|全厂|"
    r"(?:企业|本?公司|全公司|厂区?)(?:合计|总计|总量)?)\s*(?:[(（/].*)?$",
    re.IGNORECASE,
)
_GAS = re.compile(
    r"^(?:CO2|CH4|N2O|HFCs?|PFCs?|SF6|NF3|二氧化碳|甲烷|氧化亚氮)\s*(?:[(（].*)?$", re.IGNORECASE
)
_FINAL = re.compile(
    r"核查后|经核查|核查确认|核查值|核证|核定|确认|最终|verified|final", re.IGNORECASE
)
_FIRST = re.compile(r"初始|核查前|上报|填报|报告值|initial|reported", re.IGNORECASE)
_LIST_WORDS = re.compile(
    r"(?:分?月度?|年度|统计|汇总|明细|情况)*(?:报?表|台账|清单|统计|汇总|明细)$"
)
# Words of a source of bought energy that say no more than that it is bought.
_OF_BOUGHT = re.compile(
    r"(?<=[购入买])(?:使用|消费)?的?(?=[电热蒸能])|(?<=[力热汽源电冷])(?:消费|使用)?(?:所?(?:对应|隐含|产生|引起|导致|带来)的?)"
    r"(?:CO2|二氧化碳|温室气体|间接)*(?=排放)|(?<=[力热汽源电冷])(?:CO2|二氧化碳|温室气体|间接)+(?=排放)",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .&'/-]*")
_GLUED_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])[A-Za-z][A-Za-z0-9]*$")
_YEAR_ONLY = re.compile(
    r"^\s*(?:(?:FY\s?)?(?:19|20)\d{2}|1[0-3]\d(?=\s*年))\s*年?度?\s*(?:实际|数据|排放量|合计)?\s*(?:[(（].*)?$"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one side of a table, a row or a column, says that its numbers are."""

    field: str = ""
    """Of the amount fields; empty where it names none."""
    rank: int = 99
    """Of the label among those of the field, the smaller the surer."""
    group: str = ""
    """The category of scope 3; empty where it is the whole of its field."""
    part: bool = False
    """Whether it names a part only: a source, a gas, a month."""
    total: bool = False
    """Whether it says that it sums up what stands beside it."""


class Meanings:
    """Reads labels and headings by the rules of one document type."""

    def __init__(
        self, find: Callable[[str], Sequence[LabelHit]], rules: Mapping[str, FieldRule]
    ) -> None:
        self._find = find
        self._owners: dict[str, list[tuple[str, int]]] = {}
        for name, rule in rules.items():
            for rank, label in reversed(list(enumerate(rule.labels))):
                self._owners.setdefault(key(label), []).append((name, rank))
        self.of_emissions = lru_cache(4096)(self._of_emissions)
        self.of_amount = lru_cache(4096)(self._of_amount)

    def _of_emissions(self, path: tuple[str, ...], *, within_scope3: bool = False) -> Meaning:
        """What a path of labels or headings says about emissions, its innermost word the surest."""
        field, rank, group, part, total = "", 99, "", False, False
        numbered = False
        for text in path:
            found = self._emissions_in(text, within_scope3 or field == SCOPES[2])
            sums = role_of(text) is not Role.BODY
            if found is not None:
                named, found_rank, inner = found
                if named == TOTAL and field in SCOPES:
                    part = False
                    continue
                by_number = _is_numbered(text)
                if numbered and not by_number and named != field:
                    # 类别三, 运输的间接排放: the number says more.
                    part = False
                    continue
                numbered = numbered or (by_number and named in SCOPES)
                rank = min(rank, found_rank) if named == field else found_rank
                field, group, part = named, inner or (group if named == field else ""), False
                total = total or named == TOTAL
            elif sums:
                part, total = False, True
            elif not is_plain(text):
                part = True
        return Meaning(field, rank, group, part, total)

    def _emissions_in(self, text: str, within_scope3: bool) -> tuple[str, int, str] | None:
        """Field, rank of its label and category that a text names."""
        plain = simplified(text)
        if (m := _RANGE.search(plain)) and not _SCOPE.search(plain):
            first = _DIGITS[m[1]]
            return (SCOPES[2], 0, "") if first >= 3 else (TOTAL, 5, "")
        numbers = _numbers(_SCOPE, plain)
        if len(numbers) == 1:
            return SCOPES[min(numbers) - 1], 0, ""
        categories = _numbers(_CATEGORY, plain)
        if not numbers and len(categories) == 1:
            number = min(categories)
            if within_scope3 or number >= 3:
                return SCOPES[2], 0, f"{number}"
            return SCOPES[number - 1], 0, ""
        if len(numbers) > 1 or len(categories) > 1:
            if min(numbers | categories) >= 3:
                return SCOPES[2], 0, ""
            return TOTAL, 5, ""
        found = self._labelled(plain, (*SCOPES, TOTAL))
        return found or self._labelled(_OF_BOUGHT.sub("", plain), (*SCOPES, TOTAL))

    def _of_amount(self, field: str, path: tuple[str, ...]) -> Meaning:
        """What a path says about an amount of another field: electricity, certificates."""
        rank, part, total, named = 99, False, False, False
        for text in path:
            found = self._labelled(simplified(text), (field,))
            if found is not None:
                rank, named, part = min(rank, found[1]), True, False
            elif role_of(text) is not Role.BODY:
                total, part = True, False
            elif not is_plain(text):
                part = True
        return Meaning(field if named else "", rank, "", part, total)

    def of_title(self, field: str, caption: str) -> int | None:
        """The rank of the label that a caption names ``field`` with: 2025年外购电量统计表."""
        words = (_LIST_WORDS.sub("", simplified(word)) for word in caption.split())
        ranks = [found[1] for word in words if (found := self._labelled(word, (field,)))]
        return min(ranks, default=None)

    def _labelled(self, text: str, fields: Iterable[str]) -> tuple[str, int, str] | None:
        wanted = set(fields)
        best: tuple[int, str] | None = None
        for hit in self._find(text):
            if hit.start and text[hit.start - 1] in _OF_A_PART:
                continue
            for name, rank in self._owners.get(hit.label, ()):
                # 直接排放 says more than 排放总量 in one text: 直接排放总量.
                order = (rank + (100 if name == TOTAL else 0), name)
                if name in wanted and (best is None or order < best):
                    best = order
        return None if best is None else (best[1], best[0] % 100, "")


def _is_numbered(text: str) -> bool:
    """Whether a text gives the number of a scope or category."""
    plain = simplified(text)
    return bool(_SCOPE.search(plain) or _CATEGORY.search(plain))


def _numbers(pattern: re.Pattern[str], text: str) -> set[int]:
    found: set[int] = set()
    for m in pattern.finditer(text):
        found.add(_DIGITS[m[1]])
        if more := _MORE.match(text, m.end()):
            found.add(_DIGITS[more[1]])
    return {n for n in found if pattern is _CATEGORY or n <= len(SCOPES)}


def is_plain(text: str) -> bool:
    """Whether a text names no part: a year, or what any amount may be headed with."""
    if is_time(text) or is_gas(text):
        return False
    # A and V are names of products before they are units.
    is_unit = unit_of(text) is not None and not re.fullmatch(r"\s*[A-Z]\s*", text)
    if is_final(text) or is_first(text) or is_unit:
        return True
    plain = _without_unit(simplified(text))
    if _YEAR_ONLY.match(plain) or _GENERIC.match(plain) or year_of(plain, 0) == 0:
        return True
    # Emissions 排放量: each language says the same.
    words = [w.strip() for w in (_LATIN.sub(" ", plain), _HAN.sub(" ", plain))]
    return bool(_HAN.search(plain)) and all(words) and all(map(_GENERIC.match, words))


def _without_unit(text: str) -> str:
    """排放量 tCO2e: a heading without the unit that ends it."""
    head, _, last = text.rstrip().rpartition(" ")
    if head and unit_of(last) is not None:
        return head
    # 排放量tCO2e
    glued = _GLUED_UNIT.search(text.rstrip())
    return text[: glued.start()] if glued and unit_of(glued[0]) is not None else text


def is_gas(text: str) -> bool:
    """Whether a text is the name of a greenhouse gas."""
    return bool(_GAS.match(text))


def is_final(text: str) -> bool:
    """Whether a heading says that what is below it was verified."""
    return bool(_FINAL.search(text))


def is_first(text: str) -> bool:
    """Whether a heading says that what is below it is what was reported, before verification."""
    return bool(_FIRST.search(text)) and not is_final(text)


def is_time(text: str) -> bool:
    """Whether a text names a month or a quarter."""
    return bool(_TIME.search(text))


def is_month(text: str) -> bool:
    """Whether a text names one month."""
    one = _MONTH.search(text) and not (is_part_of_year(text) or _MONTHS.search(text))
    return is_time(text) and bool(one)


def is_span_of_months(text: str) -> bool:
    """Whether a text names several months: 1—9月."""
    return bool(_MONTHS.search(text))


def is_part_of_year(text: str) -> bool:
    """Whether a text names a quarter or half of a year, as those do that sum up its months."""
    return bool(_PART_OF_YEAR.search(text))
