"""check, batch, inspect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evidencecheck.cli.options import (
    Applicant,
    CorpusFile,
    CreditCode,
    Day,
    Deadline,
    Lang,
    Language,
    LogJson,
    NoCache,
    Ocr,
    Out,
    Quiet,
    Rules,
    System,
    Tier,
    Workers,
    deadline_of,
)
from evidencecheck.cli.telling import Told, tell_unchanged
from evidencecheck.running.options import Options
from evidencecheck.running.setup import rules_version
from evidencecheck.running.submission import Request
from evidencecheck.running.unchanged import TwinsOf, alone, still_holds

# Readers, engines and reports are imported once there is work for them (``runs``): --help, and a
# run that finds nothing changed, answer at once.


def check(
    folder: Annotated[Path, typer.Argument(help="Folder, archive or bound PDF. 申报材料。")],
    out: Out,
    system: System = "",
    applicant: Applicant = "",
    credit_code: CreditCode = "",
    date: Day = None,
    tier: Tier = "",
    deadline: Deadline = "",
    corpus: CorpusFile = "",
    ocr: Ocr = "rapidocr",
    workers: Workers = 0,
    no_cache: NoCache = False,
    lang: Language = Lang.zh,
    log_json: LogJson = False,
    quiet: Quiet = False,
    rules: Rules = None,
) -> int:
    """Check one submission and write its reports and papers. 核查一份申报材料。

    Example: evidencecheck check 申报材料/ --system tianjin --applicant 某某有限公司 --out 结果/

    Exit status: 0 nothing to report, 1 something found, 2 wrong usage or nothing readable.
    """
    version = rules_version(rules)
    options = Options(ocr=ocr, workers=workers, cache=not no_cache)
    day = date.date() if date else None
    request = Request(system, applicant, credit_code, day, tier, deadline_of(deadline))
    twins_of: TwinsOf = alone
    if corpus:
        from evidencecheck.running.compared import twins_kept

        twins_of = twins_kept(corpus, options)
    made = still_holds(
        folder,
        request,
        out,
        options=options,
        rules=version,
        lang=lang.value,
        twins_of=twins_of,
    )
    if made is not None:
        if not quiet:
            tell_unchanged(made, out, lang)
        return made.status
    from evidencecheck.cli.runs import run_check

    told = Told(lang, quiet=quiet, log_json=log_json)
    return run_check(folder, request, out, options, rules, told, corpus)


def batch(
    root: Annotated[Path, typer.Argument(help="One folder or archive an applicant. 批量材料。")],
    out: Out,
    system: System = "",
    date: Day = None,
    tier: Tier = "",
    deadline: Deadline = "",
    corpus: CorpusFile = "",
    ocr: Ocr = "rapidocr",
    workers: Workers = 0,
    no_cache: NoCache = False,
    lang: Language = Lang.zh,
    log_json: LogJson = False,
    quiet: Quiet = False,
    rules: Rules = None,
) -> int:
    """Check many submissions; resumes where it stopped. 批量核查，可断点续查。

    Example: evidencecheck batch 全部企业/ --system tianjin --out 结果/

    Each folder or archive under ROOT is one applicant: its name is the factory's, unless an
    applicant.yaml in it says otherwise.
    """
    from evidencecheck.cli.runs import run_batch

    options = Options(ocr=ocr, workers=workers, cache=not no_cache)
    day, by = date.date() if date else None, deadline_of(deadline)
    request = Request(system=system, date=day, tier=tier, deadline=by)
    told = Told(lang, quiet=quiet, log_json=log_json)
    return run_batch(root, request, out, options, rules, told, corpus)


def inspect(
    file: Annotated[Path, typer.Argument(help="One file, or an archive. 文件。")],
    json: Annotated[bool, typer.Option("--json", help="As JSON. 以 JSON 输出。")] = False,
    ocr: Ocr = "rapidocr",
    workers: Workers = 1,
    no_cache: NoCache = False,
    lang: Language = Lang.zh,
    log_json: LogJson = False,
    quiet: Quiet = False,
    rules: Rules = None,
) -> int:
    """Show what the checker sees in one file. 查看程序从一个文件中读到了什么。

    Example: evidencecheck inspect 核查声明.pdf
    """
    from evidencecheck.cli.runs import run_inspect

    options = Options(ocr=ocr, workers=workers, cache=not no_cache)
    told = Told(lang, quiet=quiet, log_json=log_json)
    return run_inspect(file, options, rules, told, json=json)
