"""Which emission factor a number is, and which was the latest on a day (domain section D, C18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from evidencecheck.domain.factors import Factor, FactorKind, FactorRegister, FactorSeries, FactorSet
from evidencecheck.domain.rule import Confidence

OF_POWER: Final = "tCO2/MWh"
"""The unit in which factors of electricity are held against the register."""
EXACT: Final = 0.00005
"""Half of the last of four places, with which they are printed."""
_DIGITS = 9
"""Differences are rounded to as many, so that a tolerance holds its own bound."""


@dataclass(frozen=True, slots=True)
class KnownFactor:
    """One value of the register with all that it belongs to."""

    id: str
    """Of its series: ``grid-average.jiangsu``."""
    series: FactorSeries
    kind: FactorKind
    set_id: str
    """``mee-2023``."""
    set: FactorSet
    factor: Factor

    @property
    def unit(self) -> str:
        """The unit of the value."""
        return self.series.unit or self.kind.unit

    @property
    def confidence(self) -> Confidence:
        """How sure the reference is of the value."""
        return self.factor.confidence or self.series.confidence

    def is_in(self, unit: str) -> bool:
        """Whether the same number stands in ``unit``."""
        return unit == self.unit or (not self.series.unit and unit in self.kind.same_units)

    def is_value(self, value: float, tolerance: float) -> bool:
        """Whether ``value``, in the unit of the factor, is off by no more than ``tolerance``."""
        low, high = self.factor.value, self.factor.upper or self.factor.value
        return round(max(low - value, value - high), _DIGITS) <= tolerance


class Factors:
    """Looks up emission factors."""

    def __init__(self, register: FactorRegister) -> None:
        self._series = {
            name: tuple(
                KnownFactor(name, s, register.kinds[s.kind], key, register.sets[key], factor)
                for key, factor in s.values.items()
            )
            for name, s in register.series.items()
        }
        # Papers tell the same few numbers over and over.
        self._identified: dict[tuple[float, str, float], tuple[KnownFactor, ...]] = {}
        self._in_unit: dict[str, tuple[KnownFactor, ...]] = {}

    def identify(self, value: float, unit: str, tolerance: float) -> tuple[KnownFactor, ...]:
        """Everything that has this value in this unit, in the order of the register.

        One number can be several: 0.5271 kgCO2/kWh is central China of 2023 and the south of 2012.
        """
        asked = (value, unit, tolerance)
        if asked not in self._identified:
            self._identified[asked] = tuple(
                known
                for values in self._series.values()
                for known in values
                if known.is_in(unit) and known.is_value(value, tolerance)
            )
        return self._identified[asked]

    def of_power(self, value: float) -> tuple[KnownFactor, ...]:
        """Every factor of electricity that has this value in tCO2/MWh, as it is printed."""
        return self.identify(value, OF_POWER, EXACT)

    def in_unit(self, unit: str) -> tuple[KnownFactor, ...]:
        """Every value that the register gives in a unit, in its order."""
        if unit not in self._in_unit:
            every = (known for values in self._series.values() for known in values)
            self._in_unit[unit] = tuple(known for known in every if known.is_in(unit))
        return self._in_unit[unit]

    def published(self, series: str, on: date) -> KnownFactor | None:
        """The value of a series that was published last, on or before a day; None: none was.

        Raises:
            KeyError: there is no such series.
        """
        days = [
            (known.set.published, known)
            for known in self._series[series]
            if known.set.published is not None and known.set.published <= on
        ]
        return max(days, key=lambda pair: pair[0])[1] if days else None

    def current(self, known: KnownFactor, on: date) -> bool:
        """Whether a value was the latest of its series on a day and had not ended.

        A value whose day of publication is not known is current until it ends.
        """
        if known.set.ends is not None and on > known.set.ends:
            return False
        if known.set.published is None:
            return True
        latest = self.published(known.id, on)
        return latest is not None and latest.set_id == known.set_id
