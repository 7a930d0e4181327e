"""Words by which amounts are told and reckoned: a part of ``rules/phrases.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from pydantic import Field

from evidencecheck.domain.named_amounts import CountedThing, FirmAmount, StatedName
from evidencecheck.domain.rule import Rule
from evidencecheck.domain.said_phrases import Comparisons, SaidLists


class Quotient(Rule):
    """A number that is another divided by a third, by the labels of their rows."""

    called: tuple[str, ...] = Field(min_length=1)
    """单位产品综合能耗."""
    of: tuple[str, ...] = Field(min_length=1)
    """综合能源消费量."""
    per: tuple[str, ...] = Field(min_length=1)
    """产量."""


class Reckonings(Rule):
    """Words before a number that say how it was reckoned from those before it (C601)."""

    total: tuple[str, ...] = ()
    """It is their sum: 合计, 共计."""
    whole: tuple[str, ...] = ()
    """Labels the row of a table that the others are parts of, beside those: 全厂."""
    mean: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    """It is what one is less than the other: 节电量."""
    change: tuple[str, ...] = ()
    """The same in per cent: 下降."""
    share: tuple[str, ...] = ()
    """One of them in per cent of the other: 占比."""
    of_share: tuple[str, ...] = ()
    """A per cent of an amount, told right behind the per cent: 分享60%,即…元."""
    within: tuple[str, ...] = ()
    """Before a part of the number right before it: 其中."""
    part: tuple[str, ...] = ()
    """It is only a part of what was told before: 其中."""
    other_rate: tuple[str, ...] = ()
    """Before a rate that is none of the paper's own: 定额, 限值."""
    restated: tuple[str, ...] = ()
    """Alone between an amount and the same in another unit: 即, 折合."""
    over_years: tuple[str, ...] = ()
    """Says of a change that it is over all years that were listed: 累计, 两年间."""
    of_each_year: tuple[str, ...] = ()
    """Says that it is not: 年均, 同比."""
    result: tuple[str, ...] = ()
    """Before what the stages of a product's life come to: 核算结果."""
    taken_together: tuple[str, ...] = ()
    """Says of things that were counted that all of them are meant: 五项…全部, 实施后."""
    of_all: tuple[str, ...] = ()
    """Before a share of all things of a list: 占总数."""
    examined: tuple[str, ...] = ()
    """Labels how many were tested, of which some passed and the others did not: 参考."""
    negated: tuple[str, ...] = ()
    """Before a word, and it says the opposite: 未 of 未通过."""
    passed: tuple[str, ...] = ()
    """What such a word denies: 合格, 通过."""
    opposites: tuple[tuple[str, str], ...] = ()
    """Names of those of whom the others are the rest: 出勤 and 缺勤."""
    listed: tuple[str, ...] = ()
    """Labels how many both are together: 应到."""
    each: tuple[str, ...] = ()
    """Before the unit that a rate is of: 每 of 每万m3排放."""
    equals: tuple[str, ...] = ()
    """Between a number and those that it is made of, by their names: 等于."""
    added: tuple[str, ...] = ()
    """Behind such names: the sum of their numbers is meant: 之和."""
    agrees: tuple[str, ...] = ()
    """Behind it: a paper says that a number is that sum: 一致."""
    against: tuple[str, ...] = ()
    """Before the year, or the base, that a change is against: 较."""
    bases: tuple[str, ...] = ()
    """What a change is against that is no year: 基准."""
    no_sum: tuple[str, ...] = ()
    """In a sentence on things that were counted: of a part, a mean or another time: 月均."""
    share_of: tuple[str, ...] = ()
    """Before what a number is a share of: 占."""
    measured: tuple[str, ...] = ()
    """In the name of a whole whose things are not counted: 功率."""
    is_said: tuple[str, ...] = ()
    """Between the name of a number and the number: 为, 达到."""
    leads_in: tuple[str, ...] = ()
    """Before a name in a sentence below a table: 由上可见."""
    counts: tuple[str, ...] = ()
    """Ends a label of things that are counted, and names none of them: 人数."""
    done: tuple[str, ...] = ()
    """Before what was done, which other words deny: 已 of 已检, and 未检."""

    @cached_property
    def denied(self) -> tuple[str, ...]:
        """Of which a paper on those who passed, and those who did not, holds one."""
        apart = tuple(no + word for no in self.negated for word in self.passed)
        return (*apart, *(other for _, other in self.opposites))

    @cached_property
    def all(self) -> tuple[str, ...]:
        """Those of which a paper must hold one."""
        return (
            *self.total,
            *self.mean,
            *self.difference,
            *self.change,
            *self.share,
            *self.of_share,
        )


