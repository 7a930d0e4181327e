"""E005 by the name of a file: a paper that is less than what it was handed in as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from evidencecheck.assessment.bodies import ends_as_a_body, names_a_body
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.evidence import plain
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import any_word

_FORMS, _FORM = ("报告", "合同", "协议", "计划", "方案", "手册"), 2
_BY_AUTHORITIES = "compliance-certificate"
_COLUMNS = 4
"""Words of a line that is the head of a table: 序号 名称 数量 检定/校准到期."""
_NOT = re.compile(r"[未无非]|没有|不[^同]")
_BEHIND = re.compile(r"(?:[(（][^()（）]*[)）]?|[\W\d_])+$")
_HEAD, _OF_A_TITLE, _LONGEST = 3, 6, 24
"""Lines at the head of a paper, those in which an award names its title, and characters of one."""


def weaker_than_named(
    document: Document, titled: Iterable[str], context: Context
) -> Iterator[Finding]:
    """检定证书.pdf that holds a 校准证书; 核查声明.pdf that holds the acceptance of an order.

    ``titled``: the types whose title ends the name of the file.
    """
    own = _own_statement(document, context)
    if own is not None:
        yield own
        return
    yield from _lesser(document, context)
    named = sorted(t for t in titled if context.book.documents[t].mistakable)
    # 第三方减排评估.pdf, whatever title that is.
    if not named and any_word(document.stem, context.book.phrases.third_parties):
        yield from _by_its_own_word(document, document.type, context)
    if not named:
        return
    # Who may sample a works itself calls no log of its own a report.
    kinds = [context.book.documents[t] for t in named]
    if any(k.by_others or k.of_a_site for k in kinds):
        told = tuple(_by_its_own_word(document, named[0], context))
        yield from told
        if told:
            return
    # What an unknown paper calls itself stands in its first lines.
    heads = "\n".join(map(plain, _heads(document)))
    name = plain(document.file.rpartition("/")[2])
    for word in context.book.phrases.weaker:
        if word in heads and word not in name and word[-2:] not in name:
            yield context.finding("E005", document, named=named[0], found=word)
            return


def _by_its_own_word(document: Document, named: str, context: Context) -> Iterator[Finding]:
    """A line by which a paper says that nobody but the firm itself made it."""
    said = [w for w in context.book.phrases.self_declared if w in document.words]
    for line in document.lines if said else ():
        word = next((w for w in said if w in line.text), "")
        if word:
            yield context.finding("E005", document, cite=document.at(line), named=named, found=word)
            return


def reckoned_alone(document: Document, context: Context) -> Citation | None:
    """A line by which the firm reckoned a thing itself and had nobody else look at it.

    Two places must say so. Silent where another body signs, and where the paper says that it is
    told for no more than that: who claims nothing by it owes no third party's word.
    """
    phrases, issuer = context.book.phrases, document.text("issuer")
    bodies = phrases.bodies
    another = names_a_body(issuer, bodies, 0) or ends_as_a_body(issuer, bodies)
    if another and not context.is_applicant(issuer):
        return None
    said, itself = phrases.self_declared, any_word(document.words, phrases.own_reckoning)
    if not itself or any_word(document.words, phrases.set_aside):
        return None
    return next((document.at(x) for x in document.lines if any_word(x.text, said)), None)


def _own_statement(document: Document, context: Context) -> Finding | None:
    """应急局无事故证明.pdf that holds what the firm says of itself, and nobody else signs."""
    phrases, name = context.book.phrases, document.stem
    # 说明及复函.pdf is called what it is.
    promised = any_word(name, phrases.authorities) and any_word(name, phrases.certified)
    if not promised or any_word(name, phrases.own_statements):
        return None
    issuer = document.text("issuer")
    if issuer and not context.is_applicant(issuer):
        return None
    head = next((h for h in _heads(document) for w in phrases.own_statements if _ends(h, w)), "")
    speaks = any(w in document.words for w in phrases.of_itself)
    if not head or not speaks or not context.is_alone(document):
        return None
    return context.finding("E005", document, named=_BY_AUTHORITIES, found=head)


def _heads(document: Document, lines: int = _HEAD) -> list[str]:
    heads = [document.title.quote] if document.title is not None else []
    return heads + [
        x.text
        for x in document.lines[:lines]
        if len(x.text.strip()) <= _LONGEST and len(x.text.split()) < _COLUMNS
    ]


def _ends(head: str, word: str) -> bool:
    """Whether a title ends with a word, brackets apart: no 合同编号, no 计划完成情况."""
    return _without_its_end(head).endswith(word)


@lru_cache(512)
def _without_its_end(head: str) -> str:
    return _BEHIND.sub("", head)


def _form_of(text: str) -> str:
    return next((form for form in _FORMS if text.startswith(form)), "")


def _promised(word: str, rest: str) -> bool:
    """Whether a name speaks of such a paper besides: 碳足迹证书及报告.pdf."""
    form = word[-_FORM:]
    return form in _FORMS and form in rest


def _is_told(word: str, document: Document, found: str) -> bool:
    """Whether a line is that of the record itself: 签到, 验收结论; 未委托第三方评估 is none.

    Nor is it told by the name of what was ``found``: 形式发票 is no 发票.
    """
    lines = (plain(x.text) for x in document.lines if len(x.text.strip()) <= _LONGEST)
    return any(_is_said(word, line.replace(found, "")) for line in lines)


def _is_said(word: str, text: str) -> bool:
    before, found, _ = text.partition(word)
    return bool(found) and _NOT.search(before) is None


def _names(name: str, words: Iterable[str]) -> bool:
    return any(map(name.__contains__, words))


def _lesser(document: Document, context: Context) -> Iterator[Finding]:
    """培训签到及考核记录.docx that holds the plan alone, and nothing that its name says."""
    name = plain(document.file.rpartition("/")[2])
    asked = [x for x in context.book.phrases.lesser if x.code == "E005" and _names(name, x.named)]
    if not asked:
        return
    heads = [plain(h) for h in _heads(document, _OF_A_TITLE)]
    # 能源管理手册 EnM-2026 版本B/0
    ends = heads + [h.split()[0] for h in _heads(document) if h.split()]
    for lesser in asked:
        named = next(w for w in lesser.named if w in name)
        before, _, behind = name.partition(named)
        # 第三方评估报告: its own form promises nothing besides.
        rest = before + behind.removeprefix(_form_of(behind))
        found = next(
            (
                w
                for w in lesser.found
                if w not in name
                and not _promised(w, rest)
                and any(_ends(h, plain(w)) for h in ends)
            ),
            "",
        )
        bare = [h.replace(plain(found), "") for h in heads]
        told = any(_is_said(w, h) for h in bare for w in lesser.named)
        if found and not told and not _is_told(named, document, plain(found)):
            if not context.is_alone(document):
                return
            yield context.finding(lesser.code, document, named=named, found=found)
            return
