"""S304, C604: title, standards and QR code of a certificate against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from rapidfuzz import fuzz
from rapidfuzz.distance import Hamming, Levenshtein
from stdnum.cn import uscc

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.known_names import IMPOSSIBLE
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import MarkKind, Origin
from evidencecheck.domain.readings import alike, number_key, numbers_in
from evidencecheck.domain.rules import DocumentType, Fit
from evidencecheck.domain.script import simplified

_SURE = 0.85
_OTHER_NAME = 80.0
"""Below this likeness (0..100) two holders are two firms, however they were read."""
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")
_TONGUES = re.compile(
    r"(?<=[a-z])[\s/|·]*(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[\s/|·]*(?=[a-z])"
)
"""Between a name and its translation in one line."""
_HEAD, _ROUND = 8, 16
"""Lines at the top that can name the system certified, and characters around its name."""
_DAY = re.compile(
    r"(?<!\d)(20[12]\d)(?:-|/|[.]|年)(0?[1-9]|1[0-2])(?:-|/|[.]|月)(0?[1-9]|[12]\d|3[01])(?=\d{2}:|日|\D|$)"
)
_SERIES = re.compile(r"[A-Z]{2,}(?:-[A-Z]{2,})*-?0[0-9A-Z-]{6,}")
"""Letters, and enough behind them to be the number of one certificate."""
_BY_YEAR = re.compile(r"20\d\d\d{10,}")
_RETAINED = 8
"""Letters and figures behind the sign of a place that a number keeps in an address, at least."""
_DAYS = ("issue_date", "valid_until")
_BODY = 3
"""Figures that begin the numbers of one body."""
_BEGINNING, _LONG = 2, 14
"""Letters that begin the numbers of one issuer, and characters of a number that is built so."""
_MISREAD = 2
"""Characters of a number, at most, that a scan shows otherwise than its code."""
_RETYPED = 75.0
"""From this likeness on a number in the code is meant to be the printed one."""


def identity(document: Document, context: Context) -> Iterator[Finding]:
    """What a certificate says it is, in all the places that say it."""
    kind = context.type_of(document)
    if kind is None:
        return
    yield from _fit(document, kind, context)
    yield from _unfit(document, kind, context)
    if kind.issuer != "self":
        yield from _code(document, context)


# ------------------------------------------------------------------ S304


def _fit(document: Document, kind: DocumentType, context: Context) -> Iterator[Finding]:
    """Letter of the number and words of the title against the standards certified (domain A.2)."""
    field = document.field("standards")
    if not kind.fits or field is None or field.confidence < _SURE:
        return
    cited = [f for f in kind.fits if cites(document, f, context)]
    said = _said(document, kind) or _by_default(document, kind, context)
    if not cited or not said or any(f in cited for f in said):
        return
    known = [s for s in document.standards if any(_belongs(s.base, f, context) for f in cited)]
    # The other standard may be that of the system.
    if any(f.more for f in said) and len(known) < len(document.standards):
        return
    if _is_asked_for(document, context):
        return
    number = document.field("certificate_number")
    places = [field.citation, *((number.citation,) if number is not None else ())]
    yield context.finding(
        "S304", document, cite=places, type=said[0].titles[0], standard=known[0].canonical
    )


def _unfit(document: Document, kind: DocumentType, context: Context) -> Iterator[Finding]:
    """Standards that certify something else, and no other beside them."""
    field, never = document.field("standards"), kind.unfit
    if not never or field is None or field.confidence < _SURE or not document.standards:
        return
    wrong = [s for s in document.standards if any(context.registry.same(n, s) for n in never)]
    if len(wrong) == len(document.standards) and not _is_asked_for(document, context):
        title = document.title.quote if document.title is not None else document.type
        yield context.finding("S304", document, cite=field, type=title, standard=wrong[0].canonical)


def _is_asked_for(document: Document, context: Context) -> bool:
    """Whether the system itself asks such papers, whatever they are titled, for that standard.

    Where it asks for a certificate of one of several systems, its slot says which.
    """
    kind = context.type_of(document)
    if kind is None or any(f.letters for f in kind.fits):
        return False
    asked = {
        standard
        for indicator in context.pack.indicators
        for slot in indicator.every_slot
        if slot.cites is not None and document.type in (slot.cites.of or slot.accepts)
        for standard in (*slot.cites.any, *slot.cites.all)
    }
    return any(context.registry.same(a, s) for a in asked for s in document.standards)


def _said(document: Document, kind: DocumentType) -> list[Fit]:
    """What the title, else the number, says to be certified; several on an integrated one."""
    title = simplified(document.title.quote).casefold() if document.title is not None else ""
    titled = [f for f in kind.fits if any(t.casefold() in title for t in f.titles)]
    if not titled:
        # Certificate / Energy Management System: the system stands in a line of its own.
        heads = [simplified(x.text).strip().casefold() for x in document.lines[:_HEAD]]
        titled = [
            f
            for f in kind.fits
            if any(_names(head, t.casefold()) for t in f.titles for head in heads)
        ]
    if titled:
        return titled
    number = document.field("certificate_number")
    if number is None or number.confidence < _SURE or not kind.number_pattern:
        return []
    m = re.match(kind.number_pattern, re.sub(r"\s", "", str(number.value)))
    system = m.groupdict().get("system") if m is not None else None
    return [f for f in kind.fits if system in f.letters]


def _names(head: str, system: str) -> bool:
    """Whether a line at the head names a system and says little more, in one language or in two."""
    return any(
        system in part and _width(part) <= _width(system) + _ROUND
        for part in (head, *_TONGUES.split(head))
    )


def _width(text: str) -> float:
    """In Chinese characters, which are twice as wide as Latin letters."""
    return sum(0.5 if c.isascii() else 1.0 for c in text)


def _by_default(document: Document, kind: DocumentType, context: Context) -> list[Fit]:
    """What a paper on an organisation that goes by a plain title is on: 核查声明书.

    Where it speaks of a product anywhere but in the name of its standard, it may be on that.
    """
    if not kind.whole_firm:
        return []
    text = re.sub(r"《[^《》]*》", "", "".join(line.text for line in document.lines)).casefold()
    parted = document.field("emissions_scope1") is not None
    if not parted and any(word in text for word in context.book.phrases.of_products):
        return []
    return list(kind.fits[:1])


def cites(document: Document, fit: Fit, context: Context) -> bool:
    """Whether a document cites a standard by which what ``fit`` names is certified."""
    return any(_belongs(s.base, fit, context) for s in document.standards)


def _belongs(base: str, fit: Fit, context: Context) -> bool:
    return base in fit.standards or any(
        base in context.registry.identical(standard) for standard in fit.standards
    )


# ------------------------------------------------------------------ C604


def _code(document: Document, context: Context) -> Iterator[Finding]:
    """Credit codes and numbers in a QR code against those printed; nothing is fetched (C23)."""
    for mark in document.marks:
        if mark.mark.kind is not MarkKind.QR or not mark.mark.text:
            continue
        payload = unquote(mark.mark.text)
        for name, said in (
            ("holder_credit_code", _code_in(payload)),
            ("certificate_number", _number_in(payload, document.text("certificate_number"))),
        ):
            printed = document.field(name)
            if said and printed is not None and _contradicts(said, printed, document):
                yield context.finding(
                    "C604", document, cite=printed, code=said, print=printed.value
                )
                return
        if (day := _other_day(payload, document)) and (field := document.field("issue_date")):
            yield context.finding("C604", document, cite=field, code=day, print=field.value)
            return
    # A recogniser may take one figure of a date for another, and hardly that of two dates.
    days = [
        s
        for s in document.coded
        if s.name in _DAYS and document.text(s.name) not in {"", str(s.value)}
    ]
    for stated in document.coded:
        printed = document.field(stated.name)
        certain = len(days) == len(_DAYS) and stated in days
        if printed is None:
            continue
        if (
            _numbers_another(stated, printed, document)
            if stated.name == "certificate_number"
            else _says_otherwise(stated, printed, document, certain=certain)
        ):
            yield context.finding(
                "C604", document, cite=printed, code=stated.raw, print=printed.value
            )
            return


def _other_day(payload: str, document: Document) -> str:
    """The one day in a code beside the paper's number, where the print has another one."""
    printed = document.field("issue_date")
    number = number_key(document.text("certificate_number"))
    if printed is None or printed.confidence < _SURE or not number:
        return ""
    days = {f"{y}-{int(m):02}-{int(d):02}" for y, m, d in _DAY.findall(payload)}
    if number not in number_key(payload) or len(days) != 1:
        return ""
    (day,) = days
    text = re.sub(r"\s", "", "".join(line.text for line in document.lines))
    shown = {f"{y}-{int(m):02}-{int(d):02}" for y, m, d in _DAY.findall(text)}
    return "" if day in shown or not shown else day


