"""Filling the slots of an indicator with documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.coverage import covers
from evidencecheck.assessment.intents import NO_INTENT, Intent
from evidencecheck.domain.document import UNKNOWN_TYPE, Document
from evidencecheck.domain.files import FileFacts
from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.report import SlotResult
from evidencecheck.domain.rules import Indicator, Slot

_UNREAD = {"F101", "F102", "F103", "F107"}
_CONFIDENT = 0.75
# With fewer characters than this a document does not say what it is about.
_SPOKEN = 60
_NAMED_WORK = re.compile(r"《[^》]*(?:指南|标准|通则|规范|导则|要求|Protocol)[^》]*》")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to fill slots with."""

    documents: tuple[Document, ...]
    texts: Mapping[str, str]
    """Folded text, by document id."""
    findings: Mapping[str, tuple[Finding, ...]]
    """By document id."""
    intents: Mapping[str, Intent]
    """By path of file."""
    files: tuple[FileFacts, ...]
    file_findings: Mapping[str, tuple[Finding, ...]]
    """By path of file."""

    def intent(self, path: str) -> Intent:
        """What the name of a file says."""
        return self.intents.get(path, NO_INTENT)

    def dirty(self, document: Document) -> bool:
        """Whether a check of level suspicious fails on the document."""
        return any(f.level is Level.SUSPICIOUS for f in self.findings.get(document.id, ()))


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
    if slot.years:
        return _years(slot, indicator, candidates, evidence, context)
    return _single(slot, indicator, candidates, evidence, context)


def _candidates(
    slot: Slot, indicator: Indicator, evidence: Evidence, context: Context
) -> list[Document]:
    """Documents that could fill the slot, the fittest first."""
    fitting = [d for d in evidence.documents if _fits(d, slot, indicator, evidence, context)]
    own = [d for d in fitting if not context.of_another(d)]
    if slot.cites is not None:
        cites = slot.cites
        citing = [d for d in own if not context.registry.missing(cites, d.standards)]
        own = citing or own

    def order(document: Document) -> tuple[object, ...]:
        return (
            not _filed(document, indicator, evidence),
            slot.accepts.index(document.type),
            evidence.dirty(document),
            -document.confidence,
        )

    return sorted(own, key=order)


def _fits(
    document: Document, slot: Slot, indicator: Indicator, evidence: Evidence, context: Context
) -> bool:
    if document.type not in slot.accepts:
        return False
    if slot.topics and not speaks_of(evidence.texts[document.id], slot.topics):
        return False
    if slot.cites is None or not context.registry.missing(slot.cites, document.standards):
        return True
    # A certificate for one management system is no candidate for the slot of another.
    return not any(
        other.cites is not None
        and other.accepts == slot.accepts
        and other is not slot
        and not context.registry.missing(other.cites, document.standards)
        for other in indicator.slots
    )


def speaks_of(text: str, topics: Sequence[str]) -> bool:
    """Whether one of ``topics`` stands in a folded text; words parted by a blank must all."""
    return any(all(word in text for word in topic.lower().split()) for topic in topics)


def folded(document: Document) -> str:
    """The words of a document and of its file's name, without blanks, in lower case.

    A document with hardly a word, such as a photograph, also goes by the names of its folders.
    """
    parts = [document.title.quote if document.title else ""]
    parts.extend(line.text for line in document.lines)
    parts.extend(ref.canonical for ref in document.standards)
    spoken = sum(map(len, parts)) >= _SPOKEN
    parts.append(PurePosixPath(document.file).stem if spoken else document.file)
    return re.sub(r"\s+", "", "\n".join(parts)).lower()


def _filed(document: Document, indicator: Indicator, evidence: Evidence) -> bool:
    return indicator.id in evidence.intent(document.file).indicators


def _single(
    slot: Slot,
    indicator: Indicator,
    candidates: list[Document],
    evidence: Evidence,
    context: Context,
) -> Filled:
    filed = [d for d in candidates if _filed(d, indicator, evidence)]
    clean = [d for d in candidates if not evidence.dirty(d)]
    dirty_filed = [d for d in filed if evidence.dirty(d)]
    # What was handed in for this very indicator is judged, even where something else would do.
    chosen = filed or clean[: max(slot.min_count, 1)] or candidates[: max(slot.min_count, 1)]
    if len(chosen) < slot.min_count:
        chosen = [*chosen, *(d for d in clean if d not in chosen)]
    findings: list[Finding] = []
    for document in chosen:
        findings.extend(_citing(slot, document, context))
        findings.extend(_third_party(slot, document, evidence, context))
    status = Flag.SUPPORTED
    if dirty_filed or all(evidence.dirty(d) for d in chosen) or findings:
        status = Flag.SUSPICIOUS
    elif len(chosen) < slot.min_count:
        status = Flag.MISSING
        findings.append(
            context.finding(
                "E002", chosen[0], text=slot.text, count=len(chosen), required=slot.min_count
            )
        )
    return _filled(slot, status, chosen, findings)


