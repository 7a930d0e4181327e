"""One spelling for every value: canonical JSON (RFC 8785), and digests over it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785

SAFE_INTEGER = 2**53 - 1
"""Largest integer that canonical JSON can hold (RFC 8785, section 3.2.2.3)."""


def canonical(value: Any) -> str:
    """The one canonical JSON text of ``value``, which ``storable`` has been applied to.

    Raises:
        rfc8785.CanonicalizationError: it holds something that canonical JSON cannot.
    """
    return rfc8785.dumps(value).decode("utf-8")


def sha256(text: str) -> str:
    """Hex digest of the UTF-8 bytes of ``text``."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def storable(value: Any) -> Any:
    """``value`` as canonical JSON can hold it: what was read from a file may be anything.

    Halves of surrogate pairs (file names that are no UTF-8) become ``\\udc..`` escapes; integers
    out of range, infinities and NaN become text; tuples become lists.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, int):
        return int(value) if abs(value) <= SAFE_INTEGER else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {storable(str(k)): storable(v) for k, v in value.items()}
    if isinstance(value, Sequence):
        return [storable(v) for v in value]
    raise TypeError(f"canonical JSON has no place for a {type(value).__name__}")
