"""Where the value of a label can stand: behind it, in the next cell, or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.rules import FieldKind
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.labels import LabelHit
from evidencecheck.extraction.text import Flow, PageText, Piece, Stretches, flow

# Separators between a label and its value, and glosses such as (盖章) or (全称).
_SEPARATOR = re.compile(
    r"\.?(?:[\s:：;；,，|/_—]+"
    r"|\((?:[A-Za-z][A-Za-z .&/'-]{1,40}|[\u4e00-\u9fff/、]{2,10})\)(?=\s*[:：])"
    # 生产经营场所地址(4): the number of a note, of which forms explain what to fill in.
    r"|\(\d{1,2}\)(?=[\t:：])"
    r"|\((?:盖章|公章|签章|全称|签字|必填|印章|加盖公章|中文|英文|章)[^)]{0,8}\)|如下(?=[\s:：]|$)|为)*"
)
# 批准 Approved by: a label with its translation behind it, known or not.
_TRANSLATED = re.compile(r"[ \t]*[A-Z][A-Za-z .&/()'-]{1,64}(?:[:：]\s*|\t(?=[\u4e00-\u9fff]))")
_BLANK = re.compile(r"^[\s:：/_\-—.]*$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# What stands behind the label of a party: 购买方 名称:…
_OF_WHOM = {"名称", "全称", "单位名称", "企业名称", "公司名称", "机构名称", "组织名称"}
# A row that begins so is the next of a form; 一般项目: is a part of a scope of business.
_FORM_ROW = re.compile(r"[^:：,，、;；。(（]{2,10}(?<!项目)[:：]")
_ENDED = re.compile(r"[。.;；!！]\s*$")
# 1 <tab>: the first row of a list.
_NUMBERED = re.compile(r"\s*1\t")
# An excerpt of one begins with another number.
_COUNTED, _NUMBER = frozenset({"序号", "编号", "No", "No.", "№"}), re.compile(r"\s*\d{1,4}\t")
# 类别1、类别2排放: one of several words.
_AMOUNT = re.compile(r"\d{1,3}(?:[,，]\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
_JOINS = frozenset("、+＋&")
_AMOUNTS = frozenset({FieldKind.AMOUNT, FieldKind.COUNT})
_HIGHEST_GAP = 3.0
_BELOW_ROWS = 4
_HEADINGS = 4
_LONGEST_HEADING = 12
_RESTS = {"公司", "企业"}
_LEAST_OF_A_TABLE = 3
"""Cells of a row."""
_LIST = 5
_LEAST_BEFORE = 8
"""Characters."""
# Shares of the page's width, and of the height of a line.
_INDENT = 0.06
"""By how much of the page's width the first line of a paragraph stands off its heading."""
_RAGGED = 0.1
"""By how much of it a line that goes on may fall short of the right margin."""
_ALIGNED, _USUAL_LEADING, _WIDEST_LEADING, _WIDEST_IN_A_CELL = 0.03, 0.9, 1.6, 1.5
_WIDEST_BLANK = 2.0
"""Between the words of one value, in heights of its print."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the page in which the value of a label is looked for."""

    start: int
    end: int
    sure: float
    """0..1, how well this place goes with the label."""
    listed: bool = False
    """Whether it is the first of several below a heading."""
    left: float = 0.0
    """Where its label begins, as a share of the page's width; what ends before is no part of it."""


def regions(page: PageText, hits: Sequence[LabelHit], hit: LabelHit) -> Iterator[Region]:
    """The places for the value of ``hit``, the likeliest first."""
    if _in_headings(page, hits, hit):
        listed = _rows_of_table(page, hit) > 1 and not _over_one_row_of_values(page, hit)
        yield from (replace(r, listed=listed) for r in _below(page, hits, hit))
        return
    start = _past_separators(page, hit.end)
    row_end = page.row_end(hit.end)
    left = page.box(hit.start, hit.end).x0
    twin = next((h for h in hits if h.start == start), None)
    if twin is not None and _one_value(page, hit, twin):
        start = _past_separators(page, twin.end)
    elif _HAN.search(hit.label):
        translated = _TRANSLATED.match(page.text, hit.end, row_end)
        start = translated.end() if translated else start
    if start < row_end:
        following = next(
            (h.start for h in hits if start <= h.start < row_end and not _is_within(page, h)),
            row_end,
        )
        if not _BLANK.match(page.text[start:following]):
            same_cell = "\t" not in page.text[hit.end : start]
            yield Region(start, following, 1.0 if same_cell else 0.99, left=left)
            if same_cell:
                return
    elif _ends_a_sentence(page, hit):
        more = next((p for p in page.pieces if p.start >= row_end), None)
        if more is not None:
            yield Region(more.start, more.end, 0.95)
    yield from _below(page, hits, hit)


