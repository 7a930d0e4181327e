"""Citations of standards in every usual spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidencecheck.domain.document import StandardRef
from evidencecheck.domain.script import simplified

# Dashes that stand for a hyphen in citations, and what recognisers and typesetters put for one.
# 一 (U+4E00) is a character of its own: never a dash.
_DASH = r"[-‐‑‒–—―⁃−─━ー－~]"
_SLASH = r"[/∕⁄\\]"
_T = "[T丁丅]"
_ISO = r"[I1l]S[O0]"
_YEAR = r"(?:19|20)\d{2}"
_TRADES = "AQ|HG|JB|YB|SY|DL|NB|QB|FZ|JC|JT|GA|LY|MT|SH|SL|SN|TB|WS|XF|YS|YD|CJ|JG|SB|NY|RB|TSG"
_WITH_EDITION = rf"\s?\d{{3,5}}(?:\.\d{{1,2}})?\s?{_DASH}\s?{_YEAR}(?!\d|{_DASH}\d)"
_PREFIXES = {
    rf"(?:GB|CB|6B)\s*{_SLASH}\s*(?:{_T}|I)|GB\s*[-_]?\s*{_T}|(?i:gb\s*/\s*t)": "GB/T",
    rf"GB\s*{_SLASH}\s*Z": "GB/Z",
    r"GB": "GB",
    rf"DB\s*(?P<db>\d{{2}})\s*{_SLASH}\s*T": "DB{db}/T",
    # Mandatory ones of a province: DB32/4041-2021.
    rf"DB\s*(?P<db>\d{{2}})\s*{_SLASH}(?=\s*\d)": "DB{db}/",
    rf"(?:BS\s*)?EN\s*{_ISO}": "ISO",
    rf"{_ISO}\s*{_SLASH}?\s*TS": "ISO/TS",
    rf"{_ISO}\s*{_SLASH}?\s*TR": "ISO/TR",
    rf"{_ISO}\s*{_SLASH}?\s*IEC": "ISO/IEC",
    _ISO: "ISO",
    rf"IEC\s*{_SLASH}\s*TR": "IEC/TR",
    rf"IEC\s*{_SLASH}\s*TS": "IEC/TS",
    r"IEC": "IEC",
    rf"(?<!-)EN(?=\s?\d{{3,5}}(?:{_DASH}\d{{1,2}})?:{_YEAR})": "EN",
    # Mandatory ones of a trade, always cited with their edition.
    rf"(?<!-)(?P<body>{_TRADES})(?={_WITH_EDITION})": "{body}",
    r"[O0]HSAS": "OHSAS",
    r"[I1l]ATF": "IATF",
    r"PAS": "PAS",
    rf"HJ\s*{_SLASH}\s*T": "HJ/T",
    r"HJ": "HJ",
    # Technical specifications of the regulator of certification.
    rf"CNCA\s*{_SLASH}\s*CTS": "CNCA/CTS",
    r"JJG": "JJG",
    r"JJF": "JJF",
    r"JGJ": "JGJ",
    r"CJJ": "CJJ",
    # Of any trade: RB/T, NB/T, JB/T, LY/T, FZ/T, JGJ/T ...
    rf"(?P<body>[A-Z]{{2}}|JGJ|CJJ)\s*{_SLASH}\s*T": "{body}/T",
    rf"T\s*{_SLASH}\s*(?P<body>[A-Z]{{2,10}}(?:\s*{_DASH}\s*[A-Z]|\s[A-Z](?=\s*\d))?)": "T/{body}",
}
# A word may end where a prefix begins, as blanks between them get lost: idtISO, withISO.
_BEGINS = r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z])|(?<=IDT))"
# GB00027 is a part of the number of a plot of land.
_NUMBER = rf"""
    \s*{_DASH}?\s*
    (?P<number>(?!00\d{{3}}(?!\d))\d{{3,6}}(?!\d)|\d{{1,2}}(?=(?:\.\d{{1,3}})?\s?{_DASH}\s?{_YEAR}(?!\d)))
    (?P<part>(?:
        \.\d{{1,3}}(?!\d)
        |\.\s\d{{1,3}}(?=\s?{_DASH}\s?{_YEAR}(?!\d))
        |(?!(?<=[12]4040){_DASH}44(?!\d))\s?{_DASH}\s?\d{{1,2}}(?!\d)
    ){{0,2}})
    (?:\s*(?:[:∶]|{_DASH}|/)\s*(?P<edition>
        {_YEAR}(?=\d\s*[类级])
        |{_YEAR}(?!\d|\.\d)
        |(?<=[-—–－])(?:[0-2]|[5-9])\d(?!\d|\.\d)
    )|[ ]?[(][ ]?(?P<bracketed>{_YEAR})[ ]?年?版?[ ]?[)])?
