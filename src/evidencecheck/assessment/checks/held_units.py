"""C607: a paper that counts units as used and says, or lists, that they are still held (C20)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import apart
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.running_text import spoken
from evidencecheck.domain.claim_phrases import Holding
from evidencecheck.domain.document import Citation, Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_of, any_word
from evidencecheck.domain.tables import DocumentTable, Role

_SURE = 0.9
_ALIKE = 0.001
_LEAST_LOTS = 2
_IN_ENGLISH = (
    r"\bno (?:retirement|cancell?ation|redemption)[^.;]{0,40}(?:received|submitted|made|given)"
    r"|(?:retirement|cancell?ation) (?:request|instruction)[^.;]{0,30}"
    r"not (?:been )?(?:received|submitted)"
)


def held_units(document: Document, context: Context) -> Iterator[Finding]:
    """Told of papers of the applicant's, or written to it, unless they plan, rule or ask."""
    phrases = context.book.phrases
    if not is_own(document, context):
        return
    if not document.speaks_of((*phrases.certificates, *phrases.green, *phrases.credits)):
        return
    title = document.heading
    if any(w in title for w in (*phrases.forecast, *phrases.rules_of_work)):
        return
    place = _listed(document, title, context)
    if place is None and document.origin is not Origin.OCR:
        place = _said(document, phrases)
    if place is not None:
        yield context.finding("C607", document, cite=place, reason=place.quote.strip())


def _said(document: Document, phrases: Phrases) -> Citation | None:
    """A sentence by which units are held, beside one by which they count."""
    words = (*phrases.not_cancelled, *phrases.kept_at, *phrases.retires)
    if not document.speaks_of(w.replace(" ", "") for w in words):
        return None
    told = list(spoken(document, _SURE))
    if any(w in text for text, _ in told for w in phrases.holding.not_counted):
        return None
    held, counts, not_yet = _held(phrases), _counts(phrases), _not_yet(phrases.holding)
    states = [held.search(text) for text, _ in told]
    if any(_is_done(text, bool(m), phrases) for (text, _), m in zip(told, states, strict=True)):
        return None
    for n, (m, (_, place)) in enumerate(zip(states, told, strict=True)):
        near = "".join(text for text, _ in told[max(0, n - 1) : n + 2])
        units = (*phrases.certificates, *phrases.green, *phrases.credits)
        if m is None or not any(w in near or w in document.heading for w in units):
            continue
        for claim in counts.finditer(near):
            before = near[: claim.start()].rpartition(",")[2].rpartition("，")[2]
            if not not_yet.search(before) and not held.search(claim[0]):
                return place
    return None


def _undone(words: Holding) -> str:
    """What is still to be done; 将 alone marks what it is done to."""
    return rf"(?<!已)(?!{any_of(words.not_undone)})(?:{any_of(words.undone)})"


def _held(phrases: Phrases) -> re.Pattern[str]:
    """What is not cancelled yet, or lies in the account of somebody else."""
    words = phrases.holding
    return re.compile(
        rf"{_undone(words)}[^。;；,，、]{{0,18}}?(?:{any_of(phrases.retires)})(?![前后的者率余部])"
        rf"|(?:{any_of(phrases.not_cancelled)})(?![前后的者率余部])"
        rf"|(?:{any_of(phrases.kept_at)})[^。;；,，]{{0,14}}?(?:{any_of(words.accounts)})"
    )


def _counts(phrases: Phrases) -> re.Pattern[str]:
    """A claim: units count as something, or something is attained by them."""
    words = phrases.holding
    counts = any_of((*phrases.claims.counts, *words.uses))
    return re.compile(
        rf"(?:{counts})[^。;；]{{0,24}}?(?:{any_of(words.used_as)})"
        rf"|实现[^。;；]{{0,18}}(?:{any_of(words.attained)})"
        rf"|(?:记|计|算|按|视)[为作]?零(?!部)|{any_of(words.neutral)}"
    )


def _not_yet(words: Holding) -> re.Pattern[str]:
    """Right before a claim: what may come, or is not so."""
    return re.compile(rf"(?:{any_of(words.may_come)})[^,，]{{0,4}}$")


def _is_done(text: str, is_held: bool, phrases: Phrases) -> bool:
    """Whether a sentence tells of a cancellation; 届时提供注销凭证 does not."""
    return (
        not is_held
        and any(w in text for w in phrases.cancelled)
        and not any(w in text for w in phrases.holding.later)
    )


