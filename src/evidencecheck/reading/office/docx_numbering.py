"""Numbers of lists and headings, which Word counts and does not store as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import cn2an

from evidencecheck.reading.office.docx_styles import Styles
from evidencecheck.reading.office.markup import attribute, short, switched_on, value

_LEVELS = 9
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 9999
"""Higher numbers are written in digits whatever the format."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    """``第%1章`` or ``%1.%2``."""
    style: str
    """Paragraph style that this level belongs to, if any."""
    legal: bool
    """Whether the numbers of all levels are written in digits: 1.1 under 第一章."""


class Numbering:
    """The counters of a document. Ask for labels in the order of the paragraphs."""

    def __init__(self, styles: Styles, root: Element | None = None) -> None:
        """Take the root of the numbering part; without one nothing is numbered."""
        self._styles = styles
        self._levels: dict[str, list[_Level]] = {}
        self._lists: dict[str, str] = {}
        """The abstract list of each list."""
        self._restarts: dict[str, dict[int, int]] = {}
        """First numbers of a list that begins anew, by level; taken out once used."""
        self._counts: dict[str, list[int | None]] = {}
        for element in () if root is None else root:
            if short(element.tag) == "w:abstractNum":
                self._levels[attribute(element, "w:abstractNumId")] = _levels(element)
            elif short(element.tag) == "w:num":
                self._list(element)

    def label(self, paragraph: Element) -> str:
        """What Word prints before a paragraph, with its blank; empty for none and for bullets."""
        number, level, style = self._styles.list_of(paragraph)
        name = self._lists.get(number, "")
        levels = self._levels.get(name, [])
        if level is None:
            level = next((i for i, v in enumerate(levels) if style and v.style == style), 0)
        if not 0 <= level < len(levels):
            return ""
        counts = self._count(name, number, level)
        if levels[level].form in ("bullet", "none"):
            return ""

        def written(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            if not 0 <= index < len(levels):
                return ""
            count = counts[index]
            form = "decimal" if levels[level].legal else levels[index].form
            return _written(levels[index].start if count is None else count, form)

        text = re.sub(r"%(\d)", written, levels[level].text)
        return f"{text} " if text and text[-1].isascii() else text

    def _list(self, element: Element) -> None:
        number = attribute(element, "w:numId")
        self._lists[number] = value(element, "w:abstractNumId") or ""
        for override in element:
            start = value(override, "w:startOverride")
            if short(override.tag) == "w:lvlOverride" and start is not None:
                level = _whole(attribute(override, "w:ilvl"), 0)
                self._restarts.setdefault(number, {})[level] = _whole(start, 1)

    def _count(self, name: str, number: str, level: int) -> list[int | None]:
        counts = self._counts.setdefault(name, [None] * _LEVELS)
        restart = self._restarts.get(number, {}).pop(level, None)
        count = counts[level]
        if restart is not None:
            counts[level] = restart
        else:
            counts[level] = self._levels[name][level].start if count is None else count + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return counts


def _levels(element: Element) -> list[_Level]:
    found = [e for e in element if short(e.tag) == "w:lvl"][:_LEVELS]
    return [
        _Level(
            _whole(value(e, "w:start"), 1),
            value(e, "w:numFmt") or "decimal",
            value(e, "w:lvlText") or "",
            value(e, "w:pStyle") or "",
            switched_on(e, "w:isLgl"),
        )
        for e in found
    ]


def _written(number: int, form: str) -> str:
    if not 0 < number <= _MOST:
        return str(number)
    if form in _CHINESE:
        words = str(cn2an.an2cn(str(number)))
        return words.removeprefix("一") if 10 <= number < 20 else words
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    words = ""
    for size, letters in _ROMAN:
        while number >= size:
            words, number = words + letters, number - size
    return words


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default
