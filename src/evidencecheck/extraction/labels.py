"""Labels on a page: the words that announce a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

from evidencecheck.domain.page import Origin
from evidencecheck.domain.rules import FieldKind, RuleBook
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.text import PageText

# What may stand before a label: the edge of a cell, a separator, a bullet, a bracket.
_BEFORE = re.compile(r"(?:^|[\s:：;；,，。、()（）\[\]【】《》/|·•●■□◆★▲*#_\-—])$")
# 證書核發日期, 本证书有效期至: a label of the paper that holds it.
_OF_THE_PAPER = re.compile(
    r"(?:^|[\s:：;；,，。、()（）\[\]【】|·])(?:本|该)?"
    r"(?:证书|证明|报告|声明|文件|许可证|标识|合同|协议|凭证|批复|执照|手册|计划|清册|方案)(?:的)?$"
    r"|第[一二三四五六七八九十\d]{1,3}[条款章节]$"
)
# Kinds whose value cannot be taken for the rest of a longer word, so that it may follow directly.
_GLUED = {
    FieldKind.DATE, FieldKind.VALIDITY, FieldKind.NUMBER, FieldKind.CREDIT_CODE,
    FieldKind.AMOUNT, FieldKind.COUNT, FieldKind.PERIOD,
}  # fmt: skip
_AFTER = re.compile(r"\s*(?:如下|$|[:：;；,，\t\n(（/|_\-—.]|\s)")
# One full stop ends a sentence; behind a number's label it shortens (Certificate No.).
_AFTER_ENGLISH = re.compile(
    r"\s*(?:\([^)\t\n]{0,30}(?:\)|(?=[\t\n]))\s*)?(?:$|[:：\t\n#]|\.{2}|\d)"
)
_AFTER_ENGLISH_NUMBER = re.compile(r"\s*(?:\([^)]{0,30}\)\s*)?\.|[\s.]*(?=[A-Z/-]*\d)[A-Z\d]")
# "No." begins addresses as well as numbers.
_BARE, _EDGES = {"no", "no.", "№"}, {"", "\n", "\t", "(", ":"}
_NUMBER_LABEL = re.compile(r"(?:编号|号码|证号|字号)\s*[:：/]?\s*$")
_LATIN_WORD = re.compile(r"[A-Za-z],? +$")
_IN_ENGLISH = re.compile(r"(?:^|[\n\t])[ ]*[A-Z][A-Za-z ./&'()-]{2,38}$")
_STREET = re.compile(r"\b(?:Road|Rd|Street|St|Avenue|Ave|Lane|District|Building)\b")
_AFTER_GLUED = re.compile(
    r"\s*(?:[A-Za-z0-9〔(]|[为是]|自|从|[〇○一二三四五六七八九十]{2}|[一二三四五六七八九十两]\s*年|长期|无固定)"
)
_WITHOUT_SIGN = {FieldKind.PERSON, FieldKind.PLACE}
_LEAST_GLUED = 3
# The end of a value that a label follows without a blank: 2025年2月24日有效期:某公司地址:
_END_OF_VALUE = re.compile(r"[日号司厂局院会所区县镇街园楼室)）\d]$")
_LEAST_ANYWHERE = 4
# A label of text that runs into its value begins its line, and is no part of a longer word.
_DAY_FOLLOWS = re.compile(r"\s*(?:19|20)\d{2}\s*[年./-]")
_NO_VALUE = re.compile(r"[内的及和与、外中之]")
# Narrow columns break a label over two rows: 建设单 / 位.
_HALF = re.compile(r"[\u4e00-\u9fff]{1,5}")
_REST = re.compile(r"([\u4e00-\u9fff]{1,4})\s*[:：]")
_ALIGNED = 0.015
"""Share of the page's width."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Of a label that is the end of a longer one, whose beginning was misread.
_LONGEST_BEGINNING = 4
_HAN_ALONE = re.compile(r"[\u4e00-\u9fff]+")
_WORD_BEFORE = re.compile(r"(?:^|[^\u4e00-\u9fff])(?P<word>[\u4e00-\u9fff]{2,4})$")
_SIGN = re.compile(r"\s*(?:[:：\t]|\.{2})")
_TELLS_APART = frozenset("首初再本末上下前后次原新旧转未不非无预拟各分总子母甲乙丙买卖供需进出收付")


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A label found on a page."""

    start: int
    end: int
    label: str
    """As the rules write it, in lower case and without blanks."""
    kinds: frozenset[FieldKind] = frozenset()
    """Of the fields that it labels; empty where none is read."""


def key(label: str) -> str:
    """A label without blanks and in lower case."""
    return re.sub(r"\s+", "", label).lower()


class LabelFinder:
    """Finds every label of the rule book on a page; the longest of overlapping ones counts."""

    def __init__(self, book: RuleBook) -> None:
        self._nlp = spacy.blank("zh")
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        self.kinds: dict[str, set[FieldKind]] = {}
        for kind, label in _all_labels(book):
            self.kinds.setdefault(key(label), set())
            if kind is not None:
                self.kinds[key(label)].add(kind)
        self._begun = _beginnings(self.kinds)
        docs = [self._nlp.make_doc(label) for label in sorted(self.kinds)]
        if docs:
            self._matcher.add("label", docs)

    def find(self, text: str, *, recognised: bool = False) -> tuple[LabelHit, ...]:
        """The labels in ``text``, in order; of ``recognised`` text a character may be misread."""
        squeezed, origin = _squeeze(text)
        doc = self._nlp.make_doc(squeezed)
        hits = []
        for span in filter_spans(self._matcher(doc, as_spans=True)):
            start, end = origin[span.start_char], origin[span.end_char - 1] + 1
            label = span.text.lower()
            if self._stands_alone(text, start, end, label) or (
                recognised and self._is_misread(text, start, end, label)
            ):
                hits.append(LabelHit(start, end, label, frozenset(self.kinds[label])))
        return tuple(sorted(hits, key=lambda h: h.start))

    def on_page(self, page: PageText) -> tuple[LabelHit, ...]:
        """The labels on a page, with those that a narrow column breaks over two rows."""
        read = any(piece.span.origin is Origin.OCR for piece in page.pieces[:1])
        hits = self.find(page.text, recognised=read)
        broken = [*self._broken(page), *self._parted(page)]
        taken = {h.start for h in broken}
        return tuple(
            sorted((*broken, *(h for h in hits if h.start not in taken)), key=lambda h: h.start)
        )

    def _broken(self, page: PageText) -> Iterator[LabelHit]:
        for piece in page.pieces:
            if not _HALF.fullmatch(piece.span.text):
                continue
            a = piece.span.box
            for other in page.in_row(piece.row + 1):
                b = other.span.box
                aligned = min(abs(b.x0 - a.x0), abs(b.cx - a.cx)) < _ALIGNED
                if not aligned or not _HALF.fullmatch(other.span.text):
                    continue
                label = key(piece.span.text + other.span.text)
                if label in self.kinds and key(piece.span.text) not in self.kinds:
                    kinds = frozenset(self.kinds[label])
                    yield LabelHit(piece.start, piece.end, label, kinds)

    def _parted(self, page: PageText) -> Iterator[LabelHit]:
        """Labels that are set wide and were read as two pieces of a row: 有效 / 期:2026年."""
        for piece in page.pieces:
            if not _HALF.fullmatch(piece.span.text):
                continue
            for other in page.in_row(piece.row):
                m = _REST.match(other.span.text)
                if m is None or other.start != piece.end + 1:
                    continue
                label = key(piece.span.text + m[1])
                if label in self.kinds and key(piece.span.text) not in self.kinds:
                    kinds = frozenset(self.kinds[label])
                    yield LabelHit(piece.start, other.start + len(m[1]), label, kinds)

    def _is_misread(self, text: str, start: int, end: int, label: str) -> bool:
        """Whether the words before a label make it a longer one, but for a character: 证节有效期.

        A character by which labels differ is none that was misread: 首次, 再次.
        """
        begun = self._begun.get(label)
        word = _WORD_BEFORE.search(simplified(text[max(0, start - _LONGEST_BEGINNING - 1) : start]))
        if begun is None or word is None or not _SIGN.match(text, end):
            return False
        said = word["word"]
        for known in begun:
            if len(known) == len(said):
                changed = [a for a, b in zip(said, known, strict=True) if a != b]
                if len(changed) == 1 and changed[0] not in _TELLS_APART:
                    return True
        return False

    def _stands_alone(self, text: str, start: int, end: int, label: str) -> bool:
        kinds = self.kinds[label]
        # 电 names an amount where it is the whole word, and not within 风电.
        amount = bool(kinds & {FieldKind.AMOUNT, FieldKind.COUNT}) and len(label) > 1
        before = text[start - 1 : start]
        rest = text[end : end + 40]
        if label in _BARE:
            # 证书编号 No. QS2026: the same label once more.
            again = bool(_NUMBER_LABEL.search(simplified(text[max(0, start - 6) : start])))
            if (before not in _EDGES and not again) or _STREET.search(rest):
                return False
        if not _HAN.search(label):
            follows = _AFTER_ENGLISH.match(rest) or (
                FieldKind.NUMBER in kinds and _AFTER_ENGLISH_NUMBER.match(rest)
            )
            # 认证范围Scope of certification: recognition closes the blank between two scripts.
            apart = not before.isalnum() or bool(_HAN.match(before))
            # Carbon Credit Registry: the last word of a name, unless a colon makes it a label.
            within = FieldKind.ORGANISATION in kinds and _LATIN_WORD.search(text[:start][-3:])
            return apart and bool(follows) and not (within and not re.match(r"\s*[:：]", rest))
        # Between two values with no blank; where it ends a value it needs no sign before it.
        ends = not kinds or kinds & _WITHOUT_SIGN or _END_OF_VALUE.search(before)
        # 填表人:某某报出日期: a name ends with any character.
        dated = FieldKind.DATE in kinds and len(label) >= _LEAST_ANYWHERE and label[-2:] == "日期"
        # 初次获证日期2025年6月19日本次颁证日期2025年6月20日
        between = before == "日" and FieldKind.DATE in kinds and _DAY_FOLLOWS.match(rest)
        if before and (between or ((ends or dated) and re.match(r"\s*[:：]", rest))):
            return True
        if _OF_THE_PAPER.search(simplified(text[max(0, start - 8) : start])):
            before = "\n"
        if before.isascii() and _IN_ENGLISH.search(text, max(0, start - 42), start):
            # Boundary边界: its translation before it, and no blank between.
            before = "\n"
        if not amount and before and not _BEFORE.search(before):
            # 1.名称 and 一、名称 are labels with a number before them.
            return bool(re.search(r"(?:^|[\n\t])\s*[\d.(]{1,4}$", text[:start])) and bool(
                _AFTER.match(rest)
            )
        if _AFTER.match(rest):
            return True
        if amount and before in {"(", "（"} and rest[:1] in {")", "）"}:
            return True
        if FieldKind.ORGANISATION in kinds and len(label) >= _LEAST_GLUED and _names(rest):
            return True
        if FieldKind.TEXT in kinds and len(label) >= _LEAST_ANYWHERE and before in {"", "\n", "\t"}:
            return not _NO_VALUE.match(rest)
        return bool(kinds & _GLUED) and bool(_AFTER_GLUED.match(rest))


def _beginnings(labels: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By label: what stands before it in longer labels of Chinese that end with it."""
    known = set(labels)
    found: dict[str, list[str]] = {}
    for label in sorted(known):
        for cut in range(2, min(_LONGEST_BEGINNING, len(label) - 1) + 1):
            if label[cut:] in known and _HAN_ALONE.fullmatch(label[:cut]):
                found.setdefault(label[cut:], []).append(label[:cut])
    return {label: tuple(begun) for label, begun in found.items()}


def _names(rest: str) -> bool:
    """Whether a name follows directly: 登记机关某市市场监督管理局."""
    cell = re.split(r"[\t\n]", rest, maxsplit=1)[0]
    found = find_organisations(cell)
    return bool(found) and found[0].start == 0


def _all_labels(book: RuleBook) -> Iterable[tuple[FieldKind | None, str]]:
    for rule in book.fields.values():
        yield from ((rule.kind, label) for label in rule.labels)
    for document in book.documents.values():
        for name, rule in document.fields.items():
            common = book.fields.get(name)
            kind = rule.kind or (common.kind if common else None)
            yield from ((kind, label) for label in rule.labels)
    yield from ((None, label) for label in book.stop_labels)


def _squeeze(text: str) -> tuple[str, list[int]]:
    """``text`` without blanks (tabs and line ends stay), and where each character came from."""
    kept = [(c, i) for i, c in enumerate(simplified(text)) if c in "\t\n" or not c.isspace()]
    return "".join(c for c, _ in kept), [i for _, i in kept]
