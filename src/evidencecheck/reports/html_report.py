"""report.html: the outcome for people; one file that opens without a network.

The page works without its script: links lead to the cited pages at its end. The script opens them
in a viewer instead, filters and searches. A content security policy names the two inline blocks by
hash and allows pictures from ``data:`` only, so that nothing from a submission can run or load.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.report import IndicatorResult, Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Section
from evidencecheck.domain.version import __version__
from evidencecheck.reports.charts import calendar, shortened, year_rows
from evidencecheck.reports.evidence import KEY_FIELDS, Evidence, worst_first
from evidencecheck.reports.gaps import gaps
from evidencecheck.reports.html_page import environment, part, policy
from evidencecheck.reports.pages import MAX_PICTURES, PageBook, Picture
from evidencecheck.reports.printable import printable
from evidencecheck.reports.wording import Wording, number

FLAGS = (Flag.SUSPICIOUS, Flag.MISSING, Flag.SUPPORTED)
"""In the order shown: what needs a person first."""

SHOWN_TALLIES = 9
"""Finding codes listed at once; the others are folded away."""


SHOWN_GAPS = 8
"""Gaps listed at once; the others are folded away."""


@dataclass(frozen=True, slots=True)
class Block:
    """The indicators of one first-level heading."""

    name: str
    section: Section | None
    results: tuple[IndicatorResult, ...]

    def count(self, flag: Flag) -> int:
        """How many of its indicators carry ``flag``."""
        return sum(r.flag is flag for r in self.results)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a finding code of a level that decides a flag was found."""

    code: str
    level: Level
    count: int
    target: str
    """Anchor of the list where it stands: indicators, or else documents or files."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next."""

    label: str
    """Key of its words in ``words.yaml``."""
    count: int
    tone: str
    target: str
    """Anchor of the list that it is about."""
    flag: Flag | None = None
    """The indicators to show, where it is about indicators."""


def render_html(
    report: Report,
    book: RuleBook,
    *,
    lang: str = "zh",
    picture: Picture,
    max_pictures: int = MAX_PICTURES,
) -> bytes:
    """report.html as UTF-8 bytes, in ``lang`` (``zh`` or ``en``).

    ``picture(file, page)`` gives the JPEG of a cited page or None. It is called once a page, for at
    most ``max_pictures`` pages: those with suspicious findings first. A page without a picture
    still shows its quotes.
    """
    words = Wording(book, lang)
    evidence = Evidence(report)
    css, script = part("report.css"), part("report.js")
    text = (
        environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            w=words,
            evidence=evidence,
            pages=PageBook(report, words, picture, max_pictures),
            blocks=_blocks(report),
            tallies=_tallies(evidence),
            shown_tallies=SHOWN_TALLIES,
            steps=tuple(_steps(report)),
            flags=FLAGS,
            gaps=gaps(report),
            shown_gaps=SHOWN_GAPS,
            calendar=calendar(report),
            year_rows=year_rows(report),
            shortened=shortened,
            statuses=_statuses(report),
            version=__version__,
            rules_version=book.version[:12],
            css=Markup(css),  # noqa: S704 - our own file, not text of a submission
            script=Markup(script),  # noqa: S704
            policy=policy(css, script),
            key_fields=key_fields,
            worst_first=worst_first,
            notes=notes,
            number=number,
            size=size,
        )
    )
    return printable(text).encode("utf-8")


def _blocks(report: Report) -> tuple[Block, ...]:
    blocks = []
    for name, results in groupby(report.indicators, key=lambda r: r.indicator.level1):
        members = tuple(results)
        blocks.append(Block(name, report.pack.section_of(members[0].indicator), members))
    return tuple(blocks)


def _tallies(evidence: Evidence) -> tuple[Tally, ...]:
    """Finding codes that decide a flag, suspicious first, the most frequent first."""
    counts: Counter[tuple[str, Level]] = Counter()
    targets: dict[str, str] = {}
    for finding, indicators in evidence.findings():
        if finding.level is Level.NOTE:
            continue
        counts[finding.code, finding.level] += 1
        if indicators:
            targets[finding.code] = "indicators"
        else:
            targets.setdefault(finding.code, "documents" if finding.document else "files")
    tallies = [Tally(code, level, n, targets[code]) for (code, level), n in counts.items()]
    return tuple(sorted(tallies, key=lambda t: (t.level is Level.MISSING, -t.count, t.code)))


def _steps(report: Report) -> Iterator[Step]:
    """What to do next: look, complete, hand in again; nothing where all is well."""
    suspicious, missing = report.count(Flag.SUSPICIOUS), report.count(Flag.MISSING)
    unreadable = sum(entry.status is FileStatus.UNREADABLE for entry in report.files)
    if suspicious:
        yield Step("next_suspicious", suspicious, "suspicious", "indicators", Flag.SUSPICIOUS)
    if missing:
        yield Step("next_missing", missing, "missing", "indicators", Flag.MISSING)
    if unreadable:
        yield Step("next_unreadable", unreadable, "suspicious", "files")


def _statuses(report: Report) -> tuple[tuple[FileStatus, int], ...]:
    """What became of the files: each status that occurs, and how often."""
    found = Counter(entry.status for entry in report.files)
    return tuple((status, found[status]) for status in FileStatus if found[status])


def key_fields(document: Document) -> tuple[Field, ...]:
    """The fields by which a reviewer knows a document, those that it states."""
    return tuple(f for f in map(document.field, KEY_FIELDS) if f is not None)


def notes(findings: Iterable[Finding]) -> int:
    """How many findings only inform."""
    return sum(f.level is Level.NOTE for f in findings)


def size(count: int) -> str:
    """Bytes as a person reads them."""
    amount = float(count)
    for unit in ("B", "KB", "MB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"
