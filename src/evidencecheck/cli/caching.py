"""cache show, cache clear."""

from __future__ import annotations

import typer
from rich.console import Console

from evidencecheck.cli.options import Lang, Language

app = typer.Typer(
    help="Readings kept between runs. 已读取内容的缓存。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("show")
def show(lang: Language = Lang.zh) -> int:
    """Show where readings are kept and how much they take up. 查看缓存位置与大小。

    Example: evidencecheck cache show
    """
    _print("cache_state", lang, clear=False)
    return 0


@app.command("clear")
def clear(lang: Language = Lang.zh) -> int:
    """Delete all readings: every file is read anew. 清空缓存。

    Example: evidencecheck cache clear
    """
    _print("cache_cleared", lang, clear=True)
    return 0


def _print(label: str, lang: Lang, *, clear: bool) -> None:
    # Brings the models of the readings along, which --help does not need.
    from evidencecheck.domain.limits import MIB
    from evidencecheck.reading.cache import ReadingCache
    from evidencecheck.reports.words import catalogue, fill

    cache = ReadingCache()
    state = cache.clear() if clear else cache.state()
    words = catalogue()["labels"][label].get(lang.value)
    said = {
        "folder": str(state.folder),
        "entries": str(state.entries),
        "size": f"{state.bytes / MIB:.1f} MiB",
    }
    console = Console(soft_wrap=True, highlight=False)
    console.print(fill(words, said), markup=False)
