"""Word and PowerPoint 97-2003 files, those of WPS, and RTF: converted by LibreOffice, then read.

LibreOffice is no part of this program. It runs once for each file, with a profile of its own that
is thrown away, without macros and without a network, and for a limited time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

import olefile

from evidencecheck.domain.files import MediaType
from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.intake.programs import office_program
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.content import OfficeContent
from evidencecheck.reading.office.docx import read_docx
from evidencecheck.reading.office.pptx import read_pptx

_MEMORY = 6144 * MIB
"""Address space of LibreOffice, where the system can limit it; most of it is never touched."""
_ENCRYPTED_WORD = 0x0100
_ENCRYPTED_SLIDES = 0xF3D1C4DF
_WORD_95, _WORD_97 = 104, 106
_DAMAGE = (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError, struct.error)
_NO_FILTER = b"no export filter"
"""What LibreOffice says where Writer or Impress is not installed with it."""
_SAID = 64 * 1024
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SCRIPTING = "Office.Common/Security/Scripting"
_PROXY = "Inet/Settings"
_PROFILE = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    # A proxy that is not there: nothing is fetched, whatever a document asks for.
    (_PROXY, "ooInetProxyType", "2"),
    (_PROXY, "ooInetHTTPProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPProxyPort", "9"),
    (_PROXY, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPSProxyPort", "9"),
    (_PROXY, "ooInetFTPProxyName", "127.0.0.1"),
    (_PROXY, "ooInetFTPProxyPort", "9"),
    (_PROXY, "ooInetNoProxy", ""),
)


@dataclass(frozen=True, slots=True)
class _Way:
    """How a format is converted."""

    name: str
    """Plain name of the format."""
    source: str
    """LibreOffice's filter for it."""
    target: str
    """Suffix and filter of what it becomes."""


_TO_DOCX, _TO_PPTX = "docx:MS Word 2007 XML", "pptx:Impress MS PowerPoint 2007 XML"
_WAYS = {
    MediaType.DOC: _Way("doc", "MS Word 97", _TO_DOCX),
    MediaType.RTF: _Way("rtf", "Rich Text Format", _TO_DOCX),
    MediaType.PPT: _Way("ppt", "MS PowerPoint 97", _TO_PPTX),
}


def read_doc(path: Path, limits: Limits) -> OfficeContent:
    """Read a Word file of the old format, as `read_docx` reads a new one.

    Raises:
        ReadError: F101 damaged, or not converted in time; F102 encrypted; F104 no LibreOffice.
    """
    return _read(MediaType.DOC, path, limits)


def read_rtf(path: Path, limits: Limits) -> OfficeContent:
    """Read a file in rich text format, as `read_doc`."""
    return _read(MediaType.RTF, path, limits)


def read_ppt(path: Path, limits: Limits) -> OfficeContent:
    """Read a presentation of the old format, as `read_doc`."""
    return _read(MediaType.PPT, path, limits)


def _read(media: MediaType, path: Path, limits: Limits) -> OfficeContent:
    way = _WAYS[media]
    source = way.source if media is MediaType.RTF else _checked(media, path)
    program = office_program()
    if not program:
        raise ReadError("F104", way.name)
    with _ending_in_order(), tempfile.TemporaryDirectory(prefix="evidencecheck.") as scratch:
        folder = Path(scratch)
        made = _convert(program, path, folder, source, way, limits)
        return (read_pptx if media is MediaType.PPT else read_docx)(made, limits)


def _checked(media: MediaType, path: Path) -> str:
    """LibreOffice's filter for a file in an OLE container.

    Raises:
        ReadError: F101 damaged, F102 encrypted.
    """
    try:
        with olefile.OleFileIO(str(path)) as container:
            if media is MediaType.PPT:
                user = container.openstream("Current User").read(20)
                encrypted = struct.unpack_from("<L", user, 12)[0] == _ENCRYPTED_SLIDES
                version = _WORD_97
            else:
                head = container.openstream("WordDocument").read(32)
                version, flags = struct.unpack_from("<H", head, 2)[0], head[10] | head[11] << 8
                encrypted = bool(flags & _ENCRYPTED_WORD)
    except _DAMAGE as error:
        raise ReadError("F101", "its OLE container is damaged") from error
    if encrypted:
        raise ReadError("F102", "encrypted with a password")
    if version >= _WORD_97:
        return _WAYS[media].source
    return "MS Word 95" if version >= _WORD_95 else "MS WinWord 6.0"


# ---------------------------------------------------------------------- LibreOffice


def _convert(
    program: str, path: Path, folder: Path, source: str, way: _Way, limits: Limits
) -> Path:
    """Have LibreOffice convert a file into ``folder``.

    Raises:
        ReadError: F101 it did not, or not in time; F104 the part of it that could is not installed.
    """
    given = folder / "given"
    shutil.copyfile(path, given)
    _write_profile(folder / "profile")
    made, said = folder / f"given.{way.target.partition(':')[0]}", folder / "said"
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        f"--infilter={source}",
        "--convert-to",
        way.target,
        "--outdir",
        str(folder),
        str(given),
    ]
    seconds = limits.convert_seconds
    with (
        said.open("wb") as errors,
        subprocess.Popen(  # noqa: S603  (the program is LibreOffice, the file has a name of ours)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        ) as process,
    ):
        try:
            _confine(process.pid, limits)
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            words = f"not converted by LibreOffice within {seconds:.0f} s"
            raise ReadError("F101", words) from error
        finally:
            _end(process)
    if not made.is_file() or not made.stat().st_size:
        with said.open("rb") as read:
            if _NO_FILTER in read.read(_SAID):
                raise ReadError("F104", way.name)
        raise ReadError("F101", "not converted by LibreOffice")
    return made


def _write_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(path=p, name=n, value=v) for p, n, v in _PROFILE)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(_SETTINGS.format(items=items), encoding="utf-8")


def _environment(folder: Path) -> dict[str, str]:
    nowhere = "http://127.0.0.1:9"
    return {
        **{k: v for k, v in os.environ.items() if k in ("PATH", "SystemRoot", "LD_LIBRARY_PATH")},
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "TEMP": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), nowhere),
    }


def _confine(pid: int, limits: Limits) -> None:
    """Limit memory and the size of files written, where the system can do so from outside."""
    if sys.platform != "linux":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (limits.file_bytes, limits.file_bytes))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and whatever it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let SIGTERM, by which a reading process is ended, end LibreOffice and its folder too."""

    def leave(_number: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(128 + signal.SIGTERM)

    try:
        before = signal.signal(signal.SIGTERM, leave)
    except ValueError:  # not the main thread: nobody ends this one by a signal
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
