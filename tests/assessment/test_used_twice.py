"""C605: certificates that two lists of the firm set against the power of two years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.geometry import Box
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
NUMBER = "GEC202401000012001"


def uses(
    year: int, number: str = NUMBER, count: str = "500", unit: str = "个",
    title: str = "绿证抵扣清单", sure: float = 0.99, **more: object,
) -> Document:  # fmt: skip
    """A list of what was set against the power of a year, with one number more of its own."""
    known = {"holder": FIRM, "years": (year,), **more}
    paper = document(
        "green-power-record", f"{year}{title}.xlsx", title=f"{year}年度{title}", **known
    )
    own = ("2", f"GEC{year}09000077{year}", "200")
    columns = [("绿证编号", ""), ("数量", unit)]
    return with_table(paper, columns, ("1", number, count), own, sure=sure)


def certificate(
    count: int, number: str = NUMBER, title: str = "绿色电力证书", **more: object
) -> Document:  # fmt: skip
    paper = document(
        "green-electricity-certificate", title=title, holder=FIRM, years=(2024,),
        certificate_count=count, **more,
    )  # fmt: skip
    return replace(paper, lines=(*paper.lines, Line(1, f"证书编号:{number}", BOX)))


def accused(run: Run, *papers: Document) -> list[str]:
    """The files that are asked about."""
    return [
        d.document.file
        for d in run(*papers).report.documents
        for f in d.findings
        if f.code == "C605"
    ]


LATER = "2025绿证抵扣清单.xlsx"


def test_one_number_in_the_lists_of_two_years(run: Run) -> None:
    outcome = run(uses(2024), uses(2025))
    (found,) = (f for d in outcome.report.documents for f in d.findings if f.code == "C605")
    assert dict(found.params) == {"what": NUMBER}
    # The later list is asked about, whichever comes first.
    assert [c.file for c in found.citations] == [LATER, "2024绿证抵扣清单.xlsx"]
    assert accused(run, uses(2025), uses(2024)) == [LATER]


@pytest.mark.parametrize(
    "earlier",
    [
        uses(2024, title="绿证使用清单"),
        uses(2024, title="绿证核销明细"),
        uses(2024, count="500,000", unit="kWh"),
        uses(2024, "GEC-2024-01000012001"),
        uses(2024, years=(2022, 2023)),
    ],
)
def test_lists_that_tell_the_same_in_another_way(run: Run, earlier: Document) -> None:
    assert accused(run, earlier, uses(2025)) == [LATER]


@pytest.mark.parametrize(
    "earlier",
    [
        # Of the same year, or of one that they share; of other certificates, or of more of them.
        uses(2025, title="绿证使用清单"),
        uses(2024, years=(2024, 2025)),
        uses(2024, "GEC202401000099001"),
        uses(2024, count="300"),
        # A list of what there is; of another firm; hardly legible.
        uses(2024, title="绿证台账"),
        uses(2024, holder=OTHER),
        uses(2024, sure=0.9),
    ],
)
def test_lists_that_share_no_certificates(run: Run, earlier: Document) -> None:
    assert accused(run, earlier, uses(2025)) == []


def test_a_short_number_is_that_of_many(run: Run) -> None:
    assert accused(run, uses(2024, "GEC-01"), uses(2025, "GEC-01")) == []


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (certificate(1000), False),
        (certificate(1200), False),
        (certificate(800), True),
        (certificate(1000, "GEC202401000099001"), True),
        # A list of uses shows none that are held.
        (certificate(1000, title="绿证抵扣清单"), True),
    ],
)
def test_a_certificate_of_enough_for_both_years(run: Run, paper: Document, found: bool) -> None:
    assert bool(accused(run, uses(2024), uses(2025), paper)) is found


def test_a_proof_of_cancellation_shows_what_was_held(run: Run) -> None:
    paper = certificate(1000, title="绿色电力证书核销证明")
    assert accused(run, paper, uses(2024), uses(2025)) == []


@pytest.mark.parametrize(
    ("count", "title", "proof", "found"),
    [
        ("400", "绿色电力证书核销证明", 500, True),
        # Enough for both, but for a share that was rounded; another's number; no proof.
        ("400", "绿色电力证书核销证明", 900, False),
        ("400", "绿色电力证书核销证明", 899, False),
        ("400", "绿证核销台账", 500, False),
        ("400", "", 0, False),
    ],
)
def test_parts_of_two_years_that_are_more_than_their_proof_counts(
    run: Run, count: str, title: str, proof: int, found: bool
) -> None:
    papers = [uses(2024, count="500"), uses(2025, count=count)]
    if proof:
        papers.append(certificate(proof, title=title, certificate_number=NUMBER))
    assert bool(accused(run, *papers)) is found


def test_what_is_used_in_all_is_of_no_year(run: Run) -> None:
    proof = certificate(500, title="绿色电力证书核销证明", certificate_number=NUMBER)
    assert accused(run, uses(2024, count="500"), uses(2025, count="700"), proof)
    later = uses(2025, count="700")
    later = replace(
        later, quantities=tuple(replace(q, what=("累计使用",)) for q in later.quantities)
    )
    assert accused(run, uses(2024, count="500"), later, proof) == []


def vouchers(
    run: Run, *rows: tuple[str, str, str], title: str = "碳普惠减排量使用台账", proof: int = 0
) -> bool:
    """Rows of a proof's number, a count and a year; ``proof``: what the proof itself counts."""
    paper = document("carbon-credit-record", holder=FIRM, title=title)
    columns = [("注销凭证号", ""), ("数量(t)", "t"), ("抵消年度", "")]
    paper = with_table(paper, columns, *((str(n), *row) for n, row in enumerate(rows)))
    paper = replace(paper, lines=(*paper.lines, Line(1, "注销凭证号", BOX)))
    papers = [paper]
    if proof:
        told = document("carbon-credit-record", "b.pdf", holder=FIRM, certificate_count=proof)
        papers.append(replace(told, lines=(*told.lines, Line(1, "编号PH-25-0088", BOX))))
    return "C605" in run(*papers).of_documents()


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("PH-25-0088", "60", "2024"), ("PH-25-0088", "60", "2025"), True),
        # Two kinds by one proof; parts of one; two proofs.
        (("PH-25-0088", "60", "2025"), ("PH-25-0088", "60", "2025"), False),
        (("PH-25-0088", "60", "2024"), ("PH-25-0088", "45", "2025"), False),
        (("PH-25-0088", "60", "2024"), ("PH-25-0089", "60", "2025"), False),
    ],
)
def test_one_proof_for_two_years(
    run: Run, first: tuple[str, str, str], second: tuple[str, str, str], found: bool
) -> None:
    assert vouchers(run, first, second) is found
    assert vouchers(run, first, second, proof=60) is found
    assert not vouchers(run, first, second, proof=120)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("KH-24-031", "620", "2024", "全部使用"), ("KH-24-031", "620", "2025", "全部使用"), True),
        # Parts of one lot; two lots; what is not said to be used up; rows that are not counted.
        (("KH-24-031", "620", "2024", "全部使用"), ("KH-24-031", "580", "2025", "全部使用"), False),
        (("KH-24-031", "620", "2024", "全部使用"), ("KH-25-031", "620", "2025", "全部使用"), False),
        (("KH-24-031", "620", "2024", "已使用"), ("KH-24-031", "620", "2025", "已使用"), False),
        (("KH-24-031", "620", "2024", "全部使用"), ("KH-24-031", "620", "2024", "全部使用"), False),
    ],
)
def test_one_lot_for_two_years(
    run: Run, first: tuple[str, ...], second: tuple[str, ...], found: bool
) -> None:
    heads = [("批次", ""), ("数量(个)", "个"), ("使用年度", ""), ("备注", "")]
    title = "绿色电力证书使用登记表"
    paper = document("green-power-record", holder=FIRM, title=title, text="批次 使用年度")
    paper = with_table(paper, heads, ("1", *first), ("2", *second))
    assert ("C605" in run(paper).of_documents()) is found
    whole = document("green-power-record", "b.pdf", holder=FIRM, certificate_count=1240)
    whole = replace(whole, lines=(*whole.lines, Line(1, "批次 KH-24-031", BOX)))
    assert "C605" not in run(paper, whole).of_documents()


