"""C601: what is written out to be reckoned, and comes to something else (domain C16).

924.76 tce × 1000 ÷ 1,945 台 = 425.46 kgce/台 in a line; 抵消比例(D÷A) of the rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from evidencecheck.assessment.arithmetic import Equation, computed_otherwise, one_misread
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import DocumentTable, TableCell

_SURE = 0.9
_CLEAR = 0.97
"""0..1, of the reading of print none of whose figures is doubted."""
_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# tCO2/MWh, kgce/台, 万Nm3, 吨标准煤; no words in between.
_WORD = r"(?:[万千亿]?[A-Za-z·]{1,6}[0O23]{0,2}e?q?|[\u4e00-\u9fff²³]{1,5})"
_UNIT = rf"(?:\s?[%％]|\s?[(（]?{_WORD}(?:\s?[/／]\s?[(（]?{_WORD}(?:·{_WORD})?[)）]?)?[)）]?)?"
_OPERATORS = {
    c: sign for sign, same in zip("*/+-", ("×xX*", "÷/", "＋+", "−–—-"), strict=True) for c in same
}
_ANY = "[" + re.escape("".join(_OPERATORS)) + "]"
_SIGN = rf"\s*{_ANY}\s*"
_TERM = rf"[(（]*\s*(?:{_N}){_UNIT}\s*[)）]*"
_EQUATION = re.compile(
    rf"(?P<sum>{_TERM}(?:{_SIGN}{_TERM})+)\s*[=＝≈]\s*(?P<result>{_N})(?!,?\d)\s*(?P<unit>[%％])?"
)
_TOKEN = re.compile(
    rf"(?P<n>{_N})(?P<unit>{_UNIT})|(?P<sign>{_ANY})|(?P<open>[(（])|(?P<close>[)）])"
)
_EQUALS = re.compile("[=＝≈]")
_LONGEST = 400
"""Characters of a line; the search takes their square."""
_GOES_ON = re.compile(rf"(?:{_ANY}|[=＝≈])\s*$")
_BEFORE = re.compile(rf"{_ANY}\s*$|[\d.,A-Za-z]$")
"""Of what stands before a sum that is only the end of one."""
_BEHIND = re.compile(r"\s*[^\s\d,，。;；、]{0,10}?\s*[×*÷＋+−]\s*[\d(（]")
"""The same of a result that is reckoned with."""
_THOUSANDTHS = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})*\.\d{3}(?!\d)")
_ROWS = re.compile(rf"[(（]*(?:1?\d|20)(?:\s*{_ANY}\s*[(（]*(?:1?\d|20)[)）]*)+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ID = r"[A-Z]|\d{1,2}"
_ID_ALONE = re.compile(rf"\s*(?P<id>{_ID})\s*[.、)）]?")
_ROW_FORMULA = re.compile(
    rf"(?:^|[(（=＝\s])(?P<sum>(?:{_ID})(?:\s*{_ANY}\s*(?:{_ID})(?![\d.]))+)(?:\s*[×*]\s*100\s*[%％]?)?\s*[)）]?"
    r"\s*(?:[(（][^()（）]*[)）])?$"
)
_PLAIN_NUMBER = re.compile(rf"-?(?:{_N})")
_WHOLE = 100.0


def equations(document: Document, context: Context) -> Iterator[Finding]:
    """The first that does not hold, of the applicant's own papers and of those on it."""
    if not is_own(document, context):
        return
    for written, place, stated, sure in (*_in_lines(document), *_in_tables(document)):
        computed = computed_otherwise(written)
        if computed is None:
            continue
        if document.origin is Origin.OCR and sure < _CLEAR and one_misread(written):
            continue
        yield context.finding(
            "C601", document, cite=place, stated=stated, computed=f"{computed:,.2f}"
        )
        return


_Written = tuple[Equation, Citation | tuple[Citation, ...], str, float]
"""With where it stands, what it says as printed, and how surely it was read, 0..1."""


def _in_lines(document: Document) -> Iterator[_Written]:
    if not _EQUALS.search(document.words):
        return
    scanned = document.origin is Origin.OCR
    for n, line in enumerate(document.lines):
        if line.confidence < _SURE:
            continue
        text = _with_next(document.lines, n)
        if len(text) > _LONGEST or not _EQUALS.search(text):
            continue
        above = document.lines[n - 1].text if n else ""
        for m in _EQUATION.finditer(text):
            if m.start() >= len(line.text) or _BEFORE.search(text[: m.start()]):
                continue
            if not text[: m.start()].strip() and _GOES_ON.search(above):
                continue
            if _BEHIND.match(text, m.end()):
                continue
            written = _equation(m)
            if written is not None and not (scanned and _is_doubtful(written, m[0])):
                yield written, document.at(line), m["result"] + (m["unit"] or ""), line.confidence


