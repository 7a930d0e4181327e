"""Examples of indicators as values: documents in, a flag out; kept beside the rules they try.

The rulebook builds these from rules/systems/ID/*.examples.yaml; a check never reads them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ConfigDict, Field

from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rule import Rule, Texts

APPLICANT, ANOTHER = "applicant", "another"
"""Stand in examples for the name of the firm that applies, and for that of another one."""


class ExampleDocument(Rule):
    """A document as an indicator sees it.

    Any field of rules/fields.yaml may stand beside these keys: ``valid_until: 2026-03-30``,
    ``standards: [GB/T 32150-2015]``, ``years: [2023, 2024]``. Its holder is the applicant unless
    ``holder`` says otherwise (``another`` for another firm, null for none).
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str
    file: str = ""
    """Path in the submission, where the folder or the name of the file matters."""
    title: str = ""
    """The title that it bears; by default the name of its type, whose words it then speaks."""
    says: Texts = ()
    """Words that stand in it: what it speaks of."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """The values of its fields, as the file gives them."""
        return self.model_extra or {}


class UnreadFile(Rule):
    """A file that could not be read."""

    file: str
    """Path in the submission."""
    code: Literal["F101", "F102", "F103", "F107"]


class Example(Rule):
    """One indicator, what is handed in for it, and what must come of it."""

    indicator: str
    case: str
    """What the example shows, in a few words."""
    date: datetime.date | None = None
    """The assessment date; by default that at the head of the file."""
    tier: str = ""
    """Of a tiered system: the tier applied for; by default the highest."""
    established: datetime.date | None = None
    """When the applicant was founded, where that matters."""
    documents: tuple[ExampleDocument, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    flag: Flag
    findings: tuple[str, ...] = ()
    """Codes that stand on the indicator: those of level suspicious and missing, all of them; notes
    may be named too."""


class ExampleFile(Rule):
    """A file of examples."""

    date: datetime.date
    """The assessment date of the examples that name none of their own."""
    examples: tuple[Example, ...] = Field(min_length=1)
