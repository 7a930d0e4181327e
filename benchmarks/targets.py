"""The bounds that the program is held to, and how a figure is shown beside its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import ge, le, lt

from rich.text import Text

_HOLDS: dict[str, Callable[[float, float], bool]] = {"≥": ge, "≤": le, "<": lt}


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on a figure, as ``≥ 95 %``."""

    sign: str
    """≥, ≤ or <."""
    bound: float
    unit: str = ""
    digits: int = 1
    """Decimals that a figure is shown with."""

    def __str__(self) -> str:
        """The bound in words."""
        return f"{self.sign} {self.bound:g}{self._unit}"

    def met(self, value: float) -> bool:
        """Whether ``value``, unrounded, is within the bound."""
        return _HOLDS[self.sign](value, self.bound)

    def shown(self, value: float) -> Text:
        """The figure with a mark: within the bound or not."""
        number = f"{value:.{self.digits}f}{self._unit}"
        good = self.met(value)
        return Text(f"{number} {'✓' if good else '✗'}", style="green" if good else "bold red")

    @property
    def _unit(self) -> str:
        return f" {self.unit}" if self.unit else ""


TYPES = Target("≥", 97, "%")
FIELDS = Target("≥", 95, "%")
FIELDS_OF_TEXT = Target("≥", 97, "%")
FIELDS_OF_SCANS = Target("≥", 94, "%")
AMOUNTS = Target("≥", 95, "%")
"""Amounts that a table states and that come out right."""
SURE = Target("≥", 95, "%")
"""Of the values with a confidence of 0.95 and more, those that are right."""
FLAGS = Target("≥", 95, "%")
ALARMS = Target("<", 3)
"""False suspicious findings per 100 clean documents."""
BOUND = Target("≥", 95, "%")
"""Documents of bound files that are found with their pages, and of those seen that are there."""
SCAN_RATIO = Target("≤", 1.25, "×", digits=2)
"""Time to read a scan, over that of the bare engine on the same picture."""
TEXT_PAGE = Target("≤", 15, "ms")
"""Time for a page with a text layer, fields extracted."""
FACTS = Target("≥", 95, "%")
"""Facts printed on the real samples that come out right."""
PARENT = Target("<", 500, "MB", digits=0)
"""Memory of the process that holds a run together, at its most."""
AGAIN = Target("≥", 50, "×", digits=0)
"""Time of a first check over that of a second one of the same folder."""
FIRST_PAINT = Target("<", 1000, "ms", digits=0)
"""From the address to the first words of the reviewers' page."""
NEXT_INDICATOR = Target("<", 100, "ms", digits=0)
"""From the key to the next indicator."""
CHECKS = Target("<", 2, "s", digits=2)
"""Time of all checks on 1,000 documents."""
