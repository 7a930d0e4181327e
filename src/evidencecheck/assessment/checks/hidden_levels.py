"""A706: a level of an award that is another in the text hidden under its scan (domain C25)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_LEGIBLE = 0.93
_LEAST = 4
"""Characters of a line beside its level and figures."""
# 一级 and 二级 a recogniser takes for each other.
_LEVEL = re.compile(r"(?:国家|省|市|区|县)级")


def hidden_levels(document: Document, context: Context) -> Iterator[Finding]:
    """One line of print and of the layer, alike but for the level and figures.

    Neither level stands anywhere in the other text: whoever recognised the page reads 市 for no 区.
    """
    if document.origin is not Origin.OCR:
        return
    page = "".join(_plain(line.text) for line in document.lines)
    layer = "".join(map(_plain, document.under))
    under = {key: (level, text) for text in document.under for key, level in _parted(text)}
    for line in document.lines:
        for key, level in _parted(line.text) if line.confidence >= _LEGIBLE else ():
            other, text = under.get(key, (level, ""))
            if other != level and other not in page and level not in layer:
                place = document.at(line)
                yield context.finding("A706", document, cite=place, shown=line.text, layer=text)
                return


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """The words of a line that names one level, without figures, and the level."""
    plain = _plain(text)
    levels = _LEVEL.findall(plain)
    words = re.sub(r"\d", "", _LEVEL.sub("", plain))
    if len(levels) == 1 and len(words) >= _LEAST:
        yield words, levels[0]


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
