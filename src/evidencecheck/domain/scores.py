"""Scores: what a filled-in score sheet says, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from evidencecheck.domain.finding import Flag
from evidencecheck.domain.systems import Indicator

Score = Decimal | bool | None
"""Points, or whether a requirement is met; None: nothing was filled in that can be used."""


class By(StrEnum):
    """Whose scores count: the reviewer's, once one is filled in, else the applicant's own."""

    REVIEWER = "reviewer"
    OWN = "own"


class Remark(StrEnum):
    """What is told of a row."""

    OUT_OF_RANGE = "out-of-range"
    """Below 0 or above the maximum; it counts as not filled in."""
    NOT_READ = "not-read"
    """Neither a number nor the words for met and not met; it counts as not filled in."""
    NOT_SCORED = "not-scored"
    """Nothing was filled in."""
    MANDATORY_ZERO = "mandatory-zero"
    """必选 with 0 points, in a system that does not allow it."""
    ON_MISSING = "on-missing"
    """Points are claimed although evidence is missing, and no reviewer has accepted that."""
    ON_SUSPICIOUS = "on-suspicious"
    """The same of evidence that a person should look at."""
    ON_REJECTED = "on-rejected"
    """Points are claimed on evidence that a reviewer has rejected."""
    UNMET = "unmet"
    """A requirement that must hold does not: basic, veto, or of the tier."""
    UNDECIDED = "undecided"
    """Suspicious, and no reviewer has decided."""
    STALE = "stale"
    """Suspicious, and decided on evidence or a rule that has changed since, or until a past day."""
    DISAGREEMENT = "disagreement"
    """Reviewers have said different things."""
    AMBIGUOUS = "ambiguous"
    """The requirement can be read in two ways."""
    NOT_APPLICABLE = "not-applicable"
    """A reviewer holds that it does not apply; how that is scored the source does not say."""


PROVISIONAL = frozenset({
    Remark.OUT_OF_RANGE, Remark.NOT_READ, Remark.NOT_SCORED, Remark.UNDECIDED, Remark.STALE,
})  # fmt: skip
"""Remarks with which a total is not yet the last word; and disagreement on a suspicious row."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a sheet as it was filled in."""

    line: int
    """Row of the sheet, from 1; 0 where the sheet has none for the indicator."""
    own: str
    """As it stands in the cell."""
    reviewer: str
    opinion: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What a report says of an indicator, as far as scores are held against it."""

    tier: str
    """The tier applied for; empty where the system has none."""
    flag: Flag
    evidence_digest: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One indicator, scored."""

    indicator: Indicator
    judged: Judged
    entry: Entry
    own: Score
    reviewer: Score
    counted: Score
    """That of the two which counts."""
    remarks: tuple[Remark, ...]
    provisional: bool
    """Whether something of this row is still open."""


@dataclass(frozen=True, slots=True)
class SectionTotal:
    """The points of one section that has any."""

    name: str
    points: Decimal
    most: Decimal
    weight: Decimal | None
    """Per cent; None where points are added up directly."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The points of all rows; a row without a score counts nothing."""

    sections: tuple[SectionTotal, ...]
    total: Decimal
    """Of the scored rows, by weight where sections have one; without bonus points."""
    most: Decimal
    bonus: Decimal


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """A condition of a grade, held against the scores."""

    var: str
    op: str
    value: float | bool
    soft: bool
    """原则上: a principle, not a bar."""
    doubtful: str
    """How another reading of the source goes, in which it does not apply."""
    found: Decimal | bool | None
    """None: not known."""
    holds: bool | None


class GradeStatus(StrEnum):
    """Whether a grade is reached."""

    REACHED = "reached"
    IN_PRINCIPLE = "in-principle"
    """All but what is a principle (原则上): the authority decides."""
    OPEN = "open"
    """Something is not known yet; nothing that is known stands against it."""
    NOT_REACHED = "not-reached"


@dataclass(frozen=True, slots=True)
class GradeResult:
    """One grade of the system."""

    name: str
    status: GradeStatus
    conditions: tuple[ConditionResult, ...]
    note: str


class Reading(StrEnum):
    """What another reading of the source does."""

    WITHOUT_DOUBTFUL = "without-doubtful"
    """Leaves out the conditions that are doubtful."""
    WITH_BONUS = "with-bonus"
    """Counts bonus points into the score."""


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Where another reading leads to another grade."""

    readings: tuple[Reading, ...]
    grade: str
    """Empty: none."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a filled-in sheet comes to."""

    by: By
    rows: tuple[ScoreRow, ...]
    totals: Totals
    grades: tuple[GradeResult, ...]
    """In the order of the system, the lowest first."""
    grade: str
    """The highest that is reached by the words of the source; empty: none."""
    other_readings: tuple[OtherReading, ...]
    """Those that lead to another grade than ``grade``."""
    unknown: tuple[str, ...]
    """Quantities that the conditions of grades name and nobody has given."""

    @property
    def provisional(self) -> bool:
        """Whether a score is lacking, or a suspicious flag without a decision that holds."""
        return any(row.provisional for row in self.rows)
