"""The rules as values: indicator systems, document types, standards, finding codes.

The rulebook builds these from rules/*.yaml; every other layer only reads them. They are pydantic
models so that the shape of a rule file is written down once, here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from evidencecheck.domain.finding import Level


class Rule(BaseModel):
    """Base of all rule values: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Rule):
    """One text in the two languages of the program."""

    zh: str
    en: str

    def get(self, lang: str) -> str:
        """The text in ``lang`` (``zh`` or ``en``)."""
        return self.en if lang == "en" else self.zh


class Source(Rule):
    """Where a rule text stands in its source document."""

    file: str
    """Number of the source document: ``003``."""
    line: int = Field(ge=1)


# ------------------------------------------------------------------ indicator systems


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
    cites: Cites | None = None
    issuer: Literal["", "third-party"] = ""
    valid: bool = False
    """Whether the source says in words that it must be within its validity (证书应处于有效期内)."""
    level: Literal["", "区级", "市级", "省级", "国家级"] = ""
    """Lowest level of award that will do."""
    topics: tuple[str, ...] = ()
    """The document must speak of one of these; words parted by a blank must all be there."""
    public: bool = False
    """Whether the source asks for publication."""
    weaker: tuple[str, ...] = ()
    """Document types that point at the evidence without being it (E005)."""
    inferred: bool = False
    """True where the source does not name the evidence and the slot was derived."""
    derived_from: str = ""
    """The words that an inferred slot was derived from."""


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

    way: Literal["steps", "pro-rata", "per-item", "parts"]
    """steps: by bounds; pro-rata: linear from 0 points at ``low`` (or the points of the share
    itself where ``low`` is 0) to all at ``high``; per-item: ``points`` each up to ``most``;
    parts: ``parts`` are added up."""
    quantity: str = ""
    """What is measured: offset_ratio, renewable_share."""
    unit: str = ""
    steps: tuple[Step, ...] = ()
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
    slots: tuple[Slot, ...] = Field(min_length=1)
    conditional: str = ""
    """When it applies only under a condition: the words that say so (如适用)."""
    ambiguous: Ambiguity | None = None
    note: str = ""


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
    text: str
    source: Source
    indicators: tuple[str, ...] = ()
    """Ids of the indicators that it serves; empty where none corresponds."""


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
    references: tuple[NormativeReference, ...] = ()
    offset_methods: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    application_form: tuple[Material, ...] = ()
    notes: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def section_of(self, indicator: Indicator) -> Section | None:
        """The section that an indicator stands in."""
        return next((s for s in self.sections if s.name == indicator.level1), None)


# ------------------------------------------------------------------ document types


class FieldKind(StrEnum):
    """How the value of a field is read."""

    ORGANISATION = "organisation"
    CREDIT_CODE = "credit-code"
    NUMBER = "number"
    """A certificate, report or document number."""
    DATE = "date"
    PERIOD = "period"
    VALIDITY = "validity"
    """An end date, a span of dates, or 长期."""
    STANDARDS = "standards"
    AMOUNT = "amount"
    COUNT = "count"
    TEXT = "text"
    CHOICE = "choice"
    PERSON = "person"


class Choice(Rule):
    """One value of a field with a closed list of values, and the words for it."""

    value: str
    words: tuple[str, ...]


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]


class FieldRule(Rule):
    """How one field is found. Labels of a document type are tried before the common ones."""

    kind: FieldKind | None = None
    """Set once, in rules/fields.yaml."""
    labels: Texts = ()
    """Words that stand before or above the value, the surest first."""
    prose: Texts = ()
    """Sentences with ``{}`` for the value: ``兹证明{}``."""
    only: bool = False
    """Whether the common labels of the field must not be tried for this type."""
    occurrence: int = Field(default=1, ge=1)
    """Which of several equal labels on a page counts: a VAT invoice prints 名称 for both sides."""
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    """The unit that an amount is given in: tCO2e, kWh."""


