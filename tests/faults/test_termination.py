"""SIGTERM while files are read: an orderly end, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.running.conftest import FIRM, write_pdf

SECONDS = 60
"""Long enough for the slowest machine; nothing is asserted about it."""


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_sigterm_leaves_no_scratch_and_no_warning(tmp_path: Path) -> None:
    for number in range(60):
        write_pdf(tmp_path / "in" / f"{number}.pdf", "零碳工厂承诺书", f"第{number}份")
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    arguments = [sys.executable, "-m", "evidencecheck", "check", str(tmp_path / "in"),
                 "--system", "tianjin", "--applicant", FIRM, "--out", str(tmp_path / "out"),
                 "--ocr", "none", "--workers", "1", "--no-cache", "--log-json"]  # fmt: skip
    with subprocess.Popen(  # noqa: S603
        arguments,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "TMPDIR": str(scratch)},
    ) as process:
        assert process.stderr is not None
        first = next(line for line in process.stderr if '"reading"' in line)
        assert first
        assert list(scratch.iterdir())
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
        assert process.wait(SECONDS) == 143
    lines = [line for line in rest.splitlines() if not line.startswith('{"stage"')]
    assert lines == []
    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out*"))
