"""C607: a sentence in which units are set against the emissions of another firm (domain C19)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import Match, match_applicant, may_be_misread
from evidencecheck.domain.document import Document, RemarkKind
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_of

_SURE = 0.9
_NAMES = (RemarkKind.SUBJECT, RemarkKind.NAMED, RemarkKind.MENTION)
_EMITS = r"(?P<behind>[^。;；]{0,60}?(?:温室气体|碳)?(?:排放|足迹))"
"""Behind the name: that it is the emissions of that firm."""
_ITS_WARES = re.compile(
    r"供[应给电热汽气货]|提供|销售|采购|外?购|承运|运输|承揽|委托|制造的|生产的"
)
"""Behind it: of what it delivers to somebody, who sets the emissions of that off."""


def offset_for(document: Document, context: Context) -> Iterator[Finding]:
    """The first such firm: 抵消某公司年度生产经营产生的排放.

    A sentence, and a name in it, may go on in the next line.
    """
    phrases, applicant = context.book.phrases, context.submission.applicant
    scanned = document.origin is Origin.OCR
    lines = [line for line in document.lines if line.confidence >= _SURE]
    text = re.sub(r"\s", "", "".join(line.text for line in lines))
    sets_off = any_of((*phrases.offset, *phrases.sets_off))
    for remark in (r for kind in _NAMES for r in document.remarks_of(kind)):
        name = re.sub(r"\s", "", remark.text)
        if match_applicant(name, applicant) is not Match.OTHER:
            continue
        said = re.search(rf"(?:{sets_off})[了“\"「]?{re.escape(name)}[”\"」]?{_EMITS}", text)
        if said is None or _ITS_WARES.search(said["behind"]):
            continue
        if not (scanned and may_be_misread(name, applicant)):
            yield context.finding("C607", document, cite=remark.citation, reason=name)
            return
