"""corpus show, corpus forget, corpus clear."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.cli.options import Lang, Language

app = typer.Typer(
    help="Fingerprints of submissions seen before. 历次申报材料的指纹库。",
    no_args_is_help=True,
    rich_markup_mode=None,
)

File = Annotated[
    str,
    typer.Option("--corpus", metavar="FILE", help="Another file than the user's own. 指纹库文件。"),
]


@app.command("show")
def show(corpus: File = "default", lang: Language = Lang.zh) -> int:
    """Show whose fingerprints are kept; no words of any paper are. 查看指纹库中的企业。

    Example: evidencecheck corpus show
    """
    from evidencecheck.running.corpus import Corpus, corpus_path

    path = corpus_path(corpus)
    rows = Corpus(path).state()
    _print("corpus_state", lang, path=str(path), count=str(len(rows)))
    for row in rows:
        _print(
            "corpus_row",
            lang,
            name=row.name,
            system=row.system,
            year=str(row.year),
            documents=str(row.documents),
        )
    return 0


@app.command("forget")
def forget(
    applicant: Annotated[str, typer.Argument(help="Name or credit code. 企业名称或信用代码。")],
    corpus: File = "default",
    lang: Language = Lang.zh,
) -> int:
    """Delete the fingerprints of one applicant. 删除一家企业的指纹。

    Example: evidencecheck corpus forget 某某有限公司

    Exit status 1 where there were none.
    """
    from evidencecheck.running.corpus import Corpus, corpus_path

    path = corpus_path(corpus)
    count = Corpus(path).forget(applicant)
    _print("corpus_forgotten", lang, path=str(path), name=applicant, count=str(count))
    return 0 if count else 1


@app.command("clear")
def clear(corpus: File = "default", lang: Language = Lang.zh) -> int:
    """Delete all fingerprints. 清空指纹库。

    Example: evidencecheck corpus clear
    """
    from evidencecheck.running.corpus import Corpus, corpus_path

    path = corpus_path(corpus)
    _print("corpus_cleared", lang, path=str(path), count=str(Corpus(path).clear()))
    return 0


def _print(label: str, lang: Lang, **said: str) -> None:
    from evidencecheck.reports.printable import printable
    from evidencecheck.reports.words import catalogue, fill

    words = catalogue()["labels"][label].get(lang.value)
    Console(soft_wrap=True, highlight=False).print(printable(fill(words, said)), markup=False)
