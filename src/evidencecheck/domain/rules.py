"""The rules as values: document types, standards, finding codes, and the book of them all.

The rulebook builds these from rules/*.yaml; every other layer only reads them. They are pydantic
models so that the shape of a rule file is written down once, here and in ``systems``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from evidencecheck.domain.factors import FactorRegister, Purpose
from evidencecheck.domain.finding import Level
from evidencecheck.domain.phrases import Phrases, TitleForm
from evidencecheck.domain.rule import Confidence, Rule, Texts, Words
from evidencecheck.domain.systems import RulePack

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
    PLACE = "place"
    """An address."""
    CHOICE = "choice"
    PERSON = "person"


class Choice(Rule):
    """One value of a field with a closed list of values, and the words for it."""

    value: str
    words: tuple[str, ...]


class FieldRule(Rule):
    """How one field is found. Labels of a document type are tried before the common ones."""

    kind: FieldKind | None = None
    """Set once, in rules/fields.yaml."""
    labels: Texts = ()
    """Words that stand before or above the value, the surest first."""
    weak: Texts = ()
    """Those of the labels that say less: their value yields where custom gives a better one (a
    printing date to that of the signature, a compiler to the firm that heads its report), and a
    bare total counts only under a unit or heading of its own."""
    columns: Texts = ()
    """Those of the labels that also head a column of such values: 年度."""
    prose: Texts = ()
    """Sentences with ``{}`` for the value: ``兹证明{}``."""
    only: bool = False
    """Whether the common labels of the field must not be tried for this type."""
    declared: bool = False
    """Whether it is read only of the types that declare it."""
    occurrence: int = Field(default=1, ge=1)
    """Which of several equal labels on a page counts: a VAT invoice prints 名称 for both sides.
    Where the rule has weak labels, it holds for these."""
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


class Topic(Rule):
    """Titles by their structure: any that speaks of such a matter and is of such a form."""

    about: Texts
    """Words for the matter, before the form (减排量…意见) or behind it (Declaration of …);
    ``电机/水泵…更换/拆除``: one of the first and then one of the second, close together."""
    forms: tuple[TitleForm, ...] = Field(min_length=1)


def _as_title(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Coverage(Rule):
    """What a certificate must hold to cover a factory; its site is compared in any case."""

    any: Texts = ()
    """Its scope: one of these words, 生产, 制造."""
    short_of: Texts = ()
    """Words that alone cover none: 销售, 设计."""
    not_of: Texts = ()
    """In the title of one that is of what a firm does beside its production: 供应链安全."""


class OlderTerm(Rule):
    """The end of validity of what was produced before a rule came into force."""

    before: date
    """Periods that begin before this day."""
    until: date


class Fit(Rule):
    """What goes together on a certificate: letter of its number, words of its title, standards."""

    letters: tuple[str, ...] = ()
    """What the group ``system`` of the type's ``number_pattern`` may be."""
    titles: Texts
    standards: tuple[str, ...] = Field(min_length=1)
    more: bool = False
    """Whether bodies certify it by standards of their own as well."""


class Units(Rule):
    """What the units are set against that a paper certifies, one by one: green power, credits."""

    against: Literal["electricity_kwh", "emissions_total"]
    """The amount of the applicant that they cannot exceed (C608)."""
    each: float = Field(default=1.0, gt=0)
    """How much of it one unit stands for: 1,000 kWh."""
    by_year: bool = False
    """Whether units of a year are set against that year's amount only."""


class Validity(Rule):
    """Whether documents of a type run out."""

    kind: Literal["none", "required", "optional", "ending"] = "none"
    """required: a certificate of this type must print an end date (else V203); ending: it proves
    what it was for when it has run out, and only an end that is near is told of (V204)."""
    unless: Texts = ()
    """Words in a title by which it is one of those of the type that print no end."""
    years: float | None = None
    """Longest validity that the type allows; where it has none (``kind: none``), from how long on a
    printed one is a sign of itself."""
    years_of: Mapping[str, float] = Field(default_factory=dict)
    """The longest validity of those of the type whose title holds a word."""
    years_for: Mapping[str, float] = Field(default_factory=dict)
    """The same by words of the product, or standards cited, unless the title says ``unless``."""
    months_of_production: int = 0
    """Validity counted from the first month of the period that the document covers, that month
    included; 0: not so counted."""
    older: OlderTerm | None = None
    """What holds instead for earlier periods."""
    source: str = ""


