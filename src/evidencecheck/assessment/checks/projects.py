"""C602: the power of one plant that two papers on its project give with figures turned (C17).

What was filed may be built smaller: 285 and 280 kWp are no fault, 285 and 258 are one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.amounts import amount, transposed
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.readings import number_key, numbers_uniquely

_SURE = 0.9
_FEW = 3
"""Figures of a number that is no turn of another by chance, where both are of one plant."""
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
    """The capacity that a paper gives, where another on its project has its figures turned."""
    holder = document.text("holder")
    mine = _capacity(document, context)
    if mine is None or (holder and not context.is_applicant(holder)):
        return
    value, place = mine
    for other in context.documents:
        theirs = _capacity(other, context) if other.id != document.id else None
        if theirs is None or not transposed(value, theirs[0], _FEW):
            continue
        if not _of_one_project(document, other) or not _yields(document, other, context):
            continue
        yield context.finding(
            "C602",
            document,
            cite=(place, theirs[1]),
            what=next(w for w in context.book.phrases.capacity if w in place.quote),
            first=amount(value, "kW"),
            second=amount(theirs[0], "kW"),
        )
        return


def _capacity(document: Document, context: Context) -> tuple[float, Citation] | None:
    """The only power, in kW, that a word for a capacity stands before."""
    found: dict[float, Citation] = {}
    for line in document.lines:
        for m in _POWER.finditer(line.text) if line.confidence >= _SURE else ():
            before = line.text[: m.start()].rstrip(" :：为约共")[-_BEFORE:]
            if any(word in before for word in context.book.phrases.capacity):
                scale = _THOUSAND if m["unit"][:1] in "Mm兆" else 1.0
                value = float(m["n"].replace(",", "")) * scale
                found.setdefault(value, Citation(document.file, line.page, line.box, line.text))
    return next(iter(found.items())) if len(found) == 1 else None


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
