"""What a page draws, judged: pictures, hidden text, places of codes, seals, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidencecheck.reading.upright import Rectangle

Drawn = Sequence[tuple[str, Rectangle]]
"""Entries of ``pymupdf.Page.get_bboxlog``: what is drawn and where, in the order of drawing."""

_PICTURES = frozenset({"fill-image", "fill-imgmask"})
_PATHS = frozenset({"fill-path", "stroke-path"})
_SHOWN_TEXT = frozenset({"fill-text", "stroke-text"})
_HIDDEN_SHARE = 0.4
_PAGE_SHARE = 0.6
"""Least share of a page that a picture of it covers."""
_EDGE, _TALLEST = 0.07, 0.06
"""Shares of a page: its edges, and the height up to which a line of print is no watermark."""
# A code printed on paper is between about 1 and 6 cm wide.
_CODE_POINTS = (28.0, 175.0)
_SQUARE = 1.25
# Bar codes and PDF417 are longer than high, and stand level or upright.
_BAR_POINTS, _FLAT = (14.0, 260.0), 9.0
# A file may draw each dark field of a code, or each run of them, as a path; no code has fewer.
_FIELDS = 60
_BARS = 25
OF_A_LINE = (4.0, 40.0)
"""Points that a path is high which covers a line of print."""
_WIDEST, _PIECES = 0.6, 3
"""Share of a page that a picture laid over its picture is wide, and how many there are, at most."""
_HIGHEST = 26.0
"""Points that it is high: signatures are higher than a line of print."""
_FIELD_POINTS = 12.0
_SEAL_SIZES, _OVAL = (0.04, 0.5), 1.75
"""Sizes of a seal as shares of the page's shorter side; longest over shortest side of its path."""
_INK_WIDE, _INK_HIGH = (1.2, 16.0), (0.7, 8.0)
"""Heights of print that the drawing of a signature, or one stroke of it, is wide and high."""
_THICKEST = 2.0
"""Points of a rule, up to which one line stands for it."""


def picture_share(drawn: Drawn, width: float, height: float) -> float:
    """0..1: how much of a page of ``width`` x ``height`` points pictures cover."""
    whole = width * height
    if whole <= 0:
        return 0.0
    covered = 0.0
    for kind, (x0, y0, x1, y1) in drawn:
        if kind not in _PICTURES:
            continue
        wide = min(x1, width) - max(x0, 0.0)
        high = min(y1, height) - max(y0, 0.0)
        if wide > 0 and high > 0:
            # Nearly covered already: one picture lies over another.
            covered = max(covered, wide * high) if covered > 0.9 * whole else covered + wide * high
    return min(1.0, covered / whole)


def text_is_hidden(drawn: Drawn) -> bool:
    """Whether much of the text is drawn invisibly (render mode 3) or under a picture."""
    shown = hidden = 0.0
    under: list[Rectangle] = []
    for kind, box in drawn:
        if kind == "ignore-text":
            hidden += _length(box)
        elif kind.endswith("-text"):
            shown += _length(box)
            under.append(box)
        elif kind == "fill-image" and under:
            # A picture drawn after text covers it.
            covered = [t for t in under if _inside(t, box)]
            if covered:
                length = sum(map(_length, covered))
                hidden += length
                shown -= length
                under = [t for t in under if not _inside(t, box)]
    return hidden > 0 and hidden > _HIDDEN_SHARE * (hidden + max(shown, 0.0))


def print_over_picture(drawn: Drawn, width: float, height: float) -> Iterator[Rectangle]:
    """Where print is drawn, and shown, after a picture that most of the page is; not that along
    the edges, where binding puts its numbers."""
    for kind, box in _after_picture(drawn, width, height):
        if (
            kind in _SHOWN_TEXT
            and box[3] - box[1] <= _TALLEST * height
            and _is_inside(box, width, height)
        ):
            yield box


def pictures_over_picture(drawn: Drawn, width: float, height: float) -> list[Rectangle]:
    """The same of small pictures that may be of a line of print; none where a page has many, as
    one has that was put together from pieces."""
    after = list(_after_picture(drawn, width, height))
    small = [
        box
        for box in pictures_of_a_line(after)
        if box[2] - box[0] <= _WIDEST * width and box[3] - box[1] <= _HIGHEST
    ]
    return [b for b in small if _is_inside(b, width, height)] if len(small) <= _PIECES else []


def _after_picture(drawn: Drawn, width: float, height: float) -> Drawn:
    """What is drawn after a picture that most of the page is."""
    pages = (
        n
        for n, (kind, box) in enumerate(drawn)
        if kind in _PICTURES and _covers(box, width, height)
    )
    last = max(pages, default=None)
    return () if last is None else drawn[last + 1 :]


