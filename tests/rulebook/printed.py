"""The source documents as the packs quote them: without white space and without residue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

OMISSION = "…"

# What the head comments of the packs name: HTML in line 130 of 002, bookmarks in 003.
_RESIDUE = {"002": r"<[^>]*>", "003": r"\[bookmark:[^\]]*\]"}
# Lines 144 to 147 of 002: a page break in the middle of a cell, the head of the table again.
_PAGE_BREAK = {"002": "10序号指标名称具体要求分值得分"}


@dataclass(frozen=True)
class Printed:
    """One source document."""

    number: str
    lines: tuple[str, ...]
    """Without white space; line 1 is ``lines[1]``."""

    @cached_property
    def whole(self) -> str:
        """All lines in a row, the page break closed up."""
        return self._closed("".join(self.lines))

    def at(self, line: int, count: int = 4) -> str:
        """``count`` lines from ``line`` on: a cell or a label may be broken over several."""
        return self._closed("".join(self.lines[line : line + count]))

    def _closed(self, text: str) -> str:
        return text.replace(_PAGE_BREAK.get(self.number, "\n"), "")


def read(seeds: Path, number: str) -> Printed:
    """The source document of that number."""
    return Printed(number, tuple(map(squeezed, spaced(seeds, number))))


def spaced(seeds: Path, number: str) -> list[str]:
    """Its lines with their white space, by which the cells of a row are parted."""
    (file,) = seeds.glob(f"{number}*.txt")
    text = re.sub(_RESIDUE.get(number, "(?!)"), "", file.read_text("utf-8"))
    return ["", *text.split("\n")]


def squeezed(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", text)


def stands(quote: str, text: str) -> bool:
    """Whether the pieces of a quote stand in ``text`` in their order, white space aside."""
    text, at = squeezed(text), 0
    for piece in map(squeezed, quote.split(OMISSION)):
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True
