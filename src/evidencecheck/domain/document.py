"""Documents: what a run of pages is, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, Origin
from evidencecheck.domain.script import simplified
from evidencecheck.domain.tables import DocumentTable, Role, TableCell
from evidencecheck.domain.word_lists import stands_in

LONG_TERM = "long-term"
"""Value of ``valid_until`` for 长期 and its like."""

UNKNOWN_TYPE = "unknown"
PHOTO_TYPE = "photo"
"""A picture with hardly a word on it; told by that, not by a title."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where something stands. Nothing is claimed without one."""

    file: str
    page: int
    """1-based within the file."""
    box: Box
    quote: str
    """The words of the page that say so; empty for a mark or a whole page."""


@dataclass(frozen=True, slots=True)
class StandardRef:
    """A standard as cited: ``GB/T 32150-2015`` is number ``GB/T 32150``, edition ``2015``."""

    number: str
    """Prefix and number, the part left out: ``GB/T 18916``, ``ISO 14064``, ``PAS 2050``."""
    part: str = ""
    """``1`` in ISO 14064-1; ``57`` in GB/T 18916.57."""
    edition: str = ""
    """Four-digit year, or empty where the citation is undated."""

    @property
    def base(self) -> str:
        """Number with its part and without an edition: ``ISO 14064-1``, ``GB/T 18916.57``."""
        if not self.part:
            return self.number
        dash = self.number.startswith(("ISO", "IEC"))
        return f"{self.number}{'-' if dash else '.'}{self.part}"

    @property
    def canonical(self) -> str:
        """``GB/T 32150-2015``, ``ISO 14064-1:2018``, ``PAS 2050:2011``."""
        if not self.edition:
            return self.base
        colon = self.number.split(" ")[0] in {"ISO", "IEC", "PAS", "OHSAS", "IATF", "EN", "BS"} or (
            self.number.startswith(("ISO/", "IEC/", "CNAS-"))
        )
        return f"{self.base}{':' if colon else '-'}{self.edition}"


Value = str | int | float | tuple[int, ...] | tuple[str, ...] | tuple[StandardRef, ...]
"""Dates are ISO strings, long-term validity is ``LONG_TERM``; amounts are in the field's unit."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value that a document states."""

    name: str
    """A field of the vocabulary, or one of ours (``first_issue_date``)."""
    value: Value
    raw: str
    """As printed."""
    citation: Citation
    confidence: float
    """0..1, of the reading and of the place it was found in."""
    second: str | None = None
    """What another reading has instead, where a seal lies over the value and only one gives it."""
    shown: str | None = None
    """What the page shows there instead of this text of the file's; empty: nothing at all. None
    where both agree, and where they were not compared."""
    own_odds: float | None = None
    """How many times likelier the print is the applicant's name or code, or the number of the QR
    code beside it, than what was read, by the picture; None where the two were not compared."""


@dataclass(frozen=True, slots=True)
class Step:
    """The day, or the days, of one step in the making of a document."""

    name: str
    """Of ``date_steps`` in rules/phrases.yaml: sampled, tested, approved."""
    first: str
    """ISO date."""
    last: str
    """ISO date, not before ``first``."""
    citation: Citation
    confidence: float
    """0..1, of the reading."""
    row: str = ""
    """Which row of which table it stands in; empty outside of columns."""


