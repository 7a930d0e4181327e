"""sample, elusion: a second look at what was found supported."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.cli.files import check_suffix, write_once
from evidencecheck.cli.options import Lang, Language, Rules
from evidencecheck.running.setup import load_book


def sample(
    results: Annotated[
        Path, typer.Argument(metavar="OUT", help="Result folder, of one or a batch. 结果文件夹。")
    ],
    out: Annotated[
        Path, typer.Option("--out", help="Workbook to write, .xlsx. 要生成的表格文件。")
    ],
    size: Annotated[
        int, typer.Option("--size", min=1, max=10_000, help="Indicators to draw. 抽样数量。")
    ] = 60,
    seed: Annotated[
        str, typer.Option("--seed", help="By default from the reports' digests. 随机种子。")
    ] = "",
    lang: Language = Lang.zh,
    rules: Rules = None,
) -> int:
    """Draw supported indicators at random for a second look. 随机抽取“支持”判定供复核。

    Example: evidencecheck sample 汇总/ --size 60 --out 复核抽样.xlsx

    The same reports give the same sample. Fill in its column and read it back with elusion.
    """
    from evidencecheck.reports.sample_sheet import render_sample
    from evidencecheck.running.sampling import draw_sample

    check_suffix(out, ".xlsx")
    drawn = draw_sample(results, size, seed)
    write_once(out, render_sample(drawn, load_book(rules), lang.value))
    Console(soft_wrap=True, highlight=False).print(str(out), markup=False)
    return 0


def elusion(
    sheet: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="Sample, filled in. 已填写的抽样表。")
    ],
    lang: Language = Lang.zh,
    rules: Rules = None,
) -> int:
    """Estimate from a second look how many supported flags do not hold. 由复核结果估计差错率。

    Example: evidencecheck elusion 复核抽样.xlsx

    Exit status: 0 all that were drawn hold, 1 some do not or are not filled in, 2 wrong usage.
    """
    from evidencecheck.reports.elusion_shown import render_elusion
    from evidencecheck.running.sampling import read_second_look

    found = read_second_look(sheet)
    console = Console(soft_wrap=True, highlight=False)
    render_elusion(console, found.estimate, found.blank, load_book(rules), lang.value)
    return int(found.blank > 0 or found.estimate is None or found.estimate.wrong > 0)
