"""Numbers of documents where they stand without a label, broken or in an unusual form."""

from __future__ import annotations

import pytest

from evidencecheck.domain.page import Origin
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


def number(extractor: Extractor, *rows: object, title: str) -> object:
    document = extractor.documents(reading(page(*rows, title=title)))[0]
    return next((f.value for f in document.fields if f.name == "certificate_number"), None)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("QH-JNL-2025-009", 0.45), "QH-JNL-2025-009"),
        (("第 QHD26-03-0117 号", 0.6), "QHD26-03-0117"),
        (("第QHD26-03-0117号", 0.6), "QHD26-03-0117"),
        (("(QH-CFP-2025-0093)", 0.42), "QH-CFP-2025-0093"),
        (("(QH-GL-06 2024年4月22日起施行)", 0.3), "QH-GL-06"),
        ("Report no.: QH-CFP-25-118", "QH-CFP-25-118"),
        ([("Report no.", 0.1), ("QH-TR-2025-0643E", 0.4)], "QH-TR-2025-0643E"),
        ("Ref. QH-REC-25-09", "QH-REC-25-09"),
        ("Certificate No: QH-EN 71204-03", "QH-EN 71204-03"),
        ("證書字號:環標字第A0714號", "環標字第A0714號"),
        ("(报告编号:QH/YS-2023-0207)", "QH/YS-2023-0207"),
        ("證書編號:QH-0HS-112-0385", "QH-OHS-112-0385"),
        (("№ QHJC-2025-1108", 0.6), "QHJC-2025-1108"),
        (("Na QHJC-2025-1108", 0.6), "QHJC-2025-1108"),
        (("程序文件 QH-CX-27", 0.6), "QH-CX-27"),
        (("05525E30266ROS", 0.44), "05525E30266R0S"),
        ("證明書字號:臺衡查字第1140530-07號", "臺衡查字第1140530-07號"),
        ("编号 青测字(2026)第0388号    CMA 212012050077", "青测字(2026)第0388号"),
        ("证书编号:91350100M000100Y43 001Q", "91350100M000100Y43001Q"),
        ("合同编号:QH-SB-2024-062签订日期:2024年3月1日", "QH-SB-2024-062"),
        ("报告编号:QH-26-0874CMA:230212050618", "QH-26-0874"),
        ("报告编号:QH-26-0874(CMA230212050618)", "QH-26-0874"),
        ("报告编号:QH-26-0874CMA230212050618", "QH-26-0874"),
        ("报告编号:QHCMA-26-0874", "QHCMA-26-0874"),
        ("证书编号: GD32992506000101 — GD32992506000900", "GD32992506000101—GD32992506000900"),
        ("证书编号:自GD32992506000101至", "GD32992506000101"),
        ("证书编号: GD32992506000101~", "GD32992506000101"),
        ("报告编号: No.:QH-26-0874", "QH-26-0874"),
        ("报告编号: N°QH-26-0874", "QH-26-0874"),
        ("报告编号: 编号QH-26-0874", "QH-26-0874"),
        ("报告编号: 自然科〔2026〕8号", "自然科〔2026〕8号"),
    ],
)  # fmt: skip
def test_the_number_of_a_paper(extractor: Extractor, row: object, expected: str) -> None:
    assert number(extractor, row, "文字若干", title="节能量审核报告") == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("第 QHJ-YL-2026-0417 号", "QHJ-YL-2026-0417"),
        ("第QHJ-YL-2026-0417号", "QHJ-YL-2026-0417"),
        # The number of a form, in a corner: the paper's own stands behind its label.
        ("QHJ-JL-041", "YB-2208"),
    ],
)
def test_the_number_under_a_title_before_that_of_the_thing(
    extractor: Extractor, head: str, expected: str
) -> None:
    rows = [(head, 0.42), "客户:青河示范阀门有限公司", "器具:压力表", "编号:YB-2208"]
    assert number(extractor, *rows, title="校准证书") == expected


