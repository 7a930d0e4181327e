"""A708: a place that the camera wrote into a photo, and it is not the applicant's (domain C32)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import PHOTO_TYPE, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_SURE = 0.85
_CITY = re.compile(r"^(?:[\u4e00-\u9fff]{2,3}(?:省|自治区))?(?P<city>[\u4e00-\u9fff]{2,3}市)")
"""At the beginning of a line, as cameras write it."""
_NEARER = re.compile(r"(?:市|省)?(?P<name>[\u4e00-\u9fff]{2,3}(?:新区|区|县|路|街|道))")
"""Districts and roads: those of the own address settle a city that was misread."""
_LONGEST = 32


def stamped_places(document: Document, context: Context) -> Iterator[Finding]:
    """A photo in which a line of print gives another city than the applicant's licences.

    Silent where a district or road of it is the applicant's, and where its own city is not known.
    """
    if document.type != PHOTO_TYPE or document.origin is not Origin.OCR:
        return
    applicant = context.submission.applicant
    own = "".join((applicant.address, *context.premises.registered))
    cities = {m["city"] for m in re.finditer(r"(?P<city>[\u4e00-\u9fff]{2}市)", own)}
    if not cities and context.is_place(applicant.name[:2]):
        # 宁波某厂: the city that its name begins with.
        cities = {f"{applicant.name[:2]}市"}
    for line in document.lines:
        text = "".join(line.text.split())
        m = _CITY.match(text) if line.confidence >= _SURE and len(text) <= _LONGEST else None
        if m is None or not cities:
            continue
        named = {near["name"] for near in _NEARER.finditer(text[m.end() :])}
        known = any(Levenshtein.distance(m["city"], city) <= 1 for city in cities)
        if known or any(name in own for name in named):
            return
        yield context.finding("A708", document, cite=document.at(line), reason=line.text.strip())
        return
