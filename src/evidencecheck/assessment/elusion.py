"""How many of the flags *supported* may be wrong: a random sample and what can be said from it.

A second look at a simple random sample gives the share that does not hold (elusion, as it is called
where documents are reviewed in bulk) and an interval for it after Clopper and Pearson (Biometrika
26, 1934, pp. 404–413): exact, never narrower than its confidence says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import exp, lgamma, log

CONFIDENCE = 0.95
_STEPS = 100
"""Halvings of the interval: more than a double can tell apart."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a second look says about all flags that were sampled from."""

    population: int
    """Supported indicators in all."""
    looked: int
    """Those that were looked at a second time."""
    wrong: int
    """Those of them that did not hold."""
    share: float
    """``wrong`` over ``looked``, 0..1."""
    low: float
    high: float
    """The interval for the share in the population, 0..1."""


def drawn(keys: Iterable[str], size: int, seed: str) -> tuple[str, ...]:
    """A simple random sample of ``size`` distinct keys, the same for the same keys and seed.

    Keys are ranked by a digest of seed and key: their order does not matter.
    """

    def rank(key: str) -> tuple[str, str]:
        return hashlib.sha256(f"{seed}\0{key}".encode()).hexdigest(), key

    return tuple(sorted(set(keys), key=rank)[: max(0, size)])


def seed_of(digests: Iterable[str]) -> str:
    """The seed that a set of reports gives by itself: sha256 over their digests, sorted."""
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def estimate(population: int, looked: int, wrong: int) -> Estimate:
    """The share of wrong flags and its interval.

    Raises:
        ValueError: nothing was looked at, or the numbers contradict each other.
    """
    if not 0 <= wrong <= looked <= population or looked == 0:
        raise ValueError(f"{wrong} of {looked} of {population}")
    share = wrong / looked
    if looked == population:
        return Estimate(population, looked, wrong, share, share, share)
    return Estimate(population, looked, wrong, share, *clopper_pearson(wrong, looked))


def clopper_pearson(found: int, size: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The exact interval for a share of which ``found`` were seen in a sample of ``size``.

    Its ends are the shares at which a count as high, or as low, is as rare as half of what
    ``confidence`` leaves.
    """
    rare = (1 - confidence) / 2
    low = 0.0 if found == 0 else _share(lambda p: 1 - _at_most(found - 1, size, p) < rare)
    high = 1.0 if found == size else _share(lambda p: _at_most(found, size, p) > rare)
    return low, high


def _share(is_below: Callable[[float], bool]) -> float:
    """The share up to which ``is_below`` holds, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2


def _at_most(count: int, size: int, share: float) -> float:
    """Probability of at most ``count`` in a sample of ``size``: the binomial distribution."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return float(count >= size)
    whole = lgamma(size + 1)
    terms = [
        whole - lgamma(k + 1) - lgamma(size - k + 1) + k * log(share) + (size - k) * log(1 - share)
        for k in range(count + 1)
    ]
    return min(1.0, sum(map(exp, terms)))
