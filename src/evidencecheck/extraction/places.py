"""Values that stand where custom puts them, without a label: signature blocks, covers, titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from evidencecheck.domain.document import Field
from evidencecheck.extraction.entities.dates import DateMatch, PeriodMatch, find_dates, find_periods
from evidencecheck.extraction.entities.organisations import OrganisationMatch, find_organisations
from evidencecheck.extraction.rows import Row
from evidencecheck.extraction.text import PageText, prose
from evidencecheck.extraction.values import parse_government_number

_NOT_ISSUER = re.compile(
    r"地址|Address|Tel|电话|网址|http|www|抄送|主送|各区|各有关|承担|样品|生产厂|制造|Room|Street|Road",
    re.IGNORECASE,
)
_ONE_NAME = 85.0
# A date in brackets under the title stands within this many rows.
_HEAD = 6
# A short document is signed in its last rows, wherever on the sheet these are.
_FOOT = 5
_LISTED, _NEXT_ROWS = 3, 3
"""Cells; rows."""
_SLACK = 0.02
"""Share of the page's width."""
_TERMS = re.compile(
    r"时限|期限|完成|计划|到期|有效|启用|投用|购置|淘汰|安装|due|deadline|target", re.IGNORECASE
)
# Above what the rest can add up to.
_DATED = 2.0
# 2021年7月20日,某公司主持召开评审会; 截至2025年9月28日,已全部完成.
_OPENING = re.compile(r"(?<=\n)\s*(?=\S{8,16}[,，])")
_IN_FORCE = re.compile(r"自(?=[^自。]{6,14}起(?:施行|实施|执行))")
_AS_OF = re.compile(r"截至|截止|as of ", re.IGNORECASE)
_LONGEST_DATE = 24
"""Characters."""
_DATE_BELOW, _MOST_PAGES = 2, 12
"""Rows; pages."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SEAL_CHARACTERS = 3
_OTHER_DATE = re.compile(
    r"有效|届满|到期|截止|首次|初次|成立|投用|投运|竣工|开工|下次|下一次|签收|收件|送达|时限|期限|采样|送样|接收"
    r"|valid|until|expir|original|first|initial|next|due\b|before|received|vintage",
    re.IGNORECASE,
)
_BESIDE_DATE = re.compile(r"[\s:：()（）日期年月]|盖章|公章|Date")
# A blank parts nothing within an English sentence.
_APART = re.compile(
    r"(?:^|\s{2}|(?<![A-Za-z])\s|[。;；)）]|(?<!日期)(?<!时间)(?<!期限)[:：](?:\s*[\u4e00-\u9fff]{2,3})?)$"
)
# 复核:沈若溪 beside a date is a signature, whatever its length.
_SIGNATURE = re.compile(r"\s*[\u4e00-\u9fff]{2,5}\s*[:：]\s*[\u4e00-\u9fff]{0,4}\s*$")
_NOTHING_MORE = re.compile(
    r"\s*(?:$|\s{2}|起?(?:施行|实施|执行)|发布|印发|颁布|\([^)]*\)$|来源|浏览|点击|阅读|作者|【|\d{1,2}:\d{2}|实施$|[·|])"
)
# 某公司(91…), 某公司(统一社会信用代码…): the document is about it.
_ADDRESSED = re.compile(
    r"\s*[(（,，]?\s*(?:统一社会信用代码|社会信用代码|信用代码|纳税人识别号|税号|户号)?\s*[:：]?\s*[0-9A-Z]{18}"
    r"|\s*[:：]\s*(?:\n|$)"
)
# 林深(某公司): the firm of a person who only takes part.
_SPOKEN_FOR = re.compile(r"(?:^|[\s:：、])[\u4e00-\u9fff]{2,4}[(（]$")
_SIGNED = re.compile(r"签字|签发|签章|签署|批准|日期|\d年\d|signat|date", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"认证|检验|检测|检定|校准|核查|计量|质检|中心|局|委员会|厅|支队|大队|公示系统|信用中国|供电|电力|交易|登记|Certif|Verif|Assurance|Bureau|Testing|Inspection",
    re.IGNORECASE,
)


def closing_date(pages: Sequence[PageText], *, listed: bool = False) -> Field | None:
    """The date that stands alone at the foot of a document, or of its cover.

    With ``listed`` those in the columns of a table count, unless it is headed as a list of terms.
    """
    if not pages:
        return None
    order = [pages[-1], pages[0]] if len(pages) <= 3 else [pages[0], pages[-1], pages[1]]
    for page in order:
        spans = find_periods(page.text)
        lone = [
            d
            for d in find_dates(page.text, months=True)
            if _alone(page, d)
            and not _in_a_period(d, spans)
            and (not _listed(page, d) or (listed and not _of_terms(page, d)))
        ]
        low = [d for d in lone if _low(page, d.start, 0.4)]
        high = [d for d in lone if page.piece_at(d.start).row <= _HEAD]
        if low or high:
            hit = max(low or high, key=lambda d: page.box(d.start, d.end).cy)
            return page.field("issue_date", hit.value.isoformat(), hit.start, hit.end, 0.9)
    return None


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


def _of_terms(page: PageText, hit: DateMatch) -> bool:
    """Whether the column of a date is headed as one of terms: 完成时限, Due."""
    return any(_TERMS.search(text) for _, text in _column(page, hit))


def _low(page: PageText, offset: int, share: float) -> bool:
    """Whether a place is in the lower part of a page, or of the little that is printed on it."""
    row = page.piece_at(offset).row
    return page.rows[row].box.cy > share or row >= max(1, len(page.rows) - _FOOT)


def _alone(page: PageText, hit: DateMatch) -> bool:
    piece = page.piece_at(hit.start)
    left = page.text[max(0, piece.start - 24) : hit.start].rpartition("\n")[2]
    if _OTHER_DATE.search(left):
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
    if len(_BESIDE_DATE.sub("", before + after)) <= _SEAL_CHARACTERS - 1:
        return True
    # 编制:某部门  2025-12-29; 某公司 2025年1月9日发布: at the end of a line, apart from the rest.
    return bool(_APART.search(before) and _NOTHING_MORE.match(after))


def closing_organisation(pages: Sequence[PageText], *, but: str = "") -> Field | None:
    """The organisation that stands alone in the lower part of a document: who issued it.

    One that stands above a date has signed, on whatever page; attachments may follow it.
    """
    fields = []
    for page in _ends(pages):
        found = list(_closing(page, but))
        if found:
            score, org = max(found, key=lambda f: f[0])
            fields.append((score >= _DATED, _issuer(page, org)))
    if not any(dated for dated, _ in fields):
        for page in reversed(pages[1:-1][:_MOST_PAGES]):
            signed = [org for score, org in _closing(page, but) if score >= _DATED]
            if signed:
                fields.insert(0, (True, _issuer(page, signed[-1])))
                break
    # Of a certificate in two languages the Chinese page counts.
    ranked = sorted(fields, key=lambda f: (not f[0], not _HAN.search(str(f[1].value))))
    return ranked[0][1] if ranked else None


def heading_organisation(page: PageText, *, but: str = "") -> Field | None:
    """The institution that stands alone above the title: a laboratory's or bureau's letterhead."""
    for org in find_organisations(page.text):
        if page.box(org.start, org.end).cy > 0.2 or _alike(org.name, but):
            continue
        rest = len(page.piece_at(org.start).span.text.strip()) - len(org.name)
        if rest <= 2 and _AUTHORITY.search(org.name):
            return _issuer(page, org)
    return None


def signing_organisation(pages: Sequence[PageText], name: str) -> Field | None:
    """``name`` where it stands alone beside the signature or date at the end of a document."""
    for page in _ends(pages):
        for org in find_organisations(page.text):
            piece = page.piece_at(org.start)
            near = page.rows[max(0, piece.row - 2) : piece.row + 3]
            signed = any(_SIGNED.search(r.text) for r in near)
            alone = len(piece.span.text.strip()) <= len(org.name) + 2
            if org.name == name and alone and signed and page.box(org.start, org.end).cy > 0.5:
                return _issuer(page, org)
    return None


def _ends(pages: Sequence[PageText]) -> Sequence[PageText]:
    """The pages on which a document is signed: its last, then its first."""
    return pages if len(pages) < 2 else (pages[-1], pages[0])


def _closing(page: PageText, but: str) -> Iterator[tuple[float, OrganisationMatch]]:
    for org in find_organisations(page.text):
        box = page.box(org.start, org.end)
        piece = page.piece_at(org.start)
        authority = bool(_AUTHORITY.search(org.name))
        if _in_list(page.rows[piece.row]):
            continue
        if not _low(page, org.start, 0.35) or _alike(org.name, but):
            continue
        before = page.text[piece.start : org.start]
        if _NOT_ISSUER.search(before if authority else page.rows[piece.row].text):
            continue
        rest = len(re.sub(r"[\s:：()（）]|盖章|公章|单位", "", piece.span.text)) - len(org.name)
        leads = authority and org.start <= piece.start + 1
        if rest > 8 and not leads and "/" not in before and not _with_date(page, org):
            continue
        dated = _DATED if _above_date(page, piece.row) or _with_date(page, org) else 0.0
        yield dated + (1.0 if authority else 0.0) + 0.5 * box.cy - 0.1 * min(rest, 8), org


def _above_date(page: PageText, row: int) -> bool:
    """Whether a date stands alone within the next rows: a signature."""
    for below in page.rows[row + 1 : row + 1 + _DATE_BELOW]:
        if any(len(_BESIDE_DATE.sub("", _without_dates(s.text))) <= 2 for s in below.spans):
            return True
    return False


def _without_dates(text: str) -> str:
    """What is left of a text without its dates; the text itself where it has none."""
    dates = find_dates(text, months=True)
    if not dates:
        return text + "..."
    return text[: dates[0].start] + text[dates[-1].end :]


def _in_list(row: Row) -> bool:
    """Whether a row is one of a numbered table."""
    return len(row.spans) >= _LISTED and bool(re.fullmatch(r"\s*\d{1,4}\s*", row.spans[0].text))


def _with_date(page: PageText, org: OrganisationMatch) -> bool:
    """Whether a name and a date close a line together: 准予备案。某审批局 2015年5月18日."""
    piece = page.piece_at(org.start)
    dates = find_dates(page.text[org.end : piece.end], months=True)
    if not dates or not _APART.search(page.text[piece.start : org.start]):
        return False
    between = page.text[org.end : org.end + dates[0].start]
    return not _BESIDE_DATE.sub("", between)


def is_authority(name: str) -> bool:
    """Whether a name is that of a body whose business it is to issue papers to others."""
    return bool(_AUTHORITY.search(name))


def _alike(name: str, other: str) -> bool:
    """Whether a name is ``other``, or a misreading of it."""
    return bool(other) and fuzz.ratio(name, other) >= _ONE_NAME


def title_organisation(page: PageText, start: int, end: int) -> Field | None:
    """The organisation that a title begins with: 某公司2024年度温室气体核查报告."""
    for org in find_organisations(page.text[start:end], bodies=False):
        moved = OrganisationMatch(start + org.start, start + org.end, org.name, org.company)
        return page.field("holder", moved.name, moved.start, moved.end, 0.9)
    return None


def leading_organisation(
    pages: Sequence[PageText], *, but: str = "", alone_only: bool = False
) -> Field | None:
    """The company that a document names most, above all alone on a line of its first page.

    Args:
        but: a name that is not meant, that of the issuer.
        alone_only: whether only such count that stand alone there, or with their credit code.
    """
    score: Counter[str] = Counter()
    first: dict[str, tuple[PageText, OrganisationMatch]] = {}
    for number, page in enumerate(pages[:6]):
        running = prose(page)
        for found in find_organisations(running.text, bodies=False):
            if _alike(found.name, but) or _SPOKEN_FOR.search(running.text[: found.start]):
                continue
            start, end = running.span(found.start, found.end)
            org = OrganisationMatch(start, end, found.name, True)
            addressed = bool(_ADDRESSED.match(running.text, found.end))
            alone = len(page.piece_at(start).span.text) <= len(found.name) + 4
            if alone_only and not (number == 0 and (alone or addressed)):
                continue
            score[found.name] += 3 * addressed + (
                3 if number == 0 and alone else 2 if number == 0 else 1
            )
            first.setdefault(found.name, (page, org))
    if not score:
        return None
    name, _ = max(score.items(), key=lambda kv: (kv[1], -len(kv[0]), kv[0]))
    page, org = first[name]
    return page.field("holder", org.name, org.start, org.end, 0.8)


def government_number(page: PageText) -> Field | None:
    """A document number such as 津工信〔2024〕12号 near the head of the first page."""
    found = parse_government_number(page.text)
    if found is None or page.box(found.start, found.end).cy > 0.45:
        return None
    return page.field("certificate_number", found.value, found.start, found.end, 0.93)


def _issuer(page: PageText, org: OrganisationMatch) -> Field:
    return page.field("issuer", org.name, org.start, org.end, 0.85)
