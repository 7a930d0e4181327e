"""Decisions: what reviewers say of a flag. They stand beside flags, never over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Place = tuple[str, str]
"""Id of an indicator and of its tier; the tier is empty where the system has none."""


class Word(StrEnum):
    """What a reviewer says."""

    ACCEPTED = "accepted"
    """The evidence will do, whatever the flag says."""
    REJECTED = "rejected"
    """It will not."""
    NOT_APPLICABLE = "not-applicable"
    """The indicator does not apply to this applicant, for good or until a day."""
    OTHER_DOCUMENT = "other-document"
    """The evidence is elsewhere: the pages named."""
    WITHDRAWN = "withdrawn"
    """The reviewer's earlier word no longer stands."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One word of one reviewer on one indicator.

    Raises:
        ValueError: something is lacking, or given with a word that it does not go with.
    """

    number: int
    """``seq`` of its event in the trail: later decisions have greater ones."""
    indicator: str
    tier: str
    """Empty where the system has none."""
    word: Word
    reason: str
    reviewer: str
    at: str
    """RFC 3339 in UTC."""
    evidence_digest: str
    """That of the indicator (report.json: ``evidence_digest``) when it was decided."""
    until: str = ""
    """Last day that it holds, ``YYYY-MM-DD``; empty: for good. Only with not-applicable."""
    documents: tuple[tuple[str, int, int], ...] = ()
    """File, first and last page (from 1) of the evidence. Only with other-document."""

    def __post_init__(self) -> None:
        """Hold the values against each other."""
        if not self.indicator:
            raise ValueError("a decision needs an indicator")
        if not self.reviewer.strip():
            raise ValueError("a decision needs the name of its reviewer")
        if self.word is Word.NOT_APPLICABLE and not self.reason.strip():
            raise ValueError("not applicable needs a reason")
        if self.until:
            if self.word is not Word.NOT_APPLICABLE:
                raise ValueError(f"{self.word} has no end date")
            if date.fromisoformat(self.until).isoformat() != self.until:
                raise ValueError(f"{self.until}: not a date in the form YYYY-MM-DD")
        if bool(self.documents) != (self.word is Word.OTHER_DOCUMENT):
            raise ValueError("other-document, and no other word, names pages of files")
        for file, first, last in self.documents:
            if not file or not 1 <= first <= last:
                raise ValueError(f"{file} {first}–{last}: not pages of a file")

    @property
    def place(self) -> Place:
        """What it is about."""
        return self.indicator, self.tier


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The latest word of each reviewer on each place, the oldest first; none where withdrawn."""
    latest: dict[tuple[Place, str], Decision] = {}
    for decision in sorted(decisions, key=lambda d: d.number):
        key = decision.place, decision.reviewer
        latest.pop(key, None)
        latest[key] = decision
    return tuple(d for d in latest.values() if d.word is not Word.WITHDRAWN)


def is_stale(decision: Decision, digest: str, day: date) -> bool:
    """Whether what it rests on has changed, or its end has come.

    Args:
        decision: the decision.
        digest: ``evidence_digest`` of its place now.
        day: the day on which it is to hold.
    """
    expired = bool(decision.until) and date.fromisoformat(decision.until) < day
    return expired or decision.evidence_digest != digest


def disagreement(decisions: Iterable[Decision]) -> Mapping[Place, tuple[Decision, ...]]:
    """The places of which reviewers say different things, with all that is said of each.

    ``decisions`` are standing. The same word with another reason, or another end, is agreement;
    other-document with other pages is none.
    """
    by_place: defaultdict[Place, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_place[decision.place].append(decision)
    return {
        place: tuple(said)
        for place, said in by_place.items()
        if len({(d.word, frozenset(d.documents)) for d in said}) > 1
    }
