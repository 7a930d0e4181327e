"""Words that papers of every type use: ``rules/phrases.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from pydantic import Field

from evidencecheck.domain.amount_phrases import AmountPhrases
from evidencecheck.domain.paper_phrases import PaperPhrases
from evidencecheck.domain.party_phrases import PartyPhrases
from evidencecheck.domain.rule import Rule, Texts
from evidencecheck.domain.term_phrases import TermPhrases
from evidencecheck.domain.unit_phrases import UnitPhrases


class TitleForm(StrEnum):
    """What kind of paper the last word of a title says it is; rules/phrases.yaml has the words."""

    REPORT = "report"
    STATEMENT = "statement"
    CERTIFICATE = "certificate"
    PLAN = "plan"
    LIST = "list"
    CONTRACT = "contract"
    NOTICE = "notice"
    RECORD = "record"
    POLICY = "policy"
    CALCULATION = "calculation"
    ACCOUNTING = "accounting"
    BULLETIN = "bulletin"


class Lesser(Rule):
    """A paper of the same type that proves less than what its file is named by."""

    named: Texts
    """In the name of the file: 签到."""
    found: Texts
    """In the title of the paper: 培训计划."""
    code: Literal["E004", "E005"] = "E005"
    """E004: of a lower class."""


class DateStep(Rule):
    """A step in the making of a paper, by the labels of its day."""

    labels: tuple[str, ...] = ()
    """Whole labels, with a day or a span of days behind or below: 采样日期."""
    done: tuple[str, ...] = ()
    """What a sentence says behind the day: 采样."""
    held: tuple[str, ...] = ()
    """The same, with a place or names between: 召开验收会."""
    before: tuple[str, ...] = ()
    """What a sentence names before the day, with 于 between and 进行 behind: 验收监测."""
    of: tuple[str, ...] = ()
    """The only types of document that have the step; all where none is named."""


class Phrases(AmountPhrases, UnitPhrases, PaperPhrases, PartyPhrases, TermPhrases):
    """Words that papers of every type use, by what they do there."""

    speaker: tuple[str, ...] = ()
    """What the firm that speaks in a paper calls itself: 本公司."""
    renamed: tuple[str, ...] = ()
    """A paper with one of these tells that a firm took another name: 名称变更, 曾用名."""
    short_for: tuple[str, ...] = ()
    """Before such a word: 以下简称."""
    for_others: tuple[str, ...] = ()
    """Beside it: the speaker was asked to write about another firm: 受……委托."""
    clients: tuple[str, ...] = ()
    """Names in the head of a report who had it made: 委托单位."""
    only_for: tuple[str, ...] = ()
    """Begins the words that restrict a copy: 仅供."""
    use: tuple[str, ...] = ()
    """Ends them: 使用."""
    own_purpose: tuple[str, ...] = ()
    """A purpose with one of these is, or may be, this application."""
    application: tuple[str, ...] = ()
    """What a copy for this application says, in full: 零碳工厂申报."""
    other_purpose: tuple[str, ...] = ()
    """A purpose with one of these is another one, whatever else it says: 银行, 投标."""
    must_not: tuple[str, ...] = ()
    """Before what a copy, or a report, must not serve: 不得作为, not valid for."""
    to_authorities: tuple[str, ...] = ()
    """Behind it: that it is handed to an authority, or applied with: 申报, 行政机关."""
    unless_allowed: tuple[str, ...] = ()
    """Beside it: it may where somebody allows it, or the paper is for this alone: 未经, 以外."""
    this_purpose: tuple[str, ...] = ()
    """Unless one of these stands with it: 零碳."""
    group_forms: tuple[str, ...] = ()
    """In the name of what firms belong to: 集团, 控股."""
    of_itself: tuple[str, ...] = ()
    """By which a paper speaks of the firm that wrote it: 本公司."""
    not_applied: tuple[str, ...] = ()
    """In a sentence on an edition: it is told of and not worked by: 文献回顾, 未用于."""
    pledges: tuple[str, ...] = ()
    """In a paper in which a firm speaks of itself and signs: 郑重承诺."""
    heads_of_firms: tuple[str, ...] = ()
    """What somebody is who speaks for a firm: 总经理."""
    applies: tuple[str, ...] = ()
    """Before the name of the firm whose rule a paper is: 适用于."""
    within: tuple[str, ...] = ()
    """Behind it: the parts of that firm, 各部门."""
    operates: tuple[str, ...] = ()
    """Behind the name of a firm: what only a factory has or does, 车间, 综合能源消费量."""
    represented: tuple[str, ...] = ()
    """Before the name of a firm, of who acts for it: 代表."""
    ought: tuple[str, ...] = ()
    """Right behind the name of a firm: who examined it asks this of it: 应进一步."""
    vouches: tuple[str, ...] = ()
    """Behind it: what only who reports, or pledges, says of itself: 对数据的真实性负责."""
    promises: tuple[str, ...] = ()
    """Right behind it: of who promises, 郑重承诺."""
    comparison: tuple[str, ...] = ()
    """Before it: the firm is another's partner or example, 供应商, 对标."""
    services: tuple[str, ...] = ()
    """In the name of a firm: it works for factories, and is told of where they are: 节能."""
    attended: tuple[str, ...] = ()
    """Beside the names of those who came to a meeting from other firms: 列席."""
    no_restriction: tuple[str, ...] = ()
    """Words of such sentences that restrict something else than a copy: 来样."""
    audits: tuple[str, ...] = ()
    """In the title of a paper by which somebody else vouches for a claim: 审核, 核查."""
    third_parties: tuple[str, ...] = ()
    """In the title of a paper that must be somebody else's than the firm's."""
    auditors: tuple[str, ...] = ()
    """Before the name of who does: 审核机构."""
    of_products: tuple[str, ...] = ()
    """A paper without any of these is on no product: 功能单位."""
    minutes: tuple[str, ...] = ()
    """In the title of what is written when a meeting is over: 纪要."""
    no_evidence: tuple[str, ...] = ()
    """In the heading of a paper that is evidence of nothing that is asked for: 报销."""
    own_teams: tuple[str, ...] = ()
    """People of the firm that examined what a third party must: 内部核查."""
    laboratories: tuple[str, ...] = ()
    """Before the name of who has measured what a works discharges: 检测单位."""
    accredited: tuple[str, ...] = ()
    """Says that a laboratory is accredited, be it the firm's own: CMA."""
    authors: tuple[str, ...] = ()
    """Before the name of who wrote a paper for somebody else: 编制单位."""
    self_declared: tuple[str, ...] = ()
    """Says that who makes a claim has it from nobody but itself: 自行声明."""
    own_reckoning: tuple[str, ...] = ()
    """Says that people of the firm reckoned what a paper tells: 自行测算."""
    set_aside: tuple[str, ...] = ()
    """Says that such a reckoning is told for no more than that: 不作为申报依据, 拟委托第三方."""
    by_itself: tuple[str, ...] = ()
    """In the title of a certificate or statement: who claims it gives it itself: 自我声明."""
    intents: tuple[str, ...] = ()
    """Ends the title of what is not agreed yet: 意向书."""
    not_binding: tuple[str, ...] = ()
    """Says that it binds nobody: 不具有法律约束力."""
    unsettled: tuple[str, ...] = ()
    """Says of a contract that nothing was paid or handed over yet: 尚未交割."""
    unsealed: tuple[str, ...] = ()
    """In the title of a paper that is printed without a seal."""
    weaker: tuple[str, ...] = ()
    """In the title of a paper that is less than what its file is named by (E005)."""
    lesser: tuple[Lesser, ...] = ()
    """Papers that prove less than what their file is named by (E005), or are of less (E004)."""
    nurtured: tuple[str, ...] = ()
    """Behind the name of a title: who bears this has not got it yet: 培育入库."""
    nurtured_titles: tuple[str, ...] = ()
    """Such titles: 单项冠军."""
    said_of_levels: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """By level of an award, but for the lowest: what a paper on such a title speaks of."""
    proposed: tuple[str, ...] = ()
    """In a notice of what somebody is about to be granted: 拟认定."""
    granted: tuple[str, ...] = ()
    """In the name of a file that is handed in as the grant itself: 认定文件."""
    authorities: tuple[str, ...] = ()
    """In the name of a file whose paper an authority has issued: 局."""
    certified: tuple[str, ...] = ()
    """What such papers are: 证明."""
    own_statements: tuple[str, ...] = ()
    """Ends the title of what a firm says of itself: 情况说明."""
    others_opinion: tuple[str, ...] = ()
    """Heads the place for the opinion, and the seal, of somebody else on a form."""
    beside_certificates: tuple[str, ...] = ()
    """In the title of a paper that goes with a certificate and leaves its standard to that."""
    verdicts: tuple[str, ...] = ()
    """What a test, a verification or an approval comes to: 合格, 通过."""
    failed: tuple[str, ...] = ()
    """What it comes to where it was not passed: 不合格, 超标."""
    web_feet: tuple[str, ...] = ()
    """At the foot or head of a web page, in white on a dark ground: 版权所有."""
    words_of_seals: tuple[str, ...] = ()
    """What the straight lines within seals say: 检验检测专用章."""
    place_of_seal: tuple[str, ...] = ()
    """Prints the place of a seal: (盖章)."""
    several_sites: tuple[str, ...] = ()
    """A paper with one of these words is of several sites or firms of a group."""
    date_steps: Mapping[str, DateStep] = Field(default_factory=dict)
    """Steps whose days papers print, by their names."""
    date_order: tuple[tuple[str, ...], ...] = ()
    """Chains of such steps: none is done before those that stand before it (V206)."""
    accepting: tuple[str, ...] = ()
    """In the title of a paper that accepts works, whatever its type: 验收意见."""
    accepted_in_part: tuple[str, ...] = ()
    """In the title of one before the last acceptance, after which works are tried out: 初步验收."""
    connecting: tuple[str, ...] = ()
    """In the title of one by which a plant is let onto the grid: 并网."""
    gathers: tuple[str, ...] = ()
    """The same: 汇总."""
    reckoned: tuple[str, ...] = ()
    """In the title of a paper that adds up a period, and is written when that is over: 月报."""
    grid: tuple[str, ...] = ()
    """Says of a factor that it is of electricity: 电网."""
    corrected: tuple[str, ...] = ()
    """Says of a paper that it corrects an amount of another: 更正."""
    serial_columns: tuple[str, ...] = ()
    """Heads a column of numbers that only count its rows: 序号."""
    part_way: tuple[str, ...] = ()
    """Unless it is of a part of its period, or paid ahead: 分次结算, 预缴 (V208)."""
    estimated: tuple[str, ...] = ()
    """In a table by month: some of its numbers are not yet known: 暂估."""
    over_when_told: tuple[str, ...] = ()
    """Labels of a period that is over when others write of it: 查询期间, 生产年月 (V208)."""
    dated_by_trade: tuple[str, ...] = ()
    """Beside a day of issue: it is that of a trade, which is agreed on ahead: 成交日期 (V208)."""
    settled: tuple[str, ...] = ()
    """The same, whatever the period: 结算凭证."""
    all_emissions: tuple[str, ...] = ()
    """Unless one of these stands with it: 类别1, 范围一."""
    other_basis: tuple[str, ...] = ()
    """A total of emissions that counts otherwise than by adding its scopes: 基于市场."""
    left_out: tuple[str, ...] = ()
    """In a scope, before what it does not cover: 不含."""
    left_out_behind: tuple[str, ...] = ()
    """The same behind it: 除外, are not included."""
    offices: tuple[str, ...] = ()
    """Parts of a works in which nothing is made: 办公楼, 员工宿舍."""
    where_made: tuple[str, ...] = ()
    """Where, or that, something is made: 厂房, 生产, workshop."""
    province_codes: Mapping[str, str] = Field(default_factory=dict)
    """By the third and fourth character of a credit code: where a firm is registered."""
    grids: Mapping[str, Texts] = Field(default_factory=dict)
    """The provinces of each grid, by the subject of its factors."""
    of_before: tuple[str, ...] = ()
    """Beside a factor that is told of, and not reckoned with: 停用."""
    quarterly: tuple[str, ...] = ()
    """In the title of a form that is filled in for a quarter: 季报."""
    out_of_use: tuple[str, ...] = ()
    """In the row of a thing whose term may have run out: 停用, 送检."""
    cities: tuple[str, ...] = ()
    """With which the names of firms begin, beside the provinces: 苏州."""
    provinces: tuple[str, ...] = ()
    """With which addresses begin."""
    covers_only: tuple[str, ...] = ()
    """Before the one place that a certificate covers: 仅覆盖."""
    registered_at: tuple[str, ...] = ()
    """Before an address that is not the one certified: 注册地址."""
    photocopy: tuple[str, ...] = ()
    """Names the copy itself on which a restriction or a term stands (P506)."""
    copies: tuple[str, ...] = ()
    """In the path of a file: it is a copy of another."""
    machine_names: tuple[str, ...] = ()
    """Names of files that a machine gives, numbers apart: 微信图片, IMG."""
    one_delivery: tuple[str, ...] = ()
    """In the title of a paper on one lot that is handed over, which ledgers list by its number."""
    makes: tuple[str, ...] = ()
    """Before the name of a thing in a sentence that tells how many of it were made."""
    capacity: tuple[str, ...] = ()
    """Before how much power a plant has."""
    not_built: tuple[str, ...] = ()
    """In the title of a paper on a plant that does not stand yet: 备案."""
    built_in_part: tuple[str, ...] = ()
    """In a paper on what is more, or less, than what was built at once: 首批, 扩容."""
    present: tuple[str, ...] = ()
    """Before the number of those who came."""
    expected: tuple[str, ...] = ()
    """Before the number of those who should have come."""
    subject: tuple[str, ...] = ()
    """Labels of what a meeting or a training was about."""
    sums_of_row: tuple[str, ...] = ()
    """Heads the last column of a table, which adds up the others: 总分."""
    sum_of_row: tuple[str, ...] = ()
    """Heads a column of what all of a row have together: 合计功率, and not 单灯功率."""
    net_of: tuple[str, ...] = ()
    """Beside an amount that is not the whole of it: 扣除绿电."""
    restated: tuple[str, ...] = ()
    """A paper whose figures are on another basis, or were restated: 修订."""
    forecast: tuple[str, ...] = ()
    """A paper with one of these in its title or beside its period speaks of what is to come."""
    translated: tuple[str, ...] = ()
    """In the title or the file's name of a translation, in lower case: 译文, translation."""
    hoped_for: tuple[str, ...] = ()
    """In the label of an amount that nothing has come to yet: 目标, 规划."""
    generated: tuple[str, ...] = ()
    """Labels what an own plant made: 发电量."""
    used_itself: tuple[str, ...] = ()
    """Labels what of it was used within the works: 自发自用."""
    not_made: tuple[str, ...] = ()
    """In a label that is of neither: 自用率, 上网."""
    denied: tuple[str, ...] = ()
    """In a sentence that says it is not so: 不得."""
    rules_of_work: tuple[str, ...] = ()
    """In the title of a paper that says how things are to be done: 办法."""
    events: tuple[str, ...] = ()
    """In the title of a paper on an event, which is over before the year that it names (V208)."""
    own_numbers: tuple[str, ...] = ()
    """Before the number of one paper, which no other has: 联单编号."""
    bills: tuple[str, ...] = ()
    """At the head of a bill for the electricity of a month: 电费账单."""
    attained: tuple[str, ...] = ()
    """Says of a share how it stands to an aim or to the year before."""
    share: tuple[str, ...] = ()
    """Names a part of a whole, in per cent."""
    shares_of_all: tuple[str, ...] = ()
    """Heads a column of shares that make up the whole of one thing: 贡献."""
    power_of_part: tuple[str, ...] = ()
    """Ends the label of the power of a month, or a part of the works: 购入电量."""
    whole_works: tuple[str, ...] = ()
    """Names all of the works: 全厂."""
    beyond_scopes: tuple[str, ...] = ()
    """A paper with one of these may count more than its scopes 1 and 2 into a total."""
    thing_numbers: tuple[str, ...] = ()
    """Before the number of the one thing that a paper is about: 出厂编号."""
    names_one: tuple[str, ...] = ()
    """Before the one person or thing that a paper is of: 姓名."""
    awards: tuple[str, ...] = ()
    """What the name of an award goes on with behind the place that grants it: 某市绿色工厂."""
    no_rank: tuple[str, ...] = ()
    """Behind 市级 and the like where it is no rank of an award: 推荐, 开发区."""
    picture_editors: tuple[str, ...] = ()
    """Programs for editing pictures, as files name them."""
    title_forms: Mapping[TitleForm, Texts] = Field(default_factory=dict)
    """The last words of titles, by the form that they say a paper has: 意见书, 台账, Statement."""

    @property
    def bought_power(self) -> tuple[str, ...]:
        """The names of the electricity that was bought, against which certificates are set."""
        bought = self.amounts.get("bought_power")
        return bought.words if bought is not None else ()


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; of nothing where there are none."""
    return _any_of(tuple(words))


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


@lru_cache(4096)
def any_word(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in a heading or label."""
    return any(map(text.__contains__, words))


@lru_cache(64)
def folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words as ``Document.speaks_of`` asks for them: in lower case and without blanks."""
    return tuple("".join(word.split()).casefold() for word in words)
