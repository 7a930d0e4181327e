"""What each paper states of one thing at one time: by what it is called, where and when.

Besides the amounts of the firm's year (``facts``): those of a month, of a building, a workshop or
the stage of a plant, of a waste, of a project.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from evidencecheck.assessment.amounts import SAME_UNIT, how_many_figures
from evidencecheck.assessment.facts import bare
from evidencecheck.assessment.month_labels import is_of_part_year
from evidencecheck.assessment.parts import parts_of, without_parts
from evidencecheck.assessment.told import figures_of
from evidencecheck.domain.document import Citation, Document, Quantity, Said
from evidencecheck.domain.paper_phrases import PartsOfWorks
from evidencecheck.domain.phrases import Phrases
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.script import simplified
from evidencecheck.domain.tables import Role

Period = tuple[str, str]
"""First and last day, as ISO dates."""

_SURE = 0.9
_LEAST, _LEAST_NONZERO = 3, 2
"""Figures of a number that says something, and those of them that are no zeros."""
_HEAD = 6
"""Lines in which a paper says of what year it is."""
_METERED: Final = frozenset({"kWh", "m3"})
"""What a month's invoice is of."""
_TIMELESS: Final = frozenset({"m2", "kW"})
"""What is measured, or built, once and holds for every year."""
_YEAR = re.compile(r"20\d\d(?=\s*年)")
_OF_REPORT = re.compile(
    r"(20\d\d)\s*年度?\s*(?:[^\d\s。,，;；:：]{0,16})(?:报告|年报|汇报|总结|报表)(?!期)"
)
"""The year of a report that its first lines name."""
_ALL_USED = re.compile(
    r"\s*(?:万?kWh|MWh|万?千瓦时|兆瓦时|万?度)?\s*[,，(（]?\s*(?:均|全部|100[%％])[^。;；,，\d]{0,8}(?:消纳|自用|自发自用)"
)
"""Behind what a plant gave: all of it was used in the works."""
_GAVE, _OWN_USE = "发电", "自发自用"
_OF_MONTH = re.compile(
    r"(?:(?P<year>20\d\d)\s*年)?\s*(?<![\d至~～—–-])(?P<month>1[0-2]|0?[1-9])\s*月份?(?!\s*[\d至~～—–-])"
)
_NO_MONTH = re.compile(r"季度|半年|截至|截止|月均|日均|前\d")
_ASIDE = re.compile(r"(?:20\d\d\s*年|年)[末底度]|HW\d\d|\d{3}-\d{3}-\d{2}")
"""What a label says besides its name: 2025年末, HW48."""
_OF_YEAR = re.compile(r"^[全本当该]?年度?(?=[\u4e00-\u9fff]{2})")
_VERB = re.compile(r"(?:为|是|达到|达|共计|合计|共|约|计|有|由|到)+$")
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff])[的并且及和与](?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount that a paper states of one thing."""

    document: str
    labels: tuple[str, ...]
    """All that names it, the outermost first."""
    period: Period | None
    value: float
    unit: str
    raw: str
    citation: Citation
    billed: bool = False
    """Whether it stands on an invoice for power or gas."""
    summed: bool = False
    """Whether the column that it stands in is added up."""

    @property
    def places(self) -> int:
        """Figures of the number without the zeros around it."""
        return how_many_figures(self.value)

    @property
    def timeless(self) -> bool:
        """Whether it is of no time: an area, the capacity of a plant."""
        return self.unit in _TIMELESS


@dataclass(frozen=True, slots=True)
class StatedTable:
    """The amounts of all papers, by what may be told of them."""

    by_figures: Mapping[tuple[str, str], tuple[Stated, ...]] = field(default_factory=dict)
    """By unit, and the figures in order, or the number with one figure left open; only those that
    several papers have in other orders, or with another figure."""
    by_paper: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict)
    """Of those, the ones of each paper."""
    rows: Mapping[tuple[str, str], tuple[tuple[Document, Quantity], ...]] = field(
        default_factory=dict
    )
    """By unit and by the month, or the part of the works, that the label of a row names."""


def stated_amounts(documents: Sequence[Document], book: RuleBook) -> StatedTable:
    """Amounts of three figures and more that papers on the applicant state."""
    found: defaultdict[tuple[str, str], list[tuple[Document, Quantity | Said]]] = defaultdict(list)
    for document in documents:
        every: list[Quantity | Said] = [*document.quantities, *document.said]
        for one in every:
            if one.unit and one.value and one.confidence >= _SURE:
                unit = SAME_UNIT.get(one.unit, one.unit)
                for figures in _keys_of(one.value):
                    found[unit, figures].append((document, one))
    rows: defaultdict[tuple[str, str], list[tuple[Document, Quantity]]] = defaultdict(list)
    words = book.phrases.parts_of_works
    for document in documents:
        for q in document.quantities:
            for place in _places_in(q.what[-1], words) if q.what and q.unit and q.value else ():
                rows[SAME_UNIT.get(q.unit, q.unit), place].append((document, q))
    by_figures: dict[tuple[str, str], tuple[Stated, ...]] = {}
    by_paper: defaultdict[str, list[Stated]] = defaultdict(list)
    for key, told in found.items():
        if len({one.value for _, one in told}) < 2 or len({d.id for d, _ in told}) < 2:
            continue
        made = tuple(s for d, one in told if (s := stated_of(d, one, book)) is not None)
        by_figures[key] = made
        for stated in made:
            by_paper[stated.document].append(stated)
    return StatedTable(
        by_figures,
        {d: tuple(dict.fromkeys(all_)) for d, all_ in by_paper.items()},
        {place: tuple(all_) for place, all_ in rows.items()},
    )


def _keys_of(value: float) -> Iterator[str]:
    """Its figures in order, and the number with each of its first figures left open."""
    figures = figures_of(value)
    if len(figures.replace("0", "")) >= _LEAST_NONZERO:
        yield figures
    if value == int(value) and len(str(int(value)).rstrip("0")) >= _LEAST:
        yield from open_figures(value)


def open_figures(value: float) -> list[str]:
    """A whole number with one of its figures left open, one after the other: *3600, 3*600, 33*00.

    Zeros at its end are rounded to.
    """
    number = str(int(value))
    return [f"{number[:n]}*{number[n + 1 :]}" for n in range(len(number.rstrip("0")))]


@lru_cache(4096)
def _places_in(label: str, words: PartsOfWorks) -> tuple[str, ...]:
    """The month, or the one part of the works, that the label of a row names."""
    months = {f"{int(m['month'])}月" for m in _OF_MONTH.finditer(label)}
    found = months or parts_of(label, words)
    return tuple(found) if len(found) == 1 else ()


def stated_of(document: Document, one: Quantity | Said, book: RuleBook) -> Stated | None:
    """An amount with its names and its time; None where that is another's than the paper's."""
    labels = (_whole(one, document),) if isinstance(one, Said) else (*one.what, *one.heading)
    if isinstance(one, Said) and _is_all_used(one, document):
        labels = (_OWN_USE,)
    phrases, kind = book.phrases, book.documents.get(document.type)
    if any(word in label.casefold() for label in labels for word in phrases.of_another_time):
        return None
    unit = SAME_UNIT.get(one.unit, one.unit)
    billed = kind is not None and kind.names_partners and unit in _METERED
    if not billed and unit not in _TIMELESS and _is_of_a_lot(document, book):
        return None
    told = (*labels, one.part) if isinstance(one, Said) and one.part else labels
    period = _period_of(document, told, one.year, document.text("issue_date") if billed else "")
    if period is None and unit not in _TIMELESS:
        return None
    return Stated(
        document.id, labels, period, one.value, unit, one.raw, one.citation, billed,
        summed=isinstance(one, Quantity) and _is_summed(one, document),
    )  # fmt: skip


def _is_all_used(said: Said, document: Document) -> bool:
    """Whether a sentence goes on to say that all that a plant gave was used in the works."""
    if said.unit != "kWh" or _GAVE not in said.what:
        return False
    text = "".join(line.text for line in document.lines if line.page == said.citation.page)
    _, found, behind = text.partition(said.raw)
    return bool(found) and _ALL_USED.match(behind) is not None


def _is_of_a_lot(document: Document, book: RuleBook) -> bool:
    """Whether a paper is one of many alike: a lot of certificates, an invoice, a manifest."""
    kind, title = book.documents.get(document.type), document.heading
    if kind is not None and (kind.units is not None or kind.names_partners):
        return True
    phrases = book.phrases
    return any(word in title for word in phrases.one_delivery) and not any(
        word in title for word in (*phrases.gathers, *phrases.whole_year)
    )


def _is_summed(one: Quantity, document: Document) -> bool:
    return one.role is not Role.BODY or any(
        (q.table, q.column, q.role) == (one.table, one.column, Role.TOTAL)
        for q in document.quantities
    )


def _whole(said: Said, document: Document) -> str:
    """The words before an amount, with the month whose number they lack: 9月取得绿色电力."""
    if not said.what.startswith("月"):
        return said.what.rpartition("\t")[2]
    dated = re.compile(rf"(?:20\d\d\s*年\s*)?(?:1[0-2]|0?[1-9])\s*{re.escape(said.what)}")
    lines = (line.text for line in document.lines if line.page == said.citation.page)
    return next((m[0] for line in lines if (m := dated.search(line)) is not None), said.what)


def _period_of(
    document: Document, labels: Sequence[str], year: int | None, billed: str
) -> Period | None:
    """``billed``: the day of an invoice, by which the year of its month is known; else empty."""
    own = period_of_paper(document)
    of_year = int(own[0][:4]) if own is not None and own[0][:4] == own[1][:4] else None
    for label in labels:
        months = list(_OF_MONTH.finditer(label)) if not _NO_MONTH.search(label) else []
        if len(months) == 1:
            month = int(months[0]["month"])
            told = int(months[0]["year"] or year or of_year or 0)
            if not told and billed[:1].isdigit():
                # 12月电费 of January.
                told = int(billed[:4]) - (month > int(billed[5:7]))
            return of_month(told, month) if told else None
    if is_of_part_year(labels) or any(label.startswith("月") for label in labels):
        return None
    if year is None or year == of_year:
        return own
    return f"{year}-01-01", f"{year}-12-31"


def of_month(year: int, month: int) -> Period:
    """The days of a month."""
    return f"{year}-{month:02}-01", f"{year}-{month:02}-{monthrange(year, month)[1]:02}"


def is_month(period: Period) -> bool:
    """Whether a period is one month."""
    return period == of_month(int(period[0][:4]), int(period[0][5:7]))


def period_of_paper(document: Document) -> Period | None:
    """What a paper says that it is of, in its fields or else by the only year in its head."""
    first, last = document.text("period_start"), document.text("period_end")
    if first[:1].isdigit() and last[:1].isdigit():
        return first, last
    years = set(_YEAR.findall(head_of(document)))
    if not years:
        years = {y for x in document.lines[:_HEAD] for y in _OF_REPORT.findall(x.text)}
    return (f"{min(years)}-01-01", f"{min(years)}-12-31") if len(years) == 1 else None


def head_of(document: Document) -> str:
    """The title of a paper, else its first line."""
    first = document.lines[0].text if document.lines else ""
    return document.heading or simplified(first).casefold()


@lru_cache(4096)
def _plain(label: str, beside: tuple[str, ...], parts: PartsOfWorks) -> str:
    """A label without units, years, parts of the works, and what says nothing of the thing."""
    text = _OF_MONTH.sub("", _ASIDE.sub("", without_parts(simplified(label), parts)))
    text = _without(text, beside)
    text = _VERB.sub("", _without(_VERB.sub("", bare(text)), beside))
    return _OF_YEAR.sub("", text.strip("/／").removeprefix("日"))


def _without(text: str, words: tuple[str, ...]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text


@dataclass(frozen=True, slots=True)
class Name:
    """What an amount is of."""

    text: str
    """Of ``same_names`` in rules/phrases.yaml, else what is left of its labels; may be empty."""
    of_project: bool = False
    """Whether each project has its own."""
    listed: bool = False
    """Whether the rules know it."""
    exact: bool = False
    """Whether it is listed, and two papers have the same number of it."""


def words_of(stated: Stated, phrases: Phrases) -> tuple[str, ...]:
    """Its labels without what says nothing of the thing, nor heads any number."""
    plain = (_plain(x, phrases.beside_names, phrases.parts_of_works) for x in stated.labels)
    return tuple(dict.fromkeys(p for p in plain if p not in phrases.any_amount))


def called(stated: Stated, phrases: Phrases) -> Name:
    """What an amount is of, by all its labels; of none where they head any number."""
    words = words_of(stated, phrases)
    text = "".join(words)
    if stated.billed and any(word in text for word in phrases.billed_power):
        text = phrases.same_names["power"].words[0]
    of_unit = {n: k for n, k in phrases.same_names.items() if k.unit == stated.unit}
    ends = (end for end in ("", *phrases.any_amount) if text.endswith(end))
    # 交割及结算的电量 is 交割结算电量.
    shorts = [text.removesuffix(end) for end in ends]
    for short in dict.fromkeys((*shorts, _JOINED.sub("", text))):
        for name, known in of_unit.items():
            if short in known.words:
                exact = not (known.of_project or known.varies)
                return Name(name, known.of_project, listed=True, exact=exact)
    # 节电量 in a column, beside the name of the project of each row.
    own = [n for w in words for n, k in of_unit.items() if k.of_project and w in k.words]
    return Name(own[0], of_project=True, listed=True) if len(own) == 1 else Name(text)
