"""What a corpus has of a submission that was checked before, without reading it again."""

from __future__ import annotations

from evidencecheck.domain.twins import Twin
from evidencecheck.reading.cache import ReadingCache
from evidencecheck.running.corpus import Corpus, corpus_path
from evidencecheck.running.options import Options
from evidencecheck.running.unchanged import TwinsOf


def twins_kept(corpus: str, options: Options) -> TwinsOf:
    """For ``still_holds``: by the fingerprints that the last check has kept."""

    def of(key: str) -> tuple[Twin, ...] | None:
        prints = ReadingCache(options.cache_folder).get_prints(key)
        return Corpus(corpus_path(corpus)).twins(prints) if prints is not None else None

    return of
