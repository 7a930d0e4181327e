"""bind: the evidence as one PDF with bookmarks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.cli.files import check_suffix, write_once
from evidencecheck.cli.options import Lang, Language, LogJson, NoCache, Ocr, Quiet, Rules, Workers
from evidencecheck.running.setup import load_book


def bind(
    results: Annotated[Path, typer.Argument(metavar="OUT", help="Result folder. 结果文件夹。")],
    out: Annotated[Path, typer.Option("--out", help="PDF to write. 要生成的 PDF 文件。")],
    evidence: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER",
            help="The submission; where it lay when checked, if not given. 申报材料。",
        ),
    ] = None,
    ocr: Ocr = "rapidocr",
    workers: Workers = 0,
    no_cache: NoCache = False,
    lang: Language = Lang.zh,
    log_json: LogJson = False,
    quiet: Quiet = False,
    rules: Rules = None,
) -> int:
    """Bind the evidence into one PDF with index and bookmarks. 将证据按指标顺序汇编为一个 PDF。

    Example: evidencecheck bind 结果/ 申报材料/ --out 证据汇编.pdf

    Every page is stamped with its file and page. Exit status 1 where a file is gone or was changed
    since it was checked: it is not bound.
    """
    from evidencecheck.cli.progress import progress
    from evidencecheck.cli.telling import Lines
    from evidencecheck.running.binding import bind as bound
    from evidencecheck.running.options import Options

    check_suffix(out, ".pdf")
    options = Options(ocr=ocr, workers=workers, cache=not no_cache)
    left_out: list[str] = []
    with progress(lang, quiet=quiet, log_json=log_json) as show:
        data = bound(
            results,
            evidence,
            load_book(rules),
            options,
            lang=lang.value,
            progress=show,
            tell=left_out.append,
        )
    write_once(out, data)
    if not quiet:
        console = Console(soft_wrap=True, highlight=False)
        lines = Lines(lang)
        for line in left_out:
            lines.keep(line)
        lines.show(console)
        console.print(str(out), markup=False)
    return int(bool(left_out))
