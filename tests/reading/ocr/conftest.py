"""One engine for all tests of recognition: loading it takes a second."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evidencecheck.reading.ocr.interface import OcrEngine, load_engine


@pytest.fixture(scope="session")
def engine() -> Iterator[OcrEngine]:
    with load_engine("rapidocr", 2) as loaded:
        yield loaded
