"""What a paragraph of a Word file shows, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from evidencecheck.reading.office.markup import attribute, child, short, switched_on, value

UNSEEN = frozenset(
    {
        "w:del",
        "w:moveFrom",
        "w:instrText",
        "w:delText",
        "w:pPr",
        "w:rPr",
        "w:sdtPr",
        "mc:Fallback",
        "w:rt",
    }
)
"""Elements whose text is not shown: deletions, field codes, properties, second versions."""

_SYMBOLS = {
    ("wingdings", 0xFC): "√",
    ("wingdings", 0xFB): "×",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x6E): "■",
    ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0xA3): "□",
}
"""Ticks and boxes of the symbol fonts that forms are made with."""


@dataclass(frozen=True, slots=True)
class Text:
    """Shown text; tabs and line ends as characters."""

    text: str
    size: float | None
    """Font size of its run in points, where the run sets one."""


@dataclass(frozen=True, slots=True)
class Break:
    """The rest stands on the next page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A displayed picture, by relation id."""

    relation: str


@dataclass(frozen=True, slots=True)
class Boxed:
    """A text box: paragraphs and tables of its own."""

    content: Element


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram whose words stand in another part, by relation id."""

    relation: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """Another file embedded as an icon or preview."""

    program: str


Token = Text | Break | Picture | Boxed | Diagram | Embedded


def tokens(element: Element, size: float | None = None) -> Iterator[Token]:
    """What the children of a paragraph or run show, in order.

    Args:
        element: the paragraph.
        size: font size of the run around, points.
    """
    for inner in element:
        name = short(inner.tag)
        if name in UNSEEN:
            continue
        if name == "w:r":
            if not switched_on(inner, "w:rPr", "w:vanish"):
                yield from tokens(inner, run_size(inner))
        elif name in ("w:drawing", "w:pict", "w:object"):
            if _displayed(inner):
                yield from tokens(inner, size)
        elif (token := _leaf(name, inner, size)) is not None:
            yield token
        else:
            yield from tokens(inner, size)


def run_size(run: Element) -> float | None:
    """Font size that a run or style sets, points; None where it sets none."""
    half_points = value(run, "w:rPr", "w:sz")
    try:
        return float(half_points) / 2 if half_points else None
    except ValueError:
        return None


def text_of(items: Iterable[Token]) -> str:
    """The text among tokens."""
    return "".join(t.text for t in items if isinstance(t, Text))


def size_of(items: Iterable[Token], default: float) -> float:
    """The font size of most of the text, points."""
    count: Counter[float] = Counter()
    for token in items:
        if isinstance(token, Text):
            count[token.size or default] += len(token.text.strip())
    return max(count.items(), key=lambda c: (c[1], c[0]), default=(default, 0))[0]


def _leaf(name: str, element: Element, size: float | None) -> Token | None:
    """The token of an element that has no shown content inside; None for any other element."""
    if (text := _text(name, element)) is not None:
        return Text(text, size)
    match name:
        case "w:br":
            return Break()
        case "a:blip":
            return Picture(attribute(element, "r:embed"))
        case "v:imagedata":
            return Picture(attribute(element, "r:id"))
        case "w:txbxContent":
            return Boxed(element)
        case "dgm:relIds":
            return Diagram(attribute(element, "r:dm"))
        case "o:OLEObject":
            return Embedded(element.get("ProgID", ""))
    return None


def _text(name: str, element: Element) -> str | None:
    """The characters that an element stands for; None where it stands for none."""
    match name:
        case "w:t" | "m:t":
            return (element.text or "").replace("\n", " ")
        case "w:tab" | "w:ptab":
            return "\t"
        case "w:cr":
            return "\n"
        case "w:br":
            return None if attribute(element, "w:type") == "page" else "\n"
        case "w:noBreakHyphen":
            return "-"
        case "w:sym":
            return _symbol(element)
        case "v:textpath":
            # Word art, such as a watermark.
            return element.get("string", "") + "\n"
    return None


def _symbol(element: Element) -> str:
    font = attribute(element, "w:font").lower()
    try:
        code = int(attribute(element, "w:char", "0"), 16)
    except ValueError:
        return ""
    return _SYMBOLS.get((font, code & 0xFF), "")


def _displayed(drawing: Element) -> bool:
    """Whether a drawing takes up room on the page and is not hidden."""
    for frame in drawing:
        properties = child(frame, "wp:docPr")
        if properties is not None and properties.get("hidden") in ("1", "true"):
            return False
        extent = child(frame, "wp:extent")
        if extent is not None and "0" in (extent.get("cx"), extent.get("cy")):
            return False
    return True
