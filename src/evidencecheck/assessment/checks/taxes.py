"""C601 on invoices: goods, amounts, taxes and the price that takes them in (domain C16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidencecheck.assessment.amounts import may_be_misread
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.money_words import money_in_words
from evidencecheck.domain.page import MarkKind, Origin
from evidencecheck.domain.phrases import any_of

_SURE, _READ = 0.9, 0.8
# 324.955.75 is a comma that was read as a point.
_MONEY = re.compile(r"(?<![\d.,])\d{1,3}(?:[,.]?\d{3})*[.]\d{2}(?![\d%％])")
_NUMBER = re.compile(
    r"(?<![\d.,A-Za-z-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.]\d{1,4})?(?![\d.,%％A-Za-z-])"
)
_SUM = r"[¥￥]?(?:\d{1,3}(?:,\d{3})+|\d+)"
_RATE = re.compile(r"(?<![\d.])\d{1,2}\s*[%％]")
_GOODS = re.compile(
    rf"(?:(?<!\S)(?P<count>\d+(?:\.\d+)?)\s+(?P<price>{_SUM}(?:\.\d+)?)\s+)?"
    rf"(?<!\S)(?P<amount>{_SUM}\.\d\d)\s+(?P<rate>\d{{1,2}})\s*[%％]\s+(?P<tax>{_SUM}\.\d\d)(?!\S)"
)
_FIGURES_OF_MONEY = re.compile(
    r"(?:[¥￥]|小写\s*[)）]?\s*[:：]?)\s*(\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+(?:\.\d\d)?)(?![\d.])"
)
_INVOICE = re.compile(r"^01,\d{2},\d*,\d{8,20},(?P<amount>\d+(?:\.\d{1,2})?),\d{8}")
_READ_WELL = 0.95
_CENT = 0.011
_AMOUNT_AND_TAX = 2
_NEAR = (0.4, 2.5)
_EXACT = 0.05
"""Yuan: tax is rounded row by row."""


@dataclass(frozen=True, slots=True)
class _Goods:
    """A row of an invoice."""

    line: Line
    amount: float
    rate: float
    tax: float
    count: float | None
    price: float | None
    loose: float
    """Half of the last place of the price, times the count."""


def taxes(document: Document, context: Context) -> Iterator[Finding]:
    """A price with tax that is not the sum of the one amount and the one tax above it.

    An amount that is not the number times the price of its row, a tax that is not at its rate, and
    a sum of either that is not that of the rows. And, where no rate stands beside it, an amount
    that has the figures of number times price in another order.
    """
    told = tuple(_of_goods(document, context)) or tuple(_swapped(document, context))
    yield from told or _of_price(document, context)
    yield from _in_words(document, context)
    yield from _in_code(document, context)


def _of_price(document: Document, context: Context) -> Iterator[Finding]:
    phrases = context.book.phrases
    with_tax = _rows(document, phrases.with_tax)
    without = _rows(document, phrases.before_tax)
    if not len(with_tax) == len(without) == 1:
        return
    stated, parts = with_tax[0], without[0]
    price, added = _money(stated), _money(parts)
    if len(price) != 1 or len(added) != 2:
        return
    read = min(stated.confidence, parts.confidence) >= _SURE
    said, above = _is_said(stated, price[0]), _is_above(document, parts, added)
    if document.origin is Origin.OCR and not (read or (said and above)):
        return
    if any(abs(price[0] - value) <= _CENT for value in added):
        # 合计 with tax, and the tax in it.
        return
    gap = price[0] - sum(added)
    # What stands there twice is read well.
    doubted = (*(() if said else price), *(() if above else added))
    if document.origin is Origin.OCR and any(may_be_misread(n, gap) for n in doubted):
        return
    if abs(gap) > _EXACT:
        yield context.finding(
            "C601",
            document,
            cite=tuple(document.at(x) for x in (stated, parts)),
            stated=f"{price[0]:,.2f}",
            computed=f"{sum(added):,.2f}",
        )


def _is_said(line: Line, price: float) -> bool:
    """Whether the price stands beside its figures in words: what is read twice is read well."""
    said = money_in_words(line.text)
    return said is not None and abs(said - price) <= _CENT and line.confidence >= _READ


def _is_above(document: Document, sums: Line, added: Sequence[float]) -> bool:
    """Whether each of the sums stands in another row too, as those of one item do."""
    others = [value for line in document.lines if line != sums for value in _money(line)]
    return all(any(abs(value - other) <= _CENT for other in others) for value in added)


def _is_borne_out(document: Document, price: float, context: Context) -> bool:
    """Whether a price in figures is the amount and the tax in the row of the sums."""
    sums = [_money(line) for line in _rows(document, context.book.phrases.before_tax)]
    return len(sums) == 1 and len(sums[0]) == _AMOUNT_AND_TAX and abs(sum(sums[0]) - price) <= _CENT


def _in_words(document: Document, context: Context) -> Iterator[Finding]:
    """C601 where a price in words is not the one in figures beside it."""
    for line in document.lines:
        said = money_in_words(line.text) if "元" in line.text or "圆" in line.text else None
        if said is None or line.confidence < _SURE:
            continue
        figures = [float(_plain(m)) for m in _FIGURES_OF_MONEY.findall(line.text)]
        if len(figures) != 1:
            continue
        if line.confidence < _READ_WELL and not _is_borne_out(document, figures[0], context):
            continue
        gap = figures[0] - said
        misread = document.origin is Origin.OCR and may_be_misread(figures[0], gap)
        if (
            abs(gap) > _CENT
            and not misread
            and _NEAR[0] <= figures[0] / max(said, _CENT) <= _NEAR[1]
        ):
            yield _told(document, context, [line], figures[0], said)
            return


def _in_code(document: Document, context: Context) -> Iterator[Finding]:
    """C604 where the QR code of an invoice has an amount that is not printed on it.

    Its fields are by the tax authority: 01, kind, code, number, amount, day.
    """
    for mark in document.marks:
        m = _INVOICE.match(mark.mark.text) if mark.mark.kind is MarkKind.QR else None
        money = {v for line in document.lines for v in _money(line)} if m is not None else set()
        if m is None or not money:
            continue
        coded = float(m["amount"])
        if all(abs(coded - value) > _EXACT for value in money):
            place = Citation(document.file, mark.page, mark.mark.box, mark.mark.text)
            printed = f"{max(money):,.2f}"
            yield context.finding("C604", document, cite=place, code=f"{coded:,.2f}", print=printed)
            return


def _of_goods(document: Document, context: Context) -> Iterator[Finding]:
    kind = context.type_of(document)
    if kind is None or not kind.names_partners:
        return
    rated = [x for x in document.lines if _RATE.search(x.text)]
    goods = [g for x in rated if (g := _goods(x)) is not None]
    for one in goods:
        due = one.amount * one.rate / 100
        if _wrong(one.tax, due, _CENT, (one.amount, one.tax), [one.line], document):
            yield _told(document, context, [one.line], one.tax, due)
            return
        if one.count is None or one.price is None:
            continue
        worth = one.count * one.price
        numbers = (one.amount, one.count, one.price)
        if _wrong(one.amount, worth, one.loose + _CENT, numbers, [one.line], document):
            yield _told(document, context, [one.line], one.amount, worth)
            return
    if goods and len(goods) == len(rated):
        yield from _of_sums(document, goods, context)


def _of_sums(document: Document, goods: Sequence[_Goods], context: Context) -> Iterator[Finding]:
    """The sums of amounts and taxes that stand below all goods; the price, where they do not.

    A row of sums that says so, or whose first number is that of both columns, is of the price.
    """
    amounts, dues = [g.amount for g in goods], [g.tax for g in goods]
    phrases = context.book.phrases
    if any(word in x.text for x in document.lines for word in phrases.untaxed):
        return
    sums, priced = _rows(document, phrases.before_tax), _rows(document, phrases.with_tax)
    taxed = re.compile(rf"(?<![不未非])(?:{any_of(phrases.taxed)})", re.IGNORECASE)
    said = [x for x in sums if taxed.search(x.text)]
    sums, priced = [x for x in sums if x not in said], [*priced, *said]
    if any(_is_price(x, (*amounts, *dues)) for x in sums):
        return
    checked: list[tuple[Line, float, list[float]]] = []
    if len(sums) == 1 and len(stated := _money(sums[0])) == _AMOUNT_AND_TAX:
        checked = [(sums[0], stated[0], amounts), (sums[0], stated[1], dues)]
    elif not sums and len(priced) == 1 and (price := _price(priced[0])) is not None:
        checked = [(priced[0], price, [*amounts, *dues])]
    for line, told, parts in checked:
        lines, whole = [line, *(g.line for g in goods)], sum(parts)
        if _wrong(told, whole, _CENT * (len(parts) + 1), (told, *parts), lines, document):
            yield _told(document, context, lines[:2], told, whole)
            return


def _is_price(line: Line, parts: Sequence[float]) -> bool:
    """Whether the first number of a row is what amounts and taxes come to together."""
    stated = _money(line)
    return bool(stated) and abs(stated[0] - sum(parts)) <= _CENT * (len(parts) + 1)


def _price(line: Line) -> float | None:
    """The price in a row: its only sum of money, or that of its words; None of several."""
    money = _money(line)
    if len(money) == 1:
        return money[0]
    said = money_in_words(line.text)
    return money[0] if money and said is not None and abs(said - money[0]) <= _CENT else None


def _goods(line: Line) -> _Goods | None:
    m = _GOODS.search(line.text)
    if m is None:
        return None
    amount, tax = (_plain(m[name]) for name in ("amount", "tax"))
    count, price = (_plain(m[n]) if m[n] else None for n in ("count", "price"))
    places = len(m["price"].partition(".")[2]) if m["price"] else 0
    loose = 0.5 * 10.0**-places * (count or 0.0)
    return _Goods(line, amount, float(m["rate"]), tax, count, price, loose)


def _wrong(
    stated: float,
    computed: float,
    exact: float,
    numbers: Sequence[float],
    lines: Sequence[Line],
    document: Document,
) -> bool:
    """Whether two amounts differ, and no figure that was misread makes up for it."""
    gap = stated - computed
    # What is off by far is of another row, or includes the tax.
    if abs(gap) <= exact or not _NEAR[0] <= stated / max(computed, _CENT) <= _NEAR[1]:
        return False
    if document.origin is not Origin.OCR:
        return True
    sure = min(line.confidence for line in lines) >= _SURE
    return sure and not any(may_be_misread(n, gap) for n in numbers)


def _told(
    document: Document, context: Context, lines: Sequence[Line], stated: float, computed: float
) -> Finding:
    return context.finding(
        "C601",
        document,
        cite=tuple(document.at(x) for x in lines),
        stated=f"{stated:,.2f}",
        computed=f"{computed:,.2f}",
    )


def _plain(text: str) -> float:
    return float(text.replace(",", "").lstrip("¥￥"))


def _swapped(document: Document, context: Context) -> Iterator[Finding]:
    kind = context.type_of(document)
    if kind is None or not kind.names_partners:
        return
    for line in document.lines:
        if document.origin is Origin.OCR and line.confidence < _READ:
            continue
        numbers = [(m[0], float(m[0].replace(",", ""))) for m in _NUMBER.finditer(line.text)]
        for (_, count), (_, price), (printed, stated) in zip(
            numbers, numbers[1:], numbers[2:], strict=False
        ):
            product = round(count * price, 2)
            if product != stated and _figures(product) == _figures(stated) and count > 1:
                place = document.at(line)
                yield context.finding(
                    "C601", document, cite=place, stated=printed, computed=f"{product:,.2f}"
                )
                return


def _figures(value: float) -> list[str]:
    return sorted(f"{value:.2f}")


def _rows(document: Document, words: Sequence[str]) -> list[Line]:
    """The rows that begin with one of the words, their blanks apart."""
    if not document.speaks_of(words):
        return []
    plain = ((line, "".join(line.text.split())) for line in document.lines)
    return [line for line, text in plain if any(text.startswith(w) for w in words)]


def _money(row: Line) -> list[float]:
    found = (re.sub(r"[,.]", "", m) for m in _MONEY.findall(row.text))
    return [int(digits) / 100 for digits in found]
