"""Text of unknown origin made fit to show.

Text from recognition, PDF files and file names is untrusted. Control characters can drive a
terminal, bidirectional controls can make a name read as another, and lone surrogates cannot be
encoded. All of them become U+FFFD.
"""

from __future__ import annotations

import re

_SURROGATES = re.compile("[\ud800-\udfff]")
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def encodable(text: str) -> str:
    """``text`` with every lone surrogate replaced, so that it can be written as UTF-8."""
    return _SURROGATES.sub("\ufffd", text)


def printable(text: str) -> str:
    """``text`` without anything that drives a terminal or reorders what is read.

    Tabs and line feeds stay.
    """
    return _UNFIT.sub("\ufffd", text)
