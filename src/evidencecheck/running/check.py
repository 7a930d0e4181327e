"""One submission: from a folder, archive or file to OUT."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from evidencecheck.assessment import assess
from evidencecheck.assessment.prints import Printer
from evidencecheck.audit import FILE_NAME, Trail, TrailError, carried_over
from evidencecheck.domain.document import Document
from evidencecheck.domain.files import FileFacts, FileReading, FileStatus, Problem, SourceFile
from evidencecheck.domain.finding import Flag, Level
from evidencecheck.domain.out import REPORT_JSON
from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Submission
from evidencecheck.domain.systems import RulePack
from evidencecheck.domain.twins import ApplicantPrint, Twin
from evidencecheck.extraction import Extractor
from evidencecheck.intake import NothingToRead, collect
from evidencecheck.reading.cache import ReadingCache
from evidencecheck.reading.page_picture import PagePictures
from evidencecheck.reports.notice import DAYS, Deadline
from evidencecheck.reports.writing import write_reports
from evidencecheck.running.engine import engine_key
from evidencecheck.running.errors import UsageError
from evidencecheck.running.options import Options
from evidencecheck.running.output import (
    Tell,
    check_outside,
    check_writable,
    untold,
    whole_folder,
)
from evidencecheck.running.pool import ReadingPool
from evidencecheck.running.second_looks import compared, looked_at, refigured
from evidencecheck.running.submission import (
    Request,
    check_not_applicable,
    read_applicant_file,
    submission,
)
from evidencecheck.running.unchanged import Made, digest_of, prints_key, write_made
from evidencecheck.running.versions import versions
from evidencecheck.running.whereabouts import write_whereabouts


@dataclass(frozen=True, slots=True)
class Step:
    """Where a run is, for progress bars."""

    stage: str
    """collecting, reading, assessing, writing."""
    path: str = ""
    pages: int = 0
    """Pages of the file read so far."""
    of: int = 0
    """Pages that the file has."""
    files: int = 0
    """Files of the submission."""


Progress = Callable[[Step], None]
TwinsOfPrints = Callable[[ApplicantPrint], tuple[Twin, ...]]
"""What other applicants have of a submission as well."""


def silent(_: Step) -> None:
    """Tell nobody."""


class Checker:
    """Checks submissions with one rule book, one engine and one set of reading processes."""

    def __init__(self, book: RuleBook, extractor: Extractor, options: Options) -> None:
        self._book = book
        self._extractor = extractor
        self._options = options
        self._scratch = ExitStack()
        # Each file is read once, also where a batch comes to it twice.
        folder = options.cache_folder
        if not options.cache:
            made = tempfile.TemporaryDirectory(prefix="evidencecheck.")
            folder = Path(self._scratch.enter_context(made))
        self._cache = ReadingCache(folder)
        kept = replace(options, cache=True, cache_folder=folder)
        self._pool = ReadingPool(kept, engine_key(options.ocr))
        self._printer = Printer(book)

    def __enter__(self) -> Checker:
        """Use as a context manager: reading processes end with it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the reading processes."""
        self._pool.__exit__()
        self._scratch.close()

    def fingerprints(
        self, source: Path, request: Request, *, progress: Progress = silent
    ) -> ApplicantPrint:
        """The fingerprints of a submission; those kept where nothing of it has changed.

        Raises:
            UsageError: the submission or the system cannot be used.
        """
        system, asked = submission(request, read_applicant_file(source), date.today())
        with tempfile.TemporaryDirectory(prefix="evidencecheck.") as scratch:
            progress(Step("collecting"))
            files = _collect(source, Path(scratch), self._options)
            kept = self._cache.get_prints(self._prints_key(system, asked, files))
            if kept is not None:
                return kept
            documents, facts, _ = self._read(files, progress)
            return self._prints(system, asked, files, documents, facts)

    def _prints_key(self, system: str, asked: Submission, files: Sequence[SourceFile]) -> str:
        rules = self._book.version
        return prints_key(system, asked, files, options=self._options, rules=rules)

    def _prints(
        self,
        system: str,
        asked: Submission,
        files: Sequence[SourceFile],
        documents: Sequence[Document],
        facts: Sequence[FileFacts],
    ) -> ApplicantPrint:
        prints = self._printer.prints(system, asked, documents, facts)
        self._cache.put_prints(self._prints_key(system, asked, files), prints)
        return prints

    def _read(
        self, files: Sequence[SourceFile], progress: Progress
    ) -> tuple[list[Document], list[FileFacts], Mapping[str, FileReading]]:
        readings = self._pool.read(
            files,
            lambda path, pages, of: progress(Step("reading", path, pages, of, len(files))),
        )
        progress(Step("assessing", files=len(files)))
        facts = [_facts(f, readings.get(f.path)) for f in files]
        return self._documents(files, readings), facts, readings

    def check(
        self,
        source: Path,
        request: Request,
        out: Path | None = None,
        *,
        lang: str = "zh",
        progress: Progress = silent,
        tell: Tell = untold,
        twins_of: TwinsOfPrints | None = None,
    ) -> Report:
        """Check one submission and, where ``out`` is given, write its reports and trail.

        ``tell`` hears of what was kept in ``out`` under another name; ``twins_of`` says what other
        applicants have of it as well.

        Raises:
            UsageError: the submission, the system, the tier or ``out`` cannot be used.
        """
        system, asked = submission(request, read_applicant_file(source), date.today())
        pack = self._pack(system, asked.tier)
        check_not_applicable(asked, pack)
        if out is not None:
            check_outside(out, source)
            check_writable(out)
        with tempfile.TemporaryDirectory(prefix="evidencecheck.") as scratch:
            progress(Step("collecting"))
            files = _collect(source, Path(scratch), self._options)
            documents, facts, readings = self._read(files, progress)
            documents = looked_at(documents, files, self._pool, self._book)
            documents = compared(documents, files, readings, self._pool, asked.applicant)
            documents = refigured(documents, files, readings, self._pool, asked.date)
            twins: tuple[Twin, ...] = ()
            if twins_of is not None:
                twins = twins_of(self._prints(system, asked, files, documents, facts))
            report = assess(self._book, pack, asked, documents, facts, twins)
            if out is not None:
                progress(Step("writing", files=len(files)))
                pictures = PagePictures(files, readings, self._options.limits)
                digest = digest_of(
                    system,
                    asked,
                    files,
                    options=self._options,
                    rules=self._book.version,
                    lang=lang,
                    deadline=request.deadline,
                    twins=twins,
                )
                self._write(
                    report,
                    digest,
                    out,
                    lang,
                    pictures,
                    tell,
                    request.deadline or DAYS,
                    lambda folder: write_whereabouts(folder, out, source, readings),
                )
        return report

    def _pack(self, system: str, tier: str) -> RulePack:
        pack = self._book.packs.get(system)
        if pack is None:
            known = ", ".join(sorted(self._book.packs))
            raise UsageError(f"--system {system}: unknown; there are: {known}")
        if tier and tier not in pack.tiers:
            tiers = ", ".join(pack.tiers)
            there = f"there are: {tiers}" if tiers else f"{system} has no tiers"
            raise UsageError(f"--tier {tier}: unknown; {there}")
        return pack

    def _documents(
        self, files: Sequence[SourceFile], readings: Mapping[str, FileReading]
    ) -> list[Document]:
        found: list[Document] = []
        for file in files:
            reading = readings.get(file.path)
            if reading is not None and reading.status is FileStatus.READ:
                found.extend(self._extractor.documents(reading))
        return found

    def _write(
        self,
        report: Report,
        made_from: str,
        out: Path,
        lang: str,
        pictures: PagePictures,
        tell: Tell,
        deadline: Deadline,
        note: Callable[[Path], None],
    ) -> None:
        with ExitStack() as held, whole_folder(out, tell) as staging:
            write_reports(
                report, self._book, staging, lang=lang, picture=pictures.jpeg, deadline=deadline
            )
            note(staging)
            counts = {flag: report.count(flag) for flag in Flag}
            write_made(staging, Made(made_from, exit_status(report), counts))
            trail = out / FILE_NAME
            digest = hashlib.sha256((staging / REPORT_JSON).read_bytes()).hexdigest()
            try:
                if trail.is_file():
                    # Until the folder has taken its place: no decision is lost on the way.
                    held.enter_context(carried_over(trail, staging / FILE_NAME))
                with Trail(staging / FILE_NAME) as record:
                    record.record(
                        report,
                        run_id=uuid.uuid4().hex,
                        at=datetime.now(UTC),
                        versions=versions(self._book, self._options.ocr),
                        report_digest=digest,
                    )
            except TrailError as error:
                raise UsageError(f"{trail}: {error}") from error


def exit_status(report: Report) -> int:
    """0 nothing to report, 1 something found, 2 nothing readable (contract: command-line)."""
    if not anything_read(report):
        return 2
    flags = any(r.flag is not Flag.SUPPORTED for r in report.indicators)
    findings = [f for d in report.documents for f in d.findings]
    findings += [f for file in report.files for f in file.findings]
    return int(flags or any(f.level is not Level.NOTE for f in findings))


def anything_read(report: Report) -> bool:
    """Whether at least one file of the submission could be read; blank ones count."""
    return any(file.status is FileStatus.READ for file in report.files)


def _collect(source: Path, scratch: Path, options: Options) -> tuple[SourceFile, ...]:
    try:
        return collect(source, scratch, options.limits)
    except NothingToRead as error:
        raise UsageError(str(error)) from error


def _facts(file: SourceFile, reading: FileReading | None) -> FileFacts:
    status = reading.status if reading is not None else file.status
    problems = (*file.problems, *(reading.problems if reading is not None else ()))
    pages = reading.page_count if reading is not None else 0
    if reading is not None and status is FileStatus.READ and _empty(reading):
        problems = (*problems, Problem("F103", (("page", "1"),), 1))
    if reading is not None:
        problems = (*problems, *_illegible(reading))
    known = (
        (reading.signatures, reading.provenance, _pictures(reading)) if reading is not None else ()
    )
    return FileFacts(
        file.path, file.sha256, file.bytes, file.media_type.value, pages, status, problems, *known
    )


def _pictures(reading: FileReading) -> tuple[tuple[int, str], ...]:
    return tuple(dict.fromkeys((p.number, p.picture) for p in reading.pages if p.picture))


def _illegible(reading: FileReading) -> Iterator[Problem]:
    """The pages that bear print which could not be read, each once."""
    for number in sorted({p.number for p in reading.pages if not p.legible}):
        yield Problem("Q801", (("what", f"page {number}"), ("confidence", "0")), number)


def _empty(reading: FileReading) -> bool:
    return all(p.blank for p in reading.pages)