def _years(
    slot: Slot,
    indicator: Indicator,
    candidates: list[Document],
    evidence: Evidence,
    context: Context,
) -> Filled:
    needed = context.years[-slot.years :]
    chosen: list[Document] = []
    absent: list[int] = []
    findings: list[Finding] = []
    dirty = False
    for year in needed:
        about = [d for d in candidates if covers((d,), year).days]
        if not about:
            absent.append(year)
            continue
        clean = [d for d in about if not evidence.dirty(d)]
        filed_dirty = [d for d in about if evidence.dirty(d) and _filed(d, indicator, evidence)]
        full = [d for d in clean if covers((d,), year).full]
        used = full[:1] or clean or about
        if not clean or (filed_dirty and not full):
            dirty = True
        together = covers(about, year)
        if together.partial:
            last = used[0]
            findings.append(
                context.finding(
                    "Y402", last, cite=last.field("period_end"), year=year, covered=together.days
                )
            )
        chosen.extend(d for d in (*used, *filed_dirty) if d not in chosen)
        dirty = dirty or bool(filed_dirty)
    for document in chosen:
        findings.extend(_citing(slot, document, context))
        findings.extend(_third_party(slot, document, evidence, context))
    if absent:
        years = "、".join(map(str, absent))
        if chosen:
            findings.append(context.finding("Y401", chosen[-1], years=years))
        else:
            # Documents of the kind are there, none for the years asked for.
            chosen = candidates[:1]
            findings.append(context.finding("Y401", candidates[0], years=years))
    suspicious = dirty or any(f.level is Level.SUSPICIOUS for f in findings)
    status = Flag.SUSPICIOUS if suspicious else Flag.MISSING if absent else Flag.SUPPORTED
    if absent and not suspicious and _unread_for(slot, indicator, evidence):
        return _unread(slot, indicator, evidence, chosen)
    return _filled(slot, status, chosen, findings)


def _citing(slot: Slot, document: Document, context: Context) -> list[Finding]:
    if slot.cites is None or document.type != slot.accepts[0]:
        return []
    lacking = context.registry.missing(slot.cites, document.standards)
    if not lacking:
        return []
    if slot.cites.open and (document.standards or _names_a_work(document)):
        return []
    found = "、".join(s.canonical for s in document.standards)
    return [
        context.finding(
            "S301",
            document,
            cite=document.field("standards") or document.place,
            required="、".join(lacking),
            found=found or "—",
        )
    ]


def _names_a_work(document: Document) -> bool:
    return any(_NAMED_WORK.search(line.text) for line in document.lines)


def _third_party(
    slot: Slot, document: Document, evidence: Evidence, context: Context
) -> list[Finding]:
    issuer = document.field("issuer")
    if slot.issuer != "third-party" or issuer is None:
        return []
    if any(f.code == "P504" for f in evidence.findings.get(document.id, ())):
        return []
    if not context.is_applicant(str(issuer.value)):
        return []
    return [context.finding("P504", document, cite=issuer, issuer=issuer.value)]


def _empty(slot: Slot, indicator: Indicator, evidence: Evidence, context: Context) -> Filled:
    """Nothing fits: unread files, files of another type and half-filled sets are told apart."""
    if _unread_for(slot, indicator, evidence):
        return _unread(slot, indicator, evidence, [])
    if not slot.required:
        return _filled(slot, Flag.MISSING, [], [])
    misfiled = _misfiled(slot, indicator, evidence, context)
    if misfiled:
        return _filled(slot, Flag.SUSPICIOUS, [], misfiled)
    return _filled(slot, Flag.MISSING, [], [context.finding("E001", text=slot.text)])


def _misfiled(
    slot: Slot, indicator: Indicator, evidence: Evidence, context: Context
) -> list[Finding]:
    """E003 for files handed in as this evidence that hold documents of another type."""
    wanted = {t for s in indicator.slots for t in s.accepts}
    found: list[Finding] = []
    for document in evidence.documents:
        intent = evidence.intent(document.file)
        named = intent.types & set(slot.accepts)
        meant = (bool(named) and (not intent.indicators or indicator.id in intent.indicators)) or (
            not intent.types and intent.indicators == {indicator.id}
        )
        if not meant or document.type in wanted or document.type == UNKNOWN_TYPE:
            continue
        if any(f.code == "E003" for f in evidence.findings.get(document.id, ())):
            found.extend(f for f in evidence.findings[document.id] if f.code == "E003")
        elif document.confidence >= _CONFIDENT and not context.same_family(
            document.type, slot.accepts
        ):
            found.append(
                context.finding("E003", document, named=slot.accepts[0], found=document.type)
            )
    return found


def _unread_for(slot: Slot, indicator: Indicator, evidence: Evidence) -> list[str]:
    """Files that could not be read and are filed for this slot."""
    found = []
    for file in evidence.files:
        if not any(f.code in _UNREAD for f in evidence.file_findings.get(file.path, ())):
            continue
        intent = evidence.intent(file.path)
        if intent.types:
            if intent.types & set(slot.accepts) and (
                not intent.indicators or indicator.id in intent.indicators
            ):
                found.append(file.path)
        elif indicator.id in intent.indicators:
            found.append(file.path)
    return found


def _unread(slot: Slot, indicator: Indicator, evidence: Evidence, chosen: list[Document]) -> Filled:
    findings = [
        f
        for path in _unread_for(slot, indicator, evidence)
        for f in evidence.file_findings[path]
        if f.code in _UNREAD
    ]
    return _filled(slot, Flag.SUSPICIOUS, chosen, findings)


def _filled(
    slot: Slot, status: Flag, documents: Sequence[Document], findings: Sequence[Finding]
) -> Filled:
    return Filled(SlotResult(slot, status, tuple(d.id for d in documents)), tuple(findings))
