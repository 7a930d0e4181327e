"""What a second look says about all supported indicators, on the terminal."""

from __future__ import annotations

from rich.console import Console

from evidencecheck.assessment.elusion import CONFIDENCE, Estimate
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.wording import Wording


def render_elusion(
    console: Console, found: Estimate | None, blank: int, book: RuleBook, lang: str = "zh"
) -> None:
    """Print the estimate; that it is provisional where ``blank`` rows are not filled in."""
    words = Wording(book, lang)
    lines = []
    if found is not None:
        told = {
            "looked": found.looked,
            "wrong": found.wrong,
            "share": _percent(found.share),
            "low": _percent(found.low),
            "high": _percent(found.high),
            "confidence": f"{CONFIDENCE:.0%}",
            "population": found.population,
            "count": f"{found.share * found.population:.0f}",
            "least": f"{found.low * found.population:.0f}",
            "most": f"{found.high * found.population:.0f}",
        }
        lines.append(words.said("sample", "looked", **told))
        whole = found.looked == found.population
        lines.append(words.said("sample", "exact" if whole else "estimate", **told))
    if blank:
        lines.append(words.said("sample", "blank", count=blank))
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)


def _percent(share: float) -> str:
    return f"{share:.1%}"
