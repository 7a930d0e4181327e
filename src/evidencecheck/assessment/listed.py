"""Whose a list is: the applicant's that it names, among others that are none of its business."""

from __future__ import annotations

import re
from dataclasses import replace

from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant

_ROW = re.compile(r"\s*\d{1,4}\s+\D")
_SURE = 0.9
"""A name in a row of a list, at the most."""


def with_holder_of_list(document: Document, applicant: Applicant, book: RuleBook) -> Document:
    """``document`` with the applicant as its holder, where it is of a type that lists firms, names
    none as its own but one of its rows, and has the applicant in a line; else as it is."""
    kind, stated = book.documents.get(document.type), document.field("holder")
    if kind is None or kind.holder != "listed":
        return document
    if stated is not None and not _in_a_row(stated, document):
        return document
    known = [normal(name) for name in (applicant.name, *applicant.aliases) if name]
    line = next((x for x in document.lines if any(k in normal(x.text) for k in known)), None)
    if line is None:
        return document
    place = document.at(line)
    sure = round(_SURE * line.confidence, 4)
    holder = Field("holder", applicant.name, line.text, place, sure)
    rest = (f for f in document.fields if f.name != "holder")
    return replace(document, fields=(holder, *rest))


def _in_a_row(stated: Field, document: Document) -> bool:
    """Whether a name is that of one row of a numbered list."""
    name = normal(str(stated.value))
    return any(_ROW.match(x.text) and name in normal(x.text) for x in document.lines)
