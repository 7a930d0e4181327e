"""Words: what the reports say, in Chinese and English.

Findings carry parameters. Their sentences come from the rule book (rules/findings.yaml), the names
of document types from rules/documents/*.yaml, everything else from ``words.yaml`` beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidencecheck.domain.document import UNKNOWN_TYPE, Document, StandardRef, Value
from evidencecheck.domain.files import FileStatus, Problem
from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.provenance import Signature
from evidencecheck.domain.rules import FindingRule, RuleBook
from evidencecheck.domain.systems import Kind
from evidencecheck.domain.volume import PartKind
from evidencecheck.reports.phrases import phrase, refusal
from evidencecheck.reports.words import SLOT, catalogue, fill

LANGUAGES = ("zh", "en")

_LIST = re.compile(r"\s*[、,;；]\s*")
_OF_A_FILE = "F"
"""Begins the codes of what is wrong with a file, whose reason is the program's own word."""
_NAMES_TYPES = frozenset({"named", "found", "type", "what"})
"""Parameters that may hold ids of document types, and ``what`` also fields and pages."""


def message(finding: Finding, book: RuleBook, lang: str) -> str:
    """The sentence of a finding in ``lang`` (``zh`` or ``en``). Never raises."""
    return Wording(book, lang).message(finding)


