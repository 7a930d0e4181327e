"""C601: a paper says that a number agrees with the sum of others that it names, and it does not.

进厂量与用、存、损三项之和一致, below rows whose labels have these characters (domain C16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from evidencecheck.assessment.amounts import SUM
from evidencecheck.assessment.checks.ways_to_reckon import total
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, finding_of, is_own
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.label_lines import labelled
from evidencecheck.assessment.number_runs import Number, Run, in_columns, in_forms, in_rows
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

_SUMMED = ("之和", "的和", "总和", "相加", "合计")
_PART = r"[\u4e00-\u9fff]{1,8}?"
_AGREES = re.compile(
    rf"(?P<whole>[\u4e00-\u9fff]{{2,8}})(?:与|和|同|跟|等于)(?P<parts>{_PART}(?:[、与和及加]{_PART}){{1,7}})"
    rf"(?:这?[二两三四五六七八](?:者|项|部分)|(?:等|这)?各项)?(?:{'|'.join(_SUMMED)})(?:完全|能够|可以|是)?"
    r"(?:相符|一致|吻合|相等|闭合)"
)
_AND = re.compile(r"[、与和及加]")
_ASIDE = re.compile(r"[(（].*$|[:：\s]+")
_LEAST = 2
_SANE = (0.5, 2.0)


def agreed_sums(document: Document, context: Context) -> Iterator[Finding]:
    """The first that does not hold, of the applicant's own papers and of those on it."""
    if not document.speaks_of(_SUMMED) or not is_own(document, context):
        return
    said = [(m["whole"], _AND.split(m["parts"])) for m in _AGREES.finditer(document.plain)]
    runs = [_by_label(run) for run in _runs(document)] if said else []
    for whole, parts in said:
        for named in runs:
            wrong = _wrong(named, whole, parts)
            told = finding_of(document, context, wrong) if wrong is not None else None
            if told is not None:
                yield told
                return


def _runs(document: Document) -> Iterator[Run]:
    yield from labelled(document)
    yield from in_forms(document)
    for table in document.tables:
        yield from in_rows(table, document.file)
        yield from (run for _, run in in_columns(table, document.file))


def _by_label(run: Run) -> Mapping[str, Number]:
    return {_ASIDE.sub("", n.label): n for n in run}


def _wrong(named: Mapping[str, Number], whole: str, parts: Sequence[str]) -> WrongNumber | None:
    used = [n for part in parts if (n := _only(named, (part,))) is not None]
    if len(set(used)) != len(parts) or len(used) < _LEAST:
        return None
    others = {label: n for label, n in named.items() if n not in used}
    grams = tuple(whole[n : n + 2] for n in range(len(whole) - 1))
    stated = _only(others, grams)
    if stated is None or len({n.unit for n in (stated, *used)}) > 1:
        return None
    guess = total(used)
    if not _SANE[0] <= stated.value / guess.value <= _SANE[1]:
        return None
    if abs(stated.value - guess.value) <= max(
        (stated.half + guess.loose) * 1.001, SUM * stated.value
    ):
        return None
    return WrongNumber(stated, guess.value, tuple(used))


def _only(named: Mapping[str, Number], words: Sequence[str]) -> Number | None:
    """The only number whose label has one of the words."""
    found = [n for label, n in named.items() if any(word in label for word in words)]
    return found[0] if len(found) == 1 else None
