"""E006: a foreign paper without the translation that the system asks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.document import Document
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
TEXT = "Verification opinion on the greenhouse gas statement of the organisation. " * 3


def statement(file: str = "核查/statement.pdf", **more: object) -> Document:
    known = {
        "holder": FIRM,
        "languages": ("en",),
        "text": TEXT,
        "certificate_number": "V-2025-0117",
    }
    return document("ghg-verification-statement", file, **{**known, **more})


@pytest.mark.parametrize(
    "beside",
    [
        (),
        (document("ghg-report", "核查/排放报告.pdf", holder=FIRM),),
        (document("unknown", "别处/声明翻译件.pdf", holder=FIRM),),
    ],
)
def test_a_foreign_paper_alone(run: Run, beside: tuple[Document, ...]) -> None:
    assert "E006" in run(statement(), *beside, pack="jiangsu").of_documents()


@pytest.mark.parametrize(
    ("paper", "beside"),
    [
        (statement(languages=("en", "zh")), ()),
        (statement(text="Certificate"), ()),
        (statement(), (document("unknown", "核查/声明翻译件.pdf", holder=FIRM),)),
        (statement(), (document("ghg-verification-statement", "b.pdf", holder=FIRM,
                                certificate_number="V20250117"),)),
        (statement("核查.pdf"), (document("ghg-verification-statement", "核查.pdf", holder=FIRM),)),
    ],
)  # fmt: skip
def test_a_translation_or_nothing_to_translate(
    run: Run, paper: Document, beside: tuple[Document, ...]
) -> None:
    assert "E006" not in run(paper, *beside, pack="jiangsu").of_documents()


def test_only_where_the_system_asks_for_it(run: Run) -> None:
    assert "E006" not in run(statement(), pack="tianjin").of_documents()
