"""A YAML file as plain values that know their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evidencecheck.rulebook.faults import RuleFault

# Wheels of PyYAML bring the parser in C, ten times as fast; some source builds do not.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING = "tag:yaml.org,2002:str"
_DEEPEST = 40
"""Rule files are a few levels deep; an alias to its own parent would never end."""

Key = str | int
Place = tuple[Key, ...]


@dataclass(frozen=True)
class YamlFile:
    """The values of one file and the line that each stands on."""

    name: str
    """As shown in faults: ``rules/standards.yaml``."""
    data: Any
    """Mappings, lists, strings, numbers, dates; None where the file is empty or unreadable."""
    lines: Mapping[Place, int]
    faults: tuple[RuleFault, ...] = ()
    """Why the file cannot be read, or keys that stand twice."""

    def line(self, *path: Key) -> int:
        """The line of the value at ``path``, or of the nearest value around it that is there."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def fault(self, path: Place, message: str, remedy: str = "") -> RuleFault:
        """A fault of the value at ``path``."""
        return RuleFault(self.name, self.line(*path), message, remedy)

    @property
    def readable(self) -> bool:
        """Whether there are values to judge."""
        return self.data is not None


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read one file; what is wrong with it is in its ``faults``."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return YamlFile(name, None, {}, (RuleFault(name, 0, _plain(error)),))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = RuleFault(name, line, "is not UTF-8", "save the file in UTF-8")
        return YamlFile(name, None, {}, (fault,))
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
        builder = _Builder(name, loader)
        data = None if node is None else builder.build(node, ())
    except yaml.YAMLError as error:
        return YamlFile(name, None, {}, (_syntax(name, text, error),))
    finally:
        loader.dispose()
    faults = builder.faults
    if data is None and not faults:
        faults = [RuleFault(name, 0, "is empty")]
    return YamlFile(name, data, builder.lines, tuple(faults))


def _plain(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "is missing"
    return f"cannot be read ({error.strerror or type(error).__name__})"


def _syntax(name: str, text: str, error: yaml.YAMLError) -> RuleFault:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        problem = getattr(error, "problem", None) or "cannot be parsed"
        return RuleFault(name, mark.line + 1, f"is no valid YAML: {problem}")
    position = getattr(error, "position", 0)
    line = text[:position].count("\n") + 1
    return RuleFault(name, line, f"is no valid YAML: {getattr(error, 'reason', error)}")


class _Builder:
    """Turns nodes into values and notes their lines."""

    def __init__(self, name: str, loader: Any) -> None:
        self._name = name
        self._loader = loader
        self.lines: dict[Place, int] = {}
        self.faults: list[RuleFault] = []

    def build(self, node: yaml.Node, path: Place) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if len(path) > _DEEPEST:
            self._fault(node, "is nested too deeply")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Place) -> dict[Key, Any]:
        result: dict[Key, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str | int):
                self._fault(key_node, "a key must be a word")
                continue
            inner = (*path, key)
            if key in result:
                first = self.lines[inner]
                self._fault(key_node, f"`{key}` stands twice, first on line {first}")
                continue
            # A value may begin lines below its key; people look for the key.
            self.lines[inner] = key_node.start_mark.line + 1
            result[key] = self.build(value_node, inner)
        return result

    def _scalar(self, node: yaml.Node) -> Any:
        if node.tag == _STRING:
            return node.value
        try:
            return self._loader.construct_object(node)
        except yaml.constructor.ConstructorError:
            self._fault(node, f"the tag {node.tag} is not known here")
        except ValueError:
            self._fault(node, f"`{node.value}` is no date or number", "put quotes around a text")
        return None

    def _fault(self, node: yaml.Node, message: str, remedy: str = "") -> None:
        self.faults.append(RuleFault(self._name, node.start_mark.line + 1, message, remedy))
