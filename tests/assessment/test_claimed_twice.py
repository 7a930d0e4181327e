"""C605: what a paper says itself that it claims twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"


def told(run: Run, text: str, **more: object) -> bool:
    known: dict[str, object] = {"holder": FIRM, "title": "情况说明"}
    paper = document("project-record", text=text, **{**known, **more})  # type: ignore[arg-type]
    return "C605" in run(paper).of_documents()


WORKS = "碳汇减排量180吨,全部用于抵消2025年厂区排放。"


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("该180吨全部用于中和K系列产品的碳足迹。", True),
        ("上述180 tCO2e减排量已全数用于抵消公司年会活动排放。", True),
        # In other words; another amount; a part; what is not so.
        ("上述180吨全部用于抵消公司运营排放。", False),
        ("另购60吨全部用于中和K系列产品的碳足迹。", False),
        ("其中180吨全部用于中和K系列产品的碳足迹。", False),
        ("该180吨部分用于中和K系列产品的碳足迹。", False),
        ("该180吨不再全部用于中和K系列产品的碳足迹。", False),
        ("如该180吨全部用于中和K系列产品的碳足迹,须另行登记。", False),
    ],
)
def test_all_of_it_for_the_works_and_for_something_else(
    run: Run, second: str, found: bool
) -> None:  # fmt: skip
    assert told(run, f"{WORKS}\n{second}") is found
    assert not told(run, f"{WORKS}\n{second}", holder=OTHER)
    assert not told(run, f"{WORKS}\n{second}", title="碳信用管理办法")


SOLD = f"去年11月,这86个绿证已转让给{OTHER}。"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (SOLD, "余电所得绿证86个,计入本厂可再生能源消费量。", True),
        (f"向{OTHER}出售绿证86个。", "绿证86个视同我公司自用绿电。", True),
        # Left out; others; bought; of the firm itself; only told of.
        (SOLD, "绿证86个不再计入本厂可再生能源消费量。", False),
        (SOLD, "另购绿证120个,计入本厂可再生能源消费量。", False),
        (f"由{OTHER}发电。", "绿证86个计入本厂可再生能源消费量。", False),
        (f"这86个绿证已划转至{FIRM}。", "绿证86个计入本厂可再生能源消费量。", False),
        (SOLD, "绿证86个的价款已入账。", False),
    ],
)
def test_sold_and_counted_all_the_same(run: Run, first: str, second: str, found: bool) -> None:
    assert told(run, f"{first}\n{second}") is found
