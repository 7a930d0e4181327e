"""Runs of serial numbers that certificates and credits print: from the first to the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product, zip_longest
from typing import Final

from evidencecheck.assessment.amounts import KWH_OF_A_CERTIFICATE
from evidencecheck.assessment.rows_of_labels import one_above_the_other
from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.readings import lookalikes, number_key

_SURE = 0.9
_LABELLED = 0.85
"""Enough where a label says which end it is: the other words of the row may be doubtful."""
_LEAST_SIGNS = 10
"""Letters and digits of a serial number; a day has eight."""
# 2024XXXX00012001-00012500, 2024XXXX00012001 至 2024XXXX00012500
# A long stroke is read as 一.
_JOINT: Final = (
    r"\s*(?:[~～]{1,2}|[—–]{1,2}|(?<=\d)一(?=\s*(?:[0-9A-Za-z]|$))"
    r"|(?:起\s*[,，]?\s*)?(?:至|到)|\bto\b)\s*"
)
"""Stands between the first and the last number of a run."""
_HYPHEN: Final = r"\s*-{1,2}\s*"
"""Joins both as well, and the parts of one number."""
# 2024XXXX00012001-00012500, 2024XXXX00012001 至 2024XXXX00012500: words that a joint may part.
_CHAIN = re.compile(
    rf"(?<![0-9A-Za-z])[0-9A-Za-z]+(?:(?:[/_]|{_HYPHEN}|{_JOINT})[0-9A-Za-z]+)+", re.IGNORECASE
)
_LINK = re.compile(rf"(?P<sure>{_JOINT})|{_HYPHEN}", re.IGNORECASE)
# GF64…5001C1: letters may follow the figures that count.
_SHAPE = re.compile(
    r"(?P<head>[^\u4e00-\u9fff]*?)(?P<count>\d{4,18})(?P<tail>(?:[A-Z]{1,3}\d{0,3})?)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?P<count>\d{4,18})(?P<tail>(?:[A-Z]{1,3}\d{0,3})?)", re.IGNORECASE)
# 9344-84729371-84730370-VCS-VCU-279-…: first and last stand in the midst of one number.
_AMIDST = re.compile(
    r"(?P<head>(?:[0-9A-Z]+-)+?)(?P<first>\d{4,12})-(?P<last>\d{4,12})(?P<tail>-[A-Z]{2,}[0-9A-Z-]*)",
    re.IGNORECASE,
)
# GS1-1-CN-GS7472-4-2019-20964-1-1000: the last two of many parts.
_BLOCK = re.compile(
    r"(?P<head>(?:[0-9A-Z]+-){4,})(?P<first>\d{1,9})-(?P<last>\d{1,9})", re.IGNORECASE
)
_MANY = 6
"""Figures of a number whose beginning is not printed again behind a mere hyphen."""
_VERY_LONG = 14
"""Figures of a number that is that of no paper: its end alone may be printed again."""
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?")
# 证书序列号(起) 2506-0711-000001, 起始编号：…, First serial number …
_END_OF_A_RUN: Final = (
    r"(?:(?:号码?|编码|编号|代码|号段)\s*[(（]?\s*(?:{han})[号码]?\s*[)）]?"
    r"|(?:{han})\s*(?:证书)?(?:编号|编码|序列号|序号|号码?)"
    r"|(?:{latin})\s+(?:serial\s*)?(?:number|no\.?)?)"
    r"\s*[:：]?[\s.…·]*(?P<number>[0-9A-Za-z][0-9A-Za-z/-]{{9,40}})(?=\s|$)"
)
_BEGINS = re.compile(
    _END_OF_A_RUN.format(
        han="起始|开始|首[张枚个]?|第一[张枚个]|起|始|从|自", latin="first|from|start|starting"
    ),
    re.I,
)
_ENDS = re.compile(
    _END_OF_A_RUN.format(
        han="终止|结束|截止|截至|[末尾][张枚个]?|最后一?[张枚个]|止|终|到|至|迄",
        latin="last|to|end|ending",
    ),
    re.I,
)
_LABEL_ALONE = re.compile(
    r"(?P<label>(?:证书)?(?:起始|开始|首[张枚个]|终止|结束|截止|截至|末[张枚个])(?:证书)?(?:编号|编码|序列号|序号|号码?))"
    r"\s*[:：]?\s*(?:[A-Za-z][A-Za-z .]{0,20})?[:：]?"
)
_NUMBER_ALONE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{9,40}")
_IN_A_ROW = re.compile(
    rf"(?<![0-9A-Za-z])(?P<number>[0-9A-Za-z][0-9A-Za-z/-]{{9,40}}?)(?P<joint>{_JOINT}|{_HYPHEN}|起[,，]?)?(?=\s|$)",
    re.IGNORECASE,
)
_IN_THE_NEXT = re.compile(
    rf"(?:^|(?<=\s))(?P<joint>{_JOINT}|{_HYPHEN})?(?P<number>[0-9A-Za-z][0-9A-Za-z/-]{{9,40}})"
    r"(?=\s|$|[,，;；。)）止终])",
    re.IGNORECASE,
)
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
    r"(?<![0-9A-Za-z-])(?P<first>[0-9A-Z]{20,40}|[0-9A-Z][0-9A-Z-]{13,40}(?=\s*[—~～至到]))"
    r"\s*[-–—~～至到]+\s*(?P<begun>[0-9A-Z-]{1,39})\s*$"
)
_GOES_ON = re.compile(r"\s*(?P<rest>[0-9A-Z-]+)(?![0-9A-Za-z])")
# GS63…71001—GS632122045202 6020000071600
_IN_PIECES = re.compile(
    r"(?<![0-9A-Za-z-])(?P<first>[0-9A-Z]+(?: [0-9A-Z]+){0,2})(?P<joint>\s*[-–—~～至到]+\s*)"
    r"(?P<last>[0-9A-Z]+(?: [0-9A-Z]+){0,2})(?![0-9A-Za-z-])"
)
_LONG = 20
"""Signs of a number that a cell breaks."""
_ALIKE = 8
"""Signs that a number and what is left of the next have in common, at least."""
_STEPS = (1, 10, 100)
"""The number of a green certificate may end with one or two figures that are the same in a run."""
_GROUPS = re.compile(r"(?<![0-9A-Za-z])([0-9A-Z]{8,20}) (\d{6}) (\d{4,8})(?!\d)")
_FOURS = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Z]{4} ){4,}[0-9A-Z]{1,4}(?![0-9A-Za-z])")
# GEC2025[0001-0500], …0001(起)至…0500(止), …0001/…0500, 自…0001起共500个
_BRACKETED = re.compile(
    r"([0-9A-Z]{8,})\s*[\[(（【](\d{4,18})(\s*[-–—~～至到]+\s*\d{4,18})[\])）】]", re.IGNORECASE
)
_WHICH_END = re.compile(r"(?<=\d)\s*[(（](?:起|始|止|终|含)[)）]")
_SLASHED = re.compile(r"(?<![0-9A-Za-z/])([0-9A-Z]{14,40})/([0-9A-Z]{14,40})(?![0-9A-Za-z/])")
_SO_MANY = re.compile(
    r"(?P<first>[0-9A-Za-z][0-9A-Za-z-]{9,40})\s*起\s*[,，]?\s*(?:连续|共计|共|合计)\s*"
    r"(?P<many>\d[\d,]{0,9})\s*[个张份枚吨t]"
)
# Code of the project, and the rest.
_HALVES = re.compile(r"(?<![0-9A-Za-z])(\d{17}) (\d{15})(?!\d)")
_FIGURES = re.compile(r"(?:\D*\d){6}")
"""What a line with a serial number has at least."""
_OF_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.]\d{3}(?!\d)")
"""1.000 certificates: the comma may have been read as a point."""


@dataclass(frozen=True, slots=True)
class Span:
    """Serial numbers that follow on each other."""

    head: str
    """What all have in common, behind the figures that count as well, as it may be misread."""
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

    @property
    def may_hold(self) -> frozenset[float]:
        """How many numbers it may have: figures for their kind may end each of them."""
        return _may_hold(self.last - self.first)

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
    counts = _counts(document)
    for printed in _joined(document.lines):
        if printed.confidence < _LABELLED or not _FIGURES.match(printed.text):
            continue
        line = _closed_up(printed)
        sure = line.confidence >= _SURE
        cut = _whole_again(line.text) if sure else None
        if cut is not None:
            yield line, *cut
            continue
        for m in _CHAIN.finditer(line.text):
            run = _parted(m[0], counts)
            if run is not None and (sure or _agrees(*run, counts)):
                yield line, *run, m[0]
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
    """The lines, a run of numbers that goes on in the next one put together.

    And a label with the number alone below it: 起始编号 / 2503…0001.
    """
    for line, below in zip_longest(lines, lines[1:]):
        alone = _LABEL_ALONE.fullmatch(line.text.strip()) if below is not None else None
        if alone is not None and below is not None and _NUMBER_ALONE.fullmatch(below.text.strip()):
            yield replace(below, text=f"{alone['label']}:{below.text.strip()}")
            continue
        m = _BROKEN.search(line.text) if below is not None else None
        rest = _GOES_ON.match(below.text) if m is not None and below is not None else None
        if m and rest and below and len(m["begun"]) + len(rest["rest"]) == len(m["first"]):
            sure = min(line.confidence, below.confidence)
            yield replace(line, text=f"{line.text.rstrip()}{rest['rest']}", confidence=sure)
        else:
            yield line


def _unbroken(text: str) -> str:
    """A run whose numbers a narrow cell has broken: both are of one length without the blanks."""
    for m in _IN_PIECES.finditer(text):
        first, last = m["first"].split(" "), m["last"].split(" ")
        for n, k in product(range(len(first)), range(1, len(last) + 1)):
            begin, end = "".join(first[n:]), "".join(last[:k])
            broken = len(first) - n > 1 or k > 1
            alike = len(begin) == len(end) >= _LONG and begin[:_ALIKE] == end[:_ALIKE]
            if alike and broken:
                before, behind = " ".join(first[:n]), " ".join(last[k:])
                run = f"{before} {begin}{m['joint']}{end} {behind}"
                return f"{text[: m.start()]}{run}{text[m.end() :]}"
            if alike:
                return text
    return text


def _with_its_last(m: re.Match[str]) -> str:
    """A run by its first number and its count, with the last: 自…0001起共500个."""
    ends = _SHAPE.fullmatch(m["first"])
    if ends is None:
        return m[0]
    last = int(ends["count"]) + int(m["many"].replace(",", "")) - 1
    return f"{m['first']}~{ends['head']}{last:0{len(ends['count'])}d}{ends['tail']}"


def _closed_up(line: Line) -> Line:
    """A line whose numbers are set in groups: 3209WF0417 202503 000101."""
    text = _HALVES.sub(r"\1\2", _GROUPS.sub(r"\1\2\3", _unbroken(line.text)))
    text = _FOURS.sub(lambda m: m[0].replace(" ", ""), _BRACKETED.sub(r"\1\2\3", text))
    text = _SLASHED.sub(r"\1~\2", _WHICH_END.sub("", text))
    text = _SO_MANY.sub(_with_its_last, text)
    return line if text == line.text else replace(line, text=text)


def _parted(chain: str, counts: frozenset[float]) -> tuple[str, str] | None:
    """The first and the last number of a run, by where it must be parted.

    2506-0711-000001 is no run, nor is 2025-0918-1046: its count, or many figures, must say so.
    """
    links = list(_LINK.finditer(chain))
    ways = [(chain[: m.start()], chain[m.end() :], m["sure"] is not None) for m in links]
    for first, last, _ in ways:
        if _ends_of(first, last) is not None and len(number_key(first)) == len(number_key(last)):
            return first, last
    if (m := _AMIDST.fullmatch(chain)) is not None:
        # What all have in common is put before them.
        head = f"{m['head']}{m['tail'][1:]}-"
        if _ends_of(head + m["first"], head + m["last"]) is not None:
            return head + m["first"], head + m["last"]
    first, last, sure = ways[-1] if ways else ("", "", False)
    ends = _ends_of(first, last)
    if ends is not None and (sure or _agrees(first, last, counts)):
        return first, last
    told = first.rpartition("-")[2]
    plain = len(told) >= len(last) >= _MANY and not (_DAY.fullmatch(told) and _DAY.fullmatch(last))
    plain = plain or ((m := _SHAPE.fullmatch(told)) is not None and len(m["count"]) >= _VERY_LONG)
    if ends is not None and plain:
        return first, last
    if (m := _BLOCK.fullmatch(chain)) is not None:
        width = max(len(m["first"]), len(m["last"]), 4)
        run = tuple(m["head"] + m[name].zfill(width) for name in ("first", "last"))
        if _agrees(run[0], run[1], counts):
            return run[0], run[1]
    return None


def _counts(document: Document) -> frozenset[float]:
    """How many units a document may count: the comma of 1,000 may have been read as a point."""
    count, power = document.field("certificate_count"), document.field("electricity_kwh")
    counts = set()
    if count is not None and isinstance(count.value, int | float):
        counts.add(float(count.value))
        if _OF_THOUSANDS.match(count.raw):
            counts.add(round(count.value * 1000, 3))
    if power is not None and isinstance(power.value, int | float):
        counts.add(power.value / KWH_OF_A_CERTIFICATE)
    return frozenset(c for c in counts if c > 1)


def _agrees(first: str, last: str, counts: frozenset[float]) -> bool:
    """Whether a run holds as many numbers as there are units."""
    ends = _ends_of(first, last)
    if ends is None:
        return False
    return bool(counts & _may_hold(ends[2] - ends[1]))


def _may_hold(apart: int) -> frozenset[float]:
    """How many numbers a run may hold whose first and last lie so far apart."""
    return frozenset(apart / step + 1 for step in _STEPS)


def _in_two_rows(document: Document) -> Iterator[tuple[Line, str, str, str]]:
    """First and last number one above the other, as many apart as there are units.

    Which count they agree with they bear out, however well it was read; where none is told, a
    joint says that they are a run.
    """
    counts = _counts(document)
    for upper, lower in one_above_the_other(document.lines):
        legible = min(upper.confidence, lower.confidence)
        for first in _IN_A_ROW.finditer(upper.text) if legible >= _LABELLED else ():
            last = next(
                (
                    m
                    for m in _IN_THE_NEXT.finditer(lower.text)
                    if len(m["number"]) == len(first["number"])
                    and _ends_of(first["number"], m["number"]) is not None
                ),
                None,
            )
            if last is None:
                continue
            ends = first["number"], last["number"]
            joined = not counts and legible >= _SURE and (first["joint"] or last["joint"])
            if joined or _agrees(*ends, counts):
                yield upper, *ends, "-".join(ends)


def _side_by_side(document: Document) -> Iterator[tuple[Line, str, str, str]]:
    """First and last number of a run in one row of a ledger, with a blank between them."""
    for line in document.lines:
        m = _BESIDE.search(line.text) if line.confidence >= _SURE else None
        if m is None or m["first"] == m["last"]:
            continue
        # Two numbers of a list are no run: as many must stand in the row as it would hold.
        low, high = (int(m[name][len(m["head"]) :]) for name in ("first", "last"))
        counts = {int(n.replace(",", "")) for n in _COUNTED.findall(line.text[m.end() :])}
        if counts & _may_hold(high - low):
            yield line, m["first"], m["last"], m[0]


def _span(line: Line, first: str, last: str, printed: str, document: Document) -> Span | None:
    ends = _ends_of(first, last)
    if ends is None:
        return None
    return Span(*ends, printed, Citation(document.file, line.page, line.box, printed))


def _ends_of(first: str, last: str) -> tuple[str, int, int] | None:
    """What two numbers have in common, and from where to where they count; None for no run."""
    begin, end = _SHAPE.fullmatch(first), _SHAPE.fullmatch(last)
    if begin is None or len(number_key(first)) < _LEAST_SIGNS:
        return None
    if end is None or lookalikes(end["head"]) != lookalikes(begin["head"]):
        # Only the last digits are printed again: 20240012001-2500.
        end = _SHORT.fullmatch(last)
        # What begins as the first does is the last number, whose end is lost.
        if end is None or number_key(first).startswith(number_key(last)[:_MANY]):
            return None
    low, high = begin["count"], end["count"]
    if end["tail"] not in {"", begin["tail"]}:
        return None
    if len(high) < len(low):
        high = low[: len(low) - len(high)] + high
    if len(high) != len(low) or int(high) <= int(low):
        return None
    return lookalikes(begin["head"] + begin["tail"]), int(low), int(high)
