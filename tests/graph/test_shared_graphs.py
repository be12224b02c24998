"""Several reports in one graph: what is the same is one node with one label, what is not stays apart."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from edugraph.graph import open_graph
from tests.conftest import Run

RDFS, SKOS = rdflib.RDFS, rdflib.SKOS
SCHOOL = "https://w3id.org/edugraph/id/school/"
REPORTS = {
    "wuxing-2021.txt": "吴兴区教育局2021年工作总结\n"
    "推进附小云溪校区扩建。青溪小学获评浙江省示范学校。完成吴兴二小、实验小学扩建。全区共有小学30所。\n",
    "wuxing-2022.txt": "吴兴区教育局2022年工作总结\n"
    "湖师附小云溪校区竣工，附小云溪校区启用。青溪小学获评浙江省示范学校。完成吴兴区第二小学扩建。与北京师范大学共建。\n",
    "nanxun-2022.txt": "南浔区教育局2022年工作总结\n"
    "青溪小学获评浙江省示范学校。完成实验小学、南浔二小扩建。吴兴区青溪小学与青溪小学结对。与北京师范大学共建。\n",
}
ALIASES = """
[[merge]]
same = ["school:330502_湖师附属小学云溪校区", "school:330502_附属小学云溪校区"]
why = "one campus, called by its short name alone in 2021"

[[rename]]
thing = "school:330502_青溪小学"
label = "湖州市青溪小学"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "own.toml").write_text(ALIASES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(folder: Path, edugraph: Run) -> rdflib.Graph:
    edugraph("build", *REPORTS, "-o", "plain.ttl", cwd=folder)
    return open_graph(folder / "plain.ttl")


@pytest.fixture(scope="module")
def aliased(folder: Path, edugraph: Run) -> rdflib.Graph:
    edugraph("build", *REPORTS, "--aliases", "own.toml", "-o", "aliased.ttl", cwd=folder)
    return open_graph(folder / "aliased.ttl")


def reports_of(graph: rdflib.Graph, key: str) -> set[str]:
    found = graph.objects(rdflib.URIRef(SCHOOL + key), rdflib.URIRef("https://w3id.org/edugraph/ns#mentionedAt"))
    return {str(each).rpartition("/")[2].partition("#")[0] for each in found}


def test_two_years_of_one_district_meet_in_the_same_schools(built: rdflib.Graph) -> None:
    assert reports_of(built, "330502_青溪小学") == {"wuxing-2021", "wuxing-2022", "nanxun-2022"}
    assert reports_of(built, "330502_吴兴区第二小学") == {"wuxing-2021", "wuxing-2022"}
    assert reports_of(built, "北京师范大学") == {"wuxing-2022", "nanxun-2022"}


def test_two_districts_with_schools_of_one_name_keep_them_apart(built: rdflib.Graph) -> None:
    assert reports_of(built, "330503_青溪小学") == {"nanxun-2022"}
    assert reports_of(built, "330503_实验小学") == {"nanxun-2022"}
    assert reports_of(built, "330502_实验小学") == {"wuxing-2021"}
    assert reports_of(built, "330503_南浔区第二小学") == {"nanxun-2022"}


def test_a_short_name_without_evidence_in_its_own_report_stays_apart(built: rdflib.Graph) -> None:
    assert reports_of(built, "330502_附属小学云溪校区") == {"wuxing-2021"}
    assert reports_of(built, "330502_湖师附属小学云溪校区") == {"wuxing-2022"}


def labels(graph: rdflib.Graph, subject: rdflib.term.Node) -> list[rdflib.Literal]:
    return [each for each in graph.objects(subject, RDFS.label) if isinstance(each, rdflib.Literal)]


@pytest.mark.parametrize("name", ["built", "aliased"])
def test_a_thing_has_one_label_in_a_language_and_no_other_name_that_is_the_label(
    name: str, request: pytest.FixtureRequest
) -> None:
    graph = request.getfixturevalue(name)
    for subject in set(graph.subjects(RDFS.label)):
        said = labels(graph, subject)
        assert len({each.language for each in said}) == len(said), subject
        assert not set(said) & set(graph.objects(subject, SKOS.altLabel)), subject


def test_of_the_labels_that_reports_give_one_thing_the_longest_stays(built: rdflib.Graph) -> None:
    school = rdflib.URIRef(SCHOOL + "330502_吴兴区第二小学")
    assert [str(each) for each in labels(built, school)] == ["吴兴区第二小学"]
    assert rdflib.Literal("吴兴二小", lang="zh") in set(built.objects(school, SKOS.altLabel))


def test_the_alias_file_joins_what_a_person_knows_to_be_one(aliased: rdflib.Graph) -> None:
    campus = rdflib.URIRef(SCHOOL + "330502_湖师附属小学云溪校区")
    assert reports_of(aliased, "330502_湖师附属小学云溪校区") == {"wuxing-2021", "wuxing-2022"}
    assert reports_of(aliased, "330502_附属小学云溪校区") == set()
    assert [str(each) for each in labels(aliased, campus)] == ["湖师附小云溪校区"]
    (note,) = aliased.objects(campus, SKOS.editorialNote)
    assert str(note).startswith("merged by own.toml: school:330502_附属小学云溪校区 is ")
    assert str(note).endswith("(one campus, called by its short name alone in 2021)")


def test_nothing_points_to_a_key_that_was_merged_away(aliased: rdflib.Graph) -> None:
    gone = rdflib.URIRef(SCHOOL + "330502_附属小学云溪校区")
    assert not list(aliased.triples((None, None, gone)))
    assert not list(aliased.triples((gone, None, None)))


def test_a_new_label_holds_in_every_report(aliased: rdflib.Graph) -> None:
    school = rdflib.URIRef(SCHOOL + "330502_青溪小学")
    assert [str(each) for each in labels(aliased, school)] == ["湖州市青溪小学"]
    assert {str(each) for each in aliased.objects(school, SKOS.altLabel)} == {"青溪小学", "吴兴区青溪小学"}


def test_the_graph_is_the_same_in_whatever_order_the_reports_and_entries_come(folder: Path, edugraph: Run) -> None:
    merge, rename = ALIASES.strip().split("\n\n")
    (folder / "turned.toml").write_text(f"{rename}\n\n{merge}\n", encoding="utf-8")
    (folder / "own.toml").replace(folder / "keep.toml")
    (folder / "turned.toml").replace(folder / "own.toml")
    edugraph("build", *reversed(REPORTS), "--aliases", "own.toml", "-o", "turned.ttl", cwd=folder)
    (folder / "keep.toml").replace(folder / "own.toml")
    edugraph("build", *REPORTS, "--aliases", "own.toml", "-o", "again.ttl", cwd=folder)
    assert (folder / "turned.ttl").read_bytes() == (folder / "again.ttl").read_bytes()
