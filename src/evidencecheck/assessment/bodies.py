"""Names of bodies in lines of print: who else than the applicant issued or signed a paper."""

from __future__ import annotations

import re
from functools import lru_cache

from evidencecheck.domain.party_phrases import Bodies
from evidencecheck.domain.phrases import any_of

_HAN = r"[\u4e00-\u9fff]"


def names_a_body(text: str, bodies: Bodies, least: int, *, examining: bool = False) -> bool:
    """Whether a body is named anywhere in a text, by ``least`` characters before what it is."""
    words = (*bodies.named, *bodies.examining) if examining else bodies.named
    return _named(words, least).search(text) is not None


def ends_as_a_body(text: str, bodies: Bodies) -> bool:
    """Whether a line ends with what a body is, a place in brackets behind it apart."""
    return _ending((*bodies.named, *bodies.ends)).search(text.strip()) is not None


def is_a_part(text: str, bodies: Bodies) -> bool:
    """Whether a text behind the name of a firm is the name of a part of it: 能源管理办公室."""
    return _part(bodies.departments).fullmatch(text) is not None


@lru_cache(16)
def _named(words: tuple[str, ...], least: int) -> re.Pattern[str]:
    return re.compile(rf"{_HAN}{{{least}}}(?:{any_of(words)})")


@lru_cache(16)
def _ending(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words)})(?:[(（][^()（）]{{2,6}}[)）])?$")


@lru_cache(16)
def _part(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_HAN}{{2,10}}(?:{any_of(words)})")
