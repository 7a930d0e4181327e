"""Tables as factories and verifiers draw them up, each with what its cells mean.

The companies and figures are invented. ``<`` in a cell joins it to the one on its left, ``^`` to
the one above.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.table_shapes import emissions, lists
from benchmarks.table_shapes.shape import Shape, Value

__all__ = ["Shape", "Value", "shapes"]

_SHAPES: tuple[Callable[[random.Random], Shape], ...] = (
    emissions.scopes,
    emissions.years,
    emissions.categories,
    emissions.inventory,
    lists.monthly,
    emissions.year_rows,
    emissions.gases,
    lists.energy,
    lists.certificates,
    lists.equipment,
    lists.long_list,
    emissions.english,
    emissions.transposed,
    emissions.verified,
)


def shapes(seed: int) -> list[Shape]:
    """One of each shape, with figures of its own."""
    return [make(random.Random(f"{make.__name__} {seed}")) for make in _SHAPES]  # noqa: S311
