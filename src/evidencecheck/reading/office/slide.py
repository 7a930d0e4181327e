"""What a slide shows, shape by shape, and where (ECMA-376 19.3, 20.1.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from evidencecheck.reading.office.markup import attribute, child, short

EMU = 12_700
"""English metric units of a point."""
_FARTHEST = 1e5
_MOST_SHAPES = 20_000
_TITLES = frozenset({"title", "ctrTitle"})
_SIZES = {"title": 36.0, "ctrTitle": 36.0, "subTitle": 24.0, "body": 20.0}
"""Font sizes, points, of text that names none, by placeholder; of any other text `_SIZE`."""
_SIZE = 18.0
_SMALL = frozenset({"dt", "ftr", "sldNum"})
_NOTE = 12.0


class Frame(NamedTuple):
    """Where a shape stands; points."""

    x: float
    y: float
    width: float
    height: float


class Paragraph(NamedTuple):
    """A paragraph of a shape."""

    text: str
    size: float
    """Font size, points."""
    align: str
    """As written: l, ctr, r, just; may be empty."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A shape with what it shows."""

    element: Element
    frame: Frame
    paragraphs: tuple[Paragraph, ...] = ()
    table: Element | None = None


class _Space(NamedTuple):
    """From the units of a group to those of the slide."""

    dx: float = 0.0
    dy: float = 0.0
    sx: float = 1.0
    sy: float = 1.0

    def frame(self, frame: Frame) -> Frame:
        return Frame(
            self.dx + self.sx * frame.x,
            self.dy + self.sy * frame.y,
            self.sx * frame.width,
            self.sy * frame.height,
        )


class Placeholders:
    """Where a layout and its master put placeholders, and how large their print is."""

    def __init__(self, diagram: Callable[[str], Element | None]) -> None:
        """Begin empty; ``diagram`` finds the words of a diagram by relation id."""
        self.diagram = diagram
        self._frames: dict[tuple[str, str], Frame] = {}
        self._sizes: dict[tuple[str, str], float] = {}

    def add(self, root: Element) -> None:
        """Take in a master or layout; what comes later wins."""
        for shape in root.iter():
            if short(shape.tag) != "p:sp" or (place := _placeholder(shape)) is None:
                continue
            kind, index = place
            frame = _frame(child(shape, "p:spPr", "a:xfrm"))
            size = _list_size(child(shape, "p:txBody"))
            for key in ((kind, ""), (kind, index), ("", index)):
                if key != ("", "") and frame is not None:
                    self._frames[key] = frame
                if key != ("", "") and size:
                    self._sizes[key] = size

    def frame(self, shape: Element) -> Frame | None:
        """Where a shape without a place of its own stands."""
        return next((self._frames[k] for k in _keys(shape) if k in self._frames), None)

    def size(self, shape: Element) -> float:
        """Font size of text in a shape that names none."""
        found = next((self._sizes[k] for k in _keys(shape) if k in self._sizes), 0.0)
        if found:
            return found
        place = _placeholder(shape)
        kind = place[0] if place is not None else ""
        return _NOTE if kind in _SMALL else _SIZES.get(kind, _SIZE)


def shown_on(tree: Element | None, laid: Placeholders) -> Iterator[Shown]:
    """The shapes of a slide in the order of its file, those of groups too."""
    left = _MOST_SHAPES
    for shown in _shapes(tree if tree is not None else (), _Space(), laid):
        left -= 1
        if left < 0:
            return
        yield shown


def points(text: str | None) -> float:
    """A length in English metric units as points; 0 where it makes no sense."""
    try:
        value = float(text or 0) / EMU
    except ValueError:
        return 0.0
    return value if abs(value) <= _FARTHEST else 0.0


def paragraphs(body: Element | None, size: float) -> tuple[Paragraph, ...]:
    """The paragraphs of a text body; ``size`` is that of text that names none, points."""
    return tuple(_paragraphs(body, size))


# ---------------------------------------------------------------------- shapes


def _shapes(parent: object, space: _Space, laid: Placeholders) -> Iterator[Shown]:
    for element in parent:  # type: ignore[attr-defined]
        match short(element.tag):
            case "p:sp" | "p:cxnSp" | "p:pic":
                if not _hidden(element):
                    yield _shape(element, space, laid)
            case "p:graphicFrame":
                if not _hidden(element):
                    yield _framed(element, space, laid)
            case "p:grpSp":
                if not _hidden(element):
                    yield from _shapes(element, _within(element, space), laid)
            case "mc:AlternateContent":
                choice = child(element, "mc:Choice")
                if choice is not None:
                    yield from _shapes(choice, space, laid)


