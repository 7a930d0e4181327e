"""What a document must speak of to fill a slot, and when a photograph needs no words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.assessment.evidence import speaks_of, spoken_in
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Flag
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]


def photo(file: str, text: str = "拍摄") -> Document:
    return document("photo", file, text=text, title="照片")


def slot(outcome: Outcome, indicator: str, number: int) -> Flag:
    """The status of the nth slot of an indicator."""
    name = f"tianjin.{indicator}"
    result = next(r for r in outcome.report.indicators if r.indicator.id == name)
    return result.slots[number - 1].status


@pytest.mark.parametrize(
    ("topic", "text", "spoken"),
    [
        ("碳 会议", "碳管理会议", True),
        ("碳 会议", "安全会议", False),
        ("余热|余压 利用", "余压利用", True),
        ("余热|余压 利用", "余压", False),
        ("节能 !电动机|风机", "节能注塑设备", True),
        ("节能 !电动机|风机", "节能风机", False),
    ],
)
def test_the_grammar_of_topics(topic: str, text: str, spoken: bool) -> None:
    assert speaks_of(spoken_in(text), [topic]) is spoken


@pytest.mark.parametrize(
    ("taken", "flag"),
    [
        (photo("2.1 监测统计/IMG_2031.jpg"), Flag.SUPPORTED),
        (photo("能碳平台大屏.jpg"), Flag.SUPPORTED),
        (photo("IMG_2031.jpg", "能源管理系统 实时数据"), Flag.SUPPORTED),
        (photo("IMG_2031.jpg"), Flag.MISSING),
        (photo("3.3 照明/车间照明.jpg"), Flag.MISSING),
        (photo("1.4 能力建设/牌匾.jpg", "绿色工厂"), Flag.MISSING),
    ],
)
def test_a_photo_of_the_platform(run: Run, taken: Document, flag: Flag) -> None:
    assert slot(run(taken), "2.1.2", 2) is flag


@pytest.mark.parametrize(
    ("taken", "flag"),
    [
        (photo("4.1 节能减碳项目/IMG_1.jpg"), Flag.SUPPORTED),
        (photo("空压机改造.jpg"), Flag.SUPPORTED),
        (photo("4.3 节约资源使用/IMG_1.jpg"), Flag.MISSING),
        (photo("年会.jpg"), Flag.MISSING),
    ],
)
def test_a_photo_of_the_project(run: Run, taken: Document, flag: Flag) -> None:
    assert slot(run(taken), "4.1.1", 3) is flag


def test_a_photo_that_only_stands_in_must_speak_for_itself(run: Run) -> None:
    assert slot(run(photo("3.2 设备设施/IMG_1.jpg")), "3.2.3", 2) is Flag.MISSING
    assert slot(run(photo("3.2 设备设施/节能注塑机.jpg")), "3.2.3", 2) is Flag.SUPPORTED


def certificate(text: str) -> Document:
    return document(
        "product-certificate", holder="某制造有限公司", issue_date="2025-01-01",
        valid_until="2028-01-01", text=text, title="中国节能产品认证证书",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("product", "special"),
    [
        ("产品名称 永磁变频螺杆空气压缩机", False),
        ("产品名称 三相异步电动机 能效等级 1级", False),
        ("产品名称 伺服注塑机 主电机 三相异步电动机", True),
        ("产品名称 连续式巴氏灭菌装置", True),
        ("产品名称 蓄热式熔化装置", True),
    ],
)
def test_general_equipment_is_no_proof_of_special_equipment(
    run: Run, product: str, special: bool
) -> None:
    outcome = run(certificate(product))
    assert slot(outcome, "3.2.2", 2) is Flag.SUPPORTED
    assert slot(outcome, "3.2.3", 2) is (Flag.SUPPORTED if special else Flag.MISSING)


@pytest.mark.parametrize(
    "kind", ["project-record", "design-document", "acceptance-record", "project-filing", "contract"]
)
def test_papers_of_a_project_are_of_several_types(run: Run, kind: str) -> None:
    saving = document(kind, holder=FIRM, text="空压站节能改造 年节电 20 万千瓦时")
    solar = document(kind, holder=FIRM, text="屋顶分布式光伏发电工程 装机容量 2 MW")
    assert slot(run(saving), "4.1.1", 1) is Flag.SUPPORTED
    assert slot(run(solar), "4.2.1", 1) is Flag.SUPPORTED
    assert slot(run(saving), "4.2.1", 1) is Flag.MISSING


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("acceptance-record", "消防验收意见书 建筑节能分部工程 合格"),
        ("acceptance-record", "竣工环境保护验收意见 污染物减排"),
        ("project-filing", "年产五万台水泵扩建工程 备案"),
        ("contract", "买卖合同 卖方 某光伏科技有限公司 办公桌椅"),
        ("design-document", "公共场所照明分区控制说明"),
    ],
)
def test_unrelated_papers_are_no_project(run: Run, kind: str, text: str) -> None:
    outcome = run(document(kind, holder=FIRM, text=text))
    assert slot(outcome, "4.1.1", 1) is Flag.MISSING
    assert slot(outcome, "4.2.1", 1) is Flag.MISSING


@pytest.mark.parametrize(
    ("topic", "text", "spoken"),
    [
        ("ccer", "CCER注销证明", True),
        ("ccer", "CCERs retired", True),
        ("ccer", "I-REC Certificate", False),
        ("led", "LED 灯具", True),
        ("led", "recycled fibre", False),
        ("co2", "tCO2e", True),
        ("energymanagement", "Energy Management System", True),
    ],
)
def test_abbreviations_are_words_of_their_own(topic: str, text: str, spoken: bool) -> None:
    assert speaks_of(spoken_in(text), [topic]) is spoken
