"""Files that no applicant meant to hand in."""

from __future__ import annotations

from pathlib import PurePosixPath

_SYSTEM_FILES = {
    "thumbs.db": "Thumbs.db (system file)",
    "ehthumbs.db": "ehthumbs.db (system file)",
    "desktop.ini": "desktop.ini (system file)",
    ".ds_store": ".DS_Store (system file)",
    ".localized": ".localized (system file)",
    "icon\r": "Icon (system file)",
    "icon_": "Icon (system file)",
}
_APPLE_DOUBLE = b"\x00\x05\x16\x07"
_LOCK_BYTES = 1024
"""Lock files of Office take 54 or 165 bytes; a larger file under such a name is somebody's work."""

_EMPTY_NAMES = (".gitkeep", ".keep", ".lock", ".lck")


def junk(path: str, size: int, head: bytes) -> str:
    """What kind of junk a file is, in a few plain words; empty when it is none.

    A name alone condemns only where programs alone use it; evidence must not vanish by its name.

    Args:
        path: relative, with forward slashes.
        size: in bytes.
        head: its first bytes, four at least where it has them.
    """
    pure = PurePosixPath(path)
    name = pure.name
    if name.lower() in _SYSTEM_FILES:
        return _SYSTEM_FILES[name.lower()]
    if "__MACOSX" in pure.parts[:-1] or (name.startswith("._") and head[:4] == _APPLE_DOUBLE):
        return f"{name} (resource file of macOS)"
    if name.startswith(("~$", ".~")) and size <= _LOCK_BYTES:
        return f"{name} (lock file)"
    if size == 0 and (name.startswith("~") or name.lower().endswith(_EMPTY_NAMES)):
        return f"{name} (empty lock file)"
    return ""
