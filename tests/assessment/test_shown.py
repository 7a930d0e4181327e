"""A706: what the page shows instead of the text layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]


def certificate(name: str, shown: str | None) -> Document:
    paper = document(
        "management-system-certificate", "证书.pdf", holder=FIRM, standards="GB/T 19001-2016",
        issue_date="2025-01-01", valid_until="2027-12-31",
    )  # fmt: skip
    fields = tuple(replace(f, shown=shown) if f.name == name else f for f in paper.fields)
    return replace(paper, fields=fields)


@pytest.mark.parametrize(("name", "shown"), [("valid_until", "2025-12-31"), ("holder", "")])
def test_a_page_that_shows_other_words_or_none(run: Run, name: str, shown: str) -> None:
    outcome = run(certificate(name, shown))
    assert "A706" in outcome.of_documents()


@pytest.mark.parametrize("name", ["valid_until", "holder"])
def test_a_page_that_shows_the_same_or_was_not_looked_at(run: Run, name: str) -> None:
    assert "A706" not in run(certificate(name, None)).of_documents()
