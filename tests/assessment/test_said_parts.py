"""C601: wholes in sentences with their parts, and ratios beside their amounts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.extraction import Extractor
from tests.assessment.conftest import FIRM, Outcome
from tests.extraction.drawing import page, reading

Run = Callable[..., Outcome]


@pytest.fixture
def found(run: Run, book: object) -> Callable[..., bool]:
    def told(*lines: str, firm: str = FIRM) -> bool:
        paper = reading(page(f"建设单位:{firm}", *lines, title="节能改造项目验收报告"))
        return "C601" in run(*Extractor(book).documents(paper)).of_documents()  # type: ignore[arg-type]

    return told


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("项目共投入186万元,其中设备128万元,安装32万元,调试16万元。", True),
        ("全年取水48,600m3,取自管网。其中生产用水29,400m3,生活用水13,500m3,绿化3,900m3。", True),
        ("全年用电5,210.40MWh,其中外购4,300.20MWh,光伏810.20MWh。", True),
        ("项目共投入176万元,其中设备128万元,安装32万元,调试16万元。", False),
        ("设备投资128万元,安装32万元,调试16万元,合计186万元。", True),
        ("设备投资128万元,安装32万元,调试16万元,合计176万元。", False),
        ("另有贷款80万元,设备128万元,安装32万元,调试16万元,合计176万元。", False),
        ("设备投资128万元,其中进口32万元,调试16万元,合计186万元。", False),
        # The list begins with another word; the paper says itself that it makes up the whole.
        ("项目共投入186万元,分布为:设备128万元,安装32万元,调试16万元。", True),
        ("项目共投入218万元,包括:设备128万元,安装32万元,调试16万元,各项之和与总量相符。", True),
        ("项目共投入176万元,包括:设备128万元,安装32万元,调试16万元,各项之和与总量相符。", False),
        ("项目共投入218万元,包括:设备128万元,安装32万元,调试16万元,各项之和与总量不符。", False),
        ("项目共投入186万元,去年设备128万元,安装32万元,调试16万元。", False),
        # The rest is told of, or words say that there is one; more is left out than the least.
        ("项目共投入186万元,其中设备128万元,安装32万元,调试16万元,其余为预备费。", False),
        ("项目共投入186万元,其中主要设备128万元,安装32万元,调试16万元等。", False),
        ("项目共投入186万元,其中设备128万元,安装32万元,培训6万元。", False),
        # One figure of few of two parts; by more than a figure; people are of several kinds.
        ("项目共投入186万元,其中设备128万元,安装48万元。", False),
        ("项目共投入198万元,其中设备128万元,安装32万元,调试16万元。", False),
        ("在册员工186人,其中女性128人,党员32人,研发16人。", False),
        # A part of a part; parts of another sentence.
        ("项目共投入186万元,其中设备128万元,其中进口32万元,安装16万元。", False),
        ("项目共投入186万元,其中设备128万元。安装32万元。调试16万元。", False),
    ],
)
def test_the_parts_of_a_whole(found: Callable[..., bool], line: str, wrong: bool) -> None:
    assert found(line) is wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("铝屑312.0吨,交回收厂;废膜86.0吨,外卖;木箱21.0吨。以上三种共计597.0吨。", True),
        ("铝屑312.0吨;废膜86.0吨;木箱21.0吨。上述三项之和为597.0吨,均已利用。", True),
        ("铝屑312.0吨,废膜86.0吨,木箱21.0吨,三项相加,全年共处理597.0吨。", True),
        ("铝屑312.0吨,废膜86.0吨,木箱21.0吨,两项相加,全年共处理597.0吨。", False),
        ("铝屑312.0吨。废膜86.0吨。前述两类固废合计为507.0吨。", True),
        ("铝屑312.0吨,交回收厂;废膜86.0吨,外卖;木箱21.0吨。以上三种共计419.0吨。", False),
        # Of more, or fewer, than are told of; of a part of a part; nothing says how many.
        ("铝屑312.0吨;废膜86.0吨;木箱21.0吨。以上四种共计597.0吨。", False),
        ("上年铝屑312.0吨;废膜86.0吨;木箱21.0吨。以上三种共计597.0吨。", False),
        ("铝屑312.0吨,其中铜屑86.0吨;木箱21.0吨。以上三种共计597.0吨。", False),
        ("铝屑312.0吨;废膜86.0吨;木箱21.0吨。以上共计597.0吨。", False),
        # Of another matter, in another measure, of no such size.
        ("甲线用电312.0MWh;乙线86.0MWh;丙线21.0MWh。上述三台改造后合计297.0MWh。", False),
        ("设备128.0万元;安装32.0万元。上述两项合计146.0万元(不含税)。", False),
        ("甲线用电312.0MWh;乙线86.0MWh;丙线21.0MWh。上述三项合计59.7MWh。", False),
        ("设备128.0万元;安装32.0万元;每天用电20kWh。上述两项合计146.0kWh。", False),
    ],
)
def test_a_total_that_says_of_how_many(
    found: Callable[..., bool], line: str, wrong: bool
) -> None:  # fmt: skip
    assert found(line) is wrong


def test_of_another_firm(found: Callable[..., bool]) -> None:
    line = "项目共投入186万元,其中设备128万元,安装32万元,调试16万元。"
    assert not found(line, firm="白石样品电子有限公司")


RIGHT = "2024年综合能耗1,369.79tce,产量291.5万台,单位产品能耗4.6991tce/万台。"


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ((RIGHT, "2025年排放4,012.25tCO2e,产量298.0万台,强度12.4639tCO2e/万台。"), True),
        ((RIGHT, "2025年排放4,012.25tCO2e,产量298.0万台,强度13.4639tCO2e/万台。"), False),
        # The year before was another.
        (
            (
                "2025年排放4,012.25tCO2e,产量298.0万台,强度13.4639tCO2e/万台;",
                "2024年强度14.1027tCO2e/万台。",
            ),
            False,
        ),
        # Nothing else is right; far off; an aim; no output beside it.
        (("2025年排放4,012.25tCO2e,排放8.1tCO2e,产量298万台,强度12.4639tCO2e/万台。",), False),
        ((RIGHT, "2025年排放4,012.25tCO2e,产量298.0万台,强度2.4639tCO2e/万台。"), False),
        ((RIGHT, "2025年排放4,012.25tCO2e,产量298.0万台,强度目标12.4639tCO2e/万台。"), False),
        ((RIGHT, "2025年排放4,012.25tCO2e,库存298.0万台,强度12.4639tCO2e/台。"), False),
    ],
)
def test_a_ratio_among_right_ones(
    found: Callable[..., bool], lines: tuple[str, ...], wrong: bool
) -> None:
    assert found(*lines) is wrong
