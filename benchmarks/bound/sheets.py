"""What belongs to a volume and to none of its documents: cover, contents, sheets between parts."""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.bound import wording
from benchmarks.bound.pieces import Leaf, Piece
from benchmarks.bound.reports import CJK_NUMBERS, draw, leaves

COVERS = ("零碳工厂证明材料", "零碳工厂佐证材料汇编", "支撑材料", "零碳工厂评价证明文件")
_A_PAGE = 30


def cover(chance: random.Random) -> Piece:
    """The cover of the volume."""
    title = chance.choice(COVERS)
    text = [
        "!paper paper=A4 face=song head=hei size=12",
        "!y 220",
        f"^{{30 hei}} {title}",
        "!space 260",
        f"^{{16 song}} 申报单位：{chance.choice(wording.FIRMS)}",
        "^{16 song} 二〇二六年三月",
    ]
    return Piece("", title, leaves(draw("\n".join(text), title)))


def contents(style: str, entries: Sequence[tuple[str, str]], heading: str) -> tuple[Leaf, ...]:
    """Pages of contents; ``entries``: texts with their pages as printed.

    ``style``: dots, columns (a ruled table) or list (no pages are printed).
    """
    text = ["!paper paper=A4 face=song head=hei size=12", f"^{{20 hei}} {heading}"]
    if style == "columns":
        text += ["!table size=11 widths=1,6,1.4 align=c,l,c", "| 序号 | 材料名称 | 页码 |"]
        text += [f"| {k} | {name} | {at} |" for k, (name, at) in enumerate(entries, 1)]
    elif style == "dots":
        for name, at in entries:
            shown = name[:34]
            text.append(f"<{{11 song}} {shown}{'…' * max(4, 36 - len(shown))}{at}")
    else:
        text += [f"<{{12 song}} {name[:40]}" for name, _ in entries]
    return leaves(draw("\n".join(text), heading))


def length(style: str, entries: Sequence[tuple[str, str]], heading: str) -> int:
    """How many pages the contents take."""
    return len(contents(style, entries, heading))


def separator(chance: random.Random, number: int, name: str, style: int) -> Piece:
    """A sheet that stands before the document or documents that it names."""
    cjk = CJK_NUMBERS[(number - 1) % 10]
    lines = (
        [f"^{{32 hei}} 附件{number}", f"^{{24 hei}} {name[:18]}"],
        [f"^{{26 hei}} 附件{number}：{name[:16]}"],
        [f"^{{30 hei}} 附件{cjk}"],
        [f"^{{26 song}} {number}. {name[:16]}"],
        [f"^{{26 kai}} {name[:18]}证明材料"],
    )[style]
    text = ["!paper paper=A4 face=song head=hei size=12", f"!y {chance.choice((200, 330))}", *lines]
    return Piece("", lines[0].split("} ")[-1], leaves(draw("\n".join(text), name)))


def blank() -> Leaf:
    """The empty back of a sheet."""
    document = draw("!paper paper=A4 face=song size=12\n!space 1", "")
    return Leaf(document, 0, blank=True)
