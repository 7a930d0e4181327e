"""A sound folder: what comes out of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from evidencecheck.rulebook import RuleError, load_rulebook, locate, locate_models, places


def test_a_sound_folder_gives_linked_rules(rules: Path) -> None:
    book = load_rulebook(rules)
    pack = book.packs["town"]
    assert [i.id for i in pack.indicators] == ["town.basic.1", "town.1.1"]
    section = pack.section_of(pack.indicators[1])
    assert section is not None
    assert section.weight == 100
    assert set(book.documents) == {"licence", "own", "report"}
    assert book.fields["holder"].labels == ("企业名称",)
    assert book.stop_labels == ("地址",)


def test_slots_are_numbered_within_their_indicator(rules: Path) -> None:
    scored = load_rulebook(rules).packs["town"].indicators[1]
    assert [s.id for s in scored.slots] == ["town.1.1/1", "town.1.1/2"]


def test_the_date_of_the_registry_holds_for_every_standard(rules: Path) -> None:
    standard = load_rulebook(rules).standards["GB/T 1"]
    assert standard.id == "GB/T 1"
    assert standard.as_of.isoformat() == "2026-11-01"


def test_codes_come_from_the_keys(rules: Path) -> None:
    assert load_rulebook(rules).findings["E001"].code == "E001"


def test_the_version_is_the_hash_of_a_sha256sum_list(rules: Path) -> None:
    names = sorted(p.relative_to(rules).as_posix() for p in rules.rglob("*.yaml"))
    lines = [f"{hashlib.sha256((rules / n).read_bytes()).hexdigest()}  {n}\n" for n in names]
    assert load_rulebook(rules).version == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_the_version_changes_with_any_rule(rules: Path) -> None:
    before = load_rulebook(rules).version
    file = rules / "systems" / "town" / "basic.yaml"
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    assert load_rulebook(rules).version != before


def test_examples_are_no_rules(rules: Path) -> None:
    before = load_rulebook(rules).version
    (rules / "systems" / "town" / "basic.examples.yaml").write_text("- case: any\n", "utf-8")
    assert load_rulebook(rules).version == before


def test_a_file_may_begin_with_a_byte_order_mark(rules: Path) -> None:
    file = rules / "fields.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert "holder" in load_rulebook(rules).fields


def test_the_rules_of_the_checkout_are_found_and_sound() -> None:
    assert (locate() / "systems" / "tianjin" / "system.yaml").is_file()
    assert "tianjin" in load_rulebook().packs


def test_an_installed_wheel_uses_its_own_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("rules", "models"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(places, "_WHEEL", tmp_path)
    assert locate() == tmp_path / "rules"
    assert locate_models() == tmp_path / "models"


def test_an_installation_without_rules_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_WHEEL", tmp_path / "a")
    monkeypatch.setattr(places, "_CHECKOUT", tmp_path / "b")
    with pytest.raises(RuleError, match=r"^rules: this installation lacks the folder; install"):
        locate()


def test_a_folder_that_is_not_there_is_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load_rulebook(tmp_path / "none")
    assert str(caught.value) == f"{tmp_path / 'none'}: no such folder of rules"
