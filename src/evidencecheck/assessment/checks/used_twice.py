"""C605: certificates that two lists of the firm set against the power of two years (domain C19)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from evidencecheck.assessment.amounts import CERTIFICATES, DIFFERENT, KWH_OF_A_CERTIFICATE
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.running_text import spoken
from evidencecheck.assessment.serials import Span, spans
from evidencecheck.domain.claim_phrases import Claims
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import Phrases, any_of, any_word
from evidencecheck.domain.readings import number_key, numbers_uniquely
from evidencecheck.domain.tables import Role, TableCell

_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-_/]{8,}")
_COUNT = re.compile(r"(?<![\d.,A-Za-z])\d[\d,]*(?![\d.,])")
_YEAR = re.compile(r"20\d\d")
_ROUNDED = 1.0
"""Units that a share of a year is rounded by."""
_READ, _SURE = 0.95, 0.9
_LEAST_DIGITS = 4
_LONGEST_TITLE = 40
_LISTED = 2
"""Numbers of a list; a certificate, and the proof that it was cancelled, have one."""
_NOT_SO = re.compile(r"不(?!同)|[未无](?!锡)")


@dataclass(frozen=True, slots=True)
class _Use:
    """A row of a list: a number, and how many of its certificates the list counts."""

    count: float
    citation: Citation


def used_twice(document: Document, context: Context) -> Iterator[Finding]:
    """A number that an earlier list has with the same count for another year, or runs that share.

    Silent where a paper shows that there are enough of its certificates for both.
    """
    rows = _for_two_years(document, context) or _said_again(document, context)
    if rows is not None:
        yield context.finding("C605", document, cite=rows, what=rows[0].quote.strip())
        return
    mine, runs = _uses(document, context), _whole_runs(document, context)
    # What is given to orders may be of power against which another list sets it.
    allotted = runs or (
        _counted_runs(document, context) if _is_allotment(document, context) else ()
    )
    again = _listed_again(document, allotted, context)
    if again is not None:
        what = "; ".join(run.printed for run in again)
        yield context.finding("C605", document, cite=(r.citation for r in again), what=what)
        return
    for other in context.documents if mine or runs else ():
        later = other.years and document.years and min(document.years) > max(other.years)
        if other.id == document.id or not later:
            continue
        theirs_too = _whole_runs(other, context) if runs else ()
        both = next(((a, b) for a in runs for b in theirs_too if a.overlaps(b)), None)
        if both is not None:
            what = "; ".join(run.printed for run in both)
            yield context.finding("C605", document, cite=(r.citation for r in both), what=what)
            return
        for key, theirs in _uses(other, context).items():
            use = mine.get(key)
            if use is None:
                continue
            held, proven = _held(key, context), _proven(key, context)
            # Where their proof counts them, the parts of two years may be different ones.
            total = use.count + theirs.count
            more = proven > 0 and total > proven * (1 + DIFFERENT) + _ROUNDED
            if held < total and (use.count == theirs.count or more):
                yield context.finding(
                    "C605", document, cite=(use.citation, theirs.citation), what=use.citation.quote
                )
                return


def _said_again(document: Document, context: Context) -> tuple[Citation, ...] | None:
    """A sentence by which a lot that was used for one year was set against another once more."""
    phrases = context.book.phrases
    claims, again = phrases.claims, _again(phrases.claims)
    if not document.speaks_of(claims.same_lot):
        return None
    if not document.speaks_of((*phrases.certificates, *phrases.green, *phrases.credits)):
        return None
    if not context.is_applicant(document.text("holder")) or not again.search(document.plain):
        return None
    if any(word in document.heading for word in phrases.rules_of_work):
        return None
    told = list(spoken(document, _SURE))
    for n, (text, place) in enumerate(told):
        before = told[n - 1][0] if n else ""
        behind = told[n + 1][0] if n + 1 < len(told) else ""
        if not again.search(text) or any(_is_put_right(x, claims) for x in (text, behind)):
            continue
        years = set(_YEAR.findall(before + text))
        used = re.search(rf"[已曾][^。;；]{{0,24}}?(?:{any_of(claims.used)})", before + text)
        if len(years) > 1 and used and any(w in text for w in claims.same_lot):
            return (place,)
    return None


def _again(claims: Claims) -> re.Pattern[str]:
    """What is done with units once more: 再次将其计入."""
    return re.compile(
        rf"(?:{any_of(claims.again)})(?:被|将|把|再)?(?:其|该批次?|同一批次?)?[^,，。;；]{{0,4}}?"
        rf"(?:{any_of(claims.used_again)})"
    )


def _is_put_right(text: str, claims: Claims) -> bool:
    """Whether a sentence denies it, or says that it was put right."""
    return any(w in text for w in claims.put_right) or _NOT_SO.search(text) is not None


def _is_used_up(text: str, phrases: Phrases) -> bool:
    """Whether a cell says that nothing of a lot is left."""
    wholly, used, up = map(any_of, (phrases.wholly, phrases.claims.used, phrases.claims.used_up))
    return re.search(rf"(?:{wholly})(?:{used})|{up}", text) is not None


def _for_two_years(document: Document, context: Context) -> tuple[Citation, Citation] | None:
    """Two rows of one list with one proof and one count, set against two years.

    A proof of twice as much may be for both, and then something tells of so much. Of a lot each
    row must say that it was used up.
    """
    phrases = context.book.phrases
    numbered = (*phrases.vouchers, *phrases.lots)
    if not is_own(document, context) or not document.speaks_of(numbered):
        return None
    listed = is_list_of_use(document, context)
    for number, table in enumerate(document.tables):
        heads = ["".join(c.headings).casefold() for c in table.columns]
        proofs = [n for n, h in enumerate(heads) if any(w in h for w in phrases.vouchers)]
        of_lots = not proofs
        proofs = proofs or [n for n, h in enumerate(heads) if h in phrases.lots]
        years = [n for n, h in enumerate(heads) if h.endswith(("年度", "年份", "年"))]
        used = listed or any(w in heads[n] for n in years for w in phrases.offset)
        seen: dict[tuple[str, float], tuple[str, TableCell]] = {}
        for n, row in enumerate(table.rows):
            if not used or len(proofs) != 1 or len(years) != 1 or row.role is not Role.BODY:
                continue
            cell, year = row.cells[proofs[0]], row.cells[years[0]].text.strip()[:4]
            key = number_key(cell.text)
            counts = {
                q.value
                for q in document.quantities
                if (q.table, q.row) == (number, n) and q.column not in {*proofs, *years}
            }
            if len(counts) != 1 or not _YEAR.fullmatch(year) or cell.confidence < _READ:
                continue
            if of_lots and not any(_is_used_up(c.text, phrases) for c in row.cells):
                continue
            count = counts.pop()
            if sum(c.isdigit() for c in key) < _LEAST_DIGITS or not count:
                continue
            before = seen.setdefault((key, count), (year, cell))
            if before[0] == year or before[1].box == cell.box:
                continue
            if not _tells(context, document, key, 2 * count):
                places = (document.at(c) for c in (cell, before[1]))
                return next(places), next(places)
    return None


def _tells(context: Context, listed: Document, key: str, whole: float) -> bool:
    """Whether the list, or the proof itself, tells of a proof of so much."""
    if any(s.value == whole for s in listed.said):
        return True
    for other in context.documents:
        if other.id == listed.id or key not in number_key(other.words):
            continue
        count = other.field("certificate_count")
        told = [count.value] if count is not None else [q.value for q in other.quantities]
        told = told if count is not None else [*told, *(s.value for s in other.said)]
        if any(isinstance(v, int | float) and v >= whole for v in told):
            return True
    return False


def _uses(document: Document, context: Context) -> dict[str, _Use]:
    """The certificates that a list of the firm's own sets against its power, by number."""
    if not is_own(document, context) or not is_list_of_use(document, context):
        return {}
    found: dict[str, _Use] = {}
    for number, table in enumerate(document.tables):
        for n, row in enumerate(table.rows):
            if row.role is not Role.BODY:
                continue
            counts = _counts(document, number, n, context.book.phrases.claims.whole)
            for cell in row.cells if len(counts) == 1 else ():
                keys = {
                    k for k in map(number_key, _NUMBER.findall(cell.text)) if numbers_uniquely(k)
                }
                if len(keys) == 1 and cell.confidence >= _READ:
                    place = document.at(cell)
                    found.setdefault(keys.pop(), _Use(next(iter(counts)), place))
    return found


