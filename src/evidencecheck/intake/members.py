"""Members of an archive on their way out: written, counted, and told of in a journal.

Archives other than zip are unpacked in a process of its own (see `unpacker`): their libraries trust
what an archive declares, and hold more in memory than is good. The journal is what that process
leaves behind even when it is ended half way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from evidencecheck.domain.files import MediaType
from evidencecheck.domain.limits import Limits
from evidencecheck.intake.names import member_path
from evidencecheck.intake.refused import Refused
from evidencecheck.intake.zips import mebibytes

BLOCK = 256 * 1024
"""Bytes unpacked at a time."""
_JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Job:
    """One archive to be unpacked."""

    media: MediaType
    name: str
    """File name of the archive: a gzip file may hold no other."""
    location: Path
    folder: Path
    """An empty folder of its own, for its members."""
    limits: Limits
    packed: int
    """Bytes that it takes up in the outermost archive."""
    room: int
    """Bytes that may still be unpacked."""
    only: str = ""
    """Path of the one member that is wanted; empty for all."""

    def wants(self, name: str) -> bool:
        """Whether a member is wanted, by the name that its maker saw."""
        return not self.only or member_path(name) == self.only


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive, or why it is none that can be read."""

    name: str
    """As its maker saw it, not yet made safe."""
    file: str = ""
    """Name of its file in the folder of the job; empty where ``code`` says why there is none."""
    code: str = ""
    """F101, F102, F107; F104 for a link or device."""
    reason: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of an archive."""

    members: tuple[Member, ...] = ()
    bytes: int = 0
    code: str = ""
    """Why it was not unpacked, or not to its end: F101, F102, F104, F107; empty if it was."""
    reason: str = ""
    limit: str = ""


class Out:
    """The way out of one archive: counts every byte and every member against the limits."""

    def __init__(self, job: Job) -> None:
        """Begin the journal."""
        self.job = job
        self._journal = (job.folder / _JOURNAL).open("w", encoding="utf-8")
        self._members = 0
        self._written = 0
        self._bomb = max(job.limits.archive_ratio_floor, job.limits.archive_ratio * job.packed)

    def close(self, refused: Refused | None = None) -> None:
        """End the journal; ``refused`` says why the archive was not unpacked to its end."""
        if refused is None:
            self._tell(end=True)
        else:
            self._tell(code=refused.code, reason=refused.reason, limit=refused.limit)
        self._journal.close()

    def member(self, name: str, blocks: Iterable[bytes]) -> None:
        """Write a member. One that is refused is told of, and the next may come.

        Raises:
            Refused: F107 the archive as a whole is over a limit.
        """
        try:
            with self.room(name) as write:
                for block in blocks:
                    write(block)
        except Refused as refused:
            self.refuse(name, refused)

    @contextmanager
    def room(self, name: str) -> Iterator[Write]:
        """A place for a member; what is raised inside leaves no file and no entry.

        Raises:
            Refused: F107 over a limit of one member or of the whole archive.
        """
        self._count()
        path = self.job.folder / str(self._members)
        done = False
        try:
            with path.open("wb") as file:
                yield Write(self, file)
            done = True
        finally:
            if not done:
                path.unlink(missing_ok=True)
        self._tell(name=name, file=path.name)

    def refuse(self, name: str, refused: Refused) -> None:
        """Tell of a member that cannot be used; go on where only that one is meant."""
        if isinstance(refused, Spent):
            raise refused
        self._tell(name=name, code=refused.code, reason=refused.reason, limit=refused.limit)

    def skip(self, name: str, word: str) -> None:
        """Tell of a member that is no file."""
        self._count()
        self._tell(name=name, code="F104", reason=word)

    def pass_by(self) -> None:
        """Count a member of which nothing comes out."""
        self._count()

    def written(self, count: int, member: int) -> None:
        """Count ``count`` bytes more, of a member that has ``member`` by now.

        Raises:
            Refused: F107 the member is too large.
            Spent: F107 nothing more may come out of the archive.
        """
        limits = self.job.limits
        self._written += count
        if self._written > self.job.room:
            most = mebibytes(limits.archive_bytes)
            raise Spent("F107", "all archives unpacked are larger", limit=most)
        if self._written > self._bomb:
            size = mebibytes(self._written)
            found = f"{size} unpacked from {self.job.packed} bytes, and more to come"
            raise Spent("F107", found, limit=f"{limits.archive_ratio} times")
        if member > limits.file_bytes:
            raise Refused("F107", "more unpacked", limit=mebibytes(limits.file_bytes))

    def _count(self) -> None:
        self._members += 1
        most = self.job.limits.archive_members
        if self._members > most:
            raise Spent("F107", "more members", limit=f"{most} members")

    def _tell(self, **entry: object) -> None:
        self._journal.write(json.dumps({**entry, "bytes": self._written}) + "\n")
        self._journal.flush()


class Spent(Refused):
    """Nothing more may come out of this archive."""


class Write:
    """Writes a member, block by block."""

    def __init__(self, out: Out, file: IO[bytes]) -> None:
        """Count on ``out`` what goes to ``file``."""
        self._out = out
        self._file = file
        self._size = 0

    def __call__(self, block: bytes) -> None:
        """Write a block.

        Raises:
            Refused: F107 over a limit.
        """
        self._size += len(block)
        self._out.written(len(block), self._size)
        self._file.write(block)


def told(folder: Path) -> Unpacked | None:
    """What the journal in a folder tells so far; None where the process did not end it."""
    members: list[Member] = []
    found: Unpacked | None = None
    count = 0
    try:
        lines = (folder / _JOURNAL).read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            break
        count = int(entry.pop("bytes"))
        if "name" in entry:
            members.append(Member(**entry))
        elif entry.pop("end", False):
            found = Unpacked(tuple(members), count)
        else:
            found = Unpacked(tuple(members), count, **entry)
    return found or Unpacked(tuple(members), count, "F101")
