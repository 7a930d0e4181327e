"""review and serve: wrong usage is one plain line, before anything is served."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from evidencecheck.cli import run


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that ``arguments`` are refused with."""
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    return line


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nowhere" in refused(["review", str(tmp_path / "nowhere")], capsys)


def test_a_folder_without_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert str(tmp_path) in refused(["review", str(tmp_path)], capsys)


def test_evidence_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report.json").touch()
    arguments = ["review", str(tmp_path), "--evidence", str(tmp_path / "gone")]
    assert "gone" in refused(arguments, capsys)


def test_a_port_that_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report.json").touch()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert port in refused(["review", str(tmp_path), "--port", port], capsys)


def test_a_root_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert "file" in refused(["serve", str(tmp_path / "file"), "--ocr", "none"], capsys)


def test_an_unknown_engine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "eyes" in refused(["serve", str(tmp_path / "root"), "--ocr", "eyes"], capsys)
    assert not (tmp_path / "root").exists()
