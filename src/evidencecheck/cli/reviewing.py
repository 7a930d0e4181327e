"""review: the reviewers' page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.cli.options import Lang, Language, Rules
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
    from evidencecheck.review.guard import PARAMETER, new_token
    from evidencecheck.review.library import Library, Outs
    from evidencecheck.review.server import HOST, listen, serve
    from evidencecheck.running.setup import load_book

    if not out.is_dir():
        raise UsageError(f"{out}: no such folder")
    if evidence is not None and not evidence.exists():
        raise UsageError(f"--evidence {evidence}: no such file or folder")
    library = Library(Outs(out), evidence)
    if not library.names():
        raise UsageError(f"{out}: no report in it; run evidencecheck check first")
    book, token = load_book(rules), new_token()
    on = listen(port)
    address = f"http://{HOST}:{on.getsockname()[1]}/?{PARAMETER}={token}"
    console = Console(soft_wrap=True, highlight=False)
    try:
        app = create_app(library, book, token, lang.value)
        serve(app, on, lambda line: console.print(line, markup=False), address)
    finally:
        library.close()
        on.close()
    return 0
