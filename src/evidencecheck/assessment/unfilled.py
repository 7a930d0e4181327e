"""Files handed in for a slot that could not fill it: unread, weaker, or of another type."""

from __future__ import annotations

from pathlib import PurePosixPath

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.evidence import Evidence, resembles, speaks_of, spoken_in
from evidencecheck.domain.document import PHOTO_TYPE, UNKNOWN_TYPE, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.systems import Indicator, Slot

_CONFIDENT = 0.75


def unread(
    slot: Slot, indicator: Indicator, evidence: Evidence, context: Context, *, filled: bool
) -> list[Finding]:  # fmt: skip
    """Findings of the files that are meant for this slot and could not be read.

    Nothing is ever missing because it could not be read. Where other documents fill the slot, a
    file counts only when its name leaves no doubt that it belongs here too.
    """
    found: list[Finding] = []
    for path, failed in evidence.unread:
        if not _meant(path, slot, indicator, evidence, certain=filled):
            continue
        if not _meant_for_another(path, slot, evidence, context):
            found.extend(failed)
    return found


def _meant_for_another(path: str, slot: Slot, evidence: Evidence, context: Context) -> bool:
    """Whether the name of a file speaks of what another slot is about, and not of this one's.

    Where its type is the first that is asked for here, it is not told away.
    """
    intent, name = evidence.intent(path), spoken_in(PurePosixPath(path).stem)
    if slot.accepts[0] in intent.types or intent.indicators:
        return False
    if not slot.topics or speaks_of(name, slot.topics):
        return False
    return any(
        intent.types & set(other.accepts) and other.topics and speaks_of(name, other.topics)
        for i in context.pack.indicators
        for other in i.every_slot
        if other.required
    )


def illegible(slot: Slot, indicator: Indicator, evidence: Evidence) -> list[Finding]:
    """Q801 of the files that are meant for this slot and hold print that could not be read."""
    return [
        finding
        for file in evidence.files
        for finding in evidence.file_findings.get(file.path, ())
        if finding.code == "Q801" and _meant(file.path, slot, indicator, evidence, certain=False)
    ]


def _meant(
    path: str, slot: Slot, indicator: Indicator, evidence: Evidence, *, certain: bool
) -> bool:
    intent = evidence.intent(path)
    if intent.indicators and indicator.id not in intent.indicators:
        return False
    if not intent.types:
        return bool(intent.indicators) and not certain
    if not intent.types & {*slot.accepts, *slot.instead}:
        return False
    return not (certain and slot.topics) or speaks_of(spoken_in(path), slot.topics)


def misnamed(slot: Slot, indicator: Indicator, evidence: Evidence) -> list[Finding]:
    """E003 of the files that go by the title of this evidence and hold something else."""
    return [
        finding
        for document in evidence.misfits
        if _handed_in(document, slot, indicator, evidence)
        for finding in evidence.misnamed_by(document)
    ]


def _handed_in(document: Document, slot: Slot, indicator: Indicator, evidence: Evidence) -> bool:
    intent = evidence.intent(document.file)
    if not intent.titled & set(slot.accepts):
        return False
    if intent.indicators:
        return indicator.id in intent.indicators
    # 厂界噪声检测报告 is none on waste water, whatever it holds.
    return not slot.topics or speaks_of(spoken_in(document.file), slot.topics)


def weaker(
    slot: Slot, indicator: Indicator, evidence: Evidence, context: Context
) -> list[Document]:
    """Documents handed in for an empty slot that point at its evidence without being it (E005)."""
    return [
        d
        for d in evidence.documents
        if _points_at(d, slot, evidence)
        and not context.of_another(d)
        and _offered(d, slot, indicator, evidence, context)
    ]


def lesser_beside(
    slot: Slot, indicator: Indicator, evidence: Evidence, context: Context
) -> list[Finding]:
    """E005 of documents of a filled slot that are less than their file is called.

    A calibration among verifications. One that is called what it is claims no more than that.
    """
    return [
        context.finding("E005", d, named=slot.text, found=d.title.quote if d.title else d.type)
        for kind in (slot.accepts if slot.weaker_topics else ())
        for d in evidence.by_type.get(kind, ())
        if evidence.speaks_of(d, slot.weaker_topics)
        and not evidence.speaks_of(d, slot.topics)
        and speaks_of(name := spoken_in(d.stem), slot.topics)
        and not speaks_of(name, slot.weaker_topics)
        and not evidence.filed_elsewhere(d.file, indicator)
        and not context.of_another(d)
        and all(f.code != "E005" for f in evidence.findings.get(d.id, ()))
    ]


def below(slot: Slot, evidence: Evidence, context: Context) -> list[Document]:
    """Documents of what the slot asks for that say they have not reached it (E004)."""
    asked = {*slot.accepts, *slot.instead} if slot.lower_topics else set()
    return [
        d
        for d in evidence.documents
        if d.type in asked
        and evidence.speaks_of(d, slot.lower_topics)
        and (not d.text("holder") or context.is_applicant(d.text("holder")))
    ]


def _points_at(document: Document, slot: Slot, evidence: Evidence) -> bool:
    if document.type in slot.accepts:
        return evidence.speaks_of(document, slot.weaker_topics)
    if document.type not in slot.weaker:
        return False
    topics = slot.topics_for(document.type)
    return not topics or evidence.speaks_of(document, topics)


def _offered(
    document: Document, slot: Slot, indicator: Indicator, evidence: Evidence, context: Context
) -> bool:
    """Whether a document of a weaker type was meant for the slot.

    A report that something else asks for, another slot of the row or another row that it is filed
    for too, does its own work there, and here the evidence is missing. One that is filed nowhere
    was meant by its name, or where no other indicator asks for its type.
    """
    if any(s.required and document.type in s.accepts for s in indicator.slots if s is not slot):
        return False
    if document.type in slot.accepts and speaks_of(spoken_in(document.stem), slot.topics):
        # A calibration in a file that is called a verification.
        return True
    elsewhere = context.asking.get(document.type, frozenset()) - {indicator.id}
    intent = evidence.intent(document.file)
    if intent.indicators:
        return indicator.id in intent.indicators and not elsewhere & intent.indicators
    # 技改项目备案.pdf is called what it is.
    as_another = bool(intent.types & set(slot.accepts)) and document.type not in intent.types
    return as_another or not elsewhere


def misfiled(
    slot: Slot, indicator: Indicator, evidence: Evidence, context: Context
) -> list[Finding]:
    """E003 for files handed in as this evidence that hold documents of another type."""
    wanted = {PHOTO_TYPE, *(t for s in indicator.slots for t in s.accepts)}
    asked = frozenset(slot.accepts)
    found: list[Finding] = []
    for document in evidence.documents:
        if document.type in wanted:
            continue
        intent = evidence.intent(document.file)
        if not intent.titled and (intent.types or intent.indicators != {indicator.id}):
            continue
        named = {
            t
            for t in intent.titled & asked
            if context.book.documents[t].mistakable and not resembles(document)
        }
        meant = (bool(named) and (not intent.indicators or indicator.id in intent.indicators)) or (
            not intent.types and intent.indicators == {indicator.id}
        )
        if not meant:
            continue
        own = evidence.misnamed_by(document)
        if document.type == UNKNOWN_TYPE:
            found.extend(own if _handed_in(document, slot, indicator, evidence) else ())
        elif own:
            found.extend(own)
        elif document.confidence >= _CONFIDENT and not context.same_family(
            document.type, slot.accepts
        ):
            found.append(
                context.finding("E003", document, named=slot.accepts[0], found=document.type)
            )
    return found
