"""Papers on the emissions of scope 3 alone: their total is none of the firm's (domain C17)."""

from __future__ import annotations

import re

from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import Phrases
from evidencecheck.domain.script import simplified
from evidencecheck.domain.tables import Role

_HEAD, _SHORT = 4, 60
"""Lines at the top that say what a paper is of, and characters of one of them."""
_BY_CATEGORY, _BY_SCOPE = ("类别", "category"), ("范", "scope")
_OTHER = re.compile(r"(?:类别|范围|范畴|category|scope)?\s*(?:[3-9]|1\d|[三四五六])(?![\d.])")
_FIRST = re.compile(r"类别|范围|范畴|category|scope")
_ROWS = 2


def is_of_some_emissions(document: Document, phrases: Phrases) -> bool:
    """Whether a title, the head of a paper or the name of its file speaks of scope 3 alone.

    A list without a title says it in its first lines, or by its rows: no category below 3.
    """
    title = simplified(document.title.quote).casefold() if document.title is not None else ""
    head = [simplified(x.text).casefold() for x in document.lines[:_HEAD]]
    said = [title, *(x for x in head if len(x) <= _SHORT)]
    if _tells_of_all("\n".join(said), phrases):
        return False
    said.append(document.stem.casefold())
    return any(_tells_of_some(x, phrases) for x in said) or _lists_some(document)


def _tells_of_some(text: str, phrases: Phrases) -> bool:
    if any(word in text for word in phrases.left_out):
        return False
    some = any(word in text for word in phrases.part_of_emissions)
    return some and not _tells_of_all(text, phrases)


def _tells_of_all(text: str, phrases: Phrases) -> bool:
    # 范围3(类别1—15): those of scope 3 are numbered as well.
    by_scope = any(w in text for w in phrases.part_of_emissions if w.startswith(_BY_SCOPE))
    return any(
        word in text
        for word in phrases.all_emissions
        if not (by_scope and word.startswith(_BY_CATEGORY))
    )


def _lists_some(document: Document) -> bool:
    """Whether a table goes by category, and by none of those of scopes 1 and 2."""
    for table in document.tables:
        if not table.columns or not any(
            _FIRST.search(simplified(x).casefold()) for x in table.columns[0].headings
        ):
            continue
        rows = [r.cells[0].text for r in table.rows if r.role is Role.BODY and r.cells]
        names = [simplified(x).strip().casefold() for x in rows]
        if len(names) >= _ROWS and all(_OTHER.match(x) for x in names):
            return True
    return False
