"""How much each sign counts: natural logarithms of odds, added up at every seam."""

from __future__ import annotations

from typing import Final

BEGINNING: Final = -1.0
"""Before anything is known of two pages, they are likelier one document than two."""

WEIGHTS: Final[dict[str, float]] = {
    # Titles
    "own-title": 3.4,
    "top-title": 1.8,
    "other-title": 2.0,
    "small-title": 0.5,
    "attachment-title": 0.4,
    "attachment-within": 1.5,
    "other-kind": 1.2,
    "headline": 0.8,
    "numbered-title": -0.5,
    "annex-title": -2.0,
    "smaller-title": -3.0,
    "announced": -5.0,
    "same-number": -4.0,
    "number-changes": 0.8,
    "number-of-series": 5.0,
    "same-head": -1.5,
    "same-first-line": -1.0,
    "next-of-kind": 3.2,
    "letter-begins": 2.5,
    "other-language": -3.2,
    "period-changes": 0.8,
    "after-cover": -1.2,
    "lone-title": -1.0,
    # Counters
    "counter-begins": 2.5,
    "counter-ends": 1.5,
    "counter-on": -5.0,
    "counter-gap": -2.5,
    "counter-open": -0.8,
    "counter-within": -3.0,
    "number-begins": 1.5,
    "number-on": -2.5,
    "number-gap": -1.5,
    "number-within": -0.5,
    "number-agrees": -1.5,
    "file-counter-on": -3.0,
    "volume-counter-on": -0.2,
    # Running lines
    "line-on": -3.0,
    "line-gap": -1.8,
    "line-changes": 1.5,
    "line-ends": 0.8,
    # What goes on
    "rows-on": -3.5,
    "rows-within": -2.4,
    "headings-on": -3.0,
    "first-section": -2.8,
    "sentence-on": -2.5,
    # Lists
    "contents-names": 3.0,
    "contents-passes": -0.5,
    "contents-page": -0.8,
    "contents-goes-on": -6.0,
    "after-contents": -1.5,
    "after-volume-contents": 2.5,
    "chapter-of-contents": -3.0,
    "within-contents": -1.0,
    "bookmark": 3.0,
    "no-bookmark": -0.5,
    "chapter-bookmark": -3.0,
    # The page before
    "end-mark": 1.5,
    "signed": 0.8,
    "short-page": 0.6,
    "blank-between": 0.9,
    "picture-page": 0.8,
    "after-picture": 0.4,
    "sheet": 3.5,
    "after-sheet": 2.8,
    # Looks
    "size-changes": 1.0,
    "turn-changes": 0.4,
    "origin-changes": 1.2,
    "look-returns": -1.5,
    "same-look": -0.7,
    "fonts-shared": -1.8,
    "make-shared": -0.4,
    "fonts-gap": -2.0,
    "fonts-apart": 1.2,
    "make-changes": 0.8,
}
