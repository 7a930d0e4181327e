"""Tar archives and single packed files (gzip, bzip2, xz), unpacked in one pass."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any, cast

from evidencecheck.domain.files import MediaType
from evidencecheck.intake.members import BLOCK, Job, Out
from evidencecheck.intake.names import utf8_or_gbk
from evidencecheck.intake.refused import Refused

_DAMAGE = (
    tarfile.TarError,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    struct.error,
)
_MAGIC = slice(257, 262)
_GZIP_NAME, _GZIP_EXTRA, _GZIP_HEAD = 0x08, 0x04, 10
_LONGEST_NAME = 1024
_PACKED_SUFFIXES = {".gz", ".bz2", ".xz", ".z"}
_TAR_SUFFIXES = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


def unpack_stream(job: Job, out: Out) -> None:
    """Unpack a tar archive, packed or not, or the one file in a gzip, bzip2 or xz file.

    Raises:
        Refused: F101 damaged, F107 over a limit.
    """
    try:
        with job.location.open("rb") as file:
            stream: io.BufferedReader[Any] = io.BufferedReader(
                _Raw(_opened(file, job.media)), BLOCK
            )
            if job.media is MediaType.TAR or stream.peek(512)[_MAGIC] == b"ustar":
                _tar(stream, out)
            else:
                out.member(_own_name(job), _blocks(stream))
    except _DAMAGE as error:
        raise Refused("F101", "damaged inside its archive") from error


def _opened(file: IO[bytes], media: MediaType) -> IO[bytes]:
    match media:
        case MediaType.GZIP:
            return cast("IO[bytes]", gzip.GzipFile(fileobj=file))
        case MediaType.BZIP2:
            return cast("IO[bytes]", bz2.BZ2File(file))
        case MediaType.XZ:
            return cast("IO[bytes]", lzma.LZMAFile(file))
    return file


class _Raw(io.RawIOBase):
    """A decompressor to read from in small pieces, whatever is asked for."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(min(len(buffer), BLOCK))
        buffer[: len(data)] = data
        return len(data)


def _tar(stream: io.BufferedReader[Any], out: Out) -> None:
    with tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape") as archive:
        for info in archive:
            name = utf8_or_gbk(info.name.encode("utf-8", "surrogateescape"))
            if info.isdir() or not out.job.wants(name):
                out.pass_by()
                continue
            if info.issym() or info.islnk():
                out.skip(name, "symbolic link" if info.issym() else "link within the archive")
            elif not info.isfile():
                out.skip(name, "pipe, socket or device")
            else:
                file = archive.extractfile(info)
                out.member(name, _blocks(file) if file is not None else ())


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a member; F101 where they end too early.

    Raises:
        Refused: F101, and the next member may be whole.
    """
    while block := file.read(BLOCK):
        yield block


def _own_name(job: Job) -> str:
    """The name of the one file: as the gzip header has it, else that of the archive without .gz."""
    if job.media is MediaType.GZIP and (name := _gzip_name(job)):
        return name
    path = PurePosixPath(job.name)
    suffix = path.suffix.lower()
    if suffix in _PACKED_SUFFIXES and path.stem:
        return path.stem
    return path.stem + _TAR_SUFFIXES.get(suffix, "") or job.name


def _gzip_name(job: Job) -> str:
    """The name in the header (RFC 1952); empty where there is none."""
    with job.location.open("rb") as file:
        head = file.read(_GZIP_HEAD)
        if len(head) < _GZIP_HEAD or not head[3] & _GZIP_NAME:
            return ""
        if head[3] & _GZIP_EXTRA:
            file.seek(int.from_bytes(file.read(2), "little"), io.SEEK_CUR)
        raw, end, _ = file.read(_LONGEST_NAME).partition(b"\0")
    return utf8_or_gbk(raw) if end else ""
