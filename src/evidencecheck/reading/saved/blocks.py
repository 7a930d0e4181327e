"""A tree of HTML as the blocks that it shows: paragraphs, tables, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidencecheck.reading.office.grid import Entry
from evidencecheck.reading.office.layout import Align
from evidencecheck.reading.saved.markup_tree import Node

BODY = 10.5
"""Font size, points, of text that is no heading."""

_HEADINGS = {"h1": 18.0, "h2": 15.0, "h3": 13.0, "h4": 12.0, "h5": BODY, "h6": BODY}
_UNSEEN = frozenset(
    {
        "script", "style", "template", "noscript", "head", "title", "svg", "math", "canvas",
        "audio", "video", "object", "iframe", "datalist", "noframes", "map",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CENTRED = re.compile(r"text-align\s*:\s*(center|right)", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SHOWN_INPUTS = frozenset({"", "text", "number", "date", "tel", "email", "url", "search"})
_MOST_COLUMNS, _MOST_ROWS, _MOST_SPAN = 500, 65_000, 1_000


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    size: float = BODY
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells by column, each with its extent."""

    rows: tuple[dict[int, Entry], ...]
    columns: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, by the address that the page gives."""

    source: str


Block = Text | Grid | Shown


def blocks(root: Node) -> Iterator[Block]:
    """What the page shows, in its order."""
    yield from _Reader().of(root)


class _Reader:
    """Walks the tree; its depth is bounded by the parser."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._size = BODY
        self._align: Align = "left"
        self._kept = False

    def of(self, node: Node) -> Iterator[Block]:
        """The blocks of an element."""
        for child in node.children:
            if isinstance(child, str):
                self._text.append(child if self._kept else _SPACES.sub(" ", child))
            elif not _unseen(child):
                yield from self._element(child)
        if not node.tag:
            yield from self._flush()

    def _element(self, node: Node) -> Iterator[Block]:
        match node.tag:
            case "br":
                self._text.append("\n")
            case "img":
                yield from self._flush()
                yield Shown(node.get("src"))
            case "input" | "textarea" | "select":
                self._text.append(_value(node))
            case "table" if not _is_layout(node):
                yield from self._flush()
                yield from self._table(node)
            case tag if tag in _BLOCKS:
                yield from self._block(node)
            case _:
                yield from self.of(node)

    def _block(self, node: Node) -> Iterator[Block]:
        yield from self._flush()
        before = self._size, self._align, self._kept
        self._size = _HEADINGS.get(node.tag, self._size)
        self._align = _align(node, self._align)
        self._kept = self._kept or node.tag == "pre"
        if node.tag == "li":
            self._text.append("• ")
        yield from self.of(node)
        yield from self._flush()
        self._size, self._align, self._kept = before

    def _flush(self) -> Iterator[Text]:
        text = "".join(self._text)
        self._text = []
        lines = text.split("\n") if self._kept else [line.strip() for line in text.split("\n")]
        joined = "\n".join(line for line in lines if line.strip())
        if joined.strip("•\n "):
            yield Text(joined, self._size, self._align)

    def _table(self, node: Node) -> Iterator[Block]:
        rows: list[dict[int, Entry]] = []
        pictures: list[Shown] = []
        taken = [0] * _MOST_COLUMNS  # For each column, the first row in which it is free again.
        columns = 0
        for number, row in enumerate(_rows(node)):
            if number >= _MOST_ROWS:
                break
            found: dict[int, Entry] = {}
            column = 0
            for cell in _cells(row):
                while column < _MOST_COLUMNS and taken[column] > number:
                    column += 1
                if column == _MOST_COLUMNS:
                    break
                wide = min(_span(cell.get("colspan")), _MOST_COLUMNS - column)
                high = _span(cell.get("rowspan"))
                inner = list(_Reader().of(replace(cell, tag="")))
                text = "\n".join(b.text for b in inner if isinstance(b, Text))
                pictures.extend(b for b in inner if isinstance(b, Shown))
                align = _align(cell, "center" if cell.tag == "th" else "left")
                if text.strip():
                    found[column] = Entry(text, BODY, wide, high, align)
                taken[column : column + wide] = [number + high] * wide
                column += wide
            columns = max(columns, column)
            rows.append(found)
        if rows and columns:
            yield Grid(_within(rows), columns)
        yield from pictures


def _within(rows: list[dict[int, Entry]]) -> tuple[dict[int, Entry], ...]:
    """The rows with no cell reaching beyond the last of them."""
    return tuple(
        {c: replace(e, rows=min(e.rows, len(rows) - number)) for c, e in row.items()}
        for number, row in enumerate(rows)
    )


def _rows(table: Node) -> Iterator[Node]:
    for child in table.children:
        if not isinstance(child, Node) or _unseen(child):
            continue
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot", "form", "caption"):
            yield from _rows(child)


def _cells(row: Node) -> list[Node]:
    return [
        c for c in row.children
        if isinstance(c, Node) and c.tag in ("td", "th") and not _unseen(c)
    ]  # fmt: skip


def _is_layout(table: Node) -> bool:
    """Whether a table only arranges a page: one that holds tables, or has a single cell."""
    inside = table.walk()[1:]
    if any(n.tag == "table" for n in inside):
        return True
    return sum(n.tag in ("td", "th") for n in inside) <= 1


def _unseen(node: Node) -> bool:
    return (
        node.tag in _UNSEEN
        or "hidden" in node.attributes
        or bool(_HIDDEN.search(node.get("style")))
        or (node.tag == "input" and node.get("type").lower() == "hidden")
    )


def _value(node: Node) -> str:
    """What a field of a form shows."""
    if node.tag == "input":
        kind = node.get("type").lower()
        if kind in ("checkbox", "radio"):
            return "☑" if "checked" in node.attributes else "□"
        return node.get("value") if kind in _SHOWN_INPUTS else ""
    if node.tag == "textarea":
        return "".join(c for c in node.children if isinstance(c, str))
    options = [n for n in node.walk() if n.tag == "option"]
    chosen = next(
        (o for o in options if "selected" in o.attributes), options[0] if options else None
    )
    return "".join(c for c in chosen.children if isinstance(c, str)).strip() if chosen else ""


def _align(node: Node, default: Align) -> Align:
    styled = _CENTRED.search(node.get("style"))
    named = (styled[1] if styled else node.get("align")).lower()
    if node.tag == "center" or named == "center":
        return "center"
    return "right" if named == "right" else default


def _span(text: str) -> int:
    return min(max(1, int(text)), _MOST_SPAN) if text.isascii() and text.isdecimal() else 1
