"""audit: verify, export, keygen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.domain.out import REPORT_JSON, SCORES_JSON
from evidencecheck.running.errors import UsageError

app = typer.Typer(help="The audit trail. 审计记录。", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def audit() -> None:
    """The audit trail. 审计记录。"""


@app.command("verify")
def verify_trail(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A result folder. 结果文件夹。")],
    expect: Annotated[
        str | None,
        typer.Option("--expect", help="Digest of the last event, kept elsewhere. 末条摘要。"),
    ] = None,
) -> int:
    """Verify that nothing in evidencecheck.db was changed afterwards. 核验审计记录未被改动。

    Example: evidencecheck audit verify 结果/

    Exit status 1, and the first broken link, if anything was changed.
    """
    # Brings the database along, which no other command needs so early.
    from evidencecheck.audit import FILE_NAME, verify

    trail = out / FILE_NAME
    if not trail.is_file():
        raise UsageError(f"{out}: no {FILE_NAME} in it")
    report = out / REPORT_JSON
    verdict = verify(
        trail,
        expected_head=expect,
        report=report if report.is_file() else None,
        scores=out / SCORES_JSON,
    )
    console = Console(soft_wrap=True, highlight=False)
    for warning in verdict.warnings:
        console.print(f"! {warning}", markup=False)
    if verdict.ok:
        console.print(f"✓ {verdict.events} events, head {verdict.head}", markup=False)
        return 0
    console.print(f"✗ {verdict.reason}", markup=False)
    return 1


@app.command("export")
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A result folder. 结果文件夹。")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write. 要生成的文件。")],
    key: Annotated[
        Path, typer.Option("--key", help="Private key, made by audit keygen. 签名私钥。")
    ],
    timestamp: Annotated[
        str,
        typer.Option(
            "--timestamp",
            metavar="URL",
            help="Server for a time stamp (RFC 3161); without it nothing is sent. 时间戳服务器。",
        ),
    ] = "",
) -> int:
    """Sign what was found, decided and scored, bound to the evidence. 导出签名的证明。

    Example: evidencecheck audit export 结果/ 证明.dsse.json --key 私钥.pem

    docs/verify_attestation.py verifies it without this program.
    """
    from evidencecheck.running.attestation import attest

    done = attest(out, key, file, at=datetime.now(UTC), timestamp=timestamp)
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"✓ {file}", markup=False)
    console.print(f"head {done.head}", markup=False)
    console.print(f"key  {done.key}", markup=False)
    if done.stamped is not None:
        console.print(f"time {done.stamped.isoformat()}", markup=False)
    return 0


@app.command("keygen")
def keygen(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Private key to write (PEM). 要生成的私钥。")
    ],
) -> int:
    """Make a key pair to sign with: FILE, and FILE.pub for everybody. 生成签名密钥对。

    Example: evidencecheck audit keygen 私钥.pem

    Keep FILE to yourself; it has no password.
    """
    from evidencecheck.running.attestation import key_pair

    public = key_pair(file)
    console = Console(soft_wrap=True, highlight=False)
    console.print(str(file), markup=False)
    console.print(str(public), markup=False)
    return 0
