"""Emission factors and default coefficients as dated values (domain reference, section D).

A series is one kind of factor for one subject: the average of the grid of Jiangsu, diesel, SF6. Its
values come in sets that were published together, so that the set that was the latest on a given
day can be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from evidencecheck.domain.rule import Confidence, Rule, Texts, Words


class Purpose(StrEnum):
    """What a factor is used for."""

    INVENTORY_SCOPE_1 = "inventory-scope-1"
    """Direct emissions of an organisation."""
    INVENTORY_SCOPE_2 = "inventory-scope-2"
    """Emissions of the electricity and heat that an organisation buys."""
    PROJECT_REDUCTION = "project-reduction"
    """What a project saves against its baseline."""
    PRODUCT_FOOTPRINT = "product-footprint"
    """Emissions of a product over its life."""
    ETS = "ets"
    """Reports to the emissions trading scheme."""
    ENERGY_CONSUMPTION = "energy-consumption"
    """Energy in tonnes of coal equivalent; nothing to do with emissions."""


class Naming(Rule):
    """How documents name something, in either language, the surest word first."""

    zh: Texts = ()
    en: Texts = ()


class FactorKind(Rule):
    """What the series of one kind have in common."""

    name: Words
    unit: str
    """The unit that all values of the kind are given in: kgCO2/kWh."""
    same_units: Texts = ()
    """Units in which the same number stands: 1 kgCO2/kWh is 1 tCO2/MWh."""
    words: Naming
    """How documents name the kind, without its subject: 电力平均二氧化碳排放因子."""
    right: tuple[Purpose, ...] = ()
    """What it is meant for."""
    wrong: tuple[Purpose, ...] = ()
    """What using it for is a mistake of method; a purpose that stands in neither accuses nobody."""
    note: str = ""


class FactorSet(Rule):
    """Values that were published together."""

    title: Words
    notice: str = ""
    """The announcement, as documents cite it."""
    years: tuple[int, ...] = ()
    """The calendar years that the values are of; empty where they are of none."""
    published: date | None = None
    """The day; where it is not known, no value of the set is ever the latest published."""
    ends: date | None = None
    """Last day on which a document may still use it, whatever comes after; None: not bounded."""
    source: str
    """Where the values were found."""
    note: str = ""


class FuelBasis(Rule):
    """What the factor of a fuel is the product of, times 44/12 for carbon to CO2."""

    heating_value: float = Field(gt=0)
    """Lower heating value in GJ for each unit of fuel."""
    carbon_content: float = Field(gt=0)
    """tC/GJ."""
    oxidation: float = Field(gt=0, le=1)
    """Share of the carbon that burns."""

    @property
    def factor(self) -> float:
        """tCO2 for each unit of fuel."""
        return self.heating_value * self.carbon_content * self.oxidation * 44 / 12


class Factor(Rule):
    """One value of a series. A bare number is one that needs no further words."""

    value: float = Field(gt=0)
    upper: float | None = None
    """The upper end, where what is given is a span that begins with ``value``."""
    basis: FuelBasis | None = None
    confidence: Confidence | None = None
    """Where it differs from that of the series."""
    note: str = ""


def _as_factor(value: object) -> object:
    return value if isinstance(value, dict | Factor) else {"value": value}


class FactorSeries(Rule):
    """The values of one kind for one subject."""

    kind: str
    """A key of ``kinds``."""
    subject: Words
    """What the values are of: a region of the grid, a fuel, a gas."""
    spellings: Texts = ()
    """Further words for the subject: 江苏省."""
    area: Literal["national", "region", "province", "none"] = "none"
    """How far it reaches, for electricity."""
    unit: str = ""
    """Where it differs from that of the kind: a gas is counted in cubic metres."""
    values: Mapping[
        str, Annotated[Factor, BeforeValidator(_as_factor, json_schema_input_type=float | Factor)]
    ] = Field(min_length=1)
    """By the set that each was published in, a key of ``sets``; the oldest first."""
    confidence: Confidence
    """As the reference gives it."""
    source: str = ""
    """Where it differs from that of the sets."""
    note: str = ""


class FactorRegister(Rule):
    """All of rules/factors.yaml."""

    as_of: date
    """The day that the file is the state of knowledge of."""
    kinds: Mapping[str, FactorKind]
    """By id: ``grid-average``."""
    sets: Mapping[str, FactorSet]
    """By id: ``mee-2023``."""
    series: Mapping[str, FactorSeries]
    """By id, which begins with the kind: ``grid-average.jiangsu``."""
