"""Words that drawn documents are made of. Everything is invented."""

from __future__ import annotations

import random

FIRMS = ("青河示例机械有限公司", "云岭样本食品有限公司", "东塘试验电子股份有限公司")
BODIES = (
    "北屿衡信认证有限公司",
    "岚川碳咨询有限公司",
    "海岬检测技术有限公司",
    "松原能效技术研究院",
)
REPORTS = (
    ("ghg-report", "{y}年度温室气体排放核算报告"),
    ("ghg-verification-report", "{y}年度温室气体排放核查报告"),
    ("product-carbon-footprint-report", "产品碳足迹评价报告"),
    ("energy-audit-report", "能源审计报告"),
    ("safety-assessment", "安全现状评价报告"),
    ("sustainability-report", "{y}年度可持续发展报告"),
    ("management-manual", "能源管理手册"),
    ("transition-plan", "零碳工厂建设实施方案"),
    ("project-record", "余热利用项目可行性研究报告"),
    ("reduction-report", "节能减排项目减排量核算报告"),
    ("eco-design-report", "绿色设计产品自评价报告"),
    ("unknown", "土壤污染状况调查报告"),
    ("unknown", "厂区地质勘察成果"),
)
"""Types and titles of long reports; those of no type of the rules are documents all the same."""
OTHERS = (
    "岗位作业指导书",
    "员工花名册",
    "厂区平面布置说明",
    "设备维修记录",
    "车间交接班记录",
    "产品使用说明",
    "客户满意度调查表",
    "质量月活动总结",
    "来访登记表",
    "劳保用品发放表",
    "消防演练总结",
    "关于调整作息时间的函",
)
"""Titles of papers that are no evidence."""
CHAPTERS = (
    "概述",
    "企业基本情况",
    "评价依据",
    "组织边界与运行边界",
    "组织机构与职责",
    "工艺流程说明",
    "主要用能设备",
    "能源消费情况",
    "能源计量器具配备情况",
    "活动水平数据",
    "排放因子选取",
    "排放量计算",
    "数据质量管理",
    "不确定性分析",
    "节能潜力分析",
    "存在的问题与建议",
    "信息化建设情况",
    "绿色采购",
    "水资源管理",
    "废弃物管理",
    "员工培训",
    "社会责任",
    "风险与机遇",
    "目标与指标",
    "行动计划",
    "保障措施",
    "结论",
)
SECTIONS = (
    "基本原则",
    "范围",
    "数据来源",
    "方法学",
    "现场情况",
    "统计口径",
    "对比分析",
    "设备概况",
    "管理现状",
    "核查过程",
    "文件评审",
    "现场访问",
    "交叉核对",
    "计算结果",
    "改进方向",
    "资源配置",
    "内部审核",
)
TRAPS = (
    "能源消费统计表",
    "主要用能设备清单",
    "计量器具一览表",
    "营业执照",
    "碳排放管理制度",
    "员工培训记录",
    "能源管理体系认证证书",
    "检测报告",
    "减排量核算",
    "供应商管理",
    "应急预案",
    "会议纪要",
)
"""Headings within a report that are titles of documents elsewhere."""
ANNEXES = (
    "主要设备一览表",
    "能源平衡表",
    "数据来源清单",
    "访谈记录",
    "现场照片",
    "计算过程",
    "参考文献",
)
_SENTENCES = (
    "报告期内公司{a}吨标准煤的消费量较上年{b}，其中{c}占比最高，主要原因是{d}。",
    "根据{c}的计量记录，全年累计{a}万千瓦时，与财务结算凭证核对后差异在允许范围之内。",
    "{c}由生产部负责日常运行，安全环保部每季度检查一次，检查结果记入台账并限期整改。",
    "经现场核对，{c}的铭牌参数与设备档案一致，运行工况稳定，未见异常。",
    "公司将{d}作为本年度的重点工作，计划投入资金{a}万元，预计年节约标准煤{b}。",
    "上述数据取自{c}的月度报表，保存期限不少于五年，可供查阅。",
    "考虑到{d}，本次采用缺省值进行保守估算，其影响不超过总量的百分之一。",
    "各车间按照要求设置了能源管理岗位，{c}的责任人已经明确并公示。",
    "与{d}相比，{c}的单位产品能耗下降了{a}个百分点，达到预期目标。",
    "{c}采用变频控制，结合生产计划优化启停，{d}得到明显改善。",
)
_AMOUNTS = ("1286.4", "35.72", "902", "4.6", "218.05", "77", "1630.8", "12.9")
_CHANGES = ("下降3.2%", "上升1.1%", "基本持平", "下降7.5%", "略有增加", "约260吨")
THINGS = (
    "空压系统",
    "循环水泵房",
    "燃气锅炉",
    "注塑车间",
    "配电室总表",
    "屋顶光伏电站",
    "污水处理站",
    "烘干工序",
    "冷水机组",
    "厂内叉车",
    "办公楼照明",
    "危废暂存间",
)
_REASONS = (
    "产品结构调整",
    "检修周期变化",
    "余热回收投用",
    "气温偏高",
    "订单波动",
    "设备老化",
    "用能制度完善",
    "绿色电力采购增加",
    "计量器具更新",
)


GRID = "!table size=9.5 widths=1,3,2,1,2,2 grid=open"
"""How tables are ruled: by few lines, for each costs time."""


def sentence(chance: random.Random) -> str:
    """One sentence of a report."""
    return chance.choice(_SENTENCES).format(
        a=chance.choice(_AMOUNTS),
        b=chance.choice(_CHANGES),
        c=chance.choice(THINGS),
        d=chance.choice(_REASONS),
    )


def paragraph(chance: random.Random) -> str:
    """Two to five sentences."""
    return "".join(sentence(chance) for _ in range(chance.randint(2, 5)))


def table(chance: random.Random, rows: int, first: int = 1) -> list[str]:
    """A table in the markup of the fixtures, its rows numbered from ``first``."""
    lines = ["| 序号 | 名称 | 规格型号 | 数量 | 年耗量 | 备注 |"]
    lines.extend(
        f"| {first + k} | {chance.choice(THINGS)} | QH-{chance.randint(10, 990)} | "
        f"{chance.randint(1, 40)} | {chance.choice(_AMOUNTS)} | "
        f"{chance.choice(('正常', '备用', '　'))} |"
        for k in range(rows)
    )
    return lines


def number(chance: random.Random, prefix: str = "QH") -> str:
    """The number of a certificate or report."""
    return f"{prefix}-{chance.randint(2021, 2025)}-{chance.randint(100, 99999):05d}"


def day(chance: random.Random) -> str:
    """A date in words."""
    return f"{chance.randint(2023, 2025)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
