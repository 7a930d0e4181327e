"""Words of papers on green certificates and carbon credits: a part of ``rules/phrases.yaml``.

Units, here and in the checks, are either: what somebody holds, and what is used up when it is set
against power or emissions.
"""

from __future__ import annotations

from pydantic import Field

from evidencecheck.domain.claim_phrases import Beneficiaries, Claims, Holding
from evidencecheck.domain.rule import Rule


class AccountColumns(Rule):
    """What heads the columns of an account of units (C607)."""

    cancelled: tuple[str, ...] = ()
    """In the heading of how many were cancelled: 已注销."""
    amounts_cancelled: tuple[str, ...] = ()
    """Begins it, and says so there alone; elsewhere it may be of what is to come: 注销数量."""
    held: tuple[str, ...] = ()
    """In the heading of how many there are: 持有, 余额."""


class PowerBalance(Rule):
    """Words before the amounts of a balance of power and certificates (C608)."""

    part: tuple[str, ...] = ()
    """Begins the label of a part of the power right before it: 其中."""
    delivered: tuple[str, ...] = ()
    """Says of green power that it was delivered and used, or is a part of what was: 结算."""
    agreed: tuple[str, ...] = ()
    """Says that it was agreed on only, and may be more than what was used: 合同, 偏差."""
    given_off: tuple[str, ...] = ()
    """In a label: power that a plant made, or gave to the grid: 上网."""


class Surplus(Rule):
    """Words on units beyond those that are needed, and on what is then left (C608)."""

    names: tuple[str, ...] = ()
    """Names them; with 不 behind it they are not used: 多出, 富余."""
    kept: tuple[str, ...] = ()
    """Says that they are used later, or for something else: 结转, 次年."""
    below_nothing: tuple[str, ...] = ()
    """What a paper calls less than nothing, in lower case: 负碳, carbon negative."""
    net: tuple[str, ...] = ()
    """Before what is left of emissions, in lower case: 净排放, net emission."""
    of_what: tuple[str, ...] = ()
    """What something is taken off, in lower case: 排放, 用电."""
    changed: tuple[str, ...] = ()
    """Says of a number below zero that it is a change, and nothing that is left: 同比."""


class UnitPhrases(Rule):
    """Words of papers on certificates and credits, by what they do there."""

    account: AccountColumns = Field(default_factory=AccountColumns)
    power_balance: PowerBalance = Field(default_factory=PowerBalance)
    surplus: Surplus = Field(default_factory=Surplus)
    holding: Holding = Field(default_factory=Holding)
    beneficiaries: Beneficiaries = Field(default_factory=Beneficiaries)
    claims: Claims = Field(default_factory=Claims)
    sets_off: tuple[str, ...] = ()
    """What is done with units to power or emissions: 抵消, 冲减."""
    wholly: tuple[str, ...] = ()
    """Before what is done with all of them: 全部, 均."""
    put_to: tuple[str, ...] = ()
    """Before what they are used for: 用于."""
    other_ends: tuple[str, ...] = ()
    """In what follows: they are used for something else than the firm's year: 足迹, 会议."""
    applied_for: tuple[str, ...] = ()
    """In the title of an application to cancel units: 受理."""
    pending: tuple[str, ...] = ()
    """Says that it is still looked at: 正在审核."""
    certificates: tuple[str, ...] = ()
    """Says of a row that it is of certificates: 绿证."""
    traded: tuple[str, ...] = ()
    """Says of a row that it is of power that certificates come with: 绿电交易."""
    claimed_for: tuple[str, ...] = ()
    """Heads what certificates are claimed for: 用途声明."""
    without_green: tuple[str, ...] = ()
    """Says of scope 2 that green power was taken off it before: 扣除绿电后."""
    burnt: tuple[str, ...] = ()
    """Fuel, and the emissions of it, which no green certificate is set against: 天然气."""
    credits: tuple[str, ...] = ()
    """What else emissions are offset by: CCER."""
    retires: tuple[str, ...] = ()
    """What is done with units when they are used up, in lower case: 注销, retire."""
    kept_at: tuple[str, ...] = ()
    """Where somebody else, or a lien, has them: 代持."""
    states: tuple[str, ...] = ()
    """Heads the column of the states of the lots of a list: 账户状态."""
    still_held: tuple[str, ...] = ()
    """In the column of the states of units: 持有."""
    not_yet: tuple[str, ...] = ()
    """In the heading of a column of what is only to be set against emissions: 拟抵消."""
    not_cancelled: tuple[str, ...] = ()
    """Says of units that they are still held: 尚未注销."""
    cancelled: tuple[str, ...] = ()
    """Says that some were cancelled: 已注销."""
    vouchers: tuple[str, ...] = ()
    """Heads the column of the numbers of proofs of cancellation: 注销凭证号."""
    lots: tuple[str, ...] = ()
    """Heads the column of the numbers of lots, each of which is used up once: 批次."""
    cancelled_for: tuple[str, ...] = ()
    """Right before the name of the firm for which units are cancelled: 受益人为."""
    for_itself: tuple[str, ...] = ()
    """Says that who cancelled them sets them against emissions of its own: 用于抵消其."""
    offset_shares: tuple[str, ...] = ()
    """Names the share of emissions that is offset: 抵消率."""
    renewable: tuple[str, ...] = ()
    """Names electricity that emits nothing, of which no more than the whole can be used."""
    green: tuple[str, ...] = ()
    """Heads the row of the certificates that are set against it."""
    set_against: tuple[str, ...] = ()
    """Says that certificates are used for the power beside them: 覆盖."""
    carried_over: tuple[str, ...] = ()
    """That some are left: 结转."""
    acquired: tuple[str, ...] = ()
    """That they were had, whatever for: 购入."""
    in_stock: tuple[str, ...] = ()
    """Before an amount that there is: 可用."""
    given: tuple[str, ...] = ()
    """Before one that is given out or used: 分配."""
    topped_up: tuple[str, ...] = ()
    """What else may make up the rest of it: 另购."""
    allots: tuple[str, ...] = ()
    """In the title of a list by which lots are given to customers, orders or lines: 分配."""
    serial_numbers: tuple[str, ...] = ()
    """Heads a column of serial numbers: 号段."""
