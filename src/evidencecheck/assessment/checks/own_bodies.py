"""P504: rows of a paper by which the third party is the applicant: its name, or its code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from evidencecheck.assessment.bodies import is_a_part, names_a_body
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import normal, one_apart
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.party_phrases import Bodies
from evidencecheck.domain.phrases import Phrases, any_of
from evidencecheck.domain.rules import DocumentType
from evidencecheck.domain.tables import Role, TableCell

_HEAD = 12
"""Lines."""
_HEAD_LINES = 5
"""Lines at the head and at the end, where the body that issues a paper is named."""
_OF_A_NAME = 3
"""Characters before what a body is."""
_COLUMNS = 2
_SEALED = "(?:盖章|公章|签章|盖公章|签字|签名|章)?"
"""Behind a label, in brackets: 核证机构(盖章)."""
_AS = r"(?:是|系|为|作为|担任|以)(?:本次|本项目|本报告|独立|承担)*的?"
_CODE = r"(?:机构)?(?:统一社会)?(?:信用)?代码"


def own_body(document: Document, kind: DocumentType, context: Context) -> Iterator[Finding]:
    """A laboratory of the applicant, or a body that has the applicant's own credit code."""
    place = _laboratory(document, kind, context) or _with_its_code(document, kind, context)
    if place is not None:
        yield context.finding("P504", document, cite=place, issuer=place.quote)


def named_beside(document: Document, words: Iterable[str], context: Context) -> Citation | None:
    """Where the applicant's name, or that of a part of it, stands alone beside one of ``words``."""
    firm, bodies = normal(context.submission.applicant.name), context.book.phrases.bodies
    label = re.compile(rf"(?:第三方|独立|承担)?(?:{_any_of(words)})(?:名称)?{_SEALED}:?")
    for line in document.lines:
        text = normal(line.text)
        found = label.match(text)
        if found is not None and _is_of_firm(text[found.end() :], firm, bodies):
            return document.at(line)
    for left, right in (*_beside(document), *_below(document)):
        if label.fullmatch(normal(left)) and _is_of_firm(normal(right.text), firm, bodies):
            return document.at(right)
    return None


def named_as(document: Document, words: Iterable[str], context: Context) -> Citation | None:
    """A sentence by which the applicant acts as one of ``words``: 某公司作为第三方核查机构."""
    firm = re.escape(normal(context.submission.applicant.name))
    acts = re.compile(
        rf"{firm}{_AS}(?:第三方|独立)*(?:{_any_of(words)})(?!的?(?:委托|客户|配合|对接|选))"
    )
    turned = re.compile(rf"(?<![被受])(?:{_any_of(words)})(?:为|是|系){firm}(?![的委提选])")
    for line, below in zip_longest(document.lines, document.lines[1:]):
        text = normal(line.text)
        more = text + (normal(below.text) if below is not None else "")
        for pattern in (acts, turned):
            m = pattern.search(more)
            if m is not None and m.start() < len(text):
                return document.at(line)
    return None


def _is_of_firm(name: str, firm: str, bodies: Bodies) -> bool:
    """Whether a name is the firm's, one character of print apart, or that of a part of it."""
    head, part = name[: len(firm)], name[len(firm) :]
    named = head == firm or one_apart(head, firm)
    return named and (not part or is_a_part(part, bodies))


def _laboratory(document: Document, kind: DocumentType, context: Context) -> Citation | None:
    """A report on what a works discharges is the work of a laboratory that is accredited for it.

    A firm may have such a laboratory: it says so by its mark.
    """
    phrases = context.book.phrases
    if not kind.of_a_site:
        return None
    title = document.title.quote if document.title is not None else ""
    heads = (title, *(x.text for x in document.lines[:_HEAD]))
    of_a_site = any(word in head.casefold() for head in heads for word in kind.of_a_site)
    if not of_a_site or not re.search(r"报告\W*$", title):
        return None
    if any(word in document.words for word in phrases.accredited):
        return None
    return named_beside(document, phrases.laboratories, context)


def own_team(document: Document, context: Context) -> Citation | None:
    """A sentence by which people of the firm itself examined it: 由我公司内部核查小组….

    A body tells of its own inner review, and of what the firm does inside: none may be named.
    """
    phrases = context.book.phrases
    us, own = _any_of(w for w in phrases.speaker if len(w) > 2), phrases.own_teams
    firm = normal(context.submission.applicant.name)
    named = rf"(?:{re.escape(firm)})?(?:[(（][^()（）]*[)）])?"
    told = re.compile(rf"(?:{us}){named}[^。;；]{{0,24}}?(?:{_any_of(own)})")
    body = re.compile(
        rf"(?<![被受])(?:{_any_of(phrases.auditors)})(?:名称)?:?(?P<name>[^:;；]{{4,30}})"
    )
    ends = (*document.lines[:_HEAD_LINES], *document.lines[-_HEAD_LINES:])
    if any(_is_a_body(x.text, phrases) and firm not in normal(x.text) for x in ends):
        return None
    found = None
    for line, below in zip_longest(document.lines, document.lines[1:]):
        text = normal(line.text)
        m = body.match(text)
        if m is not None and not m["name"].startswith(firm) and _is_a_body(m["name"], phrases):
            return None
        if found is None and told.search(text + (normal(below.text) if below else "")):
            found = document.at(line)
    return found


def _is_a_body(text: str, phrases: Phrases) -> bool:
    return names_a_body(text, phrases.bodies, _OF_A_NAME)


def _with_its_code(document: Document, kind: DocumentType, context: Context) -> Citation | None:
    """核查机构 某中心 | 机构代码, and the code is the applicant's."""
    code = context.submission.applicant.credit_code
    if kind.issuer != "third-party" or not code:
        return None
    auditors, own = _any_of(context.book.phrases.auditors), re.escape(normal(code))
    row = re.compile(rf"(?<![被受])(?:{auditors})(?:名称)?:?[^:]{{0,40}}?{_CODE}:?{own}")
    for line in document.lines:
        found = row.search(normal(line.text))
        # 核查机构: … 受核查方代码: …
        if found is not None and not re.search(
            r"[被受][核审评认]|委托|申请|企业|单位名称|组织名称|组织机构", found[0]
        ):
            return document.at(line)
    return None


def _beside(document: Document) -> Iterator[tuple[str, TableCell]]:
    """What stands to the left of each cell of the tables, with the cell."""
    for table in document.tables:
        for row in table.rows:
            for left, right in zip(row.cells, row.cells[1:], strict=False):
                yield left.text, right


def _below(document: Document) -> Iterator[tuple[str, TableCell]]:
    """The heads of the columns of a table of one row, with the cell below each."""
    for table in document.tables:
        body = [row for row in table.rows if row.role is Role.BODY]
        if len(body) != 1 or len(table.columns) < _COLUMNS:
            continue
        for column, cell in zip(table.columns, body[0].cells, strict=False):
            yield "".join(column.headings), cell


def _any_of(words: Iterable[str]) -> str:
    plain = sorted({normal(word) for word in words}, key=len, reverse=True)
    return any_of(plain)
