"""E005: papers that by their own words are less than the record or certificate they are read as.

A certificate that a firm gives itself and says so; a letter of intent, or a contract of which it is
told that nothing was paid or delivered, where a settlement is due (domain C31).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import TitleForm, any_word

_CONTRACT = "contract"
_HEAD, _LONGEST = 3, 30
"""Lines at the head of a paper, and characters of one, that can be its title."""
_CLAIM = re.compile(
    r"(?:声明|声明书|证明|证明书|证书|标识|标签|statement|declaration|certificate)$", re.IGNORECASE
)
_BEHIND = re.compile(r"(?:[(（][^()（）]*[)）]|[\W\d_])+$")


def own_word(document: Document, context: Context) -> Iterator[Finding]:
    """One finding. Two places must say it: what the paper calls itself, and a line of its text."""
    kind = context.type_of(document)
    if kind is None or kind.issuer == "self" or document.type == _CONTRACT:
        return
    phrases = context.book.phrases
    heads, contracts = _heads(document), phrases.title_forms.get(TitleForm.CONTRACT, ())
    told: Citation | None = None
    if kind.by_others and _is_given_by_itself(document, heads, context):
        told = _line_with(document, phrases.self_declared, heads)
    for names, says in ((phrases.intents, phrases.not_binding), (contracts, phrases.unsettled)):
        # What its file is called so is handed in as what it is.
        if told is None and not any_word(document.stem, names):
            ends = any(_ends(head, names) for head in heads)
            told = _line_with(document, says, heads) if ends else None
    if told is not None:
        yield context.finding(
            "E005", document, cite=told, named=document.type, found=heads[0] if heads else ""
        )


def _is_given_by_itself(document: Document, heads: list[str], context: Context) -> bool:
    """Whether a certificate or statement is called a declaration of one's own; nobody else signs.

    What a firm reckons for itself (自评报告) is called what it is, and claims no more.
    """
    issuer = document.text("issuer")
    if issuer and not context.is_applicant(issuer):
        return False
    phrases = context.book.phrases
    claims = [h for h in heads if _CLAIM.search(_BEHIND.sub("", h)) is not None]
    if any(any_word(h, phrases.by_itself) for h in claims):
        return True
    # A statement on a verification, by whose text the firm's own people did it, and nobody else.
    itself = any_word(document.words, phrases.own_teams)
    return bool(claims) and itself and any_word(document.words, phrases.of_itself)


def _heads(document: Document) -> list[str]:
    """Its title, or, of a paper that has none that is known, its first lines."""
    if document.title is not None:
        return [document.title.quote]
    return [x.text for x in document.lines[:_HEAD] if len(x.text.strip()) <= _LONGEST]


def _ends(head: str, words: Iterable[str]) -> bool:
    bare = _BEHIND.sub("", head).casefold()
    return any(bare.endswith(word.casefold()) for word in words)


def _line_with(document: Document, words: tuple[str, ...], but: list[str]) -> Citation | None:
    for line in document.lines:
        if line.text not in but and any_word(line.text.casefold(), words):
            return document.at(line)
    return None
