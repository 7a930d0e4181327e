"""Names that stand where custom puts them: letterheads, signatures, titles, seals, sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from evidencecheck.domain.document import Citation, Field
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import MarkKind
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.entities.organisations import (
    OrganisationMatch,
    find_organisations,
    tidy,
)
from evidencecheck.extraction.entities.persons import find_persons
from evidencecheck.extraction.name_votes import mended
from evidencecheck.extraction.places import APART, BESIDE_DATE, in_foot
from evidencecheck.extraction.rows import Row
from evidencecheck.extraction.text import PageText, Piece, prose

_NOT_ISSUER = re.compile(
    r"地址|Address|Tel|电话|网址|http|www|抄送|主送|各区|各有关|承担|样品|生产厂|制造|Room|Street|Road",
    re.IGNORECASE,
)
# 某部门监制, 某系统网址: who had the form printed, and where it can be looked up.
_NO_SIGNATURE = re.compile(r"\s*门?\s*(?:监制|印制|制发|统一印|网址|网站|查询)")
# 某局办公室  2025年9月17日印发: who had it copied.
_IMPRINT = re.compile(r"\s*\d{4}年\d{1,2}月\d{1,2}日\s*印")
# 出让方, 监理单位: parties of a deal or of works; those who issue are 核查方 and 检测单位.
_PART = re.compile(
    r"(?<![核查认证检测验评价出具发颁签审定制])(?:[买卖购售供用让乙丙]|出让|转让|受让|施工|监理|设计|勘察|承建|供货|供应|生产|"
    r"制造|运输|处置|开发|发电|委托|建设)(?:方|人|商|单位|企业|公司|厂家)(?:名称)?\s*[:：]?\s*$"
)
_ONE_NAME = 85.0
_LOST = 4
"""Characters at the beginning of a name that a seal may hide."""
_LISTED, _ROWS_OF_A_LIST = 3, 3
"""Cells; rows."""
_DATE_BELOW, _MOST_PAGES = 2, 12
"""Rows; pages."""
_HEAD, _RUNNING_HEAD = 0.28, 0.08
"""Shares of the page's height."""
_LEGIBLE = 0.9
"""Confidence in the text of a seal."""
# Above what the rest can add up to.
DATED = 2.0
_HAN = re.compile(r"[\u4e00-\u9fff]")
# 某公司(91…), 某公司(统一社会信用代码…): the document is about it.
_ADDRESSED = re.compile(
    r"\s*[(（,，]?\s*(?:统一社会信用代码|社会信用代码|信用代码|纳税人识别号|税号|户号)?\s*[:：]?\s*[0-9A-Z]{18}"
    r"|\s*[:：]\s*(?:\n|$)"
)
# 某公司: alone in its line, whom the paper is addressed to.
_CALLED = re.compile(r"\s*[:：]\s*(?:\n|$)")
# 林深(某公司): the firm of a person who only takes part.
_SPOKEN_FOR = re.compile(r"(?:^|[\s:：、])[\u4e00-\u9fff]{2,4}[(（]$")
# 某机构按照标准对某公司进行了评价: who acts, and whom it is about.
_ACTS = re.compile(
    r"\s*(?:[(（][^)）]{1,24}[)）])?\s*(?:按照|依据|根据|遵循|依照|组织专家|派出|承担了|执行了|接?受(?=[^,，。;；]{4,40}委托)|(?:于|自)[^,，。;；]{4,16}(?<!对)对|(?<!对)对"
    r"|(?:hereby )?(?:certif(?:y|ies)|confirms?|attests?|declares?) that)"
)
# Lead Verifier, for and on behalf of Some Assurance AS; Head of Verification, Some B.V.
_FOR_A_FIRM = re.compile(r"(?:on behalf of|^(?:[A-Z][a-z]+ )(?:(?:of|and|[A-Z][a-z]+) ?)*,)\s*$")
# 经某机构核查,某公司…: by whom.
_EXAMINES = re.compile(
    r"\s*(?:独立)?(?:核查|审核|验证|认证|检测|检验|评价|审定|核证|评审|审查|鉴定)"
)
_CERTIFIES = re.compile(r"\s*(?:hereby )?certif(?:y|ies)\b", re.IGNORECASE)
# 某公司等20家企业: one of many.
_OF_MANY = re.compile(r"\s*等\s*[\d一二三四五六七八九十百]+\s*(?:家|个|户|位)")
_OF_WHOM = re.compile(r"(?:对|受|接受|应|关于|回收|收到|证明|致\s*[:：]?|TO[:：]|To[:：])\s*$")
_SIGNED = re.compile(r"签字|签发|签章|签署|批准|日期|\d年\d|signat|date", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"认证|验证|检验|检测|检定|校准|校正|量测|核查|查证|计量|质检|中心|局|委员会|厅|支队|大队|公示系统|信用中国|供电|电力|燃气|供热|热力|水务|自来水|"
    r"交易|登记|推动会|基金会|协会|学会|联盟|实验室|"
    r"Certif|Verif|Assurance|Bureau|Testing|Inspection|Registry|Council|League|Institute|"
    r"Association|Laborator|Authority",
    re.IGNORECASE,
)
# 某公司校正实验室: a part of the firm whose letterhead it is.
_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{2,6}(?:室|部|中心|站|所|分院)")


