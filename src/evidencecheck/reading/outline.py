"""The outline of a PDF file: its bookmarks, in order."""

from __future__ import annotations

import unicodedata

import pymupdf

from evidencecheck.domain.files import Bookmark

_ERRORS = (RuntimeError, ValueError, RecursionError, TypeError, pymupdf.mupdf.FzErrorBase)
_MOST = 5_000
"""More than any volume has; a file that was made to hurt may have millions."""
_LONGEST = 200


def read_outline(document: pymupdf.Document) -> tuple[Bookmark, ...]:
    """The bookmarks of a file that point at one of its pages; none where the outline is broken."""
    try:
        entries = document.get_toc(simple=True)
        pages = document.page_count
    except _ERRORS:
        return ()
    return tuple(
        Bookmark(int(level), text, int(page))
        for level, title, page in entries[:_MOST]
        if 1 <= page <= pages
        and (text := unicodedata.normalize("NFKC", str(title)).strip()[:_LONGEST])
    )
