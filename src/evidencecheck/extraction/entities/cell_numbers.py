"""The number that a cell of a table states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidencecheck.domain.units import Unit, unit_of

_SIGN = r"[-−–+]?\s?"
_DIGITS = (
    r"(?:\d{1,3}(?:[,，'’]\s?\d{3})+|\d{1,3}(?:[^\S\t\n]\d{3}){1,3}(?!\s\d)|\d+)(?:\.\d+)?"
    r"(?:[eE][+-]?\d{1,2})?"
)
_NUMBER = re.compile(
    rf"^(?P<about>[约≈~∼]\s*)?(?P<open>[(（]\s*)?(?P<sign>{_SIGN})(?P<number>{_DIGITS})"
    rf"(?(open)\s*[)）])\s*(?P<rest>\D.{{0,20}})?$"
)
# 5.2×10^4
_POWER = re.compile(rf"^(?P<number>{_SIGN}{_DIGITS})\s*[×xX*]\s*10\^?(?P<power>-?\d{{1,2}})$")
# A recogniser takes a comma for a point at times, and a point for a comma: 6.017.05, 4,425,82.
_MISREAD = re.compile(
    r"^(?P<sign>[-−]?)(?P<whole>\d{1,3}(?:[,，.]\s?\d{3})+)[,，.](?P<rest>\d{1,2})$"
)
_GROUPED = re.compile(r"^\d{1,3}(?=[\d,，.]*\.)(?![\d,，]*\.\d{3}$)(?:[,，.]\d{3}){2,}$")
_GROUPED_BEFORE = re.compile(
    r"^(?P<number>\d{1,3}(?=[\d,，.]*\.)(?![\d,，]*\.\d{3}(?![\d,，.]))(?:[,，.]\d{3}){2,})(?P<rest>\s*[^\d\s,，.].*)$"
)
# 6, 1 32,000 kWh: blanks read into a number of millions. A piece of it is no number by itself.
_SCATTERED = re.compile(r"^(?P<number>[\d,，.]+(?:\s+[\d,，.]+)+)(?P<rest>\s*[^\d\s,，.].*)?$")
_MILLIONS = re.compile(r"[1-9]\d{0,2}(?:[,，]\d{3}){2,}(?:\.\d{1,4})?")
_WHOLE = re.compile(r"\d{1,3}(?:[,，]\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
# A comma before two or four digits is no sign of thousands: 138,75.
_COMMA_FOR_POINT = re.compile(r"^(?P<sign>[-−]?)(?P<whole>\d{1,3})[,，](?P<rest>\d{2}|\d{4})$")
_THOUSANDS = re.compile(r"^[1-9]\d{0,2}(?:[,.]\d{3})*\.\d{3}$")
# 器 5,341.47: a character of the seal over the cell, parted from the number by a blank.
_BESIDE_A_SEAL = re.compile(
    r"^[\u4e00-\u9fff★☆](?<![约共第达超近逾计合])\s+(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)$"
)
_NOTHING = re.compile(
    r"^(?:[-—–−一/／\\*、·.]{1,4}|N/?A|none|无|不适用|未涉及|不涉及)$", re.IGNORECASE
)
_YEAR = re.compile(r"^(?:19|20)\d{2}\s*年?度?$")
# 2024.05 may be an amount: only its column can tell.
_DATE = re.compile(
    r"^(?:19|20)\d{2}\s*(?:[-/年]\s*\d{1,2}(?:\s*[-/月]\s*(?:\d{1,2}\s*日?)?)?|\.\s?\d{1,2}\.\s?\d{1,2})$|"
    r"^\d{1,2}\s*[月日号点]|^\d{1,2}:\d{2}"
)
# ....3,118.08: what leads from the label to the number.
_LEADERS = re.compile(r"^(?:[.…·]{2,}|\.(?=\d{1,3},\d{3}))\s*")
# 6.4]: the rule of the table beside it.
_RULE = re.compile(r"(?<=\d)\s*[\]|｜]$")
_NOTE = re.compile(r"^[(（].*[)）]$")
# Letters that are digits in a cell of numbers: l,234.5O.
_LOOKALIKES = str.maketrans(
    {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "。": ".", "，": ","}
)
_LOOKS_NUMERIC = re.compile(r"^[-\d.,，。OolI|\s]+$")


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number with the unit that stands behind it in its cell."""

    value: float
    """As written, the unit not applied."""
    unit: Unit | None = None
    sure: float = 1.0
    """0..1; less where misread signs were mended."""


