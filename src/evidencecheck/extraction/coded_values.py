"""What the QR codes of a document state by label: 注销数量:350tCO2e;有效期至:2027-05-08."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from evidencecheck.domain.document import Citation, Field
from evidencecheck.domain.page import MarkKind, Origin
from evidencecheck.domain.rules import DocumentType, FieldKind
from evidencecheck.extraction.entities.terms import validity
from evidencecheck.extraction.fields import FieldFinder, ranks
from evidencecheck.extraction.labels import key
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.values import parse

_FIELDS = (
    "holder",
    "certificate_number",
    "issue_date",
    "valid_until",
    "certificate_count",
    "electricity_kwh",
)
"""What a code states in words of its own."""
_IN_ADDRESSES = {
    "qty": "certificate_count",
    "quantity": "certificate_count",
    "kwh": "electricity_kwh",
}
"""What addresses call them: ?id=…&qty=1500."""
_FIRMS = frozenset(
    {"ent", "entname", "enterprise", "company", "corp", "client", "customer", "holder", "owner"}
    | {"buyer", "user", "qymc", "qyname", "dwmc", "wtdw", "sjdw", "gmf"}
)
_FIRM = re.compile(r"[\u4e00-\u9fff()（）]{4,30}(?:公司|厂|集团)")
"""Whose paper it is, in an address: ?no=JL-25-0873&ent=某公司."""
_SHORT = frozenset({"n", "num", "count", "cnt", "q", "sl", "amount", "c"})
"""The same, in the codes of papers on things that are counted, where a whole number is meant."""
_COUNT = re.compile(r"[1-9]\d{0,6}")
_MONTHS = frozenset({"m", "month", "ym", "period", "ny", "scny"})
_MONTH = re.compile(r"(20[12]\d)-?(0[1-9]|1[0-2])")
"""The month of production in an address: ?m=202502."""
_PAIR = re.compile(
    r"(?P<label>(?<=[?&])[A-Za-z](?==)|[^\s:：;；,，|=?&/]{2,16})\s*[:：=]\s*(?!//)(?P<value>[^;；|&\n\r]{1,60}?)"
    r"\s*(?=$|[;；|&\n\r]|[\s,，]+[^\s:：;；,，|=]{2,16}\s*[:：=])"
)


def coded_values(
    finder: FieldFinder, kind: DocumentType, pages: Sequence[PageText]
) -> tuple[Field, ...]:
    """The fields that QR codes state behind a label of the rules, each once.

    Args:
        finder: of the rule book.
        kind: of the document, whose labels count.
        pages: of the document.
    """
    rules = {name: finder.rule(kind, name) for name in _FIELDS}
    labels = {name: set(ranks(rule.labels)) for name, rule in rules.items()}
    # 编号 alone may be that of a visit or an order.
    labels["certificate_number"] -= set(ranks(rules["certificate_number"].weak))
    found: dict[str, Field] = {}
    for page in pages:
        for mark in page.page.marks:
            if mark.kind is not MarkKind.QR or not mark.text:
                continue
            for label, said in _pairs(unquote(mark.text)):
                name = _in_an_address(label.casefold(), said, kind)
                name = name or next((n for n in _FIELDS if key(label) in labels[n]), "")
                field = _field(finder, kind, name, said) if name else None
                if field is not None:
                    place = Citation(page.file, page.page.number, mark.box, f"{label}:{said}")
                    found.setdefault(name, Field(name, field, said, place, 1.0))
    return tuple(found.values())


def _in_an_address(label: str, said: str, kind: DocumentType) -> str:
    """The field that the short name of a value in an address means; empty where none."""
    if "certificate_count" in kind.fields:
        if label in _SHORT and _COUNT.fullmatch(said):
            return "certificate_count"
        if label in _MONTHS and _MONTH.fullmatch(said):
            return "period_start"
    if label in _FIRMS and _FIRM.fullmatch(said):
        return "holder"
    return _IN_ADDRESSES.get(label, "")


# 发证2024-06-24|有效期至2029-06-23
_DATED = re.compile(
    r"(?<![\w])(?P<label>[\u4e00-\u9fff]{2,8})(?P<value>20\d{2}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)"
)


def _pairs(payload: str) -> Iterator[tuple[str, str]]:
    for m in _DATED.finditer(payload):
        yield m["label"], m["value"]
    for m in _PAIR.finditer(payload):
        yield m["label"], m["value"]


def _field(
    finder: FieldFinder, kind: DocumentType, name: str, said: str
) -> str | int | float | None:
    if name == "period_start" and (month := _MONTH.fullmatch(said)):
        return f"{month[1]}-{month[2]}-01"
    rule = finder.rule(kind, name)
    if rule.kind is FieldKind.VALIDITY:
        stated = validity(said)
        return stated[0].until or None if stated else None
    parsed = parse(rule.kind or FieldKind.TEXT, said, rule, Origin.TEXT_LAYER)
    value = parsed.value if parsed is not None else None
    return value if isinstance(value, str | int | float) else None
