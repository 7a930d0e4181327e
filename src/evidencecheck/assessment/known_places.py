"""Places in the names of authorities that a seal or a scan has spoilt, by how all papers tell them.

A submission speaks of its own city and district on nearly every page; the bureau that signs is
printed once, and under its seal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.page import Origin
from evidencecheck.domain.script import simplified

_DOUBTED = 0.9
"""Confidence below which a name is mended."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}市[\u4e00-\u9fff]{1,3}[区县]|[\u4e00-\u9fff]{2}新区")
_LEADING = re.compile(
    r"^[\u4e00-\u9fff]{0,5}?[市]?[\u4e00-\u9fff]{1,4}[区县](?=[\u4e00-\u9fff]{3})"
)
# 某市溪区: the names of districts have two characters, but for those that say where they lie.
_NO_PLACE = re.compile(r"市[^东西南北中郊城矿新老][区县]$")
_OFTEN, _SELDOM = 5, 1
"""Lines that a place stands in which is surely of the submission, and one that may be misread."""
_OF_SO_MANY = 3
"""Of so many characters one may be lost, added or misread."""


def with_known_places(documents: Sequence[Document]) -> tuple[Document, ...]:
    """``documents`` with the place that all papers tell where an issuer's is nearly that one."""
    if not any(_is_doubted(d) for d in documents):
        return tuple(documents)
    told = Counter(
        place
        for document in documents
        for line in document.lines
        for place in set(_PLACE.findall(simplified(line.text)))
    )
    often = {place for place, times in told.items() if times >= _OFTEN}
    # 省青河市白石区, 在青河市白石区: the place with what stands before it.
    cities = {q for q in often if "市" in q}
    known = {p for p in often if not any(p != q and p.endswith(q) for q in cities)}
    return tuple(_mended(d, known, told) for d in documents) if known else tuple(documents)


def _is_doubted(document: Document) -> bool:
    issuer = document.field("issuer")
    return issuer is not None and document.origin is Origin.OCR and issuer.confidence < _DOUBTED


def _mended(document: Document, known: set[str], told: Counter[str]) -> Document:
    issuer = document.field("issuer")
    if issuer is None or not _is_doubted(document):
        return document
    name = _with_place(issuer, known, told)
    if name is None:
        return document
    whole = replace(issuer, value=name)
    return replace(
        document, fields=tuple(whole if f.name == "issuer" else f for f in document.fields)
    )


def _with_place(issuer: Field, known: set[str], told: Counter[str]) -> str | None:
    name = str(issuer.value)
    m = _LEADING.match(name)
    if m is None or m[0] in known:
        return None
    if told[m[0]] > _SELDOM and not _NO_PLACE.search(m[0]):
        return None
    near = [p for p in known if 0 < Levenshtein.distance(m[0], p) <= len(p) // _OF_SO_MANY]
    near = [p for p in near if p[-1] == m[0][-1]]
    return near[0] + name[m.end() :] if len(near) == 1 else None
