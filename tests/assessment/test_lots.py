"""C605: numbers in every spelling, and lots that two papers or a list count twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.serials import spans
from evidencecheck.domain.document import Document, Line
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_serial_numbers import cancelled, twice

Run = Callable[..., Outcome]
WIND = "1W130722110400832202410000"


@pytest.mark.parametrize(
    ("lines", "count", "held"),
    [
        # Letters behind the figures; a hyphen read as ~; first and last amidst of one number.
        ("编号 GF6402992309002462509000005001C1至GF6402992309002462509000006560C1", None, 1560),
        ("序列号 CCER-14-00217~2023-0000125201~0000126400", None, 1200),
        ("9344-84729371-84730370-VCS-VCU-279-VER-CN-14-1738-01012019-31122019-0", None, 1000),
        ("GS1-1-CN-GS7472-4-2019-20964-1-1000", 1000, 1000),
        # Its last number stands below, and something else beside the first.
        (f"编号 {WIND}000111~ 顺序码 0000001—0001000\n{WIND}100011", 1000, 99_901),
        (f"编号 {WIND}030111 顺序码 0000301—0001000\n{WIND}100011", 700, 69_901),
        ("3213WF2025060001～0500号", None, 500),
        # The end alone again behind a hyphen; in brackets; with words for its ends; its count.
        ("编号:32130152700215417202504000000001-000001000", None, 1000),
        ("编号:321301527002154[000000001-000001000]", None, 1000),
        ("编号:3213015270000000001(起)至3213015270000001000(止)", None, 1000),
        ("编号:3213015270000000001/3213015270000001000", None, 1000),
        ("编号:自3213015270000000001起共1,000个", None, 1000),
        (
            "3213 0152 7002 1541 7202 5040 0000 0001 — 3213 0152 7002 1541 7202 5040 0000 1000",
            None,
            1000,
        ),
        # The end is lost; one number; of another count; days; two parts of the number of a paper.
        ("编号:32130152700215417202504000000601至321301527002", None, None),
        ("GS1-1-CN-GS7472-4-2019-20964-1-1000", None, None),
        (f"编号 {WIND}030111 顺序码 0000301—0001000\n{WIND}100011", 300, None),
        ("凭证编号:LD-HD-20250918-20250930", None, None),
        ("凭证编号:JB-LD-2025-0918-1046", None, None),
        ("编号 GF6402992309002462509000005001C1至GF6402992309002462509000006560C2", None, None),
    ],
)
def test_runs_as_they_are_printed(lines: str, count: int | None, held: int | None) -> None:
    known = {} if count is None else {"certificate_count": count}
    paper = document("green-electricity-certificate", text=lines, **known)
    assert [s.length for s in spans(paper)] == ([] if held is None else [held])


CREDITS = "序列号 CCER-14-00217-2023-0000123001~0000126400"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("序列号 CCER-14-00217~2023-0000125201~0000126400", True),
        ("序列号 CCER-14-00217-2023-0000126401~0000127600", False),
        ("序列号 CCER-14-00218-2023-0000125201~0000126400", False),
    ],
)
def test_credits_cancelled_before(run: Run, line: str, found: bool) -> None:
    papers = [
        cancelled(n, x, kind="carbon-credit-record") for n, x in (("一", CREDITS), ("二", line))
    ]
    assert twice(run, *papers) is found


BOUGHT = "证书编号 GEC2025010000012001-GEC2025010000013000"
PART = "证书编号 GEC2025010000012001-GEC2025010000012300"


@pytest.mark.parametrize(
    ("title", "held", "use", "found"),
    [
        ("绿色电力证书核销证明", "声明用途 2025年度用电", "用于2025年度用电", False),
        ("绿色电力证书核销证明", "持有中", "", False),
        ("绿色电力证书核销证明", "声明用途 2025年度用电", "用于2024年度用电", True),
        ("绿色电力证书核销清单", "声明用途 2025年度用电", "2026年度", True),
        ("绿色电力证书核销证明", "已核销", "", True),
        ("绿色电力证书", "声明用途 2025年度用电", "用于2025年度用电", True),
    ],
)
def test_a_part_that_was_cancelled(run: Run, title: str, held: str, use: str, found: bool) -> None:
    whole = cancelled("一", f"{BOUGHT} {held}", title="绿色电力证书")
    part = cancelled("二", f"{PART} {use}", title=title)
    assert twice(run, whole, part) is found


@pytest.mark.parametrize(("year", "found"), [(2026, True), (2025, False)])
def test_one_run_used_for_two_years_by_papers_of_one_type(run: Run, year: int, found: bool) -> None:
    papers = [cancelled(n, f"{BOUGHT} 用于{y}年度用电") for n, y in (("一", 2025), ("二", year))]
    assert twice(run, *papers) is found


@pytest.mark.parametrize(
    ("number", "year", "found"),
    [
        ("GEC-2025-Y-0051827", 2026, True),
        ("GEC-2025-Y-0051827", 2025, False),
        ("GEC-2025-Y-0051828", 2026, False),
    ],
)
def test_one_number_used_for_two_years(run: Run, number: str, year: int, found: bool) -> None:
    papers = [
        cancelled(str(y), f"用于{y}年度用电", certificate_number=n, certificate_count=500)
        for n, y in (("GEC-2025-Y-0051827", 2025), (number, year))
    ]
    assert twice(run, papers[0], replace(papers[1], file="二.pdf")) is found


HEAD = "220236079923002592509"
CERTIFICATE = replace(
    document("green-electricity-certificate", "证.pdf", holder=FIRM, certificate_count=1600),
    lines=(Line(1, f"证书编号 {HEAD}00004120111~{HEAD}00004280011", BOX),),
)


def proof(first: str = "00004200111", last: str = "00004280011") -> Document:
    made = document("green-power-record", "凭证.pdf", title="绿色电力消费凭证", holder=FIRM,
                    electricity_kwh=800_000)  # fmt: skip
    return replace(
        made, lines=(*made.lines, Line(1, f"对应绿证编号 {HEAD}{first}~{HEAD}{last}", BOX))
    )


ROWS = ("绿证(风电)", "3,600"), ("绿证(光伏)", "1,600"), ("绿色电力消费凭证", "800")


def lists(*rows: tuple[str, str], unit: str = "MWh") -> Document:
    paper = document("performance-calculation", "表.pdf", holder=FIRM, years=(2025,))
    return with_table(paper, [("电量", unit)], *rows)


@pytest.mark.parametrize(
    ("rows", "unit", "numbers", "found"),
    [
        ((*ROWS, ("合计", "6,000")), "MWh", (), True),
        # The same by the emissions that each stands for.
        (
            (("绿证", "848.96"), ("绿电交易消费凭证", "424.48"), ("合计", "1,273.44")),
            "tCO2e", (), True,
        ),
        # Not in the total; other certificates; the rest of them only; no list.
        ((*ROWS, ("合计", "5,200")), "MWh", (), False),
        ((*ROWS, ("合计", "6,000")), "MWh", ("00005200111", "00005280011"), False),
        ((("绿证", "800"), ("绿色电力消费凭证", "800"), ("合计", "1,600")), "MWh", (), False),
        ((), "MWh", (), False),
    ],
)  # fmt: skip
def test_a_proof_whose_certificates_are_counted_too(
    run: Run, rows: tuple[tuple[str, str], ...], unit: str, numbers: tuple[str, ...], found: bool
) -> None:
    papers = CERTIFICATE, proof(*numbers), *((lists(*rows, unit=unit),) if rows else ())
    told = {d.document.file for d in run(*papers).report.documents for f in d.findings
            if f.code == "C605"}  # fmt: skip
    assert told == ({"凭证.pdf"} if found else set())


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("00004250111", "00004330011", True),
        # A month of it; the next; the same again.
        ("00004200111", "00004230011", False),
        ("00004280111", "00004360011", False),
        ("00004200111", "00004280011", False),
    ],
)
def test_proofs_that_share_some_numbers(run: Run, first: str, last: str, found: bool) -> None:
    assert twice(run, proof(), replace(proof(first, last), file="二.pdf")) is found


def ledger(year: int, *rows: str, title: str = "绿证抵扣清单") -> Document:
    paper = document("green-power-record", f"{year}.xlsx", title=title, holder=FIRM, years=(year,))
    lines = (Line(1, row, BOX._replace(y0=0.2 + n / 50)) for n, row in enumerate(rows))
    paper = with_table(paper, [("说明", "")], ("1", "-"))
    return replace(paper, lines=(*paper.lines, *lines))


FIRST, NEXT = "1 GEC2025010000012001~2500 500", "2 GEC2025010000012501~3000 500"
SHARED = "2 GEC2025010000012401~2900 500"


@pytest.mark.parametrize(
    ("papers", "found"),
    [
        ((ledger(2025, FIRST, SHARED),), True),
        ((ledger(2024, FIRST), ledger(2025, SHARED)), True),
        ((ledger(2025, FIRST, f"3 {FIRST[2:]}"),), True),
        ((ledger(2025, FIRST, NEXT),), False),
        # Bought, and then cancelled.
        ((ledger(2025, f"购入 {FIRST[2:]}", f"核销 {FIRST[2:]}"),), False),
        ((ledger(2024, FIRST), ledger(2025, NEXT)), False),
        # A part of the certificate is used, of which the list gives the whole run.
        ((ledger(2024, FIRST), ledger(2025, "1 GEC2025010000012001~2500 300")), False),
        # What there is, and what was used of it.
        ((ledger(2025, FIRST, SHARED, title="绿证台账"),), False),
    ],
)
def test_rows_of_lists_that_count_numbers_in_common(
    run: Run, papers: tuple[Document, ...], found: bool
) -> None:
    assert twice(run, *papers) is found


ENDED = "WD1307992304001282025030"


@pytest.mark.parametrize(
    ("first", "last", "count", "found"),
    [
        ("00004011", "00009001", 500, True),
        # The next ones; a run of which the row counts but a part.
        ("00005011", "00010001", 500, False),
        ("00004011", "00009001", 400, False),
    ],
)
def test_rows_of_lists_whose_numbers_end_with_one_figure_of_their_kind(
    run: Run, first: str, last: str, count: int, found: bool
) -> None:
    before = ledger(2024, f"1 {ENDED}00000011~{ENDED}00005001 500")
    after = ledger(2025, f"2 {ENDED}{first}~{ENDED}{last} {count}")
    assert twice(run, before, after) is found


@pytest.mark.parametrize(("step", "found"), [(1, True), (10, True), (100, True), (7, False)])
def test_a_comma_read_as_a_point_in_the_count_that_the_run_bears_out(
    run: Run, step: int, found: bool
) -> None:
    last = 4_120_111 + (1600 - 1) * step
    paper = document("green-electricity-certificate", "证.pdf", holder=FIRM, certificate_count=1.6)
    line = Line(1, f"证书编号 {HEAD}00004120111~{HEAD}{last:011d}", BOX)
    papers = (
        replace(paper, lines=(line,)), proof("00004120111", "00004121111"),
        lists(*ROWS, ("合计", "6,000")),
    )  # fmt: skip
    told = {d.document.file for d in run(*papers).report.documents for f in d.findings
            if f.code == "C605"}  # fmt: skip
    assert told == ({"凭证.pdf"} if found else set())
