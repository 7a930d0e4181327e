"""How likely a line says a text, by what a recogniser of the CTC kind gives for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_BLANK = 0
_NEVER = -1e30
_LEAST = 1e-12
"""Probability below which there is no difference."""


def log_likelihoods(
    probabilities: NDArray[np.float32], texts: Sequence[Sequence[int]]
) -> list[float]:
    """The natural logarithms of the probabilities of texts, each over all its alignments.

    Graves et al., Connectionist Temporal Classification (ICML 2006), the forward variables, of all
    texts at once.

    Args:
        probabilities: steps x symbols, rows that sum to 1; symbol 0 is the blank.
        texts: the symbols of each.
    """
    if not texts:
        return []
    logs = np.log(np.maximum(np.asarray(probabilities, np.float64), _LEAST))
    ends = np.array([2 * len(text) for text in texts])
    padded = np.full((len(texts), int(ends.max()) + 1), _BLANK)
    for row, text in zip(padded, texts, strict=True):
        row[1 : 2 * len(text) : 2] = text
    may_skip = np.zeros(padded.shape, bool)
    may_skip[:, 2:] = (padded[:, 2:] != _BLANK) & (padded[:, 2:] != padded[:, :-2])
    emitted = logs[:, padded]
    state = np.full(padded.shape, _NEVER)
    state[:, :2] = emitted[0, :, :2]
    for step in emitted[1:]:
        one, two = np.full_like(state, _NEVER), np.full_like(state, _NEVER)
        one[:, 1:], two[:, 2:] = state[:, :-1], state[:, :-2]
        two[~may_skip] = _NEVER
        state = np.logaddexp(np.logaddexp(state, one), two) + step
    each = np.arange(len(texts))
    last = state[each, ends]
    before = np.where(ends > 0, state[each, np.maximum(ends - 1, 0)], _NEVER)
    return [float(told) for told in np.logaddexp(last, before)]
