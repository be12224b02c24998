"""The export to RDF Data Cube: a well-formed cube whose numbers are those that ``edugraph facts`` prints."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from edugraph.graph import rows
from edugraph.graph.export import render
from tests.ontology.graphs import exported, full_reading, invented, opened, placeless, two_reports
from tests.ontology.integrity import CONSTRAINTS, PREFIXES


def store(turtle: str) -> Store:
    """A store of one export."""
    made = Store()
    made.bulk_load(turtle.encode(), format=RdfFormat.TURTLE)
    return made


@pytest.fixture(scope="module")
def cubes(shipped_graph: Path) -> dict[str, Store]:
    """The cubes that constraints are asked of."""
    return {
        "the shipped report": store(exported(shipped_graph, "qb")),
        "an invented report": store(exported(None, "qb")),
        "several reports that disagree": store(render(two_reports(), "qb")),
        "a report of no place and year": store(render(placeless(), "qb")),
    }


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_no_cube_breaks(constraint: str, cubes: dict[str, Store]) -> None:
    for name, cube in cubes.items():
        assert not cube.query(PREFIXES + CONSTRAINTS[constraint][0]), name


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_broken_cube_is_noticed_by(constraint: str) -> None:
    ask, update = CONSTRAINTS[constraint]
    cube = store(exported(None, "qb"))
    cube.update(PREFIXES + update)
    assert cube.query(PREFIXES + ask)


CELLS = """
SELECT ?indicator ?about ?period ?level ?unit ?status ?value WHERE {
  ?cell a qb:Observation ; edu:indicator ?indicator ; edu:about ?about ; sdmx-dimension:refPeriod ?period ;
    edu:level ?level ; edu:unit ?unit ; edu:status ?status ; sdmx-measure:obsValue ?value .
}
"""


def cells(cube: Store) -> set[tuple[Any, ...]]:
    """Indicator, whom about, period, level, unit, whether planned, and number of each cell."""
    found = set()
    for row in cube.query(PREFIXES + CELLS):  # type: ignore[union-attr]
        local = [row[index].value.rpartition("/")[2] for index in range(3)]
        level = row[3].value.rpartition("#")[2].lower().removesuffix("level")
        found.add(
            (*local, level, row[4].value, row[5].value.endswith("Planned"), Decimal(row[6].value)),
        )
    return found


def numbers(graph: Any) -> set[tuple[Any, ...]]:
    """The same of each row of ``edugraph facts`` with a value; the level before a change is its baseline."""
    found = set()
    for row in rows.facts(graph):
        if row["indicator"] is None:
            continue
        of = row["indicator"].partition(":")[2], row["about_id"].partition(":")[2]
        period = str(row["period"]).replace("/", "_")
        rest = (row["level"] or "any", row["unit"] or "1")
        if row["value"] is not None:
            found.add((*of, period, *rest, row["status"] == "planned", Decimal(str(row["value"]))))
        if row["value_from"] is not None:
            found.add((*of, f"before_{period}", *rest, False, Decimal(str(row["value_from"]))))
    return found


def test_the_numbers_of_the_shipped_report_are_those_of_its_facts(shipped_graph: Path, cubes: dict[str, Store]) -> None:
    found = cells(cubes["the shipped report"])
    assert len(found) > 40
    assert found == numbers(opened(shipped_graph))


def test_the_numbers_of_an_invented_report_are_those_of_its_facts(cubes: dict[str, Store]) -> None:
    assert cells(cubes["an invented report"]) == numbers(invented())


def test_a_cell_has_one_value_of_each_dimension_and_one_number(cubes: dict[str, Store]) -> None:
    for name, cube in cubes.items():
        twice = """SELECT ?cell ?property (COUNT(?value) AS ?values) WHERE {
          VALUES ?kind { qb:DimensionProperty qb:MeasureProperty }
          ?part qb:componentProperty ?property . ?property a ?kind .
          ?cell a qb:Observation ; ?property ?value }
          GROUP BY ?cell ?property HAVING (COUNT(?value) > 1)"""
        assert list(cube.query(PREFIXES + twice)) == [], name  # type: ignore[arg-type]


def test_numbers_that_disagree_are_claims_of_one_thing(cubes: dict[str, Store]) -> None:
    asked = """SELECT ?claim ?value WHERE { ?cell edu:claim ?claim ; edu:status edu:Achieved ; edu:unit "所" ;
      edu:indicator <https://w3id.org/edugraph/id/indicator/书香校园> ; sdmx-measure:obsValue ?value ;
      sdmx-dimension:refPeriod <https://w3id.org/edugraph/id/period/2031> } ORDER BY ?claim"""
    found: Any = cubes["several reports that disagree"].query(PREFIXES + asked)
    assert [(row[0].value, row[1].value) for row in found] == [("1", "12"), ("2", "13")]


def test_what_a_point_leaves_open_has_a_word_of_its_own(cubes: dict[str, Store]) -> None:
    found = cells(cubes["a report of no place and year"])
    assert {cell[1] for cell in found} == {"nowhere"}
    assert {cell[2] for cell in found} == {"unstated"}


def test_a_cell_says_how_exact_it_is_and_where_it_was_read(cubes: dict[str, Store]) -> None:
    fact = next(fact for fact in full_reading().facts if fact.rule == "count.people")
    evidence = f"<https://w3id.org/edugraph/id/doc/xian-2031#char={fact.quote.begin},{fact.quote.end}>"
    asked = f"""ASK {{ ?cell a qb:Observation ; sdmx-measure:obsValue 78000.0 ; edu:qualifier edu:LessThan ;
      <http://www.w3.org/ns/prov#wasDerivedFrom> {evidence} }}"""
    assert cubes["an invented report"].query(PREFIXES + asked)
