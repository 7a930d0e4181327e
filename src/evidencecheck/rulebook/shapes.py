"""Values of a rule file against the models of ``domain/rules.py``, faults in plain words."""

from __future__ import annotations

import difflib
import types
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evidencecheck.domain.rule import Rule
from evidencecheck.rulebook.faults import RuleFault
from evidencecheck.rulebook.yaml_file import Key, Place, YamlFile

Shape = TypeVar("Shape", bound=Rule)

_KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a date (YYYY-MM-DD)",
    "date_from_datetime_parsing": "a date (YYYY-MM-DD)",
    "tuple_type": "a list",
    "mapping_type": "a mapping",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
"""pydantic's error types, and what should have stood there."""


def shaped(
    model: type[Shape], file: YamlFile, place: Place, data: Any
) -> tuple[Shape | None, list[RuleFault]]:
    """``data``, the value at ``place`` of ``file``, as ``model``; else None and its faults."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_fault(model, file, place, details) for details in error.errors()]


def _fault(
    model: type[BaseModel], file: YamlFile, place: Place, details: ErrorDetails
) -> RuleFault:
    inner = tuple(details["loc"])
    name = ".".join(str(k) for k in inner if isinstance(k, str)) or "the value"
    path = (*place, *inner)
    kind = details["type"]
    if kind == "missing":
        return file.fault(path, f"`{name}` is missing")
    if kind == "extra_forbidden":
        allowed = _keys(model, inner[:-1])
        return file.fault(path, f"unknown key `{name}`", suggest(str(inner[-1]), allowed))
    shown = _shown(details["input"])
    if kind in _KINDS:
        remedy = ""
        if kind == "string_type" and isinstance(details["input"], int | float):
            remedy = "put quotes around it"
        return file.fault(path, f"`{name}` should be {_KINDS[kind]}, not {shown}", remedy)
    if kind == "too_short":
        return file.fault(path, f"`{name}` has too few entries")
    said = details["msg"].removeprefix("Input ")
    return file.fault(path, f"`{name}` {said}, not {shown}")


def suggest(word: str, known: Mapping[str, Any] | set[str] | tuple[str, ...]) -> str:
    """A remedy for a word that is not among ``known``: the nearest, or all where they are few."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    if 0 < len(names) <= 24:
        return f"known here: {', '.join(names)}"
    return ""


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    return f"`{text if len(text) <= 40 else text[:40] + '…'}`"


def _keys(model: type[BaseModel], path: tuple[Key, ...]) -> tuple[str, ...]:
    """The keys that the model at ``path`` within ``model`` has; empty where there is none."""
    at: Any = model
    for key in path:
        at = _step(at, key)
    found = _model_of(at)
    return tuple(found.model_fields) if found else ()


def _step(annotation: Any, key: Key) -> Any:
    model = _model_of(annotation)
    if model is not None and isinstance(key, str):
        field = model.model_fields.get(key)
        return field.annotation if field else None
    for option in _options(annotation):
        arguments = get_args(option)
        if get_origin(option) is tuple and isinstance(key, int):
            return arguments[0]
        if arguments and isinstance(key, str):
            return arguments[-1]
    return None


def _model_of(annotation: Any) -> type[BaseModel] | None:
    for option in _options(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return option
    return None


def _options(annotation: Any) -> tuple[Any, ...]:
    """The types that an annotation allows, without Annotated and None."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _options(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return tuple(o for a in get_args(annotation) for o in _options(a))
    return (annotation,)
