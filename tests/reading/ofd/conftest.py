from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.one_file import Read

from evidencecheck.domain.files import MediaType


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return Read(tmp_path, MediaType.OFD)
