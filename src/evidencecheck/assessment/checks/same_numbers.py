"""C603: one certificate number on two certificates (domain C22)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from evidencecheck.assessment.checks.identity import cites
from evidencecheck.assessment.context import Context, figures_of, iso
from evidencecheck.assessment.designations import designations, only_model, series, thing_number
from evidencecheck.assessment.kept_numbers import are_of_one_code, keeps_its_number
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import folded
from evidencecheck.domain.readings import lookalikes, number_key, numbers_uniquely
from evidencecheck.domain.rules import DocumentType

_SURE = 0.85
_SURE_OF_A_THING = 0.93
_LEAST_OF_A_THING, _NEXT, _PLAIN = 6, 2, 0.98
"""Figures of the number of a thing, of which so many differ in the next, and 0..1 of a reading."""
_CLEAR, _WEEKS = 0.95, 21
"""0..1, of the reading of a day, and days between two works."""
_LEGIBLE = 0.75
"""Enough where another sign must agree."""
_OTHER_NAME = 80.0
"""Below this likeness (0..100) two holders are two firms, however they were read."""
_OTHER_PRODUCT, _SAME_PRODUCT = 50.0, 90.0
"""Below this likeness (0..100) two products are two."""
_FEW = 3
"""Models of one certificate; more are a list, of which a copy may show a part."""
_CALLED_ALIKE = 90.0
"""Below this likeness (0..100) two titles are of two kinds of certificates."""
_ANEW = 70.0
"""From this likeness on a certificate with other days is the same one made out anew."""
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_NAMED, _OTHER_NAMED = 4, 35.0
"""Characters of the name of a product, and the likeness (0..100) below which it is another."""
_ALIKE = [set(pair) for pair in ("CG", "OQ", "OD", "QD", "UV", "IL", "HI")]
"""Letters of a body that a recogniser takes for each other."""
_LONG = 18
"""Figures of the number of an invoice; the older ones of eight are those of their code only."""
_RUN = re.compile(r"(0)0+")
_CENTS = re.compile(r"(?<![\d.,])\d{1,3}(?:[,.]?\d{3})*\.\d{2}(?![\d.%％])")
_TOTAL, _PARTS = "emissions_total", ("emissions_scope1", "emissions_scope2")
_PART_READ = 0.8
_SHIFTED = 300
"""Days by which the term of another certificate is shifted; one that is renewed by a term."""
_MONTHS = 180
"""Days between the statements on two years."""
_MODEL_TOLD = re.compile(r"(?:型号|规格型号|产品型号|Model)\s*[:：]?\s*(.{3,40})$")


def same_numbers(document: Document, context: Context) -> Iterator[Finding]:
    """Another certificate that bears the same number and is of another firm or thing (C22)."""
    kind, field = context.type_of(document), document.field("certificate_number")
    if kind is None or field is None or field.confidence < _SURE:
        return
    if kind.names_partners:
        yield from _invoices(document, field, context)
        return
    if not (kind.by_others or (kind.issuer == "any" and "work_date" in kind.fields)):
        return
    for other in (*context.with_number_of(document), *_numbered_alike(document, context)):
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


def _numbered_alike(document: Document, context: Context) -> Iterator[Document]:
    """Papers of the type whose number has one character that a recogniser took for another.

    CGT2025-… and CCT2025-…, 甬澄检(2026)… and 甬澧检(2026)…: of the name of the body that stands
    before all figures. Figures, and a letter right before them, may tell two papers apart: HJW2025
    is on water, HJN2025 on noise.
    """
    key = number_key(document.text("certificate_number"))
    near = context.by_figures.get((document.type, figures_of(key)), ())
    for other in near if numbers_uniquely(key) else ():
        theirs = number_key(other.text("certificate_number"))
        same = other.id != document.id and len(theirs) == len(key)
        if not same or Origin.OCR not in {document.origin, other.origin}:
            continue
        changed = [n for n, (a, b) in enumerate(zip(key, theirs, strict=True)) if a != b]
        if len(changed) != 1:
            continue
        a, b, before = key[changed[0]], theirs[changed[0]], key[: changed[0]]
        if not before.isalpha() and before:
            continue
        bodies = [d.text("issuer") for d in (document, other)]
        if a.isascii() and b.isascii():
            last = not key[changed[0] + 1 : changed[0] + 2].isalpha()
            body = fuzz.ratio(*map(normal, bodies)) >= _OTHER_NAME
            alike = {a, b} in _ALIKE and not last and body and all(bodies)
        else:
            alike = any(all(c in body for body in bodies) for c in (a, b))
        if alike:
            yield other


def _invoices(document: Document, number: Field, context: Context) -> Iterator[Finding]:
    """Another invoice with the number of this one, of another day or seller and no amount of it.

    Nobody makes out two with one number; a copy, and a second page, has the day of the first.
    """
    for other in context.documents:
        theirs, kind = other.field("certificate_number"), context.type_of(other)
        if theirs is None or other.id == document.id or kind is None or not kind.names_partners:
            continue
        scanned = Origin.OCR in {document.origin, other.origin}
        sellers = [normal(_sure(d, "issuer")) for d in (document, other)]
        apart = all(sellers) and fuzz.ratio(*sellers) < _OTHER_NAME
        if theirs.confidence < _SURE or not _one_number(number, theirs, scanned, apart):
            continue
        days = all(_sure(d, "issue_date", _CLEAR) for d in (document, other))
        money = [_prices(d) for d in (document, other)]
        # What two sellers made out is no copy, whatever was read of the days.
        two = days and _apart(document, other, "issue_date")
        two = two or (apart and number_key(str(number.value)) == number_key(str(theirs.value)))
        others = two and all(money)
        if others and money[0].isdisjoint(money[1]):
            yield context.finding(
                "C603",
                document,
                cite=(number.citation, theirs.citation),
                number=max(str(number.value), str(theirs.value), key=len),
            )
            return


def _one_number(a: Field, b: Field, scanned: bool, of_two: bool) -> bool:
    """Whether two long numbers are one, of a run of whose zeros a recogniser lost one.

    Of two sellers it may have taken a figure for another too: those of one follow on each other.
    """
    ours, theirs = (number_key(str(f.value)) for f in (a, b))
    if min(len(ours), len(theirs)) < _LONG or not (ours.isdigit() and theirs.isdigit()):
        return False
    if ours == theirs:
        return True
    runs = [_RUN.sub(r"\1", key) for key in (ours, theirs)]
    misread = of_two and Levenshtein.distance(*runs) == 1 and len(runs[0]) == len(runs[1])
    return scanned and abs(len(ours) - len(theirs)) <= 1 and (runs[0] == runs[1] or misread)


def _prices(document: Document) -> frozenset[str]:
    """The amounts of money that are printed to the cent."""
    found = (m for line in document.lines for m in _CENTS.findall(line.text))
    return frozenset(re.sub(r"[,.]", "", m) for m in found)


def _differ(a: Document, b: Document, context: Context) -> bool:
    """Whether two documents with one number cannot be one certificate, or its parts."""
    mine, theirs = _sure(a, "holder"), _sure(b, "holder")
    kept = keeps_its_number(a, b, context)
    if kept and are_of_one_code(a, b):
        return False
    comparable = bool(mine and theirs) and a.languages[0] == b.languages[0]
    if comparable and fuzz.ratio(normal(mine), normal(theirs)) < _OTHER_NAME:
        return True
    if kept:
        return False
    return (comparable and _issued_apart(a, b)) or _are_of_two_things(a, b, context)


def _are_of_two_things(a: Document, b: Document, context: Context) -> bool:
    """Whether two of one firm and number are of other works, terms, standards or products."""
    kind = context.type_of(a)
    if kind is not None and not kind.by_others:
        # A report that is issued anew tells of the same work.
        others = _apart(a, b, "issue_date") or _other_standards(a, b)
        others = (others and _apart(a, b, "work_date")) or _worked_apart(a, b)
        return others or _of_other_samples(a, b) or _of_other_matters(a, b)
    stated = kind is not None and _TOTAL in kind.fields
    if (_of_other_years if stated else _of_shifted_terms)(a, b):
        return True
    fits = kind.fits if kind is not None else ()
    certified = [{f.titles[0] for f in fits if cites(d, f, context)} for d in (a, b)]
    if all(certified) and certified[0].isdisjoint(certified[1]):
        return True
    # By other standards, of another day or up to one: what is made out anew keeps its own.
    dated = any(_apart(a, b, name) for name in ("issue_date", "valid_until"))
    if not fits and dated and _other_standards(a, b):
        return True
    ours, other = _sure(a, "product"), _sure(b, "product")
    if not (ours and other):
        # 器具:电能表: what is not called a product has its own number all the same.
        alike = _are_other_certificates(a, b, ours, other) or _are_two_things(a, b, context)
        return alike or (kind is not None and _are_of_two_models(a, b, kind))
    if a.languages[0] != b.languages[0]:
        # A certificate and its translation call one thing by two names.
        return _are_two_things(a, b, context)
    others = fuzz.partial_ratio(ours, other) < _OTHER_PRODUCT or _other_model(a, b)
    if others or _are_two_things(a, b, context):
        return True
    # Issued on another day, up to another day, for something else: no certificate made out anew.
    issued, ends = (_apart(a, b, name) for name in ("issue_date", "valid_until"))
    ranges = [series(product) for product in (ours, other)]
    of_others = ends and all(ranges) and ranges[0].isdisjoint(ranges[1])
    # Where no end is told: for something that is called quite otherwise.
    if issued and (of_others or fuzz.ratio(ours, other) < (_ANEW if ends else _OTHER_PRODUCT)):
        return True
    if _other_standards(a, b) and fuzz.partial_ratio(ours, other) < _SAME_PRODUCT:
        return True
    # 某产品(R3), 另一产品(R3): what stands in brackets is alike by chance.
    bare = [_BRACKETS.sub("", product) for product in (ours, other)]
    return min(map(len, bare)) >= _NAMED and fuzz.partial_ratio(*bare) < _OTHER_NAMED


def _are_of_two_models(a: Document, b: Document, kind: DocumentType) -> bool:
    """Whether each, on a product, tells of one model, and of another by more than a figure."""
    if "product" not in kind.fields:
        return False
    ours, other = (only_model(d, _PLAIN) for d in (a, b))
    return bool(ours and other) and Levenshtein.distance(ours, other) >= _NEXT


def _of_other_years(a: Document, b: Document) -> bool:
    """Whether two statements are of years of their own, and months or a level of assurance apart.

    Of one engagement on two years there may be two, on one level, with one number.
    """
    first, second = iso(a, "issue_date"), iso(b, "issue_date")
    apart = first is not None and second is not None and abs((first - second).days) > _MONTHS
    years = [set(d.years) if d.years and _sure(d, "years") else set() for d in (a, b)]
    # Of their parts both must be others: either may be misread.
    parts = all(_apart(a, b, name, _PART_READ) for name in _PARTS)
    others = (parts or _apart(a, b, _TOTAL)) and _apart(a, b, "assurance_level")
    return (apart or others) and all(years) and years[0].isdisjoint(years[1])


def _are_other_certificates(a: Document, b: Document, ours: str, other: str) -> bool:
    """The same of two of which the product of one, or of both, was not read."""
    # 绿色产品认证证书, 节能产品认证证书: of other days, and not by one name or one standard.
    titles = [d.title.quote if d.title is not None else "" for d in (a, b)]
    begun = any(_apart(a, b, name) for name in ("issue_date", "valid_from"))
    text = (b if ours else a).plain
    if begun and _is_of_nothing_in(ours or other, text):
        return True
    terms = begun and _apart(a, b, "valid_until")
    named = all(len(t) >= _NAMED for t in titles)
    called = named and fuzz.ratio(*titles) < _CALLED_ALIKE
    return terms and (called or _other_standards(a, b))


def _is_of_nothing_in(product: str, text: str) -> bool:
    """Whether a product is none of those that a legible paper speaks of."""
    name = normal(_BRACKETS.sub("", product)).casefold()
    return len(name) >= _NAMED and fuzz.partial_ratio(name, text) < _OTHER_PRODUCT


def _are_two_things(a: Document, b: Document, context: Context) -> bool:
    """Whether two certificates are of things with other numbers: 出厂编号.

    Of lines that were hardly legible one character may be misread.
    """
    labels = context.book.phrases.thing_numbers
    if not any(d.speaks_of(folded(labels)) for d in (a, b)):
        return False
    numbers, doubtful = (
        [thing_number(d, labels, legible) for d in (a, b)] for legible in (_SURE_OF_A_THING, _SURE)
    )
    for things, apart in ((numbers, 1), (doubtful, 2)):
        if all(things) and Levenshtein.distance(*map(lookalikes, things)) >= apart:
            return True
    return any(
        _has_the_next(other, number)
        for number, other in zip(numbers, (b, a), strict=True)
        if number and numbers[0] != numbers[1]
    )


def _has_the_next(document: Document, number: str) -> bool:
    """Whether a paper has, behind a label that was not read, nearly a number and not that itself.

    Meters that are bought together have numbers that follow on each other.
    """
    if not number.isdigit() or len(number) < _LEAST_OF_A_THING or _names(document, number):
        return False
    alone = re.compile(rf"[:：]\s*(\d{{{len(number)}}})\s*$")
    return any(
        Levenshtein.distance(m[1], number) <= _NEXT
        for line in document.lines
        if line.confidence >= _PLAIN and (m := alone.search(line.text)) is not None
    )


def _of_other_samples(a: Document, b: Document) -> bool:
    """Whether two reports tell of quite other things, and not of one day."""
    ours, theirs = _sure(a, "product"), _sure(b, "product")
    same_day = bool(_sure(a, "issue_date")) and not _apart(a, b, "issue_date")
    bare = [_BRACKETS.sub("", product) for product in (ours, theirs)]
    short, long = sorted(bare, key=len)
    # Of two or three characters one alike is half: 雨水, 生活饮用水.
    like = short in long if len(short) < _NAMED else fuzz.partial_ratio(*bare) > _OTHER_PRODUCT
    return min(map(len, bare)) >= 2 and not like and not (same_day and _sure(b, "issue_date"))


def _of_other_matters(a: Document, b: Document) -> bool:
    """Whether one of two reports tells of a sample of which the other says nothing at all.

    Each must have a title, results, a day and a signature of its own: the parts of one report are
    signed once, and one that is made out anew tells of the same sample.
    """
    own = all(d.title is not None and d.tables and d.text("signatory") for d in (a, b))
    if not own or not _apart(a, b, "issue_date"):
        return False
    pairs = ((_sure(a, "product"), b), (_sure(b, "product"), a))
    told = [(product, other) for product, other in pairs if product]
    return len(told) == 1 and _is_of_nothing_in(told[0][0], told[0][1].plain)


def _apart(a: Document, b: Document, name: str, least: float = _SURE) -> bool:
    mine, theirs = _sure(a, name, least), _sure(b, name, least)
    return bool(mine and theirs) and mine != theirs


def _of_shifted_terms(a: Document, b: Document) -> bool:
    """Whether two of as long a term begin some weeks or months apart.

    What is made out anew keeps its end, and what is renewed begins where the term before ends.
    """
    begun, ended = (
        [iso(d, name) if _sure(d, name) else None for d in (a, b)]
        for name in ("valid_from", "valid_until")
    )
    if not (begun[0] and begun[1] and ended[0] and ended[1]):
        return False
    shift, at_end = (begun[1] - begun[0]).days, (ended[1] - ended[0]).days
    return _WEEKS <= abs(shift) <= _SHIFTED and abs(shift - at_end) <= 1


def _worked_apart(a: Document, b: Document) -> bool:
    """Whether the work of both was done weeks apart: a report made out anew tells of the same."""
    sure = all(_sure(d, "work_date", _CLEAR) for d in (a, b))
    first, second = iso(a, "work_date"), iso(b, "work_date")
    apart = first is not None and second is not None and abs((first - second).days) > _WEEKS
    return sure and apart


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
    return kind is not None and kind.by_others and kind.validity.kind not in {"none", "ending"}


def _issued_apart(a: Document, b: Document) -> bool:
    """Whether two bodies issued them, on two days: of a copy neither would differ."""
    days = [_sure(d, "issue_date") for d in (a, b)]
    bodies = [normal(_sure(d, "issuer", _LEGIBLE)) for d in (a, b)]
    differ = days[0] != days[1] and fuzz.ratio(*bodies) < _OTHER_NAME
    return all((*days, *bodies)) and differ


def _sure(document: Document, name: str, least: float = _SURE) -> str:
    field = document.field(name)
    return str(field.value) if field is not None and field.confidence >= least else ""
