"""C602: one thing at one time, in two papers with its figures in another order (domain C17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import apart, comparable, rounding, transposed
from evidencecheck.assessment.checks.two_amounts import is_told_of, two_amounts
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.month_labels import is_of_part_year
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.parts import parts_of, parts_of_paper
from evidencecheck.assessment.stated import (
    Name,
    Stated,
    called,
    head_of,
    open_figures,
    words_of,
)
from evidencecheck.assessment.told import figures_of
from evidencecheck.domain.document import Document, Quantity, Said
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import Phrases

_MEANT = 1.67
"""How often one amount holds another, at the most, that is meant to be the same."""
_WORTH = 0.005
"""Share of the amount; less is rounded, or in the last places."""
_MANY = 5
"""Figures of a number that is no turn of another by chance, where one name ends with the other."""
_FEW = 4
"""Figures of a number of a thing that no list of names has, and that is no ratio."""
_NEIGHBOURS = 2
"""Figures that changed places, of a number of all of a thing that no time changes."""
_PROJECT = re.compile(
    r"(?:项目|工程)(?:名称|情况|简况|概况)?[:：]?(?P<name>[^\s:：,，。;；()（）]{6})"
)
_NAME, _WORD = 2, 3
"""Characters of a name, and of a word that two labels share."""
_OF_PROJECT, _HEAD = 4, 6
"""Characters of the name of a project, and lines of a paper that may name it."""
_POWER = "kWh"
_BLANK = re.compile(r"\s")


def stated_twice(document: Document, context: Context) -> Iterator[Finding]:
    """The first amount of a paper that another states of the same with its figures turned.

    The same: by one name, of one part of the works, and of the same days.
    """
    if not _is_of_firm(document, context):
        return
    for mine in context.stated.by_paper.get(document.id, ()):
        theirs = next((t for t in _turns_of(mine, document, context)), None)
        if theirs is not None:
            yield two_amounts(
                document, context, ", ".join(dict.fromkeys(mine.labels)), mine, theirs
            )
            return


def _turns_of(mine: Stated, document: Document, context: Context) -> Iterator[Stated]:
    keys = [figures_of(mine.value)]
    if mine.value == int(mine.value):
        keys += open_figures(mine.value)
    alike = [s for key in keys for s in context.stated.by_figures.get((mine.unit, key), ())]
    both = {s.document: {t.value for t in alike if t.document == s.document} for s in alike}
    for theirs in alike:
        if theirs.document == mine.document or not _may_be_one(mine, theirs):
            continue
        # A paper that has both tells of two things.
        if theirs.value in both[mine.document] or mine.value in both[theirs.document]:
            continue
        other = next(d for d in context.documents if d.id == theirs.document)
        told = {document.id, other.id} <= set(context.told.by_paper)
        if not told or not _is_of_firm(other, context):
            continue
        if _of_one_thing(mine, theirs, document, other, context) and _yields(mine, theirs, context):
            yield theirs


def _may_be_one(mine: Stated, theirs: Stated) -> bool:
    if not comparable(mine.value, theirs.value, _MEANT):
        return False
    if not apart(mine.value, theirs.value, 0.0, _WORTH):
        return False
    if max(mine.places, theirs.places) <= _NAME:
        return False
    return mine.timeless or mine.period == theirs.period


def _is_of_firm(document: Document, context: Context) -> bool:
    """Whether a paper may be the applicant's, and holds."""
    void = any(word in document.file for word in context.book.phrases.void)
    return not void and is_own(document, context)


def _of_one_thing(
    mine: Stated, theirs: Stated, document: Document, other: Document, context: Context
) -> bool:
    phrases = context.book.phrases
    names = [called(s, phrases) for s in (mine, theirs)]
    # One figure changed: of what two papers have the same number of, and under one name.
    turned = figures_of(mine.value) == figures_of(theirs.value)
    if not turned and not (
        names[0].exact
        and names[0] == names[1]
        and _is_of_all(names[0], (mine, theirs), (document, other), context)
    ):
        return False
    if not _are_one_name(mine, theirs, names) and not _speak_of_one(
        mine, theirs, names, (document, other), phrases
    ):
        return False
    if any(name.of_project for name in names) and not (
        _of_one_project(document, other)
        or _names_project(mine, other, phrases)
        or _names_project(theirs, document, phrases)
    ):
        return False
    own, others = (
        parts_of("".join(s.labels), phrases.parts_of_works)
        or parts_of_paper(d, phrases.parts_of_works)
        for s, d in ((mine, document), (theirs, other))
    )
    if not mine.timeless or own & others:
        return mine.timeless or own == others
    # All of the floor, all of a plant: by one name of the rules, where neither tells of a part.
    of_years = not (document.years and other.years) or set(document.years) & set(other.years)
    one = names[0].listed and names[0] == names[1] and not (own or others) and bool(of_years)
    dated = is_of_part_year((*mine.labels, *theirs.labels))
    return one and not dated and transposed(mine.value, theirs.value, _NEIGHBOURS)


