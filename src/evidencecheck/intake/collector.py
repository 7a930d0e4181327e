"""Walk a submission, unpack its archives, and say of every file whether it is worth reading."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

from evidencecheck.domain.files import FileStatus, MediaType, Problem, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.intake.junk import junk
from evidencecheck.intake.names import folder_name, member_path, unique
from evidencecheck.intake.sniff import (
    HEAD,
    OFFICE,
    READABLE,
    TEXT_LIKE,
    UNKNOWN,
    Kind,
    by_suffix,
    sniff,
    zip_kind,
)
from evidencecheck.intake.zips import ZipError, is_symlink, mebibytes, member_name, open_zip, unpack

_BLOCK = 1024 * 1024
_APPLICANT = "applicant.yaml"
"""What the applicant says about itself, at the root of a submission: no evidence."""


class NothingToRead(ValueError):  # noqa: N818  (said of the submission, not of the program)
    """The submission does not exist, cannot be opened, or holds no file at all."""


def collect(source: Path, scratch: Path, limits: Limits) -> tuple[SourceFile, ...]:
    """List the files of a submission, sorted by path in code point order.

    Nothing that is wrong with a file ends the run: it is listed with its status and problem. A
    problem carries a few plain words: ``reason`` (F101, F102), ``format`` (F104), or ``limit`` and
    ``value`` (F107: what is allowed, and what was found). A file that was not opened has an empty
    ``sha256`` and 0 ``bytes``. An archive that could be unpacked is not listed itself, its members
    are. ``applicant.yaml`` at the root is listed as skipped: it is no evidence.

    Args:
        source: a folder, an archive or a single file; followed if it is a symbolic link itself,
            while links inside it are not.
        scratch: an existing folder that receives members of archives, under names of our own; it
            must live as long as the files are read.
        limits: sizes, counts and nesting allowed.

    Raises:
        NothingToRead: there is no such file or folder, or no file in it.
    """
    collector = _Collector(source, scratch, limits)
    try:
        mode = source.stat().st_mode
    except OSError as error:
        raise NothingToRead(f"{source}: {error.strerror or 'cannot be opened'}") from error
    if stat.S_ISDIR(mode):
        collector.folder()
    elif stat.S_ISREG(mode):
        collector.file(_Found(folder_name(source.name), source))
    if not collector.files:
        raise NothingToRead(f"{source}: no files there")
    return tuple(sorted(collector.files, key=lambda f: f.path))


# What a finding of a file is about; an empty file has no page to name.
_PARAMETER = {"F104": "format", "F103": "page"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A file on disk on its way to be judged."""

    path: str
    location: Path
    depth: int = 0
    """Archives around it."""
    packed: int | None = None
    """Bytes that it takes up in the outermost archive; None for a file of its own."""


