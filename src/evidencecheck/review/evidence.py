"""The places that an indicator rests on, one after the other, as a reviewer looks at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_FIRST_FIELDS = (
    "holder",
    "certificate_number",
    "issue_date",
    "valid_until",
    "standards",
    "issuer",
    "years",
    "emissions_total",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a page and what it shows."""

    box: tuple[float, float, float, float]
    """Fractions of the upright page."""
    tone: str
    """suspicious, missing, note or supported."""
    label: str
    """A finding code or the name of a field."""
    quote: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with the marks on it."""

    file: str
    page: int
    document: str
    """Id of the document; empty for a file as a whole."""
    marks: tuple[Mark, ...]


def shown(indicator: Json, documents: Mapping[str, Json]) -> tuple[Shown, ...]:
    """The pages to look at for an indicator of report.json, those of findings first."""
    pages: dict[tuple[str, int], tuple[str, list[Mark]]] = {}

    def put(file: str, page: int, document: str, mark: Mark | None) -> None:
        marks = pages.setdefault((file, page), (document, []))[1]
        # What a finding is about is not marked a second time as a plain value.
        if mark is not None and mark.box not in {m.box for m in marks}:
            marks.append(mark)

    for finding in indicator["findings"]:
        for place in (finding, *finding.get("also", ())):
            if place.get("file") and place.get("page"):
                mark = _mark(place, finding["level"], finding["code"])
                put(place["file"], place["page"], finding.get("document") or "", mark)
    used = dict.fromkeys(d for slot in indicator["slots"] for d in slot["documents"])
    for name in used:
        document = documents.get(name)
        if document is None:
            continue
        put(document["file"], document["pages"][0], name, None)
        for field in _FIRST_FIELDS:
            value = document["fields"].get(field)
            if value is not None:
                put(document["file"], value["page"], name, _mark(value, "supported", field))
    return tuple(
        Shown(file, page, document, tuple(marks))
        for (file, page), (document, marks) in pages.items()
    )


def _mark(place: Json, tone: str, label: str) -> Mark | None:
    box = place.get("box")
    if not box:
        return None
    x0, y0, x1, y1 = box
    return Mark((x0, y0, x1, y1), tone, label, place.get("quote") or "")
