"""The words of the docstrings of rule models."""

from __future__ import annotations

import ast
import inspect
import re

_OURS = "evidencecheck."


def words_of(shape: type) -> dict[str, str]:
    """The docstrings of a class by key, and of its bases; its own under the empty key."""
    result: dict[str, str] = {}
    for base in reversed(shape.__mro__):
        if base.__module__.startswith(_OURS):
            result |= _own_words(base)
    return result


def _own_words(shape: type) -> dict[str, str]:
    tree = ast.parse(inspect.getsource(shape)).body[0]
    assert isinstance(tree, ast.ClassDef)  # noqa: S101
    result = {"": _plain_words(ast.get_docstring(tree) or "")}
    key = ""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign | ast.Assign):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            key = ast.unparse(target)
        elif key and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            result[key] = _plain_words(str(node.value.value))
            key = ""
        else:
            key = ""
    return result


def _plain_words(docstring: str) -> str:
    return re.sub(r"\bNone\b", "none", cell(docstring))


def cell(text: str) -> str:
    """``text`` on one line, as it can stand in a table."""
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")
