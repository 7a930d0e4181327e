"""Examples of rules are run, and tell where the rules say otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from evidencecheck.domain.examples import Example
from evidencecheck.rulebook import load_rulebook
from evidencecheck.rulebook.examples import FiledExample
from evidencecheck.running.examples import Contradiction, contradicted

BOOK = load_rulebook()
DAY = date(2026, 3, 31)
LETTER = {"type": "commitment-letter", "says": "零碳工厂承诺"}
RUN_OUT = {
    "type": "management-system-certificate", "standards": ["GB/T 19001-2016"],
    "issue_date": date(2023, 3, 1), "valid_until": date(2026, 3, 30), "issuer": "某认证有限公司",
    "says": "质量管理体系认证证书",
}  # fmt: skip


def run(**example: object) -> Contradiction | None:
    filled = Example.model_validate({"case": "某", **example})
    system = filled.indicator.split(".")[0]
    filed = FiledExample(system, filled, DAY, "rules/systems/x/y.examples.yaml", 7)
    return next(contradicted(BOOK, [filed]), None)


def test_an_example_that_holds_is_not_told() -> None:
    assert run(indicator="tianjin.1.1.1", documents=[LETTER], flag="supported") is None
    assert run(indicator="tianjin.1.1.1", flag="missing", findings=["E001"]) is None


def test_a_contradiction_says_what_was_said_and_what_came() -> None:
    found = run(indicator="tianjin.1.1.1", documents=[LETTER], flag="missing", findings=["E001"])
    assert str(found) == (
        "rules/systems/x/y.examples.yaml:7: tianjin.1.1.1 (某): should be missing with E001,"
        " is supported"
    )


@pytest.mark.parametrize("codes", [[], ["V201", "V203"], ["V202"]])
def test_the_codes_that_decide_must_be_those_and_no_others(codes: list[str]) -> None:
    row = {"indicator": "tianjin.1.2.3", "documents": [RUN_OUT], "flag": "suspicious"}
    assert run(**row, findings=codes) is not None
    assert run(**row, findings=["E002", "V201"]) is None


def test_another_holder_and_a_file_that_was_not_read() -> None:
    of_another = {**LETTER, "holder": "another"}
    row = {"indicator": "tianjin.1.1.1", "flag": "suspicious"}
    assert run(**row, documents=[of_another], findings=["P501"]) is None
    unread = [{"file": "1.1 最高管理者/承诺书.pdf", "code": "F101"}]
    assert run(**row, unread=unread, findings=["F101"]) is None


def test_a_document_speaks_by_the_title_that_it_bears() -> None:
    row = {"indicator": "binhai.14", "tier": "low-carbon"}
    table = {"type": "performance-calculation"}
    assert run(**row, documents=[table], flag="supported") is None
    of_water = [{**table, "title": "单位产品取水量计算表"}]
    assert run(**row, documents=of_water, flag="missing", findings=["E001"]) is None
