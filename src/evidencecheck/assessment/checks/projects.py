"""C602: the power of one plant that two papers on its project give differently (domain C17).

What was filed may be built smaller: 285 and 280 kWp are no fault, 285 and 258 are one number. Of
what stands there, by its acceptance and by a report on its running, two numbers are one too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencecheck.assessment.amounts import amount, apart, comparable, rounding, transposed
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.parts import parts_of
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.readings import number_key, numbers_uniquely

_SURE = 0.9
_FEW = 3
"""Figures of a number that is no turn of another by chance, where both are of one plant."""
_WORTH = 0.02
"""Share of the power; of less a few modules may have been left out."""
_BEFORE = 12
"""Characters between the word for a capacity and its number."""
_POWER = re.compile(
    r"(?<![\d.])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    r"(?P<unit>[kM]Wp?|千瓦|兆瓦)(?!\s*[·.∙]?\s*(?:h|小?时)|[A-Za-z])",
    re.IGNORECASE,
)
_THOUSAND = 1000.0
_NAME = re.compile(r"项目名称\s*[:：]?\s*(?P<name>[^\s:：,，。;；]{6,40})")


def projects(document: Document, context: Context) -> Iterator[Finding]:
    """The capacity that a paper gives, where another on its project has another, or it turned."""
    mine = _capacity(document, context)
    if mine is None or not is_own(document, context):
        return
    for other in context.documents:
        theirs = _capacity(other, context) if other.id != document.id else None
        if theirs is None or theirs.value == mine.value:
            continue
        turned = transposed(mine.value, theirs.value, _FEW) and _of_one_project(document, other)
        if not turned and not _of_one_stage(mine, theirs, document, other, context):
            continue
        if not _yields(document, other, context):
            continue
        yield context.finding(
            "C602",
            document,
            cite=(mine.place, theirs.place),
            what=next(w for w in context.book.phrases.capacity if w in mine.place.quote),
            first=amount(mine.value, "kW"),
            second=amount(theirs.value, "kW"),
        )
        return


@dataclass(frozen=True, slots=True)
class _Capacity:
    value: float
    """In kW."""
    of_modules: bool
    """Whether it is in kWp: an inverter has less."""
    exact: float
    """By how much it may be rounded."""
    place: Citation


def _capacity(document: Document, context: Context) -> _Capacity | None:
    """The only power, in kW, that a word for a capacity stands before."""
    found: dict[float, _Capacity] = {}
    if not document.speaks_of(context.book.phrases.capacity):
        return None
    for line in document.lines:
        for m in _POWER.finditer(line.text) if line.confidence >= _SURE else ():
            before = line.text[: m.start()].rstrip(" :：为约共")[-_BEFORE:]
            if any(word in before for word in context.book.phrases.capacity):
                scale = _THOUSAND if m["unit"][:1] in "Mm兆" else 1.0
                value = float(m["n"].replace(",", "")) * scale
                place = document.at(line)
                of_modules = m["unit"].casefold().endswith("p")
                found.setdefault(
                    value, _Capacity(value, of_modules, rounding(m["n"], value), place)
                )
    return next(iter(found.values())) if len(found) == 1 else None


def _of_one_stage(
    mine: _Capacity, theirs: _Capacity, document: Document, other: Document, context: Context
) -> bool:
    """Whether both are of the modules that one plant has, and neither of what it was to have.

    Rounded to the figures printed, and no part of it that was connected first.
    """
    if not (mine.of_modules and theirs.of_modules and comparable(mine.value, theirs.value)):
        return False
    if not apart(mine.value, theirs.value, mine.exact + theirs.exact, _WORTH):
        return False
    phrases, stages = context.book.phrases, []
    for paper in (document, other):
        text = "".join(line.text for line in paper.lines)
        title = f"{paper.heading}{paper.file}"
        if any(word in title for word in phrases.not_built):
            return False
        if any(word in text for word in phrases.built_in_part):
            return False
        parts = parts_of(text, phrases.parts_of_works)
        stages.append({part for part in parts if part.endswith("期")})
    if stages[0] != stages[1] or len(stages[0]) > 1:
        return False
    return bool(stages[0]) or _of_one_project(document, other)


def _of_one_project(a: Document, b: Document) -> bool:
    """Whether both have one number of a project, or the one has the name that the other gives."""
    numbers = [number_key(d.text("certificate_number")) for d in (a, b)]
    if numbers[0] == numbers[1] and numbers_uniquely(numbers[0]):
        return True
    texts = ["".join(re.sub(r"\s", "", line.text) for line in d.lines) for d in (a, b)]
    for own, other in (texts, texts[::-1]):
        if any(key in number_key(other) for key in numbers if numbers_uniquely(key)) and all(
            key in number_key(own) for key in numbers if numbers_uniquely(key)
        ):
            return True
    named = [m["name"] for d in (a, b) for x in d.lines if (m := _NAME.search(x.text)) is not None]
    return any(name in texts[0] and name in texts[1] for name in named)


def _yields(document: Document, other: Document, context: Context) -> bool:
    return context.rank(document.id) > context.rank(other.id)
