"""C603: one number on two papers of others that are of two days and of other amounts (C22)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise

from rapidfuzz import fuzz

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.kept_numbers import keeps_its_number
from evidencecheck.assessment.names import normal
from evidencecheck.assessment.number_runs import in_forms
from evidencecheck.assessment.written_numbers import canonical
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_of, any_word
from evidencecheck.domain.readings import number_key, numbers_uniquely
from evidencecheck.domain.tables import Role

_SURE = 0.85
_CALLED_ALIKE = 90.0
"""From this likeness (0..100) on two titles are of one kind of paper."""
_PAIR = 2
_IN_COMMON = 3
"""One amount of so many may be alike by chance: 200 L of a drum."""
_FIGURES = 4
_DAYS = re.compile(r"20\d\d\s*[-./年]\s*\d{1,2}(?:\s*[-./月]\s*\d{1,2})?日?")
_FIGURE = re.compile(r"(?<![\d.A-Za-z#/-])\d{1,4}(?:\.\d+)?(?![\d.A-Za-z#-]*\d)")
_YEARS = (1990, 2060)
_OTHER = 60.0
"""Below this likeness (0..100) two names are of two things."""
_LABELLED = re.compile(r"(?:^|\s)(?P<label>[^\s:：]{2,10})[:：]\s*(?P<value>[^\s:：]{2,40})")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_A_PERSON = "同志"
_PERSON = re.compile(
    r"(?:公司|[厂院所校]|单位|集团|兹有|兹证明|证明|授予|[:：,，\s])"
    r"(?P<name>[\u4e00-\u9fff·]{2,4})(?:同志|先生|女士|学员|同学)"
)


def numbered_twice(document: Document, context: Context) -> Iterator[Finding]:
    """A manifest, an opinion, a report with the number of another one; two rows of a list.

    What is issued anew, and a part of it that is filed by itself, shares its amounts or its day.
    Of what was recognised a figure may be misread: numbers that follow on each other differ in one.
    """
    yield from _in_list(document, context)
    kind, number = context.type_of(document), document.field("certificate_number")
    if kind is None or kind.by_others or kind.names_partners or number is None:
        return
    for other in context.with_number_of(document):
        theirs = other.field("certificate_number")
        if theirs is None or other.type != document.type:
            continue
        if keeps_its_number(document, other, context):
            continue
        if not _are_two(document, other) or not all(
            _is_told(d, context) for d in (document, other)
        ):
            continue
        if _of_two_things(document, other, context) or (
            other.file != document.file and _tell_others(document, other, context)
        ):
            yield context.finding(
                "C603", document, cite=(number.citation, theirs.citation), number=number.value
            )
            return


def _in_list(document: Document, context: Context) -> Iterator[Finding]:
    """Two instruments of a list, with numbers of their own, under one number of a certificate."""
    phrases = context.book.phrases
    if document.origin is Origin.OCR or not document.speaks_of(phrases.thing_numbers):
        return
    for table in document.tables:
        heads = ["".join(c.headings) for c in table.columns]
        things = [n for n, h in enumerate(heads) if any_word(h, phrases.thing_numbers)]
        papers = [n for n, h in enumerate(heads) if any_word(h, phrases.own_numbers)]
        if len(things) != 1 or len(papers) != 1 or things == papers:
            continue
        rows = [(r.cells[papers[0]], r.cells[things[0]]) for r in table.rows if r.role is Role.BODY]
        counted = Counter(number_key(paper.text) for paper, _ in rows)
        twice = [key for key, times in counted.items() if times > 1]
        # One certificate for a whole set stands in many rows.
        if len(twice) != 1 or counted[twice[0]] != _PAIR or len(counted) <= _PAIR:
            continue
        if not numbers_uniquely(twice[0]):
            continue
        (first, one), (second, other) = [r for r in rows if number_key(r[0].text) == twice[0]]
        if number_key(one.text) != number_key(other.text) and one.text and other.text:
            places = [document.at(c) for c in (first, second)]
            yield context.finding("C603", document, cite=places, number=first.text)
            return


def _is_told(document: Document, context: Context) -> bool:
    """Whether it is somebody else's, and tells its number as its own: 联单编号, 报告编号."""
    number, issuer = document.field("certificate_number"), document.text("issuer")
    if document.origin is Origin.OCR or number is None or not issuer:
        return False
    key = number_key(str(number.value))
    return (
        not context.is_applicant(issuer)
        and min(number.confidence, _sure(document, "issue_date")) >= _SURE
        and numbers_uniquely(key)
        and _labelled(document, number.raw, context.book.phrases)
    )


