"""What of one wrong figure is seen: a number of an honest paper is changed, and the case checked.

Two kinds, in papers of the fixtures that are stored as text, Word or Excel:

- totals: the total of a table, or one of the rows that make it;
- shared: an amount with a unit that another paper of the case prints as well.

A figure is changed into another, or two neighbours change places, wherever the paper prints that
number. Whatever finding of level suspicious the paper then has, and had not before, counts as seen.
The numbers are drawn at random with a fixed seed. What should be seen is not certain here: a number
that two papers share may be of two things. So there is no bound; the list of what was not seen is
what the part is for (``--every-miss``).
"""

from __future__ import annotations

import dataclasses
import enum
import json
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from benchmarks.accuracy import SETS, cases
from evidencecheck.assessment.assess import Assessor
from evidencecheck.domain.document import Document, Quantity, Said
from evidencecheck.domain.files import FileReading, SourceFile
from evidencecheck.domain.finding import Level
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.domain.tables import DocumentTable, Role
from evidencecheck.extraction import Extractor
from evidencecheck.intake import collect
from evidencecheck.reading.ocr.interface import NullEngine
from evidencecheck.reading.reader import FileReader
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.setup import load_book

_SEED = 7
_OF_A_CASE = 12
"""Numbers of each kind that are drawn in one case."""
_TOTALS, _SHARED = "totals", "shared"
_FIGURES = {_TOTALS: 3, _SHARED: 4}
"""The fewest figures of a number that is changed."""
_NUMBER = re.compile(
    r"(?<![\d.,A-Za-z\-/〔（(年月№])\d[\d,]*(?:\.\d+)?(?![\d.,]*\d|[A-Za-z]*\d|[-年月日号])"
)
_NEAR = 0.0051
"""By how much a total of two decimals may be off for each row."""


