"""Indicator systems as values: what each indicator asks for, and what is awarded for it.

The rulebook builds these from rules/systems/; every other layer only reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from evidencecheck.domain.rule import Rule, Source, Texts


class Kind(StrEnum):
    """What an indicator does to the outcome."""

    BASIC = "basic"
    """Must hold; not scored."""
    SCORED = "scored"
    VETO = "veto"
    TIERED = "tiered"
    BONUS = "bonus"


class Cites(Rule):
    """Which standards the evidence must cite. 按照 A、B = all; 采用 A 或 B = any; 等 = open."""

    any: tuple[str, ...] = ()
    """One of these; without edition: ``GB/T 32150``. Identical standards count as each other."""
    all: tuple[str, ...] = ()
    open: bool = False
    """Whether another suitable standard will do (等、或其他适用的标准)."""
    of: tuple[str, ...] = ()
    """Document types that must cite them; by default the first that the slot accepts."""
    works: tuple[str, ...] = ()
    """Words in the title of a work that does as well, where it is named: 《某省用水定额》."""


LEVELS: Final = ("区级", "市级", "省级", "国家级")
"""Of awards, the lowest first."""


class AskedGrade(Rule):
    """A grade that the evidence must have reached: of an evaluation, of a machine."""

    speaks: Texts
    """A paper of that grade holds one of these words: 资源集约利用."""
    titled: bool = False
    """Whether its title must hold it."""
    labels: Texts
    """Before its value, or heading its column: 评价等级."""
    enough: Texts
    """Its values that will do: A."""
    below: Texts
    """Those that will not (E004): B, C, D."""
    each: bool = False
    """Whether every paper must reach it; else the best of all counts."""


class Slot(Rule):
    """One piece of evidence that an indicator asks for."""

    id: str = ""
    """``<indicator>/<n>``; filled in by the rulebook."""
    text: str
    """The words of the source that ask for it."""
    accepts: tuple[str, ...] = Field(min_length=1)
    """Document types that can fill it, the fittest first."""
    instead: tuple[str, ...] = ()
    """Document types that will do where there is none of ``accepts``."""
    required: bool = True
    """False: shown, and its absence decides nothing (an example, or something beyond)."""
    min_count: int = Field(default=1, ge=1)
    years: int = Field(default=0, ge=0)
    """Number of full calendar years before the assessment date that must be covered; 0: none."""
    within_years: int = Field(default=0, ge=0)
    """Number of calendar years before the assessment date that it must be of, if it states any; 0:
    of any time."""
    cites: Cites | None = None
    issuer: Literal["", "third-party"] = ""
    holder: Literal["", "applicant"] = ""
    """applicant: it must be the applicant's own, where documents of its type may be anyone's."""
    valid: bool = False
    """Whether the source says in words that it must be within its validity (证书应处于有效期内)."""
    level: Literal["", "区级", "市级", "省级", "国家级"] = ""
    """Lowest level of award that will do."""
    lower_topics: tuple[str, ...] = ()
    """As ``topics``: what evidence says that has not reached what is asked (E004): B级."""
    grade: AskedGrade | None = None
    """The grade that it must have reached."""
    threshold: str = ""
    """What a person must hold it against, in the words of the source: 不低于70%, 先进值, 月度;
    ``…`` stands for words left out."""
    seal: bool = False
    """Whether the source asks in words for a seal or signature on it, or prints a place for one."""
    topics: tuple[str, ...] = ()
    """The document must speak of one of these; words parted by a blank must all be there, ``a|b``
    is either, ``!a|b`` neither."""
    topics_of: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """The topics that documents of a type must speak of instead: ``{contract: [租赁]}``."""
    public: bool = False
    """Whether the source asks for publication."""
    weaker: tuple[str, ...] = ()
    """Document types that point at the evidence without being it (E005)."""
    off_topic: tuple[str, ...] = ()
    """Words of a document that says itself that it does not hold this: 其他间接排放未核算."""
    weaker_topics: tuple[str, ...] = ()
    """Words by which a document of an accepted type, off the topics, is such a one too: 校准."""
    inferred: bool = False
    """True where the source does not name the evidence and the slot was derived."""
    derived_from: str = ""
    """The words that an inferred slot was derived from."""

    def topics_for(self, document_type: str) -> tuple[str, ...]:
        """What a document of a type must speak of; empty: of anything."""
        return self.topics_of.get(document_type, self.topics)


class Ambiguity(Rule):
    """A rule text that can be read in two ways."""

    readings: tuple[str, ...] = Field(min_length=2)
    taken: str
    """The reading that the slots follow, and why."""


class Step(Rule):
    """Points for a quantity within bounds."""

    above: float | None = None
    """Exclusive lower bound."""
    at_least: float | None = None
    below: float | None = None
    at_most: float | None = None
    points: float


class Scoring(Rule):
    """How points are given, where the source's rule is arithmetic."""

    way: Literal["steps", "pro-rata", "per-item", "parts", "highest"]
    """steps: by bounds; pro-rata: linear from 0 points at ``low`` (or the points of the share
    itself where ``low`` is 0) to all at ``high``; per-item: ``points`` each up to ``most``;
    parts: ``parts`` are added up; highest: of the ``parts`` that hold the best one counts."""
    quantity: str = ""
    """What is measured: offset_ratio, renewable_share."""
    unit: str = ""
    steps: tuple[Step, ...] = ()
    """With another way they override it within their bounds: 50 % 以下不得分."""
    low: float | None = None
    high: float | None = None
    points: float | None = None
    most: float | None = None
    parts: Mapping[str, float] = Field(default_factory=dict)
    """Words of the source: points."""


