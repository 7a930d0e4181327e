"""Sentences of findings in the language of the pages, whatever that of the report is.

report.json holds sentences; the trail holds what they were made from.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from evidencecheck.domain.finding import Finding, Level
from evidencecheck.reports.wording import LANGUAGES, Wording


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said of a finding."""

    message: str
    remedy: str


Sentences = Mapping[tuple[str, str], Sentence]
"""By finding code and the sentence in report.json."""

_LAST_RUN = (
    "SELECT code, level, params FROM findings WHERE run = "
    "(SELECT run FROM events WHERE kind = 'run-finished' ORDER BY seq DESC LIMIT 1)"
)


def sentences(trail: Path, words: Wording) -> Sentences:
    """The sentences of the last run; none where the trail cannot be read."""
    others = [Wording(words.book, lang) for lang in LANGUAGES if lang != words.lang]
    found: dict[tuple[str, str], Sentence] = {}
    for finding in _findings(trail):
        sentence = Sentence(words.message(finding), words.remedy(finding))
        for other in others:
            found[finding.code, other.message(finding)] = sentence
    return found


def _findings(trail: Path) -> tuple[Finding, ...]:
    try:
        address = f"{trail.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as database:
            rows = database.execute(_LAST_RUN).fetchall()
        return tuple(
            Finding(code, Level(level), tuple(json.loads(params).items()))
            for code, level, params in rows
        )
    except (sqlite3.Error, ValueError):
        return ()