def test_a_number_over_the_end_of_a_line(extractor: Extractor) -> None:
    rows = ["青河评价技术有限公司对该公司2025年度节材情况进行了评价(编号:", "QH-PJ-26-011)。"]
    assert number(extractor, *rows, title="节材效果评价意见") == "QH-PJ-26-011"


@pytest.mark.parametrize(
    ("head", "below", "expected"),
    [
        ("报告编号HL:2608-0417", "报告编号:HL2608-0417", "HL2608-0417"),
        ("报告编号:2608-0417", "报告编号:2608-0417", "2608-0417"),
        ("报告编号:2608-0417", "报告编号:HL2609-0533", "2608-0417"),
    ],
)
def test_a_number_whose_letters_only_one_of_two_places_has(
    extractor: Extractor, head: str, below: str, expected: str
) -> None:
    assert number(extractor, head, below, "文字若干", title="检测报告") == expected


@pytest.mark.parametrize(
    "row", ["GB/T 13234-2018", "ISO 14064-1", "QH-VALVE", "0510-5550-0122", "设备编号:QH-03-0117"]
)
def test_what_is_no_number_of_a_paper(extractor: Extractor, row: str) -> None:
    assert number(extractor, (row, 0.45), "文字若干", title="节能量审核报告") is None


@pytest.mark.parametrize(
    ("head", "below", "origin", "expected"),
    [
        ("J260611", "JL-26-0611", Origin.OCR, "JL-26-0611"),
        # Signs of stored text are not lost; the end of a number is another's.
        ("J260611", "JL-26-0611", Origin.TEXT_LAYER, "J260611"),
        ("JL-26-061", "JL-26-0611", Origin.OCR, "JL-26-061"),
        ("J260611", "JLQX-26-0611", Origin.OCR, "J260611"),
    ],
)
def test_small_print_that_lost_signs_of_a_number(
    extractor: Extractor, head: str, below: str, origin: Origin, expected: str
) -> None:
    drawn = page(
        f"报告编号{head}", f"报告编号:{below}", "文字若干", title="检测报告", origin=origin
    )
    document = extractor.documents(reading(drawn))[0]
    assert document.text("certificate_number") == expected


def test_a_number_of_a_permit_below_its_title(extractor: Extractor) -> None:
    made = page("91330400MA2CYQ8R1J002V", "单位名称:青河示例阀门有限公司", title="排污许可证")
    (document,) = extractor.documents(reading(made))
    assert document.text("certificate_number") == "91330400MA2CYQ8R1J002V"


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        # That of the meter stands below that of the paper.
        (("第QHJL-2026-0417号", "器具:压力变送器", "编号:PT-203"), "QHJL-2026-0417"),
        (("QHJL-SB-2026-0088", "送检的DN80电磁水表(编号W-31)检定合格"), "QHJL-SB-2026-0088"),
        (("器具:压力变送器", "证书编号:QHJL-2026-0417", "编号:PT-203"), "QHJL-2026-0417"),
        (("编号:QHJL-2026-0417", "器具:压力变送器"), "QHJL-2026-0417"),
        # A model of what is examined.
        (("PT-203", "压力变送器", "编号:QHJL-2026-0417"), "QHJL-2026-0417"),
    ],
)
def test_the_number_of_a_paper_before_that_of_a_meter(
    extractor: Extractor, rows: tuple[str, ...], number: str
) -> None:
    (document,) = extractor.documents(reading(page(*rows, title="检定证书")))
    assert document.text("certificate_number") == number


@pytest.mark.parametrize("rules", ["Ref. No. CNCA-01C-010:2013", "Ref No.:CNCA-C10-01:2014"])
def test_the_rules_of_a_certificate_are_not_its_number(extractor: Extractor, rules: str) -> None:
    made = page("No.:2026010301000417", rules, title="CERTIFICATE FOR PRODUCT CERTIFICATION")
    (document,) = extractor.documents(reading(made))
    assert document.text("certificate_number") == "2026010301000417"