class Correction(Rule):
    """An evident error of the source, with what must be meant."""

    printed: str
    meant: str
    why: str = ""


class TierText(Rule):
    """What one tier of a tiered system requires in a row."""

    text: str
    """Verbatim; ``/`` where the tier requires nothing."""
    slots: tuple[Slot, ...] = ()


class Indicator(Rule):
    """One row of an indicator system."""

    id: str
    kind: Kind
    level1: str
    level2: str
    requirement: str
    """Verbatim but for white space."""
    evidence_basis: str | None
    """Verbatim; None where the source gives none."""
    shares_evidence_with: str = ""
    """Id of the indicator whose evidence cell this row shares in the source."""
    type: Literal["必选", "可选"] | None = None
    max_score: float | None = None
    scoring: str = ""
    """How points are given, in the words of the source."""
    points: Scoring | None = None
    """The same as data."""
    corrections: tuple[Correction, ...] = ()
    source: Source
    slots: tuple[Slot, ...] = ()
    tiers: Mapping[str, TierText] = Field(default_factory=dict)
    """By id of the tier, in a tiered system; its slots stand there."""
    conditional: str = ""
    """When it applies only under a condition: the words that say so (如适用)."""
    ambiguous: Ambiguity | None = None
    note: str = ""

    @model_validator(mode="after")
    def _has_slots(self) -> Self:
        if bool(self.slots) == any(t.slots for t in self.tiers.values()):
            raise ValueError("an indicator has slots of its own, or tiers that have them")
        return self

    @property
    def every_slot(self) -> tuple[Slot, ...]:
        """Its own slots, or those of all its tiers."""
        return (*self.slots, *(s for t in self.tiers.values() for s in t.slots))

    def at(self, tier: str) -> Indicator:
        """The indicator as one tier asks for it: with that tier's slots as its own."""
        return self.model_copy(update={"slots": self.tiers[tier].slots, "tiers": {}})


class Section(Rule):
    """A block of indicators with one weight."""

    name: str
    weight: float | None = None
    """Per cent of the total; None where points are added up directly."""
    points: float | None = None
    file: str
    """The file beside system.yaml that holds its indicators."""


class Condition(Rule):
    """A comparison of one quantity of the assessment, or a conjunction of them."""

    var: str = ""
    op: Literal["==", "!=", ">", ">=", "<", "<="] = "=="
    value: float | bool = True
    soft: bool = False
    """原则上: a principle, not a bar."""
    doubtful: str = ""
    """How another reading of the source goes, in which the condition does not apply; empty: there
    is none."""
    all_of: tuple[Condition, ...] = ()


class Grade(Rule):
    """A title that the system awards, and when."""

    name: str
    conditions: tuple[Condition, ...]
    note: str = ""


class NormativeReference(Rule):
    """A standard that the source lists, as it prints it."""

    number: str
    title: str
    source: Source


class Material(Rule):
    """One entry of the list of materials, or of the application form, that the source prints."""

    number: str
    """Its number, or the heading that it stands under; empty where the source prints none."""
    text: str
    source: Source
    indicators: tuple[str, ...] = ()
    """Ids of the indicators that it serves; empty where none corresponds."""


class ElectricityFactor(Rule):
    """The emission factor of bought electricity that a system names."""

    series: str
    """A series of rules/factors.yaml; its value last published by the day of a document counts."""
    text: str
    """The words of the source."""
    source: Source


class Region(Rule):
    """Where the works that a system is for must lie, as a circle around it and its surroundings."""

    north: float = Field(ge=-90, le=90)
    east: float = Field(ge=-180, le=180)
    """Degrees, WGS 84."""
    km: float = Field(gt=0)
    """Radius; a photo from outside of it is worth a look (A708)."""


class RulePack(Rule):
    """One indicator system."""

    id: str
    name: str
    edition: str
    issuer: str = ""
    """Empty where the source does not name it."""
    source: Source
    sections: tuple[Section, ...]
    tiers: tuple[str, ...] = ()
    """Ids of its tiers, the lowest first; empty where it has none."""
    grades: tuple[Grade, ...] = ()
    """The lowest first."""
    bonus_counted: Literal["yes", "no", "unsaid"] = "unsaid"
    """Whether bonus points count into the score that grades ask for; unsaid: both are told."""
    references: tuple[NormativeReference, ...] = ()
    offset_methods: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    application_form: tuple[Material, ...] = ()
    region: Region | None = None
    electricity_factor: ElectricityFactor | None = None
    """None: the system names none."""
    translation: str = ""
    """The words that ask for a Chinese translation of papers in other languages; empty: none do."""
    notes: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @cached_property
    def graded(self) -> tuple[Slot, ...]:
        """The slots that ask for a grade."""
        return tuple(s for i in self.indicators for s in i.every_slot if s.grade is not None)

    def section_of(self, indicator: Indicator) -> Section | None:
        """The section that an indicator stands in."""
        return next((s for s in self.sections if s.name == indicator.level1), None)
