"""The day on which a document was issued: behind its label, at its foot, or under its title."""

from __future__ import annotations

from evidencecheck.domain.document import Field
from evidencecheck.domain.rules import FieldRule
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.day_words import DayWords
from evidencecheck.extraction.fields import Candidate, FieldFinder
from evidencecheck.extraction.places import closing_date, heading_date, opening_date
from evidencecheck.extraction.subject import Subject

_SEVERAL = 2


def issue_date(
    finder: FieldFinder, subject: Subject, rule: FieldRule, words: DayWords
) -> Field | None:
    """The date by its labels; that of the signature before one that dates only a copy.

    A sentence tells of days for many reasons: who signed on another day counts before it.
    """
    approved = _approved(finder, subject, rule, words)
    if approved is not None:
        return approved.field("issue_date")
    best = finder.best(rule, subject.pages)
    closing = closing_date(subject.texts, words) or heading_date(subject.texts, words)
    spoken = best is not None and not best.label
    if closing is not None and (best is None or spoken or best.behind(rule.weak)):
        return closing
    if best is not None:
        return best.field("issue_date")
    other = closing_date(subject.texts, words, listed=True)
    # A paper on a period names its days for other reasons.
    if other is None and "period" not in subject.type.fields:
        other = opening_date(subject.texts)
    return other


def _approved(
    finder: FieldFinder, subject: Subject, rule: FieldRule, words: DayWords
) -> Candidate | None:
    """The day beside who approved, of several behind one plain label: 批准人 | 日期 | ..."""
    plain = [c for c in finder.labelled(rule, subject.pages) if c.behind(rule.weak)]
    if len({c.parsed.value for c in plain}) < _SEVERAL:
        return None
    found = [
        c for c in plain if words.approved.search(_row(c)) and not words.examined.search(_row(c))
    ]
    return found[-1] if found else None


def _row(candidate: Candidate) -> str:
    page, at = candidate.page, candidate.start
    return simplified(page.text[page.text.rfind("\n", 0, at) + 1 : page.row_end(at)])
