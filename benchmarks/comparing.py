"""Texts, values and page ranges of a report compared with those of the truth."""

from __future__ import annotations

import re
import unicodedata

LISTS = frozenset({"years", "standards", "qr_payloads"})
"""Fields that hold several values; they are scored element by element."""
_NUMBERS = frozenset(
    {
        "emissions_total", "emissions_scope1", "emissions_scope2", "emissions_scope3",
        "electricity_kwh", "certificate_count",
    }
)  # fmt: skip
_CODES = frozenset({"certificate_number", "holder_credit_code"})
_BRACKETS = str.maketrans("〔〕【】[]{}", "()()()()")
# Half of the last digit that the truth shows.
_ROUNDING = 0.0051


def folded(value: object) -> str:
    """Text without blanks and quotation marks, with one kind of dash and bracket, small letters."""
    text = unicodedata.normalize("NFKC", str(value))
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).translate(_BRACKETS)
    return re.sub(r"[\s\"'“”‘’「」]", "", text).lower()


def requirement(text: str) -> str:
    """The text of an indicator without its number."""
    return re.sub(r"^[(]?\d+[)..、]", "", folded(text))


def path(text: str) -> str:
    """A path as it is compared: compatibility forms and case do not count."""
    return unicodedata.normalize("NFKC", text).lower()


def overlap(a: list[int], b: list[int]) -> float:
    """Intersection over union of two page ranges ``[first, last]``; 0..1."""
    one, two = set(range(a[0], a[-1] + 1)), set(range(b[0], b[-1] + 1))
    return len(one & two) / len(one | two)


def elements(name: str, value: object) -> set[str]:
    """The elements of a list field; empty where it has no value."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    return {_element(name, item) for item in items}


def same(name: str, want: object, got: object) -> bool:
    """Whether a field of a single value has the value that the truth gives."""
    if got is None:
        return False
    if name in _NUMBERS:
        try:
            return abs(float(str(want)) - float(str(got))) <= _ROUNDING
        except ValueError:
            return False
    a, b = folded(want), folded(got)
    if name in _CODES:
        return a.upper().strip(":.") == b.upper().strip(":.")
    return a.strip("。.;:,") == b.strip("。.;:,")


def _element(name: str, item: object) -> str:
    if isinstance(item, dict):
        item = item.get("canonical", item)
    if name == "standards":
        return re.sub(r"^GBT", "GB/T", folded(item).upper().replace(":", "-"))
    return str(item).strip().rstrip("/")
