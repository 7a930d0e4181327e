"""Titles: lines that say what a document is, as against lines that only mention it."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from evidencecheck.domain.document import UNKNOWN_TYPE
from evidencecheck.domain.phrases import TitleForm
from evidencecheck.domain.rules import DocumentType, RuleBook
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.title_lines import LARGE_PRINT, LONGEST, Line, fold, lines
from evidencecheck.extraction.title_patterns import TitlePattern
from evidencecheck.extraction.title_topics import TopicFinder

_SENTENCE = re.compile(r"[。;；!?]|[,，].*[,，]|^\s*(?:注|说明|备注)[:：]")
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|-{4,})\s*\d+\s*$|\t\d{1,3}$")
_INNER = re.compile(r"\([^)]{1,8}\)")
# 产品质量证明书INSPECTIONCERTIFICATE: the title and its translation in one stretch.
_TWO_LANGUAGES = re.compile(r"([^a-z]*[\u4e00-\u9fff]{4,})[(/]?[a-z]{8,}[^\u4e00-\u9fff]*$")
_OF_A_COLUMN = 3
"""Times that a text stands on a page."""
_LATELY = 16
"""Pages."""
_ACCEPTED = 0.6
# The largest line of a page may go on behind a colon: 总经理致辞:迈向零碳.
_HEADLINE = 0.85
_SHORTEST_BEFORE_SUBTITLE = 4
# A line whose title is only known by its structure is at least so prominent.
_STANDS_OUT, _HEAD_ROWS = 0.5, 6
# Print that outdoes a title: by size against it and against the page.
_OUTDONE = 1.2
_UNDER_HEADLINE = 0.65
# 华 岳 in large print at the left of the letterhead.
_LONGEST_MARK, _BESIDE, _MIDDLE = 6, 0.15, 0.06
_COVER_ROWS = 3
_HEADLINE_WORDS = re.compile(r"[\u4e00-\u9fff]{3}")
# Names of companies and authorities, and of their papers, stand above titles; a mark by hand may
# stand beside them.
_BODY = re.compile(
    r"(?:公司|集团|厂|局|厅|部|委|委员会|院|所|中心|协会|学会|联合会|政府|办公室|文件|机构|交易所|认证"
    r"|分局|支队|大队|中国|人民共和国|平台|银行|处|站|办|专班|小组|工作组|指挥部|联席会议|号|年|月|日|项目)(?:\(.*\))?\d{0,3}$"
)
# Below this ratio of letters a misread title is no title (a title of 8 characters may lose one).
_FUZZY = 86.0


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A line that names a document type."""

    type: str
    letters: int
    """How many characters of the line the words of the title are."""
    score: float
    """0..1."""
    page: int
    row: int
    line: Line
    bare: bool = False
    """The title says a form and no matter: what stands before it may be another type's."""


# 照明灯具统计  统计日 2025.12.30: what stands behind a wide blank is no part of the title.
_BARS = re.compile(r"\s*[|｜·•]\s*")
_LEAST_OF_A_HEAD = 5
_APART = re.compile(r"\s*(\S.{3,}?)\s{2,}\S")
_ENTRY = re.compile(
    r"\s*[(（]?(?:[\dIl]{1,3}(?:[)）.、]\s*|\s+|(?<=\d)(?=[\u4e00-\u9fff]))|[一二三四五六七八九十]{1,3}(?:[)）.、]\s*|\s+))\S"
)
# 2026年1—6月排放清单, 盘查清册(2024年1月1日起): of half a year or of days, and no monthly paper.
_MONTHS = re.compile(r"\d{1,2}月?[-—–－~～至到]{1,2}\d{1,2}月|\d{4}年\d{1,2}月\d{1,2}日")
_ADDED = re.compile(r"[及与暨和]")
_OF_A_PART = 0.9
_RECKONING = re.compile(r"(?:计算|核算|测算)")
_LONGEST_HEAD = 30
"""Characters of the first line of a sheet that is its title though it is no larger."""
_FIRM, _SHORTEST_AFTER_FIRM = "公司", 3