def _says_otherwise(stated: Field, printed: Field, document: Document, *, certain: bool) -> bool:
    """Whether a code states another number, day or firm behind its label than is printed."""
    if printed.confidence < _SURE or printed.second is not None:
        return False
    said, shown = stated.value, printed.value
    if isinstance(said, str) != isinstance(shown, str):
        return False
    if isinstance(said, str) and isinstance(shown, str):
        if stated.name == "period_start" and _is_within(said, document):
            return False
        if stated.name == "holder":
            # The name in English says nothing of the one in Chinese.
            one_script = said.isascii() == shown.isascii()
            differs = one_script and fuzz.ratio(normal(said), normal(shown)) < _OTHER_NAME
        else:
            misread = document.origin is Origin.OCR and _one_figure_apart(said, shown)
            differs = said != shown and (certain or not misread)
    else:
        # A comma read for a point: 1.574 of things that are counted.
        plain = re.sub(r"[.,\s]", "", printed.raw)
        differs = said != shown and not re.match(rf"\D*{re.escape(str(said))}(?!\d)", plain)
    # The print may hold it elsewhere: the day of another event, the firm's name in English.
    # 500 is no part of 1,500.
    printed_so = re.compile(
        rf"(?<![\d,.]){stated.raw}(?![\d,]*\d)" if stated.raw.isdecimal() else re.escape(stated.raw)
    )
    return differs and not any(printed_so.search(line.text) for line in document.lines)


