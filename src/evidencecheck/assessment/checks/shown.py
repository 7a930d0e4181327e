"""A706: the text layer of a file says something else than its page shows (domain C25)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from evidencecheck.assessment.checks.hidden_amounts import hidden_amounts
from evidencecheck.assessment.checks.hidden_fields import (
    DAYS,
    FIRM,
    OTHER_NAME,
    VALIDITY,
    differs,
    folded,
    is_a_day,
    is_of_another_size,
    is_slight,
    other_days,
    other_years,
)
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_word
from evidencecheck.domain.readings import lookalikes

NOTHING = "—"
_DECIDING: Final = frozenset(
    {
        "holder", "holder_credit_code", "certificate_number", "issue_date", "valid_from",
        "valid_until", "emissions_total", "emissions_scope1", "emissions_scope2",
        "electricity_kwh", "certificate_count",
    }
)  # fmt: skip
_LEGIBLE = 0.93
_SAME_LINE = 75.0
"""From this likeness (0..100) on a hidden line is that of a printed one."""
_MISREAD = 80.0
"""From this likeness on, with the same figures, a hidden line is a printed one misread."""
_SAME_LABEL = 45.0
"""The same of a line of which the name of a firm is the longest part."""
_FAITHFUL = 0.6
"""Share of the hidden lines that must stand on the page as they are: then whoever recognised them
made no mistakes, and a line that says something else was changed."""
_MOST = 3
"""Lines with figures that differ, on a page whose hidden text is faithful for the rest."""
_TWICE, _SPOTS = 2, 2
"""Days in other years that no recogniser makes; lines that it may have misread elsewhere, and well
enough for one misread figure to be no accident."""
_LEAST = 4
_OF_A_LINE, _LEAST_OF_A_PAPER = 5, 5
"""Characters of a line that says something, and such lines of a paper."""
_ALIKE, _IN_COMMON = 70.0, 0.67
"""Likeness of two lines, and the share of them that two papers of one form have in common."""
_OF_A_CLAIM = 8
"""Characters of a sentence that claims something."""
_NUMBER = re.compile(r"\d[\d,.]*")
_CARBON = re.compile(r"C[O0][2₂]", re.IGNORECASE)
_ONE_LABEL = 90.0
"""Likeness of the words of two lines from which on they say the same of a number."""
_ONE_VERDICT = 60.0
"""The same of two lines that say what something comes to."""
_FIGURES = 3
"""Of a number that differ, at least."""
_HAN, _TOLD = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"\d.*\d|[。；;]")
_LARGE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def shown(document: Document, context: Context) -> Iterator[Finding]:
    """Each deciding field whose place on the page bears other words, or none at all.

    And each that the text hidden under the picture of a page gives otherwise, where that text is
    faithful for the rest of the page.
    """
    for field in document.fields:
        # 2023年19月16日 is no day that anybody printed.
        misread = field.name in DAYS and field.shown and not is_a_day(field.shown)
        if field.shown is not None and not misread:
            yield context.finding(
                "A706", document, cite=field, shown=field.shown or NOTHING, layer=field.raw
            )
    if document.origin is Origin.TEXT_LAYER:
        yield from _in_white(document, context)
    elif len(document.under) >= _LEAST:
        told = tuple(_of_another_paper(document, context)) or tuple(_hidden(document, context))
        told = told or tuple(_other_numbers(document, context))
        told = told or tuple(hidden_amounts(document, context))
        told = told or tuple(_other_verdict(document, context))
        yield from told or _other_days(document, context)


def _in_white(document: Document, context: Context) -> Iterator[Finding]:
    """What a program reads in a file and no person on its page: a claim, or a large amount.

    Words that tell nothing are marks for programs that sign, white figures without thousands help
    to compute, and menus and feet of web pages were printed without their dark ground.
    """
    printed, feet = "", context.book.phrases.web_feet
    for line in document.under:
        claims = len(_HAN.findall(line)) >= _OF_A_CLAIM and _TOLD.search(line)
        if not claims and not _LARGE.fullmatch(line.strip()):
            continue
        printed = printed or "".join(folded(x.text) for x in document.lines)
        if folded(line) in printed or any(word in line for word in feet):
            continue
        yield context.finding("A706", document, shown=NOTHING, layer=line)
        return


def _of_another_paper(document: Document, context: Context) -> Iterator[Finding]:
    """A text layer that names another firm and nowhere whose paper the page is."""
    printed = [folded(line.text) for line in document.lines if line.confidence >= _LEGIBLE]
    under = [line for line in map(folded, document.under) if len(line) >= _OF_A_LINE]
    if min(len(printed), len(under)) < _LEAST_OF_A_PAPER:
        return
    text = "".join(printed)
    alike = [x for x in under if x in text or any(fuzz.ratio(x, p) >= _ALIKE for p in printed)]
    if len(alike) > _IN_COMMON * len(under):
        return
    layer, holder = "".join(map(folded, document.under)), folded(document.text("holder"))
    if not holder or fuzz.partial_ratio(holder, layer) >= OTHER_NAME:
        return
    firms = [m[0] for line in document.under if (m := FIRM.search(line)) is not None]
    text = "".join(folded(line.text) for line in document.lines)
    strange = [f for f in firms if fuzz.partial_ratio(folded(f), text) < OTHER_NAME]
    if strange:
        line = next(x for x in document.under if strange[0] in x)
        yield context.finding(
            "A706", document, cite=document.place, shown=document.place.quote or NOTHING, layer=line
        )


def _hidden(document: Document, context: Context) -> Iterator[Finding]:
    printed = [folded(line.text) for line in document.lines]
    under = [folded(line) for line in document.under]
    # tC02 on the page is tCO2.
    plain = _plain("".join(printed))
    other = [
        n
        for n, line in enumerate(under)
        if line and _plain(line) not in plain and not _is_misread(line, printed)
    ]
    if sum(any(c.isdigit() for c in under[n]) for n in other) > _MOST or len(under) - len(
        other
    ) < _FAITHFUL * len(under):
        return
    years = other_years([x.text for x in document.lines], document.under)
    spotless = _is_spotless(document, other)
    told: set[int] = set()
    page = "".join(printed)
    for field in document.fields:
        if field.name not in _DECIDING or field.second is not None:
            continue
        # What stands where custom puts it is no less legible.
        alone = field.confidence < _LEGIBLE
        if alone and not _is_a_name_alone(field, document):
            continue
        raw = folded(field.raw)
        line = next((x for x in document.lines if raw and raw in folded(x.text)), None)
        if line is None:
            continue
        row, least = folded(line.text), _SAME_LABEL if field.name == "holder" else _SAME_LINE
        for n in other:
            if n in told or (alone and not FIRM.search(document.under[n])):
                continue
            likeness = max(fuzz.ratio(under[n], row), fuzz.partial_ratio(under[n], row))
            said = document.under[n]
            if likeness >= least and differs(field, line.text, said, page):
                if is_slight(field, said) and not _is_changed(
                    field, line.text, said, years, spotless
                ):
                    continue
                told.add(n)
                yield context.finding(
                    "A706", document, cite=field, shown=field.raw, layer=document.under[n]
                )
                break


def _is_changed(field: Field, row: str, said: str, years: int, spotless: bool) -> bool:
    """Whether a single figure was changed and not misread.

    Of days it is one of several years, or that of a validity; of amounts one that counts; and
    nothing else was misread.
    """
    if field.name in DAYS:
        alone = spotless and field.name in VALIDITY
        return other_years([row], [said]) > 0 and (years >= _TWICE or alone)
    return spotless and is_of_another_size(field, said)


def _is_spotless(document: Document, other: Sequence[int]) -> bool:
    """Whether whoever recognised a page read all of it well but for one line."""
    page = _plain("".join(folded(line.text) for line in document.lines))
    unlike = [n for n, text in enumerate(document.under) if _plain(folded(text)) not in page]
    figures = [n for n in other if any(c.isdigit() for c in document.under[n])]
    return len(figures) <= 1 and len(set(unlike) - set(figures)) <= _SPOTS


def _other_verdict(document: Document, context: Context) -> Iterator[Finding]:
    """A hidden line on which something failed, in the place of a printed one on which it passed.

    超过限值要求 below 符合限值要求: the page nowhere says so.
    """
    failed, passed = context.book.phrases.failed, context.book.phrases.verdicts
    for said in document.under:
        word = next((w for w in failed if w in said.casefold()), "")
        if not word or document.speaks_of((word,)):
            continue
        for line in document.lines:
            alike = fuzz.ratio(folded(said), folded(line.text)) >= _ONE_VERDICT
            if alike and line.confidence >= _LEGIBLE and any_word(line.text.casefold(), passed):
                place = document.at(line)
                yield context.finding("A706", document, cite=place, shown=line.text, layer=said)
                return


def _other_days(document: Document, context: Context) -> Iterator[Finding]:
    lines = [line for line in document.lines if line.confidence >= _LEGIBLE]
    told = other_days([line.text for line in lines], document.under)
    if told is None:
        return
    line = next(line for line in lines if line.text == told[0])
    yield context.finding("A706", document, cite=document.at(line), shown=told[0], layer=told[1])


def _is_a_name_alone(field: Field, document: Document) -> bool:
    """Whether a holder is well legible on a line of its own, and nowhere in the hidden text."""
    if field.name != "holder":
        return False
    raw, layer = folded(field.raw), "".join(map(folded, document.under))
    if fuzz.partial_ratio(raw, layer) >= OTHER_NAME:
        return False
    return any(x.confidence >= _LEGIBLE and folded(x.text) == raw for x in document.lines)


def _is_misread(hidden: str, printed: Sequence[str]) -> bool:
    """Whether a hidden line is a printed one but for characters that were misread on the page."""
    figures = re.sub(r"\D", "", hidden)
    return any(
        fuzz.ratio(hidden, row) >= _MISREAD and figures == re.sub(r"\D", "", row) for row in printed
    )


def _plain(folded: str) -> str:
    return lookalikes(folded.upper())


def _other_numbers(document: Document, context: Context) -> Iterator[Finding]:
    """A line of the hidden text that is a printed one with quite another number.

    Whoever recognised the page may have misread a figure, and not three of one number, whose label
    he read as it is. Neither number stands anywhere in the other text.
    """
    lines = [(line, *_parted(line.text)) for line in document.lines if line.confidence >= _LEGIBLE]
    under = [(text, *_parted(text)) for text in document.under]
    words = [w for _, w, _ in under if len(w) >= _LEAST]
    printed = "".join(w for _, w, _ in (*lines,))
    if sum(w in printed for w in words) < _FAITHFUL * len(words):
        return
    on_page = {re.sub(r"\D", "", n) for x in document.lines for n in _NUMBER.findall(x.text)}
    in_layer = {re.sub(r"\D", "", n) for _, _, numbers in under for n in numbers}
    for text, label, numbers in under:
        for line, own, shown_numbers in lines:
            if len(label) < _LEAST or len(numbers) != len(shown_numbers):
                continue
            if fuzz.ratio(label, own) < _ONE_LABEL:
                continue
            for hidden, seen in zip(numbers, shown_numbers, strict=True):
                a, b = (re.sub(r"\D", "", n) for n in (hidden, seen))
                if Levenshtein.distance(a, b) < _FIGURES or a in on_page or b in in_layer:
                    continue
                place = document.at(line)
                yield context.finding("A706", document, cite=place, shown=line.text, layer=text)
                return


def _parted(text: str) -> tuple[str, list[str]]:
    """The words of a line, and its numbers; the figures of tCO2, or tC02, are none."""
    text = _CARBON.sub("CO", text)
    return folded(_NUMBER.sub("", text)), _NUMBER.findall(text)