@dataclass(frozen=True, slots=True)
class Wording:
    """All words of one report in one language."""

    book: RuleBook
    lang: str
    """``zh`` or ``en``."""

    # ---------------------------------------------------------------- findings

    def _rule(self, finding: Finding) -> FindingRule | None:
        return self.book.findings.get(finding.code)

    def message(self, finding: Finding) -> str:
        """The sentence of a finding, its parameters filled in."""
        of_file = finding.code.startswith(_OF_A_FILE)
        params = {name: self._param(name, value, of_file) for name, value in finding.params}
        rule = self._rule(finding)
        template = rule.message.get(self.lang) if rule else ""
        asked = SLOT.findall(template)
        if template and (not asked or any(params.get(name) for name in asked)):
            return fill(template, params)
        details = self.join(value for value in params.values() if value)
        return self.label("details", what=self.says(finding.code), details=details).strip(" ：:—")

    def problem(self, problem: Problem) -> str:
        """The sentence of something wrong with a file, before it is a finding."""
        return self.message(Finding(problem.code, Level.NOTE, problem.params))

    def refusal(self, line: str) -> str:
        """A line that says why a run could not be done."""
        return refusal(line, self.lang)

    def says(self, code: str) -> str:
        """What a finding code says, in short; the code itself where the rules lack it."""
        rule = self.book.findings.get(code)
        return rule.says.get(self.lang) if rule else code

    def why(self, finding: Finding) -> str:
        """Why a finding matters; empty where the rules do not say."""
        rule = self._rule(finding)
        return rule.why.get(self.lang) if rule else ""

    def remedy(self, finding: Finding) -> str:
        """How a finding is cleared; empty where the rules do not say."""
        rule = self._rule(finding)
        if rule is None:
            return ""
        values = [f"{value} " for _, value in finding.params]
        for remedy in rule.remedies:
            if any(value.startswith(f"{of} ") for value in values for of in remedy.of):
                return remedy.get(self.lang)
        return rule.remedy.get(self.lang)

    def _param(self, name: str, value: str, of_file: bool) -> str:
        known = catalogue()["values"].get(value)
        if known:
            return known.get(self.lang)
        if name == "reason" and not of_file:
            # What a paper says, or where a photo was taken, is told as it stands.
            return value
        if name not in _NAMES_TYPES:
            return phrase(name, value, self.lang)
        pieces = _LIST.split(value.strip())
        names = [self._known_name(piece, what=name == "what") for piece in pieces]
        if not any(names):
            return value
        return self.join(n or p for n, p in zip(names, pieces, strict=True))

    def _known_name(self, word: str, *, what: bool) -> str:
        if word == UNKNOWN_TYPE or word in self.book.documents:
            return self.type_name(word)
        if not what:
            return ""
        if word in catalogue()["fields"]:
            return self.field(word)
        told = phrase("what", word, self.lang)
        return told if told != word else ""

    # ---------------------------------------------------------------- names

    def flag(self, flag: Flag) -> str:
        """The word for a flag."""
        return self._word("flags", flag.value)

    def flag_help(self, flag: Flag) -> str:
        """What a flag means."""
        return self._word("flag_help", flag.value)

    def level(self, level: Level) -> str:
        """The word for a level of findings."""
        return self._word("levels", level.value)

    def kind(self, kind: Kind) -> str:
        """The word for a kind of indicator."""
        return self._word("kinds", kind.value)

    def tier(self, name: str) -> str:
        """The word for a tier of a tiered system; its id where no word is known."""
        word = catalogue()["tiers"].get(name)
        return word.get(self.lang) if word else name

    def requirement_type(self, name: str | None) -> str:
        """必选, 可选 in the language of the report; empty for None."""
        return self._word("types", name) if name else ""

    def status(self, status: FileStatus) -> str:
        """The word for what became of a file."""
        return self._word("statuses", status.value)

    def signature(self, signature: Signature) -> str:
        """The words for how a digital signature verified."""
        if signature.holds is None:
            return self._word("signatures", "unknown")
        if signature.holds:
            return self._word("signatures", "holds")
        return self._word("signatures", "changed" if signature.intact else "broken")

    def stated(self, name: str) -> str:
        """The word for what a file states about its making, by its name in ``Provenance``."""
        return self._word("provenance", name)

    def outcome(self, outcome: str) -> str:
        """The word for what became of an applicant in a batch: checked or failed."""
        return self._word("outcomes", outcome)

    def type_name(self, type_id: str) -> str:
        """The name of a document type; the id itself where the rules lack it."""
        rule = self.book.documents.get(type_id)
        if rule is not None:
            return rule.name.get(self.lang)
        return self.label("unknown_type") if type_id == UNKNOWN_TYPE else type_id

    def field(self, name: str) -> str:
        """The name of a field; the id itself where there is none."""
        words = catalogue()["fields"].get(name)
        return words.get(self.lang) if words else name

    def value(self, value: Value) -> str:
        """The value of a field as a person reads it."""
        if isinstance(value, str):
            known = catalogue()["values"].get(value)
            return known.get(self.lang) if known else value
        if isinstance(value, tuple):
            return self.join(v.canonical if isinstance(v, StandardRef) else str(v) for v in value)
        return f"{value:,}"

    # ---------------------------------------------------------------- labels

    def label(self, key: str, **params: object) -> str:
        """A label of ``words.yaml``, its parameters filled in.

        Raises:
            KeyError: there is no such label.
        """
        return fill(self._word("labels", key), {k: str(v) for k, v in params.items()})

    def said(self, group: str, key: str, **params: object) -> str:
        """The same for the words of a paper: those of ``group`` of ``words.yaml``.

        Raises:
            KeyError: there are no such words.
        """
        return fill(self._word(group, key), {k: str(v) for k, v in params.items()})

    def count(self, key: str, count: int) -> str:
        """A counted noun: ``count`` of what the label ``key`` names."""
        return self.label(f"{key}_one") if count == 1 else self.label(key, count=count)

    def page(self, first: int, last: int | None = None) -> str:
        """A page, or the first and last of a run of pages."""
        if last is None or last == first:
            return self.label("page", page=first)
        return self.label("page_range", first=first, last=last)

    def part(self, kind: PartKind) -> str:
        """The word for pages of a bound file that are no document's, or are one."""
        return self._word("parts", kind.value)

    def sign(self, name: str) -> str:
        """What a sign for or against a new document says."""
        return self._word("signs", name)

    def pages_of(self, document: Document) -> str:
        """The pages of a document within its file."""
        return self.page(document.first_page, document.last_page)

    def join(self, parts: Iterable[str]) -> str:
        """A list of words in a row."""
        return ("、" if self.lang == "zh" else ", ").join(parts)

    def _word(self, group: str, key: str) -> str:
        return catalogue()[group][key].get(self.lang)


def number(value: float) -> str:
    """Points and weights without a useless fraction: ``5``, ``2.5``."""
    return f"{value:g}"
