"""Letters of a supplier to the applicant: what it tells there is of its own works and goods."""

from __future__ import annotations

import re

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import folded

_TO = re.compile(r"(?:致|送|呈|抄送|收件方?|To|Attn\.?)\s*[:：]", re.IGNORECASE)
_ASKED = re.compile(r"受[^。;；,，]{0,24}(?:委托|邀请)|commissioned", re.IGNORECASE)


def is_of_a_supplier(document: Document, context: Context) -> bool:
    """Whether another firm writes to the applicant as one from which it buys.

    Who was asked by the applicant to reckon for it speaks of the applicant's works instead.
    """
    words = context.book.phrases.letters
    sells = document.speaks_of(folded(words.sells)) and document.speaks_of(folded(words.turns_to))
    if not sells or context.is_applicant(document.text("issuer")):
        return False
    return _is_turned_to_the_applicant(document, context) and not _ASKED.search(document.words)


def _is_turned_to_the_applicant(document: Document, context: Context) -> bool:
    """Whether the applicant stands behind 致:, or alone before a colon."""
    own = normal(context.submission.applicant.name)
    for line in document.lines:
        text = normal(line.text)
        if own in text and (_TO.match(line.text.strip()) or text.rstrip(":：") == own != text):
            return True
    return False
