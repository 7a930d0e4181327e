"""Long reports, drawn: covers, contents, chapters, tables, annexes, in many layouts."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, replace

import pymupdf
from fixtures.make.development import FONTS
from fixtures.make.kit.flow import Flow

from benchmarks.bound import wording
from benchmarks.bound.pieces import Leaf, Piece

CJK_NUMBERS = "一二三四五六七八九十"
_A_PAGE = 9
"""Paragraphs that fill about one page."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report is laid out."""

    numbering: str
    """chapter: 第一章; cjk: 一、; point: 1 with 1.1."""
    size: float
    face: str
    margin: str
    header: str
    footer: str
    break_pages: bool
    contents: bool
    cover: bool
    approval: bool
    traps: int
    ends: str


def layout(chance: random.Random, title: str, firm: str) -> Layout:
    """A layout by chance."""
    return Layout(
        numbering=chance.choice(("chapter", "cjk", "point")),
        size=chance.choice((10.5, 11, 12)),
        face=chance.choice(("song", "hei", "kai")),
        margin=chance.choice(("72,72,72,64", "84,80,72,70", "64,70,64,60")),
        header=chance.choice(
            ("", "", title, f"{firm}{title}", f"{title}||{wording.number(chance)}")
        ),
        footer=chance.choice(
            ("", "", "第 {p} 页 共 {n} 页", "第{p}页 共{n}页", "- {p} -", "{p}", "{p} / {n}")
        ),
        break_pages=chance.random() < 0.6,
        contents=chance.random() < 0.6,
        cover=chance.random() < 0.85,
        approval=chance.random() < 0.4,
        traps=chance.choice((0, 1, 2, 3)),
        ends=chance.choice(("", "", "（以下空白）", "——报告结束——", "本报告正文完")),
    )


def draw(text: str, title: str) -> pymupdf.Document:
    """Markup as a PDF with its fonts cut down, as a program would save it."""
    document = Flow(FONTS.for_text_layer()).run(text)
    document.subset_fonts()
    data = document.tobytes(garbage=3, deflate=True)
    return pymupdf.open("pdf", data)


def leaves(document: pymupdf.Document) -> tuple[Leaf, ...]:
    """All pages of a file."""
    return tuple(Leaf(document, i) for i in range(document.page_count))


def report(chance: random.Random, pages: int, *, alone: bool = False) -> Piece:
    """A report of about ``pages`` pages; ``alone``: with a cover, as a file of its own has."""
    kind, pattern = chance.choice(wording.REPORTS)
    title = pattern.format(y=chance.randint(2022, 2025))
    firm, body = chance.choice(wording.FIRMS), chance.choice(wording.BODIES)
    how = layout(chance, title, firm)
    if alone:
        how = replace(how, cover=True)
    state = chance.getstate()
    parts = _chapters(chance, how, pages)
    text = _text(chance, how, title, firm, body, parts, {})
    document = draw(text, title)
    if how.contents:
        # The numbers of pages are known only now; the layout does not change by them.
        chance.setstate(state)
        parts = _chapters(chance, how, pages)
        where = _places(document, parts)
        text = _text(chance, how, title, firm, body, parts, where)
        document = draw(text, title)
    where = _places(document, parts)
    chapters = tuple((where[h] - 1, h) for h, _ in parts if h in where)
    return Piece(kind, title, leaves(document), chapters=chapters)


def _places(document: pymupdf.Document, parts: list[tuple[str, list[str]]]) -> dict[str, int]:
    """On which page, from 1, each chapter begins."""
    texts = [_plain(page.get_text()) for page in document]
    found: dict[str, int] = {}
    at = 0
    for heading, _ in parts:
        wanted = _plain(heading)
        for i in range(at, len(texts)):
            if wanted in texts[i] and f"{wanted}…" not in texts[i] and f"{wanted}." not in texts[i]:
                found[heading] = i + 1
                at = i
                break
    return found


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("...", "…")


