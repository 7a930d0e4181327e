"""Names in the XML of office files: one short name for what two editions of the standard call it.

ECMA-376 (transitional) and ISO/IEC 29500 strict use different namespaces for the same elements.
"""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

_PREFIXES = (
    ("/wordprocessingml/main", "w"),
    ("/officeDocument/relationships", "r"),
    ("/officeDocument/math", "m"),
    ("/markup-compatibility", "mc"),
    ("/drawingml/main", "a"),
    ("/drawingml/diagram", "dgm"),
    ("/drawingml/wordprocessingDrawing", "wp"),
    ("/presentationml/main", "p"),
    ("/spreadsheetml/main", "x"),
    ("schemas-microsoft-com:vml", "v"),
    ("schemas-microsoft-com:office:office", "o"),
)


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """``{namespace}name`` as ``w:name``; names of unknown namespaces come without a prefix."""
    space, _, name = tag.removeprefix("{").rpartition("}")
    space = space.replace("/2006", "")
    prefix = next((p for end, p in _PREFIXES if space.endswith(end)), "")
    return f"{prefix}:{name}" if prefix else name


def attribute(element: Element, name: str, default: str = "") -> str:
    """The value of an attribute by its short name."""
    return next((v for k, v in element.items() if short(k) == name), default)


def child(element: Element, *names: str) -> Element | None:
    """The first child of the first name, its first child of the second name, and so on."""
    found: Element | None = element
    for name in names:
        if found is None:
            return None
        found = next((e for e in found if short(e.tag) == name), None)
    return found


def value(element: Element, *names: str) -> str | None:
    """``w:val`` of a descendant: None where it is absent, empty where it has no value."""
    found = child(element, *names)
    return None if found is None else attribute(found, "w:val")


def switched_on(element: Element, *names: str) -> bool:
    """Whether an on-off property is there and not switched off."""
    return value(element, *names) not in (None, "0", "false", "off", "none")
