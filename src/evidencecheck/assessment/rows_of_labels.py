"""Lines that stand one above the other, with the label of the lower between them or without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from evidencecheck.domain.document import Line

_LONGEST_LABEL = 12
"""Characters."""


def one_above_the_other(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Lines below each other, and those with nothing but a label, however read, between them."""
    yield from pairwise(lines)
    for upper, label, lower in zip(lines, lines[1:], lines[2:], strict=False):
        if len(label.text) <= _LONGEST_LABEL and not any(c.isdigit() for c in label.text):
            yield upper, lower
