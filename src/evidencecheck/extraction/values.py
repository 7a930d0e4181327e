"""Turning the words behind a label into a value of the field's kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from evidencecheck.domain.document import StandardRef, Value
from evidencecheck.domain.page import Origin
from evidencecheck.domain.rules import FieldKind, FieldRule
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.amounts import find_amounts
from evidencecheck.extraction.entities.codes import find_codes
from evidencecheck.extraction.entities.dates import (
    PeriodMatch,
    find_date,
    find_dates,
    find_periods,
)
from evidencecheck.extraction.entities.numerals import end_of_month
from evidencecheck.extraction.entities.organisations import find_organisations, tidy
from evidencecheck.extraction.entities.persons import find_persons
from evidencecheck.extraction.entities.standards import find_standards
from evidencecheck.extraction.entities.terms import validity

_STOP = re.compile(r"[\t\n;；。]|\s{3,}|,(?!\s*(?:Ltd|LTD|Inc))")
# 某市某区某路18号2幢; what follows is no address any more: 建立的……, 的环境管理体系.
_HOUSE = re.compile(
    r"([^,，;；。]{4,60}?\d+号(?:[\u4e00-\u9fff\d-]{0,6}?(?:[楼室层栋幢座]|厂房|车间))?)(?=建立|所|的|,|，)"
)
_NUMBER = re.compile(
    r"[A-Za-z0-9\u4e00-\u9fff〔\[(（][A-Za-z0-9\u4e00-\u9fff〔〕\[\]()（）/\\\-–—~～∼〜.:_*#]*"
)
# 授予你单位“…”称号: who is meant is named elsewhere.
_ADDRESSED = re.compile(r"\s*(?:你|贵)(?:单位|公司|企业|厂|司)")
# CT-2024-062签订日期: the label that follows without a blank.
_NEXT_LABEL = re.compile(
    r"(?<=[A-Za-z0-9])(?:签订|签署|签发|发证|颁证|出具|编制|报告|有效|生效|实施|施行|发布|修订|受控|日期|版本|页).*$"
    # JL-26-0874CMA:230212050618: the approval of the laboratory.
    r"|(?<=\d)[(（]?(?:CMA|CNAS)(?:[:：]|(?=\d{12}(?!\d))).*$"
)
_NUMBER_WITH_BLANK = re.compile(
    r"^[A-Z]{2,6}(?:-[A-Z]{1,4})? \d[\dA-Z/\-]{2,}$|^[A-Z]{2,6}(?: \d{2,8}){2,4}$"
    r"|^\d{2,3}(?: \d{2,8}){1,4}$"
    r"|^\d{2,4}(?: [\dA-Z]{1,6}){3,7}$"
    # Of a firm's own standards: Q/QH G 21-2024.
    r"|^Q/[A-Z]{1,6}(?: ?[A-Z])? ?[\d.]+[-—–]\d{4}$"
)
# GD…001 — GD…500: the first and the last of many.
_NUMBERS = re.compile(r"^([A-Z0-9]{8,})\s*(?:[-–—~～∼〜至]|--|——)\s*([A-Z0-9]{4,})$")
_GOVERNMENT_NUMBER = re.compile(
    r"(?:(?<![^\s])(?![\u4e00-\u9fff]{1,5}[号码] )[\u4e00-\u9fff]{2,6} )?"
    r"[A-Z]{0,4}[\u4e00-\u9fff]{1,12}\s*"
    r"[〔\[(（]\s*(?:19|20)\d{2}\s*[〕\])）]\s*"
    r"(?:[\u4e00-\u9fff]{2,14}第|第)?\s*[A-Z]{0,4}\d{1,12}\s*号"
    r"|[\u4e00-\u9fff]{1,8}字第\s*(?:[A-Z]\s)?(?:[\dA-Z][\dA-Z-]{3,24}|(?:19|20)\d{2}[\u4e00-\u9fff]{1,6}\d{3,8})\s*[号號]"
    r"|(?<![^\n\t])(?:19|20)\d{2}\s?年\s?第\s?\d{1,4}\s?号(?![^\n\t])"
)
# A permit's number is the credit code of its holder and four characters more.
_OF_PERMIT = re.compile(r"([0-9A-Z]{17}) ?([0-9A-Z]) ?(\d{3}[A-Z])(?![0-9A-Z])")
# What every licence adds to its scope of business.
_BOILERPLATE = re.compile(
    r"[(（](?:依法须|除依法|市场主体|经营主体|凭营业执照|以上经营范围).*$", re.DOTALL
)
# ........ 4: a line of a table of contents.
# ZY-CM-A0: of three groups, the last with a figure.
_CODED = re.compile(r"[A-Z]{2,6}(?:[-/][A-Z]{2,6})+[-/][A-Z]?\d[A-Z]?")
# A narrow cell cuts the last sign of a name off.
_CUT_SHORT = ("有限公", "股份公", "集团公")
_LEADER = re.compile(r"\s*(?:[.·‧・…]\s?){3,}")
_NO_NAME = re.compile(r"\d{4}|[:：。?]|盖章|公章|签字|日期|名称$|www\.|http|@")
# Certificate numbers of Chinese bodies end in R, the cycle, and the size (domain A.2).
_CYCLE = re.compile(r"(?<=\d)RO(?=[LMS](?:$|[-/]))")
# A letter O that a recogniser takes for a zero, at the head of a group of letters: -0HS-.
_ZERO_FOR_O = re.compile(r"(?<=[A-Z]-)0(?=[A-Z]{2,}-)")

# 编号自A…001至: what leads to a number, and to the last of a range in the next line.
_LED_TO = re.compile(
    r"[\s:：.]*(?:(?:证书|报告|文件)?(?:编号|号码)|[自从由](?=\s*[0-9A-Za-z])|(?:no|nr)(?:[.:：]+|\s|(?=[°º]))|n?[°º]|№)[\s.:：°º]*(?=\S{4})",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"(?<=[0-9A-Za-z])\s*(?:[至到止起]|[~～∼〜—–]+)$")
_NUMBERED = re.compile(r"第\s*([0-9A-Za-z][\x21-\x7e]*)\s*号?")
_CUT_OFF = re.compile(r"月\s*\d{1,2}\s*$")
_LEAST_SPAN = 90
"""Days that a span below a year must have to tell what of it a paper is of."""
_GLOSSED = re.compile(
    r"\s*(?:年度?|财年|财政年度|会计年度)?\s*[(（]\s*(?:即|自|from )?\s*", re.IGNORECASE
)
# □合理保证 ☑有限保证: of a row of boxes counts what is ticked.
_TICK = re.compile(r"[☑☒■✓✔√●◉]\s*(?=[\u4e00-\u9fffA-Za-z])")
_UNTICKED = re.compile(r"[□☐○◯]\s*[^□☐○◯☑☒■✓✔√●◉\n]*")
_SET_APART = re.compile(r"(?<![\d.])\d(?: \d)+(?!\d)")
_COMPACT_MONTHS = re.compile(
    r"\s*(?P<first>20\d{2}(?:0[1-9]|1[0-2]))(?:\s*[-—–~～∼〜至到]\s*"
    r"(?P<last>20\d{2}(?:0[1-9]|1[0-2])))?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value within the text that it was parsed from."""

    value: Value
    start: int
    end: int
    sure: float = 1.0
    """0..1, how well the text fits the kind of the field."""