def _counts(document: Document, table: int, row: int, whole: tuple[str, ...]) -> set[float]:
    """How many units a row counts: certificates, or power; tonnes where there are no others."""
    told = [
        q
        for q in document.quantities
        if (q.table, q.row) == (table, row)
        and q.value > 1
        and not any_word("".join((*q.what, *q.heading)), whole)
    ]
    return {
        q.value / (KWH_OF_A_CERTIFICATE if q.unit == "kWh" else 1.0)
        for q in told
        if q.unit in {*CERTIFICATES, "", "kWh"}
    } or {q.value for q in told if q.unit in {"t", "tCO2e"}}


def _whole_runs(document: Document, context: Context) -> tuple[Span, ...]:
    """Runs of numbers of which a list of the firm's own counts every one."""
    return _counted_runs(document, context) if is_list_of_use(document, context) else ()


def _counted_runs(document: Document, context: Context) -> tuple[Span, ...]:
    if not is_own(document, context):
        return ()
    return tuple(
        run
        for line in document.lines
        for run in spans(replace(document, lines=(line,)))
        if run.may_hold
        & {float(n.replace(",", "")) for n in _COUNT.findall(line.text.replace(run.printed, ""))}
    )


def _listed_again(
    document: Document, runs: tuple[Span, ...], context: Context
) -> tuple[Span, Span] | None:  # fmt: skip
    """Two rows of the one table of a list that count numbers in common.

    A run, and below it its parts, are told of the whole and of them; what was bought, and then
    used, is told twice.
    """
    if len(document.tables) > 1 or (not document.tables and not _is_allotment(document, context)):
        return None
    if len(runs) <= 1:
        return None
    added = _are_added(document, runs)
    words = (*context.book.phrases.offset, *context.book.phrases.uses)
    step = {x.box: any(word in x.text for word in words) for x in document.lines}
    for a, b in combinations(runs, 2):
        within = (a.holds(b) or b.holds(a)) and not a.is_same(b) and not added
        one, two = a.citation.box, b.citation.box
        if a.overlaps(b) and not within and one != two and step[one] == step[two]:
            return a, b
    return None


