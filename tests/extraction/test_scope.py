"""What a certificate covers, and the boundary that a report is drawn up in."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

CERTIFICATE, STATEMENT = "质量管理体系认证证书", "温室气体核查声明"
CASES: dict[str, tuple[str, list[object], str | None]] = {
    "a label above it": (
        CERTIFICATE,
        ["该体系覆盖", "齿轮的设计和制造", "注册日期:2024年3月1日"],
        "齿轮的设计和制造",
    ),
    "no label, below the standard": (
        CERTIFICATE,
        [
            "管理体系符合",
            ("GB/T 19001-2016", 0.3),
            ("齿轮的设计和制造", 0.3),
            "初次注册日期:2024年3月1日",
        ],
        "齿轮的设计和制造",
    ),
    "no label, and nothing that is covered": (
        CERTIFICATE,
        ["管理体系符合", ("GB/T 19001-2016", 0.3), ("青河路1号", 0.3), "初次注册日期:2024年3月1日"],
        None,
    ),
    "what is done with it": (
        CERTIFICATE,
        ["认证范围为齿轮的设计和制造,准予注册。"],
        "齿轮的设计和制造",
    ),
    "a translation below it": (
        CERTIFICATE,
        [
            [("认证范围 Scope", 0.1), ("齿轮的设计和制造", 0.35)],
            ("Design and manufacture of gears and", 0.35),
            ("gear boxes", 0.35),
            "有效期至:2027年3月1日",
        ],
        "齿轮的设计和制造",
    ),
    "its second line has a model only": (
        CERTIFICATE,
        [[("认证范围", 0.1), ("齿轮箱的设计和制造,型号为", 0.35)], ("GX-200A", 0.35)],
        "齿轮箱的设计和制造,型号为GX-200A",
    ),
    "the next sentence": (
        STATEMENT,
        ["组织边界:青河路1号厂区全部设施。核算准则:ISO 14064-1:2018"],
        "青河路1号厂区全部设施",
    ),
    "in a sentence that a row parts": (
        CERTIFICATE,
        ["该体系符合要求,覆盖范围为:齿轮的设计和制造,特发此证。", "注册日期:2024年3月1日"],
        "齿轮的设计和制造",
    ),
    "what a verifier did, in the line below": (
        STATEMENT,
        [
            "核查边界:青河路1号厂区全部设施",
            "白石核查技术有限公司对上述组织的温室气体声明实施了核查。",
        ],
        "青河路1号厂区全部设施",
    ),
    "what it was reckoned by": (
        STATEMENT,
        ["组织边界:青河路1号厂区全部设施,核算依据GB/T 32150-2015"],
        "青河路1号厂区全部设施",
    ),
    "a paragraph, and how it was consolidated": (
        STATEMENT,
        [
            (
                "一般说明一般说明一般说明一般说明一般说明一般说明一般说明一般说明一般说明一般说明",
                0.1,
            ),
            ("2.2 组织边界:青河市东湖区青河路1号厂区内的全部生产系统和附属设施,采用运行控", 0.14),
            ("制权法;租给他人的仓库不在边界内。", 0.1),
        ],
        "青河市东湖区青河路1号厂区内的全部生产系统和附属设施",
    ),
    "a short line ends it": (
        STATEMENT,
        [
            (
                "一般说明一般说明一般说明一般说明一般说明一般说明一般说明一般说明一般说明一般说明",
                0.1,
            ),
            ("组织边界:青河路1号厂区", 0.14),
            ("另有一处仓库租给他人", 0.1),
        ],
        "青河路1号厂区",
    ),
    "how it was consolidated, first": (
        STATEMENT,
        ["本次盘查组织边界采营运控制权法,涵盖青河路1号厂房及宿舍。"],
        "青河路1号厂房及宿舍",
    ),
    "how it was consolidated, first, in English": (
        STATEMENT,
        ["Boundary: operational control; the plant at No. 1 Qinghe Road."],
        "the plant at No. 1 Qinghe Road.",
    ),
    "a legal entity": (
        STATEMENT,
        [("二、边界", 0.1), "以法人为边界,包括青河路1号厂区的生产系统。"],
        "包括青河路1号厂区的生产系统。",
    ),
    "the time it is told for": (
        STATEMENT,
        ["核查范围:青河路1号厂区2025年1月1日至2025年12月31日的全部直接排放。"],
        "青河路1号厂区",
    ),
    "what it holds": (
        STATEMENT,
        ["组织边界:青河路1号厂区,包括铸造车间和办公楼。"],
        "青河路1号厂区",
    ),
    "the boundary of a product in a sentence": (
        "产品碳足迹报告",
        ["按照GB/T 24067-2024,声明单位1台,边界为从摇篮到大门,数据取自2024年记录。"],
        "从摇篮到大门",
    ),
    "of an audit, in a sentence": (
        "能源审计报告",
        ["审计依据GB/T 17166-2019进行,范围为青河路1号厂区全部用能系统。"],
        "青河路1号厂区全部用能系统",
    ),
    "of a manual, below its heading": (
        "能源管理手册",
        [("1 范围", 0.1), ("齿轮的设计、生产所涉及的能源管理活动", 0.14), ("2 组织环境", 0.1)],
        "齿轮的设计、生产所涉及的能源管理活动",
    ),
    "how it was consolidated": (
        STATEMENT,
        ["组织范围:青河路1号厂区,以运行控制法汇总。"],
        "青河路1号厂区",
    ),
    "the place within a sentence": (
        STATEMENT,
        ["2.1 组织边界", "采用运行控制法,边界为青河路1号厂区,包括两个车间和一座综合楼。"],
        "青河路1号厂区",
    ),
    "a word of amounts within it": (
        STATEMENT,
        ["核查范围:青河路1号厂区范围一和范围二温室气体排放", "核查准则:ISO 14064-3"],
        "青河路1号厂区范围一和范围二温室气体排放",
    ),
    "a heading in two languages above an indented line": (
        STATEMENT,
        [
            ("边界 Boundary", 0.1),
            ("青河路1号厂界,运行控制法", 0.14),
            ("独立性 Independence", 0.1),
            ("本机构与责任方没有利益关系。", 0.14),
        ],
        "青河路1号厂界,运行控制法",
    ),
    "a heading of a table": (
        STATEMENT,
        [
            [("范围 Scope", 0.1), ("tCO2e", 0.5)],
            [("范围1 Scope 1", 0.1), ("1,058.2", 0.5)],
            [("核查范围", 0.1), ("青河路1号厂区", 0.5)],
        ],
        "青河路1号厂区",
    ),
    "within a line that goes on at the margin": (
        STATEMENT,
        [
            (
                "核查期间为2025年1月1日至2025年12月31日;核查准则为ISO 14064-1:2018;组织边界:运行控",
                0.1,
            ),
            ("制下的青河路1号厂区;实质性阈值5%。", 0.1),
        ],
        "运行控制下的青河路1号厂区",
    ),
    "another label behind it": (
        "产品碳足迹报告",
        [
            ("声明单位为1件,系统边界“摇篮到大门”,数据时间范围2025年1月1日至2025年12月31日。", 0.14),
            ("2 清单分析", 0.1),
            ("背景数据取自数据库;电力采用全国平均因子。", 0.14),
        ],
        "“摇篮到大门”",
    ),
    "as follows, in the next line": (
        CERTIFICATE,
        ["通过认证范围如下", "齿轮的设计和制造", "注册日期:2024年3月1日"],
        "齿轮的设计和制造",
    ),
    "products and boundaries": (
        "能源管理体系认证证书",
        [
            "认证覆盖的产品/过程及边界:",
            "青河路1号厂区内齿轮生产所涉及的能源采购和使用",
            "颁证日期 2024-03-01",
        ],
        "青河路1号厂区内齿轮生产所涉及的能源采购和使用",
    ),
    "no more than scope": (
        CERTIFICATE,
        ["质量管理体系符合GB/T 19001-2016", "范围:齿轮的设计和制造", "发证日期:2024年3月1日"],
        "齿轮的设计和制造",
    ),
    "a label with its translation before it": (
        STATEMENT,
        [
            [("Boundary边界", 0.1), ("青河路1号生产厂区", 0.4)],
            [("Criteria准则", 0.1), ("ISO 14064-1:2018", 0.4)],
        ],
        "青河路1号生产厂区",
    ),
    "a method in a sentence of its own": (
        STATEMENT,
        ["2.1 组织边界", "采用运行控制权法。青河路1号厂区全部设施,不含租用的办事处(2人)。"],
        "青河路1号厂区全部设施",
    ),
    "a method, and nothing has changed": (
        STATEMENT,
        ["核算边界:采用运行控制权法。与上年相比厂区没有变化。"],
        None,
    ),
    "what it is the same as": (
        STATEMENT,
        ["组织边界:青河路1号厂区,与营业执照住所一致。"],
        "青河路1号厂区",
    ),
    "stages of a life in brackets": (
        "产品碳标签证书",
        ["产品碳足迹 23.6 kgCO2e(摇篮到大门)", "评价标准 GB/T 24067-2024"],
        "摇篮到大门",
    ),
    "of measures that save": (
        "节能量及减排量核算报告",
        [
            "3 边界和期间",
            "锅炉房蒸汽系统。基期:2024年6月1日至11月30日;报告期:2025年6月1日至11月30日。",
        ],
        "锅炉房蒸汽系统",
    ),
    "a method alone": (STATEMENT, ["核算边界:采用运行控制权法。"], None),
    "the next heading": (STATEMENT, ["3 核算边界", "4 活动水平与排放因子"], None),
    "a table of contents": (
        "温室气体排放核算报告",
        ["一、组织边界 ........ 4", "二、排放源 ........ 5", "报告期:2024年度"],
        None,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_scope(extractor: Extractor, case: str) -> None:
    title, rows, wanted = CASES[case]
    (document,) = extractor.documents(reading(page(*rows, title=title)))  # type: ignore[arg-type]
    assert document.value("scope") == wanted
