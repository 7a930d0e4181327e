"""C608: a paper that itself shows that there is less to set a claim against (domain C21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import DIFFERENT, amount, apart, as_printed
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.running_text import spoken
from evidencecheck.domain.claim_phrases import Claims
from evidencecheck.domain.document import Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_of, folded

_SURE = 0.9
_MORE = 0.02
"""Share: two meters of one plant differ by less."""
_SANE = 5.0
"""More than so many times the other is of something else, or misread."""
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_TONNES = r"\s*(?:吨|tCO2e?|t)(?![a-zA-Z])(?:二氧化碳当量|CO2e?)?"
_OF_WHAT = re.compile(r"[(（][^()（）]*[)）]|\s")
_GREEN, _ITSELF = re.compile(r"绿电|绿色电力|可再生(?:能源)?电力"), "自用"
_KWH = {"kwh": 1.0, "mwh": 1000.0}
_MADE = re.compile(
    r"发电(?:总?量)?(?:合计|共计|累计|总计|共|约|为|达|[:：])*$|generat(?:ed|ion)\W*$"
)
_OTHER_TIME = re.compile(
    r"\d年|月|季|年度|全年|本年|累计|以来|历年|[一二三四五六七八九十\d](?:期|号|#|栋)|车棚|储能|风电|外购|另"
)
"""Between what was made and what was used of it."""
_STAGE = re.compile(r"[一二三四五六七八九十\d]+(?:期|号|#|栋)|累计|本年|全年|年度")


def own_bounds(document: Document, context: Context) -> Iterator[Finding]:
    """More used of a plant's power than it made, certificates for fuel, more offset than retired.

    Told of papers of the applicant's, or without a name, and of one fault only.
    """
    if not is_own(document, context):
        return
    told = tuple(_more_than_made(document, context)) or tuple(_said_more(document, context))
    told = told or tuple(_for_fuel(document, context))
    yield from told or _more_than_retired(document, context)


def _more_than_made(document: Document, context: Context) -> Iterator[Finding]:
    """A row, or column, of what was used of a plant's power above that of what it made."""
    phrases = context.book.phrases
    cells = [q for q in document.quantities if q.unit == "kWh" and q.confidence >= _SURE]
    for table in dict.fromkeys(q.table for q in cells):
        inside = [q for q in cells if q.table == table]
        for by_row in (True, False):
            pairs = _pairs(inside, phrases, by_row=by_row)
            more = [p for p in pairs if p[0].value * (1 + _MORE) < p[1].value < p[0].value * _SANE]
            # Of what was recognised one number may be misread.
            if not more or (document.origin is Origin.OCR and len(more) < max(2, len(pairs))):
                continue
            made, used = max(more, key=lambda p: p[1].value)
            yield context.finding(
                "C608",
                document,
                cite=(used.citation, made.citation),
                claimed=amount(used.value / 1000, "MWh"),
                limit=amount(made.value / 1000, "MWh"),
            )
            return


def _pairs(
    cells: Sequence[Quantity], phrases: Phrases, *, by_row: bool
) -> list[tuple[Quantity, Quantity]]:
    """What was made and what of it was used, of one month each, of the only two such rows."""

    def label(q: Quantity) -> str:
        words = q.what if by_row else q.heading
        return _OF_WHAT.sub("", words[-1]).casefold() if words else ""

    made: dict[int, list[Quantity]] = {}
    used: dict[int, list[Quantity]] = {}
    for q in cells:
        text = label(q)
        # 厂内自用绿电 is of the plant; 绿电消纳 may be more than that.
        whole = _GREEN.sub("", text) if _ITSELF in text else text
        if any(w in whole for w in phrases.not_made):
            continue
        is_used = any(w in text for w in phrases.used_itself)
        if not is_used and not any(w in text for w in phrases.generated):
            continue
        (used if is_used else made).setdefault(q.row if by_row else q.column, []).append(q)
    if len(made) != 1 or len(used) != 1:
        return []
    (first,), (second,) = made.values(), used.values()
    # 一期发电量, 自用电量; 本月发电量, 累计自用电量.
    if set(_STAGE.findall(label(first[0]))) != set(_STAGE.findall(label(second[0]))):
        return []
    at = {(q.column if by_row else q.row): q for q in first}
    return [
        (at[n], q)
        for q in second
        if (n := q.column if by_row else q.row) in at and at[n].year == q.year and at[n].value > 0
    ]


