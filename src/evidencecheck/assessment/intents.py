"""What the names of folders and files say a file is for.

A hint helps to choose among documents and to tell that a file was meant for an indicator; it never
fills a slot by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Kind, RulePack

_NUMBER = re.compile(
    r"^[^\d一二三四五六七八九十]{0,6}?(?P<n>\d{1,2}(?:[.．\-－_]\d{1,2}){0,3})(?!\d|年|月)"
)
_CHINESE_NUMBER = re.compile(r"^[(（]?(?P<n>[一二三四五六七八九十]{1,2})[)）、.．]")
_LEVEL2_NUMBER = re.compile(r"^(?P<n>\d+(?:\.\d+)+)\s*")
_BASIC = re.compile(r"基本(?:要求|条件)|否决|前提条件")
_STRIP = re.compile(
    r"[\s\d._\-－—()（）\[\]【】〔〕、,，:：/]+|[和及与]|附件|材料|证明|佐证|扫描件|盖章|最终版|终版|复印件|第三方"
)
_NOTE = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]\s*$")
# 能源审计报告2023年度, 节水评价报告-补充: a year or a word on the copy behind the title.
_TAIL = re.compile(
    r"(?:20\d{2}\s*(?:[-—~至]\s*20\d{2}\s*)?年?度?|补充|补交|补传|新版|修订|更新|定稿|终稿|正式|盖章|签字|扫描|复印|电子"
    r"|[版件稿]|[\s_\-－—.（()）]|v?\d{1,2})+$",
    re.IGNORECASE,
)
_HANDED_OVER = re.compile(r"(?:荣誉)?(?:证书|奖牌|牌匾|铜牌|奖状)$")
_ALIKE = 88.0
_LEAST = 3
_SHORTEST_NAME = 2
_SHORTEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Intent:
    """What the name of one file says."""

    indicators: frozenset[str]
    """Ids of the indicators that its folder or name points to; empty where it says nothing."""
    types: frozenset[str]
    """Document types that the file's own name names; empty where it names none."""
    titled: frozenset[str] = frozenset()
    """Those of them with a title of theirs at the end of the name."""
    folder: frozenset[str] = frozenset()
    """Those that the name of its folder names."""


NO_INTENT = Intent(frozenset(), frozenset())


