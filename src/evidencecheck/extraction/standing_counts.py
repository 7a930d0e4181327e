"""A count that stands alone on its line: screens and certificates print 900 t large, unlabelled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.extraction.entities.amounts import AmountMatch, find_amounts
from evidencecheck.extraction.fields import Candidate, LabelledPage
from evidencecheck.extraction.spoken_amounts import amount_candidate

_UNIT = "count"
_ALONE = re.compile(
    r"\s*\d[\d,]*(?:\.\d+)?\s*(?:个|张|份|枚|吨|t|tCO2e?|吨二氧化碳当量|VCUs?|CERs?|VERs?|CCERs?|I-?RECs?|"
    r"(?:carbon\s)?credits|units|certificates)\s*",
    re.IGNORECASE,
)
_ORDER = (1, 3, 0)
"""Any label is surer."""
_SURE = 0.85


def standing_counts(pages: Sequence[LabelledPage]) -> Iterator[Candidate]:
    """The one count of the document that is all that its line says; nothing where there are more.

    Args:
        pages: of the document.
    """
    found: list[Candidate] = []
    for number, page in enumerate(pages):
        text = page.text.text
        start = 0
        for row in text.split("\n"):
            if _ALONE.fullmatch(row):
                for one in find_amounts(row, _UNIT)[:1]:
                    place = AmountMatch(start + one.start, start + len(row), one.value, True)
                    order = (*_ORDER, number, place.start)
                    found.append(amount_candidate(page.text, place, _UNIT, _SURE, order))
            start += len(row) + 1
    if len({c.parsed.value for c in found}) == 1:
        yield found[0]
