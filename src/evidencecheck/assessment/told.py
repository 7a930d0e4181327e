"""Every amount that the papers of a submission tell, by its unit and figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidencecheck.assessment.facts import bare
from evidencecheck.assessment.month_labels import is_of_part_year
from evidencecheck.domain.document import Citation, Document

_SURE = 0.85
_SAME_UNIT = {"平方米": "m2", "㎡": "m2", "立方米": "m3"}
_GENERIC = re.compile(r"数值|数量|数据|合计|总计|小计|累计|本期|本年|全年|实际|指标|金额|备注")
"""Heads any number."""
_FIGURES = 5
"""Of a number that is no turn of another by chance."""


@dataclass(frozen=True, slots=True)
class Told:
    """An amount that a paper tells."""

    document: str
    label: str
    value: float
    unit: str
    year: int | None
    citation: Citation

    @property
    def figures(self) -> str:
        """The figures without zeros around them, in order: two turns of one number share them."""
        return "".join(sorted(f"{abs(self.value):.2f}".replace(".", "").strip("0")))


ByFigures = Mapping[tuple[str, str], tuple[Told, ...]]
"""By unit, and the figures in order."""


def told_amounts(documents: Sequence[Document], corrected: Sequence[str]) -> ByFigures:
    """Amounts of five figures and more of all papers but those that say they correct others."""
    found: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for document in documents:
        if is_correction(document, corrected):
            continue
        for told in amounts_of(document):
            if len(told.figures) >= _FIGURES and told.unit:
                found[told.unit, told.figures].append(told)
    return {key: tuple(all_) for key, all_ in found.items()}


def is_correction(document: Document, corrected: Sequence[str]) -> bool:
    """Whether a paper says that it corrects an amount."""
    return any(word in line.text for line in document.lines for word in corrected)


def amounts_of(document: Document) -> Iterator[Told]:
    """The amounts of a paper that are of no part of a year."""
    only = document.years[0] if len(document.years) == 1 else None
    for q in document.quantities:
        labels = (*q.what, *q.heading)
        if q.confidence >= _SURE and not is_of_part_year(labels):
            label = _GENERIC.sub("", bare("".join(q.what)) + bare("".join(q.heading)))
            unit = _SAME_UNIT.get(q.unit, q.unit)
            yield Told(document.id, label, q.value, unit, q.year or only, q.citation)
    for said in document.said:
        if said.confidence >= _SURE and not is_of_part_year([said.what]):
            year = said.year or only
            unit = _SAME_UNIT.get(said.unit, said.unit)
            yield Told(document.id, bare(said.what), said.value, unit, year, said.citation)
