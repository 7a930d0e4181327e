"""How large and where the text of a Word file stands, as far as titles are known by it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from evidencecheck.reading.office.docx_inline import run_size
from evidencecheck.reading.office.layout import Align
from evidencecheck.reading.office.markup import attribute, child, short, value

DEFAULT_SIZE = 10.5
"""Points: 五号, the size of body text in Chinese Word."""

_LEVELS = 20
"""Styles based on styles based on styles; more than any document has."""
_ALIGN: dict[str, Align] = {"center": "center", "right": "right", "end": "right"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph's style says of it."""

    size: float
    align: Align


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: Element | None = None) -> None:
        """Take the root of the styles part; without one everything is in the default style."""
        self._styles: dict[str, Element] = {}
        self._looks: dict[str, Look] = {}
        self._size = DEFAULT_SIZE
        self._default = ""
        if root is None:
            return
        defaults = child(root, "w:docDefaults", "w:rPrDefault")
        # Without a size Word takes 10 points; Chinese templates always set one.
        self._size = (defaults is not None and run_size(defaults)) or DEFAULT_SIZE
        for style in root:
            if short(style.tag) == "w:style" and attribute(style, "w:type") == "paragraph":
                name = attribute(style, "w:styleId")
                self._styles[name] = style
                if attribute(style, "w:default") in ("1", "true"):
                    self._default = name

    def look(self, paragraph: Element) -> Look:
        """Size and alignment of a paragraph as its style and its own properties give them."""
        style = value(paragraph, "w:pPr", "w:pStyle") or self._default
        if style not in self._looks:
            self._looks[style] = self._resolve(style)
        look = self._looks[style]
        own = value(paragraph, "w:pPr", "w:jc")
        return look if own is None else Look(look.size, _ALIGN.get(own, "left"))

    def list_of(self, paragraph: Element) -> tuple[str, int | None, str]:
        """Id of the list that a paragraph belongs to, its level, and the style that says so.

        The level is None where the style leaves it to the list; the id is empty for no list.
        """
        style = value(paragraph, "w:pPr", "w:pStyle") or self._default
        element: Element | None = paragraph
        name = level = ""
        for _ in range(_LEVELS):
            if element is None:
                break
            level = level or value(element, "w:pPr", "w:numPr", "w:ilvl") or ""
            number = value(element, "w:pPr", "w:numPr", "w:numId")
            if number is not None:
                return number, int(level) if level.isdecimal() else None, name
            name, element = style, self._styles.get(style)
            style = "" if element is None else value(element, "w:basedOn") or ""
        return "", None, ""

    def _resolve(self, name: str) -> Look:
        size: float | None = None
        align: Align | None = None
        for _ in range(_LEVELS):
            style = self._styles.get(name)
            if style is None:
                break
            size = size or run_size(style)
            jc = value(style, "w:pPr", "w:jc")
            align = align or (None if jc is None else _ALIGN.get(jc, "left"))
            name = value(style, "w:basedOn") or ""
        return Look(size or self._size, align or "left")