def parse(kind: FieldKind, text: str, rule: FieldRule, origin: Origin) -> Parsed | None:
    """The first value of ``kind`` in ``text``; None where it holds none."""
    if kind is FieldKind.CREDIT_CODE:
        return _credit_code(text, origin)
    if kind is FieldKind.AMOUNT:
        return _amount(text, rule.unit or "count")
    if kind is FieldKind.CHOICE:
        return choice(text, rule)
    return _PARSERS[kind](text)


def choice(text: str, rule: FieldRule) -> Parsed | None:
    """The value whose word stands first in ``text``; of several at one place the longest word."""
    lowered = _ticked(simplified(text)).lower()
    found = [
        (lowered.find(word.lower()), -len(word), option.value)
        for option in rule.choices
        for word in option.words
        if word.lower() in lowered
    ]
    if not found:
        return None
    at, length, value = min(found)
    return Parsed(value, at, at - length)


def _ticked(text: str) -> str:
    """A row of boxes with blanks for what stands behind those that are not ticked."""
    if not _TICK.search(text):
        return text
    return _UNTICKED.sub(lambda m: " " * len(m[0]), text)


def _text(text: str) -> Parsed | None:
    text = _BOILERPLATE.sub("", text)
    if _LEADER.match(text):
        return None
    clean = re.sub(r"\s+", " ", text).strip(" :：;；,，/|_-—")
    return Parsed(clean, 0, len(text)) if len(clean) >= 2 else None


def _place(text: str) -> Parsed | None:
    """An address, up to the number of its house where a sentence goes on behind it."""
    found = _text(text)
    if found is None:
        return None
    m = _HOUSE.match(str(found.value))
    if m is None:
        return found
    return Parsed(m[1], found.start, found.start + len(m[1]), found.sure)


