"""A702–A705, A708: signatures, and what files state of their making (domain C24, C27, C32, C34)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from evidencecheck.assessment.checks.patches import hides
from evidencecheck.assessment.context import Context, iso
from evidencecheck.domain.document import PHOTO_TYPE, Document
from evidencecheck.domain.files import FileFacts
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import MarkKind, Origin
from evidencecheck.domain.provenance import Changes, Provenance, Signature

_AFTER = timedelta(days=30)
"""Certificates are printed, sent and stored by their issuer for a while."""
_OLD_PHOTO = timedelta(days=5 * 366)
_PLACES = 3
"""Other photos that say where they were taken; of fewer none can be the odd one."""
_FAR_KM = 50.0
_EARTH_KM = 6371.0
_BESIDE = frozenset({"A706", "C601", "C604", "S304", "V206"})
"""Contradictions within a paper that, with a late change of its file, are no coincidence."""
_LAID_BESIDE = _BESIDE | {"V205", "V208", "C602"}
"""The same, beside print that was laid over the picture of the paper."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def origin(document: Document, context: Context) -> Iterator[Finding]:
    """Signatures of the file and on the page, the program that wrote it, the day of a photo."""
    facts = context.files.get(document.file)
    if facts is not None:
        for signature in facts.signatures:
            if _speaks_of(signature, document, context):
                yield from _verdict(signature, document, context)
        yield from _edited(document, facts, context)
        yield from _photo(document, facts.provenance, context)
    yield from _unsigned(document, facts, context)


def changed(document: Document, found: Sequence[Finding], context: Context) -> Iterator[Finding]:
    """A704 for a file changed long after its issue, where something in it disagrees, or print
    hides what a page showed, as well.

    Alone such a change informs nobody: papers are merged, printed and stamped all the time.
    """
    facts, kind = context.files.get(document.file), context.type_of(document)
    issued = iso(document, "issue_date")
    if facts is None or issued is None or kind is None or not kind.by_others:
        return
    if any(f.code == "A704" for f in found):
        return
    laid = next((f for f in found if f.code == "A709"), None)
    if laid is not None and any(f.code in _LAID_BESIDE for f in found):
        # Print laid over a scan, and what it says disagrees with the rest.
        said = laid.citations[0].quote if laid.citations else ""
        yield context.finding(
            "A704", document, cite=laid.citations, issued=issued, changed=f"“{said}”"
        )
        return
    if not (hides(document) or any(f.code in _BESIDE for f in found)):
        return
    made = facts.provenance
    late = _day(made.modified)
    if made.revisions > 1 and late is not None and late - issued > _AFTER:
        yield context.finding(
            "A704", document, cite=document.field("issue_date"), issued=issued, changed=late
        )


# ------------------------------------------------------------------ digital signatures


def _speaks_of(signature: Signature, document: Document, context: Context) -> bool:
    """Whether a signature is of this document: on its pages, else of the first of the file."""
    if signature.page is not None:
        return document.first_page <= signature.page <= document.last_page
    first = context.by_file[document.file][0]
    return first.id == document.id


def _verdict(signature: Signature, document: Document, context: Context) -> Iterator[Finding]:
    if signature.intact is False:
        reason = signature.signer or signature.field
        yield context.finding("A703", document, reason=reason)
    elif signature.intact and signature.changes in {Changes.OTHER, Changes.UNCOVERED}:
        signed = signature.signed_at[:10] or "—"
        facts = context.files[document.file]
        later = facts.provenance.modified[:10] or "—"
        yield context.finding("A704", document, issued=signed, changed=later)


# ------------------------------------------------------------------ signatures by hand


def _unsigned(document: Document, facts: FileFacts | None, context: Context) -> Iterator[Finding]:
    """A702 where the type bears a signature and no trace of one is on the page."""
    kind = context.type_of(document)
    if kind is None or "signature" not in kind.bears or document.origin is Origin.CELL:
        return
    signed = any(m.mark.kind in {MarkKind.INK, MarkKind.SIGNATURE} for m in document.marks)
    digitally = facts is not None and bool(facts.signatures)
    if not signed and not digitally and document.field("signatory") is None:
        yield context.finding("A702", document, type=document.type)


# ------------------------------------------------------------------ programs and photos


def _edited(document: Document, facts: FileFacts, context: Context) -> Iterator[Finding]:
    """A705 where a certificate was last written by a program for editing pictures."""
    kind = context.type_of(document)
    if kind is None or not kind.by_others:
        return
    made = facts.provenance
    for program in (made.producer, made.application):
        if any(e.casefold() in program.casefold() for e in context.book.phrases.picture_editors):
            yield context.finding("A705", document, program=program)
            return


def _photo(document: Document, made: Provenance, context: Context) -> Iterator[Finding]:
    """A708 for a photo that its camera dates after the assessment or years before it, or that was
    taken far from the region of the system, or from where all others were."""
    if document.type != PHOTO_TYPE:
        return
    taken = _day(made.taken)
    if taken is not None and (taken > context.date or context.date - taken > _OLD_PHOTO):
        yield context.finding("A708", document, reason=taken.isoformat())
        return
    region = context.pack.region
    if made.gps is None:
        return
    if region is not None:
        away = _apart(made.gps, (region.north, region.east))
        if away > region.km:
            yield _far(made.gps, away, document, context)
            return
    others = [
        facts.provenance.gps
        for path, facts in context.files.items()
        if path != document.file and facts.provenance.gps is not None
    ]
    if len(others) < _PLACES:
        return
    away = min(_apart(made.gps, other) for other in others)
    together = max(_apart(others[0], other) for other in others)
    if away > _FAR_KM and together < _FAR_KM:
        yield _far(made.gps, away, document, context)


def _far(place: tuple[float, float], away: float, document: Document, context: Context) -> Finding:
    north, east = place
    return context.finding("A708", document, reason=f"{north:.4f}, {east:.4f} ({away:.0f} km)")


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two places, on a globe."""
    (north, east), (other_north, other_east) = (tuple(map(radians, place)) for place in (a, b))
    chord = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    )
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))


def _day(stated: str) -> date | None:
    """The day of a date that a file states; None where it is none."""
    m = _DAY.match(stated)
    if m is None:
        return None
    try:
        return date.fromisoformat(m[0])
    except ValueError:
        return None
