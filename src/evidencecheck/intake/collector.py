"""Walk a submission, unpack its archives, and say of every file whether it is worth reading."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

from evidencecheck.domain.files import FileStatus, MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.intake.junk import junk
from evidencecheck.intake.listing import Content, Found, Listing
from evidencecheck.intake.members import Job, Unpacked
from evidencecheck.intake.names import folder_name, member_path
from evidencecheck.intake.refused import Refused
from evidencecheck.intake.sniff import (
    HEAD,
    OFFICE,
    Kind,
    by_suffix,
    formless,
    readable,
    sniff,
    zip_kind,
)
from evidencecheck.intake.unpacker import ARCHIVES, MAILS, Unpacker
from evidencecheck.intake.zips import is_symlink, mebibytes, member_name, open_zip, unpack

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
    with Unpacker(limits) as unpacker:
        return _collected(_Collector(source, scratch, limits, unpacker), source)


def _collected(collector: _Collector, source: Path) -> tuple[SourceFile, ...]:
    try:
        mode = source.stat().st_mode
    except OSError as error:
        raise NothingToRead(f"{source}: {error.strerror or 'cannot be opened'}") from error
    if stat.S_ISDIR(mode):
        collector.folder()
    elif stat.S_ISREG(mode):
        collector.file(Found(folder_name(source.name), source))
    if not collector.list.files:
        raise NothingToRead(f"{source}: no files there")
    return tuple(sorted(collector.list.files, key=lambda f: f.path))


class _Collector:
    """The list of files as it grows, and what has been used of the limits."""

    def __init__(self, source: Path, scratch: Path, limits: Limits, unpacker: Unpacker) -> None:
        self.list = Listing(limits.total_files)
        self._unpacker = unpacker
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
                self.list.refuse(prefix, folder, "F101", "the folder cannot be opened")
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
        if self.list.full(path, Path(entry.path)):
            return False
        path = self.list.unique(path)
        location = Path(entry.path)
        if entry.is_symlink():
            self.list.skip(path, location, "symbolic link")
        elif entry.is_file(follow_symlinks=False):
            self.file(Found(path, location))
        else:
            # Never opened: a FIFO would wait for a writer, a device may do anything.
            self.list.skip(path, location, "pipe, socket or device")
        return True

    # ------------------------------------------------------------------ files

    def file(self, found: Found) -> None:
        """Judge one regular file by its size, its name where junk is concerned, and its content."""
        try:
            size = found.location.stat().st_size
            if size > self._limits.file_bytes:
                limit = mebibytes(self._limits.file_bytes)
                self.list.refuse(found.path, found.location, "F107", mebibytes(size), limit)
                return
            digest, size, head = _hash(found.location)
            kind = sniff(head, found.location)
        except OSError:
            self.list.refuse(found.path, found.location, "F101", "cannot be opened")
            return
        content = Content(digest, size, kind.media)
        word = junk(found.path, size, head)
        if found.path == self._applicant:
            word = f"{_APPLICANT} (the applicant's own data, no evidence)"
        if word:
            self.list.add(found, content, FileStatus.SKIPPED, "F104", word)
        elif size == 0:
            content = replace(content, media=MediaType.EMPTY)
            self.list.add(found, content, FileStatus.UNREADABLE, "F103", "–")
        elif kind.media is MediaType.ZIP:
            self._zip(found, content)
        elif kind.media in ARCHIVES:
            self._archive(found, content)
        elif kind.media in MAILS and readable(kind, found.path):
            self._mail(found, content)
        else:
            self._judge(found, content, kind)

    def _judge(self, found: Found, content: Content, kind: Kind) -> None:
        if (media := readable(kind, found.path)) is not None:
            self.list.add(found, replace(content, media=media))
        elif kind.encrypted:
            self.list.add(found, content, FileStatus.UNREADABLE, "F102", kind.name)
        elif formless(kind) and by_suffix(found.path) is not None:
            # Somebody handed it in as evidence, and nobody can open it as what it says it is.
            suffix = Path(found.path).suffix.lower()
            reason = f"named {suffix}, but its content is {kind.name}"
            self.list.add(found, content, FileStatus.UNREADABLE, "F101", reason)
        else:
            self.list.add(found, content, FileStatus.SKIPPED, "F104", kind.name)

    # ------------------------------------------------------------------ archives

    def _zip(self, found: Found, content: Content) -> None:
        """Judge a zip: an office file is listed, an archive is unpacked in its stead."""
        claimed = by_suffix(found.path)
        media = claimed if claimed in OFFICE and claimed else MediaType.ZIP
        try:
            with open_zip(found.location, self._limits) as archive:
                kind = zip_kind(info.filename for info in archive.infolist())
                media = kind.media
                if kind.media is not MediaType.ZIP:
                    self._judge(found, replace(content, media=media), kind)
                    return
                self._check_depth(found)
                before = len(self.list.files)
                for info in archive.infolist():
                    if not self._member(archive, info, found):
                        break
                if len(self.list.files) == before:
                    raise Refused("F101", "the archive holds no files")
        except Refused as error:
            content, status = replace(content, media=media), FileStatus.UNREADABLE
            self.list.add(found, content, status, error.code, error.reason, error.limit)

    def _archive(self, found: Found, content: Content) -> None:
        """List the members of an archive of another kind, and it itself where it is not whole."""
        before = len(self.list.files)
        done = self._unpacked_members(found, content)
        if not done.code and len(self.list.files) == before:
            done = Unpacked(code="F101", reason="the archive holds no files")
        if done.code:
            status = FileStatus.SKIPPED if done.code == "F104" else FileStatus.UNREADABLE
            self.list.add(found, content, status, done.code, done.reason, done.limit)

    def _mail(self, found: Found, content: Content) -> None:
        """List a mail, which is read, and the files attached to it."""
        done = self._unpacked_members(found, content)
        self.list.add(found, content, FileStatus.READ, done.code, done.reason, done.limit)

    def _unpacked_members(self, found: Found, content: Content) -> Unpacked:
        """Unpack an archive in the process for it, and list what came out."""
        try:
            self._check_depth(found)
        except Refused as error:
            return Unpacked(code=error.code, reason=error.reason, limit=error.limit)
        self._serial += 1
        folder = self._scratch / f"{self._serial:06d}"
        folder.mkdir(exist_ok=True)
        packed = content.bytes if found.packed is None else min(content.bytes, found.packed)
        name = PurePosixPath(found.path).name
        room = self._limits.archive_bytes - self._unpacked
        job = Job(content.media, name, found.location, folder, self._limits, packed, room)
        done = self._unpacker.unpack(job)
        self._unpacked += done.bytes
        for member in done.members:
            path = f"{found.path}/{member_path(member.name) or 'unnamed'}"
            if self.list.full(path, found.location):
                break
            path = self.list.unique(path)
            if member.file:
                self.file(Found(path, folder / member.file, found.depth + 1, packed))
            elif member.code == "F104":
                self.list.skip(path, found.location, member.reason)
            else:
                self.list.refuse(path, found.location, member.code, member.reason, member.limit)
        return done

    def _check_depth(self, found: Found) -> None:
        """Let archives lie in one another only so deep.

        Raises:
            Refused: F107 too deep.
        """
        if found.depth >= self._limits.archive_depth:
            limit = f"{self._limits.archive_depth} archives"
            raise Refused("F107", f"an archive inside {found.depth} others", limit=limit)

    def _member(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, parent: Found) -> bool:
        """List one member of an archive; False when the list is full."""
        name = member_name(info)
        inner = member_path(name) or "unnamed"
        if name.endswith(("/", "\\")):
            return True
        path = f"{parent.path}/{inner}"
        if self.list.full(path, parent.location):
            return False
        path = self.list.unique(path)
        if is_symlink(info):
            self.list.skip(path, parent.location, "symbolic link")
            return True
        packed = info.compress_size
        if parent.packed is not None:
            packed = min(packed, parent.packed)
        self._serial += 1
        target = self._scratch / f"{self._serial:06d}"
        try:
            self._extract(archive, info, target, packed)
        except Refused as error:
            target.unlink(missing_ok=True)
            self.list.refuse(path, parent.location, error.code, error.reason, error.limit)
            return True
        self.file(Found(path, target, parent.depth + 1, packed))
        return True

    def _extract(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, packed: int
    ) -> None:
        limit = self._limits.archive_bytes
        spent = Refused("F107", "all archives unpacked are larger", limit=mebibytes(limit))
        if self._unpacked >= limit:
            raise spent
        with target.open("wb") as out:
            for block in unpack(archive, info, self._limits, packed):
                self._unpacked += len(block)
                if self._unpacked > limit:
                    raise spent
                out.write(block)


def _hash(location: Path) -> tuple[str, int, bytes]:
    """SHA-256 in hex, size in bytes, and the first `HEAD` bytes of a file, read in blocks."""
    digest, size, head = hashlib.sha256(), 0, b""
    with location.open("rb") as file:
        while block := file.read(_BLOCK):
            head = head or block[:HEAD]
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size, head
