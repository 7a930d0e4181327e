"""Archives other than zip, and mails, unpacked in a process of its own.

That process has a limit of memory and of time for each archive; one that spins or dies is replaced.
What it had unpacked by then is kept.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from concurrent.futures import Future
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from pebble import ProcessPool

from evidencecheck.domain.files import MediaType
from evidencecheck.domain.limits import Limits
from evidencecheck.intake.members import Job, Out, Unpacked, told
from evidencecheck.intake.refused import Refused
from evidencecheck.intake.sniff import HEAD, sniff
from evidencecheck.intake.zips import mebibytes

ARCHIVES = frozenset(
    {
        MediaType.SEVEN_ZIP,
        MediaType.RAR,
        MediaType.TAR,
        MediaType.GZIP,
        MediaType.BZIP2,
        MediaType.XZ,
    }
)
"""Formats whose members are listed in their stead."""
MAILS = frozenset({MediaType.EML, MediaType.MSG})
"""Formats that are read, and whose attachments are listed beside them."""

_JOBS_PER_PROCESS = 200


class Unpacker:
    """Unpacks archives one at a time; a context manager that ends its process."""

    def __init__(self, limits: Limits) -> None:
        """Nothing is started before an archive comes."""
        self._limits = limits
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Unpacker:
        """Use as a context manager."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._end()

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None

    def unpack(self, job: Job) -> Unpacked:
        """Unpack an archive. Never raises: what went wrong is in what comes back."""
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=_JOBS_PER_PROCESS,
                initializer=_confine,
                initargs=(self._limits.archive_memory,),
                context=multiprocessing.get_context("spawn"),
            )
        seconds = self._limits.archive_seconds
        future: Future[None] = self._pool.schedule(unpack, args=(job,), timeout=seconds)
        try:
            future.result()
            reason = "cannot be opened"
        except TimeoutError:
            reason = f"not read within {seconds:.0f} s"
        except Exception as error:  # noqa: BLE001  (whatever an unpacker dies of is the archive's finding)
            reason = f"the reader failed: {type(error).__name__}"
            # A pool whose process was killed at a bad moment takes nothing more.
            self._end()
        found = told(job.folder) or Unpacked(code="F101")
        return replace(found, reason=reason) if found.code and not found.reason else found


def root_file(source: Path, name: str, most: int) -> bytes | None:
    """One file at the root of an archive that is no zip; None where there is none.

    Args:
        source: the archive.
        name: of the file.
        most: bytes that it may have.

    Raises:
        OSError: the archive cannot be opened.
    """
    stat = source.stat()
    return _root_file(source, name, most, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _root_file(source: Path, name: str, most: int, _changed: int, size: int) -> bytes | None:
    with source.open("rb") as file:
        media = sniff(file.read(HEAD), source).media
    if media not in ARCHIVES:
        return None
    limits = Limits(file_bytes=most)
    with tempfile.TemporaryDirectory(prefix="evidencecheck.") as scratch:
        folder = Path(scratch)
        room = limits.archive_bytes
        job = Job(media, source.name, source, folder, limits, size, room, only=name)
        with Unpacker(limits) as unpacker:
            found = unpacker.unpack(job)
        return next(((folder / m.file).read_bytes() for m in found.members if m.file), None)


def unpack(job: Job) -> None:
    """Unpack an archive into the folder of its job; runs in a process of its own."""
    out = Out(job)
    refused: Refused | None = None
    try:
        _unpack(job, out)
    except Refused as error:
        refused = error
    except MemoryError:
        most = mebibytes(job.limits.archive_memory)
        refused = Refused("F107", "more memory is needed", limit=most)
    except RecursionError:
        refused = Refused("F101", "its parts are nested too deeply")
    finally:
        out.close(refused)


def _unpack(job: Job, out: Out) -> None:
    # Each library is loaded only where one of its archives comes.
    match job.media:
        case MediaType.SEVEN_ZIP:
            from evidencecheck.intake.seven_zips import unpack_seven_zip

            unpack_seven_zip(job, out)
        case MediaType.RAR:
            from evidencecheck.intake.rars import unpack_rar

            unpack_rar(job, out)
        case MediaType.EML:
            from evidencecheck.intake.mails import unpack_eml

            unpack_eml(job, out)
        case MediaType.MSG:
            from evidencecheck.intake.outlook import unpack_msg

            unpack_msg(job, out)
        case _:
            from evidencecheck.intake.tars import unpack_stream

            unpack_stream(job, out)


def _confine(memory: int) -> None:
    """Let this process have no more than ``memory`` bytes, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
