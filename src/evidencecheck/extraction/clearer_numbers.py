"""The number of a paper that is printed several times, where it is read best."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from evidencecheck.domain.page import Origin
from evidencecheck.domain.readings import is_part
from evidencecheck.extraction.fields import Candidate

_CLEARER, _SAME_NUMBER = 0.05, 60.0
"""By how much a reading is surer (0..1), and how alike (0..100) two readings of a number are."""
_LOST, _LEAST, _TAIL = 2, 6, 4
"""Signs that small print loses, of how many at least, and those at the end that are left."""


def clearer(best: Candidate, labelled: Iterable[Candidate]) -> Candidate:
    """The same number where it is read better: small print in the head of a page misleads."""
    again = [c for c in labelled if c.label == best.label]
    whole = [c for c in again if _has_more(c, best) and _legibility(c) >= _legibility(best)]
    if whole:
        # HL:2608-0417 in the head of a page, HL2608-0417 below its title.
        return whole[0]
    alike = [c for c in again if _same_number(c, best)]
    clearest = max(alike, key=_legibility, default=best)
    return clearest if _legibility(clearest) > _legibility(best) + _CLEARER else best


def _same_number(a: Candidate, b: Candidate) -> bool:
    one, other = str(a.parsed.value), str(b.parsed.value)
    return len(one) == len(other) and fuzz.ratio(one, other) >= _SAME_NUMBER


def _has_more(a: Candidate, b: Candidate) -> bool:
    """Whether a number is another, a figure misread, with the letters that it begins with.

    Or with signs that a recogniser lost between those that it read: J260611 of JL-26-0611.
    """
    one, other = str(a.parsed.value), str(b.parsed.value)
    head, rest = one[: -len(other)], one[-len(other) :]
    same = len(rest) == len(other) and Levenshtein.distance(rest, other) <= 1
    return (same and head.isalpha() and head.isascii()) or (_scanned(b) and _was_lost(one, other))


def _was_lost(whole: str, part: str) -> bool:
    """Whether a number is another without a sign or two, that are not its last."""
    one, other = (re.sub(r"[^0-9A-Z]", "", n.upper()) for n in (whole, part))
    lost = len(one) - len(other)
    return (
        0 < lost <= _LOST
        and len(other) >= _LEAST
        and one[-_TAIL:] == other[-_TAIL:]
        and is_part(other, one)
    )


def _scanned(candidate: Candidate) -> bool:
    return candidate.page.piece_at(candidate.start).span.origin is Origin.OCR


def _legibility(candidate: Candidate) -> float:
    return candidate.page.confidence(candidate.start, candidate.end)
