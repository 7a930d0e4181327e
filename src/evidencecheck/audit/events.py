"""Events and the chain that binds each to the one before."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

from evidencecheck.domain.canonical import canonical, sha256

GENESIS = ""
"""What the first event of a trail names as the digest of the one before."""


class Kind(StrEnum):
    """What happened. The body of an event holds the rows it wrote, by table."""

    RUN_STARTED = "run-started"
    """What was asked, of whom, and the versions of everything that answered; writes no rows."""
    FILE_READ = "file-read"
    """One row of ``files`` and those of its ``pages``."""
    DOCUMENT_FOUND = "document-found"
    """One row of ``documents`` and those of its ``fields``."""
    FINDING = "finding"
    """One row of ``findings``."""
    FLAG_SET = "flag-set"
    """The rows of ``flags`` of one indicator: its own and one a slot."""
    RUN_FINISHED = "run-finished"
    """sha256 of report.json, and number and digest of the rows of the run in every table."""
    DECISION = "decision"
    """One row of ``decisions``: a reviewer's word, between runs."""
    SCORE = "score"
    """Rows of ``scores``, what they come to, and the digests of what they were worked out from."""


LATER = {Kind.DECISION: "decisions", Kind.SCORE: "scores"}
"""Kinds of events that stand between runs, and the table that each writes."""


@dataclass(frozen=True, slots=True)
class Event:
    """One link of the chain, as it is stored."""

    seq: int
    """1, 2, 3 … through all runs."""
    run: str
    at: str
    """RFC 3339 in UTC: ``2026-03-31T08:00:00Z``."""
    kind: str
    body: str
    """Canonical JSON."""
    previous: str
    """Digest of the event before; ``GENESIS`` for the first."""
    digest: str
    """sha256, see ``digest_of``."""


def digest_of(*, seq: int, run: str, at: str, kind: str, body: str, previous: str) -> str:
    """sha256 (hex) over the canonical JSON of the six values, ``body`` as the text it is.

    Raises:
        rfc8785.CanonicalizationError: one of them holds what canonical JSON cannot.
    """
    return sha256(canonical({
        "seq": seq, "run": run, "at": at, "kind": kind, "body": body, "previous": previous,
    }))  # fmt: skip


def follow(seq: int, previous: str, *, run: str, at: str, kind: Kind, body: str) -> Event:
    """The event number ``seq``, chained to the one whose digest is ``previous``."""
    digest = digest_of(seq=seq, run=run, at=at, kind=kind.value, body=body, previous=previous)
    return Event(seq, run, at, kind.value, body, previous, digest)


def is_intact(event: Event, *, seq: int | None = None) -> bool:
    """Whether the digest of ``event`` is that of its content (at place ``seq``, if given)."""
    content = asdict(event)
    digest = content.pop("digest")
    if seq is not None:
        content["seq"] = seq
    return bool(digest_of(**content) == digest)
