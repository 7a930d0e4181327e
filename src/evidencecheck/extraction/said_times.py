"""Of which part of a year an amount of a sentence is: 上半年用电A,用气B are both of that half."""

from __future__ import annotations

import re

_FIGURES = "一二三四五六七八九十"
_TO = r"\s*[至到\-—–－~～]{1,2}\s*"
_PART = re.compile(
    r"[上下]半年|前?(?:第)?[一二三四1-4](?:[至到\-—–~～、和][二三四2-4])?个?季度|[本当上下]季度?|"
    rf"(?<!\d)(?:1[0-2]|0?[1-9])\s*月?{_TO}(?:1[0-2]|0?[1-9])\s*月份?|"
    rf"前(?:1[0-2]|[1-9]|[{_FIGURES}]{{1,2}})个?月|"
    rf"(?<![\d个])(?:1[0-2]|0?[1-9])\s*月份?(?!\s*\d{{1,2}}\s*[日号])|(?<![{_FIGURES}个])[{_FIGURES}]{{1,2}}月份?(?!\s*[{_FIGURES}\d]{{1,3}}\s*[日号])|"
    r"[本当上]月|(?:first|second) half|Q[1-4]|(?:first|second|third|fourth) quarter",
    re.IGNORECASE,
)
_WHOLE_SPAN = re.compile(rf"0?1\s*月?{_TO}12\s*月")
_WHOLE = re.compile(
    r"全年|年度|[本上去今当]年|年内|20\d\d\s*年(?!\s*(?:度\s*)?(?:[上下]半|前|第?[一二三四1-4]\s*[至到\-—–~～]?\s*[二三四]?\s*个?季|\d{1,2}\s*月|\d{1,2}\s*[-—–~～至到]))"
    r"|年(?=[用耗产排取购]|外购|消)|年均|每年|同比|历年|累计|whole year|annual|in 20\d\d",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,，。;；\n]")
# What begins another matter: a full stop, or the number of the next item.
_ITEM = re.compile(rf"[。\n]|(?<![{_FIGURES}第])[{_FIGURES}]{{1,2}}、|(?<![\d.])\d{{1,2}}[、)）]")
LONGEST = 200
"""Characters before an amount in which its sentence may begin."""


def part_told(before: str, amounts: tuple[int, ...]) -> str:
    """The part of a year that is named last before an amount in its sentence; empty for none.

    By its own clause, or by one before it that tells an amount as well: 3月完成验收,全厂用电…
    names when something was done.

    Args:
        before: the text up to the number, in simplified characters.
        amounts: where numbers of amounts begin in that text.
    """
    items = list(_ITEM.finditer(before))
    start = items[-1].end() if items else 0
    parts = [m for m in _PART.finditer(before, start) if not _WHOLE_SPAN.fullmatch(m[0])]
    if not parts:
        whole = _WHOLE.search(before, start)
        return "" if whole else _of_list(before, [(m.start(), m[0]) for m in items])
    last = parts[-1]
    if any(m.start() >= last.end() for m in _WHOLE.finditer(before, start)):
        return ""
    if _WHOLE_SPAN.search(before, last.start()):
        return ""
    end = _CLAUSE.search(before, last.end())
    own = end is None
    counted = end is not None and any(last.end() <= at < end.start() for at in amounts)
    return last[0] if own or counted else ""


def _of_list(before: str, items: list[tuple[int, str]]) -> str:
    """The part in the words that head a list of numbered items: 下半年能耗如下:1、…2、…."""
    for n in range(len(items) - 1, -1, -1):
        at, sign = items[n]
        if sign == "。":
            return ""
        chunk = before[items[n - 1][0] + len(items[n - 1][1]) if n else 0 : at].rstrip()
        if not chunk.endswith((":", "：")):
            continue
        parts = list(_PART.finditer(chunk))
        late = parts and _WHOLE.search(chunk, parts[-1].end())
        return parts[-1][0] if parts and not late and not _WHOLE_SPAN.search(chunk) else ""
    return ""