def _organisation(text: str) -> Parsed | None:
    if _ADDRESSED.match(text):
        return None
    names = find_organisations(text)
    if names:
        first = names[0]
        lead = len(text[: first.start].strip(" \t\n:：(（"))
        if lead <= 30:
            return Parsed(first.name, first.start, first.end, 1.0 if lead <= 2 else 0.9)
    stop = _STOP.search(text)
    end = stop.start() if stop else len(text)
    name = tidy(text[:end])
    if name.endswith(_CUT_SHORT):
        return Parsed(name + "司", 0, end, 0.9)
    if not 2 <= len(name) <= 80 or _NO_NAME.search(name):
        return None
    if not re.match(r"[A-Z(]|[\u4e00-\u9fff]{2}", name):
        return None
    if re.fullmatch(r"[\u4e00-\u9fff]{2,3}", name):
        return None
    return Parsed(name, 0, end, 0.75)


def parse_government_number(text: str) -> Parsed | None:
    """The first number of an official document in ``text``: 津工信〔2024〕12号."""
    m = _GOVERNMENT_NUMBER.search(text)
    return Parsed(re.sub(r"\s+", " ", m[0]), m.start(), m.end()) if m else None


def cycle(number: str) -> str:
    """The number of a management system's certificate, whose cycle R0 was read as RO."""
    return _CYCLE.sub("R0", number)


def _number(text: str) -> Parsed | None:
    led = _LED_TO.match(text)
    inner = _number(text[led.end() :]) if led is not None else None
    if led is not None and inner is not None:
        return replace(inner, start=inner.start + led.end(), end=inner.end + led.end())
    government = parse_government_number(text)
    if government is not None and government.start <= 4:
        return government
    permit = _OF_PERMIT.match(text)
    if permit is not None:
        return Parsed("".join(permit.groups()), permit.start(), permit.end())
    stop = re.search(r"[\t\n;；。，]|\s{2,}|,(?!\d)", text)
    head = text[: stop.start()] if stop else text
    stripped = head.strip(" :：.")
    if _NUMBER_WITH_BLANK.match(stripped):
        at = head.find(stripped)
        return Parsed(stripped, at, at + len(stripped))
    many = _NUMBERS.match(stripped)
    if many:
        at = head.find(stripped)
        return Parsed(re.sub(r"\s", "", stripped), at, at + len(stripped))
    m = _NUMBER.search(head)
    if m is None:
        return None
    value = _NEXT_LABEL.sub("", m[0])
    value = _ZERO_FOR_O.sub("O", cycle(value.strip(".:-_#*(（\\/")))
    if value.count("(") > value.count(")"):
        value = value[: value.rfind("(")].strip()
    if value.count(")") > value.count("("):
        value = value[: value.find(")")].strip()
    value = _bare(value)
    if value.endswith("号") and value[:-1].isascii():
        value = value[:-1]
    digits = sum(c.isdigit() for c in value)
    coded = digits and _CODED.fullmatch(value)
    if (
        (digits < 2 and not coded)
        or len(value) < 4
        or re.fullmatch(r"(?:19|20)\d{2}(?:年.*)?", value)
    ):
        return None
    return Parsed(value, m.start(), m.start() + len(m[0]))


def _bare(number: str) -> str:
    """A number without 第 and 号 around it, and what leads on to the last of a range: 至."""
    numbered = _NUMBERED.fullmatch(number)
    return _LEADS_ON.sub("", numbered[1] if numbered else number)


def _closed_up(parser: Callable[[str], Parsed | None]) -> Callable[[str], Parsed | None]:
    """The parser, which also reads figures that are set apart: 2 0 2 5年1 2月."""

    def read(text: str) -> Parsed | None:
        spaced = list(_SET_APART.finditer(text))
        if not spaced:
            return parser(text)
        blanks = {i for m in spaced for i in range(m.start(), m.end()) if text[i] == " "}
        kept = [i for i in range(len(text)) if i not in blanks]
        found = parser("".join(text[i] for i in kept))
        if found is None:
            return None
        last = kept[min(found.end, len(kept)) - 1] + 1
        return replace(found, start=kept[found.start], end=last)

    return read


def _date(text: str) -> Parsed | None:
    hit = find_date(text)
    if hit is None:
        hit = find_date(_read_again(text))
    if hit is None:
        return None
    sure = 0.7 if hit.unsure else 0.9 if hit.month_only else 1.0
    if _CUT_OFF.search(text[hit.start : hit.end]):
        # 2024年12月1: a seal may hide the rest of the day.
        sure = min(sure, 0.9)
    return Parsed(hit.value.isoformat(), hit.start, hit.end, sure)


