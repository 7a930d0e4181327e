"""7z archives, by py7zr: members are written as they are decompressed."""

from __future__ import annotations

import lzma
import struct
import zlib
from contextlib import ExitStack

import py7zr
from py7zr.io import MemIO, Py7zIO, WriterFactory

from evidencecheck.intake.members import Job, Out, Spent, Write
from evidencecheck.intake.refused import Refused

_DAMAGE = (
    py7zr.exceptions.ArchiveError,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    struct.error,
)
"""What py7zr raises on archives that are broken on purpose."""


def unpack_seven_zip(job: Job, out: Out) -> None:
    """Unpack a 7z archive.

    Raises:
        Refused: F101 damaged, F102 encrypted, F107 over a limit.
    """
    try:
        with job.location.open("rb") as file, py7zr.SevenZipFile(file) as archive:
            _unpack(archive, out)
    except py7zr.exceptions.PasswordRequired as error:
        raise Refused("F102", "encrypted with a password") from error
    except py7zr.exceptions.UnsupportedCompressionMethodError as error:
        raise Refused("F101", "packed by a method that is not supported") from error
    except _DAMAGE as error:
        raise Refused("F101", "damaged inside its archive") from error


def _unpack(archive: py7zr.SevenZipFile, out: Out) -> None:
    encrypted = archive.needs_password()
    writers = _Writers(out)
    for entry in archive.files:
        if entry.is_directory or not out.job.wants(entry.filename):
            continue
        if entry.is_symlink or entry.is_junction:
            out.skip(entry.filename, "symbolic link")
        elif entry.is_socket:
            out.skip(entry.filename, "pipe, socket or device")
        elif encrypted and not entry.emptystream:
            out.refuse(entry.filename, Refused("F102", "encrypted with a password"))
        else:
            writers.names[str(entry.id)] = entry.filename
            # By number: names may repeat, or lead out of the archive.
            archive.worker.register_filelike(entry.id, MemIO(str(entry.id), writers))
    if writers.names and not encrypted:
        archive.worker.extract(archive.fp, None, parallel=False)


class _Writers(WriterFactory):
    """Gives each member its writer."""

    def __init__(self, out: Out) -> None:
        self.names: dict[str, str] = {}
        self._out = out

    def create(self, filename: str) -> Py7zIO:
        return _Writer(self._out, self.names[filename])


class _Writer(Py7zIO):
    """One member. One that is too large is dropped, and the next one read."""

    def __init__(self, out: Out, name: str) -> None:
        self._out = out
        self._name = name
        self._stack = ExitStack()
        self._write: Write | None = self._stack.enter_context(out.room(name))
        self._count = 0

    def write(self, s: bytes | bytearray) -> int:
        self._count += len(s)
        if self._write is not None:
            try:
                self._write(bytes(s))
            except Refused as refused:
                self._write = None
                self._stack.__exit__(type(refused), refused, refused.__traceback__)
                if isinstance(refused, Spent):
                    raise
                self._out.refuse(self._name, refused)
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        return None

    def size(self) -> int:
        return self._count

    def close(self) -> None:
        """Called when the member is whole and its checksum holds."""
        if self._write is not None:
            self._stack.close()
