"""Names of organisations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidencecheck.domain.script import simplified

_BRANCH = (
    r"(?:(?![为的和与是及在被对授])(?:(?!了|关于|成立|建设|创建|申报|零碳|低碳|绿色|智能)"
    r"[\u4e00-\u9fff()]){2,8}(?:分公司|分厂|工厂|营业部|供电所|办事处|分部))?"
)
_BODY = (
    r"委员会|管理局|监督管理局|生态环境局|行政审批局|规划局|人民政府|研究总院|设计研究院|研究院|设计院|"
    r"研究所|研究中心|认证中心|交易中心|检测中心|监测中心|测试中心|鉴定中心|计量中心|质检中心|中心|"
    r"交易所|登记处|管理处|监测站|检测站|总站|协会|学会|联合会|联盟|促进会|大学|学院|实验室|检测院|"
    r"科学院|总队|支队|大队|救援局|能源局|税务局|应急管理局|发展和改革委员会|住房和城乡建设委员会|"
    r"办公室|专班|工作组|领导小组|服务站|检验站|检定站|计量站|推广站|工作站|质检站|测试站|监督站|管理站|促进站|林场|公证处|分局|"
    r"信用信息公示系统|信用信息公示平台|信用中国|基金会|推动会|商会|管委会|登记机构|交易平台|交易系统|核发交易系统|服务中心|事务中心|"
    r"局|厅|(?<![内外全总上下])部(?![门分件位品])|院|所"
)
_HAN = r"\u4e00-\u9fff\u3400-\u4dbf〇"
_ZH_COMPANY = re.compile(
    rf"[{_HAN}A-Za-z0-9()·&]{{2,38}}?(?:有限责任公司|股份有限公司|有限公司|集团公司|总公司|集团|公司|厂(?![区房界内外家商址])){_BRANCH}"
)
_ZH_COMPANY_LONG = re.compile(
    rf"[{_HAN}A-Za-z0-9()·&]{{2,38}}?(?:有限责任公司|股份有限公司|有限公司){_BRANCH}"
)
_ZH_BODY = re.compile(rf"[{_HAN}()A-Za-z·]{{2,30}}(?:{_BODY})")
_EN_COMPANY = re.compile(
    r"[A-Z][A-Za-z0-9&.'()\- ]{1,80}?(?:,\s*|\s+)?"
    r"(?:C[oO]\.?\s*,?\s*L(?:td|TD|imited|IMITED)\.?|Company Limited|Corporation|CORPORATION|"
    r"Corp\.|Inc\b\.?|GmbH|"
    r"(?<=[a-z.)] )(?:ASA?|SE|SAS?|NV|BV|SRL|SpA|Sdn\.? Bhd\.?)(?=\s*(?:$|\n|[,.;)]))|"
    r"Limited|LIMITED|Ltd\b\.?|LTD\b\.?|PLC|LLC|AB\b|AG\b|A/S|Oy\b|B\.V\.|S\.p\.A\.|S\.A\.|"
    r"Institution|CENTRE|Centre|Center|CENTER)"
    r"(?![A-Za-z])"
)
_EN_BODY_NOUN = (
    r"Registry|League|Council|Institute|Association|Authority|Agency|Bureau|Foundation|Laboratory|"
    r"Laboratories|(?:Verification|Assurance|Certification|Testing|Inspection) Services|"
    r"Society|University|Commission|Committee|Administration|Academy|Federation|Alliance"
)
_EN_BODY = re.compile(
    rf"(?:[A-Z][\w&.'\-]*,? (?:(?:of|for|and|the|&) )?){{1,6}}"
    rf"(?:{_EN_BODY_NOUN}|{_EN_BODY_NOUN.upper()})\b(?! (?:No|ID|number))"
    r"|(?:Bureau|Ministry|Department|Institute|Administration|Academy) of "
    r"(?:[A-Z][\w\-]*,? ?(?:(?:of|for|and|&) )?){1,6}"
)
# Words before a name that are not of it: anywhere for the first, at the start for the second.
_LEAD = re.compile(
    r"^.*(?:兹证明|特此证明|兹认定|兹授予|兹有|经查询|经核查|经查|经审核|受核查方|受审核方|委托方|委托单位|建设单位|"
    r"关于同意|关于核准|关于|同意|授予|认定|施工单位|设计单位|监理单位|供货单位|生产单位|列席|图见|详见|承诺人|甲方|乙方|丙方|本人为|本人系|我系|辖区(?:内)?企业|[我本][省市区县镇局](?:内)?企业|单位为|企业为|公司为|以下简称|盖章|公章|盖章开)(?=[\u4e00-\u9fff(]{4})"
)
# For and on behalf of Some Company Limited: names are capitalised, what leads to them is not.
_LEAD_ENGLISH = re.compile(
    r"^.*\b(?!(?:of|and|for|the|de|di|du|la|le|von|van|der|den|und|et|y)\b)[a-z]{2,}"
    r"(?:\s+(?:of|and|for|the))*\s+(?=[A-Z])"
)
# J. Doe, Technical Manager, Some Materials Laboratory
_LEAD_OFFICE = re.compile(
    r"^.*\b(?:Manager|Director|Head|Chief|Officer|Engineer|President|Leader),\s+(?=[A-Z])"
)
# A day, or a verb, before a name: 于2024年5月6日回收某公司, 确定某公司.
_LEAD_DAY = re.compile(
    rf"^.*(?:\d{{1,2}}[日月]|月[一二三四五六七八九十]{{1,3}}日)(?:起|止|前|后)?(?=[{_HAN}])"
)
_LEAD_VERB = re.compile(
    r"^(?:回收|收到|收购|确定|核定|审定|批准|推荐|评定|认可|通知|督促|协助|聘请|委派|走访|前往|检查|抽查|"
    r"核实|经核实|经调查|调查|查询|表彰|公布|公告|公示|依托|联合|会同|通过|获得|取得|支付|汇入|拨付|规范|加强|推动|促进|确保|落实|保证|指导|"
    r"发给|颁给|颁发给|发放给|核发给|签发给|抵消|抵销|用于|归属|属于|确认|证明|声明|承诺|显示|表明|授权|委任|选定|责成|要求|申明)"
    rf"(?=[{_HAN}]{{6}})"
)
_LEAD_CHARACTER = re.compile(
    r"^(?:由|向(?![阳荣])|受|致|与|和|及|对|为|经(?![济纬营贸开])|就|因|按|把|使|让|在|将(?!乐)|于(?![都洪])|"
    r"以(?!色列)|从(?![化江]))(?=[\u4e00-\u9fff]{4})"
)
# Words and characters that stand in no name: what is before them is the rest of a sentence.
_SENTENCE = re.compile(
    r"^.*(?:[我本贵该](?:公司|单位|厂|企业)\(?|我(?:[省市区县镇局]|辖区)(?:内|范围内)?(?:企业|单位)?|[的了把是已被其您我你该请拟并]|本[\u4e00-\u9fff]{2,4}由|适用于|交由|委由|以?下组织|作为|同志为|名称为|(?:经理|厂长|主任|先生|女士|总监)[\u4e00-\u9fff]{0,4}为|位于|听取|任命|委托|承建|接受|按照|"
    r"根据|兹|须经|应经|需经|经由|贵单位|贯穿|融入|纳入|应用于|(?<=.)(?<!应)对(?!外)|(?<=[\u4e00-\u9fff]{3})(?<![省市区县州自理])由(?=[\u4e00-\u9fff]{8}))(?=[\u4e00-\u9fff(A-Z])"
)
# 环境、社会和公司治理(ESG)报告某公司: what the paper is, run into whose it is.
_LEAD_PAPER = re.compile(
    r"^.*(?:(?:报告|报告书|承诺书|声明书|方案|手册|证书|奖状|统计表|汇总表|明细表|一览表|台账)(?:\([A-Za-z0-9\u4e00-\u9fff]{1,6}\))?|统计\([A-Za-z0-9\u4e00-\u9fff]{1,6}\))(?=[\u4e00-\u9fff(][\u4e00-\u9fff()]{7})"
)
# After a bureau that shares its place with the next: 天津市科学技术局天津市财政局.
_PLACE = 3
# The number of a letter or certificate, or a year, before a name.
_DIGITS = re.compile(
    r"^(?:\d+号|\d{4,}年?度?|(?=[A-Z]*\d)[A-Z\d]{8,})(?=[\u4e00-\u9fff])"
    r"|^[A-Za-z ,&]*\b(?:19|20)\d{2}\s+(?=[A-Z])"
)
# 第一条为规范某公司…: the number of an article, and what it is for.
_LEAD_ARTICLE = re.compile(r"^第[一二三四五六七八九十百]{1,4}[条章款]")
# 采购方某公司, 采购方及使用方均为某公司: what part one has in a paper, run into its name.
_LEAD_PARTY = re.compile(
    r"^(?:.{0,12}[及和与、\s])?(?:(?:出售|回收|收购|出租|承租|租赁|买受|供货|采购|供应|服务|处置|接收|转让|受让|出让|受检|送检|被检|委检|抽检|"
    r"用电|用能|用水|用气|用热|售电|购电|发电|供气|供热|承建|投资|认购|注销|使用|缴费|付款|收款|核查|审核|评价|买|卖|检)方|"
    r"(?:出让|受让|注销|受益|承租|出租|出卖|买受|收货|发货|持有|使用|付款|收款|购买)人|[均皆]为|"
    r"用[电水气热]户|用[电水气热]客户|供应商|经销商|承包商|户名|(?:单位|企业|客户|用户|公司|业主|机构)?名称)(?:名称|[均皆]?为|是|系)?[:：]?"
    rf"(?=[{_HAN}(][{_HAN}()]{{6}})"
)
_LEADS = (
    _LEAD_ARTICLE,
    *(_LEAD, _LEAD_PARTY, _LEAD_ENGLISH, _LEAD_OFFICE, _LEAD_PAPER, _SENTENCE, _LEAD_DAY, _DIGITS),
    *(_LEAD_CHARACTER, _LEAD_VERB, _LEAD_CHARACTER),
)
_BRACKETS = str.maketrans("（）", "()")
# A shorter rest behind a bracket that is not closed is a name whose own bracket was misread.
_LEAST_IN_BRACKETS = 8
_SPEAKER = re.compile(r"[我本贵该]公司|[我本]单位|[我本]厂|各公司|子公司|母公司")
_NO_ORGANISATION = re.compile(
    r"^[一二两三四五六七八九十几多\d]+家|\d+号.{0,3}厂|加工中心$|[入给到离在全为和与及见询]公司$|此处|填写|^(?!.*[省市区县国州盟]).{0,10}办公室$|^(?:.{0,4}[X×*]{2,}|系?供[电气水热]|物业|保险|自来水|燃气|热力|上市)公司$|^各|(?:初始|生产)工厂$|^(?:建材|再生资源|物资回收|物流|运输|保洁|清运|回收|处置|设备|安装|施工|检测|咨询|外包|劳务|印刷)公司$|^电子税务局$|[\u4e00-\u9fff]由公司$|^(?:代表|规范|公布|发布|公开|披露|关于|介绍|学习|掌握|了解|熟悉|提高|提升|结合|根据|按照|执行|落实|完成|参加|组织)公司|掌握公司|(?:^|[及和、])[入出进离]厂$|[一二三四五六七八九十]期|\d期"
    r"|(?:认证|检测|核查|审核|咨询)公司$|^(?:含|包括)|(?<![自理])由(?:供|自来|燃|电力|热力|天然|物业)[\u4e00-\u9fff]{0,3}(?:公司|所|局)$|低于|高于|优于|均符合|均达|所测|·.{0,8}部$"
    r"|^(?:Dr|Mrs?|Ms|Prof)\b|\b(?:Head|Director|Manager|Chief|Member) of (?:the )?\w+$"
)
# 核发中心(筹), 检验中心(青河): a place or a state that belongs to the name; (章) does not.
_OF_THE_NAME = re.compile(
    r"[(（](?![章印盖签公甲乙丙丁买卖供需以简全]|.{0,2}[章签印称]|下称|副本|正本)[\u4e00-\u9fff]{1,3}[)）]"
)
# 到2030年实现工厂碳中和: what is meant to become of one.
_TITLE_OF_A_FACTORY = re.compile(
    r"(?:\d{4}年|实现|打造|建成|创建|争创|成为|推动|推进|引领|开展).*工?厂$|^(?:确定)?\d+[家个].*厂$|(?:绿色|智能|零碳|近零碳|低碳|示范|数字化|无废|标杆|申报|基础|参评|受评|试点)\)?(?:示范)?工厂$"
)


@dataclass(frozen=True, slots=True)
class OrganisationMatch:
    """A name found in a string."""

    start: int
    end: int
    name: str
    company: bool
    """A firm, as against a bureau, institute or association."""


def find_organisations(text: str, *, bodies: bool = True) -> list[OrganisationMatch]:
    """Names of organisations in ``text``, in order, not overlapping."""
    found: list[OrganisationMatch] = []
    simple = simplified(text).translate(_BRACKETS)
    for pattern in (_ZH_COMPANY_LONG, _ZH_COMPANY):
        for m in pattern.finditer(simple):
            _add(found, text, m, company=True)
    for m in _EN_COMPANY.finditer(text):
        _add(found, text, m, company=True)
    if bodies:
        for pattern in (_ZH_BODY, _EN_BODY):
            for m in pattern.finditer(simple):
                _add(found, text, m, company=False)
    return sorted(found, key=lambda o: o.start)


def _add(found: list[OrganisationMatch], text: str, m: re.Match[str], *, company: bool) -> None:
    start, name = m.start(), m[0]
    opened = _unclosed(name)
    if opened and len(name) - opened >= _LEAST_IN_BRACKETS:
        start, name = start + opened, name[opened:]
    for pattern in _LEADS:
        lead = pattern.match(name)
        if lead:
            start, name = start + lead.end(), name[lead.end() :]
    if not company:
        name = _first_of_several(name)
    # (盖章)某公司, 章)某公司: a gloss before the name; (集团) within one is kept.
    if name.startswith("(") or name.count(")") > name.count("("):
        cut = name.find(")") + 1
        start, name = start + cut, name[cut:]
    least = 4 if company else 5
    if len(name) < least or any(start < o.end and start + len(name) > o.start for o in found):
        return
    if (
        _SPEAKER.search(name)
        or _TITLE_OF_A_FACTORY.search(name)
        or _NO_ORGANISATION.search(name)
        or re.fullmatch(r"(?:[分总]|.?(?:有限|股份|责任|集团)*)(?:公司|集团)", name)
    ):
        return
    end = start + len(name)
    behind = _OF_THE_NAME.match(text, end)
    end = behind.end() if behind else end
    found.append(OrganisationMatch(start, end, tidy(text[start:end]), company))


def _unclosed(name: str) -> int:
    """Where the text behind a bracket that is not closed begins; 0 where there is none."""
    depth = 0
    for i in range(len(name) - 1, -1, -1):
        depth += (name[i] == ")") - (name[i] == "(")
        if depth < 0:
            return i + 1
    return 0


def _first_of_several(name: str) -> str:
    """The first of several bureaus that sign together without a mark between their names."""
    again = name.find(name[:_PLACE], _PLACE)
    cut = name[:again] if again > 0 else name
    return cut if re.search(rf"(?:{_BODY})$", cut) else name


def tidy(name: str) -> str:
    """A name as its owner writes it: Chinese names with full-width brackets, no stray blanks."""
    name = name.strip(" \t,，。、;；:：*·-")
    if re.search(rf"[{_HAN}]", name):
        name = re.sub(r"\s+", "", name).replace("(", "（").replace(")", "）")
        if name.count("（") == name.count("）") + 1:
            # A recogniser lost the second of two brackets: 某某认证(上海有限公司.
            name = re.sub(r"（([\u4e00-\u9fff]{2,6})(?=(?:股份|集团)?有限)", r"（\1）", name)
    else:
        name = re.sub(r"\s+", " ", name)
    return name
