"""Citations of standards in every usual spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidencecheck.domain.document import StandardRef

# Dashes that stand for a hyphen in citations. 一 (U+4E00) is a character of its own: never a dash.
_DASH = r"[-‐‑‒–—―－−~]"
_PREFIXES = {
    r"GB\s*/\s*[T丁]|GB\s*[T丁]|CB\s*/\s*T|6B\s*/\s*T": "GB/T",
    r"GB\s*/\s*Z": "GB/Z",
    r"GB": "GB",
    r"DB\s*(?P<db>\d{2})\s*/\s*T": "DB{db}/T",
    r"EN\s*[I1l]S[O0]|BS\s*EN\s*[I1l]S[O0]": "ISO",
    r"[I1l]S[O0]\s*/\s*TS": "ISO/TS",
    r"[I1l]S[O0]\s*/\s*TR": "ISO/TR",
    r"[I1l]S[O0]\s*/\s*IEC": "ISO/IEC",
    r"[I1l]S[O0]": "ISO",
    r"IEC": "IEC",
    r"[O0]HSAS": "OHSAS",
    r"[I1l]ATF": "IATF",
    r"PAS": "PAS",
    r"HJ\s*/\s*T": "HJ/T",
    r"HJ": "HJ",
    r"JJG": "JJG",
    r"JJF": "JJF",
    r"JGJ\s*/\s*T": "JGJ/T",
    r"JGJ": "JGJ",
    r"RB\s*/\s*T": "RB/T",
    r"NB\s*/\s*T": "NB/T",
    r"DL\s*/\s*T": "DL/T",
    r"JB\s*/\s*T": "JB/T",
    r"QB\s*/\s*T": "QB/T",
    r"YB\s*/\s*T": "YB/T",
    r"HG\s*/\s*T": "HG/T",
    r"SJ\s*/\s*T": "SJ/T",
    r"XF\s*/\s*T": "XF/T",
    r"CJ\s*/\s*T": "CJ/T",
    r"JG\s*/\s*T": "JG/T",
    # Of any other trade: LY/T, FZ/T, NY/T ...
    r"(?P<body>[A-Z]{2})\s*/\s*T": "{body}/T",
    rf"T\s*/\s*(?P<body>[A-Z]{{2,10}}(?:\s*{_DASH}\s*[A-Z])?)": "T/{body}",
}
_NUMBER = rf"""
    \s*{_DASH}?\s*
    (?P<number>\d{{3,6}}|\d{{1,2}}(?=\s?{_DASH}\s?(?:19|20)\d{{2}}(?!\d)))
    (?P<part>(?:\.\d{{1,3}}|\s?{_DASH}\s?\d{{1,2}}(?!\d)){{0,2}})
    (?:\s*(?::|{_DASH}|/)\s*(?P<edition>(?:19|20)\d{{2}}(?=\d\s*[类级])|(?:19|20)\d{{2}}(?!\d|\.\d)|(?<=[-—–－])\d{{2}}(?!\d|\.\d)))?
"""
_PATTERNS = [
    (
        re.compile(rf"(?<![A-Za-z])(?:{prefix}){_NUMBER}", re.VERBOSE),
        name,
    )
    for prefix, name in _PREFIXES.items()
]
# A further number after a citation: GB/T 24040、24044; ISO 14040/14044; ISO 14064-1、-3.
_FOLLOWER = re.compile(
    rf"\s*(?:、|/|,|和|及|与)\s*(?P<number>\d{{4,5}})(?P<part>(?:\s?{_DASH}\s?\d{{1,2}}(?!\d))?)"
    rf"(?:\s*(?::|{_DASH})\s*(?P<edition>(?:19|20)\d{{2}})(?!\d))?(?![\d年月.,])"
)
_GHG_PROTOCOL = re.compile(
    r"GHG\s*Protocol|Greenhouse\s*Gas\s*Protocol|温室气体(?:核算)?议定书|温室气体核算体系",
    re.IGNORECASE,
)
_HAS_PARTS = ("ISO", "IEC", "EN")


@dataclass(frozen=True, slots=True)
class StandardMatch:
    """A citation found in a string."""

    start: int
    end: int
    ref: StandardRef


def find_standards(text: str) -> list[StandardMatch]:
    """All citations in ``text``, in order, not overlapping."""
    found: list[StandardMatch] = []
    for pattern, name in _PATTERNS:
        for m in pattern.finditer(text):
            ref = _ref(_prefix(name, m), m["number"], m["part"], m["edition"])
            if ref is not None and _free(m.start(), m.end(), found):
                found.append(StandardMatch(m.start(), m.end(), ref))
    for first in found:
        _follow(text, first, found)
    for m in _GHG_PROTOCOL.finditer(text):
        if _free(m.start(), m.end(), found):
            found.append(StandardMatch(m.start(), m.end(), StandardRef("GHG Protocol")))
    return sorted(found, key=lambda s: s.start)


def _follow(text: str, first: StandardMatch, found: list[StandardMatch]) -> None:
    end = first.end
    while (m := _FOLLOWER.match(text, end)) is not None:
        prefix = first.ref.number.rsplit(" ", 1)[0]
        ref = _ref(prefix, m["number"], m["part"], m["edition"])
        if ref is None or not _free(m.start("number"), m.end(), found):
            return
        found.append(StandardMatch(m.start("number"), m.end(), ref))
        end = m.end()


def _prefix(name: str, m: re.Match[str]) -> str:
    if "{" not in name:
        return name
    groups = {k: re.sub(rf"\s|{_DASH}", lambda d: "-" if d[0].strip() else "", v or "")
              for k, v in m.groupdict().items() if k in {"db", "body"}}  # fmt: skip
    return name.format(**groups)


def _ref(prefix: str, number: str, part: str | None, edition: str | None) -> StandardRef | None:
    part = re.sub(rf"[\s.]|{_DASH}", " ", part or "").strip().replace(" ", "-")
    edition = edition or ""
    if len(part) == 2 and not edition and not prefix.startswith((*_HAS_PARTS, "GB", "DB")):
        # JB/T 8356-99 is an edition in two digits, ISO 14064-1 a part.
        part, edition = "", part
    if len(edition) == 2:
        edition = ("19" if int(edition) > 50 else "20") + edition
    if prefix in {"GB", "GB/T"} and len(number) > 5:
        return None
    if prefix == "PAS" and len(number) != 4:
        return None
    return StandardRef(f"{prefix} {number}", part, edition)


def _free(start: int, end: int, found: list[StandardMatch]) -> bool:
    return all(end <= s.start or start >= s.end for s in found)
