"""Shipped files are found by name, in a stable order, and what is missing is said."""

from __future__ import annotations

import pytest

from edugraph import resources
from edugraph.errors import InputError


def test_the_ontology_comes_in_one_order_with_its_folders() -> None:
    names = [path.relative_to(resources.folder("ontology")).as_posix() for path in resources.ontology_files()]
    assert names == sorted(names)
    assert {"places.ttl", "units.ttl", "indicators/preschool.ttl"} <= set(names)


def test_the_manifest_stands_beside_the_reports() -> None:
    assert (resources.manifest().parent / "reports").is_dir()


def test_a_missing_folder_or_file_is_an_error_with_a_hint() -> None:
    with pytest.raises(InputError, match="lacks its folder nowhere") as caught:
        resources.folder("nowhere")
    assert caught.value.hint
    with pytest.raises(InputError, match=r"ontology/none\.ttl"):
        resources.ontology_file("none.ttl")
