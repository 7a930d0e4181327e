"""Many submissions: one folder or archive an applicant, resumed where it stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from evidencecheck.assessment.twins import Others
from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.out import REPORT_HTML, REPORT_JSON
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.twins import ApplicantPrint, Twin
from evidencecheck.intake import NothingToRead
from evidencecheck.reports.batch_html import render_batch_html
from evidencecheck.reports.batch_rows import BatchRow, checked_row
from evidencecheck.reports.batch_summary import render_batch
from evidencecheck.running.check import Checker, Progress, silent
from evidencecheck.running.corpus import Corpus
from evidencecheck.running.errors import NOTHING_READ, UsageError
from evidencecheck.running.options import Options
from evidencecheck.running.output import Tell, check_outside, check_writable, untold
from evidencecheck.running.submission import Request, read_applicant_file
from evidencecheck.running.unchanged import still_holds

SUMMARY = "batch_summary.xlsx"
SUMMARY_HTML = "batch_summary.html"
_MARK = ".batch"
"""In OUT: it holds the results of a batch, finished or not."""
_SUFFIXES = frozenset(
    {".zip", ".pdf", ".rar", ".7z", ".tar", ".tgz", ".gz", ".tbz2", ".bz2", ".txz", ".xz"}
)
"""Files that are an applicant's; those that cannot be unpacked end in a row that says so."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """One applicant's folder or archive within the batch."""

    name: str
    source: Path

    @property
    def applicant(self) -> str:
        """The name that the folder or archive goes by: ``某公司.tar.gz`` is 某公司."""
        name = self.source.stem
        return Path(name).stem if Path(name).suffix.lower() == ".tar" else name


Announce = Callable[[Submitted, int, int], None]
"""Called before each applicant with its number, from 1, and how many there are."""


class Batch:
    """Checks every applicant under a folder, whatever becomes of the one before."""

    def __init__(self, checker: Checker, book: RuleBook, options: Options) -> None:
        self._checker = checker
        self._book = book
        self._options = options

    def run(
        self,
        root: Path,
        request: Request,
        out: Path,
        *,
        lang: str = "zh",
        announce: Announce = lambda *_: None,
        progress: Progress = silent,
        tell: Tell = untold,
        corpus: Corpus | None = None,
    ) -> list[BatchRow]:
        """Check all of ``root`` into ``out/<name>`` and write the summary.

        The papers of each applicant are held against those of all others, and of all in ``corpus``,
        where there is one; it takes in the batch. An applicant whose files, rules and options are
        those of its finished report, and who has no other papers in common with others than then,
        is not checked again. ``tell`` hears of files left out, and of those kept under another
        name.

        Raises:
            UsageError: there is nothing to check, or ``out`` lies in ``root`` or cannot be written.
        """
        submitted = list(applicants(root))
        if not submitted:
            raise UsageError(f"{root}: no folder or archive of an applicant in it")
        check_outside(out, root)
        _prepare(out)
        for name in loose_files(root):
            tell(f"ignored: {name} (neither a folder nor an archive of an applicant)")
        known = self._fingerprints(submitted, request, progress)
        everyone = list(known.values())
        if corpus is not None:
            corpus.put(everyone)
            everyone = corpus.everyone()
        others = Others(everyone)
        rows: list[BatchRow] = []
        for number, entry in enumerate(submitted, 1):
            announce(entry, number, len(submitted))
            twins = others.twins(known[entry.name]) if entry.name in known else ()
            rows.append(self._one(entry, request, out, lang, progress, tell, twins))
        day = request.date or date.today()
        (out / SUMMARY).write_bytes(render_batch(rows, self._book, day, lang))
        (out / SUMMARY_HTML).write_bytes(render_batch_html(rows, self._book, day, lang))
        return rows

    def _fingerprints(
        self, submitted: Sequence[Submitted], request: Request, progress: Progress
    ) -> dict[str, ApplicantPrint]:
        """Of all whose papers can be read; of the others the check tells what is wrong."""
        found = {}
        for entry in submitted:
            with suppress(Exception):
                found[entry.name] = self._checker.fingerprints(
                    entry.source, _asked(entry, request), progress=progress
                )
        return found

    def _one(
        self,
        entry: Submitted,
        request: Request,
        out: Path,
        lang: str,
        progress: Progress,
        tell: Tell,
        twins: tuple[Twin, ...],
    ) -> BatchRow:
        target = out / entry.name
        try:
            asked = _asked(entry, request)
            if still_holds(
                entry.source,
                asked,
                target,
                options=self._options,
                rules=self._book.version,
                lang=lang,
                twins_of=lambda _: twins,
            ):
                return _row(entry, target)
            self._checker.check(
                entry.source,
                asked,
                target,
                lang=lang,
                progress=progress,
                tell=lambda line: tell(f"{entry.name}: {line}"),
                twins_of=lambda _: twins,
            )
        except (UsageError, NothingToRead) as error:
            return _failed(entry, out, str(error))
        except Exception as error:  # noqa: BLE001  (one bad applicant never ends the batch)
            return _failed(entry, out, f"{type(error).__name__}: {error}")
        return _row(entry, target)


def _asked(entry: Submitted, request: Request) -> Request:
    """Without a name of its own an applicant goes by its folder's.

    Raises:
        UsageError: its applicant.yaml cannot be understood.
    """
    if read_applicant_file(entry.source).name:
        return request
    return replace(request, applicant=entry.applicant)


def applicants(root: Path) -> Iterator[Submitted]:
    """Folders and archives directly under ``root``, by name; hidden ones left out.

    Raises:
        UsageError: ``root`` is no folder.
    """
    if not root.is_dir():
        raise UsageError(f"{root}: no such folder")
    for path in _entries(root):
        if _is_applicant(path):
            yield Submitted(path.name, path)


def loose_files(root: Path) -> list[str]:
    """Names of the files directly under the folder ``root`` that are no applicant's."""
    return [path.name for path in _entries(root) if not _is_applicant(path)]


def _entries(root: Path) -> list[Path]:
    found = (p for p in root.iterdir() if not p.name.startswith((".", "~$")))
    return sorted(found, key=lambda p: p.name)


def _is_applicant(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() in _SUFFIXES


def _prepare(out: Path) -> None:
    if not (out / _MARK).is_file():
        check_writable(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / _MARK).touch()
    except OSError as error:
        raise UsageError(f"{out}: cannot be written: {error.strerror or error}") from error


def _row(entry: Submitted, target: Path) -> BatchRow:
    """The row of a finished report; one that rests on no file counts as failed."""
    report = (target / REPORT_JSON).read_bytes()
    row = checked_row(report, folder=entry.name, report=f"{entry.name}/{REPORT_HTML}")
    if any(file["status"] == FileStatus.READ for file in json.loads(report)["files"]):
        return row
    return BatchRow(row.name, row.folder, "failed", NOTHING_READ, report=row.report)


def _failed(entry: Submitted, out: Path, reason: str) -> BatchRow:
    """``reason`` names paths from the folders that the caller named: the summary is passed on."""
    for folder in (entry.source.parent, out):
        for name in {str(folder), str(folder.resolve())}:
            if name != ".":
                reason = reason.replace(name + os.sep, "")
    return BatchRow(name=entry.applicant, folder=entry.name, status="failed", reason=reason)


def outcome(rows: Sequence[BatchRow]) -> int:
    """The exit status of a batch: 0 nothing to report, 1 something found, 2 nothing readable."""
    checked = [r for r in rows if r.status == "checked"]
    if not checked:
        return 2
    clean = len(checked) == len(rows) and all(not (r.missing or r.suspicious) for r in checked)
    return 0 if clean else 1
