"""What type a document is: by its title, by its cues, at last by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidencecheck.domain.document import PHOTO_TYPE, UNKNOWN_TYPE
from evidencecheck.domain.party_phrases import Plaques
from evidencecheck.domain.phrases import any_of
from evidencecheck.domain.rules import DocumentType, RuleBook
from evidencecheck.extraction.entities.cell_numbers import is_value
from evidencecheck.extraction.headline_form import HeadlineForms
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.textcat import Categoriser
from evidencecheck.extraction.title_lines import fold
from evidencecheck.extraction.titles import TitleFinder, TitleMatch, best_title

_CONTEXT_PAGES = 3
_CUES_OF_A_GUESS = 2
_FEW_CHARACTERS = 60
_PICTURED = 0.2
"""Share of a page from which on a picture fills it."""
_RUNNING_TEXT = re.compile(r"[。;]|[\u4e00-\u9fff]{3},[\u4e00-\u9fff]{2}")
# Types that are found on web pages have this cue.
_WEB = "http"
_ADDRESS = re.compile(r"https?:/|www\.|公众号", re.IGNORECASE)
_ADDRESS_ROWS = 3
# Rows of a record page that hold several cells, and the longest text that is no sentence.
_LEAST_CELLS, _LONGEST_CELL = 3, 20
_LABEL_AND_NUMBER, _CELLS_OF_A_HEAD = 2, 4
"""Cells of a row that may be a title and its number, and of one that heads a table."""
_MOST_OF_A_PLAQUE = 8
"""Rows."""
_CUES_OF_A_SHOWING = 2
"""Besides the address of a page on which a paper is shown."""


@dataclass(frozen=True, slots=True)
class Classification:
    """The type of a document and how sure it is."""

    type: str
    confidence: float
    title: TitleMatch | None = None


class Classifier:
    """Tells document types apart."""

    def __init__(self, book: RuleBook, categoriser: Categoriser) -> None:
        self._book = book
        self._categoriser = categoriser
        self.titles = TitleFinder(book)
        self._forms = HeadlineForms(book)
        self._cues = {
            d.type: tuple(dict.fromkeys(fold(c) for c in d.cues)) for d in book.documents.values()
        }
        self._shown_by = {t: d.type for d in book.documents.values() for t in d.shows}
        self._plaque = next((d.type for d in book.documents.values() if d.plaque), None)
        self._on_a_plaque = _on_a_plaque(book.phrases.plaques)

    def title(
        self, page: PageText, without: frozenset[int] = frozenset(), *, named: bool = False
    ) -> TitleMatch | None:
        """The best title on a page that is not in one of the rows ``without``.

        ``named``: only titles that name a type.
        """
        found = [
            m
            for m in self.titles.find(page, fold(page.text))
            if m.row not in without and not (named and m.type == UNKNOWN_TYPE)
        ]
        return best_title(found)

    def classify(self, pages: Sequence[PageText]) -> Classification:
        """The type of a document that begins with ``pages``."""
        head = [p for p in pages[:_CONTEXT_PAGES] if p.rows]
        context = fold("\n".join(p.text for p in head))
        by_title = self._by_title(head, context)
        if by_title is not None:
            return self._as_shown(by_title, pages, context)
        by_cues = self._by_cues(
            pages[0], context, article=_is_web_page(pages) and not _is_record(pages[0])
        )
        if by_cues is not None:
            return by_cues
        if self._plaque is not None and _is_plaque(pages, self._on_a_plaque):
            return Classification(self._plaque, 0.75)
        if _is_photo(pages, context):
            return Classification(PHOTO_TYPE, 0.75)
        by_words = self._by_words(head, context)
        if by_words is not None:
            return by_words
        return Classification(UNKNOWN_TYPE, 0.0)

    def _as_shown(
        self, found: Classification, pages: Sequence[PageText], context: str
    ) -> Classification:
        """A paper on a web page is the proof that it was published."""
        by = self._shown_by.get(found.type)
        if by is None or not _is_web_page(pages):
            return found
        cues = sum(c in context for c in self._cues[by] if not c.startswith((_WEB, "www")))
        return replace(found, type=by) if cues >= _CUES_OF_A_SHOWING else found

    def _by_title(self, head: Sequence[PageText], context: str) -> Classification | None:
        scored: list[tuple[float, TitleMatch]] = []
        for number, page in enumerate(head):
            found = self.titles.find(page, context)
            if number:
                # A page of contents within a document says nothing about it.
                found = [m for m in found if m.type != UNKNOWN_TYPE]
            found = [
                m
                for m in found
                if not _heads_a_column(m, found, page) and not _is_a_remark(m, found, page)
            ]
            best = best_title(found)
            if best is None:
                continue
            rivals = {
                m.type: m
                for m in reversed(found)
                if m.score >= best.score - 0.12 and not _is_of_a_row(m, best, page)
            }
            rivals[best.type] = best
            for match in rivals.values():
                longer = 0.004 * min(match.letters, 20)
                scored.append(
                    (
                        match.score + self._support(match.type, context) + longer - 0.15 * number,
                        match,
                    )
                )
        if not scored:
            return None
        total, match = max(scored, key=lambda s: (s[0], s[1].letters, s[1].type))
        return Classification(match.type, round(min(0.99, total), 4), match)

    def _by_words(self, head: Sequence[PageText], context: str) -> Classification | None:
        """What the categoriser guesses, where the rule book knows words of that type in the text.

        Alone the guess is right for 85 % of untitled papers by other hands; with two cues for 92 %.
        """
        if _is_web_page(head):
            return None
        guess = self._categoriser.guess("\n".join(p.text for p in head))
        if guess is None or guess.type not in self._cues:
            return None
        if sum(c in context for c in self._cues[guess.type]) < _CUES_OF_A_GUESS:
            return None
        return Classification(guess.type, guess.confidence)

    def _support(self, document_type: str, context: str) -> float:
        """Up to 0.15 for the cues of a type that stand in the text."""
        hits = sum(c in context for c in self._cues[document_type])
        return min(0.15, 0.03 * hits)

    def _by_cues(self, first: PageText, context: str, *, article: bool) -> Classification | None:
        best: tuple[float, DocumentType] | None = None
        for document in self._book.documents.values():
            # An article on a web site is not what it speaks of; a record that it shows is.
            if not document.cues_needed or (article and _WEB not in self._cues[document.type]):
                continue
            hits = sum(c in context for c in self._cues[document.type])
            if hits >= document.cues_needed and not self._forms.rule_out(first, document.type):
                share = hits / document.cues_needed
                if best is None or share > best[0]:
                    best = (share, document)
        if best is None:
            return None
        share, document = best
        return Classification(document.type, round(min(0.85, 0.5 + 0.12 * share), 4))


def _heads_a_column(match: TitleMatch, found: Sequence[TitleMatch], page: PageText) -> bool:
    """Whether a title is one of many cells below another: 序号 供应商 环境体系证书 评级."""
    many = len(page.rows[match.row].spans) >= _CELLS_OF_A_HEAD
    return many and any(other.row < match.row for other in found)


def _is_a_remark(match: TitleMatch, found: Sequence[TitleMatch], page: PageText) -> bool:
    """Whether a title is a cell of a row of numbers, below another: 网电 | 96.4 | 电费单."""
    beside = page.rows[match.row].spans
    return (
        len(beside) > _LABEL_AND_NUMBER
        and any(is_value(s.text) for s in beside)
        and any(other.row < match.row for other in found)
    )


def _is_of_a_row(match: TitleMatch, best: TitleMatch, page: PageText) -> bool:
    """Whether a title is the label of numbers in a table below a better one: CCER注销 800 tCO2e."""
    beside = page.rows[match.row].spans
    return (
        match.row > best.row
        and len(beside) > _LABEL_AND_NUMBER
        and any(is_value(s.text) for s in beside)
    )


def _is_web_page(pages: Sequence[PageText]) -> bool:
    """Whether the first page begins with a web address or calls itself an article."""
    rows = pages[0].rows[:_ADDRESS_ROWS] if pages else ()
    return any(_ADDRESS.search(r.text) for r in rows)


def _is_record(page: PageText) -> bool:
    """Whether a page shows labels with their values or a table, and hardly a sentence."""
    cells = sum(len(r.spans) > 1 for r in page.rows[_ADDRESS_ROWS:])
    sentences = sum(
        len(s.text) > _LONGEST_CELL and bool(_RUNNING_TEXT.search(s.text))
        for r in page.rows
        for s in r.spans
    )
    return cells >= _LEAST_CELLS and cells > 2 * sentences


def _is_plaque(pages: Sequence[PageText], shown: Sequence[re.Pattern[str]]) -> bool:
    """Whether a picture shows a few words: a level, a firm, and an office, each alone.

    A plaque, whatever gloss or engraving left of the title that it bears.
    """
    if len(pages) != 1 or pages[0].page.picture_share <= _PICTURED:
        return False
    rows = ["".join(row.text.split()) for row in pages[0].rows]
    if len(rows) > _MOST_OF_A_PLAQUE:
        return False
    return all(any(pattern.fullmatch(row) for row in rows) for pattern in shown)


def _on_a_plaque(words: Plaques) -> tuple[re.Pattern[str], ...]:
    """What each must be the whole of a row: a level, a firm, and who grants it.

    (市级), or 某某区级 with the place before it.
    """
    levels = any_of(words.levels)
    return (
        re.compile(rf"[(（]\s*(?:{levels})\s*[)）]|国家级|[\u4e00-\u9fff]{{2,6}}(?:{levels})"),
        re.compile(rf"[\u4e00-\u9fff()（）]{{4,30}}(?:{any_of(words.firms)})"),
        re.compile(
            rf"[\u4e00-\u9fff]{{4,30}}(?:{any_of(words.granted_by)})(?:{any_of(words.granting)})?"
        ),
    )


def _is_photo(pages: Sequence[PageText], context: str) -> bool:
    """Whether a picture fills a page and what is read on it is no running text."""
    return (
        bool(pages)
        and len(context) < _FEW_CHARACTERS
        and not _RUNNING_TEXT.search(context)
        and any(p.page.picture_share > _PICTURED for p in pages)
    )