class NamesApplicant(Rule):
    """That a paper in which the applicant is not named is of somebody else's affairs."""

    unless: tuple[str, ...] = ()
    """In the title of one that is rightly a partner's: 经营许可证."""


class DocumentType(Rule):
    """A type of evidence: what it is called, what it says, what it must bear."""

    type: str
    name: Words
    titles: tuple[
        Annotated[Title, BeforeValidator(_as_title, json_schema_input_type=str | Title)], ...
    ] = ()
    topics: tuple[Topic, ...] = ()
    """What its titles speak of, and in which forms, where a title is none of ``titles``."""
    not_titles: Texts = ()
    """A title line that holds one of these is another type's, unless the title that fits has it."""
    cues: Texts = ()
    """Words that documents of this type hold; they settle common titles and missing ones."""
    cues_needed: int = Field(default=0, ge=0)
    """With this many cues and no title at all the type is taken; 0: never."""
    file_names: Texts = ()
    """Words by which people name such files, besides the titles."""
    fields: Mapping[str, FieldRule] = Field(default_factory=dict)
    validity: Validity = Validity()
    row_terms: Texts = ()
    """Headings of the column that says until when each of its rows is valid (V201)."""
    number_pattern: str = ""
    """Regular expression of numbers whose letters say what is certified, as group ``system``, or
    that hold the credit code of their holder, as group ``code``."""
    number_kept: Texts = ()
    """In the title of a permit that has one number for as long as it lives, however often it is
    renewed, changed or made out anew: that number is no sign of a second one (C603)."""
    coverage: Coverage | None = None
    """What its scope must hold (else P507)."""
    fits: tuple[Fit, ...] = ()
    """What goes together (else S304)."""
    unfit: tuple[str, ...] = ()
    """Standards by which something else is certified: they cannot be its only ones (S304)."""
    made_by: tuple[str, ...] = ()
    """Standards by one of which a report of the type is made; to name none at all is S301."""
    made_by_titled: tuple[str, ...] = ()
    """Words of which its title must bear one for that; none: any title."""
    verifies: tuple[str, ...] = ()
    """Types that it vouches for: who wrote those cannot issue it (P504)."""
    certifies_amount_of: Texts = ()
    """Types of the reports whose amount it certifies, of one product and year (C602)."""
    holder: Literal["applicant", "listed", "any"] = "any"
    """applicant: the holder must be the applicant (else P501); listed: or stand in a list of it."""
    names_applicant: NamesApplicant | None = None
    """Of a type that may be made out to anyone: that it names the applicant all the same (P501)."""
    issuer: Literal["any", "third-party", "authority", "self"] = "any"
    of_register: bool = False
    """Whether it tells what the register of firms has, whoever seems to issue it: former names."""
    day_of: str = ""
    """The step, of ``date_steps`` in rules/phrases.yaml, that is done with its issue (V206)."""
    dated_after_period: bool = False
    """Whether it can only be issued after the period that it speaks of (V208)."""
    sealed_by_issuer: bool = False
    """Whether who else than the applicant issues it always seals it, though anyone may (A701)."""
    bears: Mapping[str, Literal["expected", "required"]] = Field(default_factory=dict)
    """seal, signature: what originals of the type carry."""
    period: Literal["none", "years"] = "none"
    """years: the document speaks of calendar years."""
    counted_back: bool = False
    """Whether three years may be those up to the day of issue: a clean record (Y402)."""
    whole_firm: bool = False
    """Whether its amounts are those of an organisation for a year, within one boundary, so that
    papers of such types must agree (C602)."""
    whole_energy: bool = False
    """Whether its rows of bought electricity and gas are those of the whole firm (C602)."""
    whole_amounts: bool = False
    """Whether amounts that it names without more are those of the firm for a year (C602)."""
    electricity_for: Purpose | None = None
    """What the factors of electricity in it are used for (C606)."""
    units: Units | None = None
    """What the units that it certifies are set against (C605, C607, C608)."""
    shows: Texts = ()
    """Types that it shows on a web page: their text there is the proof that it was published."""
    mistakable: bool = True
    """Whether a file that is named so and holds another type is worth a finding (E003)."""
    family: Texts = ()
    """Types of one family are often filed under each other's name (no E003 between them)."""
    own_words: bool = False
    """Whether each is written anew, and no form that is filled in: near-identical ones of two
    applicants are told (F108)."""
    plaque: bool = False
    """Whether a plaque with a level, a firm and an office is one, though its title is spoilt."""
    tells_aims: bool = False
    """Whether it tells throughout what the firm that wrote it aims at and is about to do (P505)."""
    names_partners: bool = False
    """Whether it tells with whom the applicant trades (P501)."""
    of_partners: bool = False
    """Whether partners give theirs as a matter of course, as they do licences (P501)."""
    of_utilities: bool = False
    """Whether it may be on a meter of the utility that supplies the works (P501)."""
    of_group: bool = False
    """Whether a group may write it for all its firms (P501)."""
    of_a_site: Texts = ()
    """Words of a title that tells of a works, which must be the holder's own, where a paper of this
    type may else be of anyone's product (P501)."""
    foreign_holders: Texts = ()
    """Words in the folder or file name that say the document is rightly another's."""

    @property
    def by_others(self) -> bool:
        """Whether papers of the type come from a third party or an authority."""
        return self.issuer in {"third-party", "authority"}


