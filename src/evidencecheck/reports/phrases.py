"""The program's own plain English phrases, told in the language of the report.

The rooms that read files know no language: they say in a few English words why a file was refused
(``reason``), what it is (``format``), what was too much (``limit``, ``value``), and which pages
could not be read (``what``). The group ``phrases`` of ``words.yaml`` holds each of them with its
Chinese words; the group ``refusals`` does the same for the lines that end a run.
"""

from __future__ import annotations

import re
from functools import cache

from evidencecheck.domain.rule import Words
from evidencecheck.reports.words import SLOT, catalogue, fill

_OURS = frozenset({"reason", "format", "limit", "value", "what"})
"""Parameters of findings that hold words of the program; the others hold words of documents."""

_ERROR = re.compile(r"\w+(?:Error|Exception)")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")


def phrase(name: str, text: str, lang: str) -> str:
    """The value ``text`` of the parameter ``name`` of a finding, in ``lang``.

    A reason that no phrase matches is a library's word for broken content. In Chinese, and where it
    is the bare name of an exception, it is told as just that.
    """
    if name not in _OURS:
        return text
    known = _told("phrases", text, lang)
    if known or name != "reason":
        return known or text
    foreign = lang == "zh" and _LETTER.search(text) and not _CHINESE.search(text)
    if foreign or _ERROR.fullmatch(text):
        return catalogue()["labels"]["content_damaged"].get(lang)
    return text


def refusal(line: str, lang: str) -> str:
    """A line that ends a run, in ``lang``; as it is where it is not in the catalogue."""
    return _told("refusals", line, lang) or line


@cache
def _patterns(group: str) -> tuple[tuple[re.Pattern[str], Words], ...]:
    return tuple((_pattern(words.en), words) for words in catalogue()[group].values())


def _pattern(template: str) -> re.Pattern[str]:
    """Matches ``template`` with its places filled: ``{n}``, ``{m}`` by numbers, others by text."""
    pieces = SLOT.split(template)
    literals = [re.escape(piece) for piece in pieces[::2]]
    names = [
        rf"(?P<{name}>\d[\d.,]*)" if name in {"n", "m"} else f"(?P<{name}>.+)"
        for name in pieces[1::2]
    ]
    return re.compile("".join(a + b for a, b in zip(literals, [*names, ""], strict=True)))


def _told(group: str, text: str, lang: str) -> str:
    """``text`` in ``lang``, phrases within it too; empty where it is none of the group."""
    for pattern, words in _patterns(group):
        if found := pattern.fullmatch(text):
            inner = {k: _told(group, v, lang) or v for k, v in found.groupdict().items()}
            return fill(words.get(lang), inner)
    return ""