class IntentReader:
    """Reads the intents of paths for one rule pack."""

    def __init__(self, book: RuleBook, pack: RulePack) -> None:
        self._indicators = pack.indicators
        self._by_number: dict[str, set[str]] = {}
        self._by_name: list[tuple[str, frozenset[str]]] = []
        self._index(pack)
        titles = {
            (_plain(t.text), d.type) for d in book.documents.values() for t in d.titles if t.telling
        }
        hints = {(_plain(n), d.type) for d in book.documents.values() for n in d.file_names}
        self._titles = {(w, t) for w, t in titles if len(w) >= _SHORTEST_TITLE}
        self._endings = tuple(sorted({w for w, _ in self._titles}))
        # Folders hold many files.
        self._known_words: dict[str, list[tuple[str, str]]] = {}
        self._known_components: dict[tuple[str, bool, bool, bool], frozenset[str]] = {}
        self._types: dict[str, list[str]] = {}
        for word, document_type in titles | hints:
            if len(word) >= _SHORTEST_NAME:
                self._types.setdefault(word, []).append(document_type)
        self._longest = max(map(len, self._types), default=0)

    def read(self, path: str) -> Intent:
        """The intent of a file at ``path`` (relative, forward slashes)."""
        parts = PurePosixPath(unicodedata.normalize("NFKC", path)).parts
        indicators: frozenset[str] | None = None
        basic = False
        own = PurePosixPath(parts[-1]).stem
        for i, part in enumerate(parts):
            name = own if i == len(parts) - 1 else part
            basic = basic or bool(_BASIC.search(name))
            inner = indicators is not None
            named = self._component(name, basic=basic, file=i == len(parts) - 1, inner=inner)
            if named:
                narrowed = named if indicators is None else indicators & named
                indicators = narrowed or named
        stem = _plain(own)
        words = self._words(stem)
        # 节能审查意见（涂装改造）
        bare = _plain(_NOTE.sub("", own))
        short = _plain(_TAIL.sub("", own))
        # 节水评价报告书
        ends = {x.removesuffix("书") for x in (stem, bare, short)} | {stem, bare, short}
        # 节水型企业证书: what a title is handed over with.
        ends |= {_HANDED_OVER.sub("", x) for x in (stem, bare, short)}
        titled = [
            (w, t) for w, t in words if (w, t) in self._titles and any(x.endswith(w) for x in ends)
        ]
        return Intent(
            frozenset(indicators or ()),
            frozenset(t for _, t in words),
            frozenset(t for w, t in titled if not _run_together(w, t, words, stem)),
            frozenset(t for _, t in self._words(_plain(parts[-2]))) if parts[1:] else frozenset(),
        )

    def _words(self, plain: str) -> list[tuple[str, str]]:
        """Words of a file name that name document types, the longest only, with the type."""
        # A folder is asked for each of its files.
        if plain in self._known_words:
            return self._known_words[plain]
        # A name has fewer runs of characters than there are words.
        runs = {
            plain[first:last]
            for first in range(len(plain))
            for last in range(first + _SHORTEST_NAME, min(first + self._longest, len(plain)) + 1)
        }
        named = [(w, t) for w in runs & self._types.keys() for t in self._types[w]]
        found: list[tuple[str, str]] = []
        for word, document_type in sorted(named, key=lambda e: (-len(e[0]), e)):
            if not any(word in w and word != w for w, _ in found):
                found.append((word, document_type))
        self._known_words[plain] = found
        return found

    def _index(self, pack: RulePack) -> None:
        names: dict[str, set[str]] = {}
        for indicator in pack.indicators:
            tail = indicator.id.split(".", 1)[1]
            if indicator.kind is Kind.BASIC or tail.startswith(("basic", "veto")):
                self._by_number.setdefault(f"basic.{tail.split('.')[-1]}", set()).add(indicator.id)
                continue
            steps = tail.split(".")
            for depth in range(2, len(steps) + 1):
                self._by_number.setdefault(".".join(steps[:depth]), set()).add(indicator.id)
            printed = _LEVEL2_NUMBER.match(indicator.level2)
            if printed:
                self._by_number.setdefault(printed["n"], set()).add(indicator.id)
            for name in (_plain(indicator.level2), _plain(indicator.level1)):
                if len(name) >= _SHORTEST_NAME:
                    names.setdefault(name, set()).add(indicator.id)
        self._by_name = [(n, frozenset(ids)) for n, ids in names.items()]

    def _component(self, name: str, *, basic: bool, file: bool, inner: bool) -> frozenset[str]:
        key = (name, basic, file, inner)
        if key not in self._known_components:
            self._known_components[key] = frozenset(
                self._of_component(name, basic=basic, file=file, inner=inner)
            )
        return self._known_components[key]

    def _of_component(self, name: str, *, basic: bool, file: bool, inner: bool) -> set[str]:
        number = _number_of(name)
        if basic:
            found = self._by_number.get(f"basic.{number}", set()) if number else set()
            return set(found) or {i.id for i in self._indicators if i.kind is Kind.BASIC}
        plain = _plain(name)
        named: set[str] = set()
        for known, ids in self._by_name:
            # 能源与资源/计量: two characters name a row within a folder that names others.
            long = min(len(plain), len(known)) >= _LEAST
            if (inner and plain == known) or (
                long and (known in plain or fuzz.ratio(plain, known) >= _ALIKE)
            ):
                named |= ids
        if number and "." in number:
            numbered = set(self._by_number.get(number, set()))
            # 2.2.3 where the system stops at 2.2 still points to 2.2.
            while not numbered and "." in number:
                number = number.rsplit(".", 1)[0]
                numbered = set(self._by_number.get(number, set())) if "." in number else set()
            if numbered:
                return (numbered & named) or numbered
        # A file that goes by a title of its own says what it is, though a row may be called so too.
        return set() if file and plain.endswith(self._endings) else named


def _run_together(word: str, kind: str, words: Sequence[tuple[str, str]], stem: str) -> bool:
    """Whether the title at the end of a name runs into the word of another type: 生态设计说明."""
    start = len(stem) - len(word)
    return any(
        other != kind and (at := stem.find(w)) < start < at + len(w)
        for w, other in words
        if w in stem
    )


def _number_of(name: str) -> str:
    m = _NUMBER.match(name)
    if m:
        return re.sub(r"[.．\-－_]", ".", m["n"])
    m = _CHINESE_NUMBER.match(name)
    if m:
        digits = m["n"]
        tens, _, ones = digits.partition("十")
        if "十" in digits:
            return str((_digit(tens) or 1) * 10 + _digit(ones))
        return str(_digit(digits))
    return ""


def _digit(text: str) -> int:
    return "零一二三四五六七八九".find(text) if text else 0


def _plain(text: str) -> str:
    """A name without numbers, signs and the words that every name has."""
    return _STRIP.sub("", unicodedata.normalize("NFKC", text)).lower().strip("“”\"'")
