"""What a page says of itself, before it is held against the pages around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from evidencecheck.domain.document import UNKNOWN_TYPE
from evidencecheck.domain.page import MarkKind, TextLayer
from evidencecheck.domain.rules import VolumeRules
from evidencecheck.extraction.classify import Classifier
from evidencecheck.extraction.rows import Row
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.title_lines import Line, fold, lines
from evidencecheck.extraction.titles import TitleMatch
from evidencecheck.extraction.volume.furniture import Furniture, furniture, running_lines
from evidencecheck.extraction.volume.numbering import Numbering, numbering
from evidencecheck.extraction.volume.terms import TermReader, apart

_SERIAL = re.compile(r"(?<![\w.-])[\dA-Z][\dA-Z/-]{6,40}(?![\w.])")
_NUMBERED = re.compile(r"(?<=编号|证号|书号|册号|记号|告号)[\dA-Z][\dA-Z/-]{6,40}(?![\w.])")
"""The same right behind its label, at the head of a page: further down others are spoken of."""
_STANDARD = re.compile(r"(?:GB|DB|HJ|JJ[FG]|SH|ISO|IEC|IATF|PAS|CNAS|EN|T/)")
_LONG_NUMBER = 10
_LETTER = re.compile(
    r"^[\u4e00-\u9fff]{2,14}[〔\[(（](?:19|20)\d{2}[〕\])）](?:第)?\d{1,5}号(?:签发人[:：].{2,8})?$"
)
_LETTER_ROWS = 5
# What is the same on papers of many kinds: a customer's number, a telephone, a project.
_NO_SERIAL = re.compile(
    r"(?:户号|用户号|用户编号|客户编号|表号|账号|帐号|电话|传真|手机|邮编|项目编号|项目代码|设备编号|资产编号)\s*[:：]?\s*$"
)
_CREDIT_CODE = 18
_PERIOD = re.compile(
    r"(?<![\d-])(?:19|20)\d{2}\s*[年./-]\s*(?:1[0-2]|0?[1-9])(?!\d)(?:\s*[月./-]\s*\d{1,2})?"
    r"|第[一二三四1-4]季度|(?<!\d)\d{1,2}月|(?:19|20)\d{2}年"
)
_DATE = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}|[〇○零一二三四五六七八九]{4}年")
HEAD_ROWS = 3
"""Rows that the pages of a form have in common."""
_SERIAL_ROWS = 4
"""Rows in which a page says which document it belongs to."""
_PERIOD_ROWS = 5
_CONTENTS_ROWS = 10
"""A table of contents may stand below a title or the names of those who wrote the report."""
_TAIL_ROWS = 4
_END_ROWS = 6
_TERMINAL = re.compile(r"[。;；:：!?！？.…”\"』」)）\d]$")
_NEW_ITEM = re.compile(
    r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．\s]|第.{1,3}[章条节]|[•●·■◆▪]|注[:：])"
)
_PROSE = 18
"""Characters of a row of running text."""
_SHEET_ROWS, _SHEET_LETTERS = 4, 60
_SHEET_PRINT = 15.0
"""Points: the height of print on a sheet that parts documents."""
_NUMBERED_SHEET = re.compile(
    r"^\s*(?:no\.?\s*)?\d{1,3}(?:[-.]\d{1,2}){0,2}(?:\s*[、.．:：]\s*.{0,4}?|\s*)[\u4e00-\u9fffA-Za-z]",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r"^(?:第\s*[一二三四五六七八九十\d]{1,3}\s*(?:部分|单元|[篇册卷类编])|[\u4e00-\u9fff]{2,8}\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2}))$"
)
"""第二部分, 基本要求 3: the number of what follows, alone in its row."""
_MIDDLE, _MIDDLE_ROWS, _MIDDLE_LETTERS, _MIDDLE_PRINT = (0.25, 0.7), 3, 24, 18.0
_WORD_LETTER, _LEAST_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z]"), 4
_VALUE = re.compile(r"[:：]|\d{3}|公司|集团|中心|[厂局院]$|[报告书证表]$")
_ORDINAL = r"[\s:：第]*(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Z](?![A-Za-z]))"
_COVER_ROWS = 14
_OF_LARGEST = 0.85
_HEADLINE_ROWS = 8
_HEADLINE, _HEADLINE_TOP, _HEADLINE_LONGEST, _HEADLINE_CELLS = 1.35, 0.35, 45, 2
_PICTURE, _FEW = 0.2, 60
_HAN_LETTER, _LATIN_LETTER = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u4e00-\u9fff]{3}|[A-Za-z]{4}")


@dataclass(frozen=True, slots=True)
class PageSigns:
    """One page."""

    page: PageText
    blank: bool
    pictured: bool
    """Whether it is a picture with hardly a word, and no title."""
    misread: bool
    """Whether so little of it was read that what it lacks says nothing."""
    title: TitleMatch | None
    headline: Line | None
    """The largest print at the head of the page, where it is no running line."""
    margins: Furniture
    numbers: Numbering
    serials: frozenset[str]
    """Numbers in its first rows by which papers are told apart."""
    all_serials: frozenset[str]
    letter: str
    """The number of an official letter, alone in one of the first rows: 某审批〔2022〕41号."""
    periods: tuple[str, ...]
    """Dates and months in its first rows."""
    top: tuple[str, ...]
    """Its first rows, folded."""
    breaks_off: bool
    """Whether its last row ends within a sentence."""
    takes_up: bool
    """Whether its first row may go on with one."""
    end: str
    """The words that end a document, if they stand below everything else."""
    signed: float
    """0..1: a date, a seal or both at its foot."""
    filled: float
    """0..1: how far down the page its text reaches."""
    sheet: str
    """The words of a sheet that only names what follows; empty for any other page."""
    cover: bool
    """Whether it may be the cover of a volume."""
    contents: str
    """contents, list: the heading of a table of contents; empty for any other page."""
    contents_row: int
    """Its place among the rows of the body."""
    height: float
    """Points: the usual height of print."""
    left: float
    """0..1: the left margin."""
    chinese: float
    """0..1: the share of Chinese characters in its words."""


class SignReader:
    """Reads the signs of pages by the words of the rules."""

    def __init__(self, rules: VolumeRules, classifier: Classifier) -> None:
        self._classifier = classifier
        self._ends = tuple(fold(w) for w in rules.ends)
        self._contents = frozenset(fold(w) for w in rules.contents)
        self._lists = tuple(fold(w) for w in rules.lists)
        self._covers = tuple(fold(w) for w in rules.covers)
        self._sheets = tuple(fold(w) for w in rules.sheets)
        words = "|".join(re.escape(w) for w in sorted(self._sheets, key=lambda w: -len(w)))
        self._sheet_number = re.compile(rf"^(?:{words}){_ORDINAL}", re.IGNORECASE)
        labels = "|".join(re.escape(w) for w in sorted(rules.holders, key=lambda w: -len(w)))
        self._holder = re.compile(
            rf"^\s*(?P<label>{labels or '(?!)'})\s*[:：]\s*"
            r"(?P<name>\S.{4,38}(?:公司|厂|集团|院|中心))\s*$"
        )
        self._terms = TermReader(rules)
        self._goes_on = re.compile("|".join(re.escape(w) for w in rules.goes_on), re.IGNORECASE)

    def read(self, pages: Sequence[PageText]) -> list[PageSigns]:
        """The signs of the pages of one file."""
        running = running_lines(pages)
        return [self._page(page, furniture(page, running)) for page in pages]

    def _page(self, page: PageText, margins: Furniture) -> PageSigns:
        body = margins.body
        contents, contents_row = self._heading_of_contents(body)
        title = self._title(page, margins, contents)
        usual = median(s.box.height for r in page.rows for s in r.spans) if page.rows else 0.0
        top = tuple(fold(r.text) for r in body[:HEAD_ROWS])
        first = "\n".join(r.text for r in body[:_PERIOD_ROWS])
        head = [r.text for r in page.rows[:_SERIAL_ROWS]]
        return PageSigns(
            page=page,
            blank=page.page.blank
            or (not body and not page.page.picture_share and not page.page.marks),
            pictured=page.page.picture_share > _PICTURE
            and _letters(body) < _FEW
            and unnamed(title),
            misread=_misread(page, body),
            title=title,
            headline=_headline(page, margins),
            margins=margins,
            numbers=numbering(body),
            serials=_serials(head) | _serials(head, _NUMBERED),
            all_serials=_serials(r.text for r in page.rows),
            letter=next((t for r in body[:_LETTER_ROWS] if _LETTER.match(t := fold(r.text))), ""),
            periods=tuple("".join(m[0].split()) for m in _PERIOD.finditer(first)),
            top=top,
            breaks_off=_breaks_off(body),
            takes_up=bool(body) and not _NEW_ITEM.match(body[0].text) and _prose(body[0]),
            end=self._end(body),
            signed=_signed(page, body),
            filled=max((r.box.y1 for r in body), default=0.0),
            sheet=self._sheet(page, body) or _heading_alone(page, body, title),
            cover=len(body) <= _COVER_ROWS and self._is_cover(body),
            contents=contents,
            contents_row=contents_row,
            height=usual * page.page.height,
            left=min((r.box.x0 for r in body), default=0.0),
            chinese=_chinese(page.text),
        )

    def goes_on(self, text: str) -> bool:
        """Whether words of a title say that the page belongs to the document before it."""
        return bool(self._goes_on.search(text))

    def holders(self, signs: PageSigns) -> dict[str, str]:
        """Whom a page is about, by the label that says so."""
        found = (self._holder.match(row.text) for row in signs.margins.body)
        return {m["label"]: m["name"] for m in found if m is not None}

    def issued_apart(self, a: PageSigns, b: PageSigns) -> bool:
        """Whether two pages name other days of issue, or up to which they are valid."""
        return apart(self._terms.read(a.margins.body), self._terms.read(b.margins.body))

    def under_annex(self, signs: PageSigns, row: int) -> bool:
        """Whether a row above row ``row`` says that what follows is an annex."""
        rows = signs.page.rows[:row]
        return any(self._goes_on.match(r.text.strip()) for r in rows)

    def _end(self, body: Sequence[Row]) -> str:
        for row in body[-_END_ROWS:]:
            words = fold(row.text).strip("-—–~()（）*=。. ")
            if any(words.endswith(w) and len(words) <= len(w) + 4 for w in self._ends):
                return row.text.strip()
        return ""

    def _is_cover(self, body: Sequence[Row]) -> bool:
        """Whether the largest print is the title of a volume."""
        largest = max((r.box.height for r in body), default=0.0)
        large = "".join(fold(r.text) for r in body if r.box.height >= _OF_LARGEST * largest)
        return any(word in large for word in self._covers)

    def _sheet(self, page: PageText, body: Sequence[Row]) -> str:
        """The words of a sheet: few, large, and either numbered or of the words of the rules."""
        letters = "".join(fold(r.text) for r in body)
        if not 0 < len(body) <= _SHEET_ROWS or len(letters) > _SHEET_LETTERS or page.page.marks:
            return ""
        lowest = min(r.box.height for r in body) * page.page.height
        if lowest < _SHEET_PRINT or any(_DATE.search(r.text) for r in body):
            return ""
        text = fold(body[0].text)
        named = self._sheet_number.match(text) or text in self._sheets
        closing = any(len(w) > 2 and letters.endswith(w) for w in self._sheets)
        parted = len(body) > 1 and _PARTED.match(body[0].text.strip())
        if named or closing or parted or _NUMBERED_SHEET.match(body[0].text):
            return " ".join(r.text.replace("\t", " ") for r in body)
        return ""

    def _title(self, page: PageText, margins: Furniture, contents: str) -> TitleMatch | None:
        if not page.rows:
            return None
        title = self._classifier.title(page, without=margins.rows)
        if contents and unnamed(title):
            # What stands above the heading of its contents is the title of the document.
            return self._classifier.title(page, without=margins.rows, named=True) or title
        return title

    def _heading_of_contents(self, body: Sequence[Row]) -> tuple[str, int]:
        """What heading of a table of contents is on a page, and its place in ``body``."""
        for at, row in enumerate(body[:_CONTENTS_ROWS]):
            text = fold(row.text)
            if text in self._contents:
                return "contents", at
            if any(text.endswith(w) and len(text) <= len(w) + 20 for w in self._lists):
                return "list", at
        return "", 0


def _heading_alone(page: PageText, body: Sequence[Row], title: TitleMatch | None) -> str:
    """A few words in the middle of a page that are neither a title nor a value: 能评、安评."""
    low, high = _MIDDLE
    if not 0 < len(body) <= _MIDDLE_ROWS or page.page.marks or not unnamed(title):
        return ""
    if any(not low < r.box.cy < high or len(r.spans) > 1 for r in body):
        return ""
    text = " ".join(r.text.strip() for r in body)
    smallest = min(r.box.height for r in body) * page.page.height
    if smallest < _MIDDLE_PRINT or len(fold(text)) > _MIDDLE_LETTERS or _VALUE.search(text):
        return ""
    return text if len(_WORD_LETTER.findall(text)) >= _LEAST_LETTERS else ""


def _letters(body: Sequence[Row]) -> int:
    return sum(len(fold(r.text)) for r in body)


def _chinese(text: str) -> float:
    han, latin = len(_HAN_LETTER.findall(text)), len(_LATIN_LETTER.findall(text)) / 4
    return han / (han + latin) if han + latin else 1.0


def _misread(page: PageText, body: Sequence[Row]) -> bool:
    if page.page.text_layer is TextLayer.USED:
        return False
    if not body:
        return page.page.picture_share > 0.0
    return median(r.confidence for r in body) < 0.7


def _headline(page: PageText, margins: Furniture) -> Line | None:
    rows = {id(r) for r in margins.body}
    found: Line | None = None
    for line in lines(page, _HEADLINE_ROWS):
        if id(page.rows[line.row]) not in rows or line.box.cy > _HEADLINE_TOP or line.numbered:
            continue
        if line.size < _HEADLINE or not _HAN.search(line.shown):
            continue
        # A row of a form is as high as the hand that signed in it.
        if len(line.text) > _HEADLINE_LONGEST or len(page.rows[line.row].spans) > _HEADLINE_CELLS:
            continue
        if found is None or line.size > 1.05 * found.size:
            found = line
    return found


def _serials(texts: Iterable[str], pattern: re.Pattern[str] = _SERIAL) -> frozenset[str]:
    return frozenset(
        m[0]
        for text in texts
        for m in pattern.finditer(text)
        if _is_serial(m[0]) and not _NO_SERIAL.search(text[: m.start()])
    )


def _is_serial(text: str) -> bool:
    """Whether it may be the number of a paper: no date, credit code, standard or amount."""
    digits = sum(c.isdigit() for c in text)
    if digits < 4 or len(text) == _CREDIT_CODE or _STANDARD.match(text):
        return False
    return any(c.isalpha() for c in text) or digits >= _LONG_NUMBER


def _prose(row: Row) -> bool:
    return len(row.spans) == 1 and len(row.text) >= _PROSE and row.box.width > 0.6


def _breaks_off(body: Sequence[Row]) -> bool:
    if not body:
        return False
    last = body[-1]
    return _prose(last) and not _TERMINAL.search(last.text.strip())


def _signed(page: PageText, body: Sequence[Row]) -> float:
    dated = any(_DATE.search(r.text) and len(r.text) <= 40 for r in body[-_TAIL_ROWS:])
    sealed = any(m.kind is MarkKind.SEAL and m.box.cy > 0.35 for m in page.page.marks)
    return 0.5 * dated + 0.5 * sealed


def unnamed(title: TitleMatch | None) -> bool:
    """Whether a page has no title that names a document."""
    return title is None or title.type == UNKNOWN_TYPE
