"""OUT is written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidencecheck.running.errors import UsageError

_OURS = "report.json"


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A folder beside ``out`` that takes its place when the block ends without an error.

    Raises:
        UsageError: ``out`` is a file, holds something else than a report, or cannot be written.
    """
    check_writable(out)
    staging = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        yield staging
        staging.chmod(0o755)
        _swap(staging, out)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def check_writable(out: Path) -> None:
    """Make sure, before any work is done, that ``out`` can be written.

    Raises:
        UsageError: it cannot.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; give a folder that does not exist yet")
    if out.is_dir() and any(out.iterdir()) and not (out / _OURS).is_file():
        raise UsageError(f"{out}: holds other files; give an empty folder or a new one")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent):
            pass
    except OSError as error:
        raise UsageError(f"{out}: cannot be written: {error.strerror or error}") from error
    if out.is_dir() and not os.access(out, os.W_OK):
        raise UsageError(f"{out}: cannot be written: permission denied")


def _swap(staging: Path, out: Path) -> None:
    if not out.exists():
        staging.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.old.", dir=out.parent))
    kept = old / "out"
    out.rename(kept)
    try:
        staging.rename(out)
    except OSError:
        kept.rename(out)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
