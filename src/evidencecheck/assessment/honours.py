"""E004 by the name of a file: an honour that is less than the one it was handed in as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.evidence import plain
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_of, any_word
from evidencecheck.domain.systems import LEVELS

_HONOURS = frozenset({"award", "publication-proof"})
_LEGIBLE, _TOLD = 0.93, 0.75
_NONE = re.compile(r"(?:不|未|非|没有)[^。;；,，]{0,6}$")
_QUOTED = re.compile(r"[“”\"「」『』《》]")
_FIRMS = r"(?:示范)?(?:企业|单位|产品|工厂)?"


def lesser_honours(document: Document, context: Context) -> Iterator[Finding]:
    """小巨人.pdf that holds a title below it, or a list of who may get it one day.

    Silent where the paper speaks of what its file is named by in any other way.
    """
    if document.type not in _HONOURS:
        return
    if not context.is_alone(document):
        return
    name, text = _folded(document.stem), _folded(document.words)
    for title, found in _lesser(name, context):
        m = re.search(found, text)
        if m is None or _is_granted(title, re.sub(found, "", text)):
            continue
        place = next((x for x in document.lines if m[0] in _folded(x.text)), None)
        if document.origin is Origin.OCR and (place is None or place.confidence < _LEGIBLE):
            continue
        cite = document.place
        if place is not None:
            cite = document.at(place)
        yield context.finding(
            "E004", document, cite=cite, more={"required": title[0], "found": m[0]}
        )
        return
    yield from _lower_level(document, name, text, context)


def _lower_level(document: Document, name: str, text: str, context: Context) -> Iterator[Finding]:
    """国家级绿色工厂.pdf that holds a title of the city, and nothing that speaks of the state."""
    named = next((level for level in reversed(LEVELS) if level in name), "")
    field, found = document.field("level"), document.text("level")
    if field is None or not named or found not in LEVELS or field.confidence < _TOLD:
        return
    if LEVELS.index(found) >= LEVELS.index(named) or found not in text:
        return
    said = context.book.phrases.said_of_levels.get(named, ())
    # Rules that do not say what such a paper speaks of accuse none.
    if said and not any_word(text, said):
        yield context.finding("E004", document, cite=field, required=named, found=found)


def _lesser(name: str, context: Context) -> Iterator[tuple[tuple[str, ...], str]]:
    """The titles by which a file is named, the whole ones first, and what is less than them."""
    phrases = context.book.phrases
    for lesser in phrases.lesser:
        named = next((w for w in lesser.named if w in name), "")
        found = [w for w in lesser.found if w not in name]
        if lesser.code == "E004" and named and found:
            yield (named, *lesser.named), any_of(found)
    if any_word(name, phrases.nurtured):
        return
    for title in phrases.nurtured_titles:
        if title in name:
            yield (title,), rf"{title}{_FIRMS}(?:{any_of(phrases.nurtured)})"


def _is_granted(titles: Iterable[str], text: str) -> bool:
    """Whether a paper names one of some titles, and not only as what is not granted."""
    return any(
        not _NONE.search(text[: m.start()]) for t in titles for m in re.finditer(re.escape(t), text)
    )


def _folded(text: str) -> str:
    return _QUOTED.sub("", plain(text))
