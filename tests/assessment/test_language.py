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
        # In two languages itself.
        (document("ghg-verification-statement", "核查/声明（中英）.pdf", languages=("zh", "en")),),
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


def of_yarn(
    kind: str = "product-certificate", file: str = "核查/GRS.pdf", **more: object
) -> Document:
    known = {
        "holder": FIRM,
        "languages": ("en",),
        "text": TEXT,
        "certificate_number": "NTX-26-0093",
    }
    return document(kind, file, **{**known, **more})


def translation(number: str = "", **more: object) -> Document:
    known = {"certificate_number": number} if number else {}
    return document("unknown", "核查/证书（中文译本）.pdf", holder=FIRM, **{**known, **more})


DAYS = {"issue_date": "2026-04-02", "valid_until": "2027-04-30"}
MINE = {"issue_date": "2025-07-18", "valid_until": "2028-07-17"}


@pytest.mark.parametrize(
    ("beside", "own", "found"),
    [
        # The number, or both days, of the other foreign paper.
        ((of_yarn(), translation("NTX-26-0093")), {}, True),
        ((of_yarn(), translation(text="本文为NTX-26-0093号证书的译文，与原件一致。")), {}, True),
        ((of_yarn(**DAYS), translation(**DAYS)), MINE, True),
        # One of the two in its day, or nothing that ties it to any.
        ((of_yarn(**DAYS), translation(issue_date="2026-04-02")), MINE, False),
        ((of_yarn(), translation()), {}, False),
        ((of_yarn(), translation("NTX-26-0099")), {}, False),
        # Both in one file, and its own beside that of the other.
        ((of_yarn(), translation("NTX-26-0093", text="V-2025-0117的译文")), {}, False),
        ((of_yarn(), translation("NTX-26-0093"), document("unknown", "核查/译文.pdf")), {}, False),
        # Its number was read with another character.
        ((of_yarn(**DAYS), translation("V-2O25-0117", **DAYS)), MINE, False),
        # No word says that it is one: a report of the same days.
        ((document("unknown", "核查/声明.pdf", **MINE),), MINE, True),
    ],
)  # fmt: skip
def test_a_translation_is_that_of_the_paper_whose_number_or_days_it_gives(
    run: Run, beside: tuple[Document, ...], own: dict[str, str], found: bool
) -> None:
    told = run(statement(**own), *beside, pack="jiangsu")
    assert any(
        f.code == "E006"
        for d in told.report.documents
        if d.document.file == "核查/statement.pdf"
        for f in d.findings
    ) is found  # fmt: skip
