"""What sentences of rules/fields.yaml say: the words around a value, and how long that may be."""

from __future__ import annotations

import re
from functools import lru_cache

from evidencecheck.domain.rules import FieldKind, FieldRule
from evidencecheck.extraction.values import Parsed

_PROSE_VALUE = {
    FieldKind.ORGANISATION: (
        r"(\S.{1,60}?(?:公司|厂|局|中心|院|委员会|系统|平台|协会|学会|所|厅|Ltd\.?|LTD\.?|Inc\.?|Corporation|CORPORATION|GmbH|Limited)"
        r"|[A-Z]{2,6}(?![a-z]))"
    ),
    FieldKind.NUMBER: r"([A-Za-z0-9\u4e00-\u9fff〔〕\[\]()（）/\-]{2,30}?)",
}
# Nothing leads to it: the name right before the words, and none before that.
_LAST_NAME = r"((?:(?!公司)[\u4e00-\u9fff()（）]){3,40}(?:公司|厂|局|中心|院|所))"
_LATIN_NAME, _CHINESE_NAME = (
    r"((?!Limited|Ltd|Company)[A-Z][a-z]+(?: [A-Z]\w*){1,2})",
    r"([\u4e00-\u9fff]{2,4})",
)
_PROSE_ELSE = r"([^。;；]{2,120})"
_PROSE_DAYS = r"([^。;；,，]{2,60}?)"
_DATED = frozenset({FieldKind.DATE, FieldKind.VALIDITY})
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# 三年,到…; 三年内有效,即至…
_RIGHT_BEFORE = re.compile(
    r"(?:(?:\d{1,2}|[一二两三四五六七八九十])\s*(?:个月|年)(?:之?内)?(?:有效)?|[\s:：,，(（为是自从由即至到])*"
)


@lru_cache(maxsize=2048)
def sentence(pattern: str, kind: FieldKind) -> re.Pattern[str]:
    """The pattern of a sentence such as 于{}到期, whose only group is the value."""
    before, _, after = pattern.partition("{}")
    value = _PROSE_VALUE.get(kind, _PROSE_ELSE)
    if kind in _DATED and _HAN.match(after):
        # 于…到期: what stands behind a comma before is of another day.
        value = _PROSE_DAYS
    if kind is FieldKind.ORGANISATION and not before.strip() and _HAN.match(after):
        value = _LAST_NAME
    if kind is FieldKind.PERSON:
        value = _CHINESE_NAME if _HAN.search(pattern) else _LATIN_NAME
    flexible = [re.sub(r"(?:\\ )+", r"\\s*", re.escape(part)) for part in (before, after)]
    return re.compile(rf"(?i:{flexible[0]})\s*[:：]?\s*{value}\s*(?i:{flexible[1]})")


def is_far_off(pattern: str, rule: FieldRule, parsed: Parsed, said: str) -> bool:
    """Whether a day stands too far behind the words of a sentence to be what they speak of.

    自发证之日起计算。 / 发证日期:2025年6月18日
    """
    last = pattern.endswith("{}") and _HAN.search(pattern) is not None
    if not last or rule.kind is not FieldKind.VALIDITY or not _DAY.fullmatch(str(parsed.value)):
        return False
    return _RIGHT_BEFORE.fullmatch(said, 0, parsed.start) is None
