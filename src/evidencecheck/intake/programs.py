"""Programs of others that read what this one cannot, where they are installed."""

from __future__ import annotations

import shutil

OFFICE = ("soffice", "libreoffice")
"""LibreOffice: converts doc, wps, rtf, ppt and dps."""
RAR = ("unrar", "unar", "7z", "7zz", "bsdtar")
"""What can unpack rar, in the order in which rarfile looks for it."""


def office_program() -> str:
    """The path of LibreOffice; empty where it is not on PATH."""
    return next((path for name in OFFICE if (path := shutil.which(name))), "")


def rar_program() -> str:
    """The name of the program that would unpack rar archives; empty where none is on PATH."""
    return next((name for name in RAR if shutil.which(name)), "")


def installed() -> tuple[str, ...]:
    """What of this is installed: a report depends on it."""
    return tuple(filter(None, ("office" if office_program() else "", rar_program())))