def _chapters(chance: random.Random, how: Layout, pages: int) -> list[tuple[str, list[str]]]:
    """Headings and the lines of markup below each."""
    count = max(3, min(pages // 4, 14))
    names = chance.sample(wording.CHAPTERS, count)
    each = pages / count
    traps = set(chance.sample(range(1, count), min(how.traps, count - 1)))
    result: list[tuple[str, list[str]]] = []
    for k, name in enumerate(names):
        lines: list[str] = []
        for j in range(max(1, round(each * _A_PAGE / 7))):
            heading = chance.choice(wording.SECTIONS)
            lines.append(_section(how, k, j, heading))
            lines.extend(wording.paragraph(chance) for _ in range(chance.randint(2, 6)))
            if chance.random() < 0.4:
                lines.append(wording.GRID)
                lines.extend(wording.table(chance, chance.randint(4, 14)))
        if k in traps:
            lines.extend(_trap(chance, how, k))
        result.append((_chapter(how, k, name), lines))
    for k in range(chance.randint(0, 3)):
        heading = f"附录{'ABC'[k]} {chance.choice(wording.ANNEXES)}"
        lines = [wording.GRID, *wording.table(chance, chance.randint(10, 60))]
        result.append((heading, lines))
    return result


def _chapter(how: Layout, k: int, name: str) -> str:
    cjk = CJK_NUMBERS[k] if k < 10 else f"十{CJK_NUMBERS[k - 10]}"
    return {"chapter": f"第{cjk}章 {name}", "cjk": f"{cjk}、{name}", "point": f"{k + 1} {name}"}[
        how.numbering
    ]


def _section(how: Layout, k: int, j: int, name: str) -> str:
    if how.numbering == "cjk":
        return f"### （{CJK_NUMBERS[j % 10]}）{name}"
    return f"### {k + 1}.{j + 1} {name}"


def _trap(chance: random.Random, how: Layout, k: int) -> list[str]:
    """A page within the report that begins with the title of another kind of document."""
    name = chance.choice(wording.TRAPS)
    body = [wording.paragraph(chance) for _ in range(chance.randint(3, 8))]
    if chance.random() < 0.5:
        return ["!page", f"## {k + 1}.9 {name}", *body]
    return [
        "!page",
        f"^{{14 hei}} 表{k + 1}-1 {name}",
        wording.GRID,
        *wording.table(chance, 16),
        *body,
    ]


def _text(
    chance: random.Random,
    how: Layout,
    title: str,
    firm: str,
    body: str,
    parts: list[tuple[str, list[str]]],
    where: dict[str, int],
) -> str:
    out = [f"!paper paper=A4 face={how.face} head=hei size={how.size} margin={how.margin}"]
    if how.header:
        out.append(f'!header "{how.header}"')
    if how.footer:
        out.append(f'!footer "{how.footer}" first={2 if how.cover else 1}')
    when = wording.day(chance)
    if how.cover:
        out += [
            "!y 170",
            f"^{{22 hei}} {firm}",
            "!space 14",
            f"^{{28 hei}} {title}",
            "!space 240",
            f"^{{14 song}} 编制单位：{body}",
            f"^{{14 song}} {when}",
            "!page",
        ]
    else:
        out += [f"^{{22 hei}} {title}", f"^{{12 song}} {firm}"]
    if how.approval:
        out += [
            "!space 40",
            "^{16 hei} 签署页",
            "!kv style=line size=12",
            "编制 :: 甲某",
            "审核 :: 乙某",
            "批准 :: 丙某",
            "",
            f"委托单位：{firm}",
            f"报告编号：{wording.number(chance)}",
            "!page",
        ]
    if how.contents:
        out += ["!space 10", "^{18 hei} 目　录"]
        for heading, _ in parts:
            page = where.get(heading, 0)
            out.append(f"<{{11 song}} {heading}{'…' * max(4, 30 - len(heading))}{page:>3d}")
        out.append("!page")
    for k, (heading, lines) in enumerate(parts):
        if k and how.break_pages:
            out.append("!page")
        out.append(f"^{{18 hei}} {heading}" if how.numbering == "chapter" else f"## {heading}")
        out += lines
    if how.ends:
        out.append(f"^{{11 song}} {how.ends}")
    out += ["!space 20", f">{{12 song}} {body}", f">{{12 song}} {when}"]
    return "\n".join(out)