def closing_organisation(
    pages: Sequence[PageText], *, but: str = "", dated: bool = False
) -> Field | None:
    """The organisation that stands alone in the lower part of a document: who issued it.

    One that stands above a date has signed, on whatever page; attachments may follow it.

    Args:
        but: a name that is not meant, that of the holder.
        dated: whether only one that stands above a date counts.
    """
    fields = []
    for page in _ends(pages):
        found = list(_closing(page, but))
        if found:
            score, org = max(found, key=lambda f: f[0])
            fields.append((score >= DATED, _issuer(page, org)))
    if not any(signed for signed, _ in fields):
        for page in reversed(pages[1:-1][:_MOST_PAGES]):
            signed = [org for score, org in _closing(page, but) if score >= DATED]
            if signed:
                fields.insert(0, (True, _issuer(page, signed[-1])))
                break
    # Of a certificate in two languages the Chinese page counts.
    ranked = sorted(fields, key=lambda f: (not f[0], not _HAN.search(str(f[1].value))))
    return next((field for above, field in ranked if above or not dated), None)


def heading_organisation(page: PageText, *, but: str = "", firms: bool = False) -> Field | None:
    """Whose letterhead a page bears: an institution that stands alone above the title.

    Args:
        but: a name that is not meant, that of the holder.
        firms: whether any firm counts, not only a body whose business it is to issue papers.
    """
    for org in find_organisations(page.text):
        piece = page.piece_at(org.start)
        below = page.rows[piece.row + 1].text if piece.row + 1 < len(page.rows) else ""
        high = page.box(org.start, org.end).cy <= _HEAD or _CERTIFIES.match(below)
        if not high or is_party(page, org, but) or _in_roster(page.rows[piece.row]):
            continue
        if _labelled(page, piece):
            continue
        rest = len(piece.span.text.strip()) - (org.end - org.start)
        part = org.start == piece.start and _DEPARTMENT.fullmatch(
            simplified(page.text[org.end : piece.end].strip())
        )
        if (rest <= 2 or part) and (is_authority(org.name) or (firms and org.company) or part):
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


def acting_organisation(pages: Sequence[PageText], *, but: str = "") -> Field | None:
    """The organisation that a sentence has do what the document tells: 某机构按照…对某公司."""
    for page in pages[:1]:
        running = prose(page)
        for org in find_organisations(running.text):
            if _ACTS.match(running.text, org.end) and not _alike(org.name, but):
                start, end = running.span(org.start, org.end)
                return page.field("issuer", org.name, start, end, 0.8)
    return None


def acts(page: PageText, at: int) -> bool:
    """Whether the name that ends at a place does what the paper tells: 某机构按照…对某公司."""
    return bool(_ACTS.match(page.text, at))


def sealing_organisation(pages: Sequence[PageText], *, but: str = "") -> Field | None:
    """Whose seal a document bears, where its ring was read to the end."""
    for page in _ends(pages):
        for mark in page.page.marks:
            if mark.kind is not MarkKind.SEAL or mark.confidence < _LEGIBLE:
                continue
            name = mended(tidy(mark.text))
            if [o.name for o in find_organisations(name)] == [name] and not _alike(name, but):
                place = Citation(page.file, page.page.number, mark.box, mark.text)
                sure = round(mark.confidence * 0.85, 4)
                return Field("issuer", name, mark.text, place, sure)
    return None


def under_seal(pages: Sequence[PageText], field: Field) -> bool:
    """Whether a seal lies over a name, or touches it."""
    place = field.citation.box
    return any(
        mark.kind is MarkKind.SEAL and mark.box.overlap(place) > 0
        for page in pages
        if page.page.number == field.citation.page
        for mark in page.page.marks
    )