class Title(Rule):
    """A title of a document type."""

    text: str
    """Words of the title; ``…`` stands for what changes, ``/`` parts alternatives."""
    requires: Texts = ()
    """The title is common to several types: one of these words must stand in the document."""

    @property
    def telling(self) -> bool:
        """Whether the title is one string of words, and says the type by itself."""
        return not self.requires and "…" not in self.text and "/" not in self.text


def _as_title(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Validity(Rule):
    """Whether documents of a type run out."""

    kind: Literal["none", "required", "optional"] = "none"
    """required: a certificate of this type must print an end date (else V203)."""
    years: float | None = None
    """Longest validity that the type allows."""
    source: str = ""


class DocumentType(Rule):
    """A type of evidence: what it is called, what it says, what it must bear."""

    type: str
    name: Words
    titles: tuple[Annotated[Title, BeforeValidator(_as_title)], ...] = ()
    not_titles: Texts = ()
    """A title line that holds one of these is another type's."""
    cues: Texts = ()
    """Words that documents of this type hold; they settle common titles and missing ones."""
    cues_needed: int = Field(default=0, ge=0)
    """With this many cues and no title at all the type is taken; 0: never."""
    file_names: Texts = ()
    """Words by which people name such files, besides the titles."""
    fields: Mapping[str, FieldRule] = Field(default_factory=dict)
    validity: Validity = Validity()
    holder: Literal["applicant", "listed", "any"] = "any"
    """applicant: the holder must be the applicant (else P501); listed: or stand in a list of it."""
    issuer: Literal["any", "third-party", "authority", "self"] = "any"
    dated_after_period: bool = False
    """Whether it can only be issued after the period that it speaks of (V208)."""
    bears: Mapping[str, Literal["expected", "required"]] = Field(default_factory=dict)
    """seal, signature: what originals of the type carry."""
    period: Literal["none", "years"] = "none"
    """years: the document speaks of calendar years."""
    mistakable: bool = True
    """Whether a file that is named so and holds another type is worth a finding (E003)."""
    family: str = ""
    """Types of one family are often filed under each other's name (no E003 between them)."""
    foreign_holders: Texts = ()
    """Words in the folder or file name that say the document is rightly another's."""


# ------------------------------------------------------------------ standards and codes


class Edition(Rule):
    """One edition of a standard and when it held."""

    year: str
    issued: date | None = None
    in_force: date | None = None
    ends: date | None = None
    """Last day on which a document may still cite it, transition included; None: still current."""
    note: str = ""


class Standard(Rule):
    """An entry of the standards registry."""

    id: str
    """Number with part and without edition: ``GB/T 32150``, ``ISO 14064-1``."""
    title: Words
    editions: tuple[Edition, ...] = ()
    """Oldest first; empty where editions go by part."""
    parts: bool = False
    """Whether it is cited with a part number (GB/T 18916.x)."""
    withdrawn: date | None = None
    """Last day of the whole standard, transition included."""
    replaced_by: str = ""
    identical: tuple[str, ...] = ()
    """Standards with the same content; citing one is citing the other."""
    related: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    confidence: str
    """sourced, own knowledge, unsure: as the reference gives it."""
    note: str = ""
    as_of: date


class FindingRule(Rule):
    """A finding code: what it says, why it matters, how to clear it."""

    code: str
    level: Level
    says: Words
    message: Words
    """With ``{name}`` for the parameters of a finding."""
    why: Words
    remedy: Words
    source: str = ""


class RuleBook(Rule):
    """All rules that a check needs, loaded and linked."""

    packs: Mapping[str, RulePack]
    documents: Mapping[str, DocumentType]
    fields: Mapping[str, FieldRule]
    stop_labels: tuple[str, ...]
    """Words that label something else: a value ends where one begins."""
    standards: Mapping[str, Standard]
    findings: Mapping[str, FindingRule]
    version: str
    """sha256 over all rule files."""
