"""Amounts of money as invoices and contracts write them in words: 贰拾叁万零肆佰伍拾元肆角整."""

from __future__ import annotations

import re
from typing import Final

_FIGURES: Final = {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_WITHIN: Final = {"拾": 10, "佰": 100, "仟": 1000}
_GROUPS: Final = {"万": 10_000, "亿": 100_000_000}
_WORDS = re.compile(
    # 元集角玖分: what stands for the tenths was misread, and the amount is not told.
    r"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[元圆](?![^零壹贰叁肆伍陆柒捌玖整正]?[角分])"
    r"(?:零?[壹贰叁肆伍陆柒捌玖][角分]){0,2}[整正]?(?![^¥￥\d]{0,2}[角分])"
)


def money_in_words(text: str) -> float | None:
    """The one amount in words that a text holds, in yuan; None where it holds none or several."""
    found = _WORDS.findall(re.sub(r"\s", "", text).replace("貳", "贰").replace("圓", "圆"))
    if len(found) != 1:
        return None
    whole, _, rest = found[0].replace("圆", "元").partition("元")
    yuan = _whole(whole)
    for figure, unit in re.findall(r"([零壹贰叁肆伍陆柒捌玖])([角分])", rest):
        yuan += _FIGURES[figure] * (0.1 if unit == "角" else 0.01)
    return round(yuan, 2)


def _whole(text: str) -> float:
    total, group, figure = 0, 0, 0
    for c in text:
        if c in _FIGURES:
            figure = _FIGURES[c]
        elif c in _WITHIN:
            # 拾万: ten, without the one.
            group += (figure or 1) * _WITHIN[c]
            figure = 0
        else:
            # 壹亿零伍拾万: what stands before 亿 is no part of what 万 counts.
            if c == "万":
                total += (group + figure) * _GROUPS[c]
            else:
                total = (total + group + figure) * _GROUPS[c]
            group = figure = 0
    return float(total + group + figure)
