"""The pages as HTML. Everything from a submission passes autoescape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Kind
from evidencecheck.domain.version import __version__
from evidencecheck.reports.html_report import size
from evidencecheck.reports.printable import printable
from evidencecheck.reports.wording import Wording
from evidencecheck.review.translated import Sentence, Sentences
from evidencecheck.review.words import Vocabulary


class Pages:
    """Renders templates in one language with the words of the rules and of the pages."""

    def __init__(self, book: RuleBook, lang: str) -> None:
        self.words = Vocabulary(lang)
        self.wording = Wording(book, lang)
        self._environment = Environment(
            loader=PackageLoader(__package__),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        helpers: dict[str, Callable[..., object] | object] = {
            "t": self.words,
            "w": self.wording,
            "lang": lang,
            "version": __version__,
            "url": quoted,
            "size": size,
            "flag_word": lambda flag: self.wording.flag(Flag(flag)),
            "kind_word": lambda kind: self.wording.kind(Kind(kind)),
            "value_words": self._value,
            "why": self._why,
            "told": self._told,
        }
        self._environment.globals.update(helpers)

    def __call__(
        self, template: str, context: Mapping[str, object], status: int = 200
    ) -> HTMLResponse:  # fmt: skip
        """A template of this package, filled."""
        text = self._environment.get_template(template).render(context)
        return HTMLResponse(printable(text), status, headers={"cache-control": "no-store"})

    def _value(self, value: object) -> str:
        """A value of report.json as a person reads it."""
        if isinstance(value, list):
            return self.wording.join(map(str, value))
        return self.wording.value(value) if isinstance(value, str | int | float) else ""

    def _why(self, finding: dict[str, str]) -> str:
        return self.wording.why(Finding(finding["code"], Level(finding["level"])))

    def _told(self, finding: dict[str, str], told: Sentences) -> Sentence:
        known = told.get((finding["code"], finding["message"]))
        return known or Sentence(finding["message"], finding["remedy"])


def quoted(text: object) -> str:
    """A name as a part of an address."""
    return quote(str(text), safe="")