def _shape(element: Element, space: _Space, laid: Placeholders) -> Shown:
    own = _frame(child(element, "p:spPr", "a:xfrm"))
    frame = space.frame(own) if own is not None else laid.frame(element)
    body = child(element, "p:txBody")
    size = _list_size(body) or laid.size(element)
    return Shown(element, frame or Frame(0, 0, 0, 0), paragraphs(body, size))


def _framed(element: Element, space: _Space, laid: Placeholders) -> Shown:
    frame = space.frame(_frame(child(element, "p:xfrm")) or Frame(0, 0, 0, 0))
    data = child(element, "a:graphic", "a:graphicData")
    table = child(data, "a:tbl") if data is not None else None
    if table is not None:
        return Shown(element, frame, table=table)
    words: list[Paragraph] = []
    for inner in data if data is not None else ():
        if short(inner.tag) == "dgm:relIds":
            root = laid.diagram(attribute(inner, "r:dm"))
            bodies = (e for e in (root.iter() if root is not None else ())
                      if short(e.tag) == "dgm:t")  # fmt: skip
            for body in bodies:
                words.extend(p for p in _paragraphs(body, _SIZE) if p.text.strip())
    return Shown(element, frame, tuple(words))


def _within(group: Element, space: _Space) -> _Space:
    """The space inside a group, in which its members are placed."""
    transform = child(group, "p:grpSpPr", "a:xfrm")
    outer = _frame(transform)
    inner = _frame(transform, "a:chOff", "a:chExt")
    if outer is None or inner is None or not inner.width or not inner.height:
        return space
    placed = space.frame(outer)
    sx, sy = placed.width / inner.width, placed.height / inner.height
    return _Space(placed.x - sx * inner.x, placed.y - sy * inner.y, sx, sy)


def _frame(transform: Element | None, offset: str = "a:off", extent: str = "a:ext") -> Frame | None:
    if transform is None:
        return None
    off, ext = child(transform, offset), child(transform, extent)
    if off is None or ext is None:
        return None
    return Frame(
        points(off.get("x")),
        points(off.get("y")),
        max(0.0, points(ext.get("cx"))),
        max(0.0, points(ext.get("cy"))),
    )


def _hidden(element: Element) -> bool:
    for holder in element:
        properties = child(holder, "p:cNvPr")
        if properties is not None:
            return properties.get("hidden") in ("1", "true")
    return False


def _placeholder(shape: Element) -> tuple[str, str] | None:
    """Kind and index of a placeholder; None for a shape of its own."""
    for holder in shape:
        place = child(holder, "p:nvPr", "p:ph")
        if place is not None:
            kind = place.get("type", "body")
            return ("title" if kind in _TITLES else kind), place.get("idx", "")
    return None


def _keys(shape: Element) -> tuple[tuple[str, str], ...]:
    place = _placeholder(shape)
    if place is None:
        return ()
    kind, index = place
    return ((kind, index), ("", index), (kind, "")) if index else ((kind, ""),)


# ---------------------------------------------------------------------- text


def _paragraphs(body: Element | None, size: float) -> Iterator[Paragraph]:
    for element in body if body is not None else ():
        if short(element.tag) != "a:p":
            continue
        properties = child(element, "a:pPr")
        align = properties.get("algn", "") if properties is not None else ""
        text, largest = "", 0.0
        for run in element:
            match short(run.tag):
                case "a:r" | "a:fld":
                    words = child(run, "a:t")
                    written = (words.text or "") if words is not None else ""
                    text += written
                    if written.strip():
                        largest = max(largest, _size(child(run, "a:rPr")) or size)
                case "a:br":
                    text += "\n"
        yield Paragraph(text, largest or size, align)


def _list_size(body: Element | None) -> float:
    """Font size that the list style of a text body sets for its first level; 0 where none."""
    style = child(body, "a:lstStyle", "a:lvl1pPr", "a:defRPr") if body is not None else None
    return _size(style)


def _size(properties: Element | None) -> float:
    text = properties.get("sz", "") if properties is not None else ""
    return int(text) / 100 if text.isdecimal() else 0.0
