"""Dates and numbers that stand where custom puts them, without a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.domain.document import Field
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.day_words import DayWords
from evidencecheck.extraction.entities.dates import DateMatch, PeriodMatch, find_dates, find_periods
from evidencecheck.extraction.text import PageText, prose
from evidencecheck.extraction.values import parse_government_number

# A date in brackets under the title stands within this many rows.
_HEAD = 6
# The lines under a title, and the cells that one of them has at most.
_HEADING, _HEADING_CELLS = 4, 3
_SENTENCE = re.compile(r"[。;；]|^.{40}")
# What stands before the date of such a line: nothing, a label, or who made the paper.
_HEADED = re.compile(
    r"(?:^|[:：\s|])\s*$|(?:公司|厂|部|室|科|处|中心|集团|办公室|办|组|院|所|局)"
    r"(?:编制?|编写|编印|制定?|制表|填报?|编报|拟定?|拟订|修订|印发|发布)?[,，]?\s*$"
)
# 编制:2026/3/5 禾清岚: who did it, behind the day.
_ENDS = re.compile(
    r"\s*$|\t|\s{2}|[填制编报印]|[|)）]|\s*[\u4e00-\u9fff]{2,6}[:：]|\s[\u4e00-\u9fff]{2,4}(?=\s*$|\t|\s{2})"
)
# A short document is signed in its last rows, wherever on the sheet these are.
_FOOT = 5
_LISTED, _NEXT_ROWS = 3, 3
"""Cells; rows."""
_SLACK = 0.02
"""Share of the page's width."""
# 2021年7月20日,某公司主持召开评审会; 截至2025年9月28日,已全部完成.
_OPENING = re.compile(r"(?<=\n)\s*(?=\S{8,16}[,，])")
_IN_FORCE = re.compile(r"自(?=[^自。]{6,14}起(?:施行|实施|执行))")
_AS_OF = re.compile(r"(?<!期限)(?<!有效)(?<!有效期)(?<!使用)(?:截至|截止)|as of ", re.IGNORECASE)
_TIME = re.compile(r"[,\s]*\d{1,2}:\d{2}(?!\d|:)[^\n]*[-–—_]")
_LONGEST_DATE = 24
"""Characters."""
_SEAL_CHARACTERS = 3
_OFFICE = re.compile(r"(?:局|委员会|厅|办公室|中心|协会|政府|部|委)(?:[(（][^()（）]*[)）])?$")
_BYLINE = re.compile(
    r"(?:(?<= )|[ ]+)[\u4e00-\u9fff]{2,8}(?:[/>|·、][\u4e00-\u9fff]{2,8}){1,2}[ ]*(?:\n|$)"
)
_BYLINE_ROW = 6
BESIDE_DATE = re.compile(r"[\s:：()（）日期年月]|盖章|公章|Date")
# A blank parts nothing within an English sentence.
APART = re.compile(
    r"(?:^|\s{2}|(?<![A-Za-z])\s|[。;；)）]|(?<!日期)(?<!时间)(?<!期限)[:：](?:\s*[\u4e00-\u9fff]{2,3})?)$"
)
# 复核:沈若溪 beside a date is a signature, whatever its length.
_SIGNATURE = re.compile(r"\s*[\u4e00-\u9fff]{2,5}\s*[:：]\s*[\u4e00-\u9fff]{0,4}\s*$")
# Jane Doe, Lead Verifier 27 June 2024; 某市生态环境局2022年10月27日; 某地,2024年6月12日;
# 签发人:某某日期:2024年12月19日.
_SIGNED = re.compile(
    r"^(?:[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,3}, [A-Z][A-Za-z &-]{2,40} |[\u4e00-\u9fff]{2,14}[,，]"
    r"|.*(?:局|委员会|厅|中心|公司|协会|研究院)"
    r"|.*(?:签发|批准|签字|核准|签署)人?\s*[:：]\s*[\u4e00-\u9fff]{2,4}\s*(?:签发|签署|签字)?日期\s*[:：]\s*)$"
)
# 某市水务局排水科2024年5月6日, 某区不动产登记所2024年…: an office of which no sentence speaks.
_OFFICE_SIGNS = re.compile(
    r"(?!.*(?:[依根]据|按照?|[由经自于从与和及向报]|上报|通过))[\u4e00-\u9fff()（）]{4,26}"
    r"(?:处|科|站|所|分局|支队|大队|办公室|管委会|人民政府|窗口|营业厅|营销部|客服部|财务部|厂|集团)$"
)
# 制单何雨桐 审校严知秋2024年5月6日, 安环科何雨桐2024年…: who signs, and no colon.
_PEOPLE_SIGN = re.compile(
    r"(?:(?:.{0,40}[\s|、])?(?:编制|编写|编报|制表|制单|填表|填报|统计|记录|校对|校核|审校|复核|审核|审批|批准|签发|核准|负责|经办|主管)人?"
    r"|(?!.*(?:[依根]据|按照?|[由经自于从与和及向报]|通过))(?:[\u4e00-\u9fff]{1,6}(?:部|科|室|车间|处|办公室|中心|班组)))"
    r"[\u4e00-\u9fff]{2,3}\s*$"
)
# 用能设备清册(制表2024年5月6日): the day of a list in the bracket behind its title.
_OPENS_BRACKET = re.compile(
    r"[(（]\s*(?:编制|制表|填报|填表|整理|更新|修订|发布|印发|报送|建账|统计)?(?:日期|时间|于|日)?\s*[:：]?\s*$"
)
_CLOSES_BRACKET = re.compile(r"\s*(?:编制|制表|填报|整理|更新|修订|发布|印发)?\s*[)）]\s*$")
# 某厂能源科编写,2024年5月6日经厂务会审议通过。: who made a paper and when, in a sentence.
_MADE_BY = re.compile(
    r"^\s*[\u4e00-\u9fff()（）]{4,34}(?:公司|厂|集团|部|科|室|处|中心|组|办)"
    r"(?:编制|编写|制定|拟定|发布|印发|出具|编)[,，]?\s*$"
)
_MADE = re.compile(r"\s*(?:[。.,，;；]|$|经[^。,，]{2,24})")
_NOTHING_MORE = re.compile(
    r"\s*(?:$|\s{2}|起?(?:施行|实施|执行)(?![,，])|发布|印发|颁布|\([^)]*\)$|来源|浏览|点击|阅读|作者|【|\d{1,2}:\d{2}|实施$|[·|])"
)


