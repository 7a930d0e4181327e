"""Train the categoriser of document types on the development fixtures.

    make model

It writes ``models/document-types.spacy.gz`` and prints the sha256 and size that
``models/manifest.yaml`` must name. The validation fixtures are never read. Titles are left out of
the training text, because the model is asked only where a title failed; names, numbers and a part
of the rows are left out so that it learns the words of a type and not one factory's documents.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path

from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from evidencecheck.extraction import Extractor
from evidencecheck.extraction.text import PageText, page_text
from evidencecheck.extraction.textcat import NOTHING, blank_pipeline, words
from evidencecheck.extraction.titles import TitleFinder
from evidencecheck.running.inspection import inspect
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "models" / "document-types.spacy.gz"
_SEED = 20261121
_VARIANTS = 8
_EPOCHS = 14
_PAGES = 3
_MIXTURES = 120
_ROWS_OF_A_MIXTURE = 24


def documents() -> Iterator[tuple[str, list[PageText]]]:
    """Type and pages of each document of the development set."""
    extractor = Extractor(load_book())
    for expected in sorted((ROOT / "fixtures" / "development").glob("*/expected.json")):
        truth = json.loads(expected.read_text(encoding="utf-8"))["documents"]
        for found in inspect(expected.parent / "evidence", extractor, Options()):
            pages = found.reading.pages if found.reading else ()
            for wanted in (t for t in truth if t["file"] == found.file.path and t["type"]):
                first, last = wanted["pages"] or (1, len(pages))
                texts = [page_text(found.file.path, p) for p in pages if first <= p.number <= last]
                if any(t.rows for t in texts):
                    yield wanted["type"], texts[:_PAGES]


def bodies(pages: list[PageText], finder: TitleFinder) -> list[str]:
    """The rows of a document without those that hold a title."""
    rows: list[str] = []
    for page in pages:
        titled = {m.row for m in finder.find(page, page.text)}
        rows.extend(r.text for i, r in enumerate(page.rows) if i not in titled)
    return rows


def examples(rng: random.Random) -> list[tuple[str, str]]:
    """Texts with their types: parts of documents, and mixtures that are of none."""
    finder = TitleFinder(load_book())
    known = [(t, bodies(pages, finder)) for t, pages in documents()]
    found: list[tuple[str, str]] = []
    for document_type, rows in known:
        for variant in range(_VARIANTS):
            kept = rows if not variant else [r for r in rows if rng.random() < rng.uniform(0.4, 1)]
            found.append((words("\n".join(kept)), document_type))
    every_row = [r for _, rows in known for r in rows]
    for _ in range(_MIXTURES):
        mixed = rng.sample(every_row, _ROWS_OF_A_MIXTURE)
        found.append((words("\n".join(mixed)), NOTHING))
    return [(text, label) for text, label in found if len(text) >= 20]


def main() -> None:
    """Train, write the model, print its sha256 and size."""
    fix_random_seed(_SEED)
    rng = random.Random(_SEED)  # noqa: S311
    pairs = examples(rng)
    labels = sorted({label for _, label in pairs})
    nlp = blank_pipeline()
    for label in labels:
        nlp.get_pipe("textcat").add_label(label)  # type: ignore[attr-defined]
    data = [
        Example.from_dict(nlp.make_doc(text), {"cats": {x: float(x == label) for x in labels}})
        for text, label in pairs
    ]
    optimizer = nlp.initialize(lambda: data[:50])
    for epoch in range(_EPOCHS):
        rng.shuffle(data)
        losses: dict[str, float] = {}
        for batch in minibatch(data, 16):
            nlp.update(batch, sgd=optimizer, losses=losses)
        print(f"epoch {epoch + 1:2}  loss {losses['textcat']:.3f}")
    with nlp.use_params(optimizer.averages):
        raw = nlp.to_bytes()
    TARGET.write_bytes(gzip.compress(raw, 9, mtime=0))
    packed = TARGET.read_bytes()
    print(f"{len(pairs)} texts, {len(labels)} labels")
    print(f"  sha256: {hashlib.sha256(packed).hexdigest()}\n  bytes: {len(packed)}")


if __name__ == "__main__":
    main()
