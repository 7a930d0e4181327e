"""The likelihood of a text against the sum over all ways in which a line can say it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, product

import numpy as np
import pytest
from numpy.typing import NDArray

from evidencecheck.reading.ocr.ctc import log_likelihoods

BLANK = 0
STEPS = np.array(
    [
        [0.1, 0.6, 0.3],
        [0.5, 0.2, 0.3],
        [0.2, 0.5, 0.3],
        [0.3, 0.1, 0.6],
        [0.4, 0.4, 0.2],
    ],
    np.float32,
)


def likelihood(probabilities: NDArray[np.float32], text: Sequence[int]) -> float:
    return log_likelihoods(probabilities, [text])[0]


def summed(probabilities: NDArray[np.float32], symbols: Sequence[int]) -> float:
    """The probability of a text, alignment by alignment."""
    steps, known = probabilities.shape
    return sum(
        math.prod(float(probabilities[n, s]) for n, s in enumerate(path))
        for path in product(range(known), repeat=steps)
        if [s for s, _ in groupby(path) if s != BLANK] == list(symbols)
    )


@pytest.mark.parametrize(
    "text", [(1,), (2,), (1, 2), (2, 1), (1, 1), (2, 2, 2), (1, 2, 1), (1, 1, 2), (1, 2, 1, 2), ()]
)
def test_it_is_the_sum_over_all_alignments(text: tuple[int, ...]) -> None:
    assert math.exp(likelihood(STEPS, text)) == pytest.approx(summed(STEPS, text), rel=1e-5)


def test_the_texts_of_a_line_make_up_the_whole() -> None:
    texts = [t for n in range(6) for t in product((1, 2), repeat=n)]
    whole = sum(math.exp(likelihood(STEPS, t)) for t in texts)
    assert whole == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize(("steps", "possible"), [(2, False), (3, True)])
def test_a_character_that_is_repeated_needs_a_blank_between(steps: int, possible: bool) -> None:
    found = math.exp(likelihood(STEPS[:steps], (1, 1)))
    assert found == pytest.approx(0.6 * 0.5 * 0.5 if possible else 0.0, abs=1e-6)


def test_two_characters_need_none() -> None:
    assert math.exp(likelihood(STEPS[:2], (1, 2))) == pytest.approx(0.6 * 0.3, rel=1e-5)


def test_a_line_is_too_short_for_a_longer_text() -> None:
    assert math.exp(likelihood(STEPS[:1], (1, 2))) == pytest.approx(0.0, abs=1e-6)


def test_what_a_line_gives_no_chance_is_unlikely_and_no_error() -> None:
    never = np.array([[0.0, 1.0, 0.0]], np.float32)
    assert likelihood(never, (1,)) == pytest.approx(0.0, abs=1e-6)
    assert -40 < likelihood(never, (2,)) < -20


def test_texts_asked_together_are_told_as_each_alone() -> None:
    texts = [(1,), (1, 2, 1), (), (2, 2)]
    assert log_likelihoods(STEPS, texts) == pytest.approx([likelihood(STEPS, t) for t in texts])
    assert log_likelihoods(STEPS, []) == []
