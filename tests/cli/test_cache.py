"""cache show and cache clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidencecheck.cli import run


def test_show_and_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EVIDENCECHECK_CACHE", str(tmp_path))
    entry = tmp_path / "ab" / f"ab{'0' * 62}.json"
    entry.parent.mkdir()
    entry.write_text("{}")
    assert run(["cache", "show", "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{tmp_path}: 1 entries, 0.0 MiB\n"
    assert run(["cache", "clear"]) == 0
    assert capsys.readouterr().out == f"已清空 {tmp_path}：1项，0.0 MiB\n"
    assert not entry.exists()
