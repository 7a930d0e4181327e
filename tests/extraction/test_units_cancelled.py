"""Whose certificates and credits were cancelled, how many, and how far that has come."""

from __future__ import annotations

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import Piece, page, reading

FIRM = "青河示例机械有限公司"
OTHER = "白石样品电子有限公司"
Row = str | list[Piece]


def read(extractor: Extractor, *rows: Row, title: str = "核销记录详情") -> Document:
    (document,) = extractor.documents(reading(page(*rows, title=title)))
    return document


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("当前状态:待审核(退回补正)", "open"),
        ([("当前状态", 0.1), ("待审核(退回补正)", 0.4)], "open"),
        ("核销状态:审核中", "open"),
        ("账户状态:未核销", "open"),
        ("当前状态:已核销", "cancelled"),
        ([("当前状态", 0.1), ("核销完成", 0.4)], "cancelled"),
        # No word of the list.
        ("当前状态:正常", ""),
        ("审核人:待定", ""),
    ],
)
def test_how_far_a_cancellation_has_come(extractor: Extractor, row: Row, status: str) -> None:
    document = read(extractor, row, f"消费主体:{FIRM}")
    assert document.type == "green-electricity-certificate"
    assert document.text("unit_status") == status


@pytest.mark.parametrize(
    "label", ["消费主体", "受益主体", "使用主体", "最终受益方", "受益人名称", "受益单位名称"]
)
@pytest.mark.parametrize("name", [FIRM, OTHER])
def test_for_whom_units_were_cancelled(extractor: Extractor, label: str, name: str) -> None:
    document = read(extractor, "当前状态:已核销", f"{label}:{name}", "核销数量:200个")
    assert document.text("beneficiary") == name
    assert document.value("certificate_count") == 200


def test_whoever_sold_or_reviewed_them_is_no_beneficiary(extractor: Extractor) -> None:
    document = read(extractor, "当前状态:已核销", f"出让主体:{OTHER}", f"审核单位:{OTHER}")
    assert not document.text("beneficiary")


def test_an_application_for_credits(extractor: Extractor) -> None:
    rows = ("CCER 减排量", "当前状态:受理中", f"受益主体:{OTHER}")
    document = read(extractor, *rows, title="注销申请单")
    assert document.type == "carbon-credit-record"
    assert document.text("unit_status") == "open"
    assert document.text("beneficiary") == OTHER


def test_the_power_that_a_certificate_names_in_a_sentence(extractor: Extractor) -> None:
    sentence = f"{FIRM}2025年全部外购电量为915,900千瓦时，购买并核销同期绿证1,050个。"
    document = read(extractor, sentence, "核销状态:已核销", title="绿色电力证书核销证明")
    bought, pieces = document.said
    assert (bought.what, bought.value, bought.unit) == ("年全部外购电量为", 915900.0, "kWh")
    assert (pieces.what, pieces.value, pieces.unit) == ("购买并核销同期绿证", 1050.0, "个")
    assert document.value("electricity_kwh") == 915900.0
