"""C608: more certificates, or green power, than a part of the works, or a month, has power for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evidencecheck.assessment.amounts import (
    CERTIFICATES,
    DIFFERENT,
    KWH_OF_A_CERTIFICATE,
    amount,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import label_ends
from evidencecheck.assessment.number_runs import Number
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_of, any_word, folded

_SURE = 0.9
_READ, _FAR = 0.98, 0.05
"""Of the reading of a recognised number, and by what share there must be more then."""
_SANE = 5.0
"""More than so many times the power is another amount, or misread."""
_KWH: Final = {"kwh": 1.0, "mwh": 1000.0, **dict.fromkeys(CERTIFICATES, KWH_OF_A_CERTIFICATE)}
_UNIT = re.compile(r"(?P<n>万)?\s*(?:(?P<k>kwh|千瓦时|度)|(?P<m>mwh|兆瓦时))", re.IGNORECASE)
_COUNTED = re.compile(r"(?<!\d)[(（\s]*[个张份枚]\s*[)）]?$")
_PERIOD = re.compile(
    r"第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|(?<!\d)0?[1-9])月|全年|20\d\d年(?!\d{1,2}月)"
)
_MONTH = re.compile(r"季度|半年|月")
_CLAUSE = re.compile(r"[,，。;；:：、]")
_MARKS = re.compile(r"^\W*")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]|\s|(?:kwh|mwh|万?千瓦时|兆瓦时)$", re.IGNORECASE)
_LIMIT, _NET, _CERTIFICATES, _GREEN, _OWN = range(5)


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of power, or of certificates for so much of it."""

    kind: int
    kwh: float
    label: str
    place: Citation
    clause: str = ""
    """What stands before it in a sentence."""
    sure: float = 1.0
    """0..1, of its reading."""


def green_balance(document: Document, context: Context) -> Iterator[Finding]:
    """Power of one month, or part of the works, and more that is said to be used for it.

    Told of papers of the applicant's own, by rows, columns or sentences; of those of others only
    what is settled, or a part. What is left, and used later or elsewhere, explains it. Of what was
    recognised only tables are, whose numbers were surely read and lie far apart.
    """
    holder, issuer, phrases = document.text("holder"), document.text("issuer"), context.book.phrases
    if holder and not context.is_applicant(holder):
        return
    if not document.speaks_of((*phrases.green, *phrases.renewable)):
        return
    if document.speaks_of(phrases.carried_over):
        return
    own = not issuer or context.is_applicant(issuer)
    if not own and not (
        document.speaks_of(folded(phrases.power_balance.delivered))
        and document.speaks_of(phrases.power_of_part)
    ):
        return
    words = (*phrases.set_against, *phrases.offset, *phrases.share)
    titled = any(w in document.heading for w in words)
    recognised = document.origin is Origin.OCR
    of_text = () if recognised else _of_text(document, context)
    for group in (*_of_tables(document, phrases), *of_text):
        told = _more(group, document, phrases, titled=titled, own=own)
        if told is not None:
            claimed, limit, most = told
            if recognised and not _is_beyond_doubt(claimed, limit, most):
                continue
            yield context.finding(
                "C608",
                document,
                cite=(claimed.place, limit.place),
                claimed=amount(claimed.kwh / 1000, "MWh"),
                limit=amount(most / 1000, "MWh"),
            )
            return


def _is_beyond_doubt(claimed: _Amount, limit: _Amount, most: float) -> bool:
    """Whether no figure of recognised numbers that was misread makes one larger than the other."""
    sure = min(claimed.sure, limit.sure) >= _READ
    return sure and claimed.kwh > most * (1 + _FAR)


def _more(
    group: Sequence[_Amount], document: Document, phrases: Phrases, *, titled: bool, own: bool
) -> tuple[_Amount, _Amount, float] | None:
    """What is claimed in a group of amounts, and the only power in it, of which there is less."""
    limits = [a for a in group if a.kind == _LIMIT]
    # 扣除绿电后外购电: what is left of it, or what others bought.
    if len({a.kwh for a in limits}) != 1 or any(a.kind == _NET for a in group):
        return None
    limit = limits[0]
    made = sum(a.kwh for a in group if a.kind == _OWN)
    for claimed in group:
        if claimed.kind not in {_CERTIFICATES, _GREEN} or not _is_of(claimed, limit, phrases):
            continue
        # 采购绿证 900个 is no more than that, where nothing says for what they are used.
        used = any(w in claimed.label for w in (*phrases.set_against, *phrases.offset))
        bought = any(w in claimed.label for w in phrases.acquired)
        within = _is_part(claimed, phrases) or (not own and _is_settled(claimed, phrases))
        used = used or (titled and not bought) or _is_set_against(claimed, document, phrases)
        if not within and not (own and used):
            continue
        most = limit.kwh + (made if claimed.kind == _GREEN else 0.0)
        if most * (1 + DIFFERENT) < claimed.kwh < most * _SANE:
            return claimed, limit, most
    return None


def _is_part(claimed: _Amount, phrases: Phrases) -> bool:
    """Whether an amount is one of the power right before it, of which it can be no more."""
    words, label = phrases.power_balance, _MARKS.sub("", claimed.label)
    return label.startswith(words.part) and not any_word(label, words.agreed)


def _is_settled(claimed: _Amount, phrases: Phrases) -> bool:
    """Whether an amount of green power is what was delivered and used, not only agreed on."""
    words = phrases.power_balance
    told = claimed.kind == _GREEN and any_word(claimed.label, words.delivered)
    return told and not any_word(claimed.label, words.agreed)


