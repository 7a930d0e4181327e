"""C601: a number one slip of the pen away from what the numbers before it make (domain C16).

A word says how it was reckoned (合计, 节电量, 占比, 平均), the numbers before it come to another
number, and nothing else that they make is the one that stands there. That would happen by chance,
or where numbers are meant that stand elsewhere, as well: told is only what is one figure, or two
that changed places, away from what comes out, and of so many figures that this is no chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from evidencecheck.assessment.amounts import FAR, SUM, comparable, transposed
from evidencecheck.assessment.checks.ways_to_reckon import (
    LEAST_ITEMS,
    WHOLE,
    Columns,
    Guess,
    anything,
    counted_in,
    guesses,
    total,
)
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told, is_slip
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import (
    Number,
    Run,
    column_of,
    in_base,
    in_columns,
    in_forms,
    in_rows,
    is_as_written,
)
from evidencecheck.domain.amount_phrases import Reckonings
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable, Role

_ODDS, _UNSAID = 0.07, 0.01
"""The most that a slip may be a chance, of all that is tried: where a word says how it was
reckoned, and where only its place does."""
_BACK = 3
"""Sentences before that of a number in which stands what it is reckoned from."""
_NEAR, _LONGEST = 12, 14
"""Numbers before one that are tried, and characters of its label that tell of it."""
_EVEN, _CERTAIN = 0.5, 1.0
"""The most where all things are counted that are added, and where sums of two kinds agree."""
_MEANT = 0.002
_RIGHT = 3
"""Rows of shares of a whole, of which all but one are right."""
_LISTED = frozenset("、,，/和及与")
"""Between two numbers of a list."""
_ADDITIVE = frozenset(
    {"kwh", "mwh", "t", "kg", "m3", "m2", "元", "tco2", "tce", "gj", "人", "台", "张"}
)


@first_told
def nearly_reckoned(document: Document, context: Context) -> Iterator[WrongNumber]:
    """Such numbers."""
    phrases, words = context.book.phrases, context.book.phrases.reckoned_as
    if document.speaks_of(("/", *words.all)):
        columns = Columns(document, phrases.not_summed)
        for run in map(in_base, (*context.numbers(document), *in_forms(document))):
            yield from _of_parts(run, words, document)
            yield from _any_wrong(run, words, columns, document)
    for table in document.tables:
        if not any(c.headings for c in table.columns):
            continue
        yield from _of_table(table, words, phrases, document)


def _of_table(
    table: DocumentTable, words: Reckonings, phrases: Phrases, document: Document
) -> Iterator[WrongNumber]:
    yield from _of_sections(table, document)
    bodies = sum(r.role is Role.BODY for r in table.rows)
    totalled = bodies < len(table.rows)
    # The columns of a table with totals are added up elsewhere; its shares are not.
    asked = bodies > LEAST_ITEMS and (not totalled or _may_have_shares(table, document))
    columns = {n: in_base(run) for n, run in in_columns(table, document.file)} if asked else {}
    yield from _of_shares(columns, document)
    for n, run in columns.items() if not totalled else ():
        heads = "".join(table.columns[n].headings).casefold()
        if len(run) <= LEAST_ITEMS or any_word(heads, phrases.not_summed):
            continue
        if len({x.unit for x in run}) == 1:
            yield from _of_ends(run, words, document)
        elif bodies <= _NEAR:
            yield from _any_wrong(run, words, Columns(), document)
    if any(c.role is Role.TOTAL for c in table.columns[-1:]):
        for run in map(in_base, in_rows(table, document.file)):
            units = {x.unit for x in run} - {""}
            if len(units) == 1:
                same = tuple(replace(x, unit=next(iter(units))) for x in run)
                yield from _of_ends(same, words, document)
    if bodies == 1:
        for run in map(in_base, in_rows(table, document.file)):
            yield from _of_ends(run, words, document)
            yield from _any_wrong(run, words, Columns(), document)


def _may_have_shares(table: DocumentTable, document: Document) -> bool:
    if any(c.unit == "%" for c in table.columns):
        return True
    if not document.speaks_of("%％"):
        return False
    heads = (head for c in table.columns for head in c.headings)
    texts = (text for r in table.rows for text in (*r.labels, *[c.text for c in r.cells]))
    return any("%" in text or "％" in text for text in chain(heads, texts))


def _of_ends(run: Run, words: Reckonings, document: Document) -> Iterator[WrongNumber]:
    """The first or last of a column, or row, where it is the sum of all others but for a slip."""
    if len({x.unit for x in run}) != 1 or len(run) <= LEAST_ITEMS:
        return
    ends = ((run[-1], run[:-1]), (run[0], run[1:]))
    sums = [(stated, total(others)) for stated, others in ends]
    if any(_is_so(stated, guess) for stated, guess in sums):
        return
    for stated, guess in sums:
        named = any(w in stated.label for w in (*words.total, *words.whole))
        if not named and stated.unit not in _ADDITIVE:
            continue
        odds = _ODDS if named else _UNSAID / len(sums)
        if _is_slip(stated, guess, odds, document):
            yield guess.gainsays(stated)


def _of_sections(table: DocumentTable, document: Document) -> Iterator[WrongNumber]:
    """A grand total that is neither that of its sections nor that of its rows, which agree."""
    roles = [r.role for r in table.rows]
    if roles.count(Role.SUBTOTAL) < LEAST_ITEMS or roles.count(Role.TOTAL) != 1:
        return
    for n in range(len(table.columns)):
        sections, totals, items = (
            column_of(table, n, document.file, role)
            for role in (Role.SUBTOTAL, Role.TOTAL, Role.BODY)
        )
        if len(totals) != 1 or min(len(sections), len(items)) < LEAST_ITEMS:
            continue
        guess, other = total(sections), total(items)
        agree = abs(guess.value - other.value) <= guess.loose + other.loose
        if agree and not _is_so(totals[0], guess) and _is_slip(totals[0], guess, _EVEN, document):
            yield guess.gainsays(totals[0])


def _of_shares(columns: Mapping[int, Run], document: Document) -> Iterator[WrongNumber]:
    """One share among those of a column that is not that of its row in the whole."""
    for shares in columns.values():
        if len(shares) < _RIGHT or {x.unit for x in shares} != {"%"}:
            continue
        wrong = [
            [(s, g) for s, g in zip(shares, meant, strict=True) if not _is_so(s, g, 0.0)]
            for parts in columns.values()
            if len(parts) == len(shares) and parts[0].unit != "%"
            for meant in (_in_whole(parts),)
        ]
        # Of several columns they are shares of one only.
        if min(map(len, wrong), default=0) != 1 or sum(len(w) == 1 for w in wrong) > 1:
            continue
        stated, guess = min(wrong, key=len)[0]
        if not _is_so(stated, guess) and _is_slip(stated, guess, _CERTAIN, document):
            yield guess.gainsays(stated)


def _of_parts(run: Run, words: Reckonings, document: Document) -> Iterator[WrongNumber]:
    """The share of a part that is not so: 评价60家,其中A级18家,占36%;B级33家,占55%.

    However few its figures are: the other shares are those of their parts in the same whole, or
    words say that it is the part of what stands right before it.
    """
    for n, whole in enumerate(run):
        if whole.unit in {"", "%"}:
            continue
        pairs = list(_parts_of(run, n, words))
        wrong = [(s, g) for s, g in pairs if not _is_so(s, g)]
        if len(wrong) != 1:
            continue
        stated, guess = wrong[0]
        parts = total([g.used[0] for _, g in pairs])
        right = len(pairs) - 1
        only = not right and any_word(run[n + 1].label, words.within) and _bare(stated.label)
        told = only or (right and parts.is_held_by(whole)) or right >= _RIGHT - 1
        if told and is_as_written(document, stated, guess.used, guess.value):
            yield guess.gainsays(stated)


def _parts_of(run: Run, n: int, words: Reckonings) -> Iterator[tuple[Number, Guess]]:
    """The shares of the parts that stand right behind a whole, with what each comes to."""
    whole = run[n]
    for part, share in zip(run[n + 1 :: 2], run[n + 2 :: 2], strict=False):
        label = _bare(share.label)
        if (part.unit, share.unit) != (whole.unit, "%") or share.sentence != part.sentence:
            return
        if part.value > whole.value or not (not label or label in words.share):
            return
        loose = WHOLE * (part.half + whole.half * part.value / whole.value) / whole.value
        yield share, Guess(WHOLE * part.value / whole.value, (part, whole), loose)


def _bare(label: str) -> str:
    """What leads to a share without what stands between any two numbers: 占 of ',约占'."""
    return label.strip(" ,，、(（:：为约是的")


def _in_whole(parts: Run) -> list[Guess]:
    """What each number of a column is in per cent of the whole, which may be the last of them."""
    whole = total(parts[:-1])
    if not _is_so(parts[-1], whole):
        whole = total(parts)
    return [Guess(WHOLE * p.value / whole.value, (p,), WHOLE * p.half / whole.value) for p in parts]


# ------------------------------------------------------------------ how a number was reckoned


def _any_wrong(
    run: Run, words: Reckonings, columns: Columns, document: Document
) -> Iterator[WrongNumber]:
    # Most numbers neither have a unit that tells how they were reckoned, nor a word.
    rated = any("/" in x.unit for x in run)
    for n, stated in enumerate(run):
        if rated or any_word(stated.label[-_LONGEST:].casefold(), words.all):
            yield from _wrong(run, n, words, columns, document)


def _wrong(
    run: Run, n: int, words: Reckonings, columns: Columns, document: Document
) -> Iterator[WrongNumber]:
    stated = run[n]
    label = stated.label[-_LONGEST:].casefold()
    before = [x for x in run[max(0, n - _NEAR) : n] if x.sentence >= stated.sentence - _BACK]
    if _begins_a_list(run, n):
        return
    by_unit = any(x.unit.startswith(f"{stated.unit}/") for x in before) or "/" in stated.unit
    if not by_unit and not any_word(label, words.all):
        return
    ways = list(guesses(stated, label, before, words, columns))
    if not ways or any(_is_so(stated, g) for g in ways):
        return
    most = _EVEN if counted_in(label) and len(ways) == 1 else _ODDS / len(ways)
    found = next((g for g in ways if _is_slip(stated, g, most, document)), None)
    if found is None:
        return
    around = [x for x in run[max(0, n - _NEAR) : n + _NEAR] if x is not stated]
    if not any(_is_exactly(stated, g) for g in anything(stated, around, columns)):
        yield found.gainsays(stated)


def _begins_a_list(run: Run, n: int) -> bool:
    """Whether a share is the first of several that are told together: 占比依次达到60%、75%、90%.

    Each is of another year, or another thing, than the numbers before them.
    """
    if run[n].unit != "%" or n + 1 >= len(run):
        return False
    following = run[n + 1]
    told_on = following.unit == "%" and following.sentence == run[n].sentence
    return told_on and following.label.strip() in _LISTED


# ------------------------------------------------------------------ whether it is so, or nearly


def _is_so(stated: Number, guess: Guess, share: float = SUM) -> bool:
    if guess.is_held_by(stated):
        return True
    # 2,798.29 for 2,789.29: two figures that changed places are not rounded.
    return guess.is_held_by(stated, share) and not (
        guess.exact and transposed(stated.value / stated.scale, guess.value / stated.scale)
    )


def _is_exactly(stated: Number, guess: Guess) -> bool:
    """The same of what nothing says that it is meant: 60 % may be 60.4 %, but is seldom."""
    loose = min(guess.loose, _MEANT * stated.value)
    return abs(stated.value - guess.value) <= (stated.half + loose) * 1.001


def _is_slip(stated: Number, guess: Guess, most: float, document: Document) -> bool:
    return (
        comparable(stated.value, guess.value, FAR)
        and is_slip(stated, guess.value, exact=guess.exact, most=most)
        and is_as_written(document, stated, guess.used, guess.value)
    )
