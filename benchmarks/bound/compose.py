"""Volumes: documents bound into one PDF, with the truth of what lies where."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pymupdf

from benchmarks.bound import drawn, reports, sheets
from benchmarks.bound.pieces import Leaf, Piece
from benchmarks.bound.styles import Style

CERTIFICATES = {
    "business-license",
    "management-system-certificate",
    "product-certificate",
    "award",
    "pollutant-discharge-permit",
    "ghg-verification-statement",
    "calibration-certificate",
    "product-carbon-footprint-certificate",
    "green-electricity-certificate",
}


@dataclass(frozen=True, slots=True)
class Truth:
    """One document of a volume."""

    type: str
    title: str
    pages: frozenset[int]
    """1-based; those of its attachments and blank backs are not among them."""
    accept: frozenset[str] = frozenset()
    attached: bool = False
    last: int = 0
    """Its last page, or that of its last attachment."""


@dataclass(slots=True)
class Volume:
    """A bound file and what is in it."""

    style: Style
    path: Path
    leaves: list[Leaf]
    stamps: list[str]
    """The page number stamped on each page; empty for none."""
    scanned: list[bool]
    """Whether a page with a text layer is to be taken for a scan."""
    misread: list[bool]
    truth: list[Truth] = field(default_factory=list)


@dataclass(slots=True)
class _Bound:
    """A document at its place in the order."""

    piece: Piece
    start: int = 0
    """0-based leaf."""
    attached: bool = False


def stock(chance: random.Random, count: int) -> list[Piece]:
    """Long reports to be bound into several volumes: drawing them takes time."""
    return [reports.report(chance, chance.randint(40, 75)) for _ in range(count)]


def compose(
    style: Style, cases: dict[str, list[Piece]], long: Sequence[Piece], folder: Path
) -> Volume:
    """Bind one volume."""
    chance = random.Random(style.seed)
    order = _order(chance, style, cases, long)
    groups = _sheets(chance, style, order)
    body: list[Leaf] = []
    bound: list[_Bound] = []
    named: list[tuple[int, str]] = []
    for piece, sheet in groups:
        start = len(body)
        if sheet is not None:
            body.extend(sheet.leaves)
        _bind(piece, body, bound)
        if chance.random() < style.blanks:
            body.append(sheets.blank())
        named.append((start if sheet is not None else bound[-1].start, piece.title))
        if not piece.inside and sheet is None:
            named[-1] = (start, piece.title)
    front = _front(chance, style, named, len(body))
    return _write(chance, style, front, body, bound, named, folder)


def _order(
    chance: random.Random, style: Style, cases: dict[str, list[Piece]], long: Sequence[Piece]
) -> list[Piece]:
    """Documents by chance until the pages are full."""
    names = [chance.choice(("clean", "defects"))] if style.one_firm else sorted(cases)
    given = [p for name in names for p in cases[name]]
    chance.shuffle(given)
    certificates = [p for p in given if p.type in CERTIFICATES]
    chosen: list[Piece] = []
    for piece in chance.sample(list(long), min(style.reports, len(long))):
        attach = chance.random() < style.attached
        chosen.append(_with_attachments(chance, piece, certificates) if attach else piece)
    chosen.extend(chance.choice(drawn.SHORT)(chance) for _ in range(style.drawn))
    room = style.pages - sum(len(p.leaves) for p in chosen) - style.months
    while room > 0 and given:
        for piece in given:
            if room <= 0:
                break
            chosen.append(piece)
            room -= len(piece.leaves)
    chance.shuffle(chosen)
    if style.months:
        at = chance.randint(0, len(chosen))
        chosen[at:at] = drawn.monthlies(chance, style.months)
    return chosen


def _with_attachments(chance: random.Random, report: Piece, given: Sequence[Piece]) -> Piece:
    """A report with certificates behind it, or before its last pages."""
    count = chance.randint(1, 3)
    end = len(report.leaves)
    at = end if chance.random() < 0.6 else end - chance.randint(3, 8)
    inside = tuple((at, p) for p in chance.sample(list(given), min(count, len(given))))
    return replace(report, inside=inside)


def _sheets(
    chance: random.Random, style: Style, order: Sequence[Piece]
) -> list[tuple[Piece, Piece | None]]:
    look = chance.randint(0, 4)
    result: list[tuple[Piece, Piece | None]] = []
    number = 0
    for piece in order:
        sheet = None
        if chance.random() < style.sheets:
            number += 1
            sheet = sheets.separator(chance, number, piece.title, look)
        result.append((piece, sheet))
    return result


def _bind(piece: Piece, body: list[Leaf], bound: list[_Bound]) -> None:
    here = _Bound(piece, len(body))
    done = 0
    inside: list[_Bound] = []
    for at, attachment in piece.inside:
        body.extend(piece.leaves[done:at])
        done = at
        inside.append(_Bound(attachment, len(body), attached=True))
        body.extend(attachment.leaves)
    body.extend(piece.leaves[done:])
    bound.extend(inside)
    bound.append(here)


def _front(
    chance: random.Random, style: Style, named: Sequence[tuple[int, str]], length: int
) -> list[Leaf]:
    front = list(sheets.cover(chance).leaves) if style.cover else []
    if not style.contents:
        return front
    ends = [at for at, _ in named[1:]] + [length]

    def entries(before: int) -> list[tuple[str, str]]:
        return [
            (title, f"{at + 1 + before}-{end + before}" if style.ranges else str(at + 1 + before))
            for (at, title), end in zip(named, ends, strict=True)
        ]

    taken = sheets.length(style.contents, entries(0), style.heading)
    before = len(front) + taken if style.counts_front else 0
    return [*front, *sheets.contents(style.contents, entries(before), style.heading)]


def _write(
    chance: random.Random,
    style: Style,
    front: list[Leaf],
    body: list[Leaf],
    bound: Sequence[_Bound],
    named: Sequence[tuple[int, str]],
    folder: Path,
) -> Volume:
    leaves = [*front, *body]
    shift = len(front)
    stamps = _stamps(style, len(leaves), shift)
    own = [""] * len(leaves)
    scanned = [False] * len(leaves)
    truth = []
    for item in bound:
        places = _places(item, shift, len(leaves), bound)
        if chance.random() < style.scanned:
            for at in places:
                scanned[at] = True
        if style.own_stamp and len(places) > 1:
            for k, at in enumerate(places, 1):
                own[at] = style.own_stamp.format(p=k, n=len(places))
        last = max(
            (b.start + shift + len(b.piece.leaves) for b in bound if _within(b, item)), default=0
        )
        truth.append(
            Truth(
                item.piece.type,
                item.piece.title,
                frozenset(at + 1 for at in places),
                item.piece.accept,
                item.attached,
                max(last, places[-1] + 1),
            )
        )
    misread = [chance.random() < style.misread and not leaf.blank for leaf in leaves]
    document = pymupdf.open()
    for at, leaf in enumerate(leaves):
        document.insert_pdf(leaf.file, from_page=leaf.index, to_page=leaf.index, final=False)
        page = document[at]
        for text, y in (
            (style.header, 30.0),
            (own[at], page.rect.height - 42),
            (stamps[at], page.rect.height - 22),
        ):
            if text and not leaf.blank:
                page.insert_text(
                    (page.rect.width / 2 - 3 * len(text), y), text, fontsize=9, fontname="china-s"
                )
        if chance.random() < style.turned:
            page.set_rotation(chance.choice((90, 180, 270)))
    document.set_toc(_outline(chance, style, bound, named, shift, len(leaves)))
    path = folder / f"{style.seed:02d}.pdf"
    document.save(path, garbage=1)
    document.close()
    joined = [" ".join(x for x in (o, s) if x) for o, s in zip(own, stamps, strict=True)]
    return Volume(style, path, leaves, joined, scanned, misread, truth)


def _within(item: _Bound, report: _Bound) -> bool:
    return any(item.piece is p for _, p in report.piece.inside) and (
        report.start <= item.start <= report.start + len(report.piece.leaves) + 40
    )


def _places(item: _Bound, shift: int, count: int, bound: Sequence[_Bound]) -> list[int]:
    """The 0-based pages of a document, those of its attachments left out."""
    skip = {
        b.start + shift + k for b in bound if _within(b, item) for k in range(len(b.piece.leaves))
    }
    places: list[int] = []
    at = item.start + shift
    while len(places) < len(item.piece.leaves) and at < count:
        if at not in skip:
            places.append(at)
        at += 1
    return places


def _stamps(style: Style, count: int, shift: int) -> list[str]:
    if not style.stamp:
        return [""] * count
    before = 0 if style.counts_front else shift
    return [
        style.stamp.format(p=at + 1 - before, n=count - before) if at >= before else ""
        for at in range(count)
    ]


def _outline(
    chance: random.Random,
    style: Style,
    bound: Sequence[_Bound],
    named: Sequence[tuple[int, str]],
    shift: int,
    count: int,
) -> list[list[object]]:
    if style.bookmarks == "wrong":
        places = sorted(chance.sample(range(1, count), min(12, count // 5)))
        return [[1, f"书签{k}", at] for k, at in enumerate(places, 1)]
    rows: list[list[object]] = []
    chapters = {
        b.start + shift + at + 1: text
        for b in bound
        for at, text in b.piece.chapters
        if not b.piece.inside
    }
    if style.bookmarks == "chapters":
        return [[1, text, at] for at, text in sorted(chapters.items())]
    if style.bookmarks == "files":
        return [
            [1, f"{k:02d} {title}.pdf", at + shift + 1] for k, (at, title) in enumerate(named, 1)
        ]
    if style.bookmarks == "nested":
        places = [(at + shift + 1, title) for at, title in named]
        for k, (at, title) in enumerate(places):
            if k % 5 == 0:
                rows.append([1, f"{k // 5 + 1} 第{k // 5 + 1}部分", at])
            rows.append([2, title, at])
            end = places[k + 1][0] if k + 1 < len(places) else count + 1
            rows.extend([3, t, p] for p, t in sorted(chapters.items()) if at < p < end)
    return rows
