"""Filling the slots of an indicator with documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidencecheck.assessment.checks.parties import holder_is_applicant
from evidencecheck.assessment.citing import citing, lacking
from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.coverage import counted_back, covers, required_years, same_issuer
from evidencecheck.assessment.evidence import Evidence, plain, speaks_of, spoken_in
from evidencecheck.assessment.unfilled import (
    below,
    illegible,
    lesser_beside,
    misfiled,
    misnamed,
    unread,
    weaker,
)
from evidencecheck.assessment.weaker import reckoned_alone
from evidencecheck.domain.document import PHOTO_TYPE, UNKNOWN_TYPE, Document
from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.report import SlotResult
from evidencecheck.domain.systems import LEVELS, Indicator, Slot

_CONTRADICTED = "S304"
"""A title that the standards, or the number, of the paper contradict."""
_WEAKER = "E005"
_OF_ITSELF = ("P504", _WEAKER)
"""What tells already that nobody but the firm stands for it."""
_TELLING_NAME = 5
"""Characters; shorter names are common to many papers."""

# From the lowest; a municipality such as Tianjin prints 市级 for what is a province's.


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot with its status, its documents and the findings that it alone gives rise to."""

    result: SlotResult
    findings: tuple[Finding, ...]


def fill(slot: Slot, indicator: Indicator, evidence: Evidence, context: Context) -> Filled:
    """Fill one slot."""
    candidates = _candidates(slot, indicator, evidence, context)
    if not candidates:
        return _empty(slot, indicator, evidence, context)
    # A firm younger than a full year owes no year, and still shows what it has.
    if slot.years and _owed(slot, context):
        return _years(slot, indicator, candidates, evidence, context)
    return _single(slot, indicator, candidates, evidence, context)


def _candidates(
    slot: Slot, indicator: Indicator, evidence: Evidence, context: Context
) -> list[Document]:
    """Documents that could fill the slot, the fittest first."""
    fitting = [
        d
        for name in dict.fromkeys((*slot.accepts, *slot.instead))
        for d in evidence.by_type.get(name, ())
        if _fits(d, slot, indicator, evidence, context)
    ]
    own = [d for d in fitting if not _of_another(d, slot, context)]
    # Each of several years has its own best documents: `_years` narrows them.
    if not slot.years:
        own = _best(own, slot, indicator, evidence, context)

    def order(document: Document) -> tuple[object, ...]:
        return (
            not evidence.filed(document.file, indicator),
            (*slot.accepts, *slot.instead).index(document.type),
            evidence.dirty(document),
            -document.confidence,
        )

    return sorted(own, key=order)


def _of_another(document: Document, slot: Slot, context: Context) -> bool:
    """Whether a document is rightly another's where the applicant's own is asked for."""
    kind = context.type_of(document)
    asked = slot.holder or (kind is not None and kind.holder != "any")
    return bool(asked) and context.of_another(document)


def _best(
    documents: list[Document],
    slot: Slot,
    indicator: Indicator,
    evidence: Evidence,
    context: Context,
) -> list[Document]:
    """Those of the types asked for before those that stand in, those that cite before others.

    What was handed in for this indicator stands in before what was handed in for another.
    """
    best = [d for d in documents if d.type in slot.accepts] or documents
    if all(evidence.filed_elsewhere(d.file, indicator) for d in best):
        best = [d for d in documents if evidence.filed(d.file, indicator)] or best
    if slot.cites is None or slot.cites.all:
        return best
    cites = slot.cites
    return [d for d in best if not lacking(cites, d, context)] or best


def _fits(
    document: Document, slot: Slot, indicator: Indicator, evidence: Evidence, context: Context
) -> bool:
    # What its title told to be no evidence, such as a table of contents, stands in for none.
    if document.type == UNKNOWN_TYPE and document.title is not None:
        return False
    if not _on_topic(document, slot, indicator, evidence) or _too_old(document, slot, context):
        return False
    if slot.cites is None:
        return True
    contradicted = any(f.code == _CONTRADICTED for f in evidence.findings[document.id])
    if contradicted and document.title is not None and slot.topics:
        # 能源管理体系认证证书 by GB/T 24001 was handed in as what it calls itself.
        return speaks_of(spoken_in(document.title.quote), slot.topics)
    if not context.registry.missing(slot.cites, document.standards):
        return True
    # A certificate for one management system is no candidate for the slot of another.
    return not any(
        other.cites is not None
        and other.accepts == slot.accepts
        and other is not slot
        and not context.registry.missing(other.cites, document.standards)
        for other in indicator.slots
    )


def _too_old(document: Document, slot: Slot, context: Context) -> bool:
    """Whether a document is of years before those that the slot asks for, by all that it states."""
    if not slot.within_years:
        return False
    dates = [iso(document, n) for n in ("period_end", "issue_date", "valid_from")]
    stated = [*document.years, *(d.year for d in dates if d is not None)]
    return bool(stated) and max(stated) < context.date.year - slot.within_years


