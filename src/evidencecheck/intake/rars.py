"""Rar archives, by rarfile: it reads the list itself, and has unrar, unar, 7z or bsdtar unpack."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import IO

import rarfile

from evidencecheck.intake.members import BLOCK, Job, Out
from evidencecheck.intake.programs import rar_program
from evidencecheck.intake.refused import Refused

_DAMAGE = (
    rarfile.Error,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    struct.error,
)
# Old archives give names in the code page of their maker's machine.
rarfile.TRY_ENCODINGS = ("utf-8", "gb18030")


def unpack_rar(job: Job, out: Out) -> None:
    """Unpack a rar archive.

    Raises:
        Refused: F101 damaged, F102 encrypted, F104 nothing here can unpack it, F107 over a limit.
    """
    if rar_program() == "bsdtar":
        rarfile.CURRENT_SETUP = _Bsdtar(rarfile.BSDTAR_CONFIG)
    try:
        with rarfile.RarFile(job.location) as archive:
            entries = archive.infolist()
            if not entries and archive.needs_password():
                raise Refused("F102", "encrypted with a password")
            last = {entry.filename: entry for entry in entries}
            for entry in entries:
                if not job.wants(entry.filename):
                    continue
                if last[entry.filename] is entry:
                    _member(archive, entry, out)
                else:
                    # rarfile, and the programs behind it, unpack by name.
                    out.refuse(entry.filename, Refused("F101", "its name stands there twice"))
    except rarfile.PasswordRequired as error:
        raise Refused("F102", "encrypted with a password") from error
    except rarfile.NeedFirstVolume as error:
        raise Refused("F104", "further volume of an archive") from error
    except rarfile.RarCannotExec as error:
        raise Refused("F104", "rar") from error
    except _DAMAGE as error:
        raise Refused("F101", "damaged inside its archive") from error


class _Bsdtar(rarfile.ToolSetup):  # type: ignore[misc]
    """bsdtar as rarfile calls it, but for ``--``, which it would take for the archive's name."""

    def get_cmdline(self, key: str, pwd: str | None, nodash: bool = False) -> list[str]:
        line: list[str] = super().get_cmdline(key, pwd, True)
        return line

    def add_file_arg(self, cmdline: list[str], filename: str) -> None:
        if filename.startswith("-"):
            raise rarfile.BadRarName("a name that would be an option")
        cmdline.append(filename)


def _member(archive: rarfile.RarFile, entry: rarfile.RarInfo, out: Out) -> None:
    name = entry.filename
    if entry.is_dir():
        return
    if entry.is_symlink():
        out.skip(name, "symbolic link")
    elif not entry.is_file():
        out.skip(name, "pipe, socket or device")
    elif entry.needs_password():
        out.refuse(name, Refused("F102", "encrypted with a password"))
    else:
        out.member(name, _blocks(archive, entry))


def _blocks(archive: rarfile.RarFile, entry: rarfile.RarInfo) -> Iterator[bytes]:
    """The bytes of a member.

    Raises:
        Refused: F101 it is damaged, and the next one may be whole.
    """
    try:
        with archive.open(entry) as file:
            yield from _read(file)
    except rarfile.RarCannotExec:
        raise
    except _DAMAGE as error:
        stored = entry.compress_type == rarfile.RAR_M0
        # Not every program knows every way of packing: it may be the program that fails.
        words = "damaged inside its archive" if stored else f"not unpacked by {rar_program()}"
        raise Refused("F101", words) from error


def _read(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block
