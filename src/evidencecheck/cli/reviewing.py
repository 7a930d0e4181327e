"""review and serve: the reviewers' page, and the same with an upload page."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.cli.options import Lang, Language, LogJson, NoCache, Ocr, Quiet, Rules, Workers
from evidencecheck.reports.words import catalogue
from evidencecheck.running.errors import UsageError

Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, help="Port on loopback; 0: any. 端口。")
]


def review(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Results of check or batch. 结果。")],
    port: Port = 0,
    evidence: Annotated[
        Path | None,
        typer.Option("--evidence", help="Where the evidence lies now. 原始材料的位置。"),
    ] = None,
    lang: Language = Lang.zh,
    rules: Rules = None,
) -> int:
    """Review results in the browser: look at the evidence and decide. 在浏览器中审核。

    The page is served on this machine only; nothing leaves it. Ctrl+C ends it.

    Example: evidencecheck review 结果/
    """
    # The web server is brought along only where it is wanted.
    from evidencecheck.review.app import create_app
    from evidencecheck.review.guard import new_token
    from evidencecheck.review.library import Library, Outs
    from evidencecheck.review.server import listening
    from evidencecheck.running.setup import load_book

    if not out.is_dir():
        raise UsageError(f"{out}: no such folder")
    if evidence is not None and not evidence.exists():
        raise UsageError(f"--evidence {evidence}: no such file or folder")
    library = Library(Outs(out), evidence)
    if not library.names():
        raise UsageError(f"{out}: no report in it; run evidencecheck check first")
    book, token = load_book(rules), new_token()
    with ExitStack() as opened:
        opened.callback(library.close)
        server = opened.enter_context(listening(port, token))
        library.warm()
        server.run(create_app(library, book, token, lang.value), _announce(lang))
    return 0


def serve(
    root: Annotated[
        Path,
        typer.Argument(metavar="ROOT", help="Folder for what is handed in. 存放申报的文件夹。"),
    ],
    port: Port = 0,
    ocr: Ocr = "rapidocr",
    workers: Workers = 0,
    no_cache: NoCache = False,
    lang: Language = Lang.zh,
    log_json: LogJson = False,
    quiet: Quiet = False,
    rules: Rules = None,
) -> int:
    """Hand in, check and review in the browser, without a terminal. 在浏览器中提交、核查、审核。

    The pages are served on this machine only; nothing leaves it. Ctrl+C ends it.

    Example: evidencecheck serve 申报/

    Each submission has a folder in ROOT. What was received is kept when the server is stopped, and
    a check that was cut off is offered again.
    """
    from evidencecheck.review.app import create_app
    from evidencecheck.review.guard import new_token
    from evidencecheck.review.handed_in import Submissions
    from evidencecheck.review.library import Library
    from evidencecheck.review.server import listening
    from evidencecheck.review.uploading import Uploading
    from evidencecheck.running.engine import engine_key
    from evidencecheck.running.options import Options
    from evidencecheck.running.setup import load_book

    engine_key(ocr)
    options = Options(ocr=ocr, workers=workers, cache=not no_cache)
    try:
        submissions = Submissions(root)
    except OSError as error:
        raise UsageError(f"{root}: cannot be written: {error.strerror or error}") from error
    book, token = load_book(rules), new_token()
    with ExitStack() as opened:
        server = opened.enter_context(listening(port, token))
        library = Library(submissions)
        opened.callback(library.close)
        library.warm()
        uploading = Uploading(submissions, library, book, options, rules=rules, lang=lang.value)
        opened.callback(uploading.close)
        app = create_app(library, book, token, lang.value, uploading)
        server.run(app, _announce(lang, quiet=quiet, log_json=log_json))
    return 0


def _announce(lang: Lang, *, quiet: bool = False, log_json: bool = False) -> Callable[[str], None]:
    """What tells the address: as a line with a hint, bare, or as JSON on stderr."""

    def tell(address: str) -> None:
        if log_json:
            sys.stderr.write(json.dumps({"stage": "serving", "address": address}) + "\n")
            sys.stderr.flush()
            return
        console = Console(soft_wrap=True, highlight=False)
        console.print(address, markup=False)
        if not quiet:
            hint = catalogue()["labels"]["serving"].get(lang.value)
            Console(stderr=True, highlight=False).print(hint, markup=False)

    return tell
