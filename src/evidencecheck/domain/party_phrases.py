"""Words by which papers tell whose they are, beside the applicant's: part of ``Phrases``."""

from __future__ import annotations

from pydantic import Field

from evidencecheck.domain.rule import Rule, Texts


class Bodies(Rule):
    """By what a line is known for the name of a body that issues papers, be it a firm or not."""

    named: Texts = ()
    """In the name of one, wherever it stands: 公司, 研究院."""
    ends: Texts = ()
    """Ends it, and says so there alone: 局."""
    examining: Texts = ()
    """The same as ``named``, of who examines: 认证."""
    departments: Texts = ()
    """Ends the name of a part of a firm, behind the firm's own: 办公室."""


class PartyPhrases(Rule):
    """Partners and utilities, and what of theirs a factory hands in."""

    bodies: Bodies = Field(default_factory=Bodies)
    partners: Texts = ()
    """What somebody is with whom a factory trades: 供货方."""
    partner_papers: Texts = ()
    """Behind it, in a title or the name of a file: the paper is that one's own: 出具, 来函."""
    your_firm: Texts = ()
    """Turns to the firm for which a paper was written: 贵公司."""
    utilities: Texts = ()
    """In the name of a firm whose meters hang in the works of those it supplies: 燃气."""
    seal_rings: Texts = ()
    """Ends what stands straight across the ring of a plain seal: 公司, 专用章."""
    own_history: Texts = ()
    """Heads what was changed in a paper from one edition to the next: 修订记录."""
