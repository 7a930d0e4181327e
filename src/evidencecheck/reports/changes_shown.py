"""The comparison of two hand-ins: as JSON, and on the terminal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.changes import Change, Changes, DocumentChange, FindingChange
from evidencecheck.reports.printable import encodable, printable
from evidencecheck.reports.wording import Wording

SCHEMA = "evidencecheck/diff@1"

_T = TypeVar("_T")


def changes_json(changes: Changes) -> str:
    """The comparison as JSON: one object, a list for each kind of change, empty where none."""
    told = {"schema": SCHEMA, "changed": changes.any, **asdict(changes)}
    return encodable(json.dumps(told, ensure_ascii=False, indent=2))


def render_changes(console: Console, changes: Changes, book: RuleBook, lang: str = "zh") -> None:
    """Print what changed, a heading for each kind; one line where nothing did."""
    words = Wording(book, lang)
    if not changes.any:
        _print(console, words.said("diff", "nothing"))
        return
    shown = _Shown(console, words)
    shown.part("conditions", changes.conditions, shown.condition)
    shown.part("files_added", changes.files_added, str)
    shown.part("files_removed", changes.files_removed, str)
    shown.part("files_changed", changes.files_changed, shown.changed_file)
    shown.part("files_moved", changes.files_moved, lambda c: f"{c.before} → {c.after}")
    shown.part("documents_added", changes.documents_added, shown.document)
    shown.part("documents_removed", changes.documents_removed, shown.document)
    shown.part("documents_changed", changes.documents_changed, shown.document)
    shown.part("flags", changes.flags, shown.flag)
    shown.part("resolved", changes.resolved, shown.finding)
    shown.part("new", changes.new, shown.finding)
    shown.part("points", changes.points, lambda c: _step(c.what, c))
    shown.part("scores", changes.scores, shown.score)


class _Shown:
    """How each kind of change is put into words."""

    def __init__(self, console: Console, words: Wording) -> None:
        self._console, self._words = console, words

    def part(self, key: str, items: Iterable[_T], line: Callable[[_T], str]) -> None:
        entries = list(items)
        if not entries:
            return
        _print(self._console, self._words.said("diff", key, count=len(entries)), "bold")
        for entry in entries:
            _print(self._console, f"  {line(entry)}")

    def condition(self, change: Change) -> str:
        """What the check was asked."""
        return _step(self._words.label(change.what), change)

    def changed_file(self, change: Change) -> str:
        """A file with other content, or another status."""
        return f"{change.what}  {change.before[:12]} → {change.after[:12]}"

    def score(self, change: Change) -> str:
        """A score, the total or the grade before and after."""
        named = change.what in {"total", "grade"}
        return _step(self._words.said("diff", change.what) if named else change.what, change)

    def flag(self, change: Change) -> str:
        """A flag before and after."""
        named = {f.value: self._words.flag(f) for f in Flag}
        return _step(
            change.what,
            Change("", named.get(change.before, "–"), named.get(change.after, "–")),
        )

    def document(self, change: DocumentChange) -> str:
        """A document, and which of its fields differ."""
        words = self._words
        head = f"{words.type_name(change.type)}  {change.file} {words.page(*change.pages)}"
        fields = (_step(words.field(f.what), f) for f in change.fields)
        return "\n      ".join((head, *fields))

    def finding(self, change: FindingChange) -> str:
        """A finding with its place and its indicators."""
        words = self._words
        page = words.page(change.page) if change.page is not None else ""
        place = f"{change.file} {page}".strip()
        users = words.join(change.indicators)
        rest = "  ".join(part for part in (place, users) if part)
        return f"{change.code} {change.message}" + (f"（{rest}）" if rest else "")


def _step(name: str, change: Change) -> str:
    return f"{name}: {change.before or '–'} → {change.after or '–'}"


def _print(console: Console, text: str, style: str = "") -> None:
    console.print(Text(printable(text), style=style), soft_wrap=True)