@dataclass(frozen=True, slots=True)
class _Known:
    """A title of the rule book, ready to be looked for."""

    pattern: TitlePattern
    requires: tuple[str, ...]
    document: DocumentType
    bare: bool
    """It says a form and no matter: 计算表."""


def _known(
    pattern: TitlePattern, requires: tuple[str, ...], document: DocumentType, bare: frozenset[str]
) -> _Known:
    return _Known(pattern, requires, document, bare.issuperset(pattern.words[0]))


class TitleFinder:
    """Finds the titles of the rule book among the lines of a page."""

    def __init__(self, book: RuleBook) -> None:
        reckonings = book.phrases.title_forms.get(TitleForm.CALCULATION, ())
        bare = frozenset(fold(w) for w in reckonings if _RECKONING.match(w))
        self._titles: list[_Known] = sorted(
            (
                _known(TitlePattern.of(t.text, fold), tuple(fold(w) for w in t.requires), d, bare)
                for d in book.documents.values()
                for t in d.titles
            ),
            key=lambda k: (-k.pattern.letters, k.pattern.words, k.document.type),
        )
        # By the first words of the patterns, and these by their first two letters: a page has few.
        self._of_word: dict[str, list[int]] = {}
        self._words: dict[str, list[str]] = {}
        for number, known in enumerate(self._titles):
            for word in known.pattern.words[0]:
                if word not in self._of_word:
                    self._of_word[word] = []
                    self._words.setdefault(word[:2], []).append(word)
                self._of_word[word].append(number)
        # A page is asked once where a file is split and once more where its document is classified.
        self._lately: deque[tuple[PageText, str, list[TitleMatch]]] = deque(maxlen=_LATELY)
        self._not = {d.type: tuple(fold(w) for w in d.not_titles) for d in book.documents.values()}
        self._topics = TopicFinder(book, fold)
        self._contents = frozenset(book.volumes.contents)

    def names(self, text: str) -> bool:
        """Whether folded words, wherever they stand, are the title of a document of some type."""
        return any(
            k.pattern.fit(text) is not None
            for k in self._beginning(text)
            if not k.requires and k.document.type != UNKNOWN_TYPE
        )

    def find(self, page: PageText, context: str) -> list[TitleMatch]:
        """Titles on ``page``, the surest first; ``context`` is the folded text of the document."""
        for known, words, found in self._lately:
            if known is page and words == context:
                return found
        found = self._find(page, context)
        self._lately.append((page, context, found))
        return found

    def _find(self, page: PageText, context: str) -> list[TitleMatch]:
        found: list[TitleMatch] = []
        candidates = lines(page)
        if any(row.text.strip() in self._contents for row in page.rows):
            # 10 环境管理体系认证证书(英文): an entry whose page was not read.
            rows = page.rows
            candidates = tuple(x for x in candidates if not _ENTRY.match(rows[x.row].text))
        open_to = [
            x
            for x in candidates
            if len(x.text) <= LONGEST
            and not _SENTENCE.search(x.shown)
            and not _CONTENTS.search(x.shown)
        ]
        # 核查声明 in three rows is what a column says of each.
        often = Counter(x.text for x in open_to)
        open_to = [
            x for x in open_to if often[x.text] < _OF_A_COLUMN or x.prominence >= _STANDS_OUT
        ]
        whole = "\n".join(f"{x.text}\n{_INNER.sub('', x.text)}" for x in open_to)
        likely = [
            k
            for k in self._beginning(whole)
            if k.pattern.may_be_in(whole)
            and (not k.requires or any(w in context for w in k.requires))
        ]
        for line in open_to:
            found.extend(self._of_line(page, line, likely))
        standing = _standing(found, candidates, page)
        if all(m.row > _HEAD_ROWS or m.bare for m in standing):
            # A word far down the page is no title where one stands at its head.
            told = [m for line in open_to for m in self._by_topic(page, line, candidates)]
            known = {m.row for m in told}
            if told:
                found = [*(m for m in standing if not m.bare or m.row not in known), *told]
        if not found:
            for line in open_to:
                found.extend(self._of_first_part(page, line, likely))
        if not found:
            for line in sorted(candidates, key=lambda x: -x.prominence)[:5]:
                if line.recognised and line.prominence > 0.4:
                    found.extend(self._misread(page, line, context))
        found = _standing(found, candidates, page)
        return sorted(found, key=lambda m: (-m.score, -m.letters, m.type))

    def _beginning(self, text: str) -> Iterator[_Known]:
        """The titles of which a first word stands in ``text``, the longest first."""
        starts = {text[i : i + 2] for i in range(len(text))} | set(text)
        words = (w for start in starts for w in self._words.get(start, ()) if w in text)
        for number in sorted({n for w in words for n in self._of_word[w]}):
            yield self._titles[number]

    def _of_line(
        self, page: PageText, line: Line, likely: Sequence[_Known]
    ) -> Iterator[TitleMatch]:
        texts = _texts(line)
        for known in likely:
            fits = [f for text in texts if (f := known.pattern.fit(text))]
            if fits:
                fit, at = max(fits, key=lambda f: (f[0], f[1].letters))
                own = tuple(word for part in known.pattern.words for word in part)
                for match in self._match(page, line, known.document, fit, at.letters, own):
                    yield replace(match, bare=known.bare and at.letters < len(line.text))

    def _by_topic(
        self, page: PageText, line: Line, candidates: Sequence[Line]
    ) -> Iterator[TitleMatch]:
        """The types of which a line that stands out has the matter and the form."""
        if line.prominence < _STANDS_OUT and _heads_a_sheet(line, page, candidates):
            line = replace(line, prominence=_STANDS_OUT)
        if line.prominence >= _STANDS_OUT and not line.numbered:
            for text in _texts(line):
                yield from self._nearest(page, line, text)

    def _nearest(self, page: PageText, line: Line, text: str) -> Iterator[TitleMatch]:
        """The topics nearest to the form of a title of which no word speaks against them."""
        nearest: tuple[int, ...] = ()
        for topic in self._topics.find(text):
            if nearest and topic.rank != nearest:
                return
            for match in self._match(
                page, line, topic.document, topic.fit, topic.letters, topic.own
            ):
                nearest = topic.rank
                yield match

    def _of_first_part(
        self, page: PageText, line: Line, likely: Sequence[_Known]
    ) -> Iterator[TitleMatch]:
        """设备清单及功率核算: what is added to a paper does not change what it is."""
        first = _ADDED.split(line.text)[0]
        if first == line.text or line.numbered or line.prominence < _STANDS_OUT:
            return
        for known in likely:
            fit = known.pattern.fit(first)
            if fit:
                own = tuple(word for part in known.pattern.words for word in part)
                yield from self._match(
                    page, line, known.document, _OF_A_PART * fit[0], fit[1].letters, own
                )

    def _misread(self, page: PageText, line: Line, context: str) -> Iterator[TitleMatch]:
        for known in self._titles:
            title = known.pattern.plain
            if len(title) < 5 or len(line.text) < len(title) - 1:
                continue
            if known.requires and not any(w in context for w in known.requires):
                continue
            ratio = fuzz.ratio(line.text[-len(title) :], title)
            if ratio >= _FUZZY:
                yield from self._match(page, line, known.document, 0.9 * ratio / 100, len(title))

    def _match(
        self,
        page: PageText,
        line: Line,
        document: DocumentType,
        fit: float,
        letters: int,
        own: Sequence[str] = (),
    ) -> Iterator[TitleMatch]:
        """The match, unless a word speaks against it that is not one of the title's ``own``."""
        said = _MONTHS.sub("", _without_firm(line.text))
        against = (word for word in self._not[document.type] if word in said)
        if any(not any(word in mine for mine in own) for word in against):
            return
        weight = 0.55 + 0.45 * line.prominence
        if line.numbered:
            weight *= 0.8
        score = fit * weight
        if score >= _ACCEPTED:
            yield TitleMatch(
                document.type, letters, round(score, 4), page.page.number, line.row, line
            )


