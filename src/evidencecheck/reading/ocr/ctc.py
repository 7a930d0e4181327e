"""How likely a line says a text, by what a recogniser of the CTC kind gives for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_BLANK = 0
_NEVER = -1e30
_LEAST = 1e-12
"""Probability below which there is no difference."""


def log_likelihood(probabilities: NDArray[np.float32], symbols: Sequence[int]) -> float:
    """The natural logarithm of the probability of a text, over all its alignments.

    Graves et al., Connectionist Temporal Classification (ICML 2006), the forward variables.

    Args:
        probabilities: steps x symbols, rows that sum to 1; symbol 0 is the blank.
        symbols: of the text.
    """
    logs = np.log(np.maximum(np.asarray(probabilities, np.float64), _LEAST))
    padded = [_BLANK, *(s for symbol in symbols for s in (symbol, _BLANK))]
    emitted = logs[:, padded]
    may_skip = np.array(
        [n > 1 and s not in (_BLANK, padded[n - 2]) for n, s in enumerate(padded)], bool
    )
    state = np.full(len(padded), _NEVER)
    state[:2] = emitted[0, :2]
    for row in emitted[1:]:
        one = np.concatenate(([_NEVER], state[:-1]))
        two = np.where(may_skip, np.concatenate(([_NEVER, _NEVER], state[:-2])), _NEVER)
        state = np.logaddexp(np.logaddexp(state, one), two[: len(state)]) + row
    return float(np.logaddexp(state[-1], state[-2]) if len(state) > 1 else state[-1])