def _is_of(claimed: _Amount, limit: _Amount, phrases: Phrases) -> bool:
    """Whether nothing says that what is claimed is of another time, or part of the works."""
    of_part = any(w in limit.label for w in phrases.part_of_firm)
    other_part = any(w in claimed.label and w not in limit.label for w in phrases.part_of_firm)
    wide = of_part and any(w in claimed.label for w in phrases.whole_works)
    other_time = set(_PERIOD.findall(claimed.label)) - set(_PERIOD.findall(limit.label))
    return not (other_part or wide or other_time)


def _is_set_against(claimed: _Amount, document: Document, phrases: Phrases) -> bool:
    """Whether the rest of the sentence says so: 绿证460个,全部抵减当月外购电."""
    if not claimed.clause:
        return False
    _, found, behind = document.plain.partition("".join(claimed.place.quote.split()).casefold())
    text = re.split(r"[。;；]", found.partition(claimed.clause)[2] + behind)[0]
    return any(w in text for w in phrases.set_against) and not any(
        w in text for w in (*phrases.denied, *phrases.hoped_for)
    )


def _kind(label: str, phrases: Phrases) -> int | None:
    if any(w in label for w in (*phrases.share, *phrases.attained, *phrases.hoped_for)):
        return None
    if any(w in label for w in (*phrases.certificates, *phrases.green)):
        return _CERTIFICATES
    bare = _BRACKETS.sub("", label)
    # 绿电结算电量(某光伏电站): whose power was bought stands in brackets.
    traded = any(w in bare for w in phrases.traded) and any(w in bare for w in phrases.renewable)
    if any(w in (bare if traded else label) for w in phrases.own_plant):
        return _OWN
    if any(w in label for w in phrases.renewable):
        return _GREEN
    given_off = any_word(bare, phrases.power_balance.given_off)
    if given_off or not any(label_ends(bare, w) for w in phrases.power_of_part):
        return None
    return _NET if any(w in label for w in phrases.without_green) else _LIMIT


def _of_tables(document: Document, phrases: Phrases) -> Iterator[Sequence[_Amount]]:
    """The amounts of each row, by the headings of their columns, and of each column, by rows."""
    groups: Mapping[tuple[int, str, int], list[_Amount]] = defaultdict(list)
    for q in document.quantities:
        if q.confidence < _SURE or q.value <= 0 or q.unit not in {"", "kWh", *CERTIFICATES}:
            continue
        for labels, at in ((q.heading, ("row", q.row)), (q.what, ("column", q.column))):
            label = labels[-1].casefold() if labels else ""
            kind = _kind(label, phrases) if label else None
            kwh = _in_kwh(q.value, q.unit, label, document, q.table) if kind is not None else 0.0
            if kind is not None and kwh:
                groups[(q.table, *at)].append(
                    _Amount(kind, kwh, label, q.citation, sure=q.confidence)
                )
                break
    for key, group in groups.items():
        # Of months only the year is balanced: 绿证 are often used for several at once.
        alike = [g for k, g in groups.items() if k[:2] == key[:2]]
        if sum(any(a.kind == _LIMIT for a in g) for g in alike) == 1:
            yield group
        elif key[1] == "row":
            # What is settled, or a part, is so in every month.
            yield [
                a for a in group if a.kind not in {_GREEN, _CERTIFICATES} or _is_settled(a, phrases)
            ]


def _in_kwh(value: float, unit: str, label: str, document: Document, table: int) -> float:
    """0 where nothing tells of what unit it is."""
    if unit == "kWh":
        return value
    if unit or _COUNTED.search(label):
        return value * KWH_OF_A_CERTIFICATE
    heads = " ".join(" ".join(c.headings) for c in document.tables[table].columns)
    told = {m[0] for m in _UNIT.finditer(heads)}
    m = _UNIT.search(heads) if len(told) == 1 else None
    if m is None:
        return 0.0
    return value * (10_000.0 if m["n"] else 1.0) * (1000.0 if m["m"] else 1.0)


def _named_behind(n: Number, document: Document, phrases: Phrases) -> str:
    """What stands behind a number of pieces, where it is certificates: 240张绿证."""
    if n.unit not in CERTIFICATES:
        return ""
    words = any_of((*phrases.certificates, *phrases.green))
    raw = f"{n.value:.{n.places}f}"
    m = re.search(rf"{raw}{n.unit}(.{{0,4}}?(?:{words}))", document.plain.replace(",", ""))
    return m[1] if m is not None else ""


def _of_text(document: Document, context: Context) -> Iterator[Sequence[_Amount]]:
    """The amounts of each sentence; of all of them where one power is told in all."""
    phrases = context.book.phrases
    for run in context.numbers(document):
        told: Mapping[int, list[_Amount]] = defaultdict(list)
        for n in run:
            times = _KWH.get(n.unit)
            clauses = [c for c in _CLAUSE.split(n.label.casefold()) if c.strip()]
            clause = clauses[-1] if clauses else ""
            label = clause + _named_behind(n, document, phrases)
            kind = _kind(label, phrases) if times is not None and label else None
            # 办公楼用电 120 is no certificate, and 绿证 of so many kWh no count of them.
            if kind is None or times is None or (n.unit in CERTIFICATES and kind != _CERTIFICATES):
                continue
            if n.confidence >= _SURE:
                told[n.sentence].append(_Amount(kind, n.value * times, label, n.place, clause))
        if len({a.kwh for g in told.values() for a in g if a.kind == _LIMIT}) > 1:
            yield from (g for g in told.values() if not any(_MONTH.search(a.label) for a in g))
        yield [a for group in told.values() for a in group]
