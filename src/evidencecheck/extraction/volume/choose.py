"""The likeliest places of the seams of a file, all signs taken together."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log1p

from evidencecheck.extraction.volume.seams import Seams

_BEAM = 4
"""Readings of the pages so far that are kept: what a page begins depends on what it follows."""
_HOPELESS = 6.0
_CERTAIN = 30.0


@dataclass(frozen=True, slots=True)
class _Reading:
    likelihood: float
    """The logarithm of the probability of all its decisions."""
    starts: tuple[int, ...]


def choose(seams: Seams) -> tuple[int, ...]:
    """Places in the order of the written pages at which documents begin; the first is 0."""
    readings = [_Reading(0.0, (0,))]
    for at in range(1, len(seams.order)):
        begun: list[_Reading] = []
        going: list[_Reading] = []
        for reading in readings:
            odds = seams.score(reading.starts[-1], at)
            begun.append(_Reading(reading.likelihood - _lost(odds), (*reading.starts, at)))
            going.append(_Reading(reading.likelihood - _lost(-odds), reading.starts))
        # All that begin here have the same future: the likeliest of them will do.
        readings = [max(begun, key=lambda r: r.likelihood), *going]
        readings.sort(key=lambda r: -r.likelihood)
        best = readings[0].likelihood
        readings = [r for r in readings[:_BEAM] if r.likelihood > best - _HOPELESS]
    return readings[0].starts


def _lost(odds: float) -> float:
    """How unlikely a decision is of which the logarithm of the odds is ``odds``: 0 is certain."""
    return log1p(exp(-odds)) if odds > -_CERTAIN else -odds
