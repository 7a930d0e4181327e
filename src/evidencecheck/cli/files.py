"""A file that a command was asked to write: whole or not at all, and never over another."""

from __future__ import annotations

import tempfile
from pathlib import Path

from evidencecheck.running.errors import UsageError


def check_suffix(out: Path, suffix: str) -> None:
    """Make sure, before any work is done, that ``out`` is named as what it will be.

    Raises:
        UsageError: it is not.
    """
    if out.suffix.lower() != suffix:
        raise UsageError(f"{out}: give a file name that ends in {suffix}")


def write_once(out: Path, data: bytes) -> None:
    """Write ``out`` whole or not at all; a file that is there may have been filled in, and stays.

    Raises:
        UsageError: it is there with other content, or cannot be written.
    """
    try:
        if out.exists():
            if out.is_file() and out.read_bytes() == data:
                return
            raise UsageError(f"{out}: is already there; give a name that is not taken")
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder:
            staged = Path(folder) / out.name
            staged.write_bytes(data)
            staged.rename(out)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written: {error.strerror or error}") from error
