"""Whether two names are one organisation's."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from rapidfuzz import fuzz

from evidencecheck.domain.script import simplified
from evidencecheck.domain.submission import Applicant

_HAN = re.compile(r"[\u4e00-\u9fff]")
_BRANCH = re.compile(r"(?:[\u4e00-\u9fff]{2,10}(?:分公司|分厂|工厂|厂区))$")
_FORM = re.compile(
    r"\b(?:co|company|ltd|limited|corporation|corp|inc|llc|plc|group|holdings?|the|of|and)\b\.?"
)
# From this likeness on a spelling in Latin letters is the Chinese name's.
_SPELT_ALIKE = 70.0


class Match(Enum):
    """How a printed name goes with the applicant's."""

    SAME = "same"
    BRANCH = "branch"
    """A branch or works of the applicant."""
    NEAR = "near"
    """One or two characters away: a misreading, or another firm."""
    OTHER = "other"
    UNCLEAR = "unclear"
    """In another script, and not recognisably the same."""


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """A name as names are compared: one form of characters, brackets, blanks and legal suffix."""
    name = simplified(unicodedata.normalize("NFKC", name)).lower()
    name = re.sub(r"[\s()\[\]〔〕【】·.,，。、\"'“”‘’&-]", "", name)
    return name.replace("有限责任公司", "有限公司").replace("股份有限公司", "股份公司")


def same_name(a: str, b: str) -> bool:
    """Whether two names are the same but for spelling."""
    return bool(a) and normal(a) == normal(b)


def match_applicant(name: str, applicant: Applicant) -> Match:
    """How ``name`` goes with the applicant and its aliases."""
    known = [n for n in (applicant.name, *applicant.aliases) if n]
    if not known or any(same_name(name, n) for n in known):
        return Match.SAME
    folded = normal(name)
    for own in known:
        base = normal(own)
        if folded.startswith(base) and _BRANCH.search(folded[len(base) :] or ""):
            return Match.BRANCH
    if not _HAN.search(name):
        spelt = any(not _HAN.search(n) for n in known)
        if any(_latin_alike(name, n) for n in known):
            return Match.SAME
        return Match.OTHER if spelt else Match.UNCLEAR
    likeness = max(_distance_share(folded, normal(n)) for n in known)
    return Match.NEAR if likeness >= 0.88 else Match.OTHER


def _distance_share(a: str, b: str) -> float:
    return fuzz.ratio(a, b) / 100


def _latin_alike(latin: str, own: str) -> bool:
    """Whether a name in Latin letters spells the own name, by sound or by letters."""
    words = _FORM.sub(" ", re.sub(r"[^a-z ]", " ", latin.lower()))
    if _HAN.search(own):
        # Its dictionaries take as long to load as all rules; few papers name the applicant so.
        from pypinyin import lazy_pinyin

        spelt = "".join(lazy_pinyin(re.sub(r"(?:股份|有限|责任|公司|集团)", "", own)))
    else:
        spelt = re.sub(r"[^a-z]", "", _FORM.sub(" ", own.lower()))
    tokens = [w for w in words.split() if len(w) >= 3]
    if not tokens or not spelt:
        return False
    # Place and brand are spelt by sound; the trade is translated (Machinery, Technology).
    heard = [w for w in tokens if w in spelt or fuzz.partial_ratio(w, spelt) >= 90]
    if len(heard) >= 2 or (len(heard) == 1 and len(heard[0]) >= 7):
        return True
    return bool(fuzz.ratio("".join(tokens), spelt) >= _SPELT_ALIKE)
