"""The evidence of a finished check bound into one PDF, from the submission as it lies now."""

from __future__ import annotations

import tempfile
from pathlib import Path

from evidencecheck.domain.rules import RuleBook
from evidencecheck.intake import NothingToRead, collect
from evidencecheck.reading.placed_pages import PlacedPages
from evidencecheck.reports.bound import render_bound
from evidencecheck.reports.bound_plan import plan_of
from evidencecheck.running.check import Progress, Step, silent
from evidencecheck.running.engine import engine_key
from evidencecheck.running.errors import UsageError
from evidencecheck.running.finished import read_report
from evidencecheck.running.options import Options
from evidencecheck.running.output import Tell, untold
from evidencecheck.running.pool import ReadingPool
from evidencecheck.running.whereabouts import whereabouts


def bind(
    out: Path,
    evidence: Path | None,
    book: RuleBook,
    options: Options,
    *,
    lang: str = "zh",
    progress: Progress = silent,
    tell: Tell = untold,
) -> bytes:
    """The bytes of the PDF, for the report in ``out`` and the submission ``evidence``.

    Without ``evidence`` it is looked for where it lay when it was checked.

    A file that is no longer what was checked (its sha256 differs) or is gone is not bound: its
    pages say so, and ``tell`` hears of it.

    Raises:
        UsageError: there is no report in ``out``, no such submission, or nothing to bind.
    """
    report = read_report(out)
    source = evidence or _noted(out)
    try:
        plan = plan_of(report)
    except (KeyError, TypeError) as error:
        raise UsageError(f"{out}: is not a report of this program") from error
    if not plan.documents:
        raise UsageError(f"{out}: no indicator rests on a document")
    checked = {f["path"]: f["sha256"] for f in report["files"]}
    wanted = {d.file for d in plan.documents}
    with (
        tempfile.TemporaryDirectory(prefix="evidencecheck.") as scratch,
        ReadingPool(options, engine_key(options.ocr)) as pool,
    ):
        progress(Step("collecting"))
        try:
            found = collect(source, Path(scratch), options.limits)
        except NothingToRead as error:
            raise UsageError(str(error)) from error
        files = [f for f in found if f.path in wanted and f.sha256 == checked[f.path]]
        there = {f.path for f in files}
        for path in sorted(wanted - there):
            tell(f"not bound: {path} (gone, or changed since it was checked)")
        readings = pool.read(
            files,
            lambda path, pages, of: progress(Step("reading", path, pages, of, len(files))),
        )
        progress(Step("writing", files=len(files)))
        with PlacedPages(files, readings, options.limits) as pages:
            return render_bound(plan, book, pages.place, pages.is_wide, lang)


def _noted(out: Path) -> Path:
    known = whereabouts(out)
    if known is None or not known.source.exists():
        raise UsageError(f"{out}: does not say where the evidence lies; name its folder")
    return known.source