@pytest.mark.parametrize(
    ("head", "second", "found"),
    [
        ("证书起止", "0031001-0031600", True),
        ("证书起止", "0031601-0032200", False),
        ("起止日期", "0031001-0031600", False),
    ],
)
def test_one_run_in_two_orders(run: Run, head: str, second: str, found: bool) -> None:
    paper = document("green-electricity-certificate", holder=FIRM, title="绿证成交清单")
    heads = [("订单", ""), (head, ""), ("数量(个)", "个")]
    rows = ("1", "D-18", "0031001-0031600", "600"), ("2", "D-19", second, "600")
    assert ("C605" in run(with_table(paper, heads, *rows)).of_documents()) is found


FIRST = "批次LC2024A-0020001至0020080共80吨碳普惠减排量,已于2025年3月注销并用于抵消2024年度排放;"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (FIRST + "贵单位2026年6月在《2025年度抵消声明》中再次列入同一批次80吨。", True),
        ("2024年度已用于抵扣的绿证900个,2025年度核算时同一批绿证又用于抵扣外购电。", True),
        ("上述CCER已于2024年度抵消中使用,2025年度声明重复计入。", True),
        # What must not be, or was put right; other lots; the rest of one; no units.
        (FIRST + "同一批次不得再次用于2025年度抵消。", False),
        (FIRST + "经核查,2025年度未重复使用上述减排量。", False),
        (FIRST + "同一批次在2025年度声明中再次列入。该80吨已予剔除。", False),
        (FIRST + "2025年度再次购入并用于抵消的为另一批次。", False),
        ("核查组核对是否存在同一批绿证已用于2024年又用于2025年的情形。", False),
        ("2024年已使用的上述培训教材2025年再次使用。", False),
    ],
)
def test_a_sentence_by_which_a_lot_is_used_again(run: Run, text: str, found: bool) -> None:
    for holder in (FIRM, OTHER):
        paper = document("carbon-credit-record", holder=holder, years=(2024,), text=text)
        assert ("C605" in run(paper).of_documents()) is (found and holder == FIRM)