def _is_of_all(
    name: Name, stated: tuple[Stated, ...], papers: tuple[Document, ...], context: Context
) -> bool:
    """Whether both tell of all that there is of a thing, and nothing explains the gap."""
    phrases = context.book.phrases
    # Power is bought, used and settled within many boundaries: the table of facts knows them.
    known = {word for a in phrases.amounts.values() for word in a.words if a.unit == _POWER}
    if not known.isdisjoint(phrases.same_names[name.text].words):
        return False
    parts = (*phrases.part_of_firm, *phrases.part_of_year, *phrases.forecast)
    if any(word in head_of(d) for d in papers for word in parts):
        return False
    if any(word in label for s in stated for label in s.labels for word in phrases.part_of_sum):
        return False
    first, second = stated
    return not context.facts.explains(abs(first.value - second.value), first.unit)


def _are_one_name(mine: Stated, theirs: Stated, names: Sequence[Name]) -> bool:
    short, long = sorted((name.text for name in names), key=len)
    if len(short) < _NAME:
        return False
    places = min(mine.places, theirs.places)
    if not names[0].listed and (places < _FEW or "/" in mine.unit or mine.unit == "%"):
        return False
    return short == long or (places >= _MANY and long.endswith(short))


def _speak_of_one(
    mine: Stated,
    theirs: Stated,
    names: Sequence[Name],
    papers: tuple[Document, Document],
    phrases: Phrases,
) -> bool:
    """Whether a word of the label of one stands at the other, or in the head of its paper.

    天然气 in a monthly report, *气体燃料*管道天然气 on the invoice of the month. The fewer figures
    the numbers have, the longer is the word: of so few, some are turns of each other by chance.
    """
    places = min(mine.places, theirs.places)
    known = [name.listed for name in names]
    if all(known) or mine.unit == "%" or not (any(known) or places > _MANY):
        return False
    least = _NAME if places > _MANY else _WORD
    labels = ["".join(words_of(s, phrases)) for s in (mine, theirs)]
    heads = [_BLANK.sub("", head_of(d)) for d in papers]
    return any(
        word in labels[1 - n] + "\n" + heads[1 - n]
        for n in (0, 1)
        for part in re.findall(r"[\u4e00-\u9fff]+", labels[n])
        for k in range(len(part) - least + 1)
        for word in (part[k : k + least],)
    )


def _names_project(stated: Stated, other: Document, phrases: Phrases) -> bool:
    """Whether the row of an amount is of a project that another paper names in its head."""
    head = "".join(x.text for x in other.lines[:_HEAD])
    head = _BLANK.sub("", head_of(other) + head)
    words = [w for w in words_of(stated, phrases) if len(w) >= _OF_PROJECT]
    return any(word in head for word in words)


def _of_one_project(document: Document, other: Document) -> bool:
    """Whether one names the project that the other names."""
    papers = [
        (d, re.sub(r"\s", "", "".join(line.text for line in d.lines))) for d in (document, other)
    ]
    return any(
        m["name"] in text
        for (_, own), (_, text) in (papers, papers[::-1])
        for m in _PROJECT.finditer(own)
    )


def _yields(mine: Stated, theirs: Stated, context: Context) -> bool:
    """Whether it is this paper: fewer have its number, it is not borne out, or counts less."""
    both = (mine.document, theirs.document)
    with_me, with_them = (_papers_with(t, both, context) for t in (mine, theirs))
    reckoned = _is_reckoned(mine, context), _is_reckoned(theirs, context)
    borne = (with_me, with_them), (mine.summed, theirs.summed), reckoned
    return is_told_of(*both, context, *borne)


def _papers_with(stated: Stated, but: tuple[str, str], context: Context) -> int:
    """In how many other papers an amount stands, be it of two figures: 7,200."""
    alike = context.stated.by_figures.get((stated.unit, figures_of(stated.value)), ())
    others = {s.document for s in alike if s.value == stated.value} - set(but)
    return max(len(others), context.told.papers_with(stated.value, stated.unit, but))


def _is_reckoned(stated: Stated, context: Context) -> bool:
    """Whether its paper tells how it comes about: 4,255块×550Wp=2,340.25kWp beside 2,340 kWp."""
    document = next(d for d in context.documents if d.id == stated.document)
    every: tuple[Quantity | Said, ...] = (*document.quantities, *document.said)
    return any(
        one.unit == stated.unit
        and 0 < abs(one.value - stated.value) <= rounding(stated.raw, stated.value)
        for one in every
    )
