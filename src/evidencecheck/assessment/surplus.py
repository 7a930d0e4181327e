"""What a paper says of more units than it needs: certificates and credits."""

from __future__ import annotations

import re
from functools import lru_cache

from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import Phrases, any_of


def is_kept_for_later(document: Document, phrases: Phrases) -> bool:
    """Whether what is more than is needed is used later, or not at all: 富余部分结转下年."""
    kept = _kept(phrases.surplus.kept, phrases.surplus.names)
    return kept.search(document.plain) is not None


@lru_cache(maxsize=8)
def _kept(kept: tuple[str, ...], names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{any_of(kept)}|(?:{any_of(names)})[^。;；]{{0,8}}不")
