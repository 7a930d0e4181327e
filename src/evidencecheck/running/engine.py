"""The recognition engine of a run: is it there, and what is it made of?"""

from __future__ import annotations

from evidencecheck.reading.ocr.interface import ENGINES, probe
from evidencecheck.reading.ocr.models import manifest
from evidencecheck.running.errors import UsageError


def engine_key(name: str) -> str:
    """The engine with its packages and models, as one string; keys the cache and the trail.

    Raises:
        UsageError: there is no such engine, or it is not installed.
    """
    if name not in ENGINES:
        raise UsageError(f"--ocr {name}: unknown engine; choose one of {', '.join(ENGINES)}")
    state = next(s for s in probe() if s.name == name)
    if not state.available:
        raise UsageError(f"--ocr {name}: {state.detail}; {state.remedy}")
    packages = " ".join(f"{package} {version}" for package, version in state.versions)
    models = " ".join(f"{k}={v}" for k, v in sorted(model_digests(name).items()))
    return f"{name} {packages} {models}".strip()


def model_digests(ocr: str) -> dict[str, str]:
    """Name and sha256 of every model that a run uses."""
    return {} if ocr == "none" else {m.name: m.sha256 for m in manifest().values()}
