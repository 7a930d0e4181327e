"""A finding code explained on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from evidencecheck.domain.rules import FindingRule, RuleBook
from evidencecheck.reports.phrases import phrase
from evidencecheck.reports.wording import Wording


def render_code(console: Console, rule: FindingRule, book: RuleBook, lang: str) -> None:
    """What a code says, why it matters, an example, how to clear it, where the rule comes from."""
    words = Wording(book, lang)
    console.print(Text(f"{rule.code}  {rule.says.get(lang)}", style="bold"))
    console.print(Text(f"{words.label('level')}: {words.level(rule.level)}"))
    console.print(Text(f"{words.label('why')}: {rule.why.get(lang)}"))
    console.print(Text(f"{words.label('example')}: {rule.example.get(lang)}"))
    console.print(Text(f"{words.label('remedy')}: {rule.remedy.get(lang)}"))
    for remedy in rule.remedies:
        of = words.join(phrase("format", value, lang) for value in remedy.of)
        console.print(Text(f"  {of}: {remedy.get(lang)}"))
    if rule.source:
        console.print(Text(words.label("rule_source", source=rule.source)))
