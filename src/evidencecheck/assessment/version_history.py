"""What a paper tells of its own earlier versions: 修订记录, and the rows or sentence below it.

Numbers and standards there were those of a version that no longer counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.phrases import any_of
from evidencecheck.domain.tables import DocumentTable

_NUMBER = r"\s*(?:第?[一二三四五六七八九十\d]{1,3}(?:\.\d{1,2})*[章节、.．)）\s]*)?"
_VERSION = re.compile(
    r"\s*(?:\d{1,2}\s+)?(?:[Vv](?:er)?\.?\s*\d|\d{1,2}\.\d{1,2}\s*版?|[A-Z]\s*[/／-]\s*\d|第[一二三四五六七八九十\d]{1,2}[版次]"
    r"|[初首原旧新本上前]版|版[次本号]|序号|日期|20\d\d\s*[年./-])"
)
# What begins something else: another heading, those who sign.
_ELSE = re.compile(
    r"\s*(?:第[一二三四五六七八九十\d]{1,3}[章节条]|[一二三四五六七八九十]{1,2}[、.．]|[(（][一二三四五六七八九十\d]{1,2}[)）]"
    r"|编\s*[制写]|审\s*[核批定]|批\s*准|签\s*发|附[件表录]|\d{1,2}(?:\.\d{1,2})?\s+[\u4e00-\u9fff]{2,12}$)"
)
_MOST = 20
"""Lines of a history."""
_YEAR = re.compile(r"20\d\d(?!\d)")
_THROUGH_THE_YEARS = 3
_AMOUNTS = frozenset({"kWh", "tCO2e", "tCO2", "t"})


def history(document: Document, words: Sequence[str]) -> tuple[Line, ...]:
    """The lines in which a paper tells of its versions, from each heading of such a part on."""
    if not document.speaks_of(tuple(words)):
        return ()
    return tuple(_lines(document, words))


def _lines(document: Document, words: Sequence[str]) -> Iterator[Line]:
    heading = re.compile(
        rf"{_NUMBER}(?:附[录件表]\s*[A-Z\d一二三四五六]?[:：]?\s*)?(?:本?(?:文件|报告|计划|制度|方案|手册|清单))?的?(?:历次)?(?:{any_of(words)})[表栏页]?"
        r"\s*(?:[(（][^()（）]*[)）])?\s*(?:[:：\t|｜]|\s|$)",
        re.IGNORECASE,
    )
    left, ended = 0, False
    for line in document.lines:
        text = line.text
        if heading.match(text):
            left, ended = _MOST, False
        elif left and (_ELSE.match(text) or (ended and not _VERSION.match(text))):
            left = 0
        if left:
            yield line
            left, ended = left - 1, text.rstrip().endswith(("。", "."))


def years_before(document: Document) -> Iterator[Line]:
    """The rows of years before the last in a table that tells of one thing through the years.

    What the factors of other years were is told for comparison; where amounts of those years stand
    beside them, they were reckoned with.
    """
    for table in document.tables:
        if not any(c.unit in _AMOUNTS for c in table.columns):
            yield from (line for line, _ in _before_the_last(table))


def rows_of_years_before(document: Document) -> Iterator[tuple[Line, int]]:
    """The same in any table, with their years: an amount is right by the factor of its year."""
    for table in document.tables:
        yield from _before_the_last(table)


def _before_the_last(table: DocumentTable) -> Iterator[tuple[Line, int]]:
    told = [
        (int(m[0]), row.cells[0]) for row in table.rows if (m := _YEAR.match(row.cells[0].text))
    ]
    if len({year for year, _ in told}) >= _THROUGH_THE_YEARS:
        last = max(year for year, _ in told)
        yield from ((Line(c.page, c.text, c.box), year) for year, c in told if year < last)


def is_of_history(place: Citation, told: Sequence[Line]) -> bool:
    """Whether something stands in one of the lines of a history."""
    return any(line.page == place.page and line.box.same_row(place.box) for line in told)
