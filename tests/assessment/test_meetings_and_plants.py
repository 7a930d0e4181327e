"""C602: who came to a training, and the power of a plant, in the papers on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_facts import accused

Run = Callable[..., Outcome]
CODE = "2407-330299-04-01-517336"


def paper(kind: str, file: str, *lines: str, **more: object) -> Document:
    return document(kind, file, text="\n".join(lines), holder=FIRM, **more)  # type: ignore[arg-type]


def sheet(
    count: str = "实到32人", subject: str = "碳核算与绿电", day: str = "2026年5月20日"
) -> Document:
    lines = ("培训签到表", f"主题:{subject}({day})", f"应到45人,{count}。")
    return paper("training-record", "签到.jpg", *lines)


def summary(*more: str, count: str = "实到42人", due: str = "应到45人") -> Document:
    lines = ("培训总结", f"2026年5月20日下午举办“碳核算与绿电”培训,{due},{count}。", *more)
    return paper("training-record", "总结.docx", *lines)


@pytest.mark.parametrize(
    ("signed", "other", "found"),
    [
        (sheet(), summary(), True),
        (sheet(), summary(count="参训人数:42人"), True),
        (sheet("实到42人"), summary(), False),
        # Another subject, day or group; some were not in the room.
        (sheet(subject="能源管理体系内审"), summary(), False),
        (sheet(day="2026年6月20日"), summary(), False),
        (sheet(), summary(due="应到60人"), False),
        (sheet(), summary("其中线上10人。"), False),
    ],
)
def test_those_present(run: Run, signed: Document, other: Document, found: bool) -> None:
    assert accused(run(signed, other)) == ({"签到.jpg"} if found else set())


def test_the_sheets_of_two_rooms_are_added_up(run: Run) -> None:
    second = replace(sheet("实到10人"), file="签到2.jpg")
    assert not accused(run(sheet(), second, summary()))


def plant(file: str, told: str, number: str = CODE, **more: object) -> Document:
    kind = "project-filing" if file.startswith("备案") else "project-record"
    return paper(kind, file, told, certificate_number=number, **more)


@pytest.mark.parametrize(
    ("told", "more", "found"),
    [
        ("验收容量: 258 kWp(全容量一次并网)", {}, True),
        ("并网容量0.258MWp", {}, True),
        ("验收容量: 285 kWp", {}, False),
        # Built smaller; another project; energy; two capacities.
        ("验收容量: 280 kWp", {}, False),
        ("验收容量: 258 kWp", {"number": "2501-330299-04-01-100001"}, False),
        ("容量电费 258 kWh", {}, False),
        ("验收容量: 258 kWp,逆变器容量 250 kW", {}, False),
    ],
)
def test_the_power_of_a_plant(run: Run, told: str, more: dict[str, object], found: bool) -> None:
    filed = plant("备案.pdf", "建设规模 装机容量285 kWp,自发自用")
    built = plant("验收.pdf", told, origin=Origin.TEXT_LAYER, **more)  # type: ignore[arg-type]
    assert accused(run(filed, built)) == ({"验收.pdf"} if found else set())


@pytest.mark.parametrize(
    ("told", "file", "found"),
    [
        ("屋顶光伏二期安装容量4,860 kWp", "年报.pdf", True),
        ("屋顶光伏第二期安装容量4.86 MWp", "年报.pdf", True),
        # The same, rounded; another stage, or both; of the inverters; to be built; a part of it.
        ("屋顶光伏二期安装容量5,616 kWp", "年报.pdf", False),
        ("屋顶光伏二期安装容量5.6 MWp", "年报.pdf", False),
        ("屋顶光伏一期安装容量4,860 kWp", "年报.pdf", False),
        ("屋顶光伏安装容量4,860 kWp", "年报.pdf", False),
        ("屋顶光伏一期、二期装机容量9,860 kWp", "年报.pdf", False),
        ("屋顶光伏二期装机容量4,860 kW", "年报.pdf", False),
        ("屋顶光伏二期安装容量4,860 kWp", "合同.pdf", False),
        ("屋顶光伏二期首批并网容量4,860 kWp", "年报.pdf", False),
        ("屋顶光伏二期安装容量1,860 kWp", "年报.pdf", False),
    ],
)
def test_the_modules_of_a_stage(run: Run, told: str, file: str, found: bool) -> None:
    built = paper("acceptance-record", "验收.pdf", "屋顶光伏二期\n安装容量 5,616 kWp")
    later = paper("project-record", file, told)
    assert accused(run(built, later)) == ({file} if found else set())
