"""The program from Python."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidencecheck.domain.report import Report
    from evidencecheck.reports.batch_rows import BatchRow
    from evidencecheck.running.options import Options


def check(
    folder: str | Path,
    *,
    system: str = "",
    applicant: str = "",
    credit_code: str = "",
    date: dt.date | None = None,
    tier: str = "",
    out: str | Path | None = None,
    lang: str = "zh",
    deadline: dt.date | int | None = None,
    corpus: str | Path = "",
    options: Options | None = None,
) -> Report:
    """Check one submission: a folder, an archive or a single file.

    What is left empty is taken from applicant.yaml in the submission; ``date`` is today by default.
    With ``out`` the reports are written there as ``evidencecheck check`` does; ``deadline`` is that
    of the correction notice, a day or a number of days. ``corpus``: a file of fingerprints that the
    papers are held against and that takes in theirs; ``"default"`` is the user's own.

    Raises:
        evidencecheck.running.errors.UsageError: the submission, system or ``out`` cannot be used.
    """
    # Imported when called: ``import evidencecheck`` alone costs nothing.
    from evidencecheck.running.check import Checker
    from evidencecheck.running.corpus import Corpus, corpus_path
    from evidencecheck.running.extracting import load_extractor
    from evidencecheck.running.options import Options
    from evidencecheck.running.setup import load_book
    from evidencecheck.running.submission import Request

    book = load_book()
    request = Request(system, applicant, credit_code, date, tier, deadline)
    with Checker(book, load_extractor(book), options or Options()) as checker:
        return checker.check(
            Path(folder),
            request,
            Path(out) if out else None,
            lang=lang,
            twins_of=Corpus(corpus_path(str(corpus))).twins if corpus else None,
        )


def batch(
    root: str | Path,
    *,
    out: str | Path,
    system: str = "",
    date: dt.date | None = None,
    tier: str = "",
    lang: str = "zh",
    corpus: str | Path = "",
    options: Options | None = None,
) -> list[BatchRow]:
    """Check every applicant under ``root`` into ``out``; a row of the summary for each.

    The applicants' papers are held against each other's, and against those of ``corpus``.

    Raises:
        evidencecheck.running.errors.UsageError: there is nothing to check, or ``out`` cannot be
            written.
    """
    from evidencecheck.running.batch import Batch
    from evidencecheck.running.check import Checker
    from evidencecheck.running.corpus import Corpus, corpus_path
    from evidencecheck.running.extracting import load_extractor
    from evidencecheck.running.options import Options
    from evidencecheck.running.setup import load_book
    from evidencecheck.running.submission import Request

    book = load_book()
    chosen = options or Options()
    with Checker(book, load_extractor(book), chosen) as checker:
        run = Batch(checker, book, chosen)
        return run.run(
            Path(root),
            Request(system=system, date=date, tier=tier),
            Path(out),
            lang=lang,
            corpus=Corpus(corpus_path(str(corpus))) if corpus else None,
        )