def _ends(pages: Sequence[PageText]) -> Sequence[PageText]:
    """The pages on which a document is signed: its last, then its first."""
    return pages if len(pages) < 2 else (pages[-1], pages[0])


def _closing(page: PageText, but: str) -> Iterator[tuple[float, OrganisationMatch]]:
    for org in find_organisations(page.text):
        box = page.box(org.start, org.end)
        piece = page.piece_at(org.start)
        authority = is_authority(org.name)
        if in_list(page.rows[piece.row]) or _in_roster(page.rows[piece.row]):
            continue
        # A notice is signed before the list that it makes known.
        signed = authority and box.x0 > 0.5 and _above_date(page, piece.row)
        if not (signed or in_foot(page, org.start, 0.35)) or is_party(page, org, but):
            continue
        if _CALLED.match(page.text, org.end):
            continue
        if _labelled(page, piece):
            continue
        before = page.text[piece.start : org.start]
        row = page.rows[piece.row].text.replace(page.text[org.start : org.end], "")
        if _NOT_ISSUER.search(simplified(before if authority else row)):
            continue
        behind = simplified(page.text[org.end : page.row_end(org.end)])
        if _NO_SIGNATURE.match(behind) or _IMPRINT.match(behind):
            continue
        rest = len(re.sub(r"[\s:：()（）]|盖章|公章|单位", "", piece.span.text)) - len(org.name)
        leads = authority and org.start <= piece.start + 1
        apart = leads or "/" in before or _FOR_A_FIRM.search(before)
        if rest > 8 and not apart and not _with_date(page, org):
            continue
        dated = DATED if _above_date(page, piece.row) or _with_date(page, org) else 0.0
        yield dated + (1.0 if authority else 0.0) + 0.5 * box.cy - 0.1 * min(max(rest, 0), 8), org


def _labelled(page: PageText, piece: Piece) -> bool:
    """Whether a cell before a name says what part it has in the matter: 出让方, 施工单位."""
    before = [p.span.text for p in page.in_row(piece.row) if p.end <= piece.start]
    return bool(before) and bool(_PART.search(simplified(before[-1])))


def _above_date(page: PageText, row: int) -> bool:
    """Whether a date stands alone within the next rows: a signature."""
    for below in page.rows[row + 1 : row + 1 + _DATE_BELOW]:
        if any(len(BESIDE_DATE.sub("", _without_dates(s.text))) <= 2 for s in below.spans):
            return True
    return False


def _without_dates(text: str) -> str:
    """What is left of a text without its dates; the text itself where it has none."""
    dates = find_dates(text, months=True)
    if not dates:
        return text + "..."
    return text[: dates[0].start] + text[dates[-1].end :]


def in_list(row: Row) -> bool:
    """Whether a row is one of a numbered table."""
    return len(row.spans) >= _LISTED and bool(re.fullmatch(r"\s*\d{1,4}\s*", row.spans[0].text))


def _with_date(page: PageText, org: OrganisationMatch) -> bool:
    """Whether a name and a date close a line together: 准予备案。某审批局 2015年5月18日."""
    piece = page.piece_at(org.start)
    dates = find_dates(page.text[org.end : piece.end], months=True)
    if not dates or not APART.search(page.text[piece.start : org.start]):
        return False
    between = page.text[org.end : org.end + dates[0].start]
    return not BESIDE_DATE.sub("", between)


def _in_roster(row: Row) -> bool:
    """Whether a row tells of a person who took part: 姓名 | 单位 | 职务."""
    if len(row.spans) < _LISTED:
        return False
    cells = [span.text.strip() for span in row.spans]
    return any(p.name == cell for cell in cells for p in find_persons(cell))


def is_authority(name: str) -> bool:
    """Whether a name is that of a body whose business it is to issue papers to others."""
    return bool(_AUTHORITY.search(simplified(name)))


def _alike(name: str, other: str) -> bool:
    """Whether a name is ``other``, or a misreading of it."""
    return bool(other) and fuzz.ratio(simplified(name), simplified(other)) >= _ONE_NAME


def is_party(page: PageText, org: OrganisationMatch, name: str) -> bool:
    """Whether a name found on a page is ``name``, or its translation that stands beside it."""
    if not name or _alike(org.name, name):
        return bool(name)
    beside = None if _HAN.search(org.name) else chinese_beside(page, page.box(org.start, org.end))
    return beside is not None and _alike(beside.name, name)