def _numbers_another(stated: Field, printed: Field, document: Document) -> bool:
    """Whether a code states another number as the paper's, built as the printed one or not."""
    if printed.confidence < _SURE or printed.second is not None:
        return False
    said, shown = (re.sub(r"[\W_]", "", str(f.value)).upper() for f in (stated, printed))
    if min(len(said), len(shown)) < _RETAINED or said in shown or shown in said:
        return False
    # However ill a scan was read, what it shows is nearer to its own number.
    shown_so = {number_key(n) for line in document.lines for n in numbers_in(line.text)}
    worst = _MISREAD if document.origin is Origin.OCR else 0
    return all(Levenshtein.distance(said, n) > worst for n in (shown, *shown_so))


def _is_within(month: str, document: Document) -> bool:
    """Whether a month is one of the period, or that of the issue."""
    start, end, issued = (
        document.text(name)[:7] for name in ("period_start", "period_end", "issue_date")
    )
    return start <= month[:7] <= (end or start) or month[:7] == issued


def _one_figure_apart(a: str, b: str) -> bool:
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) < 2


def _code_in(payload: str) -> str:
    """The one valid credit code of a payload; empty where it holds none, or several."""
    codes = {c for c in _CODE.findall(payload.upper()) if uscc.is_valid(c)}
    return codes.pop() if len(codes) == 1 else ""


