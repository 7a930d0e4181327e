"""C601: parts that a bracket behind an amount gives, and that make another one (domain C16).

8.14 kgCO2e/kg(原材料6.52、制造1.38、运输0.24): the bracket holds nothing but names and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evidencecheck.assessment.amounts import (
    NUMBER,
    as_printed,
    one_figure_apart,
    read_for,
    transposed,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_of, any_word

_U = r"[%％]|[A-Za-z0-9/\u4e00-\u9fff³²·]{1,12}?"
_NAME = r"[^\d\s,，、;；。:：()（）+＋]{2,12}"
_PART = rf"{_NAME}\s*[:：]?\s*(?P<n>{NUMBER})\s*(?P<unit>{_U})??"
_MAY_BE = re.compile(r"\d[^()（）\d]{0,12}[(（](?:[^()（）\d]*\d[\d,.]*){3}")
"""A number, and three or more in brackets behind it: looked for before anything else is."""
_EACH = re.compile(rf"\s*{_PART}\s*")
_BETWEEN = re.compile(r"[、;；+＋]|[,，](?!\d{3}(?!\d))")
_LEAST = 3
"""Figures of a whole that is no other by chance."""
_SURE = 0.95


def bracketed_parts(document: Document, context: Context) -> Iterator[Finding]:
    """The first such amount that is one slip of the pen away from its parts."""
    if not is_own(document, context):
        return
    if _MAY_BE.search(document.plain) is None:
        return
    words = context.book.phrases.lists
    for m, lines in context.running(document).found(_in_brackets(words.begins)):
        if any_word(m["parts"], words.no_parts):
            continue
        parts = [_EACH.fullmatch(part) for part in _BETWEEN.split(m["parts"])]
        units = {p["unit"] or "" for p in parts if p is not None}
        if None in parts or not units <= {"", m["unit"] or ""}:
            continue
        numbers = [p["n"] for p in parts if p is not None]
        whole, places = as_printed(m["whole"]), _places(m["whole"])
        added = round(sum(map(as_printed, numbers)), places)
        exact = places == max(map(_places, numbers))
        figures = len(re.sub(r"\D", "", m["whole"]).strip("0"))
        slip = transposed(whole, added, _LEAST) or one_figure_apart(whole, added)
        if not (exact and slip and figures >= _LEAST):
            continue
        # What only the rounding of many parts may make up is no slip.
        if abs(whole - added) <= 0.5 * (len(numbers) + 1) * 10.0**-places:
            continue
        if document.origin is Origin.OCR and (
            min(x.confidence for x in lines) < _SURE
            or any(read_for(v, v + whole - added) for v in map(as_printed, (m["whole"], *numbers)))
        ):
            continue
        cite = document.at(lines[0])
        computed = f"{added:,.{places}f}"
        yield context.finding("C601", document, cite=cite, stated=m["whole"], computed=computed)
        return


@lru_cache(4)
def _in_brackets(begins: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.,，/-])(?P<whole>{NUMBER})\s*(?P<unit>{_U})?\s*[(（]\s*(?:{any_of(begins)})?[:：]?\s*"
        rf"(?P<parts>{_NAME}\s*[:：]?\s*(?:{NUMBER})\s*(?:{_U})??"
        rf"(?:\s*[、,，;；+＋]\s*{_NAME}\s*[:：]?\s*(?:{NUMBER})\s*(?:{_U})??){{2,9}})\s*[)）]"
    )


def _places(text: str) -> int:
    return len(text.partition(".")[2])