def closing_date(
    pages: Sequence[PageText], words: DayWords, *, listed: bool = False
) -> Field | None:
    """The date that stands alone at the foot of a document, or of its cover.

    With ``listed`` those in the columns of a table count, unless it is headed as a list of terms.
    """
    if not pages:
        return None
    order = [pages[-1], *pages[:-1]] if len(pages) <= 3 else [pages[0], pages[-1], pages[1]]
    for page in order:
        spans = find_periods(page.text)
        lone = [
            d
            for d in find_dates(page.text, months=True)
            if _alone(page, d, words)
            and not _in_a_period(d, spans)
            and not _printed(page, d)
            and not _is_an_amount(page, d)
            and not _ends_a_span(page, d, words)
            # 收期至2027年02月08日: what a seal left of 有效期至.
            and page.text[: d.start].rstrip(" ")[-1:] not in {"至", "到"}
            and (not _listed(page, d) or (listed and not _of_terms(page, d, words)))
            and not (_numbered(page, d) and _of_terms(page, d, words))
        ]
        low = [d for d in lone if in_foot(page, d.start, 0.4) or _signs(page, d)]
        high = [d for d in lone if page.piece_at(d.start).row <= _HEAD]
        if low or high:
            hit = max(low or high, key=lambda d: page.box(d.start, d.end).cy)
            sure = 0.7 if hit.unsure else 0.9
            return page.field("issue_date", hit.value.isoformat(), hit.start, hit.end, sure)
    return None


def _ends_a_span(page: PageText, hit: DateMatch, words: DayWords) -> bool:
    """Whether a day stands behind the label of a period, be it in the second cell: 期间 | … | …."""
    row = page.text[page.text.rfind("\n", 0, hit.start) + 1 : hit.start]
    for other in reversed(find_dates(row)):
        if not row[other.end :].strip():
            row = row[: other.start]
    return words.of_a_span.search(row) is not None


