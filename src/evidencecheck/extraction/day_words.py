"""The words around days that make them a period, a term or a single day, ready to search."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidencecheck.domain.paper_phrases import LoneDays, Spans
from evidencecheck.domain.phrases import any_of

_BEGAN = r"(?:期间?|时段|时间)?的?起[止讫迄](?:时间|日期|日)?"
"""数据统计期的起止时间."""


@dataclass(frozen=True, slots=True)
class SpanWords:
    """Patterns of the words of ``Spans``, each for a text right before, or behind, days."""

    label: re.Pattern[str]
    before: re.Pattern[str]
    weakly: re.Pattern[str]
    of_terms: re.Pattern[str]
    of_baseline: re.Pattern[str]
    of_a_day: re.Pattern[str]
    of_work: re.Pattern[str]
    of_others: re.Pattern[str]
    of_plans: re.Pattern[str]
    monthly: re.Pattern[str]
    clean: re.Pattern[str]


def span_words(words: Spans) -> SpanWords:
    """The patterns, made once for a rule book."""
    han, latin = ([w for w in words.before if w.isascii() is kind] for kind in (False, True))
    granted = rf"(?:{any_of(words.granted)})\s*[自从]"
    return SpanWords(
        label=re.compile(rf"(?:{any_of(words.labels)})\s*[:：]?\s*$"),
        before=re.compile(
            rf"(?:{any_of(han)}|(?:{any_of(words.of_what)}){_BEGAN}|\b(?:{any_of(latin)}))"
            r"\s*[(:：]?\s*$|\($"
        ),
        weakly=re.compile(rf"(?:{any_of(words.weakly)}|年[(（])\s*$"),
        of_terms=_any_case(words.of_terms, rf"{{}}|{granted}"),
        of_baseline=_any_case(words.of_baseline, "(?:{})[^,，。;；]{{0,8}}$"),
        of_a_day=_any_case(words.of_a_day, r"(?:{})\s*[:：]?\s*$"),
        of_work=re.compile(rf"\s*(?:期间)?\s*(?:{any_of(words.of_work)})"),
        of_others=re.compile(
            rf"\s*度?(?:的|国内|国际|同?行业|全国|全省)*(?:{any_of(words.of_others)})"
        ),
        # 效期:2025年1月1日至… under a stamp: a term, and no period of figures.
        of_plans=re.compile(rf"[效限租保]\s*期?\s*[:：]?\s*$|{any_of(words.of_plans)}"),
        monthly=_any_case(words.monthly, r"{}|(?<!\d)\d{{1,2}}月份"),
        clean=re.compile(
            rf"\s*(?:止|为止|,|，|\s)*[^。;；,，]{{0,16}}[,，]?[^。;；,，]{{0,16}}?(?:{any_of(words.clean)})"
        ),
    )


def _any_case(words: Iterable[str], frame: str) -> re.Pattern[str]:
    return re.compile(frame.format(any_of(words)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayWords:
    """Patterns of the words of ``LoneDays``, and of the labels of periods."""

    others: re.Pattern[str]
    deadlines: re.Pattern[str]
    approved: re.Pattern[str]
    examined: re.Pattern[str]
    of_a_span: re.Pattern[str]


def day_words(words: LoneDays, spans: SpanWords) -> DayWords:
    """The patterns, made once for a rule book."""
    return DayWords(
        others=_any_case(words.others, "{}"),
        deadlines=_any_case(words.deadlines, "{}"),
        approved=_any_case(words.approved, "{}"),
        examined=_any_case(words.examined, "{}"),
        of_a_span=spans.label,
    )
