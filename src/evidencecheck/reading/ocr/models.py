"""Where the models lie, and whether they are the ones that were tested.

``models/`` is at the top of a checkout and inside the wheel (``evidencecheck/_data/models``). Its
``manifest.yaml`` names every model with its sha256.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import yaml

_PACKAGE = Path(__file__).resolve().parents[2]
_PLACES = (_PACKAGE / "_data" / "models", _PACKAGE.parents[1] / "models")
_CHUNK = 1 << 20


class ModelMissing(Exception):  # noqa: N818
    """A model, or the manifest, is not where it should be."""


class ModelChanged(Exception):  # noqa: N818
    """A model is not byte for byte the one that the manifest names."""


@dataclass(frozen=True, slots=True)
class Model:
    """One entry of the manifest."""

    name: str
    use: str
    package: str
    """The installed package that carries it; empty: it lies beside the manifest."""
    file: str
    """Within the package, or within the folder of the manifest."""
    origin: str
    licence: str
    sha256: str
    bytes: int


def models_folder() -> Path:
    """The folder of the manifest: of the wheel, or of the checkout.

    Raises:
        ModelMissing: there is none.
    """
    for place in _PLACES:
        if (place / "manifest.yaml").is_file():
            return place
    raise ModelMissing("models/manifest.yaml is not installed with the program")


@cache
def manifest() -> dict[str, Model]:
    """All models by name.

    Raises:
        ModelMissing: the manifest is absent, or holds something else than a list of models.
    """
    path = models_folder() / "manifest.yaml"
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {entry["name"]: Model(**entry) for entry in entries}
    except (OSError, yaml.YAMLError, TypeError, KeyError) as error:
        raise ModelMissing(f"models/manifest.yaml cannot be read: {error}") from error


def manifest_digest() -> str:
    """The sha256 of the manifest: with it, of all models."""
    return _sha256(models_folder() / "manifest.yaml")


def locate(name: str) -> Path:
    """Where a model lies; its bytes are not looked at, and no package is imported.

    Raises:
        ModelMissing: the manifest does not name it, or the file is absent.
    """
    model = manifest().get(name)
    if model is None:
        raise ModelMissing(f"models/manifest.yaml names no model {name!r}")
    path = _folder_of(model) / model.file
    if not path.is_file():
        carrier = f"the package {model.package}" if model.package else "models/"
        raise ModelMissing(f"the model {name} ({model.file}) is not in {carrier}")
    return path


@cache
def model_path(name: str) -> Path:
    """Where a model lies, after its bytes were checked; checked once in a process.

    Raises:
        ModelMissing: as ``locate``.
        ModelChanged: its sha256 is not that of the manifest.
    """
    path = locate(name)
    found = _sha256(path)
    if found != manifest()[name].sha256:
        raise ModelChanged(
            f"the model {name} ({path.name}) is not the one that was tested: its sha256 is {found}"
        )
    return path


def _folder_of(model: Model) -> Path:
    if not model.package:
        return models_folder()
    spec = find_spec(model.package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissing(f"the package {model.package}, which carries {model.name}, is missing")
    return Path(next(iter(spec.submodule_search_locations)))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