def _on_topic(document: Document, slot: Slot, indicator: Indicator, evidence: Evidence) -> bool:
    """Whether a document speaks of what the slot is about.

    A photograph seldom has words: where one is asked for, its folder says what it shows. One that
    merely stands in for a paper must speak for itself.
    """
    if evidence.speaks_of(document, slot.off_topic):
        return False
    topics = slot.topics_for(document.type)
    if not topics or evidence.speaks_of(document, topics):
        return True
    asked_for = document.type == PHOTO_TYPE and PHOTO_TYPE in slot.accepts
    return asked_for and evidence.filed(document.file, indicator)


def _is_called(document: Document, slot: Slot) -> bool:
    """Whether a document's own title, or the name of its file, is what the slot asks for."""
    asked = plain(slot.text)
    if len(asked) < _TELLING_NAME:
        return False
    title = plain(document.title.quote) if document.title is not None else ""
    return title.endswith(asked) or plain(document.stem).endswith(asked)


def _judged(
    candidates: Sequence[Document], slot: Slot, indicator: Indicator, evidence: Evidence
) -> list[Document]:
    """The candidates whose checks decide: what was handed in for this indicator, all of it.

    Where nothing is filed for it, that is every document that is filed for no other; what is filed
    elsewhere only serves where there is nothing else, the best of it first.
    """
    filed = [d for d in candidates if evidence.filed(d.file, indicator)]
    loose = [
        d
        for d in candidates
        # One that was handed in as something else is filed for that.
        if not evidence.intent(d.file).indicators and not evidence.misnamed(d)
    ]
    judged = filed or loose
    # 最高管理者承诺书 among all pledges: what bears the very name that is asked for.
    called = [d for d in judged if _is_called(d, slot)]
    if len(called) >= slot.min_count:
        return called
    if len(judged) >= slot.min_count:
        return judged
    if not judged:
        return [d for d in candidates if not evidence.misnamed(d)] or list(candidates)
    spare = sorted((d for d in candidates if d not in judged), key=evidence.dirty)
    return [*judged, *spare[: slot.min_count - len(judged)]]


def _single(
    slot: Slot,
    indicator: Indicator,
    candidates: list[Document],
    evidence: Evidence,
    context: Context,
) -> Filled:
    chosen = _high_enough(
        _judged(candidates, slot, indicator, evidence), candidates, slot, evidence
    )
    findings = unread(slot, indicator, evidence, context, filled=True)
    findings.extend(misnamed(slot, indicator, evidence))
    findings.extend(lesser_beside(slot, indicator, evidence, context))
    for document in chosen:
        findings.extend(citing(slot, document, chosen, context))
        findings.extend(_of_itself(slot, document, evidence, context))
    findings.extend(_too_low(slot, chosen, evidence, context))
    status = Flag.SUPPORTED
    if findings or any(evidence.dirty(d) for d in chosen):
        status = Flag.SUSPICIOUS
    elif len(chosen) < slot.min_count:
        status = Flag.MISSING
        findings.append(
            context.finding(
                "E002", chosen[0], text=slot.text, count=len(chosen), required=slot.min_count
            )
        )
    return _filled(slot, status, chosen, findings)


def _owed(slot: Slot, context: Context) -> tuple[int, ...]:
    """The calendar years that a slot wants covered; fewer for a younger applicant."""
    established = context.submission.applicant.established
    return required_years(context.date, established, slot.years)


def _years(
    slot: Slot,
    indicator: Indicator,
    candidates: list[Document],
    evidence: Evidence,
    context: Context,
) -> Filled:
    needed = _owed(slot, context)
    chosen: list[Document] = []
    absent: list[int] = []
    findings: list[Finding] = []
    for year in needed:
        covering = [d for d in candidates if covers((d,), year).days]
        about = _best(covering, slot, indicator, evidence, context)
        if not about:
            absent.append(year)
            continue
        chosen.extend(d for d in _judged(about, slot, indicator, evidence) if d not in chosen)
        together = covers(about, year)
        last = about[0]
        alike = [d for d in candidates if d.type == last.type and same_issuer(d, last)]
        kind = context.type_of(last)
        back = kind is not None and kind.counted_back and counted_back(alike, needed)
        if together.partial and not back:
            findings.append(
                context.finding(
                    "Y402", last, cite=last.field("period_end"), year=year, covered=together.days
                )
            )
    for document in chosen:
        findings.extend(citing(slot, document, (document,), context))
        findings.extend(_of_itself(slot, document, evidence, context))
    if absent:
        years = "、".join(map(str, absent))
        if chosen:
            findings.append(context.finding("Y401", chosen[-1], years=years))
        else:
            # Documents of the kind are there, none for the years asked for.
            chosen = candidates[:1]
            findings.append(context.finding("Y401", candidates[0], years=years))
    suspicious = any(evidence.dirty(d) for d in chosen) or any(
        f.level is Level.SUSPICIOUS for f in findings
    )
    status = Flag.SUSPICIOUS if suspicious else Flag.MISSING if absent else Flag.SUPPORTED
    failed = unread(slot, indicator, evidence, context, filled=not absent)
    if failed:
        return _filled(slot, Flag.SUSPICIOUS, chosen, [*findings, *failed])
    return _filled(slot, status, chosen, findings)


