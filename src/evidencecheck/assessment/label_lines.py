"""Numbers of lines that are a label and a number: forms whose cells no rule parts.

净用量(t) …… 36.5, 到场: 42人. What a table did not hold as a whole stands here line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.number_runs import Number, Run, in_lists, number_of
from evidencecheck.domain.document import Document
from evidencecheck.domain.tables import TableCell

_LINE = re.compile(
    r"(?P<label>[^\d\s:：.…·][^:：…。,，;；]{0,30}?)\s*(?:[:：]|\s|[.…·]{2,})[\s.…·]*"
    r"(?P<n>\d[\d,]*(?:\.\d+)?\s?[^\d\s.,，。;；:：]{0,4}(?:/[^\s,，。;；]{1,4})?)"
)
_LEAST = 2


def labelled(document: Document) -> Iterator[Run]:
    """Runs of two such lines and more, one below the other."""
    run: list[Number] = []
    for line in document.lines:
        m = _LINE.fullmatch(line.text.strip())
        number = None
        if m is not None:
            cell = TableCell(m["n"], line.page, line.box, line.confidence)
            number = number_of(cell, "", m["label"].strip(), document.file)
        if number is not None:
            run.append(number)
            continue
        if len(run) >= _LEAST:
            yield tuple(run)
        run = []
    if len(run) >= _LEAST:
        yield tuple(run)


def in_lists_and_lines(document: Document) -> Iterator[Run]:
    """Whatever of a paper is listed: in forms, in tables, or line by line."""
    yield from in_lists(document)
    yield from labelled(document)
