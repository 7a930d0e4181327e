"""S301: the standards that a slot asks its papers to cite."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import is_of_a_part
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.systems import Cites, Slot

_NAMED = re.compile(r"《([^》]*)》?")
_GUIDES = ("指南", "标准", "通则", "规范", "导则", "要求", "Protocol")


def citing(
    slot: Slot, document: Document, together: Sequence[Document], context: Context
) -> list[Finding]:
    """S301 for a document that must cite what is asked for; what all of several ask, they share."""
    if slot.cites is None or document.type not in (slot.cites.of or slot.accepts[:1]):
        return []
    if is_of_a_part(document.heading, context.book.phrases):
        # What one workshop emitted: the paper on the firm cites what it is reckoned by.
        return []
    absent = lacking(slot.cites, document, context)
    if slot.cites.all and absent:
        shared = [s for d in together for s in d.standards]
        absent = context.registry.missing(slot.cites, shared)
    # What is printed is cited, whatever words stand around it.
    printed = {s for s in absent if _prints(document, s)}
    if printed & set(slot.cites.any):
        printed |= set(slot.cites.any)
    absent = tuple(s for s in absent if s not in printed)
    if not absent:
        return []
    if slot.cites.open and (document.standards or _names_a_work(document, _GUIDES)):
        return []
    if document.origin is Origin.CELL and not document.standards:
        # A working sheet leaves it to the paper that is issued.
        return []
    found = "、".join(s.canonical for s in document.standards)
    return [
        context.finding(
            "S301",
            document,
            cite=document.field("standards") or document.place,
            required="、".join(absent),
            found=found or "—",
        )
    ]


def lacking(cites: Cites, document: Document, context: Context) -> tuple[str, ...]:
    """The required standards that are not cited; none where what does as well is named."""
    if cites.works and (
        _names_a_work(document, cites.works)
        or _follows_a_work(document, cites.works)
        or _has_no_work(document, cites.works)
    ):
        return ()
    return context.registry.missing(cites, document.standards)


def _prints(document: Document, standard: str) -> bool:
    """Whether the number of a standard stands in a document, with blanks in it or without."""
    # GB/T 50034 was GB 50034 before.
    printed = re.sub(r"^GBT?(?=\d)", "GBT?", re.escape(_unspaced(standard)))
    number = re.compile(rf"(?<![0-9A-Z]){printed}(?!\d)")
    return any(number.search(_unspaced(line.text)) for line in document.lines)


def _unspaced(text: str) -> str:
    return re.sub(r"[–—‐]", "-", re.sub(r"[\s/]", "", text.upper()))


def _follows_a_work(document: Document, words: Sequence[str]) -> bool:
    """Whether a work is told of by whose it is, or its value: 某省工业用水定额, 取水定额5.0m3/t.

    Or by what goes by it: 参照金属加工取水定额.
    """
    named = "|".join(words)
    found = re.compile(
        rf"[省市](?:工业|行业|地方|工业企业)?(?:{named})|(?:{named})[^。;；\d]{{0,14}}(?!20\d\d\s*年)\d"
        rf"|(?:参照|依据|按照|对照|执行|符合)[^。;；,，]{{0,14}}(?:{named})"
    )
    return bool(words) and bool(found.search("".join(line.text for line in document.lines)))


def _has_no_work(document: Document, words: Sequence[str]) -> bool:
    """Whether it says that there is none for its trade: 本行业尚无取水定额."""
    none = re.compile(
        rf"(?:[尚暂并]?无|没有|[尚暂]?未(?:发布|颁布|制定|出台))[^。;；,，]{{0,10}}(?:{'|'.join(words)})"
    )
    return none.search(document.plain) is not None


def _names_a_work(document: Document, words: Sequence[str]) -> bool:
    """Whether a work is named, in its brackets, whose title holds one of ``words``."""
    titles = (m[1] for line in document.lines for m in _NAMED.finditer(line.text))
    return any(word in title for title in titles for word in words)
