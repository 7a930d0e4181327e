"""The words of the docstrings of rule models."""

from __future__ import annotations

import ast
import inspect
import re


def words_of(shape: type) -> dict[str, str]:
    """The docstrings of a class by key; that of the class itself under the empty key."""
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
