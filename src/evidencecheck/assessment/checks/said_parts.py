"""C601: sentences whose amounts do not make up what they say of them (domain C16).

项目共投入186万元,其中设备128万元,安装32万元,调试16万元; 综合能耗…tce,产量…万台,单耗….
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from evidencecheck.assessment.amounts import (
    DIFFERENT,
    SUM,
    amount,
    apart,
    as_printed,
    one_figure_apart,
    read_for,
    rounding,
    transposed,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Document, Said
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_of, any_word
from evidencecheck.domain.said_phrases import SaidLists

_SURE = 0.95
_ADDED = frozenset({"tCO2e", "tCO2", "kWh", "GJ", "tce", "t", "m3", "Nm3", "元", "m2"})
_PARTS = 2
"""The least of them; of two, the sum is said to be wrong only where their figures are many."""
_MANY = 5
_FAR = 40
"""Characters between two amounts of one list."""
_MEANT = 0.2
"""Share by which a ratio may be off that is meant to be that of the amounts before it."""
_NEAR = 6
"""Amounts before a ratio among which are those that it is of."""


def said_parts(document: Document, context: Context) -> Iterator[Finding]:
    """A whole whose parts, told behind it, make up a number like it; a ratio among right ones."""
    if not is_own(document, context):
        return
    phrases = context.book.phrases
    reckoned = phrases.reckoned_as
    words = _words(phrases.lists, reckoned.within, reckoned.added, reckoned.agrees)
    told = _wrong_whole(document, words) or _wrong_ratio(document, phrases)
    if told is not None:
        stated, printed, computed, parts = told
        yield context.finding(
            "C601",
            document,
            cite=(stated.citation, *(p.citation for p in parts)),
            stated=printed,
            computed=computed,
        )


@dataclass(frozen=True, slots=True)
class _Words:
    """How sentences tell of wholes and their parts."""

    first: tuple[str, ...]
    """At the head of the first part, which begins a list: 其中."""
    begins: re.Pattern[str]
    """Between a whole and the first of its parts, where the latter's own words do not begin so."""
    agrees: re.Pattern[str]
    """The paper says itself that its parts make up the whole."""
    open: re.Pattern[str]
    """The sentence ends, or the list names no more than some of the parts."""
    total: re.Pattern[str]


@lru_cache(4)
def _words(
    lists: SaidLists, within: tuple[str, ...], added: tuple[str, ...], agrees: tuple[str, ...]
) -> _Words:
    summed = any_of((*added, *lists.totalled))
    return _Words(
        within,
        re.compile(rf"[,，;；:：(（]\s*(?:{any_of(lists.begins)})\s*[:：]?[^\d,，;；。]*$"),
        re.compile(
            rf"(?:{any_of(lists.named)})[^。;；\d]{{0,4}}(?:{summed})"
            rf"[^。;；\d不]{{0,10}}(?:{any_of(agrees)})"
        ),
        re.compile(rf"[。!?！？]|{any_of(lists.others)}"),
        re.compile(rf"(?:{any_of(lists.totalled)})(?:为|是|约)?"),
    )


_Told = tuple[Said, str, str, Sequence[Said]]
"""What is said, as it is printed and as it comes out, and of what."""


def _wrong_whole(document: Document, words: _Words) -> _Told | None:
    for whole, parts in (*_lists(document, words), *_totals(document, words)):
        added = sum(p.value for p in parts)
        exact = rounding(whole.raw, whole.value) * (len(parts) + 1)
        ends = range(_PARTS, len(parts) + 1)
        sums = [sum(p.value for p in some) for n in ends for some in (parts[:n], parts[-n:])]
        if any(not apart(whole.value, s, exact, SUM / 2) for s in sums):
            continue
        scale = as_printed(whole.raw) / whole.value
        turned = transposed(whole.value, added)
        one_off = one_figure_apart(as_printed(whole.raw), added * scale)
        agrees = _is_said_to_agree(document, parts[-1], words)
        if not (turned or one_off or agrees):
            continue
        # What is left out of a list is more than the least that is in it.
        if not agrees and abs(added - whole.value) >= min(p.value for p in parts):
            continue
        many = len(f"{as_printed(whole.raw):.2f}".strip("0").replace(".", "")) >= _MANY
        if len(parts) == _PARTS and not (turned or many):
            continue
        gap = whole.value - added
        meant = [(whole, added), *((p, p.value + gap) for p in parts)]
        if document.origin is Origin.OCR and (
            min(s.confidence for s, _ in meant) < _SURE
            or any(read_for(as_printed(s.raw), value * scale) for s, value in meant)
        ):
            continue
        return whole, amount(whole.value, whole.unit), amount(added, whole.unit), parts
    return None


def _lists(document: Document, words: _Words) -> Iterator[tuple[Said, list[Said]]]:
    """Each whole with the parts that 其中 begins, of its unit and in its sentence."""
    said = list(document.said)
    for n, (whole, first) in enumerate(pairwise(said)):
        if (
            whole.unit not in _ADDED
            or not whole.value
            or not _begins(document, whole, first, words)
        ):
            continue
        parts: list[Said] = []
        for before, part in pairwise(said[n:]):
            if part.unit != whole.unit or _apart(document, before, part, words, begins=not parts):
                break
            if parts and any_word(part.what, words.first):
                parts = []
                break
            parts.append(part)
        if len(parts) >= _PARTS and not _goes_on(document, parts[-1], words):
            yield whole, parts