def _said_more(document: Document, context: Context) -> Iterator[Finding]:
    """累计发电1,240MWh。厂内自用1,310MWh: of the only plant and time that sentences tell of."""
    phrases = context.book.phrases
    if document.origin is Origin.OCR or not document.speaks_of(phrases.used_itself):
        return
    if any(w in document.heading for w in (*phrases.forecast, *phrases.rules_of_work)):
        return
    for run in context.numbers(document):
        told = [n for n in run if n.unit in _KWH and n.confidence >= _SURE and n.value > 0]
        labels = [re.split(r"[,，。;；、]", n.label.casefold())[-1] for n in told]
        made = [k for k, text in enumerate(labels) if _MADE.search(text)]
        used = [
            k
            for k, text in enumerate(labels)
            if any(w in text for w in phrases.used_itself) and k not in made
        ]
        if len(made) != 1 or len(used) != 1 or made[0] > used[0]:
            continue
        limit, claimed = told[made[0]], told[used[0]]
        # What leads to either tells of another time, stage or source, or of a share of it.
        between = "".join(n.label.casefold() for n in told[made[0] + 1 : used[0] + 1])
        own = _GREEN.sub("", labels[used[0]])
        words = (*phrases.not_made, "另", "加上", "含")
        if any(w in labels[made[0]] + own for w in words) or _OTHER_TIME.search(between):
            continue
        kwh = [n.value * _KWH[n.unit] for n in (limit, claimed)]
        if kwh[0] * (1 + _MORE) < kwh[1] < kwh[0] * _SANE:
            yield context.finding(
                "C608",
                document,
                cite=(claimed.place, limit.place),
                claimed=amount(kwh[1] / 1000, "MWh"),
                limit=amount(kwh[0] / 1000, "MWh"),
            )
            return


def _for_fuel(document: Document, context: Context) -> Iterator[Finding]:
    """A sentence by which certificates of power are set against fuel that is burnt."""
    phrases = context.book.phrases
    if not document.speaks_of(phrases.certificates) or not document.speaks_of(phrases.burnt):
        return
    green, burnt, others, sets = map(
        any_of, (phrases.certificates, phrases.burnt, phrases.credits, phrases.offset)
    )
    gap = rf"(?:(?!{sets}|{others})[^。;；])"
    # 范围1和范围2: as a plan says in passing.
    said = re.compile(
        rf"(?:{green}){gap}{{0,24}}(?:{any_of(phrases.sets_off)})(?!后)"
        rf"(?P<what>[^。;；,，、:：\d\s]{{0,14}}?(?:{burnt}))"
        r"(?!\s*[和与及、+/至~-]\s*(?:2|二|范[围畴]|类别))"
    )
    for text, place in spoken(document, _SURE):
        m = said.search(text)
        if m is None or any(w in text for w in phrases.denied):
            continue
        if any(w in m["what"] for w in (*phrases.electricity, "发电", "替代")):
            continue
        yield context.finding("C608", document, cite=place, claimed=m[0], limit="0 kWh")
        return


def _more_than_retired(document: Document, context: Context) -> Iterator[Finding]:
    """A sentence that sets more against emissions than it says was cancelled for them.

    Of a firm that claims that nothing is left; part of what it emits may be offset as well.
    """
    kind = context.type_of(document)
    if kind is not None and kind.by_others:
        return
    phrases = context.book.phrases
    if not document.speaks_of(phrases.claims.retired):
        return
    if not document.speaks_of(folded(phrases.claims.nothing_left)):
        return
    retired_for = _retired_for(phrases.claims)
    others = [q.value for q in document.quantities] + [s.value for s in document.said]
    for text, place in spoken(document, _SURE):
        m = retired_for.search(text)
        if m is None:
            continue
        limit, claimed = (as_printed(m[g]) for g in ("n", "m"))
        rest = claimed - limit
        if not limit * (1 + DIFFERENT) < claimed < limit * _SANE:
            continue
        # The rest may be of another lot.
        if not any(not apart(rest, value) for value in others):
            yield context.finding(
                "C608",
                document,
                cite=place,
                claimed=amount(claimed, "tCO2e"),
                limit=amount(limit, "tCO2e"),
            )
            return


def _retired_for(claims: Claims) -> re.Pattern[str]:
    """注销减排量1,800吨,以此抵消该批次排放2,379吨."""
    retired, offset = any_of(claims.retired), any_of(claims.offset)
    return re.compile(
        rf"(?<![未待])(?:{retired})(?![前后])[^\d，,。;；、]{{0,24}}(?P<n>{_NUMBER}){_TONNES}"
        rf"[^\d。;；]{{0,12}}(?:{offset})(?!后)[^\d。;；(（]{{0,24}}(?:20\d\d年[^\d。;；(（]{{0,20}})?"
        rf"(?P<m>{_NUMBER}){_TONNES}(?!\s*(?:[中里内]|的(?:一部分|部分|\d)))",
        re.IGNORECASE,
    )
