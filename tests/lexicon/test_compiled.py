"""The compiled form of the ontology: as good as the Turtle, never older than it, and no harm when it cannot be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from edugraph import resources
from edugraph.errors import RuleError
from edugraph.lexicon.compiled import cache_folder, load_records
from edugraph.lexicon.turtle import read_records
from edugraph.lexicon.vocabulary import load_vocabulary

TURTLE = """@prefix place: <https://w3id.org/edugraph/id/place/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
place:1 rdfs:label "甲县"@zh .
"""


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    (tmp_path / "places.ttl").write_text(TURTLE, encoding="utf-8")
    return [tmp_path / "places.ttl"]


def test_the_shipped_ontology_compiles_to_what_its_turtle_says(tmp_path: Path) -> None:
    files = [path for path in resources.ontology_files() if path.name not in {"schema.ttl", "shapes.ttl"}]
    truth = read_records(files)
    for _ in range(2):  # made, then read
        kept = load_records(files, tmp_path)
        assert kept == truth
        assert list(kept) == list(truth)
    assert len(list(tmp_path.iterdir())) == 1


def test_the_vocabulary_is_the_same_with_and_without_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUGRAPH_CACHE", "")
    plain = load_vocabulary()
    monkeypatch.setenv("EDUGRAPH_CACHE", str(tmp_path))
    assert load_vocabulary() == plain
    assert load_vocabulary() == plain


def test_a_changed_file_is_read_again(paths: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    assert load_records(paths, folder)["place:1"]["rdfs:label"] == ["甲县"]
    paths[0].write_text(TURTLE.replace("甲", "乙"), encoding="utf-8")
    assert load_records(paths, folder)["place:1"]["rdfs:label"] == ["乙县"]


@pytest.mark.parametrize("harm", ["empty", "cut", "turned", "other"])
def test_a_damaged_form_is_made_anew(paths: list[Path], tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "cache"
    truth = load_records(paths, folder)
    (kept,) = folder.iterdir()
    data = kept.read_bytes()
    spoilt = {"empty": b"", "cut": data[:-3], "turned": data[:-1] + bytes([data[-1] ^ 1]), "other": b"x" * 200}[harm]
    kept.write_bytes(spoilt)
    assert load_records(paths, folder) == truth
    assert kept.read_bytes() == data


def test_where_nothing_can_be_kept_the_turtle_is_read(paths: list[Path], tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"no folder")
    for folder in (None, blocked, blocked / "below"):
        assert load_records(paths, folder) == read_records(paths)
    assert blocked.read_bytes() == b"no folder"


def test_a_file_that_is_no_turtle_is_refused_and_not_kept(paths: list[Path], tmp_path: Path) -> None:
    paths[0].write_text("place:1 nothing", encoding="utf-8")
    with pytest.raises(RuleError):
        load_records(paths, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_the_folder_is_the_one_that_is_said_else_the_platform_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUGRAPH_CACHE", str(Path("some", "where")))
    assert cache_folder() == Path("some", "where")
    monkeypatch.setenv("EDUGRAPH_CACHE", "")
    assert cache_folder() is None
    monkeypatch.delenv("EDUGRAPH_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache/me")
    assert cache_folder() == Path("/var/cache/me/edugraph")