class _Collector:
    """The list of files as it grows, and what has been used of the limits."""

    def __init__(self, source: Path, scratch: Path, limits: Limits) -> None:
        self.files: list[SourceFile] = []
        self._taken: set[str] = set()
        self._source = source
        inside = source.is_file()
        self._applicant = f"{folder_name(source.name)}/{_APPLICANT}" if inside else _APPLICANT
        self._scratch = scratch
        self._limits = limits
        self._unpacked = 0
        self._serial = 0

    # ------------------------------------------------------------------ folders

    def folder(self) -> None:
        """List everything under the source, a folder."""
        waiting = [(self._source, "")]
        while waiting:
            folder, prefix = waiting.pop()
            try:
                with os.scandir(folder) as found:
                    entries = sorted(found, key=lambda e: e.name)
            except OSError as error:
                if not prefix:
                    raise NothingToRead(f"{folder}: cannot be opened") from error
                self._refuse(prefix, folder, "F101", "the folder cannot be opened")
                continue
            inner = []
            for entry in entries:
                path = prefix + folder_name(entry.name)
                if entry.is_dir(follow_symlinks=False):
                    inner.append((Path(entry.path), path + "/"))
                elif not self._entry(entry, path):
                    return
            waiting.extend(reversed(inner))

    def _entry(self, entry: os.DirEntry[str], path: str) -> bool:
        """List one entry of a folder that is no folder; False when the list is full."""
        if self._full(path, Path(entry.path)):
            return False
        path = unique(path, self._taken)
        location = Path(entry.path)
        if entry.is_symlink():
            self._skip(path, location, "symbolic link")
        elif entry.is_file(follow_symlinks=False):
            self.file(_Found(path, location))
        else:
            # Never opened: a FIFO would wait for a writer, a device may do anything.
            self._skip(path, location, "pipe, socket or device")
        return True

    # ------------------------------------------------------------------ files

    def file(self, found: _Found) -> None:
        """Judge one regular file by its size, its name where junk is concerned, and its content."""
        try:
            size = found.location.stat().st_size
            if size > self._limits.file_bytes:
                limit = mebibytes(self._limits.file_bytes)
                self._refuse(found.path, found.location, "F107", mebibytes(size), limit)
                return
            digest, size, head = _hash(found.location)
            kind = sniff(head, found.location)
        except OSError:
            self._refuse(found.path, found.location, "F101", "cannot be opened")
            return
        word = junk(found.path, size, head)
        if found.path == self._applicant:
            word = f"{_APPLICANT} (the applicant's own data, no evidence)"
        if word:
            self._add(found, digest, size, kind.media, FileStatus.SKIPPED, "F104", word)
        elif size == 0:
            status = FileStatus.UNREADABLE
            self._add(found, digest, size, MediaType.EMPTY, status, "F103", "–")
        elif kind.media is MediaType.ZIP:
            self._zip(found, digest, size)
        else:
            self._judge(found, digest, size, kind)

    def _judge(self, found: _Found, digest: str, size: int, kind: Kind) -> None:
        formless = kind == UNKNOWN or kind.media in TEXT_LIKE
        if kind.media in READABLE:
            self._add(found, digest, size, kind.media)
        elif kind.encrypted:
            status = FileStatus.UNREADABLE
            self._add(found, digest, size, kind.media, status, "F102", kind.name)
        elif formless and by_suffix(found.path) is not None:
            # Somebody handed it in as evidence, and nobody can open it as what it says it is.
            suffix = Path(found.path).suffix.lower()
            reason = f"named {suffix}, but its content is {kind.name}"
            self._add(found, digest, size, kind.media, FileStatus.UNREADABLE, "F101", reason)
        else:
            status = FileStatus.SKIPPED
            self._add(found, digest, size, kind.media, status, "F104", kind.name)

    # ------------------------------------------------------------------ archives

    def _zip(self, found: _Found, digest: str, size: int) -> None:
        """Judge a zip: an office file is listed, an archive is unpacked in its stead."""
        claimed = by_suffix(found.path)
        media = claimed if claimed in OFFICE and claimed else MediaType.ZIP
        try:
            with open_zip(found.location, self._limits) as archive:
                kind = zip_kind(info.filename for info in archive.infolist())
                media = kind.media
                if kind.media is not MediaType.ZIP:
                    self._judge(found, digest, size, kind)
                    return
                if found.depth >= self._limits.archive_depth:
                    limit = f"{self._limits.archive_depth} archives"
                    found_depth = f"an archive inside {found.depth} others"
                    raise ZipError("F107", found_depth, limit=limit)
                before = len(self.files)
                for info in archive.infolist():
                    if not self._member(archive, info, found):
                        break
                if len(self.files) == before:
                    raise ZipError("F101", "the archive holds no files")
        except ZipError as error:
            status = FileStatus.UNREADABLE
            self._add(found, digest, size, media, status, error.code, error.reason, error.limit)

    def _member(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, parent: _Found) -> bool:
        """List one member of an archive; False when the list is full."""
        name = member_name(info)
        inner = member_path(name) or "unnamed"
        if name.endswith(("/", "\\")):
            return True
        path = f"{parent.path}/{inner}"
        if self._full(path, parent.location):
            return False
        path = unique(path, self._taken)
        if is_symlink(info):
            self._skip(path, parent.location, "symbolic link")
            return True
        packed = info.compress_size
        if parent.packed is not None:
            packed = min(packed, parent.packed)
        self._serial += 1
        target = self._scratch / f"{self._serial:06d}"
        try:
            self._extract(archive, info, target, packed)
        except ZipError as error:
            target.unlink(missing_ok=True)
            self._refuse(path, parent.location, error.code, error.reason, error.limit)
            return True
        self.file(_Found(path, target, parent.depth + 1, packed))
        return True

    def _extract(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, packed: int
    ) -> None:
        limit = self._limits.archive_bytes
        spent = ZipError("F107", "all archives unpacked are larger", limit=mebibytes(limit))
        if self._unpacked >= limit:
            raise spent
        with target.open("wb") as out:
            for block in unpack(archive, info, self._limits, packed):
                self._unpacked += len(block)
                if self._unpacked > limit:
                    raise spent
                out.write(block)

    # ------------------------------------------------------------------ the list

    def _full(self, path: str, location: Path) -> bool:
        """Whether the list is full; the first file left out is named once."""
        most = self._limits.total_files
        if len(self.files) == most:
            value = "more; this one and the rest were left out"
            self._refuse(unique(path, self._taken), location, "F107", value, f"{most} files")
        return len(self.files) > most

    def _refuse(self, path: str, location: Path, code: str, words: str, limit: str = "") -> None:
        """List a file that was not opened, or not to its end."""
        found, status = _Found(path, location), FileStatus.UNREADABLE
        self._add(found, "", 0, MediaType.UNKNOWN, status, code, words, limit)

    def _skip(self, path: str, location: Path, word: str) -> None:
        """List an entry that is no file to open."""
        self._add(_Found(path, location), "", 0, UNKNOWN.media, FileStatus.SKIPPED, "F104", word)

    def _add(
        self,
        found: _Found,
        digest: str,
        size: int,
        media: MediaType,
        status: FileStatus = FileStatus.READ,
        code: str = "",
        words: str = "",
        limit: str = "",
    ) -> None:
        problems: tuple[Problem, ...] = ()
        if code == "F107":
            problems = (Problem(code, (("limit", limit), ("value", words))),)
        elif code:
            problems = (Problem(code, ((_PARAMETER.get(code, "reason"), words),)),)
        self.files.append(
            SourceFile(found.path, found.location, digest, size, media, status, problems)
        )


def _hash(location: Path) -> tuple[str, int, bytes]:
    """SHA-256 in hex, size in bytes, and the first `HEAD` bytes of a file, read in blocks."""
    digest, size, head = hashlib.sha256(), 0, b""
    with location.open("rb") as file:
        while block := file.read(_BLOCK):
            head = head or block[:HEAD]
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size, head
