"""Runs of serial numbers that certificates and credits print: from the first to the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, zip_longest
from typing import Final

from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.readings import number_key

_SURE = 0.9
_LABELLED = 0.85
"""Enough where a label says which end it is: the other words of the row may be doubtful."""
_LEAST_SIGNS = 10
"""Letters and digits of a serial number; a day has eight."""
# 2024XXXX00012001-00012500, 2024XXXX00012001 至 2024XXXX00012500
_SPAN = re.compile(
    r"(?P<head>[0-9A-Za-z][0-9A-Za-z/-]*?)(?P<first>\d{4,18})\s*(?:[-–—~～]{1,2}|(?:起\s*[,，]?\s*)?(?:至|到)|to)\s*"
    r"(?:(?P=head))?(?P<last>\d{4,18})(?![0-9A-Za-z])"
)
# 证书序列号(起) 2506-0711-000001, 起始编号：…, First serial number …
_END_OF_A_RUN: Final = (
    r"(?:(?:号码?|编码|编号|代码|号段)\s*[(（]?\s*(?:{han})[号码]?\s*[)）]?"
    r"|(?:{han})\s*(?:证书)?(?:编号|编码|序列号|序号|号码?)"
    r"|(?:{latin})\s+(?:serial\s*)?(?:number|no\.?)?)"
    r"\s*[:：]?[\s.…·]*(?P<number>[0-9A-Za-z][0-9A-Za-z/-]{{9,40}})(?=\s|$)"
)
_BEGINS = re.compile(
    _END_OF_A_RUN.format(han="起始|开始|起|始|从|自", latin="first|from|start|starting"), re.I
)
_ENDS = re.compile(
    _END_OF_A_RUN.format(han="终止|结束|截止|截至|止|终|到|至|迄", latin="last|to|end|ending"), re.I
)
_FROM_TO = re.compile(
    r"(?P<head>[0-9A-Za-z][0-9A-Za-z/-]*?)(?P<first>\d{4,18})\s*(?:(?:起\s*[,，]?\s*)?(?:至|到)|[~～]|to)\s*"
    r"(?:(?P=head))?(?P<last>\d{4,18})(?![0-9A-Za-z])"
)
_AT_THE_END = re.compile(r"(?<![0-9A-Za-z])([0-9A-Za-z][0-9A-Za-z/-]{13,40}\d)\s*[-–—~～至到]?\s*$")
_ALONE = re.compile(r"\s*[-–—~～至到]?\s*([0-9A-Za-z][0-9A-Za-z/-]{13,40}\d)\s*")
_BESIDE = re.compile(
    r"(?<![0-9A-Za-z])(?P<first>(?P<head>[0-9A-Z]{8,24}?)\d{8,18})[ \t]+"
    r"(?P<last>(?P=head)\d{8,18})(?![0-9A-Za-z])"
)
_COUNTED = re.compile(
    r"(?<![\d.,A-Za-z])\d{1,3}(?:,\d{3})+(?![\d.,])|(?<![\d.,A-Za-z])\d{1,7}(?![\d.,])"
)
_CUT = re.compile(
    r"(?<![0-9A-Za-z])(?P<first>[0-9A-Z]{20,40})\s*[-–—~～至到]+\s*(?P<rest>[0-9A-Z]{12,39})(?![0-9A-Za-z])"
)
# 3213…0001-3213015270021 at the end of a line, the rest of the last number below.
_BROKEN = re.compile(
    r"(?<![0-9A-Za-z])(?P<first>[0-9A-Z]{20,40})\s*[-–—~～至到]+\s*(?P<begun>[0-9A-Z]{1,39})\s*$"
)
_ALIKE = 8
"""Signs that a number and what is left of the next have in common, at least."""
_OF_A_KIND = 100
"""The number of a green certificate ends with two figures for its kinds, the same in a run."""
_GROUPS = re.compile(r"(?<![0-9A-Za-z])([0-9A-Z]{8,20}) (\d{6}) (\d{4,8})(?!\d)")
# Code of the project, and the rest.
_HALVES = re.compile(r"(?<![0-9A-Za-z])(\d{17}) (\d{15})(?!\d)")
_OF_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.]\d{3}(?!\d)")
"""1.000 certificates: the comma may have been read as a point."""
_DIGITS = re.compile(r"\d{4,18}$")


@dataclass(frozen=True, slots=True)
class Span:
    """Serial numbers that follow on each other."""

    head: str
    first: int
    last: int
    printed: str
    citation: Citation

    def overlaps(self, other: Span) -> bool:
        """Whether a number is in both."""
        return self.head == other.head and self.first <= other.last and other.first <= self.last

    @property
    def length(self) -> int:
        """How many numbers it has."""
        return self.last - self.first + 1

    def holds(self, other: Span) -> bool:
        """Whether every number of ``other`` is in this one too."""
        return self.head == other.head and self.first <= other.first and other.last <= self.last

    def is_same(self, other: Span) -> bool:
        """Whether both are the same numbers."""
        return (self.head, self.first, self.last) == (other.head, other.first, other.last)


def spans(document: Document) -> Iterator[Span]:
    """Every run of serial numbers that a document prints, each once."""
    seen: set[tuple[str, int, int]] = set()
    found = chain(_ends(document), _in_two_rows(document), _side_by_side(document))
    for line, first, last, printed in found:
        span = _span(line, first, last, printed, document)
        if span is not None and (key := (span.head, span.first, span.last)) not in seen:
            seen.add(key)
            yield span


def _ends(document: Document) -> Iterator[tuple[Line, str, str, str]]:
    """First and last number of runs, as printed: in one line, or in two that say which is which."""
    begun: tuple[Line, str] | None = None
    for line in map(_closed_up, _joined(document.lines)):
        if line.confidence < _LABELLED:
            continue
        # 2506-0711-000001 is no run where another follows behind 至.
        sure = line.confidence >= _SURE
        cut = _whole_again(line.text) if sure else None
        if cut is not None:
            yield line, *cut
            continue
        for m in (list(_FROM_TO.finditer(line.text)) or _SPAN.finditer(line.text)) if sure else ():
            yield line, m["head"] + m["first"], m["last"], m[0]
        begins, ends = _BEGINS.search(line.text), _ENDS.search(line.text)
        if begins is not None and ends is not None:
            yield line, begins["number"], ends["number"], f"{begins['number']}-{ends['number']}"
        elif begins is not None:
            begun = (line, begins["number"])
        elif ends is not None and begun is not None:
            yield begun[0], begun[1], ends["number"], f"{begun[1]}-{ends['number']}"
            begun = None


def _whole_again(text: str) -> tuple[str, str, str] | None:
    """A run of which the last number lost its beginning to the recogniser, as that of the first."""
    m = _CUT.search(text)
    if m is None:
        return None
    first, rest = m["first"], m["rest"]
    lost = len(first) - len(rest)
    if lost <= 0 or first[lost : lost + _ALIKE] != rest[:_ALIKE]:
        return None
    return first, first[:lost] + rest, m[0]


def _joined(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, a run of numbers that goes on in the next one put together."""
    for line, below in zip_longest(lines, lines[1:]):
        m = _BROKEN.search(line.text) if below is not None else None
        rest = below.text.strip() if below is not None else ""
        if m and rest.isalnum() and len(m["begun"]) + len(rest) == len(m["first"]):
            sure = min(line.confidence, below.confidence if below is not None else 1.0)
            yield replace(line, text=f"{line.text.rstrip()}{rest}", confidence=sure)
        else:
            yield line


