from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.one_file import Read

from evidencecheck.domain.files import MediaType


@pytest.fixture
def as_file(tmp_path: Path) -> Callable[[MediaType], Read]:
    """Reads bytes as a file of a format."""
    return lambda media: Read(tmp_path, media)


@pytest.fixture
def html(tmp_path: Path) -> Read:
    return Read(tmp_path, MediaType.HTML)