# ------------------------------------------------------------------ bound files


class VolumeRules(Rule):
    """Words by which a bound file is taken apart into its documents."""

    contents: Texts = ()
    """Headings of a table of contents, be it the volume's or that of a document in it."""
    lists: Texts = ()
    """Headings of a list of the documents of a volume: 证明材料目录, 附件清单."""
    covers: Texts = ()
    """Words in the title on the cover of a volume that are the title of no document."""
    sheets: Texts = ()
    """Words on a sheet that stands before a document and only names it: 附件, 证明材料."""
    goes_on: Texts = ()
    """Words in or above a title by which a page belongs to the document before it: 续页, 附表."""
    ends: Texts = ()
    """Lines that say that a document ends: 以下空白, 报告结束."""
    holders: Texts = ()
    """Labels of whom a paper is about, which tell two papers of one title apart: 获证组织."""
    issued: Texts = ()
    """Labels of the day of issue, which tell two papers of one number apart: 颁发日期."""
    until: Texts = ()
    """Labels of the day or the span up to which they are valid, for the same: 有效期至."""
    attachments: tuple[str, ...] = ()
    """Document types that are documents of their own among the pages of another."""


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
    rests_on: tuple[str, ...] = ()
    """Standards that it is applied with: who works by it need not name them as well."""
    spellings: tuple[str, ...] = ()
    confidence: Confidence
    """As the reference gives it."""
    note: str = ""
    as_of: date


class Remedy(Words):
    """How a finding is cleared that is about something in particular: one format of many."""

    of: Texts
    """Values of a parameter of the finding, whole or up to a blank: ``doc``, ``emf``."""


class FindingRule(Rule):
    """A finding code: what it says, why it matters, how to clear it."""

    code: str
    level: Level
    says: Words
    message: Words
    """With ``{name}`` for the parameters of a finding."""
    why: Words
    remedy: Words
    remedies: tuple[Remedy, ...] = ()
    """Remedies in place of that one for some values of its parameters."""
    example: Words
    """A case that is told, and one near it that is not."""
    source: str = ""


class RuleBook(Rule):
    """All rules that a check needs, loaded and linked."""

    packs: Mapping[str, RulePack]
    documents: Mapping[str, DocumentType]
    fields: Mapping[str, FieldRule]
    stop_labels: tuple[str, ...]
    """Words that label something else: a value ends where one begins."""
    standards: Mapping[str, Standard]
    factors: FactorRegister
    findings: Mapping[str, FindingRule]
    phrases: Phrases = Phrases()
    volumes: VolumeRules = VolumeRules()
    version: str
    """sha256 over all rule files."""
