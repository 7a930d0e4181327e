"""Labels that a field sets apart are labels of it."""

from __future__ import annotations

import pytest

from evidencecheck.rulebook import load_rulebook

BOOK = load_rulebook()


@pytest.mark.parametrize("name", sorted(BOOK.fields))
def test_labels_set_apart_are_labels(name: str) -> None:
    rule = BOOK.fields[name]
    own = [d.fields[name] for d in BOOK.documents.values() if name in d.fields]
    labels = {label for r in (rule, *own) for label in r.labels}
    assert {*rule.weak, *rule.columns} <= labels