def _are_added(document: Document, runs: tuple[Span, ...]) -> bool:
    """Whether the total of a list counts all its runs, those within another too."""
    whole = {float(run.length) for run in runs}
    totals = [q for q in document.quantities if q.role is Role.TOTAL]
    for total in totals:
        rows = [
            q.value for q in document.quantities
            if (q.table, q.column, q.role) == (total.table, total.column, Role.BODY)
        ]  # fmt: skip
        if whole <= set(rows) and total.value == sum(rows):
            return True
    return False


def is_list_of_use(document: Document, context: Context) -> bool:
    """Whether the title is that of a list of what was set against the power of a year.

    Of a type told by its words the title is the first line.
    """
    phrases, title = context.book.phrases, _title(document)
    return any(word in title for word in (*phrases.offset, *phrases.uses))


def _title(document: Document) -> str:
    first = document.lines[0].text.strip() if document.lines else ""
    return document.heading or (first if len(first) <= _LONGEST_TITLE else "")


def _is_allotment(document: Document, context: Context) -> bool:
    """Whether the title is that of a list by which units are given to customers or orders."""
    return any(word in _title(document) for word in context.book.phrases.allots)


def _proven(key: str, context: Context) -> float:
    """How many units the one proof by a number counts; 0 where none, or several, do."""
    counts = {
        float(count.value)
        for d in context.documents
        if (kind := context.type_of(d)) is not None
        and kind.units is not None
        and number_key(d.text("certificate_number")) == key
        and (count := d.field("certificate_count")) is not None
        and isinstance(count.value, int | float)
        and count.confidence >= _SURE
        and any_word(d.heading.casefold(), context.book.phrases.claims.proofs)
    }
    return counts.pop() if len(counts) == 1 else 0.0


def _held(key: str, context: Context) -> float:
    """The most certificates that a paper with a number counts; 0 where none does."""
    return max(
        (
            float(count.value)
            for d in context.documents
            if (kind := context.type_of(d)) is not None
            and kind.units is not None
            and (count := d.field("certificate_count")) is not None
            and isinstance(count.value, int | float)
            and not any(word in d.heading for word in context.book.phrases.uses)
            and any(key in number_key(line.text) for line in d.lines)
            and len(_uses(d, context)) < _LISTED
        ),
        default=0.0,
    )
