"""C601: an equation in words whose table gives it other numbers (domain C16).

总取水=工艺清洗+冷却补水+生活用水+漏损, below a table with these headings, or these rows;
取水量等于排水、损耗与漏失之和.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidencecheck.assessment.amounts import SUM, may_be_misread, read_for
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, Run, in_columns, in_forms, in_rows
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_NAME = r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9]{1,11}"
_SIGN = r"[+＋\-－−–]"
_SUM = rf"{_NAME}(?:\s*{_SIGN}\s*{_NAME}){{0,8}}"
_EQUATION = re.compile(rf"(?P<left>{_SUM})\s*[=＝]\s*(?P<right>{_SUM})(?!\s*[×*÷/])")
_BEGUN = re.compile(r"[+＋×*÷/－−–-]\s*[\u4e00-\u9fffA-Za-z0-9]*$")
"""Before what is only the end of one side."""
_PART = r"[\u4e00-\u9fff]{2,8}?"
_SPOKEN = re.compile(
    rf"(?P<left>[\u4e00-\u9fff]{{2,12}}?)(?:应当?)?(?:等于|为|是|即)(?P<right>{_PART}(?:[、,，与和及加]{_PART}){{1,7}})"
    r"(?:[二两三四五六七八]?(?:者|项|部分))?(?:的总和|之和|的和|相加)"
)
_AND = re.compile(r"[、,，与和及加]")
_TOKEN = re.compile(rf"(?P<sign>{_SIGN})?\s*(?P<name>{_NAME})")
_LESS = frozenset("-－−–")
_SURE = 0.95
_SANE = (0.2, 5.0)
_BARE = re.compile(r"[(（].*$|[\s/]+[A-Za-z][A-Za-z0-9³²%/·]*$|\s")
_END = re.compile(r"(?<=..)量$")


def named_equations(document: Document, context: Context) -> Iterator[Finding]:
    """The first that does not hold, of the applicant's own papers and of those on it."""
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    written = list(_written(document))
    if not written:
        return
    runs = [_by_name(run) for run in _runs(document)]
    for left, terms in written:
        for named in runs:
            told = _wrong(named, left, terms, document)
            if told is None:
                continue
            stated, computed, used = told
            yield context.finding(
                "C601",
                document,
                cite=(stated.place, *(n.place for n in used)),
                stated=f"{stated.value / stated.scale:,.{stated.places}f}",
                computed=f"{computed / stated.scale:,.2f}",
            )
            return


_Terms = list[tuple[str, str]]
"""The sign and the name of each."""


def _written(document: Document) -> Iterator[tuple[str, _Terms]]:
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
    if document.speaks_of(("之和", "的和", "总和", "相加")):
        for m in _SPOKEN.finditer(document.plain):
            yield m["left"], [("+", name) for name in _AND.split(m["right"])]


def _terms(side: str) -> _Terms:
    return [(t["sign"] or "+", t["name"]) for t in _TOKEN.finditer(side)]


def _runs(document: Document) -> Iterator[Run]:
    yield from in_forms(document)
    for table in document.tables:
        yield from in_rows(table, document.file)
        yield from (run for _, run in in_columns(table, document.file))


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


def _wrong(
    named: Mapping[str, Number], left: str, terms: list[tuple[str, str]], document: Document
) -> tuple[Number, float, list[Number]] | None:
    stated = _called(named, left)
    used = [n for _, name in terms if (n := _called(named, name)) is not None]
    if stated is None or len(set(used)) != len(terms) or stated in used:
        return None
    value, loose = 0.0, stated.half
    for (sign, _), number in zip(terms, used, strict=True):
        value += -number.value if sign in _LESS else number.value
        loose += number.half
    if value <= 0 or not _SANE[0] <= stated.value / value <= _SANE[1]:
        return None
    if abs(stated.value - value) <= max(loose * 1.001, SUM * stated.value):
        return None
    if document.origin is Origin.OCR and (
        min(n.confidence for n in (stated, *used)) < _SURE
        or read_for(stated.value, value)
        or may_be_misread(stated.value, stated.value - value)
    ):
        return None
    return stated, value, used