@dataclass(frozen=True, slots=True)
class Change:
    """A number of one paper, by its figures, and what becomes of it."""

    kind: str
    file: str
    page: int
    """The first of the paper."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class _Case:
    readings: Mapping[str, FileReading]
    documents: Mapping[str, tuple[Document, ...]]
    """By the path of their file."""
    submission: Submission
    assessor: Assessor
    dirty: frozenset[str]
    """Files with faults."""

    def report(self, documents: Mapping[str, Sequence[Document]]) -> Report:
        every = [d for path in documents for d in documents[path]]
        return self.assessor.report(self.submission, every, ())


def run(console: Console, *, every_miss: bool, sets: Sequence[str] = SETS) -> None:
    """Change numbers in every case of stored print and print how many were seen."""
    book = load_book()
    extractor = load_extractor(book)
    seen: Counter[tuple[str, bool]] = Counter()
    missed: list[str] = []
    found = [case for name in sets for case in cases(name)]
    for folder in track(found, "Changed figures", console=console, transient=True):
        case = _load(folder, book, extractor)
        for change in _changes(case) if case is not None else ():
            hit = case is not None and _is_seen(case, change, extractor)
            seen[change.kind, hit] += 1
            if not hit:
                at = f"{folder.name}/{change.file}, page {change.page}"
                missed.append(f"{change.kind}: {change.old} as {change.new}: {at}")
    table = Table(title="One figure changed in an honest paper", title_justify="left")
    for heading in ("numbers", "changed", "seen"):
        table.add_column(heading, justify="right")
    for kind in (_TOTALS, _SHARED):
        hits, every = seen[kind, True], seen[kind, True] + seen[kind, False]
        table.add_row(kind, str(every), f"{100 * hits / every:.1f} %" if every else "–")
    console.print(table)
    for line in missed if every_miss else ():
        console.print(f"  {escape(line)}")


def _load(folder: Path, book: RuleBook, extractor: Extractor) -> _Case | None:
    """A case whose files need no recognition for the most part; None of others."""
    call = json.loads((folder / "check.json").read_text(encoding="utf-8"))
    truth = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    reader = FileReader(NullEngine(), Limits())
    with tempfile.TemporaryDirectory(prefix="evidencecheck.") as scratch:
        files = collect(folder / "evidence", Path(scratch), Limits())
        readings = dict(_read(files, reader))
    documents = {path: tuple(extractor.documents(r)) for path, r in readings.items()}
    if not any(d.quantities for of_file in documents.values() for d in of_file):
        return None
    applicant = Applicant(call["applicant"], call.get("credit_code") or "", (), "", None)
    asked = Submission(applicant, date.fromisoformat(call["date"]), call.get("tier") or "")
    dirty = frozenset(d["file"] for d in truth["documents"] if d["defects"])
    assessor = Assessor(book, book.packs[call["system"]])
    return _Case(readings, documents, asked, assessor, dirty)


def _read(files: Sequence[SourceFile], reader: FileReader) -> Iterator[tuple[str, FileReading]]:
    """The files of which every page tells its text."""
    for file in files:
        if not file.media_type.value.startswith("image/"):
            reading = reader.read(file)
            if reading.pages and all(page.spans for page in reading.pages):
                yield file.path, reading


# ------------------------------------------------------------------ what is changed


def _changes(case: _Case) -> Iterator[Change]:
    chance = random.Random(_SEED)  # noqa: S311
    accused = _accused(case.report(case.documents), case.documents)
    clean = {
        (path, d.first_page): d
        for path, documents in case.documents.items()
        for d in documents
        if path not in case.dirty and not accused[path, d.first_page]
    }
    for kind, numbers in ((_TOTALS, _totals(clean)), (_SHARED, _shared(clean, case.documents))):
        drawn = sorted(set(numbers))
        chance.shuffle(drawn)
        for n, (path, page, old) in enumerate(drawn[:_OF_A_CASE]):
            new = (_turned if n % 2 else _slipped)(old, chance)
            if new:
                yield Change(kind, path, page, old, new)


def _totals(papers: Mapping[tuple[str, int], Document]) -> Iterator[tuple[str, int, str]]:
    for (path, page), document in papers.items():
        for table in document.tables:
            for number in _summed(table):
                if len(_figures(number)) >= _FIGURES[_TOTALS]:
                    yield path, page, _figures(number)


def _summed(table: DocumentTable) -> Iterator[str]:
    """The numbers of each column that its total is the sum of, and the total."""
    totals = [n for n, row in enumerate(table.rows) if row.role is Role.TOTAL]
    for row in totals[:1]:
        for column, cell in enumerate(table.rows[row].cells):
            above = [r.cells[column].text for r in table.rows[:row] if r.role is Role.BODY]
            items = [text for text in above if _value(text) is not None]
            total, values = _value(cell.text), [_value(text) or 0.0 for text in items]
            if total and len(items) > 1 and abs(sum(values) - total) < _NEAR * len(items):
                yield cell.text
                yield from items


def _shared(
    papers: Mapping[tuple[str, int], Document], every: Mapping[str, Sequence[Document]]
) -> Iterator[tuple[str, int, str]]:
    printed: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for path, documents in every.items():
        for document in documents:
            for m in _NUMBER.finditer(document.words):
                printed[_figures(m[0])].add((path, document.first_page))
    for (path, page), document in papers.items():
        amounts: tuple[Quantity | Said, ...] = (*document.quantities, *document.said)
        for one in amounts:
            figures = _figures(one.raw)
            if one.unit and len(figures) >= _FIGURES[_SHARED] and len(printed[figures]) > 1:
                yield path, page, figures


def _value(text: str) -> float | None:
    m = re.fullmatch(r"[\d,]+(?:\.\d+)?", text.strip())
    return float(m[0].replace(",", "")) if m is not None else None


def _figures(text: str) -> str:
    """The figures of a number without the zeros around it: 10,924.80 as 1092480 without the 0."""
    return "".join(c for c in text if c.isdigit()).strip("0")


def _turned(figures: str, chance: random.Random) -> str:
    """Two neighbours of the first half changed places; empty where none differ."""
    places = [
        n
        for n in range(max(1, len(figures) // 2))
        if n + 1 < len(figures) and figures[n] != figures[n + 1] and (n or figures[1] != "0")
    ]
    if not places:
        return ""
    n = chance.choice(places)
    new = f"{figures[:n]}{figures[n + 1]}{figures[n]}{figures[n + 2 :]}"
    return "" if new.endswith("0") else new


def _slipped(figures: str, chance: random.Random) -> str:
    """One of the first two figures changed."""
    n = chance.randrange(min(2, len(figures)))
    others = [c for c in "123456789" if c != figures[n]]
    return f"{figures[:n]}{chance.choice(others)}{figures[n + 1 :]}"


# ------------------------------------------------------------------ and what comes of it


def _is_seen(case: _Case, change: Change, extractor: Extractor) -> bool:
    reading = case.readings[change.file]
    before = next(d for d in case.documents[change.file] if d.first_page == change.page)
    pages = tuple(
        _mapped(page, lambda text: _written(text, change))
        if before.first_page <= page.number <= before.last_page
        else page
        for page in reading.pages
    )
    changed = tuple(extractor.documents(dataclasses.replace(reading, pages=pages)))
    documents = {**case.documents, change.file: changed}
    return bool(_accused(case.report(documents), documents)[change.file, change.page])


def _written(text: str, change: Change) -> str:
    """A text with the number changed wherever it stands, its commas and zeros as they were."""

    def one(m: re.Match[str]) -> str:
        if _figures(m[0]) != change.old:
            return m[0]
        start = next(n for n, c in enumerate(m[0]) if c in "123456789")
        figures = iter(change.new)
        return m[0][:start] + "".join(next(figures, c) if c.isdigit() else c for c in m[0][start:])

    return _NUMBER.sub(one, text)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A frozen value with every text in it changed."""
    if isinstance(value, str) and not isinstance(value, enum.Enum):
        return change(value)
    if isinstance(value, tuple):
        made = [_mapped(one, change) for one in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in dataclasses.fields(value) if f.init]
        return dataclasses.replace(
            value, **{name: _mapped(getattr(value, name), change) for name in names}
        )
    return value


def _accused(
    report: Report, documents: Mapping[str, Sequence[Document]]
) -> defaultdict[tuple[str, int], set[str]]:
    """The codes of level suspicious by file and first page of the paper that they stand on."""
    every = [(path, d.first_page) for path in documents for d in documents[path]]
    places = dict(zip((e.document.id for e in report.documents), every, strict=True))
    found: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for entry in report.documents:
        found[places[entry.document.id]].update(
            f.code for f in entry.findings if f.level is Level.SUSPICIOUS
        )
    for result in report.indicators:
        for finding in result.findings:
            if finding.level is Level.SUSPICIOUS and finding.document in places:
                found[places[finding.document]].add(finding.code)
    return found
