"""Which standards a document applies, as against those it merely mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidencecheck.domain.document import Field, StandardRef
from evidencecheck.extraction.entities.standards import StandardMatch, find_standards
from evidencecheck.extraction.fields import LabelledPage
from evidencecheck.extraction.text import PageText, prose

# Words that say a standard is the one applied.
_APPLIED = re.compile(
    r"依据|准则|标准|根据|按照|按|符合|遵循|采用|满足|要求|适用|执行|参照|规范|idt|accordance|against|"
    r"compl(?:y|ies)|conform|requirements|criteria|standard|certified|system|pursuant|provisions|"
    r"based on",
    re.IGNORECASE,
)
# Words that say a standard stands there for another reason.
_PASSING = re.compile(
    r"培训|资质|资格|注册审核员|认可|能力|参考文献|术语|引自|历史|旧版|代替|替代|已废止|accredit|"
    r"trained|qualification|bibliograph|supersed",
    re.IGNORECASE,
)
_NEAR_ROWS = 8
_FRONT_PAGES = 12


def standards_cited(pages: Sequence[LabelledPage]) -> Field | None:
    """The standards that the document applies, in the order in which it names them."""
    short = len(pages) <= 3
    found: list[tuple[PageText, StandardMatch]] = []
    for page in pages[:_FRONT_PAGES]:
        text = page.text
        running = prose(text)
        for read in find_standards(running.text):
            start, end = running.span(read.start, read.end)
            match = replace(read, start=start, end=end)
            if _passing(text, match):
                continue
            if short or _applied(text, match):
                found.append((text, match))
    if not found:
        return None
    refs: list[StandardRef] = []
    for _, match in found:
        if match.ref not in refs:
            refs.append(match.ref)
    refs = [r for r in refs if r.edition or not any(_dated(o, r) for o in refs)]
    text, first = found[0]
    confidence = min(t.confidence(m.start, m.end) for t, m in found)
    return Field(
        name="standards",
        value=tuple(refs),
        raw="; ".join(t.text[m.start : m.end] for t, m in found)[:300],
        citation=text.cite(first.start, first.end),
        confidence=round(confidence, 4),
        second=next(filter(None, (t.second(m.start, m.end) for t, m in found)), None),
    )


def _dated(other: StandardRef, undated: StandardRef) -> bool:
    """Whether ``other`` is the same standard, cited with its edition."""
    return other.base == undated.base and bool(other.edition)


def _passing(text: PageText, match: StandardMatch) -> bool:
    start = text.text.rfind("\n", 0, match.start) + 1
    row = text.text[start : text.row_end(match.end)]
    return bool(_PASSING.search(row)) and not re.search(r"依据|准则|符合|accordance|against", row)


def _applied(text: PageText, match: StandardMatch) -> bool:
    row = text.piece_at(match.start).row
    around = "\n".join(r.text for r in text.rows[max(0, row - _NEAR_ROWS) : row + 1])
    return bool(_APPLIED.search(around))