def _totals(document: Document, words: _Words) -> Iterator[tuple[Said, list[Said]]]:
    """Each total that a sentence ends with, and what it tells of before: …, 合计186万元."""
    said = list(document.said)
    for n, whole in enumerate(said):
        if whole.unit not in _ADDED or not whole.value:
            continue
        if not words.total.fullmatch(whole.what.strip()):
            continue
        parts: list[Said] = []
        for part, behind in zip(said[:n][::-1], said[: n + 1][::-1], strict=False):
            if part.unit != whole.unit or _apart(document, part, behind, words, begins=False):
                break
            parts.insert(0, part)
        told_within = any(
            any_word(p.what, words.first) or words.total.search(p.what) for p in parts
        )
        if len(parts) >= _PARTS and not told_within:
            yield whole, parts


def _begins(document: Document, whole: Said, first: Said, words: _Words) -> bool:
    """Whether words say that what follows are parts of an amount: 其中, 分布为, 包括."""
    if first.what.startswith(words.first):
        return True
    if first.unit != whole.unit or first.citation.page != whole.citation.page:
        return False
    between = _between(document, whole, first)
    return between is not None and len(between) <= _FAR and bool(words.begins.search(between))


def _is_said_to_agree(document: Document, last: Said, words: _Words) -> bool:
    """Whether the sentence goes on to say that the parts make up the whole."""
    text = _text(document, last.citation.page)
    behind = text[text.find(last.raw) + len(last.raw) :][:_FAR]
    return bool(words.agrees.search(re.split(r"[。;；]", behind)[0]))


def _apart(document: Document, a: Said, b: Said, words: _Words, *, begins: bool) -> bool:
    """Whether a sentence ends between two amounts, or words say that the list is not whole.

    全年取水48,600m3,均取自市政管网。其中…: what 其中 begins may be a sentence of its own.
    """
    between = _between(document, a, b)
    if begins and between is not None:
        between = re.sub(rf"。(?=\s*(?:{any_of(words.first)}))", "", between)
    return between is None or len(between) > _FAR or bool(words.open.search(between))


def _goes_on(document: Document, last: Said, words: _Words) -> bool:
    """Whether more is told of behind the last part: …16万元,其余为…."""
    text = _text(document, last.citation.page)
    behind = text[text.find(last.raw) + len(last.raw) :][:_FAR]
    return bool(words.open.search(re.split(r"[。;；]", behind)[0]))


def _between(document: Document, a: Said, b: Said) -> str | None:
    text = _text(document, a.citation.page)
    start = text.find(a.raw)
    end = text.find(b.raw, start + len(a.raw)) if start >= 0 else -1
    return text[start + len(a.raw) : end] if end >= 0 else None


def _text(document: Document, page: int) -> str:
    return "".join(line.text for line in document.lines if line.page == page)


def _wrong_ratio(document: Document, phrases: Phrases) -> _Told | None:
    """The one ratio that is not what stands before it, where others of the paper are."""
    called = (*phrases.ratios, *(word for q in phrases.quotients for word in q.called))
    never = (*phrases.no_quotient, *phrases.attained)
    right, wrong = 0, []
    for n, ratio in enumerate(document.said):
        above, stroke, below = ratio.unit.partition("/")
        if not stroke or not ratio.value or not any(word in ratio.what for word in called):
            continue
        if any(word in ratio.what for word in never):
            continue
        before = [
            s for s in document.said[:n] if s.citation.page == ratio.citation.page and s.value
        ]
        over = [s for s in before if s.unit == above]
        under = [
            s for s in before if s.unit == below and any(w in s.what for w in phrases.produced)
        ]
        if not over or not under:
            continue
        if any(_holds(ratio, a, b) for a in over for b in under):
            right += 1
        elif _is_of_another_year(ratio, (over[-1], under[-1]), document):
            continue
        elif over[-1] in before[-_NEAR:] and under[-1] in before[-_NEAR:]:
            wrong.append((ratio, over[-1], under[-1]))
    if not right or len(wrong) != 1:
        return None
    (ratio, a, b) = wrong[0]
    share = a.value / b.value / ratio.value
    computed = share * as_printed(ratio.raw)
    places = len(ratio.raw.partition(".")[2])
    misread = read_for(as_printed(ratio.raw), float(f"{computed:.{places}f}"))
    sure = min(s.confidence for s in (ratio, a, b)) >= _SURE
    if abs(share - 1) > _MEANT or (document.origin is Origin.OCR and (misread or not sure)):
        return None
    return ratio, ratio.raw, f"{computed:,.{places}f}", (a, b)


def _is_of_another_year(ratio: Said, amounts: Sequence[Said], document: Document) -> bool:
    """Whether a ratio names a year that none of its amounts is of: that of the year before."""
    if ratio.year is None:
        return False
    years = {s.year for s in amounts if s.year is not None} or set(document.years)
    return bool(years) and ratio.year not in years


def _holds(ratio: Said, a: Said, b: Said) -> bool:
    loose = sum(rounding(s.raw, s.value) / s.value for s in (ratio, a, b))
    # The value of a ratio is rounded to what a common unit shows of it.
    shown = 5e-7 / ratio.value
    return abs(a.value / b.value / ratio.value - 1) <= DIFFERENT + loose + shown
