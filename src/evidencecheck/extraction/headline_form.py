"""The form of paper that a headline says, and the types of which no paper has that form.

A supplier's 证明 with a table of months is no statistical report, whatever its cells say.
"""

from __future__ import annotations

from evidencecheck.domain.phrases import TitleForm
from evidencecheck.domain.rules import DocumentType, RuleBook
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.title_lines import fold, lines
from evidencecheck.extraction.title_patterns import GAP, OR

# Forms of which nothing else is made: a list may be called a report, a contract never.
_TELLING = (TitleForm.CERTIFICATE, TitleForm.CONTRACT)
_USUAL = 0.01
"""Share of the titles of a type from which on a form is one of its own."""
_ROWS = 6
_HEADLINE = 0.7


class HeadlineForms:
    """Tells which types the headline of a page rules out."""

    def __init__(self, book: RuleBook) -> None:
        self._words = {
            # 证 alone ends other words as well: 月度存证.
            form: tuple(fold(w) for w in book.phrases.title_forms.get(form, ()) if len(w) > 1)
            for form in _TELLING
        }
        self._of_type = {d.type: self._forms(d) for d in book.documents.values()}

    def rule_out(self, page: PageText, document_type: str) -> bool:
        """Whether a page's headline says a form that no title of a type has."""
        said = {
            form
            for line in lines(page, _ROWS)
            if line.prominence >= _HEADLINE and not line.numbered
            for form, words in self._words.items()
            if line.text.endswith(words)
        }
        return bool(said) and said.isdisjoint(self._of_type[document_type])

    def _forms(self, document: DocumentType) -> frozenset[TitleForm]:
        ends = [fold(w) for t in document.titles for w in t.text.split(GAP)[-1].split(OR)]
        # That a supplier certifies what was used makes no certificate of a table of months.
        by_title = {
            form
            for form, words in self._words.items()
            if ends and sum(end.endswith(words) for end in ends) >= _USUAL * len(ends)
        }
        return frozenset(by_title.union(*(topic.forms for topic in document.topics)))
