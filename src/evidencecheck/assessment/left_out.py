"""What a scope, or a boundary, leaves out, and whether the rest of it is offices alone (P507)."""

from __future__ import annotations

import re
from functools import lru_cache

from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.phrases import Phrases, any_of, any_word
from evidencecheck.domain.script import simplified

_BEGINS, _LONGEST = 8, 120
"""Characters of a scope by which it is found in the text, and of it with what it leaves out."""
_EXCEPT = "除外"
_CLAUSE = r"[^,，;；。()（）]"


def without(scope: str, phrases: Phrases) -> str:
    """A scope without what it leaves out: (不含某产品的制造), (machining is not included)."""
    # Most leave nothing out.
    folded = scope.casefold()
    said = (*phrases.left_out, *phrases.left_out_behind, _EXCEPT)
    if not any(word.casefold() in folded for word in said):
        return scope
    for pattern in _patterns(phrases.left_out, phrases.left_out_behind):
        scope = pattern.sub("", scope)
    return scope


@lru_cache(maxsize=8)
def _patterns(before: tuple[str, ...], behind: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    said = any_of((*before, *behind, _EXCEPT))
    return (
        re.compile(rf"[(（][^()（）]*(?:{said})[^()（）]*[)）]", re.IGNORECASE),
        re.compile(rf"(?:{any_of(before)})[^,，;；。]*", re.IGNORECASE),
        re.compile(
            rf"{_CLAUSE}*(?:{any_of(behind)})(?:[之以]?内)?(?![^\s,，;；。()（）])", re.IGNORECASE
        ),
    )


def as_printed(document: Document, scope: Field) -> str:
    """The text from where a scope begins; empty where it is not found.

    What it leaves out may be cut off from the field: …办公楼，不含生产厂房。
    """
    text = "".join(line.text for line in document.lines if line.page == scope.citation.page)
    start = text.find(scope.raw.split("\n")[0][:_BEGINS])
    return text[start : start + _LONGEST] if start >= 0 else ""


def is_of_offices(text: str, phrases: Phrases) -> bool:
    """Whether a boundary is that of offices and the like alone, and says so by what it leaves out.

    仅覆盖办公楼; 办公楼(不含生产厂房). Where it says neither, the works may be told elsewhere.
    """
    folded = simplified(text).casefold().partition("。")[0]
    rest = without(folded, phrases)
    if not any_word(rest, phrases.offices) or any_word(rest, phrases.where_made):
        return False
    left_out = rest != folded and any_word(folded, phrases.where_made)
    return left_out or any_word(rest, phrases.covers_only)
