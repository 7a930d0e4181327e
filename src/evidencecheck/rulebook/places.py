"""Where the rules and models lie: inside an installed wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from evidencecheck.rulebook.faults import RuleError, RuleFault

_PACKAGE = Path(__file__).resolve().parents[1]
_WHEEL = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parents[1]


def locate() -> Path:
    """The folder of the rules.

    Raises:
        RuleError: neither a wheel's data nor a checkout's ``rules/`` is there.
    """
    return _find("rules")


def locate_models() -> Path:
    """The folder of the models; raises as `locate` does."""
    return _find("models")


def _find(name: str) -> Path:
    for home in (_WHEEL, _CHECKOUT):
        if (home / name).is_dir():
            return home / name
    fault = RuleFault(name, 0, "this installation lacks the folder", "install evidencecheck again")
    raise RuleError((fault,))