_TO = re.compile(r"\s*[-—–~～至到]+\s*")
_A_RUN = 20
"""Characters of the first number of a run."""


def _number_in(payload: str, printed: str) -> str:
    """What in a payload is meant to be the printed number; empty where nothing is."""
    if not printed:
        return ""
    wanted = number_key(printed)
    tokens = numbers_in(payload)
    if _BY_YEAR.fullmatch(printed):
        # CCC-2023011001540026-20230519
        tokens = (*tokens, *re.findall(rf"(?<!\d){_BY_YEAR.pattern}(?!\d)", payload))
    if any(wanted in number_key(t) for t in tokens):
        return ""
    # A run of numbers, of which the code has the first and how many there are.
    first = number_key(_TO.split(printed)[0])
    run = _A_RUN <= len(first) < len(wanted)
    if run and first in number_key(payload):
        return ""
    # 津ZJTX-2024-00865 is ZJTX-2024-00865 in an address.
    latin = re.sub(r"^[^0-9A-Z]+", "", wanted)
    if len(latin) >= _RETAINED and latin.isascii() and latin != wanted:
        return _number_in(payload, re.sub(r"^[^0-9A-Za-z]+", "", printed))
    meant = [
        t
        for t in tokens
        if len(number_key(t)) == len(wanted)
        and (fuzz.ratio(number_key(t), wanted) >= _RETYPED or _of_one_series(t, printed))
    ]
    if run and not meant:
        return _number_in(payload, first)
    return min(meant, key=len) if len({number_key(t) for t in meant}) == 1 else ""


def _of_one_series(number: str, other: str) -> bool:
    """Whether two numbers begin with the same letters and are built alike."""
    plain = [re.sub(r"[/_—–~～]+", "-", n.upper()) for n in (number, other)]
    shapes = [re.sub(r"[0-9]", "0", n) for n in plain]
    if shapes[0] == shapes[1] and _SERIES.match(shapes[0]):
        return True
    # 2024011001687352, 2023011001540026: year and class of the product, then a number.
    if all(_BY_YEAR.fullmatch(p) for p in plain) and plain[0][4:8] == plain[1][4:8]:
        return len(plain[0]) == len(plain[1])
    # GL20250312A000418801, GL20250710C000077301: letters and figures in the same places.
    built = [re.sub(r"[A-Z]", "A", n) for n in shapes]
    begins = plain[0][:_BEGINNING] == plain[1][:_BEGINNING] and plain[0][:_BEGINNING].isalpha()
    # 96623Q20155R0S, 96624Q20718R3M: the approval of the body, letters in the same places.
    body = plain[0][:_BODY] == plain[1][:_BODY] and sum(c == "A" for c in built[0]) >= _BEGINNING
    begins = begins or body
    return built[0] == built[1] and begins and len(built[0]) >= _LONG


def nearly_coded(document: Document) -> str:
    """The number in the QR code of a scan from which the print differs in one character; else "".

    Such a character may have been misread: the picture of the print must tell.
    """
    printed = document.field("certificate_number")
    if document.origin is not Origin.OCR or printed is None or not printed.citation.quote:
        return ""
    for mark in document.marks:
        if mark.mark.kind is MarkKind.QR and mark.mark.text:
            said = _number_in(unquote(mark.mark.text), str(printed.value))
            if said and Hamming.distance(number_key(said), number_key(str(printed.value))) == 1:
                return said
    return ""


def _contradicts(said: str, printed: Field, document: Document) -> bool:
    if printed.confidence < _SURE or number_key(said) == number_key(str(printed.value)):
        return False
    if document.origin is Origin.OCR and alike(said, str(printed.value)):
        return False
    if printed.own_odds is not None and said == nearly_coded(document):
        return printed.own_odds < IMPOSSIBLE
    # The code of a register or of the issuer may stand beside that of the holder.
    return not any(said in line.text.replace(" ", "") for line in document.lines)
