"""Names of files: decoded, made safe, and never twice the same."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import PurePosixPath

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DRIVE = re.compile(r"^[A-Za-z]:$")


def utf8_or_gbk(raw: bytes) -> str:
    """Bytes of a name as text: UTF-8 where it is that, else GB 18030 (GBK and more), else 437."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def folder_name(name: str) -> str:
    """The name of an entry of a folder, NFC and without anything that cannot be printed.

    Names that are not UTF-8 (archives unpacked elsewhere) come from the system with lone
    surrogates for their bytes.
    """
    if any("\udc80" <= c <= "\udcff" for c in name):
        name = utf8_or_gbk(os.fsencode(name))
    return _printable(name)


def member_path(name: str) -> str:
    """The name of a member of an archive as a safe relative path, NFC, with forward slashes.

    Roots, drive letters and steps upwards are left out: ``/etc/x``, ``C:\\x`` and ``../../x`` come
    out as ``etc/x``, ``C/x`` and ``x``. Empty when nothing is left.
    """
    parts: list[str] = []
    for part in name.replace("\\", "/").split("/"):
        if part in ("", ".", ".."):
            continue
        parts.append(part[0] if not parts and _DRIVE.match(part) else _printable(part))
    return "/".join(parts)


def unique(path: str, taken: set[str]) -> str:
    """``path``, or ``path`` with `` (2)`` and so on before its suffix where it is taken already.

    The result is added to ``taken``.
    """
    candidate, number = path, 1
    pure = PurePosixPath(path)
    while candidate in taken:
        number += 1
        candidate = str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))
    taken.add(candidate)
    return candidate


def _printable(name: str) -> str:
    return _CONTROL.sub("_", unicodedata.normalize("NFC", name))
