"""What a number is to a stock or a meter, by its label."""

from __future__ import annotations

from enum import StrEnum

from evidencecheck.domain.amount_phrases import Stocks
from evidencecheck.domain.phrases import any_word


class StockRole(StrEnum):
    """What a number is to a stock, or to a meter."""

    OPENING = "opening"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    CLOSING = "closing"
    FIRST = "first"
    LAST = "last"
    TIMES = "times"
    USED = "used"


def stock_role(label: str, words: Stocks) -> StockRole | None:
    """What the number of a label is; None: neither, or it is not certain."""
    if any_word(label, words.times):
        return StockRole.TIMES
    if any_word(label, words.aside):
        return None
    if any_word(label, words.readings):
        first, last = any_word(label, words.first), any_word(label, words.last)
        return None if first == last else StockRole.FIRST if first else StockRole.LAST
    if any_word(label, words.opening):
        return StockRole.OPENING
    if any_word(label, words.closing):
        return StockRole.CLOSING
    flows = any_word(label, words.incoming), any_word(label, words.outgoing)
    if all(flows):
        return None
    if any(flows):
        return StockRole.INCOMING if flows[0] else StockRole.OUTGOING
    return StockRole.USED if any_word(label, words.used) else None
