"""C602: a certificate of a product's footprint against the report on it (domain C17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import amount, apart, as_printed
from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.designations import designations
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Citation, Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.readings import number_key, numbers_uniquely
from evidencecheck.domain.tables import Role

_SURE = 0.9
_CO2 = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    r"(?P<u>kg|t|g|千克|公斤|吨|克)\s*(?:C[O0]2|二氧化碳)",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"(?!.*(?:因子|系数|factor))\D*?(?<![A-Za-z])(?P<u>kg|t|g)\s*C[O0]2e?q?\s*[/／](?!\s*[kM]?Wh)",
    re.IGNORECASE,
)
_STATED = re.compile(r"单\s*位\s*[:：为]\s*(?P<u>kg|t|g)\s*C[O0]2e?q?\s*[/／]", re.IGNORECASE)
_ALONE = 0.85
"""0..1, of a number without a unit beside it."""
_IN_KG = {
    "kg": 1.0, "t": 1000.0, "g": 0.001, "千克": 1.0, "公斤": 1.0, "吨": 1000.0, "克": 0.001,
}  # fmt: skip
_LEAST_NAME = 3
_STAGES = 2
"""Rows of a column that are stages of a life, each a part."""
_FOLLOWS = 200
"""Days after a report within which a certificate without a year is made from it."""
_EXACT = 0.001
"""Share of an amount by which it is printed otherwise."""
_WHOLE_NAME = 8
"""Characters of a name that another paper has in full by no chance."""
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_MEANT = 0.25
"""Two amounts are meant to be one that differ by no more."""


def footprints(document: Document, context: Context) -> Iterator[Finding]:
    """A certificate whose amount no report on that product and year has, or that it names."""
    kind = context.type_of(document)
    if kind is None or not kind.certifies_amount_of:
        return
    mine = _amounts(document)
    if not mine:
        return
    value, place = max(mine, key=lambda one: one[0])
    for other in context.of_type(*kind.certifies_amount_of):
        theirs = _amounts(other)
        if not theirs or any(not apart(value, v) for v, _ in theirs):
            continue
        if not _is_made_from(document, other, max(v for v, _ in theirs), context):
            continue
        near = [(v, p) for v, p in theirs if abs(v - value) <= _MEANT * value]
        if near:
            told, beside = min(near, key=lambda one: abs(one[0] - value))
            yield context.finding(
                "C602",
                document,
                cite=(place, beside),
                what=document.text("product") or other.text("product"),
                first=amount(value, "kgCO2e"),
                second=amount(told, "kgCO2e"),
            )
            return


def _is_made_from(
    certificate: Document, report: Document, amount_of: float, context: Context
) -> bool:
    """Whether a certificate is made from a report: by year and product, or its number, or both."""
    of_year = _may_be_of_one_year(certificate, report, context)
    return (
        (of_year and _of_one_product(certificate, report))
        or _names(certificate, report)
        or _is_published(certificate, report, amount_of, context)
    )


def _is_published(
    certificate: Document, report: Document, amount_of: float, context: Context
) -> bool:
    """Whether a paper besides both has the amount of the report on the one product that it is of.

    The certificate names no year and no report, but follows the report: it is made from it, be it
    by another body.
    """
    if certificate.years or not _of_one_product(certificate, report):
        return False
    if not _follows(certificate, report) or not _is_last(certificate, report, context):
        return False
    both = {certificate.type, report.type}
    others = (d for d in context.documents if d.type not in both and _is_on(report, d))
    return any(not apart(v, amount_of, 0.0, _EXACT) for d in others for v, _ in _amounts(d))


def _is_on(report: Document, other: Document) -> bool:
    """Whether another paper speaks of the model of the product."""
    return any(model in other.plain.upper() for model in _models(report))


def _follows(certificate: Document, report: Document) -> bool:
    issued, made = iso(certificate, "issue_date"), iso(report, "issue_date")
    return issued is not None and made is not None and 0 <= (issued - made).days <= _FOLLOWS


def _is_last(certificate: Document, report: Document, context: Context) -> bool:
    """Whether no later report on the product stands between both."""
    issued, made = iso(certificate, "issue_date"), iso(report, "issue_date")
    others = (
        iso(d, "issue_date")
        for d in context.of_type(report.type)
        if d.id != report.id and _of_one_product(certificate, d)
    )
    return not any(
        day is not None and made is not None and issued is not None and made < day <= issued
        for day in others
    )


def _may_be_of_one_year(certificate: Document, report: Document, context: Context) -> bool:
    """Whether both tell a year in common; of a certificate without one, it follows the report.

    Then both are of one body, and no later report on the product stands between them.
    """
    if certificate.years or not certificate.text("issuer"):
        return bool(set(report.years) & set(certificate.years))
    if not _follows(certificate, report):
        return False
    if normal(certificate.text("issuer")) != normal(report.text("issuer")):
        return False
    return _is_last(certificate, report, context)


def _amounts(document: Document) -> list[tuple[float, Citation]]:
    """What is in kg of CO2 in sentences and cells, without factors (… per kWh)."""
    found = [
        (
            as_printed(m["n"]) * _IN_KG[m["u"].lower()],
            document.at(line),
        )
        for line in document.lines
        if line.confidence >= _SURE
        for m in _CO2.finditer(line.text)
        if not re.match(r"\S{0,3}\s*[/／]\s*(?:k|M)?Wh", line.text[m.end() :])
    ]
    cells = [
        (q, q.value * (1000.0 if q.unit.startswith("t") else 1.0))
        for q in document.quantities
        if "CO2" in q.unit and "Wh" not in q.unit and q.confidence >= _SURE
    ]
    # kgCO2e/台 heads the column, and is no unit of one amount.
    cells += [
        (q, q.value * _IN_KG[m["u"].lower()])
        for q in document.quantities
        if "CO2" not in q.unit and q.unit != "%" and q.confidence >= _SURE
        if (m := _HEADED.match("".join(q.heading[-1:]))) is not None
    ]
    # 单位:kgCO2e/kg, above or below a table that has none of its own.
    stated = next((m for x in document.lines if (m := _STATED.search(x.text)) is not None), None)
    if stated is not None and not cells:
        worth = _IN_KG[stated["u"].lower()]
        bare = [q for q in document.quantities if not q.unit and q.confidence >= _ALONE]
        cells += [(q, q.value * worth) for q in bare]
    return [*found, *_whole(cells)]


def _whole(cells: Sequence[tuple[Quantity, float]]) -> Iterator[tuple[float, Citation]]:
    """The amounts of cells; of several stages in a column what they make together."""
    columns: dict[tuple[int, int], list[tuple[Quantity, float]]] = {}
    for quantity, value in cells:
        columns.setdefault((quantity.table, quantity.column), []).append((quantity, value))
    for column in columns.values():
        stages = [(q, v) for q, v in column if q.role is Role.BODY]
        if len(stages) < _STAGES:
            yield from ((v, q.citation) for q, v in column)
            continue
        yield from ((v, q.citation) for q, v in column if q.role is not Role.BODY)
        yield sum(v for _, v in stages), stages[0][0].citation


def _names(certificate: Document, report: Document) -> bool:
    """Whether a certificate says the number of the report that it is made from."""
    number = report.field("certificate_number")
    key = number_key(str(number.value)) if number is not None else ""
    told = (number_key(line.text) for line in certificate.lines if line.confidence >= _SURE)
    return numbers_uniquely(key) and any(key in text for text in told)


def _of_one_product(a: Document, b: Document) -> bool:
    """Whether two papers are of one product: by its models, else by its whole name."""
    models = [_models(d) for d in (a, b)]
    if any(models):
        return models[0] == models[1]
    names = [normal(_BRACKETS.sub("", d.text("product"))) for d in (a, b)]
    # 产品65系列隔热断桥铝合金窗型材 in the text of a report whose title says it shorter.
    said = normal("".join(line.text for line in b.lines))
    if len(names[0]) >= _WHOLE_NAME and names[1] and names[0] in said:
        return True
    return len(names[0]) >= _LEAST_NAME and names[0] == names[1]


def _models(document: Document) -> frozenset[str]:
    return designations(document.text("product").upper())