def _is_inside(box: Rectangle, width: float, height: float) -> bool:
    across, down = (box[0] + box[2]) / 2 / width, (box[1] + box[3]) / 2 / height
    return _EDGE < across < 1 - _EDGE and _EDGE < down < 1 - _EDGE


def pictures_of_a_line(drawn: Drawn) -> Iterator[Rectangle]:
    """Pictures of the height of some lines of print, and wider than high; no seals, no logos."""
    for kind, box in drawn:
        wide, high = box[2] - box[0], box[3] - box[1]
        if kind == "fill-image" and OF_A_LINE[0] <= high <= OF_A_LINE[1] and wide >= high:
            yield box


def _covers(box: Rectangle, width: float, height: float) -> bool:
    wide = min(box[2], width) - max(box[0], 0.0)
    high = min(box[3], height) - max(box[1], 0.0)
    return wide > 0 and high > 0 and wide * high >= _PAGE_SHARE * width * height


def may_have_rules(drawn: Drawn, fewest: int, shortest: float) -> bool:
    """Whether paths are drawn that could be ``fewest`` lines of ``shortest`` points or more."""
    level = upright = 0
    for kind, (x0, y0, x1, y1) in drawn:
        if kind in _PATHS:
            wide, high = x1 - x0 >= shortest, y1 - y0 >= shortest
            # One path may hold all lines of a table: then it is large both ways.
            if wide and high:
                return True
            level += wide
            upright += high
    # Which way is level is not known before the page is turned.
    return max(level, upright) >= fewest


def thin_paths(drawn: Drawn) -> list[Rectangle] | None:
    """All paths drawn as level and upright lines; None where one is more than a line."""
    lines: list[Rectangle] = []
    for kind, (x0, y0, x1, y1) in drawn:
        if kind not in _PATHS:
            continue
        if y1 - y0 <= _THICKEST:
            y = (y0 + y1) / 2
            lines.append((x0, y, x1, y))
        elif x1 - x0 <= _THICKEST:
            x = (x0 + x1) / 2
            lines.append((x, y0, x, y1))
        else:
            return None
    return lines


def may_have_seal(drawn: Drawn, width: float, height: float) -> bool:
    """Whether a picture, or a path as round as a seal, is drawn that is as large as one."""
    least, most = (share * min(width, height) for share in _SEAL_SIZES)
    for kind, (x0, y0, x1, y1) in drawn:
        low, high = sorted((x1 - x0, y1 - y0))
        if low < least:
            continue
        # A picture may hold more than the seal; a path is its outline.
        if kind in _PICTURES or (kind in _PATHS and high <= most and high <= _OVAL * low):
            return True
    return False


def may_have_ink(drawn: Drawn, em: float) -> Iterator[Rectangle]:
    """Where a signature may be drawn: pictures and curves of its size; ``em``: height of print."""
    for kind, box in drawn:
        wide, high = box[2] - box[0], box[3] - box[1]
        sized = (
            _INK_WIDE[0] * em <= wide <= _INK_WIDE[1] * em
            and _INK_HIGH[0] * em <= high <= _INK_HIGH[1] * em
        )
        if sized and (kind in _PICTURES or kind in _PATHS):
            yield box


def code_places(drawn: Drawn) -> list[Rectangle]:
    """Where a code may stand: squares of its size, drawn as a picture, a path, or many paths; and
    bars drawn with many paths."""
    places: list[Rectangle] = []
    fields: list[Rectangle] = []
    for kind, box in (*drawn, ("end", (0.0, 0.0, 0.0, 0.0))):
        if kind == "fill-path" and min(box[2] - box[0], box[3] - box[1]) <= _FIELD_POINTS:
            fields.append(box)
            continue
        around = _around(fields) if len(fields) >= _BARS else None
        if around and (_may_be_bars(around) or (len(fields) >= _FIELDS and _may_be_code(around))):
            places.append(around)
        fields = []
        if (kind in _PICTURES or kind == "fill-path") and _may_be_code(box):
            places.append(box)
    return list(dict.fromkeys(places))


def _may_be_code(box: Rectangle) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    low, high = _CODE_POINTS
    return low <= width <= high and height / _SQUARE < width < height * _SQUARE


def _may_be_bars(box: Rectangle) -> bool:
    short, long = sorted((box[2] - box[0], box[3] - box[1]))
    low, high = _BAR_POINTS
    return short >= low and 2 * low <= long <= high and _SQUARE * short <= long <= _FLAT * short


def _around(boxes: Sequence[Rectangle]) -> Rectangle:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _length(box: Rectangle) -> float:
    return max(box[2] - box[0], box[3] - box[1], 0.0)


def _inside(inner: Rectangle, outer: Rectangle) -> bool:
    return (
        inner[0] >= outer[0] - 1
        and inner[2] <= outer[2] + 1
        and inner[1] >= outer[1] - 1
        and inner[3] <= outer[3] + 1
    )
