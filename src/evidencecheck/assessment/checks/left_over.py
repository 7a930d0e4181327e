"""P505: another firm in the head, the signature or the aims of the applicant's own paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import Match, is_rest_of, match_applicant, normal
from evidencecheck.assessment.partners import is_sent_to
from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import any_of, any_word

_LEGIBLE = 0.9
_HEAD, _END = 2, 4
"""Lines."""
_PLACES = 2
"""Of a paper in which a firm is told of as its author."""
_LEAST_TITLE, _MOST_BEHIND = 4, 30
"""Characters of a title, and of what stands behind a name in a running head."""
_SIGNS = re.compile(r"(?P<name>[\u4e00-\u9fff（）()]{4,30}公司)(?:[(（]?(?:盖章|公章|章)[)）]?)?")
_HEADS = re.compile(r"(?P<name>[\u4e00-\u9fff（）()]{4,30}?公司)(?P<rest>.+)")
# 总经理:, 法定代表人(签字): 某某
_SIGNATORY = re.compile(
    r"(?:最高管理者|总经理|董事长|厂长|负责人|法定代表人|法人代表|授权代表|代表人?|承诺人|声明人|签字|签名)"
    r"(?:[(（]?(?:签字|签名|签章|或授权代表|盖章)[)）]?)?\s*(?:[:：]\s*[\u4e00-\u9fff·]{0,6})?"
)
_DAY = re.compile(r"(?:20\d\d|[二〇○零一]{2,4}\S{0,2})\s*[年./-]")


def left_over(document: Document, context: Context) -> Iterator[Finding]:
    """Silent where anything else in the paper speaks of that firm: then it is a partner."""
    kind = context.type_of(document)
    if kind is None or kind.issuer != "self":
        return
    if not context.is_applicant(document.text("holder")):
        return
    once = (*_in_the_head(document), *_in_the_signature(document, context))
    told = [
        *((line, name) for line, name in once if _is_named_once(name, document)),
        *(_in_its_aims(document, context) if kind.tells_aims else ()),
    ]
    for line, name in told:
        if (
            line.confidence < _LEGIBLE
            or is_rest_of(name, context.submission.applicant.name)
            or not _is_a_stranger(name, document, context)
        ):
            continue
        place = Citation(document.file, line.page, line.box, name)
        yield context.finding(
            "P505", document, cite=place, name=name, applicant=context.submission.applicant.name
        )
        return


def _in_the_head(document: Document) -> Iterator[tuple[Line, str]]:
    """Who stands before the title of the paper in its running head."""
    title = normal(document.title.quote) if document.title is not None else ""
    if len(title) < _LEAST_TITLE:
        return
    for line in document.lines[:_HEAD]:
        m = _HEADS.match(line.text.strip())
        if m is not None and title in normal(m["rest"]) and len(m["rest"]) <= _MOST_BEHIND:
            yield line, m["name"]


def _in_the_signature(document: Document, context: Context) -> Iterator[tuple[Line, str]]:
    """Who signs alone above the day, in a paper in which a firm speaks of itself.

    The name of who acts for it, or the place for that, may stand between.
    """
    text = "".join(line.text for line in document.lines)
    pledged = any(word in text for word in context.book.phrases.pledges)
    if not pledged and not _speaks_as_its_head(text, context):
        return
    end = document.lines[-_END:]
    for n, line in enumerate(end):
        m = _SIGNS.fullmatch(line.text.strip())
        below = [x.text for x in end[n + 1 :] if not _SIGNATORY.fullmatch(x.text.strip())]
        if m is not None and (not below or _DAY.search(below[0])):
            yield line, m["name"]


def _in_its_aims(document: Document, context: Context) -> Iterator[tuple[Line, str]]:
    """Whose aims and works a plan tells throughout, as if that firm were its author.

    某公司力争到2030年净零; (一)某公司将于2026年建成光伏: it must be the subject wherever it is
    named, of sentences of two places at least, and one of them be on an aim of the whole works.
    """
    phrases = context.book.phrases
    if not phrases.subjects:
        return
    subject = _subject(phrases.subjects)
    told: dict[str, list[Line]] = {}
    aimed = set()
    for n, line in enumerate(document.lines):
        m = subject.match(line.text.strip())
        if m is None:
            continue
        told.setdefault(m["name"], []).append(line)
        # A sentence may go on in the next line.
        said = "".join(x.text for x in document.lines[n : n + 2])
        if any_word(said.partition("。")[0], phrases.aims):
            aimed.add(m["name"])
    for name, lines in told.items():
        named = sum(name in x.text for x in document.lines)
        legible = all(x.confidence >= _LEGIBLE for x in lines)
        if name in aimed and len(lines) == named >= _PLACES and legible:
            yield lines[0], name


@lru_cache(4)
def _subject(words: tuple[str, ...]) -> re.Pattern[str]:
    """A firm at the beginning of a line, numbered or not, and behind it what it is about to do."""
    return re.compile(
        r"(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*)*"
        rf"(?P<name>[\u4e00-\u9fff（）()]{{4,30}}?公司)(?:{any_of(words)})"
    )


def _speaks_as_its_head(text: str, context: Context) -> bool:
    """Whether somebody speaks as the head of the applicant: 本人作为某公司的总经理."""
    own = re.escape(normal(context.submission.applicant.name))
    heads = any_of(context.book.phrases.heads_of_firms)
    return re.search(rf"(?:本人|我)[^。;；]{{0,8}}{own}的?(?:{heads})", normal(text)) is not None


def _is_a_stranger(name: str, document: Document, context: Context) -> bool:
    applicant = context.submission.applicant
    if match_applicant(name, applicant) is not Match.OTHER:
        return False
    # A misread beginning; a firm of the group; one that works for factories.
    if context.brand(name) == context.brand(applicant.name):
        return False
    if any(word in name for word in context.book.phrases.services):
        return False
    # A pledge to the applicant, of a supplier; the group whose form a firm uses.
    if any(word in name for word in context.book.phrases.group_forms):
        return False
    if is_sent_to(document, applicant.name):
        return False
    title = document.title.quote if document.title is not None else ""
    return not any(word in title for word in context.book.phrases.comparison)


def _is_named_once(name: str, document: Document) -> bool:
    """Whether nothing else in a paper speaks of a firm; a running head stands on every page."""
    named = {normal(line.text) for line in document.lines if normal(name) in normal(line.text)}
    return len(named) == 1
