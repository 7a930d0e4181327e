"""Words by which papers name parts of a works, blanks and periods: of ``rules/phrases.yaml``."""

from __future__ import annotations

from pydantic import Field

from evidencecheck.domain.rule import Rule


class PartsOfWorks(Rule):
    """What the parts of a works are called, of which amounts may be told apart."""

    numbered: tuple[str, ...] = ()
    """Behind a number with 号, and up to four characters: 3号厂房."""
    counted: tuple[str, ...] = ()
    """Right behind a number: 二车间."""
    named: tuple[str, ...] = ()
    """Behind two characters of a name: 氧化车间."""
    not_named: tuple[str, ...] = ()
    """What such a word ends besides, and is no part of a works: 交易中心."""
    buildings: tuple[str, ...] = ()
    """Alone, or before 楼: 办公."""


class Letters(Rule):
    """What a supplier says in a letter to the firm that buys from it."""

    sells: tuple[str, ...] = ()
    """That it is one, or that what it tells is of its own goods alone: 我厂产品."""
    turns_to: tuple[str, ...] = ()
    """What it calls that firm: 贵司."""


class Blanks(Rule):
    """What a template says in the places that somebody was to fill in (A707)."""

    to_come: tuple[str, ...] = ()
    """Says so wherever it stands: 待补充."""
    names: tuple[str, ...] = ()
    """What a bracket asks for, alone between its brackets: 姓名."""
    of_firms: tuple[str, ...] = ()
    """The same of a firm, in a bracket with more; on a form it asks for a seal: 公司名称."""
    behind: tuple[str, ...] = ()
    """Behind two letters X where a name or a number belongs: 公司."""
    fill_in: tuple[str, ...] = ()
    """Says in a bracket what is to be done there: 填写."""
    guidance: tuple[str, ...] = ()
    """Behind that in a bracket: it heads what is meant to be read: 填写说明."""
    written: tuple[str, ...] = ()
    """With one of ``hints`` behind it, and a colon: it speaks to who fills it in: 编写."""
    hints: tuple[str, ...] = ()
    """提示 of 编写提示."""
    done: tuple[str, ...] = ()
    """Before or behind which something is to be taken out: 定稿."""
    removed: tuple[str, ...] = ()
    """What is to be taken out: 本段."""
    samples: tuple[str, ...] = ()
    """In a row that shows a form, or how it is filled in, and leaves no blank: 样表, 填写示例."""
    annexes: tuple[str, ...] = ()
    """In the heading of an annex that holds such a form: 模板."""
    terms: tuple[str, ...] = ()
    """In a row with the two ends of a term, which are blank: 有效期."""


class Spans(Rule):
    """Words around the days of a period."""

    labels: tuple[str, ...] = ()
    """Label the days of a period: 核算期."""
    before: tuple[str, ...] = ()
    """Right before its days, in a sentence: 报告期, 自, covers."""
    of_what: tuple[str, ...] = ()
    """Before 起止 and its like there: 数据."""
    weakly: tuple[str, ...] = ()
    """Before its days in a paper that speaks of a period: 对, 公司."""
    of_terms: tuple[str, ...] = ()
    """Before days, or in their row: they are a term, and no period of figures: 有效."""
    granted: tuple[str, ...] = ()
    """The same with 自 behind it: 许可证自."""
    of_baseline: tuple[str, ...] = ()
    """Before the days that a report compares its own with: 基准."""
    of_a_day: tuple[str, ...] = ()
    """Labels a single day: 填报, 打印."""
    of_work: tuple[str, ...] = ()
    """Behind days: something was built in them: 施工."""
    of_others: tuple[str, ...] = ()
    """Behind a year: of it is what a firm is compared with: 先进."""
    monthly: tuple[str, ...] = ()
    """In the title of a paper that reports a month, in lower case: 月报."""
    of_plans: tuple[str, ...] = ()
    """Before days: they are of what is agreed on, or to come: 合同."""
    clean: tuple[str, ...] = ()
    """Behind the day up to which a record is clean: 未发现."""


class LoneDays(Rule):
    """Words beside a day that stands without a label of its own."""

    others: tuple[str, ...] = ()
    """Before it: it is another day than that of the paper: 有效, 采样."""
    deadlines: tuple[str, ...] = ()
    """Before it, or in its column: of what is to be done, or was got: 期限, 购置."""
    approved: tuple[str, ...] = ()
    """In its row: of who approved the paper: 批准."""
    examined: tuple[str, ...] = ()
    """In its row: of who examined or wrote it: 审核."""


class FactorRemarks(Rule):
    """What a paper says beside an emission factor (C606)."""

    wrong: tuple[str, ...] = ()
    """It is told of because it is wrong, or was never published: 更正."""
    excused: tuple[str, ...] = ()
    """Who wrote knows it to be an older one, or only shows it: 沿用, 示例."""
    reckons: tuple[str, ...] = ()
    """Before it: something is reckoned by it: 采用."""
    nation: tuple[str, ...] = ()
    """Says that it is one of the whole nation: 全国."""
    called: tuple[str, ...] = ()
    """What it is called by, whatever it is of: 因子, 平均."""
    fossil: tuple[str, ...] = ()
    """Says that it is of fossil power alone: 化石."""


class PaperPhrases(Rule):
    """Words by which papers say what they are of, and what they lack."""

    parts_of_works: PartsOfWorks = Field(default_factory=PartsOfWorks)
    letters: Letters = Field(default_factory=Letters)
    blanks: Blanks = Field(default_factory=Blanks)
    spans: Spans = Field(default_factory=Spans)
    lone_days: LoneDays = Field(default_factory=LoneDays)
    factor_remarks: FactorRemarks = Field(default_factory=FactorRemarks)
    ends_of_bodies: tuple[str, ...] = ()
    """Ends the name of a body that stands before the title of its paper: 某市计量检测院."""
