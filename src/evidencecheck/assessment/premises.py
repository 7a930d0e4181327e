"""Where the applicant says that it is, and where its papers tell of: licences, else addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from evidencecheck.assessment.names import Match, match_applicant
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import Phrases, any_of
from evidencecheck.domain.submission import Applicant

ROAD: Final = re.compile(r"[\u4e00-\u9fff]{2}(?:路|街|道|巷)\d+号")
_LICENCE = "business-license"
_SURE = 0.85
_TOLD_BY = 2
"""Papers: of one an address may be another firm's, or that of an office."""
_OWN = frozenset({Match.SAME, Match.BRANCH})


@dataclass(frozen=True, slots=True)
class Premises:
    """Addresses of the applicant, and the roads with numbers that its submission tells of."""

    registered: tuple[str, ...] = ()
    """Where its licences say that it is, or, where none is legible, its papers."""
    told_in: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By road with its number: the files that name it."""


def premises(documents: Sequence[Document], phrases: Phrases, applicant: Applicant) -> Premises:
    """The addresses in the papers of a submission, looked for once."""
    label = any_of(phrases.registered_at)
    behind = re.compile(rf"(?:{label})\s*[:：]?\s*(?P<place>[^:：;；,，]{{6,40}})", re.IGNORECASE)
    licensed: list[str] = []
    addresses: dict[str, set[str]] = {}
    roads: dict[str, set[str]] = {}
    for document in documents:
        own = match_applicant(document.text("holder"), applicant) in _OWN
        if own and document.type == _LICENCE and document.text("site"):
            licensed.append(document.text("site"))
        for line in document.lines:
            if "号" not in line.text:
                continue
            for road in ROAD.findall(re.sub(r"\s", "", line.text)):
                roads.setdefault(road, set()).add(document.file)
            m = behind.search(line.text) if own and line.confidence >= _SURE else None
            place = re.sub(r"\s", "", m["place"]) if m is not None else ""
            if ROAD.search(place):
                addresses.setdefault(place, set()).add(document.file)
    told = [place for place, files in addresses.items() if len(files) >= _TOLD_BY]
    return Premises(
        tuple(licensed or told), {road: frozenset(files) for road, files in roads.items()}
    )
