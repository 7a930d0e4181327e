"""C601, C602, C608: amounts in sentences against the totals of tables and each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Citation, Document, Said
from evidencecheck.domain.page import Origin
from evidencecheck.domain.rules import RuleBook
from evidencecheck.extraction import Extractor
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.extraction.drawing import page, reading

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
SAVED = [("年节电量(kWh)", "kWh")]
ROWS = (("照明", "120,400"), ("空压机", "238,000"), ("合计", "358,400"))


def amount(
    what: str, value: float, unit: str, *, year: int | None = None, sure: float = 0.99
) -> Said:
    raw = f"{value:g}"
    return Said(what, value, unit, raw, Citation("a.pdf", 1, BOX, f"{what}{raw}"), sure, year)


def report(
    *said: Said,
    rows: tuple[tuple[str, str], ...] = ROWS,
    caption: str = "",
    columns: list[tuple[str, str]] = SAVED,
    **more: object,
) -> Document:
    """A report with a table and amounts in its sentences."""
    known = {"holder": FIRM, "standards": "GB/T 13234-2018", "years": (2025,)}
    paper = with_table(document("reduction-report", **{**known, **more}), columns, *rows)
    tables = tuple(replace(t, caption=caption) for t in paper.tables)
    return replace(paper, said=said, tables=tables)


def codes(run: Run, paper: Document) -> set[str]:
    return {c for c in run(paper).of_documents() if c.startswith("C6")}


TOLD = amount("各项目合计年节电", 386_400, "kWh")


@pytest.mark.parametrize(
    ("caption", "found"),
    [("", "C601"), ("表3 节能项目", "C601"), ("附表1 节能项目", "C602"), ("附录B", "C602")],
)
def test_a_sum_in_words_that_the_table_has_otherwise(run: Run, caption: str, found: str) -> None:
    outcome = run(report(TOLD, caption=caption))
    (told,) = (f for d in outcome.report.documents for f in d.findings if f.code.startswith("C6"))
    assert told.code == found
    assert [c.quote for c in told.citations] == ["各项目合计年节电386400", "358,400"]


@pytest.mark.parametrize(
    "paper",
    [
        report(amount("各项目合计年节电", 358_400, "kWh")),
        # Of another year; an amount that stands in a row; of something else.
        report(amount("各项目合计年节电", 386_400, "kWh", year=2024)),
        report(amount("各项目合计年节电", 238_000, "kWh")),
        report(amount("全厂用水总量", 386_400, "kWh")),
        report(TOLD, columns=[("消费(kWh)", "kWh")]),
        # Another unit, no sum, hardly legible, far off, two sums in one unit.
        report(amount("各项目合计年节电", 386_400, "tce")),
        report(amount("照明改造年节电", 386_400, "kWh")),
        report(amount("各项目合计年节电", 386_400, "kWh", sure=0.8)),
        report(amount("各项目合计年节电", 1_386_400, "kWh")),
        report(TOLD, amount("累计年节电", 512_000, "kWh")),
        # A table without a total.
        report(TOLD, rows=ROWS[:2]),
    ],
)
def test_a_sum_that_agrees_or_is_of_something_else(run: Run, paper: Document) -> None:
    assert codes(run, paper) == set()


def test_the_year_that_a_sentence_names_is_the_paper_s(run: Run) -> None:
    told = amount("各项目合计年节电", 386_400, "kWh", year=2025)
    assert codes(run, report(told)) == {"C601"}


@pytest.mark.parametrize(
    ("claimed", "found"), [(2300.0, {"C608"}), (1984.7, set()), (1900.0, set())]
)
def test_more_is_cancelled_than_was_emitted(run: Run, claimed: float, found: set[str]) -> None:
    emitted = amount("全年排放合计", 1984.7, "tCO2e")
    against = amount("注销核证减排量合计", claimed, "tCO2e")
    assert codes(run, report(emitted, against)) == found


@pytest.mark.parametrize(
    ("claimed", "behind", "found"),
    [
        (2300.0, ",已全部用于中和上述排放。", {"C608"}),
        # No more than a lot is rounded to; kept; a part of it; against something else.
        (2060.0, ",已全部用于中和上述排放。", set()),
        (2300.0, ",全部用于中和上述排放,多余部分不予计算。", set()),
        (2300.0, ",部分用于中和上述排放。", set()),
        (2300.0, ",全部用于中和产品碳足迹。", set()),
        (23000.0, ",全部用于中和上述排放。", set()),
    ],
)
def test_all_of_what_was_cancelled_is_set_against_less(
    run: Run, claimed: float, behind: str, found: set[str]
) -> None:
    emitted = amount("全年排放合计", 1984.7, "tCO2e")
    against = amount("我们注销减排量", claimed, "tCO2e")
    text = f"全年排放合计1984.7tCO2e。\n我们注销减排量{claimed:g}{behind}"
    assert codes(run, report(emitted, against, text=text)) == found


@pytest.mark.parametrize(
    "said",
    [
        # One of several retirements; two years of emissions; an amount of energy.
        (amount("全年排放合计", 1984.7, "tCO2e"), amount("本次注销", 2300, "tCO2e")),
        (
            amount("排放合计", 1984.7, "tCO2e"),
            amount("排放总量", 2500.0, "tCO2e"),
            amount("注销合计", 2300, "tCO2e"),
        ),
        (amount("全年排放合计", 1984.7, "tCO2e"), amount("抵消合计", 2300, "kWh")),
    ],
)
def test_offsets_that_are_not_held_against_emissions(run: Run, said: tuple[Said, ...]) -> None:
    assert codes(run, report(*said)) == set()


def test_the_offsets_of_another_firm_are_its_own(run: Run) -> None:
    said = (amount("排放合计", 1984.7, "tCO2e"), amount("注销合计", 2300, "tCO2e"))
    assert codes(run, report(*said, holder=OTHER)) == set()


def settled(count: int, title: str = "绿色电力证书结算清单", **more: object) -> Document:
    """A list of certificates that tells in a sentence what power was bought."""
    known = {"holder": FIRM, "years": (2025,), "certificate_count": count, **more}
    paper = document("green-power-record", title=title, **known)  # type: ignore[arg-type]
    return replace(paper, said=(amount("全年外购电量", 6_518_400, "kWh"),))


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (settled(6800), {"C608"}),
        (settled(6500), set()),
        # Within a per cent; hardly legible; another firm's; of a list of something else.
        (settled(6580), set()),
        (settled(6800, sure=0.8), set()),
        (settled(6800, holder=OTHER), set()),
        (settled(6800, title="绿色电力结算清单"), set()),
    ],
)
def test_more_certificates_are_settled_than_power_was_bought(
    run: Run, paper: Document, found: set[str]
) -> None:
    assert codes(run, paper) == found


@pytest.mark.parametrize(("pieces", "found"), [("6,800", {"C608"}), ("6,500", set())])
def test_certificates_and_power_in_one_sentence(
    run: Run, book: RuleBook, pieces: str, found: set[str]
) -> None:
    line = f"2025年度全年外购电量6,518,400kWh,对应绿色电力证书{pieces}张。"
    above = page(f"用户名称:{FIRM}", line, title="绿色电力证书结算清单")
    (paper,) = Extractor(book).documents(reading(above))
    assert paper.type == "green-power-record"
    assert codes(run, paper) == found


@pytest.mark.parametrize(("bought", "found"), [(6_800.0, set()), (5_100.0, {"C608"})])
def test_a_comma_that_was_read_as_a_point_is_no_thousandth(
    run: Run, bought: float, found: set[str]
) -> None:
    paper = replace(settled(6800), origin=Origin.OCR)
    assert codes(run, replace(paper, said=(amount("全年外购电量", bought, "kWh"),))) == found


@pytest.mark.parametrize(
    ("pieces", "against", "found"),
    [(6800, 6_800_000, {"C608"}), (6500, 6_500_000, set()), (6500, 4_000_000, set())],
)
def test_certificates_for_bought_power_are_no_bought_power(
    run: Run, pieces: int, against: float, found: set[str]
) -> None:
    said = (
        amount("全年外购电量", 6_518_400, "kWh"),
        amount("绿证用于外购电力", against, "kWh"),
        amount("注销绿证", pieces, "张"),
    )
    assert codes(run, report(*said)) == found