class Stocks(Rule):
    """Labels of what was in store, came in, went out and is left, and of readings (C601)."""

    opening: tuple[str, ...] = ()
    """期初, 上期结存."""
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    """期末, 本期结存."""
    readings: tuple[str, ...] = ()
    """What a meter shows: 示数, 表底."""
    first: tuple[str, ...] = ()
    """Of two readings the one before: 上期, 起码."""
    last: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    """What its readings are multiplied with: 倍率."""
    used: tuple[str, ...] = ()
    """What was used between two readings."""
    aside: tuple[str, ...] = ()
    """In a label of what is a part of another, or of no stock: 其中, 贮存上限."""
    adjusted: tuple[str, ...] = ()
    """In a book whose balances were set right by a count: 盘亏."""


class Prices(Rule):
    """Words of the clauses of a contract on what is paid for things (C601)."""

    apiece: tuple[str, ...] = ()
    """Before what one of them costs: 单价."""
    whole: tuple[str, ...] = ()
    """Before what all of them cost: 总价."""
    otherwise: tuple[str, ...] = ()
    """In a contract whose price is not that of its things alone: 优惠, 另计."""


class AmountPhrases(Rule):
    """Words of tables and sentences with amounts, by what they do there."""

    before_tax: tuple[str, ...] = ()
    """How the row of an invoice begins that adds up amounts and taxes (C601)."""
    with_tax: tuple[str, ...] = ()
    """How the row with the price begins that takes in both."""
    made_then: tuple[str, ...] = ()
    """Beside the month of a green certificate, in lower case: its power was made then (V205)."""
    used_then: tuple[str, ...] = ()
    """The same where it was sold, cancelled or used then."""
    unfinished: tuple[str, ...] = ()
    """At the head of a paper on a year that is not over when it is written: 未满年 (V208, Y402)."""
    taxed: tuple[str, ...] = ()
    """In a row of sums that begins otherwise: what it adds up is the price with tax: 含税."""
    untaxed: tuple[str, ...] = ()
    """In place of the rate of goods: they bear no tax, and are in the sum none the less: 免税."""
    part_of_sum: tuple[str, ...] = ()
    """Heads a row or column that is a part of another, or no item of a sum: 其中."""
    not_summed: tuple[str, ...] = ()
    """Heads a column whose numbers are not added up, whatever they are of: 功率, 合格率."""
    life_stages: tuple[str, ...] = ()
    """Labels a stage of the life of a product, whose footprint they make: 原料, 运输."""
    electricity: tuple[str, ...] = ()
    """Labels the row of electricity: 电力, 用电."""
    factor_columns: tuple[str, ...] = ()
    """Heads a column by which a row is multiplied: 排放因子, 单价."""
    apiece: tuple[str, ...] = ()
    """Of those, what is of one piece, whose number may stand behind it: 单灯功率."""
    result_columns: tuple[str, ...] = ()
    """Heads the column of what comes out: 排放量, 金额."""
    means: tuple[str, ...] = ()
    """Heads the column, or the row, of the mean of those before it: 平均值."""
    no_mean: tuple[str, ...] = ()
    """Heads a column of rates, of which the mean is not that of its rows: 单耗."""
    prices: tuple[str, ...] = ()
    """Heads a column of prices, of which several are added up: 电能价, 环境溢价."""
    paid: tuple[str, ...] = ()
    """Heads the column of what is paid for a quantity at these prices: 应付."""
    reckoned_as: Reckonings = Field(default_factory=Reckonings)
    stocks: Stocks = Field(default_factory=Stocks)
    contract_prices: Prices = Field(default_factory=Prices)
    compared: Comparisons = Field(default_factory=Comparisons)
    lists: SaidLists = Field(default_factory=SaidLists)
    quotients: tuple[Quotient, ...] = ()
    """Rows of a table that are others divided by each other."""
    amounts: Mapping[str, FirmAmount] = Field(default_factory=dict)
    """Amounts of the firm in a year, by their names (C602)."""
    any_power: tuple[str, ...] = ()
    """The whole label of the row of power in a table of energies, bought or used: 电力."""
    outputs: tuple[str, ...] = ()
    """Ends the label of what was made, and is that of all of it where it stands alone: 产量."""
    some_outputs: tuple[str, ...] = ()
    """In the label of what was made, and it is a part of it: 合格品."""
    kinds_of_output: tuple[str, ...] = ()
    """In a sentence on what was made: of one kind of it, or of what can be made."""
    made: tuple[str, ...] = ()
    """Before what was made, in a sentence on the firm: 生产."""
    no_fact: tuple[str, ...] = ()
    """In a label: the amount is an aim, a saving, a part or a factor: 目标, 其中."""
    of_another_time: tuple[str, ...] = ()
    """In a label: the amount is of another time or basis than its paper, or an aim: 去年同月."""
    beside_names: tuple[str, ...] = ()
    """In a label, and it says nothing of what is measured: 全年, 实测."""
    any_amount: tuple[str, ...] = ()
    """What is left of a label that heads the amounts of many things: 产生量."""
    same_names: Mapping[str, StatedName] = Field(default_factory=dict)
    """What papers call by several names, besides ``amounts``."""
    counted_things: Mapping[str, CountedThing] = Field(default_factory=dict)
    """Things that stand there and are counted, whatever the year (C602): 能源计量器具."""
    not_standing: tuple[str, ...] = ()
    """In a label of such things: of those before, of some of them, or of what is to come: 拆除."""
    says_how_many: tuple[str, ...] = ()
    """Between the name of such a thing and its number, besides ``is_said``: 总数."""
    void: tuple[str, ...] = ()
    """In the name of the file of a paper that holds no more: 作废."""
    elsewhere_present: tuple[str, ...] = ()
    """In a paper on one of which some came otherwise than to the room, or in parts: 线上."""
    signed_by_all: tuple[str, ...] = ()
    """At the head of the sheet that all who came sign: 签到."""
    bills_of_months: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """By unit: what an invoice says, behind its month, that it is for: 电费."""
    counts_certificates: tuple[str, ...] = ()
    """Heads a column that counts certificates: 张."""
    waste_moved: tuple[str, ...] = ()
    """In a sentence on what was given to who deals with it: 转移."""
    some_waste: tuple[str, ...] = ()
    """In one on some of it, or of another time: 贮存."""
    energy_sources: tuple[str, ...] = ()
    """In the label of a row of one kind of energy: 电."""
    sums_of_sources: tuple[str, ...] = ()
    """Beside it, of several kinds: 可再生."""
    billed_power: tuple[str, ...] = ()
    """In the goods of an invoice: power that was bought."""
    elsewhere: tuple[str, ...] = ()
    """In a clause on what another paper is to deal with: 另行审批."""
    any_number: tuple[str, ...] = ()
    """In a label: it heads any number: 合计, 数量."""
    of_firm: tuple[str, ...] = ()
    """Before the name of an amount in a sentence, and it is still the firm's: 全年, 本公司."""
    of_whole_firm: tuple[str, ...] = ()
    """In a label: the amount is that of the whole works, whatever the paper is: 全厂, 贵公司."""
    no_quotient: tuple[str, ...] = ()
    """Before a ratio in a sentence that is not the firm's of the year: 同行业, 定额."""
    produced: tuple[str, ...] = ()
    """Before an amount in a sentence by which others are divided: 生产, 产值."""
    ratios: tuple[str, ...] = ()
    """In the label of a row that is itself a quotient, and no part of one: 强度."""
    part_of_emissions: tuple[str, ...] = ()
    """At the head of a paper on some emissions only, or in its file's name: 其他间接, 类别3."""
    part_of_firm: tuple[str, ...] = ()
    """In the title of a paper whose figures are of a part of the firm only: 车间, 宿舍."""
    summed: tuple[str, ...] = ()
    """Says of an amount in a sentence that it is the whole: 合计, 总量."""
    in_all: tuple[str, ...] = ()
    """The same, of one that a table may add up: 共开展, 排放共."""
    emitted: tuple[str, ...] = ()
    """Says of an amount that it was emitted, or is left to be offset: 排放合计."""
    offset: tuple[str, ...] = ()
    """Says of an amount that it was set against emissions: 注销, 抵消."""
    uses: tuple[str, ...] = ()
    """Beside it, in the title of a list of what was set against the power of a year: 使用."""
    own_plant: tuple[str, ...] = ()
    """In a label: power that the firm made itself: 光伏."""
    left: tuple[str, ...] = ()
    """In a label: what is left of an amount behind what was set against it: 余额, 抵扣后."""
    of_bought_power: tuple[str, ...] = ()
    """In a sentence on the emissions of power that is bought: 电力间接排放."""
    of_savings: tuple[str, ...] = ()
    """In one on what is saved, where a factor of projects is right: 减排量."""
    used_for: tuple[str, ...] = ()
    """Before the year for whose power certificates were used: 用于2025年度."""
    retired: tuple[str, ...] = ()
    """Says of an amount that so much was cancelled in a registry: 注销的减排量."""
    annexed: tuple[str, ...] = ()
    """Heads a table that stands apart from the text: 附表."""
    part_of_year: tuple[str, ...] = ()
    """In the title of a paper that is meant to be of a part of a year: 半年, 季度."""
    of_months: tuple[str, ...] = ()
    """Those that a paper on a whole year may gather: 月报 in 年度月报汇总."""
    yearly_amounts: tuple[str, ...] = ()
    """What a sentence tells of one year after the other: 取水量."""
    whole_year: tuple[str, ...] = ()
    """In the title of such a paper: 年度."""
