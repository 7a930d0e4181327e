"""C606: a published factor of electricity that is misquoted (domain C18).

Its figures have changed places, or one of them is another, beside the name of what it is meant to
be: no factor of the register has that number. Or it has the number of another kind: that of fossil
power is called an average.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidencecheck.assessment.amounts import one_figure_apart
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.factors import OF_POWER, KnownFactor
from evidencecheck.assessment.partners import is_a_partner_s
from evidencecheck.assessment.version_history import history
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.paper_phrases import FactorRemarks
from evidencecheck.domain.phrases import any_word

_SURE = 0.9
_NUMBER = re.compile(r"(?<![\d.])0\.\d{4}(?!\d)")
_BEFORE, _BEHIND = 40, 32
"""Characters of the line, and of those around it, in which its name stands."""
_OF_POWER = re.compile(r"电(?:力|网)")
_AVERAGE = re.compile(
    r"电(?:力|网)平均(?:二氧化碳|碳|co2)?排放(?:因子|系数)?|平均电力[^,，。;；\d]{0,8}因子"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|[)）,，、\s]|$)")
_CLAUSE = re.compile(r"[。;；]")
_FOSSIL: Final = "fossil-power"
_TIMES: Final = 10_000
"""By which a factor of four places is a whole number."""


def misquoted_factors(document: Document, context: Context) -> Iterator[Finding]:
    """The first such number of a paper of the applicant's, or written to it.

    A newer value than those of the register has a year that the register does not know, or none
    beside it: without a year only figures that changed places accuse.
    """
    words = context.book.phrases.factor_remarks
    if not context.is_applicant(document.text("holder")) or not document.speaks_of(words.called):
        return
    if any(word in document.heading for word in context.book.phrases.rules_of_work):
        return
    if is_a_partner_s(document, context):
        return
    numbers = {float(n) for line in document.lines for n in _NUMBER.findall(line.text)}
    past = history(document, context.book.phrases.own_history)
    for number, line in enumerate(document.lines):
        if line.confidence < _SURE or "0." not in line.text or line in past:
            continue
        above = document.lines[number - 1].text if number else ""
        for m in _NUMBER.finditer(line.text):
            value = float(m[0])
            before = _CLAUSE.split(f"{above}{line.text[: m.start()]}"[-_BEFORE:])[-1].casefold()
            behind = _CLAUSE.split(line.text[m.end() : m.end() + _BEHIND])[0].casefold()
            # It is told of because it is wrong, or was never published.
            if any_word(before + behind, words.wrong):
                continue
            meant = _meant(value, before, behind, document, context)
            # A paper that has the right number too tells of the other as such.
            if meant is not None and meant.factor.value not in numbers:
                yield context.finding(
                    "C606",
                    document,
                    cite=document.at(line),
                    factor=m[0],
                    expected=f"{meant.factor.value:g} {meant.unit}",
                )
                return


def _meant(
    value: float, before: str, behind: str, document: Document, context: Context
) -> KnownFactor | None:
    """What a number is meant to be by the words around it, and is not."""
    known = context.factors.of_power(value)
    if known:
        return _misnamed(known, before, behind, context)
    around, words = before + behind, context.book.phrases.factor_remarks
    if not _OF_POWER.search(around) or not any_word(around, (*words.called, *words.fossil)):
        return None
    years = {int(y) for y in _YEAR.findall(around)}
    scanned = document.origin is Origin.OCR
    for candidate in context.factors.in_unit(OF_POWER):
        if not _is_named(candidate, around, words):
            continue
        right = candidate.factor.value
        turned = sorted(f"{value:.4f}") == sorted(f"{right:.4f}")
        of_year = bool(years) and years <= set(candidate.set.years)
        slip = of_year and not scanned and one_figure_apart(value * _TIMES, right * _TIMES)
        if (turned and (of_year or not years)) or slip:
            return candidate
    return None


def _is_named(known: KnownFactor, around: str, words: FactorRemarks) -> bool:
    """Whether words name the nation, the grid or the province that a factor is of."""
    if known.series.area == "national":
        return any_word(around, words.nation)
    return known.series.subject.zh in around


def _misnamed(
    known: tuple[KnownFactor, ...], before: str, behind: str, context: Context
) -> KnownFactor | None:
    """The average of the year, where what is only a factor of fossil power is called one."""
    words = context.book.phrases.factor_remarks
    if any(k.series.kind != _FOSSIL for k in known) or any_word(before + behind, words.fossil):
        return None
    if not any_word(before, words.nation) or not _AVERAGE.search(before):
        return None
    return next(
        (
            k
            for k in context.factors.in_unit(OF_POWER)
            if k.series.area == "national"
            and k.series.kind == "grid-average"
            and k.set_id == known[0].set_id
        ),
        None,
    )
