"""Which pages go into the bound evidence, in which order, and where the indicators lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class BoundDocument:
    """One document: a run of pages of a file, bound once however many indicators it serves."""

    file: str
    first: int
    last: int
    type: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoundIndicator:
    """One indicator and the documents that it rests on, by their place in ``Plan.documents``."""

    id: str
    requirement: str
    flag: str
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is bound."""

    system: str
    edition: str
    applicant: str
    date: str
    indicators: tuple[BoundIndicator, ...]
    documents: tuple[BoundDocument, ...]

    @property
    def pages(self) -> int:
        """Pages of all documents."""
        return sum(d.last - d.first + 1 for d in self.documents)


def _document(document: Mapping[str, Any], users: Sequence[str]) -> BoundDocument:
    first, last = document["pages"]
    return BoundDocument(document["file"], first, last, document["type"], tuple(users))


def plan_of(report: Mapping[str, Any]) -> Plan:
    """The plan for a report.json: documents in the order of the indicators that rest on them.

    Raises:
        KeyError: it is not a report.
    """
    known = {d["id"]: d for d in report["documents"]}
    order: dict[str, int] = {}
    users: dict[str, list[str]] = {}
    rests = []
    for indicator in report["indicators"]:
        ids = dict.fromkeys(i for slot in indicator["slots"] for i in slot["documents"])
        held = [i for i in ids if i in known]
        for identity in held:
            order.setdefault(identity, len(order))
            users.setdefault(identity, []).append(indicator["id"])
        rests.append(
            BoundIndicator(
                indicator["id"],
                indicator["requirement"],
                indicator["flag"],
                tuple(order[i] for i in held),
            )
        )
    documents = tuple(_document(known[i], users[i]) for i in order)
    return Plan(
        system=report["system"]["name"],
        edition=report["system"]["edition"],
        applicant=report["applicant"]["name"],
        date=report["assessment_date"],
        indicators=tuple(rests),
        documents=documents,
    )
