"""HTML as a tree, as far as its text and tables need one: forgiving, bounded, never executed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

MOST_NODES = 500_000
_DEEPEST = 200
_VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "frame", "basefont",
    }
)  # fmt: skip
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "p": (frozenset({"p"}), frozenset({"td", "th", "li", "div", "body", "table"})),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"}), frozenset({"table"})),
    "thead": (frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"}), frozenset({"table"})),
}
"""For a start tag: what it closes, and what it does not reach beyond (HTML 13.1.2.4)."""
_CLOSES_P = frozenset(
    {
        "address", "article", "aside", "blockquote", "div", "dl", "fieldset", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "pre", "section",
        "table", "ul",
    }
)  # fmt: skip
_SCOPES = frozenset({"table", "td", "th"})
"""Elements that an end tag of something inline does not reach beyond."""


@dataclass(slots=True)
class Node:
    """An element."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)
    """Elements and text in their order."""

    def get(self, name: str) -> str:
        """The value of an attribute; empty where it is absent."""
        return self.attributes.get(name, "")

    def walk(self) -> list[Node]:
        """All elements within, in their order, without recursion."""
        found: list[Node] = []
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting.extend(c for c in reversed(node.children) if isinstance(c, Node))
        return found


@dataclass(frozen=True, slots=True)
class Document:
    """A page as a tree."""

    root: Node
    comments: tuple[str, ...]
    """The first of them: programs that save pages say there where they come from."""
    cut: bool
    """Whether it had more elements."""


def parse(text: str) -> Document:
    """A page of HTML as a tree; any text makes one."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return Document(builder.root, tuple(builder.comments), builder.cut)


class _Builder(HTMLParser):
    """Builds the tree; what is nested too deeply is put beside its parent."""

    _MOST_COMMENTS = 20

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.comments: list[str] = []
        self.cut = False
        self._open = [self.root]
        self._left = MOST_NODES

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CLOSES:
            self._close(*_CLOSES[tag])
        elif tag in _CLOSES_P:
            self._close(*_CLOSES["p"])
        if not self._take():
            return
        node = Node(tag, {name: value or "" for name, value in reversed(attrs)})
        self._open[-1].children.append(node)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return
            if self._open[index].tag in _SCOPES and tag not in ("table", "tr", "tbody", "body"):
                return

    def handle_data(self, data: str) -> None:
        if data and self._take():
            self._open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        if len(self.comments) < self._MOST_COMMENTS:
            self.comments.append(data[:5000])

    def _close(self, tags: frozenset[str], within: frozenset[str]) -> None:
        for index in range(len(self._open) - 1, 0, -1):
            tag = self._open[index].tag
            if tag in tags:
                del self._open[index:]
            elif tag in within:
                return

    def _take(self) -> bool:
        self._left -= 1
        self.cut = self.cut or self._left < 0
        return self._left >= 0
