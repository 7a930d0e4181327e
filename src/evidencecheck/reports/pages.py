"""The cited pages of a report: which places to mark on which page, and the pictures of the pages.

A spot is one marked place. Findings, titles and fields that point at the same words share a spot.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding, Level
from evidencecheck.domain.geometry import PAGE, Box
from evidencecheck.domain.report import Report
from evidencecheck.reports.evidence import Evidence, worst_first
from evidencecheck.reports.wording import Wording

MAX_PICTURES = 300
"""Pages shown with a picture in one report."""

Picture = Callable[[str, int], bytes | None]
"""``picture(file, page)``: the upright page as a JPEG, or None where it cannot be drawn."""

_Key = tuple[str, int, Box, str]


@dataclass(slots=True)
class Spot:
    """One marked place on a page."""

    id: str
    """``s1``, ``s2`` …: the anchor in the report."""
    citation: Citation
    tone: str
    """suspicious, missing, note, title or field: the worst that points here."""
    labels: list[str] = field(default_factory=list)
    """What points here: sentences of findings, names of fields."""

    @property
    def whole(self) -> bool:
        """Whether it is the whole page rather than a place on it."""
        return self.citation.box == PAGE


@dataclass(slots=True)
class CitedPage:
    """One page that something points at."""

    id: str
    """``p1``, ``p2`` …"""
    file: str
    number: int
    spots: list[Spot] = field(default_factory=list)
    picture: str = ""
    """A data URI, or empty."""

    @property
    def bears_finding(self) -> bool:
        """Whether a finding points at it."""
        return any(s.tone in {level.value for level in Level} for s in self.spots)


class PageBook:
    """All cited pages, in the order of files and pages."""

    def __init__(
        self, report: Report, words: Wording, picture: Picture, max_pictures: int = MAX_PICTURES
    ) -> None:
        """Collect every cited place and draw at most ``max_pictures`` pages, worst first.

        ``picture`` is called once a page, in the order of files and pages.
        """
        self._spots: dict[_Key, Spot] = {}
        by_page: dict[tuple[str, int], CitedPage] = {}
        for citation, tone, label in _places(report, words):
            spot = self._spots.get(_key(citation))
            if spot is None:
                spot = Spot(f"s{len(self._spots) + 1}", citation, tone)
                self._spots[_key(citation)] = spot
                at = (citation.file, citation.page)
                by_page.setdefault(at, CitedPage("", *at)).spots.append(spot)
            if label not in spot.labels:
                spot.labels.append(label)
        drawn = set(list(by_page)[:max_pictures])
        order = {entry.path: n for n, entry in enumerate(report.files)}
        self.pages = sorted(
            by_page.values(), key=lambda p: (order.get(p.file, len(order)), p.file, p.number)
        )
        for n, page in enumerate(self.pages, start=1):
            page.id = f"p{n}"
            if (page.file, page.number) in drawn:
                page.picture = _data_uri(picture(page.file, page.number))

    def spot(self, citation: Citation) -> Spot:
        """The spot of a citation of the report.

        Raises:
            KeyError: nothing in the report cites that place.
        """
        return self._spots[_key(citation)]


def _key(citation: Citation) -> _Key:
    return (citation.file, citation.page, citation.box, citation.quote)


def _places(report: Report, words: Wording) -> Iterator[tuple[Citation, str, str]]:
    """Every cited place with its tone and label, those first that most need to be seen."""
    evidence = Evidence(report)
    findings: list[Finding] = [f for f, _ in evidence.findings()]
    for finding in worst_first(findings):
        for citation in finding.citations:
            yield citation, finding.level.value, f"{finding.code} {words.message(finding)}"
    documents = [entry.document for entry in report.documents]
    documents.sort(key=lambda d: d.id not in evidence.users)
    for document in documents:
        yield from _places_of(document, words)


def _places_of(document: Document, words: Wording) -> Iterator[tuple[Citation, str, str]]:
    place = document.place
    if document.title is not None:
        heading = "title_of_document"
    else:
        heading = "first_words" if place.quote else "first_page"
    yield place, "title", words.label(heading)
    for entry in document.fields:
        yield entry.citation, "field", words.field(entry.name)


def _data_uri(jpeg: bytes | None) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}" if jpeg else ""