def _read_again(text: str) -> str:
    """Letters that a recogniser takes for digits, as digits, where they touch digits."""
    table = str.maketrans("OoIlSB", "001158")
    return re.sub(
        r"(?<=[\d年月./-])[OoIlSB]|[OoIlSB](?=[\d年月])", lambda m: m[0].translate(table), text
    )


def _standards(text: str) -> Parsed | None:
    found = find_standards(text)
    if not found:
        return None
    refs: list[StandardRef] = []
    for match in found:
        if match.ref not in refs:
            refs.append(match.ref)
    return Parsed(tuple(refs), found[0].start, found[-1].end)


def _credit_code(text: str, origin: Origin) -> Parsed | None:
    codes = find_codes(text, repair=origin is Origin.OCR)
    if not codes:
        return None
    best = next((c for c in codes if c.valid), codes[0])
    sure = 0.9 if best.repaired else 1.0 if best.valid else 0.85
    return Parsed(best.value, best.start, best.end, sure)


def _amount(text: str, unit: str) -> Parsed | None:
    amounts = find_amounts(text, unit)
    best = next((a for a in amounts if a.has_unit), next(iter(amounts), None))
    if best is None:
        return None
    return Parsed(best.value, best.start, best.end, 1.0 if best.has_unit else 0.85)


def _count(text: str) -> Parsed | None:
    parsed = _amount(text, "count")
    if parsed is None or not isinstance(parsed.value, float):
        return None
    return replace(parsed, value=int(parsed.value)) if parsed.value.is_integer() else parsed


def _person(text: str) -> Parsed | None:
    for org in find_organisations(text):
        text = text[: org.start] + "\n" * (org.end - org.start) + text[org.end :]
    person = next(find_persons(text), None)
    return Parsed(person.name, person.start, person.end, 0.8) if person else None


def _period(text: str) -> Parsed | None:
    for cited in find_standards(text):
        text = text[: cited.start] + " " * (cited.end - cited.start) + text[cited.end :]
    periods = find_periods(text)
    if not periods:
        return _compact_months(text)
    if len(periods) > 1 and _GLOSSED.fullmatch(text, periods[0].end, periods[1].start):
        # FY2024 (1 April 2024 - 31 March 2025): a year that its days define.
        periods = periods[1:]
    if len(periods) > 1 and _is_spelt_out(text, periods[0], periods[1]):
        periods = periods[1:2]
    first, last = periods[0], periods[-1]
    adjoining = all(
        a.first <= b.first and (b.first - a.last).days <= 1 for a, b in pairwise(periods)
    )
    end = last if adjoining else first
    return Parsed((first.first.isoformat(), end.last.isoformat()), first.start, end.end)


def _is_spelt_out(text: str, year: PeriodMatch, days: PeriodMatch) -> bool:
    """Whether the days of a year stand right below it: 2024 / 2024年2月1日至12月31日."""
    whole, told = (bool(find_dates(text[p.start : p.end])) for p in (year, days))
    within = year.first <= days.first and days.last <= year.last
    long = (days.last - days.first).days >= _LEAST_SPAN
    return (
        not whole
        and told
        and within
        and long
        and not text[year.end : days.start].strip("年度 \n\t")
    )


def _compact_months(text: str) -> Parsed | None:
    """202406, or 202401-202412, where nothing else stands before."""
    m = _COMPACT_MONTHS.match(text)
    if m is None:
        return None
    first, last = m["first"], m["last"] or m["first"]
    if last < first:
        return None
    end = end_of_month(int(last[:4]), int(last[4:]))
    return Parsed((f"{first[:4]}-{first[4:]}-01", end.isoformat()), m.start("first"), m.end())


def _validity(text: str) -> Parsed | None:
    found = validity(text)
    if found is None:
        return None
    says, start, end = found
    return Parsed(says.until or str(says.years), start, end)


_PARSERS: dict[FieldKind, Callable[[str], Parsed | None]] = {
    FieldKind.ORGANISATION: _organisation,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _closed_up(_date),
    FieldKind.PERIOD: _closed_up(_period),
    FieldKind.VALIDITY: _closed_up(_validity),
    FieldKind.STANDARDS: _standards,
    FieldKind.COUNT: _count,
    FieldKind.TEXT: _text,
    FieldKind.PLACE: _place,
    FieldKind.PERSON: _person,
}