def _is_doubtful(written: Equation, printed: str) -> bool:
    """Whether a sum has a number whose point may be a misread comma: 612.000."""
    exact = written.share or bool(set(written.signs) & {"+", "-"})
    return exact and bool(_THOUSANDTHS.search(printed))


def _with_next(lines: Sequence[Line], n: int) -> str:
    """A line, and the next where the equation goes on in it."""
    text = lines[n].text
    if _GOES_ON.search(text) and n + 1 < len(lines) and lines[n + 1].confidence >= _SURE:
        return text + lines[n + 1].text
    return text


def _equation(m: re.Match[str]) -> Equation | None:
    signs: list[str] = []
    numbers: list[float] = []
    loose: list[float] = []
    for token in _TOKEN.finditer(m["sum"]):
        if token["n"]:
            value, half = _number(token["n"])
            unit = token["unit"]
            part = _WHOLE if "%" in unit or "％" in unit else 1.0
            signs.append("n")
            numbers.append(value / part)
            loose.append(half / part)
            # The bracket behind a unit may be that of the sum.
            if len(re.findall("[)）]", unit)) > len(re.findall("[(（]", unit)):
                signs.append(")")
        elif token["sign"]:
            signs.append(_OPERATORS[token["sign"]])
        else:
            signs.append("(" if token["open"] else ")")
    # 2023-2025: years; 5÷3: rows of a table.
    if "-" in signs and any(_YEAR.fullmatch(f"{n:g}") for n in numbers):
        return None
    if _ROWS.fullmatch(m["sum"]):
        return None
    stated, half = _number(m["result"])
    return Equation(tuple(signs), tuple(numbers), tuple(loose), stated, half, bool(m["unit"]))


def _in_tables(document: Document) -> Iterator[_Written]:
    """What the label of a row says of it by the letters or numbers of others: D=B+C, 1×2."""
    scanned = document.origin is Origin.OCR
    for table in document.tables:
        rows = {i: n for n, row in enumerate(table.rows) if (i := _id(row.cells[0].text))}
        every = range(len(table.rows)) if rows else ()
        formulas = {n: f for n in every if (f := _formula(table, n, rows))}
        signs = {c for f in formulas.values() for c in f if c in _OPERATORS}
        # 3-5 alone may be a range.
        if not signs or signs <= set("−–—-"):
            continue
        for n, formula in formulas.items():
            for column in range(1, len(table.columns)):
                cell = table.rows[n].cells[column]
                written = _of_row(table, column, cell, formula, rows)
                if written is not None:
                    used = [table.rows[rows[i]].cells[column] for i in re.findall(_ID, formula)]
                    cells = (cell, *used)
                    places = tuple(document.at(c) for c in cells)
                    sure = min(c.confidence for c in cells)
                    doubtful = scanned and _is_doubtful(written, " ".join(c.text for c in cells))
                    if sure >= _SURE and not doubtful:
                        yield written, places, cell.text, sure


def _id(text: str) -> str:
    m = _ID_ALONE.fullmatch(text)
    return m["id"] if m else ""


def _formula(table: DocumentTable, row: int, rows: Mapping[str, int]) -> str:
    """The formula at the end of the label of a row, of rows above it; empty where there is none."""
    for cell in table.rows[row].cells[:2]:
        m = _ROW_FORMULA.search(cell.text)
        if m is not None and all(rows.get(i, row) < row for i in re.findall(_ID, m["sum"])):
            return m["sum"]
    return ""


def _of_row(
    table: DocumentTable, column: int, cell: TableCell, formula: str, rows: Mapping[str, int]
) -> Equation | None:
    named = re.findall(_ID, formula)
    found = [_of_cell(table.rows[rows[i]].cells[column].text) for i in named]
    stated = _of_cell(cell.text)
    if stated is None or any(number is None for number in found):
        return None
    numbers = [number for number in found if number is not None]
    signs = [_OPERATORS.get(c, "n") for c in re.sub(_ID, "n", formula) if not c.isspace()]
    return Equation(
        tuple(signs),
        tuple(value for value, _ in numbers),
        tuple(half for _, half in numbers),
        *stated,
        "%" in cell.text or "％" in cell.text,
    )


def _of_cell(text: str) -> tuple[float, float] | None:
    found = _PLAIN_NUMBER.findall(text)
    if len(found) != 1 or not text.strip().lstrip("-").startswith(found[0].lstrip("-")):
        return None
    value, half = _number(found[0].lstrip("-"))
    return (-value if found[0].startswith("-") else value), half


def _number(text: str) -> tuple[float, float]:
    """A number, and half of its last place; of a whole number nothing is left out."""
    plain = text.replace(",", "")
    places = len(plain.partition(".")[2])
    return float(plain), 0.5 * 10.0**-places if places else 0.0