def heading_date(pages: Sequence[PageText], words: DayWords) -> Field | None:
    """The one date of the lines under a title: 某公司技术部  2026年3月18日, 编制:某部门 2026-01-30.

    A list, a calculation or a table is dated there, beside the firm and the basis of it.
    """
    if not pages:
        return None
    page = pages[0]
    found: list[tuple[int, int, DateMatch]] = []
    for number, row in enumerate(page.rows[: _HEADING + 1]):
        if len(row.spans) > _HEADING_CELLS:
            break
        start = page.in_row(number)[0].start
        spans = find_periods(row.text)
        found.extend(
            (start + hit.start, start + hit.end, hit)
            for hit in find_dates(row.text)
            if not _in_a_period(hit, spans) and _is_told(row.text, hit, under=number > 0)
        )
        parts = re.split(r"\t|\s{2,}", row.text)
        if not number or any(_SENTENCE.search(part) for part in parts):
            continue
        for hit in find_dates(row.text):
            before = re.split(r"\t|\s{2,}", row.text[: hit.start])[-1]
            of_another = words.others.search(before) or words.deadlines.search(before)
            if _in_a_period(hit, spans) or of_another:
                continue
            last = len(row.text[: hit.end].rstrip())
            if _HEADED.search(before) and _ENDS.match(row.text, last):
                found.append((start + hit.start, start + last, hit))
    if len({hit.value for *_, hit in found}) != 1:
        return None
    begin, end, hit = found[0]
    return page.field("issue_date", hit.value.isoformat(), begin, end, 0.9)


def _is_told(row: str, hit: DateMatch, *, under: bool) -> bool:
    """Whether a day stands in a bracket at the end of a row, or in a sentence of who made it.

    ``under``: the row is not that of the title, which has no such sentence.
    """
    before, after = row[: hit.start], row[hit.end :]
    if _OPENS_BRACKET.search(before) and _CLOSES_BRACKET.match(after):
        return bool(before.strip(" (（"))
    return bool(under and _MADE_BY.match(before) and _MADE.match(after))


def opening_date(pages: Sequence[PageText]) -> Field | None:
    """The day that opens a record, on which a rule comes into force, or as of which it speaks."""
    if not pages:
        return None
    page = pages[0]
    running = prose(page)
    for pattern, sure in ((_OPENING, 0.85), (_IN_FORCE, 0.8), (_AS_OF, 0.7)):
        for m in pattern.finditer(running.text):
            dates = find_dates(running.text[m.end() : m.end() + _LONGEST_DATE])
            if dates and dates[0].start == 0:
                start, end = running.span(m.end(), m.end() + dates[0].end)
                return page.field("issue_date", dates[0].value.isoformat(), start, end, sure)
    return None


def _in_a_period(hit: DateMatch, spans: Sequence[PeriodMatch]) -> bool:
    """Whether a date is one end of a period: 1 January 2021 to 31 December 2021."""
    return any(
        p.start <= hit.start and hit.end <= p.end and p.end - p.start > hit.end - hit.start + 2
        for p in spans
    )


def _printed(page: PageText, hit: DateMatch) -> bool:
    """Whether a browser printed the day and time of printing at the edge of a page."""
    edge = not page.rows[0].box.y1 < page.box(hit.start, hit.end).cy
    return edge and bool(_TIME.match(page.text, hit.end))


def _signs(page: PageText, hit: DateMatch) -> bool:
    """Whether a date stands on the right, alone below a name: a notice before its list."""
    own = page.piece_at(hit.start)
    above = page.rows[own.row - 1].spans if own.row else ()
    alone = len(page.rows[own.row].spans) == 1 == len(above)
    right = alone and min(own.span.box.x0, above[0].box.x0) > 0.5
    return right and bool(_OFFICE.search(simplified(above[0].text.strip())))


