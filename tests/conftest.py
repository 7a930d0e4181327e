"""Where tests find the material that is not part of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def _folder(*parts: str) -> Path:
    folder = SHARED.joinpath(*parts)
    if not folder.is_dir():
        pytest.skip(f"{'/'.join(('shared', *parts))} is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def real_samples() -> Path:
    """Real public documents with a manifest of what is printed on them."""
    return _folder("samples", "real")


@pytest.fixture(scope="session")
def hostile_samples() -> Path:
    """Damaged, encrypted, looping, oversized and tampered files."""
    return _folder("samples", "hostile")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The source documents of the indicator systems."""
    return _folder("seeds")
