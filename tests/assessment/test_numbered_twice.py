"""C603: one number on two manifests, opinions or reports of other days and amounts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
NUMBER = "2026330299004417"
BODY = "白石样品环保有限公司"


def manifest(
    file: str, day: str, amounts: str, number: str = NUMBER, label: str = "联单编号", **more: object
) -> Document:
    known = {
        "holder": FIRM,
        "issuer": BODY,
        "issue_date": day,
        "certificate_number": number,
        "title": "危险废物转移联单",
    }
    text = f"{label}:{number}\n本次移出{amounts}。"
    return document("waste-disposal-record", file, text=text, **{**known, **more})  # type: ignore[arg-type]


FIRST = manifest("a.pdf", "2026-01-19", "废切削液4.2600 吨,吨桶5只")


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (manifest("b.pdf", "2026-03-03", "废矿物油2.1400 吨,铁桶12只"), True),
        (manifest("b.pdf", "2026-03-03", "废油2.14 吨", number="2026330299004418"), False),
        # Made out anew, or filed again; of one day, one file, another kind or body.
        (manifest("b.pdf", "2026-03-03", "废切削液4.2600 吨,吨桶5只"), False),
        (manifest("b.pdf", "2026-01-19", "废矿物油2.1400 吨,铁桶12只"), False),
        (manifest("a.pdf", "2026-03-03", "废矿物油2.1400 吨,铁桶12只"), False),
        (manifest("b.pdf", "2026-03-03", "废油2.1400 吨,桶12只", title="入库称重"), False),
        (manifest("b.pdf", "2026-03-03", "废油2.1400 吨,桶12只", issuer=FIRM), False),
        # A figure may be misread; a contract, or a form, has one number for many.
        (manifest("b.pdf", "2026-03-03", "废油2.1400 吨,桶12只", origin=Origin.OCR), False),
        (manifest("b.pdf", "2026-03-03", "废油2.1400 吨,桶12只", label="合同编号"), False),
        (manifest("b.pdf", "2026-03-03", "废油若干"), False),
    ],
)
def test_one_number_on_two_papers(run: Run, other: Document, found: bool) -> None:
    assert ("C603" in run(FIRST, other).of_documents()) is found


HEADS = [("出厂编号", ""), ("检定证书号", "")]
METERS = [
    ("流量计", "TM-5528", "LS-L-26-04107"),
    ("压力表", "PT-20731", "LS-Y-26-03311"),
    ("热电偶", "KC-3140", "LS-R-26-02265"),
]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ([("台秤", "TC-9016", "LS-L-26-04107")], True),
        # Each its own; the same meter again; one certificate for a set.
        ([("台秤", "TC-9016", "LS-L-26-04108")], False),
        ([("流量计", "TM-5528", "LS-L-26-04107")], False),
        ([("秤一", "TC-1", "LS-L-26-04107"), ("秤二", "TC-2", "LS-L-26-04107")], False),
    ],
)
def test_one_number_for_two_meters_of_a_list(
    run: Run, more: list[tuple[str, ...]], found: bool
) -> None:
    text = " ".join(name for name, _ in HEADS)
    made = document("metering-list", holder=FIRM, text=text)
    assert ("C603" in run(with_table(made, HEADS, *METERS, *more)).of_documents()) is found


def statement(file: str, year: int, day: str, number: str = "HR-VS-25-0418") -> Document:
    return document(
        "ghg-verification-statement", file, holder=FIRM, issuer=BODY, issue_date=day,
        certificate_number=number, years=(year,), emissions_total=4500.0 + year,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (statement("b.pdf", 2025, "2026-04-16"), True),
        # Its own number; a correction of the same year; one soon after.
        (statement("b.pdf", 2025, "2026-04-16", "HR-VS-26-0418"), False),
        (statement("b.pdf", 2024, "2026-04-16"), False),
        (statement("b.pdf", 2025, "2025-06-16"), False),
    ],
)
def test_one_number_on_the_statements_of_two_years(run: Run, other: Document, found: bool) -> None:
    assert ("C603" in run(statement("a.pdf", 2024, "2025-04-22"), other).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("产品碳足迹证书 低型烧杯250mL 结果3.72", "2026-07-06", True),
        ("产品碳足迹证书 具塞量筒100mL 结果3.72", "2026-07-06", False),
        ("产品碳足迹证书 低型烧杯250mL 结果3.72", "2026-08-19", False),
    ],
)
def test_a_certificate_whose_product_was_not_read(
    run: Run, text: str, day: str, found: bool
) -> None:
    kind = "product-carbon-footprint-certificate"
    known = {"holder": FIRM, "issuer": BODY, "certificate_number": "SH-PCF-2026-00457"}
    first = document(kind, "a.pdf", product="具塞量筒100mL", issue_date="2026-08-19", **known)
    other = document(kind, "b.pdf", text=text, issue_date=day, **known)
    assert ("C603" in run(first, other).of_documents()) is found


def course(file: str, day: str, who: str) -> Document:
    number = "RC-TGL-2025-03318"
    text = f"证书编号:{number}\n{who},参加碳排放管理岗位能力培训40学时,考核合格。"
    return document(
        "training-record", file, holder=FIRM, issuer=BODY, issue_date=day, title="培训合格证书",
        certificate_number=number, text=text,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (course("b.pdf", "2026-04-17", f"兹有{FIRM}冷知秋同志"), True),
        (course("b.pdf", "2026-04-17", "姓名:冷知秋"), False),
        # Made out anew; on the same day; bound in one file.
        (course("b.pdf", "2026-04-17", f"兹有{FIRM}缪絮宁同志"), False),
        (course("b.pdf", "2025-10-24", f"兹有{FIRM}冷知秋同志"), False),
        (course("a.pdf", "2026-04-17", f"兹有{FIRM}冷知秋同志"), True),
    ],
)
def test_one_number_on_the_certificates_of_two_persons(
    run: Run, other: Document, found: bool
) -> None:
    first = course("a.pdf", "2025-10-24", f"兹有{FIRM}缪絮宁同志")
    assert ("C603" in run(first, other).of_documents()) is found


@pytest.mark.parametrize(
    ("waste", "found"), [("沾染包装物(HW49)", True), ("废矿物油(HW08)", False), ("", False)]
)
def test_one_number_on_the_slips_of_two_wastes(run: Run, waste: str, found: bool) -> None:
    first = manifest("a.pdf", "2026-03-19", "一批\n废物名称:废矿物油(HW08)")
    second = manifest("b.pdf", "2026-06-11", f"一批\n废物名称:{waste}")
    assert ("C603" in run(first, second).of_documents()) is found


@pytest.mark.parametrize(
    ("figures", "found"),
    [("62 66 58 61 9.2 18", True), ("57 60 56 49 48 50", False), ("62 66", False)],
)
def test_one_number_above_other_figures(run: Run, figures: str, found: bool) -> None:
    number, known = "CP-S-260619", {"holder": FIRM, "issuer": BODY}
    papers = [
        document(
            "test-report",
            file,
            text=f"No. {number}\n{told}",
            issue_date=day,
            certificate_number=number,
            title="检测报告",
            **known,
        )
        for file, day, told in (
            ("a.pdf", "2026-09-04", "昼间 57 60 56 夜间 49 48 50 47"),
            ("b.pdf", "2026-06-08", figures),
        )
    ]
    assert ("C603" in run(*papers).of_documents()) is found


@pytest.mark.parametrize(
    ("standard", "issued", "found"),
    [
        ("JJG 162-2019", "2026-03-16", True),
        # Made out anew; of one day, as two pages of one.
        ("JJG 596-2012", "2026-03-16", False),
        ("JJG 162-2019", "2025-07-09", False),
    ],
)
def test_two_instruments_by_two_regulations(
    run: Run, standard: str, issued: str, found: bool
) -> None:
    first, second = (
        document(
            "calibration-certificate", f"{day}-{ref[4:7]}.pdf", holder=FIRM, issuer="某计量所",
            certificate_number="KD-2025-07713", standards=ref, issue_date=day,
        )
        for ref, day in (("JJG 596-2012", "2025-07-09"), (standard, issued))
    )  # fmt: skip
    assert ("C603" in run(first, second).of_documents()) is found
