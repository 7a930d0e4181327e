"""Values of several lines beside a label at the middle of their height."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from evidencecheck.domain.page import Page, Span
from evidencecheck.extraction.rows import rows
from tests.extraction.drawing import HEIGHT, WIDTH, span

LEFT, RIGHT = 0.12, 0.3
STEP = 0.02
FULL = "减速电机的设计、装配、试验以及"
"""A line that fills its column."""

Cell = tuple[str, Sequence[str]]


def shown(*cells: Cell, blank: float = 0.012, at_top: bool = False) -> list[str]:
    """The rows of a form: each label beside its lines, at their middle or at the first."""
    spans: list[Span] = []
    y = 0.2
    for label, lines in cells:
        middle = 0.0 if at_top else STEP * (len(lines) - 1) / 2
        spans.append(span(label, LEFT, y + middle))
        spans.extend(span(text, RIGHT, y + STEP * n) for n, text in enumerate(lines))
        y += STEP * len(lines) + blank
    return [row.text for row in rows(Page(1, WIDTH, HEIGHT, spans=tuple(spans)))]


NUMBER: Cell = ("证书编号", ["HX-0087"])
TWO: Cell = ("认证范围", [FULL, "有关的售后服务"])
THREE: Cell = (
    "生产地址",
    ["某省某市白石区云汀路十八号之西", "侧园区三号厂房及其东侧综合楼连", "同仓库"],
)


def test_lines_above_and_below_a_label_are_its_value() -> None:
    assert shown(NUMBER, TWO, THREE, ("有效期至", ["2028年2月28日"])) == [
        "证书编号\tHX-0087",
        f"认证范围\t{FULL}有关的售后服务",
        f"生产地址\t{''.join(THREE[1])}",
        "有效期至\t2028年2月28日",
    ]


@pytest.mark.parametrize(
    "cell",
    [
        # Each line is a thing of its own: none of them is full, one ends a sentence, one is a form.
        ("申请材料", ["营业执照", "能源管理体系认证证书", "核查声明"]),
        ("认证范围", [f"{FULL}。", "有关的售后服务"]),
        ("联系方式", ["某省某市白石区云汀路十八号之西", "电话:0510"]),
        # A heading beside a paragraph is no label.
        ("本证书依据下列各项标准的全部要求颁发", [FULL, "有关的售后服务"]),
    ],
)
def test_other_lines_stay_apart(cell: Cell) -> None:
    assert len(shown(NUMBER, cell)) > 2


def test_a_label_beside_the_first_line_is_read_as_before() -> None:
    assert shown(NUMBER, TWO, at_top=True) == [
        "证书编号\tHX-0087",
        f"认证范围\t{FULL}",
        "有关的售后服务",
    ]


def test_without_a_blank_between_values_nobody_can_tell_whose_a_line_is() -> None:
    assert len(shown(TWO, TWO, TWO, blank=0.0)) == 9


def test_a_label_and_its_translation_stand_beside_one_value() -> None:
    spans = [
        span("认证范围", LEFT, 0.2),
        span("Scope", LEFT, 0.216),
        span(FULL, RIGHT, 0.2),
        span("有关的售后服务", RIGHT, 0.216),
    ]
    made = rows(Page(1, WIDTH, HEIGHT, spans=tuple(spans)))
    assert [row.text for row in made] == [f"认证范围 Scope\t{FULL}有关的售后服务"]


def test_a_translation_with_a_value_of_its_own_is_another_row() -> None:
    spans = [
        span("获证组织", LEFT, 0.2),
        span("Organization", LEFT, 0.216),
        span("白石样品电子有限公司", RIGHT, 0.2),
        span("Baishi Sample Electronics Co., Ltd.", RIGHT, 0.216),
    ]
    assert len(rows(Page(1, WIDTH, HEIGHT, spans=tuple(spans)))) == 2
