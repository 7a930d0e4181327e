"""Options that several commands share."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from evidencecheck.running.errors import UsageError

_MOST_DAYS = 365


class Lang(StrEnum):
    """Language of reports and messages."""

    zh = "zh"
    en = "en"


System = Annotated[str, typer.Option("--system", help="Id of the indicator system. 指标体系编号。")]
Applicant = Annotated[
    str, typer.Option("--applicant", help="Registered name of the factory. 申报企业全称。")
]
CreditCode = Annotated[
    str, typer.Option("--credit-code", help="Its unified social credit code. 统一社会信用代码。")
]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=["%Y-%m-%d"],
        help="Assessment date; today if not given. 评价基准日，默认当天。",
    ),
]
Deadline = Annotated[
    str,
    typer.Option(
        "--deadline",
        metavar="DAYS|DATE",
        help="By when the correction notice asks for an answer: days from its receipt, or a date; "
        "15 days if not given. 补正期限（天数或日期），默认收到之日起15日。",
    ),
]
Tier = Annotated[str, typer.Option("--tier", help="Tier applied for, where there are any. 等级。")]
Out = Annotated[Path, typer.Option("--out", help="Folder for the results. 结果文件夹。")]
Ocr = Annotated[str, typer.Option("--ocr", help="rapidocr, paddleocr or none. 文字识别引擎。")]
Workers = Annotated[
    int,
    typer.Option("--workers", min=0, max=64, help="Reading processes; 0: by processors. 进程数。"),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read everything anew. 不使用缓存。")]
Language = Annotated[Lang, typer.Option("--lang", help="Language of the results. 结果语言。")]
LogJson = Annotated[
    bool, typer.Option("--log-json", help="Progress as JSON lines on stderr. 以 JSON 输出进度。")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress, no tables. 静默。")]
CorpusFile = Annotated[
    str,
    typer.Option(
        "--corpus",
        metavar="FILE",
        help="Compare with the submissions whose fingerprints FILE holds, and add these; "
        "'default' is the user's own. 与指纹库中其他企业的材料比对。",
    ),
]
Rules = Annotated[
    Path | None,
    typer.Option("--rules", help="Rules folder in place of the program's own. 规则文件夹。"),
]


def deadline_of(given: str) -> date | int | None:
    """What ``--deadline`` means: a day, or a number of days; None where it is not given.

    Raises:
        UsageError: it is neither.
    """
    if not given:
        return None
    if given.isdecimal() and 1 <= int(given) <= _MOST_DAYS:
        return int(given)
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise UsageError(
            f"--deadline {given}: give 1 to {_MOST_DAYS} days, or a date (YYYY-MM-DD)"
        ) from error
