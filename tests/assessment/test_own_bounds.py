"""C608: what one paper itself says there is to set a claim against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"


def told(run: Run, text: str, holder: str = FIRM) -> bool:
    paper = document("performance-calculation", holder=holder, years=(2025,), text=text)
    return "C608" in run(paper).of_documents()


def plant(
    run: Run, *rows: tuple[str, ...], months: int = 2, origin: Origin = Origin.TEXT_LAYER
) -> bool:
    paper = document("statistical-report", holder=FIRM, years=(2025,), origin=origin)
    heads = [(f"{n + 10}月", "kWh") for n in range(months)]
    return "C608" in run(with_table(paper, heads, *rows)).of_documents()


@pytest.mark.parametrize(
    ("made", "used", "found"),
    [
        ("光伏发电量", "厂内自用电量", True),
        ("逆变器输出(发电量)", "自发自用电量(申报绿电消费)", True),
        # More than what this plant made; of one stage of two; a share.
        ("光伏发电量", "厂内自用绿电", True),
        ("光伏发电量", "绿电消纳量", False),
        ("一期发电量", "自用电量", False),
        ("本月发电量", "累计自用电量", False),
        ("理论发电量", "自用电量", False),
        ("上网电量", "自用电量", False),
    ],
)
def test_more_used_of_a_plant_than_it_made(run: Run, made: str, used: str, found: bool) -> None:
    rows = (made, "238,400", "211,700"), (used, "254,300", "227,500")
    assert plant(run, *rows) is found
    less = (made, "254,300", "227,500"), (used, "238,400", "211,700")
    assert not plant(run, *less)


def test_two_plants_are_no_bound_of_each_other(run: Run) -> None:
    rows = ("屋顶发电量", "238,400"), ("车棚发电量", "100,000"), ("自用电量", "254,300")
    assert not plant(run, *rows, months=1)


def test_one_recognised_number_may_be_misread(run: Run) -> None:
    rows = ("发电量", "238,400", "211,700"), ("自用电量", "254,300", "201,500")
    assert plant(run, *rows)
    assert not plant(run, *rows, origin=Origin.OCR)


def test_columns_of_what_was_made_and_used(run: Run) -> None:
    heads = [("发电量", "kWh"), ("自用电量", "kWh")]
    paper = document("statistical-report", holder=FIRM, years=(2025,))
    assert "C608" in run(with_table(paper, heads, ("10月", "200,000", "254,300"))).of_documents()
    paper = replace(paper, fields=document("statistical-report", holder=OTHER).fields)
    made = with_table(paper, heads, ("10月", "200,000", "254,300"))
    assert "C608" not in run(made).of_documents()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("上述绿证用于抵消天然气燃烧产生的类别1排放。", True),
        ("公司以绿证冲抵锅炉燃气的直接排放。", True),
        ("绿证不得用于抵消天然气燃烧产生的排放。", False),
        ("绿证仅用于抵消外购电力排放,不用于抵消燃气排放。", False),
        ("外购电力以绿证抵消,天然气排放以CCER抵消。", False),
        ("绿证抵消后天然气排放为主要排放。", False),
        ("绿色电力证书抵消:类别1及类别2", False),
        ("购买绿证及碳普惠减排量,抵消范围一排放。", False),
        # A heading and what stands below it; cells of a row.
        ("四、绿证抵消\n天然气排放量为90.8吨", False),
        ("绿证抵消 1,200 天然气 90.8", False),
    ],
)
def test_certificates_for_fuel(run: Run, text: str, found: bool) -> None:
    assert told(run, text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("为该批次注销自愿减排量1,800吨,以此抵消该批次排放2,379吨,实现零碳。", True),
        ("我公司注销CCER 180 tCO2e,用于抵消2025年度排放 237.9 tCO2e,实现碳中和。", True),
        # Part of it may be offset.
        ("我公司注销CCER 180 tCO2e,用于抵消2025年度排放 237.9 tCO2e。", False),
        ("注销减排量90吨,用于抵消其2025年度差旅排放(类别3,388.20吨),践行碳中和。", False),
        ("注销自愿减排量2,379吨,以此抵消该批次排放2,379吨,实现零碳。", False),
        ("注销自愿减排量1,800吨,用于抵消排放2,379吨中的一部分,实现零碳。", False),
        ("注销自愿减排量1,800吨,用于抵消排放2,379吨的75.7%,实现零碳。", False),
        ("注销CCER 1,800吨、碳普惠579吨,合计抵消2,379吨,实现零碳。", False),
        ("拟于注销前核对减排量1,800吨,抵消后排放2,379吨。", False),
    ],
)
def test_more_offset_than_was_cancelled(run: Run, text: str, found: bool) -> None:
    assert told(run, text) is found
    assert not told(run, text, OTHER)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("累计发电1,240MWh。厂内自用1,310MWh,余电上网0MWh。", True),
        ("光伏全年发电量为1,240,000kWh,其中企业自用电量1,310,000kWh。", True),
        ("逆变器侧发电量1,240MWh,自发自用绿电1,310MWh全部计入可再生能源消费。", True),
        # As much; two plants or times; another source; a plan; more than once.
        ("累计发电1,240MWh。厂内自用1,210MWh,余电上网30MWh。", False),
        ("上半年发电1,240MWh,投运以来自用1,310MWh。", False),
        ("一期发电量1,240MWh,二期自用1,310MWh。", False),
        ("上半年发电量1,240MWh,全年自用电量1,310MWh。", False),
        ("光伏发电量1,240MWh,含风电的自用电量1,310MWh。", False),
        ("设计发电量1,240MWh,自用1,310MWh。", False),
        ("屋顶发电量1,240MWh,车棚发电量900MWh,自用1,310MWh。", False),
        ("光伏发电量1,240MWh,外购市电及自用共1,310MWh。", False),
    ],
)
def test_a_sentence_by_which_more_was_used_than_made(run: Run, text: str, found: bool) -> None:
    assert told(run, text) is found
    assert not told(run, text, holder=OTHER)
