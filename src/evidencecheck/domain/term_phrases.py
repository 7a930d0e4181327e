"""Words of terms and of plans: parts of ``rules/phrases.yaml``."""

from __future__ import annotations

from evidencecheck.domain.rule import Rule


class TermPhrases(Rule):
    """Words by which a paper says how long it holds, and what its firm is about to do."""

    end_elsewhere: tuple[str, ...] = ()
    """Behind 以 or 见, in the place of an end: another paper or a label tells it: 监督标识."""
    subjects: tuple[str, ...] = ()
    """Right behind the firm whose aims a plan tells: 力争, 将于."""
    aims: tuple[str, ...] = ()
    """Of emissions and energy, in a sentence on the aims of a whole works: 净零."""