@lru_cache(8192)
def cell_number(text: str) -> CellNumber | None:
    """The number that a whole cell states; none for dates, what may be a year, codes and ranges.

    A bracket behind a number is a note; words behind it are its unit, else the cell is no number.
    """
    text = _gathered(_RULE.sub("", _LEADERS.sub("", text.strip())))
    if not any(c.isdigit() for c in text) or _DATE.match(text) or _YEAR.match(text):
        return None
    if m := _POWER.match(text):
        return CellNumber(round(_plain(m["number"]) * 10 ** int(m["power"]), 9))
    if _GROUPED.match(text):
        # 3.380.600: points that are commas.
        return CellNumber(float(re.sub(r"[,，.]", "", text)), sure=0.95)
    if (m := _GROUPED_BEFORE.match(text)) and (unit := unit_of(m["rest"].strip())) is not None:
        # 6.518,400 kWh
        return CellNumber(float(re.sub(r"[,，.]", "", m["number"])), unit, 0.95)
    if m := _MISREAD.match(text):
        whole = re.sub(r"[,，.\s]", "", m["whole"])
        value = float(f"{whole}.{m['rest']}") * (-1 if m["sign"] else 1)
        plain = re.fullmatch(r"-?\d{1,3}(?:,\d{3})+\.\d{1,2}", text)
        return CellNumber(value, sure=1.0 if plain else 0.95)
    if m := _COMMA_FOR_POINT.match(text):
        return CellNumber(_plain(f"{m['sign']}{m['whole']}.{m['rest']}"), sure=0.9)
    if m := _BESIDE_A_SEAL.match(text):
        found = cell_number(m["number"])
        return None if found is None else CellNumber(found.value, found.unit, 0.93)
    m = _NUMBER.match(text)
    if m is None:
        if _LOOKS_NUMERIC.match(text) and (mended := text.translate(_LOOKALIKES)) != text:
            found = cell_number(mended)
            return None if found is None else CellNumber(found.value, found.unit, 0.8)
        return None
    value = _plain(m["number"])
    if m["open"] or m["sign"].strip() in {"-", "−", "–"}:
        value = -value
    rest = (m["rest"] or "").strip()
    if not rest or (_NOTE.match(rest) and unit_of(rest) is None):
        return CellNumber(value)
    unit = unit_of(rest)
    return None if unit is None else CellNumber(value, unit)


def _gathered(text: str) -> str:
    """A cell without the blanks within its number; as it is where it may hold two."""
    m = _SCATTERED.match(text)
    if m is None or all(_WHOLE.fullmatch(piece) for piece in m["number"].split()):
        return text
    joined = re.sub(r"\s", "", m["number"])
    return joined + (m["rest"] or "") if _MILLIONS.fullmatch(joined) else text


def of_year_like(text: str) -> float | None:
    """The number that 2024 is in a column of amounts."""
    return float(text) if re.fullmatch(r"\d{4}", text.strip()) else None


def of_thousands(text: str) -> float | None:
    """The whole number that 11.791 is where its column holds such as 63,174: a misread comma."""
    return float(re.sub(r"[,.]", "", text)) if _THOUSANDS.match(text.strip()) else None


def is_grouped(text: str) -> bool:
    """Whether a number is parted into thousands more than once, whatever signs part it."""
    return bool(re.fullmatch(r"\d{1,3}(?:[,，.]\d{3}){2,}", text.strip()))


def in_pieces(texts: Sequence[str]) -> bool:
    """Whether cells beside each other are pieces of one number, of which one is none.

    4. and 248.44; 6, and 1 and 32,000 kWh; 420 and ,000.
    """
    ended = r"" if re.match(r"\s*[,，]\s*\d{3}(?!\d)", texts[1]) else r"[,，.]"
    begun = re.fullmatch(rf"[1-9]\d{{0,2}}(?:[,，.]\d{{3}})*{ended}", texts[0].strip())
    whole = re.sub(r"\s", "", "".join(texts))
    return begun is not None and bool(
        re.match(r"\d{1,3}(?:[,，.]\d{3})+(?:\.\d{1,2})?(?![\d,，.])", whole)
    )


def is_value(text: str) -> bool:
    """Whether a cell holds a number, or a sign that there is none."""
    return bool(_NOTHING.match(text)) or cell_number(text) is not None


def is_nothing(text: str) -> bool:
    """Whether a cell holds a sign that there is no number."""
    return bool(_NOTHING.match(text))


def _plain(text: str) -> float:
    return float(re.sub(r"[,，'’\s+]", "", text).replace("−", "-").replace("–", "-"))
