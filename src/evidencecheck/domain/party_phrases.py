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


class Plaques(Rule):
    """The few words that a plaque shows, each alone, whatever gloss left of its title."""

    levels: Texts = ()
    """In brackets: the rank of what is granted, 市级."""
    firms: Texts = ()
    """Ends the name of the firm to which it is granted: 公司."""
    granted_by: Texts = ()
    """Ends the name of who grants it: 局."""
    granting: Texts = ()
    """Behind that name, if anything: 颁发."""


class Offices(Rule):
    """What somebody is who signs a paper, before the name unless it is said otherwise."""

    approves: Texts = ()
    """Who approves or issues: 批准."""
    leads: Texts = ()
    """Who led those who did the work: 组长."""
    heads: Texts = ()
    """Behind the name: who stands for the body that issues it, 总经理."""
    compiles: Texts = ()
    """Who compiled it, if nobody else signs: 编制人."""
    others: Texts = ()
    """Before a colon or a blank: somebody else signs than who compiled it, 审核."""
    of_the_firm: Texts = ()
    """Who stands for a firm at the foot of its own paper: 法定代表人."""


class PartyPhrases(Rule):
    """Partners and utilities, and what of theirs a factory hands in."""

    bodies: Bodies = Field(default_factory=Bodies)
    plaques: Plaques = Field(default_factory=Plaques)
    who_signs: Offices = Field(default_factory=Offices)
    partners: Texts = ()
    """What somebody is with whom a factory trades: 供货方."""
    partner_papers: Texts = ()
    """Behind it, in a title or the name of a file: the paper is that one's own: 出具, 来函."""
    your_firm: Texts = ()
    """Turns to the firm for which a paper was written: 贵公司."""
    utilities: Texts = ()
    """In the name of a firm whose meters hang in the works of those it supplies: 燃气."""
    done_by: Texts = ()
    """Before the name of who does something for the applicant: 由, 委托."""
    does_for_it: Texts = ()
    """Behind it, what that one does: 回收, 清运."""
    seal_rings: Texts = ()
    """Ends what stands straight across the ring of a plain seal: 公司, 专用章."""
    own_history: Texts = ()
    """Heads what was changed in a paper from one edition to the next: 修订记录."""
