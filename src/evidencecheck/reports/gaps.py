"""What an enterprise lacks, ordered by what it costs: the gap list, and what runs out next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from evidencecheck.domain.document import LONG_TERM, Document
from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.report import FileEntry, IndicatorResult, Report
from evidencecheck.domain.systems import Condition, Indicator, Kind, RulePack
from evidencecheck.reports.evidence import Evidence, worst_first

SOON = 90
"""Days within which a document that is still valid counts as running out (V204)."""

_NEEDED = frozenset({Kind.BASIC, Kind.VETO, Kind.TIERED})
"""Kinds of indicators that must hold whatever the score is."""

_NO_ZERO = "must.min_score"
"""Variable of the condition of a grade that no 必选 indicator may be scored 0."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One indicator that is not supported, and what is to be done about it."""

    result: IndicatorResult
    needed: bool
    """Whether the title depends on it, whatever the total is: it must hold, or must not be 0."""
    stake: float | None
    """Points of the weighted total that rest on it; None where it is not scored."""
    findings: tuple[Finding, ...]
    """What decides its flag, the suspicious first, each once."""

    def missing(self) -> tuple[Finding, ...]:
        """What is to be handed in."""
        return tuple(f for f in self.findings if f.level is Level.MISSING)

    def doubts(self) -> tuple[Finding, ...]:
        """What a person should look at."""
        return tuple(f for f in self.findings if f.level is Level.SUSPICIOUS)


@dataclass(frozen=True, slots=True)
class Expiry:
    """A document that prints an end of validity."""

    document: Document
    begins: date | None
    ends: date
    indicators: tuple[str, ...]
    left: int
    """Days from the assessment date to its end; negative where it is over."""

    @property
    def tone(self) -> str:
        """suspicious where it is over, missing where it ends soon, else supported."""
        if self.left < 0:
            return "suspicious"
        return "missing" if self.left <= SOON else "supported"


def stake_of(indicator: Indicator, pack: RulePack) -> float | None:
    """Points of the total that an indicator can bring: those of its section by weight."""
    if indicator.max_score is None:
        return None
    section = pack.section_of(indicator)
    if section is None or section.weight is None or not section.points:
        return indicator.max_score
    return round(indicator.max_score * section.weight / section.points, 4)


def gaps(report: Report) -> tuple[Gap, ...]:
    """Indicators that are not supported: those that must hold first, then by points at stake.

    Those that the applicant declares not applicable are left out.
    """
    evidence = Evidence(report)
    no_zero = any(c.var == _NO_ZERO for g in report.pack.grades for c in _flat(g.conditions))
    found = [
        _gap(result, report.pack, no_zero)
        for result in report.indicators
        if result.flag is not Flag.SUPPORTED
        and evidence.not_applicable(result.indicator.id) is None
    ]
    return tuple(
        sorted(
            found, key=lambda g: (not g.needed, g.needed and g.stake is not None, -(g.stake or 0))
        )
    )


def _flat(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for condition in conditions:
        yield condition
        yield from _flat(condition.all_of)


def _gap(result: IndicatorResult, pack: RulePack, no_zero: bool) -> Gap:
    decisive = dict.fromkeys(f for f in result.findings if f.level is not Level.NOTE)
    needed = result.indicator.kind in _NEEDED or (no_zero and result.indicator.type == "必选")
    stake = stake_of(result.indicator, pack)
    return Gap(result, needed, stake, worst_first(decisive))


def unread(report: Report) -> tuple[FileEntry, ...]:
    """The files that could not be read."""
    return tuple(f for f in report.files if f.status is FileStatus.UNREADABLE)


def expiries(report: Report) -> tuple[Expiry, ...]:
    """Documents that indicators rest on and that print an end of validity, the earliest first."""
    evidence = Evidence(report)
    day = report.submission.date
    found = []
    for entry in report.documents:
        document = entry.document
        users = evidence.users.get(document.id, ())
        ends = _day(document.text("valid_until"))
        if ends is None or not users:
            continue
        begins = _first_day(document, ("valid_from", "issue_date"))
        if begins is not None and begins > ends:
            begins = None
        found.append(Expiry(document, begins, ends, users, (ends - day).days))
    return tuple(sorted(found, key=lambda e: (e.ends, e.document.file, e.document.first_page)))


def _first_day(document: Document, names: Iterable[str]) -> date | None:
    return next((d for d in (_day(document.text(n)) for n in names) if d is not None), None)


def _day(text: str) -> date | None:
    if not text or text == LONG_TERM:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
