"""OUT is written whole or not at all, and what others put there stays."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from evidencecheck.domain.out import NOTICE, REPORT_JSON, SCORESHEET, TRAIL
from evidencecheck.running.errors import UsageError

_WRITTEN = ".written.json"
"""sha256 of every file of ours as it was written: tells a paper that was filled in since."""

_FILLED_IN = (SCORESHEET, NOTICE)
"""Files of ours that people work on."""

_GROWING = (TRAIL,)
"""Files of ours that are added to between runs; their next version is made from the last."""

Tell = Callable[[str], None]
"""Called with one plain line that the user should read."""


def untold(_: str) -> None:
    """Tell nobody."""


@contextmanager
def whole_folder(out: Path, tell: Tell = untold) -> Iterator[Path]:
    """A folder beside ``out`` that takes its place when the block ends without an error.

    Files in ``out`` that are not ours stay as they are; a paper of ours that was changed since it
    was written is kept under a numbered name, and ``tell`` is called with a line about it.

    Raises:
        UsageError: ``out`` is a file, holds something else than a report, or cannot be written.
    """
    check_writable(out)
    staging = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        yield staging
        written = {p.name: _digest(p) for p in sorted(staging.iterdir())}
        lines = _carry_over(out, staging, written) if out.is_dir() else []
        (staging / _WRITTEN).write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
        staging.chmod(0o755)
        _swap(staging, out)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    for line in lines:
        tell(line)


def as_written(out: Path) -> bool:
    """Whether every file of ours in ``out`` is there, unchanged but for those that may be."""
    before = _written_before(out)
    return bool(before) and all(
        (out / name).is_file()
        and (name in (*_FILLED_IN, *_GROWING) or _digest(out / name) == digest)
        for name, digest in before.items()
    )


def check_writable(out: Path) -> None:
    """Make sure, before any work is done, that ``out`` can be written.

    Raises:
        UsageError: it cannot.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; give a folder that does not exist yet")
    if out.is_dir() and any(out.iterdir()) and not (out / REPORT_JSON).is_file():
        raise UsageError(f"{out}: holds other files; give an empty folder or a new one")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent):
            pass
    except OSError as error:
        raise UsageError(f"{out}: cannot be written: {error.strerror or error}") from error
    if out.is_dir() and not os.access(out, os.W_OK):
        raise UsageError(f"{out}: cannot be written: permission denied")


def check_outside(out: Path, source: Path) -> None:
    """Make sure that results do not become evidence: ``out`` is not in the folder ``source``.

    Raises:
        UsageError: it is.
    """
    if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
        raise UsageError(f"{out}: lies in the folder to be checked; give a folder outside of it")


def _carry_over(out: Path, staging: Path, written: dict[str, str]) -> list[str]:
    """Bring into ``staging`` what is to stay of ``out``; a line for each sheet renamed."""
    before = _written_before(out)
    lines = []
    for entry in sorted(out.iterdir()):
        name = entry.name
        # The trail's own log is in the copy of the trail.
        if name == _WRITTEN or name.startswith(tuple(f"{n}-" for n in _GROWING)):
            continue
        if name not in written:
            # A report of ours that this run no longer makes goes, unless somebody worked on it.
            if name not in before or _digest(entry) != before[name]:
                _place(entry, staging / name)
        elif name in _FILLED_IN and _digest(entry) not in {before.get(name), written[name]}:
            kept = _numbered(name, out, staging)
            _place(entry, staging / kept)
            lines.append(f"{name} was changed since it was written; it is kept as {kept}")
    return lines


def _written_before(out: Path) -> dict[str, str]:
    try:
        return dict(json.loads((out / _WRITTEN).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _digest(path: Path) -> str:
    """sha256 in hex of a regular file; empty for anything else."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _numbered(name: str, *folders: Path) -> str:
    """``name`` with the first number that is free in all ``folders``: ``scoresheet-1.xlsx``."""
    path, number = Path(name), 1
    while any(os.path.lexists(f / f"{path.stem}-{number}{path.suffix}") for f in folders):
        number += 1
    return f"{path.stem}-{number}{path.suffix}"


def _place(source: Path, target: Path) -> None:
    """The same file or folder under a second name; ``source`` stays until all is written."""
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True, copy_function=_link)
    else:
        _link(source, target)


def _link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        # A file system without hard links.
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(staging: Path, out: Path) -> None:
    if not out.exists():
        staging.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.old.", dir=out.parent))
    kept = old / "out"
    try:
        out.rename(kept)
        staging.rename(out)
    finally:
        # Whatever came between, a signal too: one of the two is in its place before one is deleted.
        if kept.exists() and not out.exists():
            kept.rename(out)
        shutil.rmtree(old, ignore_errors=True)
