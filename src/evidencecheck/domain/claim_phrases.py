"""Words on who holds certificates and credits, and what they are claimed for: C605, C607."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from evidencecheck.domain.rule import Rule, Texts


class Holding(Rule):
    """Words by which units are still held, beside those by which they count (C607)."""

    undone: tuple[str, ...] = ()
    """Before what is still to be done: 尚未, 拟."""
    not_undone: tuple[str, ...] = ()
    """Begins like one of these, and says something else: 未来."""
    not_counted: tuple[str, ...] = ()
    """Says that such units do not count, or not before they are cancelled: 不计入, 方可."""
    uses: tuple[str, ...] = ()
    """Besides ``counts`` of claims: what is done with units that count: 抵减."""
    used_as: tuple[str, ...] = ()
    """Behind either: what they count as, or against: 绿电."""
    attained: tuple[str, ...] = ()
    """Behind 实现: what is claimed by them: 零排放."""
    neutral: tuple[str, ...] = ()
    """The same by itself, in lower case: carbon neutral."""
    may_come: tuple[str, ...] = ()
    """Right before a claim: it may come, or is not so: 届时."""
    told_used: tuple[str, ...] = ()
    """Behind 已, and in English alone: they were used or declared: 声明, used."""
    in_part: tuple[str, ...] = ()
    """In such a cell: it is told of some of them, or of what is to come: 部分."""
    yes: tuple[str, ...] = ()
    """The whole of a cell that says yes: 是."""
    later: tuple[str, ...] = ()
    """Beside a proof of cancellation: it will be given then: 届时."""
    not_used_up: tuple[str, ...] = ()
    """In a label or title: of what is only held, or is to come: 拟, 资产."""
    accounts: tuple[str, ...] = ()
    """Whose account somebody else keeps them in: 名下."""
    handed_in: tuple[str, ...] = ()
    """Behind 未, before a request: 收到."""
    requests: tuple[str, ...] = ()
    """What was not handed in: 申请."""
    other_requests: tuple[str, ...] = ()
    """In such a sentence: it is no request to cancel: 异议."""
    available: tuple[str, ...] = ()
    """Before what is left of them, to be sold or cancelled: 可用余额."""
    records: tuple[str, ...] = ()
    """Behind the word for a cancellation, before 无: 记录."""


class Beneficiaries(Rule):
    """Words by which a paper says for whom units were cancelled (C607)."""

    named: tuple[str, ...] = ()
    """What a sentence calls it: 受益人."""
    entered: tuple[str, ...] = ()
    """Between that and its name: 登记为."""
    labels: tuple[str, ...] = ()
    """In the label or heading of a name, in lower case: 受益, 归属."""
    other_labels: tuple[str, ...] = ()
    """Such labels of something else: 项目归属."""
    acts: tuple[str, ...] = ()
    """What is done in its name: 注销."""
    not_ours: tuple[str, ...] = ()
    """Tells that some of a list are not set against the applicant's emissions: 代客户."""


class Claims(Rule):
    """Words by which units are claimed, once or twice (C605)."""

    objects: Mapping[str, Texts] = Field(default_factory=dict)
    """What they are set against, by its kind, the narrower first: 公司产品 is a product."""
    no_objects: tuple[str, ...] = ()
    """Begins like one of these, and is none: 活动数据."""
    counts: tuple[str, ...] = ()
    """Says that they count as, or among, something: 计入, 视为."""
    as_own: tuple[str, ...] = ()
    """Behind that: among what is the firm's own: 本公司, 自用."""
    of_own: tuple[str, ...] = ()
    """Behind what is done to power or emissions: of those of the firm itself: 全厂."""
    sold: tuple[str, ...] = ()
    """Before 给 and a firm: units were sold to it: 出售."""
    changed_hands: tuple[str, ...] = ()
    """Behind 向 or 由 and a firm: 受让."""
    denied: tuple[str, ...] = ()
    """In a sentence on all of a number: it is not so, of some, or to come: 其中, 避免."""
    retired: tuple[str, ...] = ()
    """Before how much was cancelled: 注销."""
    offset: tuple[str, ...] = ()
    """Behind that, before how much it is set against: 抵消."""
    nothing_left: tuple[str, ...] = ()
    """Claims that all emissions are offset, in lower case: 碳中和, 全部抵消."""
    whole: tuple[str, ...] = ()
    """Labels what there is of a number, or was used in all: 累计."""
    used: tuple[str, ...] = ()
    """What is done with units once: 注销, 计入."""
    used_up: tuple[str, ...] = ()
    """Says that nothing is left of them: 用完."""
    proofs: tuple[str, ...] = ()
    """In the title of what a register writes of units, in lower case: 凭证."""
    came_with: tuple[str, ...] = ()
    """How certificates come to who bought the power: 随附, 划转."""
    along: tuple[str, ...] = ()
    """The same in short, right in their label: 随."""
    counted_once: tuple[str, ...] = ()
    """Says that one of the two is not counted: 只计, 不重复."""
    other_units: tuple[str, ...] = ()
    """Says that they are other certificates than those: 另购."""
    taken_in: tuple[str, ...] = ()
    """Beside an amount that takes them in: it is the rest, or says so: 已含."""
    again: tuple[str, ...] = ()
    """Before what is done once more: 再次."""
    used_again: tuple[str, ...] = ()
    """What is done then: 列入, 主张."""
    same_lot: tuple[str, ...] = ()
    """Says that it is of the units told of before: 该批, 同一号段."""
    put_right: tuple[str, ...] = ()
    """Says that it was put right, or is only feared: 更正, 风险."""
