"""C601: an equation in words whose table gives it other numbers (domain C16).

总取水=工艺清洗+冷却补水+生活用水+漏损, below a table with these headings, or these rows.
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
_EQUATION = re.compile(
    rf"(?P<left>{_NAME})\s*[=＝]\s*(?P<right>{_NAME}(?:\s*{_SIGN}\s*{_NAME}){{1,8}})(?!\s*[×*÷/])"
)
_TOKEN = re.compile(rf"(?P<sign>{_SIGN})?\s*(?P<name>{_NAME})")
_LESS = frozenset("-－−–")
_SURE = 0.95
_SANE = (0.2, 5.0)
_BARE = re.compile(r"[(（].*$|\s")


def named_equations(document: Document, context: Context) -> Iterator[Finding]:
    """The first that does not hold, of the applicant's own papers and of those on it."""
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    if not document.speaks_of("=＝"):
        return
    written = [m for line in document.lines for m in _EQUATION.finditer(line.text)]
    if not written:
        return
    runs = [_by_name(run) for run in _runs(document)]
    for m in written:
        terms = [(t["sign"] or "+", t["name"]) for t in _TOKEN.finditer(m["right"])]
        for named in runs:
            told = _wrong(named, m["left"], terms, document)
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


def _runs(document: Document) -> Iterator[Run]:
    yield from in_forms(document)
    for table in document.tables:
        yield from in_rows(table, document.file)
        yield from (run for _, run in in_columns(table, document.file))


def _by_name(run: Run) -> Mapping[str, Number]:
    """The numbers of a row by what they are called; none that is called as another."""
    names = [_BARE.sub("", n.label) for n in run]
    return {name: n for name, n in zip(names, run, strict=True) if names.count(name) == 1}


def _wrong(
    named: Mapping[str, Number], left: str, terms: list[tuple[str, str]], document: Document
) -> tuple[Number, float, list[Number]] | None:
    stated = named.get(left)
    used = [named[name] for _, name in terms if name in named]
    if stated is None or len(used) != len(terms):
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
