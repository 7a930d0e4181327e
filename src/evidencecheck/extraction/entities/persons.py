"""Names of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencecheck.domain.script import simplified

# The surnames of nearly all who bear a Chinese name; 4 characters need one of two.
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程"
    "嵇邢滑裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾"
    "暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭"
    "贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖"
    "庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾沙乜养鞠须丰"
    "巢关蒯相查后荆红游竺权逯盖益桓公覃仝佟闫岳帅缑亢况郈有琴归海晋楚法汝鄢涂钦岩佘佴伯赏墨哈谯笪年爱"
    "阳佟谌苑揭候户代付覃原兰区贲於羿钭毋商牟言福侍尧邸门信冼冒闪撒鹿战来官苟麦鲜亓"
)
_DOUBLE = frozenset(
    {
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文",
        "司徒", "令狐", "夏侯", "端木", "南宫", "独孤", "轩辕", "呼延", "申屠", "拓跋", "闻人",
    }
)  # fmt: skip
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)?")
# Words of papers that begin with a surname and are no name.
_NO_NAME = re.compile(
    r"证书|编号|号$|报告|意见|结论|签字|签名|签发|签章|盖章|公章|印章|专用|日期|时间|单位|公司|批准|审核|审定|校核|复核"
    r"|编制|[年月日]|姓名|职务|职称|部门|人员|代表|负责|主任|经理|董事|总监|主管|组[长员]|工程师|合格|检[测验定]|认证"
    r"|许可|文件|成员|方案|方针|目标|高度|高级|安全|安排|平均|水平|明细|包装|能力|支持|支出|全部|全面|常规|单元|单价|应急|计划|计算"
    r"|利用|车间|通知|通过|通用|元素|解释|关于|关键|相关|相应|强度|相符|温度|温室|充分|程序|程度|成品|成本|路线|路径|万元"
    r"|金额|金属|钢材|石油|石灰|宣传|贡献|边界|应用|经营|经办|历史|商务|施工|包括|毛重|季度|柴油|简介|束|房产"
    r"|核查|机构|中心|[省市县区]$|有限|方法|范围|标准|名称|地址|电话|总[量计]|计量|管理|能源|时效|项目|有效|公示|查询|商标"
)
# Before a name in one run of characters: 评估组长施国栋.
_ROLE = re.compile(
    r"^[\u4e00-\u9fff]*(?:组长|组员|负责人|主任|委员|主管|经理|总监|董事长|理事长|会长|厂长|院长|所长|代表人?|签字人|签发人?|批准人?"
    r"|核准人?|审定人?|审核[人员]?|审批人?|编制人?|工程师|签署人)(?=[\u4e00-\u9fff]{2,4}$)"
)
_NO_LATIN_NAME = re.compile(
    r"\b(?:Director|Manager|Verifier|Auditor|President|Officer|Engineer|Reviewer|Signatory|Technical"
    r"|General|Managing|Lead|Chief|Date|Audit|Certificate|Certification|Activities|Expiry|Limited|Ltd"
    r"|Road|Street|Avenue|District|City|Report|Statement|Verification|Standard|Number|Address|Scope"
    r"|Period|Reporting|Total|Category|Page|Test|Testing|Quality|Management|System|Approved|Signed"
    r"|Issued|Valid|Prepared|Authori[sz]ed|Signature|Company|Carbon|Energy|Emissions?|China)\b"
)
_LATIN = re.compile(
    r"(?<![A-Za-z])(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?"
    r"(?P<name>[A-Z][a-z]+(?:[ -][A-Z][a-z]*\.?){0,2}"
    r"(?: (?:van|von|de|der|den|di|da|del|la|le|ter|ten|el|al|bin)){0,2}"
    r" [A-Z][a-z]+(?:-[A-Z][a-z]+)?"
    r"|(?:[A-Z]\.\s?){1,3}[A-Z][a-z]+)"
    r"(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A name found in a string."""

    start: int
    end: int
    name: str


def find_persons(text: str) -> Iterator[PersonMatch]:
    """What can be the names of persons in ``text``: Chinese ones first."""
    for run in _HAN_RUN.finditer(text):
        role = _ROLE.match(simplified(run[0]))
        start = run.start() + (role.end() if role else 0)
        name = text[start : run.end()]
        if _is_chinese(simplified(name)):
            yield PersonMatch(start, run.end(), name)
    for m in _LATIN.finditer(text):
        if not _NO_LATIN_NAME.search(m["name"]):
            yield PersonMatch(m.start("name"), m.end("name"), m["name"])


def _is_chinese(name: str) -> bool:
    if "·" in name:
        return len(name) <= 12
    most = 4 if name[:2] in _DOUBLE else 3
    return (
        2 <= len(name) <= most
        and name[0] in SURNAMES | _first_of_double(name)
        and not (_NO_NAME.search(name))
    )


def _first_of_double(name: str) -> frozenset[str]:
    return frozenset({name[0]}) if name[:2] in _DOUBLE else frozenset()
