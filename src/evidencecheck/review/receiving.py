"""Files that come from the browser, one request each: whole or not at all, within the limits."""

from __future__ import annotations

import os
import secrets
import shutil
import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path, PurePosixPath

from starlette.concurrency import run_in_threadpool

from evidencecheck.domain.limits import Limits
from evidencecheck.review.handed_in import Submissions

_SPARE = 512 * 1024 * 1024
"""Bytes that stay free on the disk: a check writes too."""
_LONGEST_PART = 255
_LONGEST = 1000


class Refused(Exception):  # noqa: N818
    """A file is not taken; the message is a key of ``words.yaml``."""


class Receiver:
    """Takes the files of submissions."""

    def __init__(self, submissions: Submissions, limits: Limits) -> None:
        self._submissions = submissions
        self._limits = limits
        self._taken: dict[str, dict[str, int]] = {}
        """Size of every whole file, by submission and path."""

    def check(self, name: str, path: str, size: int) -> None:
        """Make sure that a file of ``size`` bytes can be taken.

        Raises:
            Refused: it cannot.
        """
        taken = self._sizes(name)
        others = sum(s for p, s in taken.items() if p != path)
        if size > self._limits.file_bytes or others + size > self._limits.archive_bytes:
            raise Refused("too_large")
        if path not in taken and len(taken) >= self._limits.total_files:
            raise Refused("too_many")
        if shutil.disk_usage(self._submissions.evidence(name)).free < size + _SPARE:
            raise Refused("disk_full")

    async def receive(self, name: str, path: str, size: int, body: AsyncIterator[bytes]) -> None:
        """Take a file; it replaces one of the same path.

        Args:
            name: of the submission.
            path: relative, with forward slashes.
            size: bytes that are announced.
            body: the bytes.

        Raises:
            Refused: it cannot be taken, or is not what was announced.
        """
        target = self._target(name, path)
        self.check(name, path, size)
        incoming = self._submissions.incoming(name)
        incoming.mkdir(exist_ok=True)
        part = incoming / f"{secrets.token_hex(8)}.part"
        try:
            with part.open("xb") as file:
                await self._write(file.fileno(), size, body)
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                part.replace(target)
            except OSError as error:
                # A folder where the file should be, or a file where a folder should be.
                raise Refused("bad_name") from error
        finally:
            part.unlink(missing_ok=True)
        self._sizes(name)[path] = size

    def remove(self, name: str, path: str) -> None:
        """Take a file out of a submission again.

        Raises:
            Refused: there is none of that path.
        """
        if path not in self._sizes(name):
            raise Refused("not_found")
        target = self._target(name, path)
        target.unlink(missing_ok=True)
        folder = target.parent
        while folder != self._submissions.evidence(name) and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
        del self._sizes(name)[path]

    @staticmethod
    async def _write(descriptor: int, size: int, body: AsyncIterator[bytes]) -> None:
        received = 0
        async for chunk in body:
            received += len(chunk)
            if received > size:
                raise Refused("cut_off")
            await run_in_threadpool(_write_all, descriptor, chunk)
        if received != size:
            raise Refused("cut_off")
        await run_in_threadpool(os.fsync, descriptor)

    def _sizes(self, name: str) -> dict[str, int]:
        if name not in self._taken:
            self._taken[name] = dict(self._submissions.files(name))
        return self._taken[name]

    def _target(self, name: str, path: str) -> Path:
        parts = PurePosixPath(path).parts
        if not parts or path != "/".join(parts) or len(path.encode()) > _LONGEST:
            raise Refused("bad_name")
        if not all(map(_is_name, parts)):
            raise Refused("bad_name")
        return self._submissions.evidence(name).joinpath(*parts)


def _is_name(part: str) -> bool:
    """Whether ``part`` can be the name of a file or folder, and of nothing above it."""
    if part in {".", "..", "/", ""} or "\\" in part or len(part.encode()) > _LONGEST_PART:
        return False
    return not any(unicodedata.category(c) in {"Cc", "Cs"} for c in part)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