def chinese_beside(page: PageText, place: Box) -> OrganisationMatch | None:
    """The Chinese name beside a name in Latin letters: in its row, or above or below it.

    In two columns the other language's column is set a line or two higher or lower.
    """
    further = None
    for org in find_organisations(page.text, bodies=False):
        if not _HAN.search(org.name):
            continue
        box = page.box(org.start, org.end)
        apart = max(box.y0 - place.y1, place.y0 - box.y1)
        over = box.x0 < place.x1 and place.x0 < box.x1
        if box.same_row(place) or (-0.5 < apart / box.height < 1.5 and over):
            return org
        piece = page.piece_at(org.start)
        alone = len(piece.span.text.strip()) <= org.end - org.start + 4
        if alone and not over and apart < 1.5 * box.height:
            further = further or org
    return further


def title_organisation(
    page: PageText, start: int, end: int, *, bodies: bool = False
) -> Field | None:
    """The organisation that a title begins with: 某公司2024年度温室气体核查报告.

    Args:
        page: on which the title stands.
        start: of the title.
        end: of the title.
        bodies: whether it may be no firm: 某电力交易中心2024年11月结算单.
    """
    for org in find_organisations(page.text[start:end], bodies=bodies):
        if _ACTS.match(page.text, start + org.end):
            continue
        moved = OrganisationMatch(start + org.start, start + org.end, org.name, org.company)
        return page.field("holder", moved.name, moved.start, moved.end, 0.9)
    return None


def leading_organisation(
    pages: Sequence[PageText], *, but: str = "", alone_only: bool = False
) -> Field | None:
    """The company that a document names most, above all alone on a line of its first page.

    Those in lists and in running heads do not count, nor who acts on whom the document is about.

    Args:
        but: a name that is not meant, that of the issuer.
        alone_only: whether only such count that stand alone there, or with their credit code.
    """
    score: Counter[str] = Counter()
    first: dict[str, tuple[PageText, OrganisationMatch]] = {}
    acting: set[str] = set()
    for number, page in enumerate(pages[:6]):
        running = prose(page)
        listed = sum(map(in_list, page.rows)) >= _ROWS_OF_A_LIST
        for found in find_organisations(running.text, bodies=False):
            if _alike(found.name, but) or _SPOKEN_FOR.search(running.text[: found.start]):
                continue
            start, end = running.span(found.start, found.end)
            piece = page.piece_at(start)
            if (listed and in_list(page.rows[piece.row])) or _in_roster(page.rows[piece.row]):
                continue
            if _OF_MANY.match(running.text, found.end):
                continue
            if number and piece.row == 0 and piece.span.box.cy < _RUNNING_HEAD:
                continue
            org = OrganisationMatch(start, end, found.name, True)
            addressed = bool(_ADDRESSED.match(running.text, found.end)) or bool(
                _OF_WHOM.search(simplified(running.text[max(0, found.start - 2) : found.start]))
            )
            before = simplified(running.text[max(0, found.start - 2) : found.start])
            examined = before.endswith("经") and _EXAMINES.match(running.text, found.end)
            if not addressed and (examined or _ACTS.match(running.text, found.end)):
                acting.add(found.name)
            alone = len(piece.span.text) <= len(found.name) + 4
            if alone_only and not (number == 0 and (alone or addressed)):
                continue
            score[found.name] += 3 * addressed + (
                3 if number == 0 and alone else 2 if number == 0 else 1
            )
            first.setdefault(found.name, (page, org))
    if len(score) > len(acting & set(score)):
        score = Counter({name: n for name, n in score.items() if name not in acting})
    for name in [n for n in score if any(_ends_in(other, n) for other in score)]:
        # 青河示例公司 beside 某市青河示例公司: the beginning was not read.
        score[next(other for other in score if _ends_in(other, name))] += score.pop(name)
    if not score:
        return None
    order = {name: i for i, name in enumerate(first)}
    name, _ = max(score.items(), key=lambda kv: (kv[1], -order[kv[0]]))
    page, org = first[name]
    return page.field("holder", org.name, org.start, org.end, 0.8)


def _ends_in(name: str, rest: str) -> bool:
    """Whether a name is another one without its first characters."""
    return 0 < len(name) - len(rest) <= _LOST and name.endswith(rest)


def _issuer(page: PageText, org: OrganisationMatch) -> Field:
    return page.field("issuer", org.name, org.start, org.end, 0.85)