def _heads_a_sheet(line: Line, page: PageText, candidates: Sequence[Line]) -> bool:
    """Whether a line no larger than the rest is a title: alone at the very head, above cells."""
    rows = page.rows[: _HEAD_ROWS + 1]
    return (
        line.row == 0
        and page.page.number == 1
        and len(rows[0].spans) == 1
        and len(line.text) <= _LONGEST_HEAD
        and any(len(r.spans) > 1 for r in rows[1:])
        and all(x.size < _OUTDONE * line.size for x in candidates if x.row <= _HEAD_ROWS)
    )


def _without_firm(text: str) -> str:
    """A title without the firm before it, whose name may hold any word: 某某建材公司检验报告."""
    _, firm, rest = text.rpartition(_FIRM)
    return rest if firm and len(rest) >= _SHORTEST_AFTER_FIRM else text


def _texts(line: Line) -> list[str]:
    """What the title on a line can be: all of it, or without inset, subtitle or translation."""
    # (ESG), (企业) and the like within a title are left out of it as well.
    texts = {line.text, _INNER.sub("", line.text)}
    if line.prominence >= _HEADLINE and line.text.find(":") >= _SHORTEST_BEFORE_SUBTITLE:
        texts.add(line.text.split(":")[0])
    apart = _APART.match(line.shown)
    if apart:
        texts.add(fold(apart[1]))
    # 能碳驾驶舱·某某科技, 能碳管理平台|厂区总览: the head of a screen.
    parts = _BARS.split(line.shown)
    if len(parts) > 1:
        texts.update(t for t in map(fold, parts) if len(t) >= _LEAST_OF_A_HEAD)
    two = _TWO_LANGUAGES.match(line.text)
    if two:
        texts.add(two[1])
    return sorted(texts)


