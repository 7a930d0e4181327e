"""E005 by the name of a file: a paper that is less than what it was handed in as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.evidence import plain
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding

_HEAD, _LONGEST = 3, 24
"""Lines at the head of a paper, and characters of one that may be its title."""


def weaker_than_named(
    document: Document, titled: Iterable[str], context: Context
) -> Iterator[Finding]:
    """检定证书.pdf that holds a 校准证书; 核查声明.pdf that holds the acceptance of an order.

    ``titled``: the types whose title ends the name of the file.
    """
    yield from _lesser(document, context)
    named = sorted(t for t in titled if context.book.documents[t].mistakable)
    if not named:
        return
    if any(context.book.documents[t].by_others for t in named):
        for line in document.lines:
            word = next((w for w in context.book.phrases.self_declared if w in line.text), "")
            if word:
                place = Citation(document.file, line.page, line.box, line.text)
                yield context.finding("E005", document, cite=place, named=named[0], found=word)
                return
    # What an unknown paper calls itself stands in its first lines.
    heads = [document.title.quote] if document.title is not None else []
    heads += [x.text for x in document.lines[:_HEAD] if len(x.text.strip()) <= _LONGEST]
    name = plain(document.file.rpartition("/")[2])
    for word in context.book.phrases.weaker:
        if word in name or word[-2:] in name:
            continue
        if any(word in plain(head) for head in heads):
            yield context.finding("E005", document, named=named[0], found=word)
            return


def _lesser(document: Document, context: Context) -> Iterator[Finding]:
    """培训签到及考核记录.docx that holds the plan alone, and nothing that its name says."""
    if document.title is None or sum(d.file == document.file for d in context.documents) > 1:
        return
    name, title = plain(document.file.rpartition("/")[2]), plain(document.title.quote)
    for lesser in context.book.phrases.lesser:
        named = next((w for w in lesser.named if w in name), "")
        found = next((w for w in lesser.found if w in title and w not in name), "")
        told = any(w in plain(line.text) for line in document.lines for w in lesser.named)
        if named and found and not told:
            yield context.finding("E005", document, named=named, found=found)
            return