def _column(page: PageText, hit: DateMatch) -> Iterator[tuple[int, str]]:
    """The rows above and below a date that have a cell over or under it, and its text."""
    own = page.piece_at(hit.start)
    box = own.span.box
    for number, row in enumerate(page.rows):
        if number == own.row or len(row.spans) < _LISTED:
            continue
        for span in row.spans:
            if box.x0 - _SLACK <= span.box.cx <= box.x1 + _SLACK:
                yield number, span.text


def _listed(page: PageText, hit: DateMatch) -> bool:
    """Whether a date is one of several in a column of a table."""
    own = page.piece_at(hit.start).row
    if len(page.rows[own].spans) < _LISTED:
        return False
    return any(
        abs(number - own) <= _NEXT_ROWS and find_dates(text, months=True)
        for number, text in _column(page, hit)
    )


def _is_an_amount(page: PageText, hit: DateMatch) -> bool:
    """Whether a month in figures and a point stands beside other cells: 小计 2036.06."""
    printed = page.text[hit.start : hit.end].strip()
    beside = len(page.rows[page.piece_at(hit.start).row].spans) > 1
    return hit.month_only and beside and bool(re.fullmatch(r"\d{4}\.\d{2}", printed))


def _numbered(page: PageText, hit: DateMatch) -> bool:
    """Whether a date stands in a numbered row of a table."""
    first = page.rows[page.piece_at(hit.start).row].spans[0].text
    return bool(re.fullmatch(r"\s*\d{1,3}\s*", first))


def _of_terms(page: PageText, hit: DateMatch, words: DayWords) -> bool:
    """Whether the column of a date is headed as one of terms: 完成时限, Due."""
    return any(words.deadlines.search(text) for _, text in _column(page, hit))


def in_foot(page: PageText, offset: int, share: float) -> bool:
    """Whether a place is in the lower part of a page, or of the little that is printed on it."""
    row = page.piece_at(offset).row
    return page.rows[row].box.cy > share or row >= max(1, len(page.rows) - _FOOT)


def _alone(page: PageText, hit: DateMatch, words: DayWords) -> bool:
    piece = page.piece_at(hit.start)
    if piece.row <= _BYLINE_ROW and not page.text[piece.start : hit.start].strip():
        # 2026-03-24 可持续发展/信息公开: under the headline of a page of the web.
        return bool(_BYLINE.match(page.text, hit.end)) or _stands_alone(page, hit, words)
    return _stands_alone(page, hit, words)


def _stands_alone(page: PageText, hit: DateMatch, words: DayWords) -> bool:
    piece = page.piece_at(hit.start)
    left = page.text[max(0, piece.start - 24) : hit.start].rpartition("\n")[2]
    others = find_dates(left)
    # 签收: 9月4日 <tab> 9月3日: what is said of the one date is not of the next.
    if words.others.search(left[others[-1].end :] if others else left):
        return False
    # Others sign beside it, and their seals leave characters: a table holds more than that.
    beside = [
        s.text
        for s in page.rows[piece.row].spans
        if s is not piece.span and not _SIGNATURE.match(s.text)
    ]
    if sum(len(t) > _SEAL_CHARACTERS and not find_dates(t, months=True) for t in beside) > 1:
        return False
    before, after = page.text[piece.start : hit.start], page.text[hit.end : piece.end]
    if len(BESIDE_DATE.sub("", before + after)) <= _SEAL_CHARACTERS - 1:
        return True
    # 编制:某部门  2025-12-29; 某公司 2025年1月9日发布: at the end of a line, apart from the rest.
    apart = APART.search(before) or _SIGNED.search(before) or _is_signed(before)
    return bool(apart and _NOTHING_MORE.match(after))


def _is_signed(before: str) -> bool:
    """Whether an office, or people without a colon behind what they did, sign before a day."""
    said = simplified(before).strip()
    return bool(_OFFICE_SIGNS.match(said) or _PEOPLE_SIGN.match(said))


def government_number(page: PageText) -> Field | None:
    """A document number such as 津工信〔2024〕12号 near the head of the first page."""
    found = parse_government_number(page.text)
    if found is None or page.box(found.start, found.end).cy > 0.45:
        return None
    return page.field("certificate_number", found.value, found.start, found.end, 0.93)