def _of_itself(
    slot: Slot, document: Document, evidence: Evidence, context: Context
) -> list[Finding]:
    """What the slot asks of whose document it is, beyond what its type does."""
    known = {f.code for f in evidence.findings.get(document.id, ())}
    own = holder_is_applicant(document, context) if slot.holder else ()
    found = [f for f in own if f.code not in known]
    return [*found, *_third_party(slot, document, evidence, context)]


def _third_party(
    slot: Slot, document: Document, evidence: Evidence, context: Context
) -> list[Finding]:
    issuer = document.field("issuer")
    if slot.issuer != "third-party":
        return []
    if any(f.code in _OF_ITSELF for f in evidence.findings.get(document.id, ())):
        return []
    alone = reckoned_alone(document, context)
    if alone is not None:
        return [context.finding("E005", document, cite=alone, named=slot.text, found=alone.quote)]
    if issuer is None or not context.is_applicant(str(issuer.value)):
        return []
    title = document.title.quote.casefold() if document.title is not None else ""
    if any(word in title for word in context.book.phrases.third_parties):
        return [context.finding("P504", document, cite=issuer, issuer=issuer.value)]
    # An own word in place of a third party's, which does not claim to be that.
    found = document.title.quote if document.title is not None else document.type
    return [context.finding("E005", document, cite=issuer, named=slot.text, found=found)]


def _high_enough(
    judged: list[Document], candidates: Sequence[Document], slot: Slot, evidence: Evidence
) -> list[Document]:
    """``judged``, or what else has the level that is asked for where none of them has it.

    An older award of the city stays beside that of the country.
    """
    if slot.level not in LEVELS:
        return judged
    least = LEVELS.index(slot.level)
    high = [
        d
        for d in candidates
        if d.text("level") in LEVELS
        and LEVELS.index(d.text("level")) >= least
        and not evidence.dirty(d)
    ]
    return judged if not high or any(d in high for d in judged) else high[: slot.min_count]


def _too_low(
    slot: Slot, chosen: Sequence[Document], evidence: Evidence, context: Context
) -> list[Finding]:
    """E004 where every document states a lower level; one that states none accuses nobody."""
    if slot.level not in LEVELS:
        return []
    # A list that is still open to objections has granted nothing yet (E005).
    granted = [
        d for d in chosen if not any(f.code == _WEAKER for f in evidence.findings.get(d.id, ()))
    ]
    ranked = [(LEVELS.index(d.text("level")), d) for d in granted if d.text("level") in LEVELS]
    if not ranked or len(ranked) < len(granted):
        return []
    if max(rank for rank, _ in ranked) >= LEVELS.index(slot.level):
        return []
    return [
        context.finding(
            "E004", d, cite=d.field("level"), required=slot.level, found=d.text("level")
        )
        for _, d in ranked
    ]


def _empty(slot: Slot, indicator: Indicator, evidence: Evidence, context: Context) -> Filled:
    """Nothing fits: unread files, weaker ones and those of another type are told apart."""
    failed = unread(slot, indicator, evidence, context, filled=False)
    if failed:
        return _filled(slot, Flag.SUSPICIOUS, [], failed)
    if not slot.required:
        return _filled(slot, Flag.MISSING, [], [])
    low = below(slot, evidence, context)
    if low:
        asked = slot.threshold or slot.text
        findings = [
            context.finding("E004", d, required=asked, found=d.title.quote if d.title else d.type)
            for d in low
        ]
        return _filled(slot, Flag.SUSPICIOUS, low, findings)
    pointing = weaker(slot, indicator, evidence, context)
    if pointing:
        findings = [
            context.finding("E005", d, named=slot.text, found=_name(d, slot)) for d in pointing
        ]
        return _filled(slot, Flag.SUSPICIOUS, pointing, findings)
    misplaced = misfiled(slot, indicator, evidence, context)
    if misplaced:
        return _filled(slot, Flag.SUSPICIOUS, [], misplaced)
    # A note beside it: what is missing may stand on a page that nobody could read.
    noted = illegible(slot, indicator, evidence)
    return _filled(slot, Flag.MISSING, [], [context.finding("E001", text=slot.text), *noted])


def _name(document: Document, slot: Slot) -> str:
    """What a weaker document is called: its type, or its title where the slot takes its type."""
    own = document.title.quote if document.title is not None else ""
    return own if document.type in slot.accepts and own else document.type


def _filled(
    slot: Slot, status: Flag, documents: Sequence[Document], findings: Sequence[Finding]
) -> Filled:
    return Filled(SlotResult(slot, status, tuple(d.id for d in documents)), tuple(findings))
