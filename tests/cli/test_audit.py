"""audit keygen and export, as they are typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evidencecheck.cli import run
from tests.conftest import ROOT
from tests.running.conftest import FIRM, write_pdf


def test_from_a_check_to_a_verified_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pdf(tmp_path / "in" / "承诺书.pdf", "承诺书", FIRM)
    out, key, signed = tmp_path / "out", tmp_path / "私钥.pem", tmp_path / "证明.dsse.json"
    assert run(["check", str(tmp_path / "in"), "--system", "tianjin", "--applicant", FIRM,
                "--out", str(out), "--quiet", "--ocr", "none", "--workers", "1"]) == 1  # fmt: skip
    assert run(["audit", "keygen", str(key)]) == 0
    assert f"{key}.pub" in capsys.readouterr().out
    assert run(["audit", "export", str(out), str(signed), "--key", str(key)]) == 0
    shown = capsys.readouterr().out
    head = next(line.split()[1] for line in shown.splitlines() if line.startswith("head "))
    assert run(["audit", "verify", str(out), "--expect", head]) == 0

    command = [sys.executable, str(ROOT / "docs" / "verify_attestation.py"), str(signed),
               "--key", f"{key}.pub", "--out", str(out),
               "--evidence", str(tmp_path / "in")]  # fmt: skip
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603

    capsys.readouterr()
    assert run(["audit", "export", str(out), str(signed), "--key", str(key)]) == 2
    error = capsys.readouterr().err
    assert "已经存在" in error
    assert error.count("\n") == 1