@dataclass(frozen=True, slots=True)
class Said:
    """An amount in a sentence."""

    what: str
    """The words before it, up to the last mark: 全年取水总量."""
    value: float
    """In ``unit``."""
    unit: str
    """As ``Quantity.unit``."""
    raw: str
    """The number as printed."""
    citation: Citation
    confidence: float
    """0..1, of the reading of the number."""
    year: int | None = None
    """The calendar year named right before it."""
    part: str = ""
    """The part of a year that its sentence is of, named beside it or before it: 上半年."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of print within a document."""

    page: int
    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A blank of a template that nobody filled in."""

    text: str
    citation: Citation


class RemarkKind(StrEnum):
    """What a remark in the text of a document says."""

    SPEAKER = "speaker"
    """The firm that the document speaks for: 某公司（以下简称“本公司”）."""
    PURPOSE = "purpose"
    """What a copy is made for, and for nothing else: 仅供……使用."""
    BARRED = "barred"
    """A sentence by which a paper must not be handed to an authority: 不得作为申报材料."""
    TERM = "term"
    """How many days a copy holds from its date on."""
    OWN_TERM = "own-term"
    """How many days a paper says that it may be used from its date on."""
    UNTIL = "until"
    """The last day on which a copy holds, an ISO date."""
    SUBJECT = "subject"
    """A firm of which the text tells what only a factory has: 某公司的生产车间."""
    NAMED = "named"
    """A firm with whose name a sentence begins, or to which one turns: 建议某公司…."""
    MENTION = "mention"
    """A firm that a sentence speaks of in another way, and not as a partner."""
    ADDRESSED = "addressed"
    """A firm to which a letter is written: 某公司："""
    FORMER = "former"
    """A name that a firm had before; cited with the name that it has now, where that is told."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a document says of itself besides its fields."""

    kind: RemarkKind
    text: str
    """The name of the firm, the purpose; for a term the number of days."""
    citation: Citation


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a table, with its unit and what it is of."""

    what: tuple[str, ...]
    """The labels of its row, the outermost first: 范围一, 天然气."""
    heading: tuple[str, ...]
    """The headings of its column, the outermost first: 2025年, 排放量(tCO2e)."""
    field: str
    """The amount field that its labels name (``emissions_scope1``), of which it may be a part;
    empty where they name none."""
    value: float
    """In ``unit``."""
    unit: str
    """One of each kind: tCO2e, tCO2/MWh, kWh, GJ, tce, t, m3, Nm3, kW, 元, %; others as printed
    (台, 个); empty where nothing says it."""
    year: int | None
    """The calendar year that it is of, where the table or the document says one."""
    raw: str
    """The cell as printed."""
    citation: Citation
    confidence: float
    """0..1, of the reading and of unit and year."""
    table: int
    """Index in ``Document.tables``."""
    row: int
    """Index in the rows of the table."""
    column: int
    """Index in its columns."""
    role: Role = Role.BODY
    """Whether its row or its column is a sum of others."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """A mark and the page that bears it."""

    page: int
    mark: Mark


@dataclass(frozen=True)
class Document:
    """A run of pages of one file that belong together."""

    id: str
    """``d1``, ``d2`` … in the order of files and pages."""
    file: str
    first_page: int
    last_page: int
    type: str
    """A document type of the vocabulary."""
    confidence: float
    """0..1, that the type is right."""
    title: Citation | None = None
    """The title that decided the type."""
    fields: tuple[Field, ...] = ()
    """At most one a name."""
    lines: tuple[Line, ...] = ()
    tables: tuple[DocumentTable, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    """The numbers of its tables, table by table and row by row."""
    marks: tuple[PageMark, ...] = ()
    coded: tuple[Field, ...] = ()
    """What its QR codes state by label, at most one field a name."""
    placeholders: tuple[Placeholder, ...] = ()
    remarks: tuple[Remark, ...] = ()
    steps: tuple[Step, ...] = ()
    said: tuple[Said, ...] = ()
    """Amounts in its sentences, in the order of its pages."""
    languages: tuple[str, ...] = ("zh",)
    """``zh``, ``en`` or both, the leading one first."""
    grey: bool = False
    """Whether its pages are pictures without any colour, on which a seal can hardly be told."""
    sealless: bool = False
    """Whether its pages are pictures on which nothing is left that could be a seal."""
    under: tuple[str, ...] = ()
    """The lines of text that the file holds for its pages and does not show."""
    origin: Origin = Origin.TEXT_LAYER
    """How most of its text was read."""

    def field(self, name: str) -> Field | None:
        """The field of that name, if the document states it."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        # The first of a name counts.
        return {f.name: f for f in reversed(self.fields)}

    @cached_property
    def heading(self) -> str:
        """Its title in simplified characters and lower case; empty if it has none."""
        return simplified(self.title.quote).casefold() if self.title is not None else ""

    @cached_property
    def stem(self) -> str:
        """The name of its file, without folders and ending."""
        name = self.file.rpartition("/")[2]
        stem, _, ending = name.rpartition(".")
        return stem if stem and ending else name

    @cached_property
    def words(self) -> str:
        """The text of its lines, one below the other, to look for words in."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def plain(self) -> str:
        """The same without blanks and ends of lines, in lower case."""
        return "".join(self.words.split()).casefold()

    def speaks_of(self, words: Iterable[str]) -> bool:
        """Whether one of some words, in lower case and without blanks, stands in ``plain``."""
        asked = words if isinstance(words, tuple) else tuple(words)
        return stands_in(self.plain, self._characters, asked)

    @cached_property
    def _characters(self) -> frozenset[str]:
        return frozenset(self.plain)

    def at(self, printed: Line | TableCell) -> Citation:
        """Where a line or cell of it stands."""
        return Citation(self.file, printed.page, printed.box, printed.text)

    def remarks_of(self, kind: RemarkKind) -> Iterator[Remark]:
        """Its remarks of one kind."""
        return (r for r in self.remarks if r.kind is kind)

    def value(self, name: str) -> Value | None:
        """The value of the field of that name, if the document states it."""
        found = self.field(name)
        return found.value if found else None

    def text(self, name: str) -> str:
        """The value as a string; empty where the document does not state it."""
        return self._texts.get(name, "")

    @cached_property
    def _texts(self) -> dict[str, str]:
        told = ((name, field.value) for name, field in self._by_name.items())
        return {name: value for name, value in told if isinstance(value, str)}

    @cached_property
    def standards(self) -> tuple[StandardRef, ...]:
        """The standards that the document applies or certifies."""
        found = self.value("standards")
        if not isinstance(found, tuple):
            return ()
        return tuple(s for s in found if isinstance(s, StandardRef))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the document covers."""
        found = self.value("years")
        if not isinstance(found, tuple):
            return ()
        return tuple(y for y in found if isinstance(y, int))

    @property
    def place(self) -> Citation:
        """The best place to show for the document as a whole: its title, else its first page."""
        if self.title is not None:
            return self.title
        if self.lines:
            first = self.lines[0]
            return Citation(self.file, first.page, first.box, first.text)
        return Citation(self.file, self.first_page, Box(0, 0, 1, 1), "")
