"""The rules: ``rules/*.yaml`` read, checked and linked into one typed ``RuleBook``."""

from evidencecheck.rulebook.faults import RuleError, RuleFault
from evidencecheck.rulebook.loader import load_rulebook
from evidencecheck.rulebook.places import locate, locate_models

__all__ = ["RuleError", "RuleFault", "load_rulebook", "locate", "locate_models"]