def _tell_others(a: Document, b: Document, context: Context) -> bool:
    """Whether hardly an amount, or else a figure of any kind, is in both."""
    for fewest, mine, theirs in (
        (1, _amounts(a, context), _amounts(b, context)),
        (_FIGURES, _figures(a), _figures(b)),
    ):
        least = min(len(mine), len(theirs))
        if least >= fewest:
            return len(mine & theirs) * _IN_COMMON <= least
    return False


def _figures(document: Document) -> frozenset[object]:
    """The numbers of its lines that are no days, years or numbers of papers."""
    return frozenset(
        float(m)
        for line in document.lines
        for m in _FIGURE.findall(_DAYS.sub(" ", line.text))
        if not _YEARS[0] <= float(m) <= _YEARS[1]
    )


def _of_two_things(a: Document, b: Document, context: Context) -> bool:
    """Whether each names the one person, waste or sample that it is of, and they are two."""
    mine, theirs = (_things(d, context.book.phrases) for d in (a, b))
    apart = [
        fuzz.partial_ratio(mine[label], theirs[label]) < _OTHER
        for label in mine.keys() & theirs.keys()
    ]
    return bool(apart) and all(apart)


def _things(document: Document, phrases: Phrases) -> dict[str, str]:
    """What stands behind the labels of what a paper is of; a person, by how it speaks of one."""
    found: dict[str, str] = {}
    for label, value in _entries(document):
        name, told = (_BRACKETS.sub("", "".join(t.split())) for t in (label, value))
        if name in phrases.names_one and len(told) > 1:
            found.setdefault(name, told)
    m = _PERSON.search(document.words.replace("\n", ""))
    if m is not None:
        found[_A_PERSON] = m["name"]
    return found


def _entries(document: Document) -> Iterator[tuple[str, str]]:
    for line in document.lines:
        yield from ((m["label"], m["value"]) for m in _LABELLED.finditer(line.text))
    for table in document.tables:
        for row in table.rows:
            yield from ((a.text, b.text) for a, b in pairwise(row.cells))
        heads = [" ".join(c.headings) for c in table.columns]
        yield from pairwise(heads)


def _labelled(document: Document, raw: str, phrases: Phrases) -> bool:
    own = re.compile(
        rf"(?:{any_of(phrases.own_numbers)}|(?<![a-z])no[.．]?)[:：]?"
        rf"{re.escape(''.join(raw.split()))}",
        re.I,
    )
    return own.search("".join(document.words.split())) is not None


def _are_two(a: Document, b: Document) -> bool:
    """Whether two papers of one kind and one body are of two days."""
    titles = [d.title.quote if d.title is not None else "" for d in (a, b)]
    bodies = [normal(d.text("issuer")) for d in (a, b)]
    days = [d.text("issue_date") for d in (a, b)]
    short, long = sorted(titles, key=len)
    # 检测报告, 厂界噪声检测报告.
    alike = all(titles) and (fuzz.ratio(*titles) >= _CALLED_ALIKE or long.endswith(short))
    return alike and bodies[0] == bodies[1] and days[0] != days[1]


def _sure(document: Document, name: str) -> float:
    field = document.field(name)
    return field.confidence if field is not None else 0.0


def _amounts(document: Document, context: Context) -> frozenset[tuple[float, str]]:
    """Its numbers with units that are no shares or ratios, but for single pieces."""
    told = {
        (round(n.value, 6), n.unit)
        for n in chain.from_iterable(chain(context.numbers(document), in_forms(document)))
        if n.unit
    }
    told |= {(round(q.value, 6), canonical(q.unit)) for q in document.quantities if q.unit}
    return frozenset((v, u) for v, u in told if u != "%" and "/" not in u and v != 1)