def _is_within(page: PageText, hit: LabelHit) -> bool:
    """Whether a label of an amount is a word of a longer text, and announces nothing."""
    if not hit.kinds or hit.kinds - _AMOUNTS:
        return False
    before, after = page.text[hit.start - 1 : hit.start], page.text[hit.end : hit.end + 1]
    return bool(_HAN.match(before) or before in _JOINS) and not re.match(r"[\d:：(（\t为]", after)


def _ends_a_sentence(page: PageText, hit: LabelHit) -> bool:
    """Whether a label stands at the end of a line of running text: …进行了评价(编号: / CX-1)."""
    return hit.start - page.piece_at(hit.start).start >= _LEAST_BEFORE


def _one_value(page: PageText, hit: LabelHit, other: LabelHit) -> bool:
    """Whether the label behind a label announces the same value.

    证书编号 Certificate No.: its translation. 销售方 名称: what is told of whom.
    """
    same_cell = "\t" not in page.text[hit.end : other.start]
    if bool(_HAN.search(other.label)) != bool(_HAN.search(hit.label)):
        return same_cell or bool(hit.kinds & other.kinds)
    return same_cell and bool(hit.kinds & other.kinds) and other.label in _OF_WHOM


def _in_headings(page: PageText, hits: Sequence[LabelHit], hit: LabelHit) -> bool:
    """Whether a label is one of several short headings in a row, with no value among them."""
    row = page.piece_at(hit.start).row
    spans = page.rows[row].spans
    if _over_one_row_of_values(page, hit):
        return True
    if _of_pairs(page, hits, hit):
        return False
    below = page.rows[row + 1].text if row + 1 < len(page.rows) else ""
    counted = spans[0].text.strip() in _COUNTED and bool(_NUMBER.match(below))
    listed = counted or bool(_NUMBERED.match(below))
    return len(spans) >= (_HEADINGS - listed) and not any(
        re.search(r"\d|[:：]", s.text)
        or len(s.text) > _LONGEST_HEADING
        or find_organisations(s.text, bodies=False)
        for s in spans
    )


def _of_pairs(page: PageText, hits: Sequence[LabelHit], hit: LabelHit) -> bool:
    """Whether a row is one of a form: label, value, label, value."""
    row = page.piece_at(hit.start).row
    starts = {h.start for h in hits}
    labels = [piece.start in starts for piece in page.in_row(row)]
    if (
        len(labels) % 2
        or any(labels[1::2])
        or hit.start not in {piece.start for piece in page.in_row(row)[::2]}
    ):
        return False
    return sum(labels[::2]) > 1 or not _rows_of_table(page, hit)


def is_cell_of_list(page: PageText, hit: LabelHit) -> bool:
    """Whether a label is the word in a cell of a table of many columns, and announces nothing.

    产品 | 焊接飞溅率 % | ≤3.0 | 1.8 | 符合: a row like those above and below it.
    """
    piece = page.piece_at(hit.start)
    own = page.in_row(piece.row)
    # A form has a value for each label, and so an even number of cells.
    if len(own) < _LIST or len(own) % 2 == 0 or piece.end != hit.end:
        return False
    if not any(re.search(r"\d", p.span.text) for p in own):
        return False
    above = page.in_row(piece.row - 1) if piece.row else ()
    return len(above) == len(own) and all(
        _over(a.span.box, b.span.box) for a, b in zip(above, own, strict=True)
    )


