"""The extractor of the program's own rules."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from evidencecheck.rulebook import load_rulebook


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """Without the categoriser: what it decides is tested apart."""
    return Extractor(load_rulebook())
