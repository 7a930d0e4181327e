"""The counts that come out when a report is held against the truth, and the figures from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
"""Lower ends of the steps of confidence."""


@dataclass
class Score:
    """Counts of one case, or of several added up."""

    documents: int = 0
    found: int = 0
    """Documents whose file and page range agree with the truth."""
    types: int = 0
    """Documents found with the right type."""
    hits: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    """Values right, wrong and missed, by field; a wrong value is also a missed one."""
    by_origin: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Values by how their document was read and ``hit``, ``wrong`` or ``missed``."""
    calibration: Counter[tuple[float, bool]] = field(default_factory=Counter)
    """Values by the lower end of their step of confidence, and whether they are right."""
    indicators: int = 0
    flags: int = 0
    """Indicators with the right flag, of those whose flag is plain."""
    planted: Counter[str] = field(default_factory=Counter)
    detected: Counter[str] = field(default_factory=Counter)
    """Planted defects, and those found by their code, by level."""
    clean: int = 0
    alarms: int = 0
    """Documents without a suspicious defect, and suspicious findings on them that are false."""
    false_codes: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    """What is not as the truth has it, a line each."""

    def add(self, other: Score) -> None:
        """Add the counts of another case."""
        for name, value in vars(other).items():
            mine = getattr(self, name)
            if isinstance(value, Counter):
                mine.update(value)
            elif isinstance(value, list):
                mine.extend(value)
            else:
                setattr(self, name, mine + value)

    @property
    def type_accuracy(self) -> float:
        """Documents found with the right type, of all; 0..1."""
        return self.types / self.documents if self.documents else 1.0

    @property
    def field_f1(self) -> float:
        """Micro F1 over all fields; 0..1."""
        return _f1(self.hits.total(), self.wrong.total(), self.missed.total())

    def f1_of(self, *origins: str) -> float | None:
        """Micro F1 over the fields of documents read in those ways; None where there are none."""
        hits, wrong, missed = (
            sum(self.by_origin[o, what] for o in origins) for what in ("hit", "wrong", "missed")
        )
        return _f1(hits, wrong, missed) if hits + wrong + missed else None

    def sure_and_right(self, least: float) -> float | None:
        """Of the values with a confidence of ``least`` and more, those that are right; 0..1."""
        right = sum(n for (step, ok), n in self.calibration.items() if step >= least and ok)
        wrong = sum(n for (step, ok), n in self.calibration.items() if step >= least and not ok)
        return right / (right + wrong) if right + wrong else None

    @property
    def flag_accuracy(self) -> float:
        """Indicators with the right flag, of those whose flag is plain; 0..1."""
        return self.flags / self.indicators if self.indicators else 1.0

    @property
    def alarms_per_100(self) -> float:
        """False suspicious findings per 100 clean documents."""
        return 100 * self.alarms / self.clean if self.clean else 0.0

    def by_field(self) -> Iterator[tuple[str, float]]:
        """Names of fields with the F1 of each."""
        for name in sorted({*self.hits, *self.wrong, *self.missed}):
            yield name, _f1(self.hits[name], self.wrong[name], self.missed[name])


def _f1(hits: int, wrong: int, missed: int) -> float:
    return 2 * hits / (2 * hits + wrong + missed) if hits + wrong + missed else 1.0
