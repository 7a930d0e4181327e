"""What is wrong with rule files, each fault with its file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class RuleFault:
    """One fault of a rule file."""

    file: str
    """Relative, from the rule folder's own name on: ``rules/systems/x/y.yaml``."""
    line: int
    """1-based; 0 where the fault is of the file or folder as a whole."""
    message: str
    remedy: str = ""
    """What to do about it; empty where the message says it."""

    def __str__(self) -> str:
        """``rules/systems/x/y.yaml:12: message; remedy``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}" + (f"; {self.remedy}" if self.remedy else "")


class RuleError(Exception):
    """The rules cannot be used. Prints one fault a line."""

    def __init__(self, faults: Sequence[RuleFault]) -> None:
        """Take the faults of all files; they are put in the order of file and line."""
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))