def _standing(
    found: Sequence[TitleMatch], candidates: Sequence[Line], page: PageText
) -> list[TitleMatch]:
    """The titles that are no part of another, and that no larger print above outdoes."""
    found = [m for m in found if not _part_of_another(m, found)]
    named = {m.row for m in found}
    found = [_under_headline(m, candidates, named, len(page.rows)) for m in found]
    return [m for m in found if m.score >= _ACCEPTED]


def _part_of_another(match: TitleMatch, found: Sequence[TitleMatch]) -> bool:
    """Whether a title is a line of a longer one of another type: … Footprint / … Certificate."""
    box = match.line.box
    return any(
        m.type != match.type
        and m.letters > match.letters
        and m.line.text != match.line.text
        and m.line.text.endswith(match.line.text)
        and m.line.box.y0 <= box.y0
        and m.line.box.y1 >= box.y1
        for m in found
    )


def _under_headline(
    match: TitleMatch, candidates: Sequence[Line], named: set[int], rows: int
) -> TitleMatch:
    """A title below larger print that names no type: a heading of a paper of another kind.

    The cover of a report may bear a motto above its title, and hardly anything below.
    """
    if rows - match.row <= _COVER_ROWS:
        return match
    for line in candidates:
        above = line.row < match.row and line.row not in named
        larger = line.size >= _OUTDONE * match.line.size and line.size >= LARGE_PRINT
        if (
            above
            and larger
            and _HEADLINE_WORDS.search(line.text)
            and not _of_body(line, candidates)
            and not _is_a_mark(line, match.line)
        ):
            return replace(match, score=round(match.score * _UNDER_HEADLINE, 4))
    return match


def _is_a_mark(line: Line, title: Line) -> bool:
    """Whether a line is the mark of a house at the side, above a title in the middle."""
    beside = abs(line.box.cx - 0.5) > _BESIDE
    return len(line.text) <= _LONGEST_MARK and beside and abs(title.box.cx - 0.5) < _MIDDLE


def _of_body(line: Line, candidates: Sequence[Line]) -> bool:
    """Whether a line is the name of a body or of its papers, or the first row of such a name."""
    return any(
        other.row <= line.row and line.text in other.text and _BODY.search(other.text)
        for other in candidates
        if other is line or (other.box.y0 <= line.box.y0 and line.box.y1 <= other.box.y1)
    )


def best_title(found: Sequence[TitleMatch]) -> TitleMatch | None:
    """The surest title; among titles of one line the longest."""
    if not found:
        return None
    top = found[0]
    rivals = [m for m in found if m.score >= top.score - 0.08 and abs(m.row - top.row) <= 1]
    return max(rivals, key=lambda m: (m.letters, m.score))
