"""What is odd about the sources is told in the packs: each anomaly that the reference lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import RulePack

TOLD = {
    "wuxi": (
        *("本体系没有近零碳等级", "GB/T 45001-2020", "“权重”为残留", "“试点方案”“试点工作”为残留"),
        *("T/CECA-G0171-2022", "占比须大于50%（隐含的否决）", "四体系缺一即不合格"),
        *("未获A级即不合格", "恰为50%时有两解", "抵消0%仍可能达到85分", "组织层面的核算通则"),
        *("自行核算不会有证书", "公布“核查结果”与“核算或核查结果公布证明”", "视为同一文件"),
        *("在表中引用而未列入", "第8、12、14、18、19条没有对应指标", "同一证据文字用于两行"),
        *("又在5.4.1计为碳抵消", "疑为“用能单位”", "两种说法并存", "口径不同", "页码残留"),
        "至少还需16分可选",
    ),
    "binhai": (
        *("合并跨度无法从文本确定", "一格横跨三级", "第2条缺主语", "没有定义", "有两个空段"),
        *("没有兜底", "分母（总能耗或总用电）未定义", "只计能源层面", "不足五年如何取峰值"),
        *("CCER归为", "低碳级也要求100%", "标准号无空格"),
    ),
    "jiangsu": (
        *(
            "被分页截断",
            "LaTeX 残留",
            "占比为0%的，字面也得1分",
            "两级重叠",
            "是否修饰近零碳工厂有两解",
        ),
        *("近零碳工厂也须100%抵消", "口径更严，以本表为准", "材料清单明写所交材料为“或”"),
        *("“可再生能源”与“非化石能源”混用", "同词异义", "三名同物", "没有合规条件", "无计分细则"),
        *("附件目录编号为1、2、3", "无署名、文号、日期", "缺逗号", "须同步提供中文翻译件"),
    ),
    "tianjin": (
        *("内部引用与附件号不符", "编号混用", "附件目录缺“附件：1.”", "左括号", "书签残留"),
        *("单年的计算表不能证明近三年逐年下降", "与2.2.1的证据栏相同", "恰为60%时", "逐步趋近零"),
        *("既是申报基本条件（二）", "既是申报基本条件（四）", "自行核算不会有证书", "疑为“健全”"),
        *("破折号代连字符", "缺“未”字", "未写“必选不得为0分”"),
    ),
    "ningbo": (
        *("推定，多一个5", "多一“建”字", "等级空档", "加分项是否计入", "碳抵消比例的算法未定义"),
        *("三、四缺", "附录D", "无空格", "GB 18597", "口径不同", "复选框符号丢失", "备注格合并"),
        *("没有绿色工厂要求", "重复计分", "二级指标格为空"),
    ),
}


@pytest.mark.parametrize("name", sorted(TOLD))
def test_every_anomaly_of_the_reference_is_told(name: str, book: RuleBook) -> None:
    told = "\n".join(_told(book.packs[name]))
    assert not [words for words in TOLD[name] if words not in told]


def _told(pack: RulePack) -> Iterator[str]:
    """All that a pack says in its own words."""
    yield from pack.notes
    yield from (grade.note for grade in pack.grades)
    for indicator in pack.indicators:
        yield indicator.note
        yield from (c.why for c in indicator.corrections)
        if indicator.ambiguous:
            yield indicator.ambiguous.taken