@pytest.mark.parametrize(("total", "found"), [("1,100", True), ("900", False), ("", False)])
def test_a_part_that_the_total_counts_once_more(run: Run, total: str, found: bool) -> None:
    lots = (
        ("014-2024-000521001至014-2024-000521900", "900"),
        ("014-2024-000521701至000521900", "200"),
    )
    paper = document("unknown", title="碳信用使用登记表", holder=FIRM)
    rows = [(str(n), *lot) for n, lot in enumerate(lots)]
    rows += [("合计", "合计", total)] if total else []
    paper = with_table(paper, [("序列号", ""), ("吨数", "t")], *rows)
    places = [Box(0.1, 0.1 * n, 0.5, 0.1 * n + 0.02) for n in range(1, 3)]
    lines = (Line(1, " ".join(r[1:]), b) for r, b in zip(rows, places, strict=False))
    paper = replace(paper, lines=(*paper.lines, *lines))
    assert ("C605" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("lots", "title", "found"),
    [
        (
            (("甲订单", "00005001—00005600", "600"), ("乙订单", "00005001—00005600", "600")),
            "分配",
            True,
        ),
        (
            (("甲订单", "00005001—00005600", "600"), ("乙订单", "00005401—00005700", "300")),
            "匹配",
            True,
        ),
        # Shares of one run; runs of their own; a list of what there is.
        (
            (("甲订单", "00005001—00005600", "350"), ("乙订单", "00005001—00005600", "250")),
            "分配",
            False,
        ),
        (
            (("甲订单", "00005001—00005600", "600"), ("乙订单", "00005601—00006050", "450")),
            "分配",
            False,
        ),
        (
            (("甲订单", "00005001—00005600", "600"), ("乙订单", "00005001—00005600", "600")),
            "持有",
            False,
        ),
    ],
)
def test_a_lot_that_is_given_to_two_orders(
    run: Run, lots: tuple[tuple[str, str, str], ...], title: str, found: bool
) -> None:
    head = "2315052306010042226021100"
    rows = [(name, head + span.replace("—", f"—{head}"), n) for name, span, n in lots]
    paper = document("green-power-record", title=f"订单绿证{title}说明", holder=FIRM)
    paper = with_table(paper, [("编号区间", ""), ("数量", "")], *rows)
    places = [Box(0.1, 0.1 * n, 0.5, 0.1 * n + 0.02) for n in range(1, 3)]
    lines = (Line(1, " ".join(r), b) for r, b in zip(rows, places, strict=True))
    paper = replace(paper, lines=(*paper.lines, *lines))
    assert ("C605" in run(paper).of_documents()) is found
