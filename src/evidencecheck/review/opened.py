"""One finished report, opened for review."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from evidencecheck.audit import FILE_NAME, Trail, decisions
from evidencecheck.domain.decision import Decision, Word, disagreement, is_stale, standing
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.out import REPORT_JSON
from evidencecheck.reports.wording import Wording
from evidencecheck.review.doubt import doubt
from evidencecheck.review.evidence import Shown, shown
from evidencecheck.review.translated import Sentences, sentences

Json = dict[str, Any]

_VETO = 100_000.0
"""Points times weight that what must be met is worth: more than any points are."""
_FIRST = {Flag.SUSPICIOUS: 0, Flag.MISSING: 1, Flag.SUPPORTED: 2}


@dataclass(frozen=True, slots=True)
class Said:
    """A standing decision, and whether it still holds."""

    decision: Decision
    stale: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator (of a tiered system: for the tier applied for) with what was said of it."""

    data: Json
    """Of report.json."""
    number: int
    """Its place in the system, from 0."""
    said: tuple[Said, ...]
    disagreed: bool
    doubt: float
    """0..1: how likely a wrong reading decided its flag."""

    @property
    def id(self) -> str:
        """Of the indicator."""
        return str(self.data["id"])

    @property
    def flag(self) -> Flag:
        """What the check found."""
        return Flag(self.data["flag"])

    @property
    def word(self) -> str:
        """What is shown for it in a list: the latest word, stale, disagreed, or nothing."""
        if self.disagreed:
            return "disagreed"
        if not self.said:
            return ""
        last = self.said[-1]
        return "stale" if last.stale else last.decision.word.value

    @property
    def open(self) -> bool:
        """Whether a person should still look at it."""
        return self.word in {"", "stale", "disagreed"}

    @property
    def rank(self) -> tuple[bool, int, float, int]:
        """Its place in the queue: open ones first, the worst flag, the most at stake.

        A suspicious or missing one is looked at in any case, for all its points; of a supported one
        they are at stake as far as a wrong reading may have decided it.
        """
        points = float(self.data.get("max_score") or 0)
        worth = points * float(self.data.get("section_weight") or 100)
        # What must be met without points decides more than any points.
        if self.data.get("max_score") is None:
            worth = _VETO
        if self.flag is Flag.SUPPORTED:
            worth *= self.doubt
        return (not self.open, _FIRST[self.flag], -worth, self.number)


class OpenedReport:
    """report.json of an OUT folder and the decisions on it, read anew when either changes."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._stamp = 0
        self._data: Json = {}
        self._documents: Mapping[str, Json] = {}
        self._files: Mapping[str, Json] = {}
        self._sentences: tuple[int, Sentences] = (0, {})

    @property
    def data(self) -> Json:
        """report.json as it is now.

        Raises:
            OSError: it is gone.
            ValueError: it is no report.
        """
        path = self.out / REPORT_JSON
        stamp = path.stat().st_mtime_ns
        with self._lock:
            if stamp != self._stamp:
                self._data = json.loads(path.read_text(encoding="utf-8"))
                self._documents = {d["id"]: d for d in self._data["documents"]}
                self._files = {f["path"]: f for f in self._data["files"]}
                self._stamp = stamp
            return self._data

    @property
    def documents(self) -> Mapping[str, Json]:
        """The documents of the report, by id."""
        self.data  # noqa: B018  (they are those of the report as it is now)
        return self._documents

    def file(self, path: str) -> Json | None:
        """The file of the report at ``path``; None where there is none."""
        self.data  # noqa: B018  (they are those of the report as it is now)
        return self._files.get(path)

    def sentences(self, words: Wording) -> Sentences:
        """What is said of findings, in the language of ``words`` where the report has another."""
        self.data  # noqa: B018  (they are those of the report as it is now)
        if self._sentences[0] != self._stamp:
            self._sentences = (self._stamp, sentences(self.out / FILE_NAME, words))
        return self._sentences[1]

    @property
    def tier(self) -> str:
        """The tier applied for; empty where the system has none."""
        tiers = next((i["tiers"] for i in self.data["indicators"] if i.get("tiers")), None)
        if tiers is None:
            return ""
        return str(self.data.get("tier") or tuple(tiers)[-1])

    def rows(self) -> list[Row]:
        """All indicators in the order of the system."""
        data, tier = self.data, self.tier
        said = self._said()
        stand = standing(said)
        split = disagreement(stand)
        today = datetime.now(UTC).date()
        return [
            Row(
                entry,
                number,
                tuple(self._with_age(stand, entry, tier, today)),
                (entry["id"], tier) in split,
                doubt(entry, self.documents),
            )
            for number, entry in enumerate(data["indicators"])
        ]

    def row(self, indicator: str) -> Row | None:
        """One of them; None where there is no such indicator."""
        return next((r for r in self.rows() if r.id == indicator), None)

    def history(self, indicator: str) -> tuple[Decision, ...]:
        """All that was ever said of an indicator, the latest first."""
        return tuple(d for d in reversed(self._said()) if d.indicator == indicator)

    def evidence(self, row: Row) -> tuple[Shown, ...]:
        """The places to look at for an indicator: those of findings first."""
        return shown(row.data, self.documents)

    def decide(
        self,
        row: Row,
        word: Word,
        *,
        reason: str,
        reviewer: str,
        until: str = "",
        documents: Iterable[tuple[str, int, int]] = (),
    ) -> Decision:
        """Put a reviewer's word into the trail.

        Raises:
            TrailError: the trail cannot be written.
            ValueError: the decision makes no sense.
        """
        tier = self._tier_of(row.data)
        with self._writing, Trail(self.out / FILE_NAME) as trail:
            return trail.decide(
                indicator=row.id,
                tier=tier,
                word=word,
                reason=reason.strip(),
                reviewer=reviewer.strip(),
                at=datetime.now(UTC),
                evidence_digest=str(row.data["evidence_digest"]),
                until=until,
                documents=documents,
            )

    def last_of(self, reviewer: str) -> Decision | None:
        """The latest word of a reviewer that still stands, for undoing it."""
        own = [d for d in standing(self._said()) if d.reviewer == reviewer]
        return max(own, key=lambda d: d.number, default=None)

    def _tier_of(self, entry: Json) -> str:
        return self.tier if entry.get("tiers") else ""

    def _said(self) -> tuple[Decision, ...]:
        path = self.out / FILE_NAME
        return decisions(path) if path.is_file() else ()

    def _with_age(
        self, stand: Iterable[Decision], entry: Json, tier: str, today: date
    ) -> Iterator[Said]:
        own = tier if entry.get("tiers") else ""
        for decision in stand:
            if decision.place == (entry["id"], own):
                yield Said(decision, is_stale(decision, entry["evidence_digest"], today))
