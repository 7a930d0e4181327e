"""C602: what was made in a year, in pieces, as several papers give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.tables import Role
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_facts import accused, by_year
from tests.assessment.test_sentences import amount

Run = Callable[..., Outcome]
ENERGY, CARBON, STEEL = "energy.xlsx", "carbon.xlsx", "steel.pdf"


def made(label: str, pieces: str, file: str, unit: str = "套") -> Document:
    return by_year(label, {"2024": pieces}, unit, "performance-calculation", file)


@pytest.mark.parametrize(
    ("label", "pieces", "unit", "found"),
    [
        ("门锁产量", "2,028,000", "套", True),
        ("产量（万套）", "2,028,000", "套", True),
        ("门锁产量", "2,080,000", "套", False),
        # Rounded; another unit; an aim; what each worker made.
        ("产量", "2,080,400", "套", False),
        ("产量", "2,028,000", "件", False),
        ("目标产量", "2,028,000", "套", False),
        ("人均产量", "960", "套", False),
    ],
)
def test_what_was_made(run: Run, label: str, pieces: str, unit: str, found: bool) -> None:
    papers = made("产量", "2,080,000", ENERGY), made("产品产量", "2,080,000", CARBON)
    told = accused(run(*papers, made(label, pieces, STEEL, unit)))
    assert told == ({STEEL} if found else set())


def test_of_two_products_each_is_its_own(run: Run) -> None:
    locks, smart = made("门锁产量", "2,080,000", ENERGY), made("智能锁产量", "1,980,000", CARBON)
    assert not accused(run(locks, smart, made("产量", "2,030,000", STEEL)))
    assert accused(run(locks, smart, made("门锁产量", "2,008,000", STEEL))) == {STEEL}


@pytest.mark.parametrize("label", ["设计产量", "合格品产量", "核定产量"])
def test_other_amounts_of_pieces(run: Run, label: str) -> None:
    assert not accused(run(made("产量", "91,300", ENERGY), made(label, "98,000", STEEL)))


def test_models_below_a_heading_are_parts(run: Run) -> None:
    paper = document("performance-calculation", STEEL, holder=FIRM, years=(2024,))
    rows = ("电机", "8,000"), ("水泵", "1,900")
    table = with_table(paper, [("产量", "台")], *rows)
    assert not accused(run(made("产量", "9,350", ENERGY, "台"), table))


def ledger(total: str, months: int = 12, **more: object) -> Document:
    """A ledger of two products by month, whose grand total stands in a corner."""
    known = {"title": "2024年度产量台账", "holder": FIRM, "years": (2024,), **more}
    paper = document("statistical-report", STEEL, **known)  # type: ignore[arg-type]
    each = [(f"{n}月", "300", "200", "500") for n in range(1, months + 1)]
    columns = [("电机", "台"), ("水泵", "台"), ("合计", "台")]
    table = with_table(paper, columns, *each, ("合计", "3,600", "2,400", total))
    (found,) = table.tables
    ends = (*found.columns[:2], replace(found.columns[2], role=Role.TOTAL))
    return replace(table, tables=(replace(found, columns=ends),))


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (ledger("6,600"), True),
        (ledger("6,000"), False),
        (ledger("6,003"), False),
        # Not of the whole year; not of the whole firm; not of what was made; another firm's.
        (ledger("6,600", 11), False),
        (ledger("6,600", title="2024年上半年产量台账"), False),
        (ledger("6,600", title="2024年度一车间产量台账"), False),
        (ledger("6,600", title="2024年度销量台账"), False),
        (ledger("6,600", years=(2023, 2024)), False),
        (ledger("6,600", holder="白石样品电子有限公司"), False),
    ],
)
def test_the_grand_total_of_a_ledger(run: Run, paper: Document, found: bool) -> None:
    papers = made("产量", "6,000", ENERGY, "台"), made("产品产量", "6,000", CARBON, "台")
    assert accused(run(*papers, paper)) == ({STEEL} if found else set())


def test_a_ledger_of_other_pieces_is_held_against_none(run: Run) -> None:
    papers = made("产量", "6,000", ENERGY, "套"), made("产品产量", "6,000", CARBON, "套")
    assert not accused(run(*papers, ledger("6,600")))


@pytest.mark.parametrize(
    ("what", "pieces", "unit", "found"),
    [
        ("公司生产注塑机", 2045, "台", True),
        ("2024年公司全年生产注塑机", 2045, "台", True),
        ("全年产品产量", 2045, "台", True),
        ("公司生产注塑机", 1945, "台", False),
        # A kind of it, what can be made, part of a year, of the firm; of others; another unit.
        ("公司生产节能型注塑机", 2045, "台", False),
        ("公司年可生产注塑机", 2045, "台", False),
        ("上半年公司生产注塑机", 2045, "台", False),
        ("公司1-11月生产注塑机", 2045, "台", False),
        ("公司累计生产注塑机", 2045, "台", False),
        ("一车间生产注塑机", 2045, "台", False),
        ("公司生产注塑机", 2045, "套", False),
    ],
)
def test_what_a_sentence_says_was_made(
    run: Run, what: str, pieces: float, unit: str, found: bool
) -> None:
    papers = made("产品产量", "1,945", ENERGY, "台"), made("产量", "1,945", CARBON, "台")
    paper = document("energy-audit-report", STEEL, holder=FIRM, years=(2024,))
    told = replace(paper, said=(amount(what, pieces, unit),))
    assert accused(run(*papers, told)) == ({STEEL} if found else set())


def test_a_sentence_of_another_year_is_held_against_none(run: Run) -> None:
    papers = made("产品产量", "1,945", ENERGY, "台"), made("产量", "1,945", CARBON, "台")
    paper = document("energy-audit-report", STEEL, holder=FIRM, years=(2024,))
    told = replace(paper, said=(amount("公司生产注塑机", 2045, "台", year=2023),))
    assert not accused(run(*papers, told))


def test_one_product_of_a_sentence_may_be_a_part_of_all_that_was_made(run: Run) -> None:
    papers = made("产品产量", "2,045", ENERGY, "台"), made("产量", "2,045", CARBON, "台")
    paper = document("energy-audit-report", STEEL, holder=FIRM, years=(2024,))
    both = amount("公司生产注塑机", 1500, "台"), amount("挤出机", 645, "台")
    assert not accused(run(*papers, replace(paper, said=both)))
