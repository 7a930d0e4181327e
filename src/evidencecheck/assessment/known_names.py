"""Issuers whose names a seal or a scan has spoilt, by how other papers have them.

Authorities and bodies issue several papers of one folder. Holders are left as they were read: a
firm with nearly the applicant's name may be another firm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.page import Origin

_DOUBTED, _SURE = 0.9, 0.95
"""Confidence below which a name is mended, and from which on it serves to mend others."""
_LEAST = 8
"""Characters: shorter names are too alike."""
_ALIKE = 88.0
_LOST = 2
"""Characters that may be lost at the beginning."""


def with_known_issuers(documents: Sequence[Document]) -> tuple[Document, ...]:
    """``documents`` with the name that others have in place of a misread one nearly like it.

    Where two names would do, it stays as it was read.
    """
    known = {
        str(field.value)
        for document in documents
        for field in document.fields
        if field.name in {"issuer", "holder"} and _is_known(field, document)
    }
    return tuple(_mended(document, known) for document in documents) if known else tuple(documents)


def _is_known(field: Field, document: Document) -> bool:
    long = isinstance(field.value, str) and len(field.value) >= _LEAST
    printed = document.origin is not Origin.OCR
    # Custom gives a place of an issuer no more than 0.85, however well it is printed.
    return long and (printed or field.confidence >= _SURE or _shown_clearly(field, document))


def _shown_clearly(field: Field, document: Document) -> bool:
    place = field.citation
    line = next(
        (x for x in document.lines if x.page == place.page and str(field.raw) in x.text), None
    )
    return line is not None and line.confidence >= _SURE


def _mended(document: Document, known: set[str]) -> Document:
    issuer = document.field("issuer")
    if issuer is None or document.origin is not Origin.OCR or issuer.confidence >= _DOUBTED:
        return document
    name = str(issuer.value)
    if name in known or len(name) < _LEAST:
        return document
    near = [other for other in known if _is_near(name, other)]
    if len(near) != 1:
        return document
    mended = replace(issuer, value=near[0])
    return replace(
        document, fields=tuple(mended if f.name == "issuer" else f for f in document.fields)
    )


def _is_near(name: str, other: str) -> bool:
    if 0 < len(other) - len(name) <= _LOST:
        return other.endswith(name)
    return len(other) == len(name) and fuzz.ratio(name, other) >= _ALIKE
