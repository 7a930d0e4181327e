"""Whether two names are one organisation's."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from itertools import product

from rapidfuzz import fuzz

from evidencecheck.domain.script import simplified
from evidencecheck.domain.submission import Applicant

_SLIPS = 2
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BRANCH = re.compile(r"(?:[\u4e00-\u9fff]{2,10}(?:分公司|分厂|工厂|厂区))$")
_FORM = re.compile(
    r"\b(?:co|company|ltd|limited|corporation|corp|inc|llc|plc|group|holdings?|the|of|and)\b\.?"
)
# From this likeness on a spelling in Latin letters is the Chinese name's.
_SPELT_ALIKE = 70.0


# Below this one a place and a brand that are spelt out are another firm's.
_SPELT_OTHERWISE = 60.0
_INITIAL = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINAL = (
    "iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo"
    "|ue|ve|a|o|e|i|u|v"
)
_SYLLABLES = re.compile(rf"(?:(?:{_INITIAL})(?:{_FINAL}))*")
_SYLLABLE = re.compile(rf"(?:{_INITIAL})(?:{_FINAL})")
_GROUP = re.compile(r"\b(?:Group|Holdings?)\b", re.IGNORECASE)
# Forms of firms that are registered nowhere in China.
_FOREIGN = re.compile(
    r"\b(?:Pty\.?|Pte\.?|Pvt\.?|GmbH|PLC|LLC|LLP|S\.?A\.?S?\.?|[BN]\.V\.|S\.(?:p\.A|r\.l)\.?|Oyj?"
    r"|Sdn\.? Bhd\.?|K\.K\.|A/S|AG(?!\s+\w)|Ltda\.?)"
    r"(?:\s|$|,|\()"
)
_GROUPS = ("集团", "控股")
_NO_PLACE = {"china"}
_LEAST_OF_A_REST, _SPOILT = 7, 1
"""Characters of what was read of a name whose beginning is lost, and of those that are others."""
_LONG = 8
"""Characters of a name from which on another that differs in one of them is it."""
_MOST_ALIKE = 0.75
"""The share of a name's characters that must have been read right."""
# A stroke before the last word of a heading is read as a figure: 一公司.
_SHORT = re.compile(r"(?!.*(?:有限|股份|集团))([\u4e00-\u9fff]{4,}?)[一|丨-]?公司")
_READINGS, _SPELT_TOGETHER = 3, (2, 3, 4)
"""Readings of a character that are tried, and characters that make one word of a spelt name."""
_PLACE_AND_BRAND = 4
"""Syllables; of the brand alone half."""


class Match(Enum):
    """How a printed name goes with the applicant's."""

    SAME = "same"
    BRANCH = "branch"
    """A branch or works of the applicant."""
    NEAR = "near"
    """One or two characters away: a misreading, or another firm."""
    OTHER = "other"
    UNCLEAR = "unclear"
    """In another script and not recognisably the same, or cut short."""


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """A name as names are compared: one form of characters, brackets, blanks and legal suffix."""
    name = simplified(unicodedata.normalize("NFKC", name)).lower()
    name = re.sub(r"[\s()\[\]〔〕【】·.,，。、\"'“”‘’&-]", "", name)
    return name.replace("有限责任公司", "有限公司").replace("股份有限公司", "股份公司")


def same_name(a: str, b: str) -> bool:
    """Whether two names are the same but for spelling."""
    return bool(a) and normal(a) == normal(b)


@lru_cache(maxsize=4096)
def match_applicant(name: str, applicant: Applicant) -> Match:
    """How ``name`` goes with the applicant and its aliases."""
    known = [n for n in (applicant.name, *applicant.aliases) if n]
    if not known or any(same_name(name, n) for n in known):
        return Match.SAME
    folded = normal(name)
    for own in known:
        base = normal(own)
        # The first character stands at the end of the line above.
        if len(base) > _LEAST_OF_A_REST and folded == base[1:]:
            return Match.SAME
        if folded.startswith(base) and _BRANCH.search(folded[len(base) :] or ""):
            return Match.BRANCH
    if not _HAN.search(name):
        spelt = any(not _HAN.search(n) for n in known)
        if any(_latin_alike(name, n) for n in known):
            return Match.SAME
        # The group that a firm belongs to is another organisation.
        other = spelt or all(_is_the_group(name, n) for n in known)
        other = other or all(_spells_another(name, n) for n in known)
        return Match.OTHER if other else Match.UNCLEAR
    if any(is_short(name, n) for n in known):
        return Match.UNCLEAR
    likeness = max(_distance_share(folded, normal(n)) for n in known)
    return Match.NEAR if likeness >= 0.88 else Match.OTHER


def is_short(name: str, own: str) -> bool:
    """Whether a name is a part of the applicant's without place and form: 示例陶瓷公司."""
    whole, m = normal(own), _SHORT.fullmatch(normal(name))
    return m is not None and m[1] in whole and not whole.startswith(m[1])


