"""Amounts in sentences, with the words before them: 全年取水总量17,900立方米, 0.96立方米/套."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.domain.document import Said
from evidencecheck.domain.page import Origin
from evidencecheck.domain.script import simplified
from evidencecheck.domain.units import Unit, unit_of
from evidencecheck.extraction.entities.amounts import GROUPED
from evidencecheck.extraction.said_times import LONGEST, part_told
from evidencecheck.extraction.text import PageText, prose

_PAGES = 12
_UNIT = (
    r"(?:万|千)?\s*(?:吨二氧化碳当量|吨CO2e?|t\s*C[O0]2e?|吨标准煤|吨标煤|tce|kWh|MWh|千瓦时|兆瓦时|千度|万度|度"
    r"|标准立方米|立方米|m3|Nm3|标方|GJ|吉焦|kWp|MWp|千瓦峰|兆瓦峰|吨|t(?![A-Za-z]))"
)
_COUNTED = (
    r"(?:亿|百?万|千)?(?:元|台|套|件|只|个|支|辆|张|片|块|条|根|双|把|盏|粒|卷|瓶|平方米|㎡|m2|米|学时"
    r"|课时|人次|人)"
)
_PER = (
    rf"(?:{_UNIT}|kgCO2e?|kgce|千克标准煤|千克|kg|升|L)\s*[/／]\s*"
    rf"(?:{_COUNTED}|万?(?:吨|t|kWh|MWh))"
)
_PIECES = re.compile(r"[台套件只个支辆张片块条根双把盏粒卷瓶人]|人次")
_THOUSAND = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_MARKS = r",，。;；:：、()（）"
_SCOPE = r"(?:范围|类别|范畴|scope)\s*"
# 叁佰吨(300 t), 四百个(400 MWh): the number in words stands before that in figures.
_IN_WORDS = (
    r"(?:[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{2,}\s*"
    r"(?:吨|千瓦时|兆瓦时|立方米|元|[台套件只个支辆张片块条根份枚])?整?\s*[(（]\s*)?"
)
_BOTH_SCOPES = rf"{_SCOPE}[1一]\s*[+＋、和与及]\s*(?:{_SCOPE})?[2二](?:合计|之和)?"
# 6, 132,000: of a list all numbers would have a blank before them.
_WITH_A_BLANK = r"\d{1,3}(?:[,，]\s\d{3}[,，]\d{3}|[,，]\d{3}[,，]\s\d{3})(?!\d|[,，]\s?\d)"
_KWH = re.compile(r"k\s*W\s*[·.]?\s*h|千瓦\s*时|度", re.IGNORECASE)
_MILLIONS = re.compile(r"\d{1,3}(?:[,，]\d{3})+\.\d{3}")
_FIGURES = "〇一二三四五六七八九零"
_YEAR_IN_WORDS = re.compile(rf"二[〇零][{_FIGURES}]{{2}}(?=年)")
_AMOUNT = re.compile(
    # GB/T 2589-2020 审计期内…: the edition of a standard is no year.
    rf"(?:(?<![\d.–—-])(?P<year>20\d{{2}})\s*)?(?P<what>[^\s\d{_MARKS}][^\d{_MARKS}\n]{{1,24}}?)"
    rf"(?:[(（](?:[^()（）\d\n]{{1,14}}|{_BOTH_SCOPES})[)）](?:为|是|共计|合计)?)?"
    rf"[ \t]*[:：]?[ \t]*(?:约|近|超)?[ \t]*{_IN_WORDS}"
    rf"(?P<number>{GROUPED}|{_WITH_A_BLANK}|\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    rf"(?P<unit>{_PER}|{_UNIT}|{_COUNTED})(?![/／]|[A-Za-z0-9])",
    re.IGNORECASE,
)


def said_amounts(pages: Sequence[PageText]) -> Iterator[Said]:
    """The amounts that sentences tell: of energy, water, emissions, money and things counted."""
    for page in pages[:_PAGES]:
        running = prose(page)
        text = simplified(running.text)
        begun: list[int] = []
        for m in _AMOUNT.finditer(text):
            told, first = m.start("number"), max(0, m.start("number") - LONGEST)
            part = part_told(text[first:told], tuple(n - first for n in begun if n >= first))
            begun.append(told)
            unit = _unit(m["unit"])
            if unit is None:
                continue
            start, end = running.span(*m.span())
            marks = r"[,，.]" if re.fullmatch(GROUPED, m["number"]) else r"[,，\s]"
            figures = re.sub(marks, "", m["number"])
            if _PIECES.fullmatch(m["unit"]) and _THOUSAND.fullmatch(figures):
                # There are no thousandths of a piece: a comma that was read as a point.
                figures = figures.replace(".", "")
            recognised = page.piece_at(running.span(*m.span("number"))[0]).span.origin is Origin.OCR
            if recognised and _KWH.fullmatch(m["unit"]) and _MILLIONS.fullmatch(m["number"]):
                # Nor are thousandths of a kilowatt hour told where thousands are parted.
                figures = figures.replace(".", "")
            value = float(figures) * unit.factor
            number = running.span(*m.span("number"))
            what, year = _dated(m["what"], int(m["year"]) if m["year"] else None)
            yield Said(
                what,
                float(f"{value:.12g}"),
                unit.name,
                m["number"],
                page.cite(start, end),
                round(page.confidence(*number), 4),
                year,
                part,
            )


def _dated(what: str, year: int | None) -> tuple[str, int | None]:
    """The words from the year on, which may be written in words: 二〇二四年全年用水."""
    m = _YEAR_IN_WORDS.search(what) if year is None else None
    if m is None:
        return what, year
    figures = "".join(str(_FIGURES.index(c) % 10) for c in m[0][2:4])
    return what[m.end() :], 2000 + int(figures)


def _unit(text: str) -> Unit | None:
    """The unit of an amount; of a ratio that of both sides, in one of each kind: kWh/元."""
    above, stroke, below = text.replace("／", "/").partition("/")
    unit, per = unit_of(above), unit_of(below) if stroke else None
    if unit is None or (stroke and per is None):
        return None
    if per is None:
        return unit
    return Unit(f"{unit.name}/{per.name}", unit.factor / per.factor, ratio=True)