def _over_one_row_of_values(page: PageText, hit: LabelHit) -> bool:
    """Whether a label stands in a row of headings whose values are those of the next row alone.

    首次注册 | 本次换证 | 有效至, and below each of them a day, or an amount; no further such row.
    """
    row = page.piece_at(hit.start).row
    rows = [page.rows[n].spans for n in (row, row + 1, row + 2) if n < len(page.rows)]
    if len(rows) < 2 or len(rows[0]) < 2 or len(rows[0]) != len(rows[1]):
        return False
    dated = [_is_stated(s.text) for s in rows[1]]
    # CO2 is a unit, and no value.
    own = any(re.search(r"\d{2}", s.text) for s in rows[0])
    more = len(rows) > 2 and len(rows[2]) == len(rows[0]) and _is_stated(rows[2][-1].text)
    aligned = all(_over(a.box, b.box) for a, b in zip(*rows[:2], strict=True))
    return all(dated) and aligned and not own and not more


def _is_stated(text: str) -> bool:
    return bool(find_dates(text) or _AMOUNT.fullmatch(text.strip()))


def _rows_of_table(page: PageText, hit: LabelHit) -> int:
    """How many rows stand under a row of headings, each with at least half as many cells."""
    row = page.piece_at(hit.start).row
    least = len(page.rows[row].spans) / 2
    filled = 0
    for below in page.rows[row + 1 : row + 1 + _BELOW_ROWS]:
        if below.box.y0 - page.rows[row].box.y1 > _HIGHEST_GAP * _BELOW_ROWS * below.box.height:
            break
        filled += len(below.spans) >= least and all(
            any(_over(h.box, s.box) for h in page.rows[row].spans) for s in below.spans
        )
    return filled


def _over(heading: Box, cell_below: Box) -> bool:
    """Whether a cell stands in the column of a heading."""
    return min(heading.x1, cell_below.x1) - max(heading.x0, cell_below.x0) > -_ALIGNED


def _past_separators(page: PageText, offset: int) -> int:
    m = _SEPARATOR.match(page.text, offset, page.row_end(offset))
    return m.end() if m else offset


def _below(page: PageText, hits: Sequence[LabelHit], hit: LabelHit) -> Iterator[Region]:
    piece = page.piece_at(hit.start)
    label = page.box(hit.start, hit.end)
    starts = {h.start for h in hits}
    for below in _pieces_below(page, piece, label):
        if below.start not in starts:
            yield Region(below.start, below.end, 0.95, left=min(label.x0, below.span.box.x0))
        return


def _pieces_below(page: PageText, piece: Piece, label: Box) -> Iterator[Piece]:
    bottom = label.y1
    for row in range(piece.row + 1, min(piece.row + 1 + _BELOW_ROWS, len(page.rows))):
        for candidate in page.in_row(row):
            box = candidate.span.box
            if box.y0 - bottom > _HIGHEST_GAP * label.height:
                return
            shared = min(box.x1, label.x1) - max(box.x0, label.x0)
            alone = len(page.in_row(row)) == 1 and 0 <= box.x0 - label.x0 < _INDENT
            if alone or shared > 0.3 * min(box.width, label.width):
                yield candidate


def first_cell(page: PageText, region: Region) -> Region:
    """The region up to the first blank that parts cells, and not the words of one."""
    pieces = page.pieces_between(region.start, region.end)
    aspect = page.page.width / page.page.height if page.page.height else 1.0
    for a, b in pairwise(pieces):
        blank = (b.span.box.x0 - a.span.box.x1) * aspect
        if _cell_of(page, a) != _cell_of(page, b):
            return replace(region, end=a.end) if a.end > region.start else region
        if blank > _WIDEST_BLANK * min(a.span.box.height, b.span.box.height):
            return replace(region, end=a.end) if a.end > region.start else region
    return region


def _cell_of(page: PageText, piece: Piece) -> Box | None:
    """The cell of a table in which a piece stands."""
    cells = (c.box for t in page.page.tables for r in t.rows for c in r)
    return next((box for box in cells if piece.span.box.overlap(box) > 0.5), None)