def nearly_one_code(code: str, own: str) -> bool:
    """Whether a credit code is another with one or two characters wrong, or in another order."""
    if len(code) != len(own) or code == own or not own:
        return False
    changed = sum(a != b for a, b in zip(code, own, strict=True))
    return changed <= _SLIPS or sorted(code) == sorted(own)


def one_apart(name: str, own: str) -> bool:
    """Whether a name is ``own``, a long one, but for one character: misread, or mistyped.

    No third party differs from a firm in one character, place, brand, trade and form apart.
    """
    return changed_in(name, own) == 1


def changed_in(name: str, own: str) -> int | None:
    """How many characters of ``own``, a long name, are others in one as long; None elsewhere."""
    read, whole = normal(name), normal(own)
    if not len(read) == len(whole) >= _LONG:
        return None
    return sum(a != b for a, b in zip(read, whole, strict=True))


def may_be_misread(name: str, applicant: Applicant) -> bool:
    """Whether a recognised name is the applicant's or an alias's but for some characters.

    Under a seal several are lost at once; a firm of the same place and form differs in as many.
    """
    folded = normal(name)
    known = [normal(n) for n in (applicant.name, *applicant.aliases) if n]
    if not known or folded in known or not _HAN.search(name):
        return False
    return match_applicant(name, applicant) is Match.NEAR or any(
        len(own) == len(folded)
        and sum(a == b for a, b in zip(folded, own, strict=True)) >= _MOST_ALIKE * len(own)
        for own in known
    )


def is_rest_of(name: str, own: str) -> bool:
    """Whether a name as it was read is the end of ``own``: the rest is under a seal or at a rim.

    明曜保溫器皿有限公司: the place is lost, and a character of the brand spoilt.
    """
    read, whole = normal(name), normal(own)
    if not _LEAST_OF_A_REST <= len(read) < len(whole):
        return False
    spoilt = sum(a != b for a, b in zip(read, whole[-len(read) :], strict=True))
    return spoilt <= _SPOILT


def is_foreign(name: str) -> bool:
    """Whether a name in Latin letters has a form that no firm registered in China has: GmbH."""
    return bool(_FOREIGN.search(name)) and not _HAN.search(name)


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
    if _HAN.search(own) and len(heard) < len(tokens):
        heard = [w for w in tokens if w in heard or w in _sounds(own)]
    # Tianjin alone is the place of many firms, and a brand alone that of a group.
    if _GROUP.search(latin) and not any(word in own for word in _GROUPS):
        return False
    if len(heard) >= 2 or (
        len(heard) == 1 and len(heard[0]) >= 7 and not spelt.startswith(heard[0])
    ):
        return True
    return bool(fuzz.ratio("".join(tokens), spelt) >= _SPELT_ALIKE)


@lru_cache(maxsize=64)
def _sounds(own: str) -> frozenset[str]:
    """Two to four characters of a name on each other, by each of their readings.

    Names have rare characters, of which dictionaries know other readings first: 重 as zhong.
    """
    from pypinyin import Style, pinyin

    proper = re.sub(r"(?:股份|有限|责任|公司|集团)", "", own)
    readings = [
        [*dict.fromkeys(r)][:_READINGS]
        for r in pinyin(proper, style=Style.NORMAL, heteronym=True, errors="ignore")
    ]
    return frozenset(
        "".join(sounds)
        for length in _SPELT_TOGETHER
        for start in range(len(readings) - length + 1)
        for sounds in product(*readings[start : start + length])
    )


def _is_the_group(latin: str, own: str) -> bool:
    """Whether a name in Latin letters is that of a group, of the firm's place or brand at most."""
    if not _GROUP.search(latin) or any(word in own for word in _GROUPS):
        return False
    from pypinyin import lazy_pinyin

    spelt = "".join(lazy_pinyin(own))
    words = re.findall(r"[a-z]{3,}", _FORM.sub(" ", latin.lower()))
    return sum(word in spelt for word in words) < len(_GROUPS)


def _spells_another(latin: str, own: str) -> bool:
    """Whether a name in Latin letters begins with a place and a brand spelt by their sound.

    Tianjin Dunhe Instruments is no 天津弦澜; of Envision Energy nothing can be told.
    """
    from pypinyin import lazy_pinyin

    spelt = "".join(lazy_pinyin(re.sub(r"(?:股份|有限|责任|公司|集团)", "", own)))
    words: list[str] = []
    for word in re.findall(r"[a-z]+", latin.lower()):
        if word in _NO_PLACE or not _SYLLABLES.fullmatch(word):
            break
        words.append(word)
    place = "".join(lazy_pinyin(own[:2]))
    brand = "".join(words).removeprefix(place)
    if len(_SYLLABLE.findall("".join(words))) < _PLACE_AND_BRAND:
        return False
    if len(_SYLLABLE.findall(brand)) < _PLACE_AND_BRAND // 2:
        return False
    return fuzz.partial_ratio(brand, spelt) < _SPELT_OTHERWISE
