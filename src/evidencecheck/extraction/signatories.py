"""Who signed, where no label of the rules says so: by office, at the foot, beside the issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidencecheck.domain.document import Field
from evidencecheck.domain.party_phrases import Offices
from evidencecheck.domain.phrases import any_of
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.entities.persons import PersonMatch, find_persons
from evidencecheck.extraction.places import in_foot
from evidencecheck.extraction.subject import Subject
from evidencecheck.extraction.text import PageText

_FOOT = 0.4
_NEAR = 2
"""Rows."""
_BETWEEN = re.compile(r"[\s:：()（）]*(?:[(（]?(?:签字|签名|签章|盖章|章)[)）]?)?[\s:：()（）_]*")
_ASKS = re.compile(r"\s*(?:[(（]签[字名章][)）])?\s*(?:[:：\t\n]|$)")
_OFFICE = re.compile(
    r"\s*[,，\-–—|]?\s*(?:[A-Z][A-Za-z]+ (?:of |and )?){0,3}"
    r"(?:President|Director|Manager|Verifier|Auditor|Head|Officer|CEO|Secretary|Registrar|Chair(?:man)?|"
    r"Signatory|Engineer|Reviewer|Partner|Chief)\b"
)


@dataclass(frozen=True, slots=True)
class _Offices:
    """The words of the rules, as patterns."""

    approves: re.Pattern[str]
    leads: re.Pattern[str]
    heads: re.Pattern[str]
    compiles: re.Pattern[str]
    others: re.Pattern[str]
    of_the_firm: re.Pattern[str]


@lru_cache(4)
def _compiled(words: Offices) -> _Offices:
    return _Offices(
        approves=re.compile(any_of(words.approves)),
        leads=re.compile(any_of(words.leads)),
        heads=re.compile(any_of(words.heads)),
        compiles=re.compile(any_of(words.compiles)),
        others=re.compile(rf"(?:{any_of(words.others)})[:：\t ]"),
        of_the_firm=re.compile(any_of(words.of_the_firm)),
    )


def signatory(subject: Subject, words: Offices) -> Field | None:
    """The person whose office, or whose place beside the issuer's name, says that they signed."""
    offices = _compiled(words)
    pages = _ends(subject.texts)
    by_others = subject.type.issuer != "self"
    for pattern, anywhere in (
        (offices.approves, False),
        (offices.leads, True),
        (offices.compiles, True),
    ):
        approves = pattern is offices.approves
        if not approves and not by_others:
            continue
        compiles = pattern is offices.compiles
        if compiles and any(offices.others.search(simplified(p.text)) for p in pages):
            continue
        for page in pages:
            found = next(_in_office(page, pattern, anywhere), None)
            if found is None and approves:
                found = next(_before_office(page, offices), None)
            if found is not None:
                return _field(page, found, 0.85)
        if approves and any(_unread(page, pattern) for page in pages):
            # Their signature is there and could not be read: nobody else signed in their place.
            return None
    for page in pages:
        found = _of_the_firm(page, offices) if subject.type.issuer != "third-party" else None
        found = found or _latin(page)
        if found is not None:
            return _field(page, found, 0.8)
    return None


def _ends(pages: Sequence[PageText]) -> Sequence[PageText]:
    return pages if len(pages) < 2 else (pages[-1], pages[0])


def _unread(page: PageText, approves: re.Pattern[str]) -> bool:
    """Whether a place at the foot asks for the signature of who approves."""
    text = simplified(page.text)
    return any(
        in_foot(page, m.start(), _FOOT) and _ASKS.match(text, m.end())
        for m in approves.finditer(text)
    )


def _in_office(page: PageText, pattern: re.Pattern[str], anywhere: bool) -> Iterator[PersonMatch]:
    """Persons whose office is named before them, in the same row."""
    text = simplified(page.text)
    for m in pattern.finditer(text):
        if not anywhere and not in_foot(page, m.start(), _FOOT):
            continue
        start = _BETWEEN.match(text, m.end()).end()  # type: ignore[union-attr]
        person = next(find_persons(page.text[start : page.row_end(start)]), None)
        if person is not None and person.start <= 1:
            yield _moved(person, start)


def _before_office(page: PageText, offices: _Offices) -> Iterator[PersonMatch]:
    """Persons at the foot whose office stands behind them, in the same row: 林深 授权签字人."""
    text = simplified(page.text)
    for m in (*offices.approves.finditer(text), *offices.heads.finditer(text)):
        start = page.piece_at(m.start()).start
        first = page.text.rfind("\n", 0, m.start()) + 1
        before = page.text[min(first, start) : m.start()]
        person = next(find_persons(before), None)
        beside = "" if person is None else before[: person.start] + before[person.end :]
        alone = person is not None and not beside.strip(" \t(（/,，")
        if person is not None and alone and in_foot(page, m.start(), _FOOT):
            yield _moved(person, min(first, start))


def _of_the_firm(page: PageText, offices: _Offices) -> PersonMatch | None:
    """Who stands for the firm at the foot of its paper, beside a date."""
    text = simplified(page.text)
    for m in offices.of_the_firm.finditer(text):
        row = page.piece_at(m.start()).row
        near = page.rows[max(0, row - _NEAR) : row + _NEAR + 1]
        dated = any(find_dates(r.text, months=True) for r in near)
        if not dated or row < len(page.rows) - 2 * _NEAR - 2:
            continue
        start = _BETWEEN.match(text, m.end()).end()  # type: ignore[union-attr]
        person = next(find_persons(page.text[start : page.row_end(start)]), None)
        if person is not None and person.start == 0:
            return _moved(person, start)
    return None


def _latin(page: PageText) -> PersonMatch | None:
    """A name in Latin letters at the foot: with its office, beside the issuer, or the last."""
    last = len(page.rows) - 1
    for number, row in enumerate(page.rows):
        for piece in page.in_row(number):
            text = piece.span.text.strip()
            person = next((p for p in find_persons(text) if p.start == 0), None)
            if person is None or not text.isascii() or not in_foot(page, piece.start, _FOOT):
                continue
            at = page.text.index(text, piece.start)
            if _OFFICE.match(text, person.end):
                return _moved(person, at)
            if person.end != len(text) or find_organisations(text):
                continue
            near = page.rows[max(0, number - _NEAR) : number + _NEAR + 1]
            beside = any(find_organisations(r.text) for r in near if r is not row)
            below = page.rows[number + 1].text if number < last else ""
            if beside or number == last or _OFFICE.match(below):
                return _moved(person, at)
    return None


def _moved(person: PersonMatch, by: int) -> PersonMatch:
    return PersonMatch(person.start + by, person.end + by, person.name)


def _field(page: PageText, person: PersonMatch, sure: float) -> Field:
    return page.field("signatory", person.name, person.start, person.end, sure)
