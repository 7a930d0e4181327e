"""Plain lines: what was kept or left out, and why a run ends."""

from __future__ import annotations

from rich.console import Console

from evidencecheck.cli.options import Lang
from evidencecheck.reports.phrases import refusal
from evidencecheck.reports.printable import printable


class Lines:
    """Lines that wait until the progress bar is gone."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._lines: list[str] = []

    def keep(self, line: str) -> None:
        """Take a line for later."""
        self._lines.append(line)

    def show(self, console: Console) -> None:
        """Print every line in its language, not broken, never read as markup."""
        for line in self._lines:
            plain = printable(refusal(line, self._lang.value))
            console.print(plain, markup=False, highlight=False, soft_wrap=True)


def complain(line: str, lang: Lang) -> None:
    """Print on stderr, as one plain line in ``lang``, why a run cannot be done or was in vain."""
    plain = refusal(" ".join(line.split()), lang.value)
    Console(stderr=True, soft_wrap=True, highlight=False).print(
        f"evidencecheck: {plain}", markup=False
    )
