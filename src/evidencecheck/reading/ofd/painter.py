"""The graphic units of an OFD page (GB/T 33190 8-13), drawn on a canvas.

Left out: clips, patterns and shadings. A clip could only hide; text under one is read, which errs
towards showing more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from evidencecheck.domain.files import Problem
from evidencecheck.domain.limits import Limits
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ofd import paths
from evidencecheck.reading.ofd.canvas import (
    INVISIBLE,
    Canvas,
    Colour,
    PlacedGlyph,
    picture_size,
)
from evidencecheck.reading.ofd.glyphs import glyphs_of
from evidencecheck.reading.ofd.numbers import (
    Matrix,
    applied,
    combined,
    matrix,
    number,
    placed,
    rect,
)
from evidencecheck.reading.ofd.pdf_fonts import PdfFont
from evidencecheck.reading.ofd.resources import Resources, children, text_of
from evidencecheck.reading.office.content import over
from evidencecheck.reading.office.markup import child, short

_DEEPEST = 8
"""Composite units and blocks inside one another."""
_MOST_UNITS = 200_000
"""Graphic units of one page."""
_LINE = 0.353
"""Width of a line in millimetres where none is given (GB/T 33190 8.2)."""
_BLACK = (0.0, 0.0, 0.0)
_SHOWN = ("Background", "Body", "Foreground")
"""Layers from the lowest to the highest."""


@dataclass(frozen=True, slots=True)
class _Look:
    fill: bool
    stroke: bool
    fill_colour: Colour | None
    """None where the file names none: black for text, nothing for a path."""
    stroke_colour: Colour
    line: float
    alpha: float


class _Font(NamedTuple):
    name: str
    font: PdfFont


class Painter:
    """Draws the content of one page; what cannot be drawn becomes a problem of it."""

    def __init__(self, canvas: Canvas, resources: Resources, limits: Limits) -> None:
        """Draw on ``canvas`` what refers to ``resources``."""
        self.problems: list[Problem] = []
        self._canvas = canvas
        self._resources = resources
        self._limits = limits
        self._left = _MOST_UNITS
        self._fonts: dict[str, _Font] = {}

    def page(self, content: Element) -> None:
        """Draw the layers of a page or template."""
        layers = list(children(child(content, "Content"), "Layer"))
        layers.sort(key=lambda e: _rank(e.get("Type", "Body")))
        for layer in layers:
            self.block(layer, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), layer.get("DrawParam"))

    def block(
        self, units: Iterable[Element], at: Matrix, parameters: str | None = None, depth: int = 0
    ) -> None:
        """Draw graphic units under the matrix ``at``."""
        for unit in units:
            if self._left <= 0 or depth > _DEEPEST:
                return
            self._left -= 1
            if self._left == 0:
                self.problems.append(over("more on a page", f"{_MOST_UNITS} objects"))
            if unit.get("Visible", "true").strip().lower() in ("false", "0"):
                continue
            match short(unit.tag):
                case "TextObject":
                    self._text(unit, at, parameters)
                case "PathObject":
                    self._path(unit, at, parameters)
                case "ImageObject":
                    self._image(unit, at)
                case "CompositeObject":
                    inside = self._resources.composites.get(unit.get("ResourceID", ""))
                    inner = child(inside, "Content") if inside is not None else None
                    if inner is not None:
                        self.block(inner, combined(at, placed(unit)[0]), parameters, depth + 1)
                case "PageBlock" | "Layer":
                    self.block(unit, at, unit.get("DrawParam", parameters), depth + 1)

    # ------------------------------------------------------------------ units

    def _text(self, unit: Element, at: Matrix, parameters: str | None) -> None:
        look = self._look(unit, parameters, fill=True, stroke=False)
        where = combined(at, placed(unit)[0])
        own, spare = self._font(unit.get("Font", "")), self._font("")
        glyphs = [
            (g.spare, PlacedGlyph(g.matrix, g.code, g.text, *applied(where, *g.matrix[4:])))
            for g in glyphs_of(unit, own.font, spare.font)
        ]
        shown = (look.fill or look.stroke) and look.alpha > 0
        mode = (0 if look.fill else 1) if shown else INVISIBLE
        with self._canvas.moved(where):
            self._canvas.shade(look.alpha if shown else 1.0)
            self._canvas.colour(look.fill_colour or _BLACK, look.stroke_colour)
            for is_spare, run in groupby(glyphs, key=lambda g: g[0]):
                name, font = spare if is_spare else own
                self._canvas.text(name, font, mode, [g for _, g in run if self._on_page(g)])

    def _font(self, name: str) -> _Font:
        """A font by its number; the CJK font where there is none of that number."""
        if name not in self._fonts:
            self._fonts[name] = _Font(f"F{len(self._fonts)}", self._resources.font(name))
        return self._fonts[name]

    def _on_page(self, glyph: PlacedGlyph) -> bool:
        """Whether a glyph begins on the page: what lies beside it nobody sees."""
        left, top, width, height = self._canvas.area
        return left <= glyph.x <= left + width and top <= glyph.y <= top + height

    def _path(self, unit: Element, at: Matrix, parameters: str | None) -> None:
        look = self._look(unit, parameters, fill=False, stroke=True)
        drawn = paths.operators(text_of(unit, "AbbreviatedData"))
        fill = look.fill and look.fill_colour is not None
        if not drawn or not (fill or look.stroke) or look.alpha <= 0:
            return
        odd = "*" if unit.get("Rule") == "Even-Odd" else ""
        paint = f"B{odd}" if fill and look.stroke else f"f{odd}" if fill else "S"
        with self._canvas.moved(combined(at, placed(unit)[0])):
            self._canvas.shade(look.alpha)
            self._canvas.colour(look.fill_colour or _BLACK, look.stroke_colour)
            self._canvas.path(f"{look.line:.4f} w {drawn} {paint}")

    def _image(self, unit: Element, at: Matrix) -> None:
        part = self._resources.parts.get(unit.get("ResourceID", ""), "")
        if not part:
            self._note("F101", "a picture of the page is missing")
            return
        try:
            data = self._resources.package.read(part)
        except ReadError as error:
            self.problems.append(error.problem)
            return
        where, (_, _, width, height) = placed(unit)
        if matrix(unit.get("CTM")) is None:
            where = combined(where, (width, 0.0, 0.0, height, 0.0, 0.0))
        self.picture(part, data, combined(at, where), _alpha(unit))

    def picture(self, key: str, data: bytes, at: Matrix, alpha: float = 1.0) -> None:
        """Draw a picture file on the unit square under ``at``; ``key`` tells it from others."""
        size = picture_size(data)
        most = self._limits.image_pixels
        if size is None:
            self._note("F101", "a picture of the page is damaged")
        elif size[0] * size[1] > most:
            self.problems.append(over(f"{size[0]} x {size[1]} pixels", f"{most} pixels"))
        elif alpha > 0:
            with self._canvas.moved(at):
                self._canvas.shade(alpha)
                self._canvas.picture(key, data)

    def _note(self, code: str, words: str) -> None:
        problem = Problem(code, (("reason", words),))
        if problem not in self.problems:
            self.problems.append(problem)

    # ------------------------------------------------------------------ looks

    def _look(self, unit: Element, inherited: str | None, *, fill: bool, stroke: bool) -> _Look:
        chain = list(self._resources.chain(unit.get("DrawParam") or inherited))
        line = next((e.get("LineWidth") for e in (unit, *chain) if e.get("LineWidth")), None)
        return _Look(
            fill=_flag(unit.get("Fill"), fill),
            stroke=_flag(unit.get("Stroke"), stroke),
            fill_colour=self._colour((unit, *chain), "FillColor"),
            stroke_colour=self._colour((unit, *chain), "StrokeColor") or _BLACK,
            line=abs(number(line, _LINE)),
            alpha=_alpha(unit),
        )

    def _colour(self, elements: Iterable[Element], name: str) -> Colour | None:
        found = next((c for e in elements if (c := child(e, name)) is not None), None)
        return None if found is None else self._resources.rgb(found)


def appearance(annotation: Element) -> tuple[Element, Matrix] | None:
    """What an annotation shows and where; None where it is hidden or shows nothing."""
    shown = child(annotation, "Appearance")
    if shown is None or not _flag(annotation.get("Visible"), True):
        return None
    x, y, _, _ = rect(shown.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return shown, (1.0, 0.0, 0.0, 1.0, x, y)


def _rank(kind: str) -> int:
    return _SHOWN.index(kind) if kind in _SHOWN else 1


def _flag(text: str | None, default: bool) -> bool:
    return default if text is None else text.strip().lower() in ("true", "1")


def _alpha(unit: Element) -> float:
    return min(255.0, max(0.0, number(unit.get("Alpha"), 255.0))) / 255