def continued(
    page: PageText,
    hits: Sequence[LabelHit],
    region: Region,
    most: int = 6,
    ended: re.Pattern[str] | None = None,
) -> Stretches:
    """A value that goes on over further rows: the region, and what stands below it in its column.

    Rows of another column between them are passed over.

    Args:
        most: rows.
        ended: what a value ends with that does not go on.
    """
    first = page.piece_at(region.start)
    box = page.box(region.start, max(region.start + 1, region.end))
    edges: tuple[float, ...] = (box.x0, first.span.box.x0)
    stop = region.start + len(page.text[region.start : region.end].rstrip())
    parts = [(region.start, stop)]
    if page.text[stop : min(first.end, page.row_end(region.start))].strip(" :：;；,，。.)）"):
        # Another label follows in its line: what stands below is of that.
        return tuple(parts)
    within_line = region.left - first.span.box.x0 > _INDENT
    # The rest of a name (有限 / 公司) is no label.
    starts = {
        h.start
        for h in hits
        if h.label not in _RESTS or page.text[h.end : h.end + 1] in {":", "："}
    }
    cell_of_first = _cell_of(page, first)
    last = first
    for row in range(first.row + 1, min(first.row + 1 + most, len(page.rows))):
        if len(page.in_row(row)) >= max(_LEAST_OF_A_TABLE, len(page.in_row(first.row)) - 1):
            # The next row of a table has values of its own.
            break
        so_far = page.text[parts[-1][0] : parts[-1][1]].rstrip()
        wrapped = _is_wrapped(page, first, last, row, within_line=within_line)
        if within_line and wrapped and _ENDED.search(so_far):
            break
        left = 0.0 if wrapped else region.left
        pieces = [p for p in page.in_row(row) if p.span.box.x1 > left]
        under = [
            p
            for p in pieces
            if any(abs(p.span.box.x0 - x) < _ALIGNED for x in edges)
            or box.x0 <= p.span.box.cx <= box.x1
        ]
        if not under and all(p.span.box.x0 > box.x0 + _ALIGNED for p in pieces):
            continue
        if wrapped:
            under = list(page.in_row(row))
            edges = (*edges, under[0].span.box.x0)
        leftmost = min((p.span.box.x0 for p in pieces), default=edges[-1])
        if not under or under[0].start in starts or leftmost < min(edges) - _ALIGNED:
            break
        if _cell_of(page, under[0]) != cell_of_first:
            break
        if ended is not None and ended.search(so_far):
            break
        leading = _USUAL_LEADING if _ENDED.search(so_far) else _WIDEST_LEADING
        gap = under[0].span.box.y0 - last.span.box.y1
        if gap > leading * last.span.box.height or _FORM_ROW.match(under[0].span.text):
            break
        last = under[0]
        parts.extend((p.start, p.end) for p in under)
        box = union((box, *(p.span.box for p in under)))
    return tuple(parts)


def _is_wrapped(page: PageText, first: Piece, last: Piece, row: int, *, within_line: bool) -> bool:
    """Whether a row is the next line of the paragraph that a label's line begins, or stands in."""
    pieces = page.in_row(row)
    if len(pieces) != 1 or any(len(page.in_row(p.row)) != 1 for p in (first, last)):
        return False
    right = max(r.box.x1 for r in page.rows) - _RAGGED
    outdent = first.span.box.x0 - pieces[0].span.box.x0
    least = -_ALIGNED if within_line else _ALIGNED
    return last.span.box.x1 >= right and least <= outdent < _INDENT


def cell(page: PageText, hits: Sequence[LabelHit], region: Region, most: int = 2) -> Flow:
    """The first cell of a region with the lines below it that go on in the same column."""
    tab = page.text.find("\t", region.start, region.end)
    first = flow(page, region.start, tab if tab > region.start else region.end)
    left = page.piece_at(region.start).span.box.x0
    edges = (left, page.box(region.start, max(region.start + 1, region.end)).x0)
    starts = {h.start for h in hits}
    text, origin = first.text, first.origin
    last = page.piece_at(region.start)
    for row in range(last.row + 1, min(last.row + 1 + most, len(page.rows))):
        below = next(
            (p for p in page.in_row(row) if any(abs(p.span.box.x0 - x) < _ALIGNED for x in edges)),
            None,
        )
        # A row that begins with a label of its own has its own value.
        if below is None or below.start in starts or page.in_row(row)[0].start in starts:
            break
        if below.span.box.y0 - last.span.box.y1 > _WIDEST_IN_A_CELL * last.span.box.height:
            break
        more = flow(page, below.start, below.end)
        apart = " " if text[-1:].isascii() and more.text[:1].isascii() else ""
        text, origin = (
            text + apart + more.text,
            (*origin, *more.origin[:1] * len(apart), *more.origin),
        )
        last = below
    return Flow(text, origin)
