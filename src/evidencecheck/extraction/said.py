"""Amounts in sentences, with the words before them: 全年取水总量17,900立方米."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.domain.document import Said
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.units import unit_of
from evidencecheck.extraction.text import PageText, prose

_PAGES = 12
_UNIT = (
    r"(?:万|千)?\s*(?:吨二氧化碳当量|吨CO2e?|t\s*C[O0]2e?|吨标准煤|吨标煤|tce|kWh|MWh|千瓦时|兆瓦时|千度|万度|度"
    r"|立方米|m3|Nm3|标方|GJ|吉焦|吨)"
)
_MARKS = r",，。;；:：、()（）"
_AMOUNT = re.compile(
    rf"(?:(?P<year>20\d{{2}})\s*)?(?P<what>[^\s\d{_MARKS}][^\d{_MARKS}\n]{{1,24}}?)"
    r"[ \t]*[:：]?[ \t]*(?:约|近|超)?[ \t]*"
    rf"(?P<number>\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>{_UNIT})(?![/／\w])",
    re.IGNORECASE,
)


def said_amounts(pages: Sequence[PageText]) -> Iterator[Said]:
    """The amounts of energy, water and emissions that sentences tell."""
    for page in pages[:_PAGES]:
        running = prose(page)
        text = simplified(running.text)
        for m in _AMOUNT.finditer(text):
            unit = unit_of(m["unit"])
            if unit is None:
                continue
            start, end = running.span(*m.span())
            value = float(re.sub(r"[,，]", "", m["number"])) * unit.factor
            number = running.span(*m.span("number"))
            yield Said(
                m["what"],
                round(value, 6),
                unit.name,
                m["number"],
                page.cite(start, end),
                round(page.confidence(*number), 4),
                int(m["year"]) if m["year"] else None,
            )