def _closed_up(line: Line) -> Line:
    """A line whose numbers are set in groups: 3209WF0417 202503 000101."""
    text = _HALVES.sub(r"\1\2", _GROUPS.sub(r"\1\2\3", line.text))
    return line if text == line.text else replace(line, text=text)


def _in_two_rows(document: Document) -> Iterator[tuple[Line, str, str, str]]:
    """First and last number one above the other, as many apart as there are units.

    Which count they agree with they bear out, however well it was read.
    """
    count = document.field("certificate_count")
    if count is None or not isinstance(count.value, int | float):
        return
    counts = {count.value}
    if _OF_THOUSANDS.match(count.raw):
        counts.add(count.value * 1000)
    for upper, lower in pairwise(document.lines):
        first, last = _AT_THE_END.search(upper.text), _ALONE.fullmatch(lower.text)
        if first is None or last is None or min(upper.confidence, lower.confidence) < _SURE:
            continue
        low, high = _DIGITS.search(first[1]), _DIGITS.search(last[1])
        apart = int(high[0]) - int(low[0]) if low and high else -1
        # Figures for its kinds may end each number: those of a run are 100 apart then.
        if apart >= 0 and counts & {apart + 1, apart / _OF_A_KIND + 1}:
            yield upper, first[1], last[1], f"{first[1]}-{last[1]}"


def _side_by_side(document: Document) -> Iterator[tuple[Line, str, str, str]]:
    """First and last number of a run in one row of a ledger, with a blank between them."""
    for line in document.lines:
        m = _BESIDE.search(line.text) if line.confidence >= _SURE else None
        if m is None or m["first"] == m["last"]:
            continue
        # Two numbers of a list are no run: as many must stand in the row as it would hold.
        low, high = (int(m[name][len(m["head"]) :]) for name in ("first", "last"))
        counts = {int(n.replace(",", "")) for n in _COUNTED.findall(line.text[m.end() :])}
        held = {high - low + 1, (high - low) // _OF_A_KIND + 1}
        if counts & held:
            yield line, m["first"], m["last"], m[0]


def _span(line: Line, first: str, last: str, printed: str, document: Document) -> Span | None:
    begin, end = _DIGITS.search(first), _DIGITS.search(last)
    if begin is None or end is None:
        return None
    head, low, high = first[: begin.start()], begin[0], end[0]
    if last[: end.start()] not in {"", head}:
        return None
    if len(high) < len(low):
        # Only the last digits are printed again: 20240012001-2500.
        high = low[: len(low) - len(high)] + high
    if len(high) != len(low) or int(high) <= int(low) or len(number_key(first)) < _LEAST_SIGNS:
        return None
    place = Citation(document.file, line.page, line.box, printed)
    return Span(head, int(low), int(high), printed, place)
