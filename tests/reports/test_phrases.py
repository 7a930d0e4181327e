"""The catalogue of phrases held against the rooms that say them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import evidencecheck
from evidencecheck.reports.phrases import phrase, refusal
from evidencecheck.reports.words import SLOT, catalogue

SOURCE = Path(evidencecheck.__file__).parent
SPEAKERS = {
    "ReadError": "reason", "Refused": "reason", "over": "value", "_refuse": "value",
    "_skip": "format", "_embedded": "format", "Kind": "format",
}  # fmt: skip
"""Functions that take words of the program, and the parameter of a finding that they end in."""
ASSIGNED = {"reason": "reason", "value": "value", "limit": "limit", "found": "value"}
"""Local names and keywords that hold such words."""
FORMAT = re.compile(r"[a-z0-9]{0,5}")
"""jpeg, rar, 7z: the same in every language."""


def _text(node: ast.expr) -> str:
    """A literal as it reads with every place of it filled by a number; empty for other nodes."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_text, node.values))
    if isinstance(node, ast.FormattedValue):
        return "7%" if node.format_spec and "%" in _text(node.format_spec) else "7"
    return ""


def _said(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Parameter and words of everything that a module says about a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for argument in node.args if name in SPEAKERS else ():
                yield SPEAKERS[name], _text(argument)
            for keyword in node.keywords:
                if keyword.arg == "limit":
                    yield "limit", _text(keyword.value)
        elif isinstance(node, ast.Assign):
            yield ASSIGNED.get(getattr(node.targets[0], "id", ""), ""), _text(node.value)


def _all_said() -> set[tuple[str, str]]:
    rooms = (SOURCE / room for room in ("intake", "reading", "running"))
    modules = [p for room in rooms for p in room.rglob("*.py")]
    said = [pair for p in modules for pair in _said(ast.parse(p.read_text(encoding="utf-8")))]
    return {
        (name, words)
        for name, words in said
        if name and (" " in words or (name == "format" and not FORMAT.fullmatch(words)))
    }


def test_whatever_is_said_of_a_file_has_chinese_words() -> None:
    said = _all_said()
    assert ("reason", "no page can be found in it") in said
    damaged = catalogue()["labels"]["content_damaged"].zh
    sizes = re.compile(r"\d+ MiB")
    untold = [
        words
        for name, words in said
        if phrase(name, words, "zh") in {words, damaged} and not sizes.fullmatch(words)
    ]
    assert untold == []


@pytest.mark.parametrize("group", ["phrases", "refusals"])
def test_english_stays_as_it_is(group: str) -> None:
    tell = refusal if group == "refusals" else lambda text, lang: phrase("reason", text, lang)
    for words in catalogue()[group].values():
        said = SLOT.sub("7", words.en)
        assert tell(said, "en") == said
        assert tell(said, "zh") == SLOT.sub("7", words.zh)


def test_a_phrase_within_a_phrase_is_told_too() -> None:
    said = "named .pdf, but its content is Windows program"
    assert phrase("reason", said, "zh") == "名为 .pdf，内容却是Windows 程序"
    line = "/x: cannot be written: permission denied"
    assert refusal(line, "zh") == "/x：无法写入（没有权限）"


def test_what_a_library_says_of_broken_content() -> None:
    said = "broken data stream when reading image file"
    assert phrase("reason", said, "zh") == "内容损坏，无法解析"
    assert phrase("reason", said, "en") == said
    assert phrase("reason", "UnidentifiedImageError", "en") == "its content is damaged"


def test_words_of_documents_are_left_alone() -> None:
    assert phrase("holder", "encrypted", "zh") == "encrypted"
    assert refusal("ValueError: something", "zh") == "ValueError: something"
