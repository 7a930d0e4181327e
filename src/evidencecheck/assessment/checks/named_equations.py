"""C601: an equation in words whose table gives it other numbers (domain C16).

总取水=工艺清洗+冷却补水+生活用水+漏损, below a table with these headings, or these rows;
取水量等于排水、损耗与漏失之和.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from evidencecheck.assessment.amounts import FAR, SUM, comparable
from evidencecheck.assessment.checks.ways_to_reckon import Guess
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, Run, in_lists
from evidencecheck.domain.amount_phrases import Reckonings
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_of

_NAME = r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9]{1,11}"
_SIGN = r"[+＋\-－−–]"
_SUM = rf"{_NAME}(?:\s*{_SIGN}\s*{_NAME}){{0,8}}"
_EQUATION = re.compile(rf"(?P<left>{_SUM})\s*[=＝]\s*(?P<right>{_SUM})(?!\s*[×*÷/])")
_BEGUN = re.compile(r"[+＋×*÷/－−–-]\s*[\u4e00-\u9fffA-Za-z0-9]*$")
"""Before what is only the end of one side."""
_PART = r"[\u4e00-\u9fff]{2,8}?"
_AND = re.compile(r"[、,，与和及加]")
_TOKEN = re.compile(rf"(?P<sign>{_SIGN})?\s*(?P<name>{_NAME})")
_SHOWN = 2
_LESS = frozenset("-－−–")
_BARE = re.compile(r"[(（].*$|[\s/]+[A-Za-z][A-Za-z0-9³²%/·]*$|\s")
_END = re.compile(r"(?<=..)量$")


_Terms = list[tuple[str, str]]
"""The sign and the name of each."""


@first_told
def named_equations(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Those that do not hold."""
    written = list(_written(document, context.book.phrases.reckoned_as))
    runs = [_by_name(run) for run in in_lists(document)] if written else []
    for left, terms in written:
        for named in runs:
            yield _wrong(named, left, terms)


def _written(document: Document, words: Reckonings) -> Iterator[tuple[str, _Terms]]:
    """What is said to be the sum of what."""
    if document.speaks_of("=＝"):
        for m in (m for line in document.lines for m in _EQUATION.finditer(line.text)):
            if _BEGUN.search(m.string[: m.start()]):
                continue
            (_, first), *others = _terms(m["left"])
            # 年初+产生=处置+年末: what stands beside the first goes to the other side.
            moved = [("+" if sign in _LESS else "-", name) for sign, name in others]
            if len(terms := [*_terms(m["right"]), *moved]) > 1:
                yield first, terms
    if document.speaks_of(words.added):
        for m in _spoken(words.equals, words.added).finditer(document.plain):
            yield m["left"], [("+", name) for name in _AND.split(m["right"])]


@lru_cache(8)
def _spoken(equals: tuple[str, ...], added: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<left>[\u4e00-\u9fff]{{2,12}}?)(?:应当?)?(?:{any_of(equals)})"
        rf"(?P<right>{_PART}(?:[、,，与和及加]{_PART}){{1,7}})"
        rf"(?:[二两三四五六七八]?(?:者|项|部分))?的?(?:{any_of(added)})"
    )


def _terms(side: str) -> _Terms:
    return [(t["sign"] or "+", t["name"]) for t in _TOKEN.finditer(side)]


def _by_name(run: Run) -> Mapping[str, Number]:
    """The numbers of a row by what they are called; none that is called as another."""
    names = [_BARE.sub("", n.label) for n in run]
    return {name: n for name, n in zip(names, run, strict=True) if names.count(name) == 1}


def _called(named: Mapping[str, Number], name: str) -> Number | None:
    """The only number that a name is of: 取水 in 各单元取水量, 蒸发损耗 by 损耗."""
    if name in named:
        return named[name]
    short = _END.sub("", name)
    found = [
        number
        for called, number in named.items()
        if len(bare := _END.sub("", called)) > 1 and (short.endswith(bare) or bare.endswith(short))
    ]
    return found[0] if len(found) == 1 else None


def _wrong(named: Mapping[str, Number], left: str, terms: _Terms) -> WrongNumber | None:
    stated = _called(named, left)
    used = [n for _, name in terms if (n := _called(named, name)) is not None]
    if stated is None or len(set(used)) != len(terms) or stated in used:
        return None
    signed = zip(terms, used, strict=True)
    value = sum(-n.value if sign in _LESS else n.value for (sign, _), n in signed)
    guess = Guess(value, used, sum(n.half for n in used))
    if not comparable(stated.value, value, FAR) or guess.is_held_by(stated, SUM):
        return None
    return WrongNumber(stated, value, tuple(used), _SHOWN)