def _listed(document: Document, title: str, context: Context) -> Citation | None:
    """A lot that is still held, in a list whose total counts all its lots as used."""
    phrases = context.book.phrases
    used = (*phrases.offset, *phrases.uses)
    titled = any(w in title for w in used) and not any(
        w in title for w in (*phrases.acquired, *phrases.holding.not_used_up)
    )
    for number, table in enumerate(document.tables):
        column = _states(table, phrases)
        held = _held_rows(table, column, phrases) if column is not None else []
        if column is None or not held:
            continue
        cells = [q for q in document.quantities if q.table == number and q.confidence >= _SURE]
        told = [n for run in context.numbers(document) for n in run]
        for n in dict.fromkeys(q.column for q in cells):
            lots = [q for q in cells if q.column == n and q.role is Role.BODY]
            ours = [q for q in lots if q.row in held and q.value > 0]
            if not ours or len(lots) < _LEAST_LOTS:
                continue
            rest = sum(q.value for q in lots) - sum(q.value for q in ours)
            totals = [q for q in cells if q.column == n and q.role is not Role.BODY]
            if _counts_all(lots, totals, rest, told, used, phrases.holding, titled=titled):
                cell = table.rows[ours[0].row].cells[column]
                return document.at(cell)
    return None


def _states(table: DocumentTable, phrases: Phrases) -> int | None:
    heads = ["".join(c.headings).casefold() for c in table.columns]
    found = [n for n, head in enumerate(heads) if any(w in head for w in phrases.states)]
    return found[0] if len(found) == 1 else None


def _held_rows(table: DocumentTable, column: int, phrases: Phrases) -> list[int]:
    """The rows of a list that say that they are held, where others say that they are not."""
    found = []
    undone = rf"{_undone(phrases.holding)}.{{0,16}}(?:{any_of(phrases.retires)})"
    for n, row in enumerate(table.rows):
        cell = row.cells[column]
        said = re.sub(r"\s", "", cell.text).casefold()
        if row.role is not Role.BODY or cell.confidence < _SURE:
            continue
        told = any(w in said for w in phrases.not_cancelled)
        pending = re.match(undone, said)
        if (said in phrases.still_held or told or pending) and not any(
            w in said for w in phrases.cancelled
        ):
            found.append(n)
    return found


def _counts_all(
    lots: Sequence[Quantity],
    totals: Sequence[Quantity],
    rest: float,
    told: Sequence[Number],
    used: Sequence[str],
    words: Holding,
    *,
    titled: bool,
) -> bool:
    """Whether the whole of a column, in its total or in a sentence, is called used."""
    whole = sum(q.value for q in lots)
    # 其中已注销 140 t: the paper tells which of them count.
    if rest and any(
        not apart(value, rest, 0.0, _ALIKE)
        for value in (*(n.value for n in told), *(q.value for q in totals))
    ):
        return False
    for total in totals:
        label = "".join(total.what)
        if apart(total.value, whole, 0.0, _ALIKE) or any_word(label, words.not_used_up):
            continue
        if titled or any(w in label for w in used):
            return True
    return any(
        any(w in n.label for w in used) and not apart(n.value, whole, 0.0, _ALIKE)
        for n in told
        if not any_word(n.label, words.not_used_up)
    )


def is_told_used(head: str, text: str, words: Holding) -> bool:
    """Whether a cell says that units were used, or says yes below a heading that asks it.

    已对外声明, 已在年报中披露; 已使用120 t,余80 t is told of some of them.
    """
    used = any_of(words.told_used)
    between = r"(?:经|全部|对外|公开|在|于|据此|作为|[^,，。;；未不待]{1,8}中)*"
    if re.search(rf"(?<![未不待])已{between}(?:{used})", text) and not any_word(
        text, words.in_part
    ):
        return True
    alone = any_of(w for w in words.told_used if w.isascii())
    asks = re.search(rf"(?:是否|已)[^未拟]{{0,4}}(?:{used})|{alone}", head)
    return asks is not None and text.casefold() in words.yes


def not_asked_for(document: Document, phrases: Phrases) -> Citation | None:
    """A sentence of a letter by which no cancellation was applied for: 未收到该申请."""
    retires, before, words = any_of(phrases.retires), "", phrases.holding
    not_asked = re.compile(
        rf"(?:未|没有)(?:曾)?(?:{any_of(words.handed_in)})[^。;；,，]{{0,12}}(?:{any_of(words.requests)})"
        rf"|{_IN_ENGLISH}"
    )
    for text, place in spoken(document, _SURE):
        asked = not_asked.search(text) is not None and re.search(retires, before + text)
        if asked and not any(w in text for w in words.other_requests):
            return place
        before = text
    return None
