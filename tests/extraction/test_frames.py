"""A frame around a certificate is no cell whose lines are one text."""

from __future__ import annotations

from dataclasses import replace

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Cell, Table
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


def test_the_lines_within_a_frame_stay_lines(extractor: Extractor) -> None:
    drawn = page(
        "青河示例机械有限公司:",
        "你单位申请自愿注销碳普惠减排量60吨二氧化碳当量。",
        "特此证明。",
        ("青河碳普惠服务中心", 0.6),
        ("2026年3月20日", 0.6),
        title="碳普惠减排量注销证明",
    )
    frame = Box(0.05, 0.04, 0.96, 0.97)
    text = "\n".join(s.text for s in drawn.spans)
    framed = replace(drawn, tables=(Table(frame, ((Cell(text, frame, 0),),)),))
    document = extractor.documents(reading(framed))[0]
    assert document.type == "carbon-credit-record"
    assert document.text("issue_date") == "2026-03-20"
    assert len(document.lines) == len(drawn.spans)


def test_the_lines_of_a_cell_are_one_text(extractor: Extractor) -> None:
    drawn = page([("设备", 0.1), ("螺杆式", 0.4)], ("空气压缩机", 0.4), title="设备台账")
    cell = Box(0.38, 0.13, 0.6, 0.2)
    table = Table(cell, ((Cell("螺杆式\n空气压缩机", cell, 0),),))
    document = extractor.documents(reading(replace(drawn, tables=(table,))))[0]
    assert any("螺杆式空气压缩机" in line.text for line in document.lines)


def test_a_column_of_labels_is_no_cell_of_one_text(extractor: Extractor) -> None:
    rows = [
        ("法人名称", "青河环境服务有限公司"),
        ("法定代表人", "谷怀瑾"),
        ("设施地址", "青河市碱河北路120号"),
        ("经营方式", "收集、贮存、利用、处置"),
        ("经营类别", "HW08、HW09"),
        ("经营规模", "32,000吨/年"),
        ("有效期限", "自2023年12月20日至2028年12月19日"),
    ]
    drawn = page(
        *([(label, 0.1), (value, 0.35)] for label, value in rows),
        title="危险废物经营许可证",
    )
    column = Box(0.08, 0.13, 0.3, 0.36)
    table = Table(column, ((Cell("\n".join(label for label, _ in rows), column, 0),),))
    document = extractor.documents(reading(replace(drawn, tables=(table,))))[0]
    assert document.text("valid_until") == "2028-12-19"