"""
_PATTERNS = [
    (
        re.compile(
            rf"{'(?<![A-Za-z])' if '{' in name else _BEGINS}(?:{prefix}){_NUMBER}", re.VERBOSE
        ),
        name,
    )
    for prefix, name in _PREFIXES.items()
]
_EDITION = rf"(?:\s*(?:[:∶]|{_DASH})\s*(?P<edition>{_YEAR})(?!\d))?"
# A further number after a citation: GB/T 24040、24044; ISO 14040/14044.
_FOLLOWER = re.compile(
    rf"\s*(?:、|/|,|;|&|和|及|以及|与|或|(?<=\s)(?:and|or)(?=\s))\s*"
    rf"(?P<number>(?!{_YEAR}(?!\d))\d{{4,5}})"
    rf"(?P<part>(?:\s?{_DASH}\s?\d{{1,2}}(?!\d)|\.\d{{1,3}}(?=\s?{_DASH}\s?{_YEAR}(?!\d)))?)"
    rf"{_EDITION}(?!\d|\.\d|,\d{{3}}(?!\d)|[A-Za-z%]|\s*[年月吨万元千个人台份次]"
    r"|\s(?:[kMG]?(?:Wh?|J)|kg|t|m)(?:ce|CO2)?(?![A-Za-z]))"
)
# A further part: ISO 14064-1、-3; ISO 14064-1/2/3. Without a dash a list of headings looks alike.
_FURTHER_PART = re.compile(
    rf"[ ]?(?:(?:、|/|,|&|和|及|与|或)[ ]?{_DASH}|[、/&])[ ]?(?P<part>\d{{1,2}}){_EDITION}"
    r"(?![\dA-Za-z%]|\.\d|[.、]\s*[\u4e00-\u9fff]|\s*[年月日类级项次个])"
)
# ISO 14040/44, as studies of life cycles write the pair.
_LIFE_CYCLE = re.compile(rf"[ ]?(?:{_DASH}|/)[ ]?(?P<end>44)(?!\d){_EDITION}")
_LIFE_CYCLE_PAIR = {"ISO 14040": "ISO 14044", "GB/T 24040": "GB/T 24044"}
# CNAS adopts standards for bodies that it accredits; their guidance (CNAS-CL01-G001) is another's.
_CNAS = re.compile(
    rf"(?<![A-Za-z])CNAS\s*{_DASH}\s*(?P<number>(?:CC|CL|CV)\d{{2}})(?!\d|\s?{_DASH}\s?[A-Z])"
    rf"{_EDITION}"
)
_GHG_PROTOCOL = re.compile(
    r"GHG\s*Protoco[l1I]|Greenhouse\s*Gas\s*Protocol|温室气体(?:核算|盘查)?议定书|温室气体核算体系",
    re.IGNORECASE,
)
_HAS_PARTS = ("ISO", "IEC", "EN")
_FIVE_FIGURES = ("ISO", "IEC")
_LOST_DASH = 6


@dataclass(frozen=True, slots=True)
class StandardMatch:
    """A citation found in a string."""

    start: int
    end: int
    ref: StandardRef


def find_standards(text: str) -> list[StandardMatch]:
    """All citations in ``text``, which is in Unicode form NFKC, in order, not overlapping."""
    found: list[StandardMatch] = []
    for pattern, name in _PATTERNS:
        for m in pattern.finditer(text):
            edition = m["edition"] or m["bracketed"]
            ref = _ref(_prefix(name, m), m["number"], m["part"], edition)
            if (
                ref is not None
                and _free(m.start(), m.end(), found)
                and not _within(text, m.start())
            ):
                found.append(StandardMatch(m.start(), m.end(), ref))
    for first in tuple(found):
        _follow(text, first, found)
    for m in _CNAS.finditer(text):
        ref = StandardRef(f"CNAS-{m['number']}", "", m["edition"] or "")
        found.append(StandardMatch(m.start(), m.end(), ref))
    named = StandardRef("GHG Protocol")
    found += [
        StandardMatch(m.start(), m.end(), named) for m in _GHG_PROTOCOL.finditer(simplified(text))
    ]
    return sorted(found, key=lambda s: s.start)


def _within(text: str, start: int) -> bool:
    """Whether a citation is the rest of a number: MC2025-HJ-1203, QQ(2026)HJ-0562, QH-HJ-0562."""
    if text.startswith("HJ", start) and re.search(r"[A-Z][-–—]$", text[max(0, start - 2) : start]):
        return True
    return bool(re.search(r"\d[-–—]$|[(（〔]20\d\d[)）〕]$", text[max(0, start - 6) : start]))


def _follow(text: str, last: StandardMatch, found: list[StandardMatch]) -> None:
    """Add the numbers and parts that go on with the prefix of ``last``."""
    while (following := _next(text, last)) is not None:
        if not _free(following.start, following.end, found):
            return
        found.append(following)
        last = following


def _next(text: str, last: StandardMatch) -> StandardMatch | None:
    """The number or part that follows a citation and takes its prefix from it."""
    pair = _LIFE_CYCLE_PAIR.get(last.ref.base)
    if pair is not None and (m := _LIFE_CYCLE.match(text, last.end)) is not None:
        return StandardMatch(m.start("end"), m.end(), StandardRef(pair, "", m["edition"] or ""))
    if last.ref.number.startswith(_HAS_PARTS) and last.ref.part.isdigit():
        m = _FURTHER_PART.match(text, last.end)
        if m is not None:
            ref = StandardRef(last.ref.number, m["part"], m["edition"] or "")
            return StandardMatch(m.start("part"), m.end(), ref)
    m = _FOLLOWER.match(text, last.end)
    if m is None:
        return None
    prefix = re.sub(r"\s?\d+(?:\.\d+)?$", "", last.ref.number)
    followed = _ref(prefix, m["number"], m["part"], m["edition"])
    return None if followed is None else StandardMatch(m.start("number"), m.end(), followed)


def _prefix(name: str, m: re.Match[str]) -> str:
    if "{" not in name:
        return name
    groups = {k: re.sub(rf"\s|{_DASH}", lambda d: "-" if d[0].strip() else "", v or "")
              for k, v in m.groupdict().items() if k in {"db", "body"}}  # fmt: skip
    return name.format(**groups)


def _ref(prefix: str, number: str, part: str | None, edition: str | None) -> StandardRef | None:
    dashed = re.match(rf"\s?{_DASH}", part or "") is not None
    part = re.sub(rf"[\s.]|{_DASH}", " ", part or "").strip()
    part = re.sub(r"\s+", "-", part)
    edition = edition or ""
    # JB/T 8356-99 and GB 12348-90 are editions in two digits, ISO 14064-1 and GB/T 32151-13 parts.
    of_a_trade = not prefix.startswith((*_HAS_PARTS, "GB", "DB"))
    old = dashed and part.startswith(("8", "9")) and prefix.startswith("GB")
    if len(part) == 2 and not edition and (of_a_trade or old):
        part, edition = "", part
    if len(edition) == 2:
        edition = ("19" if int(edition) > 50 else "20") + edition
    # No number of these has six figures: a recogniser lost the dash of ISO 14064-1.
    if len(number) == _LOST_DASH and not part and prefix.startswith(_FIVE_FIGURES):
        number, part = number[:-1], number[-1]
    if prefix == "PAS" and len(number) != 4:
        return None
    return StandardRef(f"{prefix}{'' if prefix.endswith('/') else ' '}{number}", part, edition)


def _free(start: int, end: int, found: list[StandardMatch]) -> bool:
    return all(end <= s.start or start >= s.end for s in found)
