"""S304, C603, C604: number, title, standards and QR code of a certificate against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from rapidfuzz import fuzz
from stdnum.cn import uscc

from evidencecheck.assessment.context import Context, number_key
from evidencecheck.assessment.designations import designations
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import MarkKind, Origin
from evidencecheck.domain.readings import alike, numbers_in
from evidencecheck.domain.rules import DocumentType, Fit

_SURE = 0.85
_LEGIBLE = 0.75
"""Enough where another sign must agree."""
_OTHER_NAME = 80.0
"""Below this likeness (0..100) two holders are two firms, however they were read."""
_OTHER_PRODUCT, _SAME_PRODUCT = 50.0, 90.0
"""Below this likeness (0..100) two products are two."""
_FEW = 3
"""Models of one certificate; more are a list, of which a copy may show a part."""
_ANEW = 70.0
"""From this likeness on a certificate with other days is the same one made out anew."""
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_NAMED, _OTHER_NAMED = 4, 35.0
"""Characters of the name of a product, and the likeness (0..100) below which it is another."""
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")
_HEAD, _ROUND = 8, 16
"""Lines at the top that can name the system certified, and characters around its name."""
_MODEL_TOLD = re.compile(r"(?:型号|规格型号|产品型号|Model)\s*[:：]?\s*(.{3,40})$")
_DAY = re.compile(
    r"(?<!\d)(20[12]\d)(?:-|/|[.]|年)(0?[1-9]|1[0-2])(?:-|/|[.]|月)(0?[1-9]|[12]\d|3[01])(?=\d{2}:|日|\D|$)"
)
_SERIES = re.compile(r"[A-Z]{2,}(?:-[A-Z]{2,})*-?0[0-9A-Z-]{7,}")
"""Letters, and enough behind them to be the number of one certificate."""
_RETAINED = 8
"""Letters and figures behind the sign of a place that a number keeps in an address, at least."""
_DAYS = ("issue_date", "valid_until")
_BODY = 3
"""Figures that begin the numbers of one body."""
_BEGINNING, _LONG = 2, 14
"""Letters that begin the numbers of one issuer, and characters of a number that is built so."""
_RETYPED = 75.0
"""From this likeness on a number in the code is meant to be the printed one."""


def identity(document: Document, context: Context) -> Iterator[Finding]:
    """What a certificate says it is, in all the places that say it."""
    kind = context.type_of(document)
    if kind is None:
        return
    yield from _fit(document, kind, context)
    yield from _unfit(document, kind, context)
    if kind.by_others or (kind.issuer == "any" and "work_date" in kind.fields):
        yield from _same_number(document, context)
    if kind.issuer != "self":
        yield from _code(document, context)


# ------------------------------------------------------------------ S304


def _fit(document: Document, kind: DocumentType, context: Context) -> Iterator[Finding]:
    """Letter of the number and words of the title against the standards certified (domain A.2)."""
    field = document.field("standards")
    if not kind.fits or field is None or field.confidence < _SURE:
        return
    cited = [f for f in kind.fits if _cites(document, f, context)]
    said = _said(document, kind)
    if not cited or not said or any(f in cited for f in said):
        return
    if _is_asked_for(document, context):
        return
    first = next(s for s in document.standards if _belongs(s.base, cited[0], context))
    number = document.field("certificate_number")
    places = [field.citation, *((number.citation,) if number is not None else ())]
    yield context.finding(
        "S304", document, cite=places, type=said[0].titles[0], standard=first.canonical
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
    title = document.title.quote.casefold() if document.title is not None else ""
    titled = [f for f in kind.fits if any(t.casefold() in title for t in f.titles)]
    if not titled:
        # Certificate / Energy Management System: the system stands in a line of its own.
        heads = [x.text.strip().casefold() for x in document.lines[:_HEAD]]
        titled = [
            f
            for f in kind.fits
            if any(t.casefold() in h and len(h) <= len(t) + _ROUND for t in f.titles for h in heads)
        ]
    if titled:
        return titled
    number = document.field("certificate_number")
    if number is None or number.confidence < _SURE or not kind.number_pattern:
        return []
    m = re.match(kind.number_pattern, re.sub(r"\s", "", str(number.value)))
    system = m.groupdict().get("system") if m is not None else None
    return [f for f in kind.fits if system in f.letters]


def _cites(document: Document, fit: Fit, context: Context) -> bool:
    return any(_belongs(s.base, fit, context) for s in document.standards)


def _belongs(base: str, fit: Fit, context: Context) -> bool:
    return base in fit.standards or any(
        base in context.registry.identical(standard) for standard in fit.standards
    )


# ------------------------------------------------------------------ C603


def _same_number(document: Document, context: Context) -> Iterator[Finding]:
    """Another certificate that bears the same number and is of another firm or thing (C22)."""
    field = document.field("certificate_number")
    if field is None or field.confidence < _SURE:
        return
    for other in context.with_number_of(document):
        theirs = other.field("certificate_number")
        if theirs is None or theirs.confidence < _SURE:
            continue
        if other.type == document.type:
            differ = _differ(document, other, context)
        else:
            # A report may bear the number of its certificate: of one body, or of one day.
            differ = _runs_out(document, context) and _runs_out(other, context)
            differ = differ and _issued_apart(document, other)
        if not differ:
            continue
        yield context.finding(
            "C603", document, cite=(field.citation, theirs.citation), number=field.value
        )
        return


def _differ(a: Document, b: Document, context: Context) -> bool:
    """Whether two documents with one number cannot be one certificate, or its parts."""
    mine, theirs = _sure(a, "holder"), _sure(b, "holder")
    # A Chinese and an English name cannot be compared.
    comparable = bool(mine and theirs) and a.languages[0] == b.languages[0]
    if comparable and fuzz.ratio(normal(mine), normal(theirs)) < _OTHER_NAME:
        return True
    if comparable and _issued_apart(a, b):
        return True
    kind = context.type_of(a)
    if kind is not None and not kind.by_others:
        # A report that is issued anew tells of the same work.
        others = _apart(a, b, "work_date") and _apart(a, b, "issue_date")
        return others or _of_other_samples(a, b)
    fits = kind.fits if kind is not None else ()
    certified = [{f.titles[0] for f in fits if _cites(d, f, context)} for d in (a, b)]
    if all(certified) and certified[0].isdisjoint(certified[1]):
        return True
    ours, other = _sure(a, "product"), _sure(b, "product")
    if not (ours and other):
        return False
    if fuzz.partial_ratio(ours, other) < _OTHER_PRODUCT or _other_model(a, b):
        return True
    # Issued on another day, up to another day, for something else: no certificate made out anew.
    terms = all(_apart(a, b, name) for name in ("issue_date", "valid_until"))
    if terms and fuzz.ratio(ours, other) < _ANEW and a.languages[0] == b.languages[0]:
        return True
    if _other_standards(a, b) and fuzz.partial_ratio(ours, other) < _SAME_PRODUCT:
        return True
    # 某产品(R3), 另一产品(R3): what stands in brackets is alike by chance.
    bare = [_BRACKETS.sub("", product) for product in (ours, other)]
    return min(map(len, bare)) >= _NAMED and fuzz.partial_ratio(*bare) < _OTHER_NAMED


def _of_other_samples(a: Document, b: Document) -> bool:
    """Whether two reports tell of quite other things, and not of one day."""
    ours, theirs = _sure(a, "product"), _sure(b, "product")
    same_day = bool(_sure(a, "issue_date")) and not _apart(a, b, "issue_date")
    bare = [_BRACKETS.sub("", product) for product in (ours, theirs)]
    short, long = sorted(bare, key=len)
    # Of two or three characters one alike is half: 雨水, 生活饮用水.
    alike = short in long if len(short) < _NAMED else fuzz.partial_ratio(*bare) > _OTHER_PRODUCT
    return min(map(len, bare)) >= 2 and not alike and not (same_day and _sure(b, "issue_date"))


def _apart(a: Document, b: Document, name: str) -> bool:
    mine, theirs = _sure(a, name), _sure(b, name)
    return bool(mine and theirs) and mine != theirs


def _other_standards(a: Document, b: Document) -> bool:
    """Whether both cite standards in one language, and none in common: GB 15763.2 and .3."""
    mine, theirs = ({s.base for s in d.standards} for d in (a, b))
    return bool(mine and theirs) and mine.isdisjoint(theirs) and a.languages[0] == b.languages[0]


def _other_model(a: Document, b: Document) -> bool:
    """Whether each is of a few models that the other names nowhere: no part of a list of models."""
    models = [designations(_sure(d, "product")) or _models(d) for d in (a, b)]
    if not all(models) or max(map(len, models)) > _FEW:
        return False
    ours, theirs = models
    named = any(_names(a, m) for m in theirs) or any(_names(b, m) for m in ours)
    return ours.isdisjoint(theirs) and not named


def _models(document: Document) -> frozenset[str]:
    """The designations that stand behind 型号."""
    told = (_MODEL_TOLD.search(x.text) for x in document.lines if x.confidence >= _SURE)
    return frozenset(m for line in told if line is not None for m in designations(line[1]))


def _names(document: Document, word: str) -> bool:
    return any(word in line.text for line in document.lines)


def _runs_out(document: Document, context: Context) -> bool:
    """Whether it is a certificate rather than a report: issued by others, with a validity."""
    kind = context.type_of(document)
    return kind is not None and kind.by_others and kind.validity.kind != "none"


def _issued_apart(a: Document, b: Document) -> bool:
    """Whether two bodies issued them, on two days: of a copy neither would differ."""
    days = [_sure(d, "issue_date") for d in (a, b)]
    bodies = [normal(_sure(d, "issuer", _LEGIBLE)) for d in (a, b)]
    differ = days[0] != days[1] and fuzz.ratio(*bodies) < _OTHER_NAME
    return all((*days, *bodies)) and differ


def _sure(document: Document, name: str, least: float = _SURE) -> str:
    field = document.field(name)
    return str(field.value) if field is not None and field.confidence >= least else ""


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
        if printed is not None and _says_otherwise(stated, printed, document, certain=certain):
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
        if stated.name == "holder":
            # The name in English says nothing of the one in Chinese.
            one_script = said.isascii() == shown.isascii()
            differs = one_script and fuzz.ratio(normal(said), normal(shown)) < _OTHER_NAME
        else:
            misread = document.origin is Origin.OCR and _one_figure_apart(said, shown)
            differs = said != shown and (certain or not misread)
    else:
        differs = said != shown
    # The print may hold it elsewhere: the day of another event, the firm's name in English.
    return differs and not any(stated.raw in line.text for line in document.lines)


def _one_figure_apart(a: str, b: str) -> bool:
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) < 2


def _code_in(payload: str) -> str:
    """The one valid credit code of a payload; empty where it holds none, or several."""
    codes = {c for c in _CODE.findall(payload.upper()) if uscc.is_valid(c)}
    return codes.pop() if len(codes) == 1 else ""


def _number_in(payload: str, printed: str) -> str:
    """What in a payload is meant to be the printed number; empty where nothing is."""
    if not printed:
        return ""
    wanted = number_key(printed)
    tokens = numbers_in(payload)
    if any(wanted in number_key(t) for t in tokens):
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
    return meant[0] if len(meant) == 1 else ""


def _of_one_series(number: str, other: str) -> bool:
    """Whether two numbers begin with the same letters and are built alike."""
    plain = [re.sub(r"[/_—–~～]+", "-", n.upper()) for n in (number, other)]
    shapes = [re.sub(r"[0-9]", "0", n) for n in plain]
    if shapes[0] == shapes[1] and _SERIES.match(shapes[0]):
        return True
    # GL20250312A000418801, GL20250710C000077301: letters and figures in the same places.
    built = [re.sub(r"[A-Z]", "A", n) for n in shapes]
    begins = plain[0][:_BEGINNING] == plain[1][:_BEGINNING] and plain[0][:_BEGINNING].isalpha()
    # 96623Q20155R0S, 96624Q20718R3M: the approval of the body, letters in the same places.
    body = plain[0][:_BODY] == plain[1][:_BODY] and sum(c == "A" for c in built[0]) >= _BEGINNING
    begins = begins or body
    return built[0] == built[1] and begins and len(built[0]) >= _LONG


def _contradicts(said: str, printed: Field, document: Document) -> bool:
    if printed.confidence < _SURE or number_key(said) == number_key(str(printed.value)):
        return False
    if document.origin is Origin.OCR and alike(said, str(printed.value)):
        return False
    # The code of a register or of the issuer may stand beside that of the holder.
    return not any(said in line.text.replace(" ", "") for line in document.lines)
