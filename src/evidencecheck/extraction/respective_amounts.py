"""Scopes that a sentence lists before their amounts: 范围一和范围二排放量分别为1,203吨和4,500吨."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.amounts import AmountMatch, find_amounts
from evidencecheck.extraction.fields import Candidate, LabelledPage
from evidencecheck.extraction.spoken_amounts import amount_candidate, is_of_another
from evidencecheck.extraction.tables.meanings import SCOPES

_UNIT = "tCO2e"
_CHINESE = re.compile(
    r"(?P<head>[^。;；]{2,80}?)分别(?:排放)?(?:约)?(?:为|是|达到?)?(?P<tail>[^。;；]{3,120})"
)
_ENGLISH = re.compile(
    r"(?P<head>\b(?:scopes?|direct)\b(?:[^.;]|\.(?=\d)){2,80}?)"
    r"\b(?:were|was|are|is|amounted\sto|total(?:l?ed))\b"
    r"(?P<tail>(?:[^.;]|\.(?=\d)){3,120}?),?\s*respectively",
    re.IGNORECASE,
)
_NUMBER = r"[1-3一二三ⅠⅡⅢ]"
_NAMED = re.compile(
    rf"(?:范围|范畴|scopes?)\s*(?P<numbers>{_NUMBER}(?:\s*(?:[、,和及与&]|and)\s*{_NUMBER}(?![\d.]))*)|"
    r"(?P<direct>(?<!间)直接|\bdirect)|(?P<other>其他间接|other indirect)|"
    r"(?P<indirect>间接|indirect)",
    re.IGNORECASE,
)
_DIGITS = {c: n for n, row in enumerate(("1一Ⅰ", "2二Ⅱ", "3三Ⅲ")) for c in row}
_ORDER = (0, 0, 0)


def respective_amounts(
    name: str, pages: Sequence[LabelledPage], years: Sequence[int]
) -> Iterator[Candidate]:
    """Amounts of the scope ``name`` that sentences give for several scopes in turn.

    Args:
        name: of the field.
        pages: of the document.
        years: that the document reports.
    """
    for number, page in enumerate(pages):
        text = simplified(page.running.text)
        for m in (*_CHINESE.finditer(text), *_ENGLISH.finditer(text)):
            named = _scopes(m["head"])
            if name not in named or is_of_another(m["head"], years):
                continue
            found = find_amounts(m["tail"], _UNIT)
            listed = found[: len(named)]
            if (
                len(listed) != len(named)
                or not listed[-1].has_unit
                or len(set(named)) != len(named)
            ):
                continue
            one = listed[named.index(name)]
            start, end = page.running.span(m.start("tail") + one.start, m.start("tail") + one.end)
            amount = AmountMatch(start, end, one.value, has_unit=True)
            yield amount_candidate(page.text, amount, _UNIT, 0.95, (*_ORDER, number, start))


def _scopes(head: str) -> list[str]:
    """The scopes that words name, in their order; a number before the word that explains it."""
    numbered: list[str] = []
    worded: list[str] = []
    for m in _NAMED.finditer(head):
        if m["numbers"]:
            numbered.extend(SCOPES[_DIGITS[c]] for c in m["numbers"] if c in _DIGITS)
        else:
            worded.append(SCOPES[0 if m["direct"] else 2 if m["other"] else 1])
    return numbered or worded
