"""What a result folder attests, as an in-toto Statement (in-toto.io/Statement/v1).

Its subjects are report.json, scores.json where there is one, the head of the trail, and every file
of evidence, each with its sha256. Its predicate says what was found, decided and scored, and what
program, rules and models found it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evidencecheck.audit.events import Kind
from evidencecheck.audit.trail import TrailError, decisions
from evidencecheck.audit.verification import Verdict
from evidencecheck.domain.canonical import canonical, storable

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "urn:evidencecheck:assessment:v1"

TRAIL_HEAD = "evidencecheck.db#head"
"""Name of the subject whose digest is that of the last event of the trail."""

EVIDENCE = "evidence/"
"""What the names of files of evidence begin with; the path within the submission follows."""

Json = dict[str, Any]


def render_statement(
    report: Mapping[str, Any], digests: Mapping[str, str], trail: Path, verdict: Verdict, at: str
) -> bytes:
    """The statement as canonical JSON (RFC 8785) in UTF-8.

    Args:
        report: report.json.
        digests: sha256 (hex) of the files of ours that it speaks of, by name.
        trail: evidencecheck.db.
        verdict: that the trail is as it was written.
        at: when, RFC 3339 in UTC.

    Raises:
        TrailError: the trail cannot be read.
    """
    subjects = [_subject(name, digest) for name, digest in digests.items()]
    subjects.append(_subject(TRAIL_HEAD, verdict.head))
    subjects += [
        _subject(f"{EVIDENCE}{f['path']}", f["sha256"]) for f in report["files"] if f["sha256"]
    ]
    last = _last_events(trail)
    predicate = {
        "at": at,
        "system": report["system"],
        "applicant": report["applicant"],
        "assessment_date": report["assessment_date"],
        "tier": report["tier"],
        "versions": last[Kind.RUN_STARTED]["versions"],
        "trail": {"events": verdict.events, "head": verdict.head},
        "flags": [_flag(entry) for entry in report["indicators"]],
        "decisions": [{**asdict(d), "word": d.word.value} for d in decisions(trail)],
        "scores": last.get(Kind.SCORE),
    }
    statement = {
        "_type": STATEMENT_TYPE,
        "subject": subjects,
        "predicateType": PREDICATE_TYPE,
        "predicate": predicate,
    }
    return canonical(storable(statement)).encode("utf-8")


def _subject(name: str, digest: str) -> Json:
    return {"name": name, "digest": {"sha256": digest}}


def _flag(entry: Mapping[str, Any]) -> Json:
    flag = {key: entry[key] for key in ("flag", "evidence_digest")}
    tiers = {
        tier: {key: own[key] for key in ("flag", "evidence_digest")}
        for tier, own in entry.get("tiers", {}).items()
    }
    return {"indicator": entry["id"], **flag, **({"tiers": tiers} if tiers else {})}


def _last_events(trail: Path) -> dict[Kind, Json]:
    """The bodies of the last event of each kind that matters here."""
    try:
        uri = f"{trail.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return dict(_bodies(connection))
    except (sqlite3.Error, ValueError) as error:
        raise TrailError(f"{trail.name} cannot be read: {error}") from error


def _bodies(connection: sqlite3.Connection) -> Iterator[tuple[Kind, Json]]:
    select = "SELECT body FROM events WHERE kind = ? ORDER BY seq DESC LIMIT 1"
    for kind in (Kind.RUN_STARTED, Kind.SCORE):
        found = connection.execute(select, (kind.value,)).fetchone()
        if found is not None:
            yield kind, json.loads(found[0])
