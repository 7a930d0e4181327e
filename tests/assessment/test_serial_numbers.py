"""C605: one run of serial numbers that two papers cancel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.serials import spans
from evidencecheck.domain.document import Document, Line
from tests.assessment.conftest import BOX, FIRM, Outcome, document

Run = Callable[..., Outcome]
RUN = "证书编号：GEC2025010000012001-GEC2025010000012500"
NEXT = "证书编号：GEC2025010000012501-GEC2025010000013000"


def cancelled(
    name: str, line: str, year: int = 2025, kind: str = "green-electricity-certificate",
    **more: object,
) -> Document:  # fmt: skip
    paper = document(kind, f"{name}.pdf", **{"holder": FIRM, "years": (year,), **more})
    return replace(paper, lines=(*paper.lines, Line(1, line, BOX)))


def twice(run: Run, *papers: Document) -> bool:
    return "C605" in run(*papers).of_documents()


@pytest.mark.parametrize("kind", ["green-electricity-certificate", "carbon-credit-record"])
@pytest.mark.parametrize(
    ("line", "year", "found"),
    [(RUN, 2024, True), (RUN, 2025, False), (NEXT, 2024, False)],
    ids=["for two years", "filed again", "other numbers"],
)
def test_the_same_numbers_for_two_years(
    run: Run, kind: str, line: str, year: int, found: bool
) -> None:
    first = cancelled("一", RUN, kind=kind)
    assert twice(run, first, cancelled("二", line, year, kind)) is found


def test_a_year_that_was_hardly_read_accuses_nobody(run: Run) -> None:
    assert not twice(run, cancelled("一", RUN), cancelled("二", RUN, 2024, sure=0.6))


def test_a_paper_of_both_years_is_the_same_as_that_of_one(run: Run) -> None:
    both = cancelled("二", RUN, years=(2024, 2025))
    assert not twice(run, cancelled("一", RUN), both)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("起始编号：3107-0822-003001 终止编号：3107-0822-006000", True),
        ("证书编号 自3107-0822-003001 至3107-0822-006000", True),
        ("3107-0822-003001至3107-0822-006000", True),
        ("起始编号：3107-0822-004001 终止编号：3107-0822-006000", False),
        ("起始编号：3107-0822-003001", False),
    ],
)
def test_first_and_last_number_in_one_line(run: Run, line: str, found: bool) -> None:
    first = cancelled("一", "起始编号：3107-0822-000001 终止编号：3107-0822-004000")
    assert twice(run, first, cancelled("二", line)) is found


@pytest.mark.parametrize(
    ("lines", "held"),
    [
        (["24330401530026104 202503000014401 至 24330401530026104 202503000016800"], [2400]),
        (["3209WF0417 202503 000101—001300"], [1200]),
        (["证书编号起:3107-0822-003001", "证书编号止:3107-0822-006000"], [3000]),
        (["起始编号 From", "3107-0822-003001", "终止编号To", "3107-0822-006000"], [3000]),
        (["24330401530026104202503000014401一24330401530026104202503000016800"], [2400]),
        # One number; its last alone; days; a number and another of another project.
        (["24330401530026104 202503000014401"], []),
        (["证书编号止:3107-0822-006000"], []),
        (["2025-03-01 至 2025-03-31"], []),
        (["证书编号起:3107-0822-003001", "证书编号止:3108-0915-006000"], []),
    ],
)
def test_runs_whose_numbers_are_set_in_groups(lines: list[str], held: list[int]) -> None:
    paper = document("green-electricity-certificate", text="\n".join(lines))
    assert [s.last - s.first + 1 for s in spans(paper)] == held


@pytest.mark.parametrize(("count", "found"), [(500, True), (300, False)])
def test_numbers_in_two_rows_that_their_count_bears_out(run: Run, count: int, found: bool) -> None:
    first = cancelled("一", RUN)
    second = document(
        "green-electricity-certificate", "二.pdf", holder=FIRM, years=(2025,),
        certificate_count=count, sure=0.86,
    )  # fmt: skip
    rows = "证书编号 GEC2025010000012401至", "GEC2025010000012900"
    lines = (*second.lines, *(Line(1, row, BOX) for row in rows))
    assert twice(run, first, replace(second, lines=lines)) is found


KINDS = "WD130799230400128202503000"


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("250111", "450011", True),
        ("300111", "500011", False),
        # As many numbers as there are units, but of others.
        ("250111", "450111", False),
    ],
)
def test_numbers_in_two_rows_that_end_with_their_kind(
    run: Run, first: str, last: str, found: bool
) -> None:
    before = cancelled("一", f"证书编号：{KINDS}000111至{KINDS}300011")
    second = cancelled("二", f"证书编号：{KINDS}{first}至", certificate_count=2000)
    second = replace(second, lines=(*second.lines, Line(1, KINDS + last, BOX)))
    assert twice(run, before, second) is found


@pytest.mark.parametrize(("end", "found"), [("450011止,连续号", True), ("450011号机组", False)])
def test_numbers_begun_in_one_row_and_ended_in_the_next(run: Run, end: str, found: bool) -> None:
    before = cancelled("一", f"证书编号：{KINDS}000111至{KINDS}300011")
    second = cancelled("二", f"编号自{KINDS}250111起", certificate_count=2000)
    second = replace(second, lines=(*second.lines, Line(1, f"至{KINDS}{end}", BOX)))
    assert twice(run, before, second) is found


@pytest.mark.parametrize(
    ("last", "found"),
    [("GF2203308W0017K82250300000140111 GF2203308W0017K82250300000240011", True),
     ("GF2203308W0017K82250300000240111 GF2203308W0017K82250300000340011", False)],
    ids=["again", "others"],
)  # fmt: skip
def test_a_run_of_a_ledger_that_takes_in_another(run: Run, last: str, found: bool) -> None:
    first = "GF2203308W0017K82250300000000111 GF2203308W0017K82250300000240011"
    ledger = cancelled("台账", f"1 {first} 2,400 注塑车间")
    ledger = replace(ledger, lines=(*ledger.lines, Line(1, f"4 {last} 1,000 办公", BOX)))
    assert twice(run, ledger) is found


@pytest.mark.parametrize("joint", ["起,至", "起至", "至"])
def test_a_run_that_says_where_it_begins(joint: str) -> None:
    line = f"证书编号：FD330299210031704250300000065111{joint}FD330299210031704250300000105011止"
    (run,) = spans(cancelled("一", line))
    assert (run.first % 10**6, run.last % 10**6) == (65111, 105011)


WHOLE = "1 GF2203308W0017K82250300000000111 GF2203308W0017K82250300000050011 500 全年"


@pytest.mark.parametrize(
    "rows",
    [
        # Row by row; named as a part; two numbers of a list.
        (
            "2 GF2203308W0017K82250300000000111 GF2203308W0017K82250300000020011 200 一月",
            "3 GF2203308W0017K82250300000020111 GF2203308W0017K82250300000050011 300 二月",
        ),
        ("其中已注销 GF2203308W0017K82250300000000111 GF2203308W0017K82250300000030011 300",),
        ("2 GF2203308W0017K82250300000000211 GF2203308W0017K82250300000000511",),
    ],
)
def test_parts_of_a_run_are_not_counted_again(run: Run, rows: tuple[str, ...]) -> None:
    ledger = cancelled("台账", WHOLE)
    lines = (Line(1, row, BOX._replace(y0=0.2 + n / 50)) for n, row in enumerate(rows))
    assert not twice(run, replace(ledger, lines=(*ledger.lines, *lines)))


@pytest.mark.parametrize("count", ["1000", "1,000"])
def test_a_run_of_figures_alone(count: str) -> None:
    line = f"1 15060201002182023260211000000501 15060201002182023260211000001500 {count} 2026年度"
    (run,) = spans(cancelled("清单", line))
    assert run.length == 1000


@pytest.mark.parametrize(("sure", "found"), [(0.89, 1), (0.8, 0)])
def test_the_ends_of_a_run_by_their_labels(sure: float, found: int) -> None:
    rows = (
        "证书编号(起) PGF32098020230016202503000002101",
        "证书编号(止) PGF32098020230016202503000003600",
    )
    paper = cancelled("一", rows[0])
    lines = tuple(Line(1, row, BOX, sure) for row in rows)
    assert len(list(spans(replace(paper, lines=lines)))) == found


@pytest.mark.parametrize(
    ("line", "held"),
    [
        # What is left of W0112306152600184250300003200112.
        ("W0112306152600184250300002401112— 6152600184250300003200112", 799_001),
        # It has nothing in common with the first.
        ("W0112306152600184250300002401112— 9952600184250300003200112", None),
    ],
)
def test_a_last_number_that_lost_its_beginning(line: str, held: int | None) -> None:
    found = [s.length for s in spans(cancelled("清单", line))]
    assert found == ([] if held is None else [held])


FIRST = "32130152700215417202410000060001"


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        ((f"证书编号 {FIRST}-3213015270021", "5417202410000073000"), 73000),
        # The next line is no rest of it, or another number.
        ((f"证书编号 {FIRST}-3213015270021", "数量 13,000个"), None),
        ((f"证书编号 {FIRST}-3213015270021", "54172024100000730001"), None),
    ],
)
def test_a_run_that_goes_on_in_the_next_line(lines: tuple[str, str], last: int | None) -> None:
    paper = document("green-electricity-certificate", holder=FIRM)
    paper = replace(paper, lines=tuple(Line(1, text, BOX) for text in lines))
    found = [span.last % 10**6 for span in spans(paper) if span.length == 12_999 + 1]
    assert found == ([last] if last is not None else [])


@pytest.mark.parametrize(
    ("value", "raw", "found"),
    [
        (2.0, "2.000", True),
        (2000, "2,000", True),
        (2.0, "2.0", False),
        (2.0, "2.0000", False),
        (3.0, "3.000", False),
    ],
)
def test_a_comma_of_the_count_read_as_a_point(
    run: Run, value: float, raw: str, found: bool
) -> None:
    second = cancelled("二", "证书编号 GEC2025010000012401至", certificate_count=value)
    fields = tuple(
        replace(f, raw=raw) if f.name == "certificate_count" else f for f in second.fields
    )
    lines = (*second.lines, Line(1, "GEC2025010000014400", BOX))
    assert twice(run, cancelled("一", RUN), replace(second, fields=fields, lines=lines)) is found


ENDED = "WD1307992304001282025030"


@pytest.mark.parametrize(
    ("first", "last", "may"),
    [
        ("GEC2025010000012001", "GEC2025010000012500", {500.0, 50.9, 5.99}),
        (f"{ENDED}00000011", f"{ENDED}00015001", {14991.0, 1500.0, 150.9}),
        (f"{ENDED}00000111", f"{ENDED}00150011", {149901.0, 14991.0, 1500.0}),
    ],
    ids=["no figure", "one figure of its kind", "two"],
)
def test_how_many_numbers_a_run_may_hold(first: str, last: str, may: set[float]) -> None:
    (run,) = spans(cancelled("一", f"证书编号：{first}至{last}"))
    assert run.may_hold == may


@pytest.mark.parametrize(("count", "found"), [(1500, False), (14991, False), (14000, True)])
def test_a_run_whose_numbers_end_with_one_figure_of_their_kind(
    run: Run, count: int, found: bool
) -> None:
    line = f"证书编号：{ENDED}00000011至{ENDED}00015001"
    paper = cancelled("一", line, certificate_count=count)
    assert ("C601" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("00010011", "00025001", True),
        ("00015011", "00030001", False),
        # As many as there are units by no reckoning.
        ("00010011", "00026001", False),
    ],
)
def test_numbers_in_two_rows_that_end_with_one_figure_of_their_kind(
    run: Run, first: str, last: str, found: bool
) -> None:
    before = cancelled("一", f"证书编号：{ENDED}00000011至{ENDED}00015001")
    second = cancelled("二", f"证书编号：{ENDED}{first}至", certificate_count=1500)
    second = replace(second, lines=(*second.lines, Line(1, ENDED + last, BOX)))
    assert twice(run, before, second) is found


FIRST, LAST = "GS6321220452026020000071001", "GS6321220452026020000071600"
PROJECT = "014-2024-0139-000521"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # Numbers that a narrow cell has broken: the last, or both.
        ([f"1 {FIRST}—{LAST[:14]} {LAST[14:]} 600 2026年2月"], (71001, 71600)),
        ([f"编号 {FIRST[:20]} {FIRST[20:]}至{LAST[:20]} {LAST[20:]} 数量 600"], (71001, 71600)),
        ([f"1 {FIRST} 600 {LAST} 400"], None),
        # A run that goes on in the next line, in words that go on too.
        ([f"序列号{PROJECT}651至", f"{PROJECT}900,用于毛巾碳中和。"], (521651, 521900)),
        ([f"(编号{FIRST}-{LAST[:20]}", f"{LAST[20:]},2025年8月电量)"], (71001, 71600)),
        ([f"序列号{PROJECT}651至", "该批减排量已注销。"], None),
    ],
)
def test_numbers_over_the_ends_of_lines(lines: list[str], found: tuple[int, int] | None) -> None:
    paper = document("carbon-credit-record", text="\n".join(lines))
    runs = [(s.first % 10**6, s.last % 10**6) for s in spans(paper)]
    assert runs == ([found] if found else [])


@pytest.mark.parametrize(
    ("rows", "count", "runs"),
    [
        (("首张编号", "GEC2025010000012001", "末张编号", "GEC2025010000012500"), 500, 1),
        # The label was misread: the count bears the run out.
        (("首枚证书编号", "GEC2025010000012001", "宋枚证书编号", "GEC2025010000012500"), 500, 1),
        (("凭证一", "GEC2025010000012001", "凭证二", "GEC2025010000012500"), 40, 0),
        (("甲号 GEC2025010000012001", "共12张", "乙号 GEC2025010000012500"), 40, 0),
    ],
)
def test_the_first_and_the_last_number_below_their_labels(
    rows: tuple[str, ...], count: int, runs: int
) -> None:
    paper = document("green-electricity-certificate", holder=FIRM, certificate_count=count)
    lines = tuple(Line(1, row, BOX, 0.86 if row.startswith("宋") else 0.99) for row in rows)
    assert len(list(spans(replace(paper, lines=lines)))) == runs
