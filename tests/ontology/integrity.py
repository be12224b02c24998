"""The integrity constraints of the RDF Data Cube recommendation, each as an ASK that is true of a cube that breaks it.

The wording is ours; numbers and meaning are those of section 11 of the recommendation. They are asked of a cube in its
normal form, which exports are in. Beside each stands an update that breaks a sound cube, so that an ASK that could
never be true would be noticed. IC-20 and IC-21 look one step up a hierarchy, which tells a code outside of it.
"""

from __future__ import annotations

PREFIXES = """
PREFIX cube: <https://w3id.org/edugraph/id/cube/>
PREFIX dataset: <https://w3id.org/edugraph/id/dataset/>
PREFIX edu: <https://w3id.org/edugraph/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

_MEASURE_CUBE = """
INSERT { cube:structure qb:component cube:kind . cube:kind qb:componentProperty qb:measureType .
  qb:measureType a qb:DimensionProperty . ?cell qb:measureType sdmx-measure:obsValue }
WHERE { ?cell a qb:Observation } ;
"""
_SLICE = (
    "INSERT DATA { <urn:key> a qb:SliceKey ; qb:componentProperty edu:about . cube:structure qb:sliceKey <urn:key> } ;"
)

CONSTRAINTS: dict[str, tuple[str, str]] = {
    "IC-1 an observation has one data set": (
        """ASK { ?cell a qb:Observation
        OPTIONAL { ?cell qb:dataSet ?one } OPTIONAL { ?cell qb:dataSet ?other FILTER (?other != ?one) }
        FILTER (!BOUND(?one) || BOUND(?other)) }""",
        "DELETE { ?cell qb:dataSet ?set } WHERE { ?cell qb:dataSet ?set }",
    ),
    "IC-2 a data set has one structure": (
        """ASK { ?set a qb:DataSet
        OPTIONAL { ?set qb:structure ?one } OPTIONAL { ?set qb:structure ?other FILTER (?other != ?one) }
        FILTER (!BOUND(?one) || BOUND(?other)) }""",
        "INSERT DATA { dataset:cube qb:structure <urn:another> }",
    ),
    "IC-3 a structure has a measure": (
        """ASK { ?structure a qb:DataStructureDefinition
        FILTER NOT EXISTS { ?structure qb:component/qb:componentProperty/a qb:MeasureProperty } }""",
        "DELETE DATA { sdmx-measure:obsValue a qb:MeasureProperty }",
    ),
    "IC-4 a dimension has a range": (
        "ASK { ?dimension a qb:DimensionProperty FILTER NOT EXISTS { ?dimension rdfs:range ?range } }",
        "DELETE { edu:about rdfs:range ?range } WHERE { edu:about rdfs:range ?range }",
    ),
    "IC-5 a dimension of concepts has a code list": (
        """ASK { ?dimension a qb:DimensionProperty ; rdfs:range skos:Concept
        FILTER NOT EXISTS { ?dimension qb:codeList ?list } }""",
        "DELETE { edu:level qb:codeList ?list } WHERE { edu:level qb:codeList ?list }",
    ),
    "IC-6 only attributes may be left out": (
        """ASK { ?structure qb:component ?part . ?part qb:componentRequired false ; qb:componentProperty ?property
        FILTER NOT EXISTS { ?property a qb:AttributeProperty } }""",
        "INSERT DATA { cube:level qb:componentRequired false }",
    ),
    "IC-7 a slice key belongs to a structure": (
        """ASK { ?key a qb:SliceKey
        FILTER NOT EXISTS { ?structure a qb:DataStructureDefinition ; qb:sliceKey ?key } }""",
        "INSERT DATA { <urn:key> a qb:SliceKey }",
    ),
    "IC-8 a slice key has properties of its structure": (
        """ASK { ?structure qb:sliceKey ?key . ?key a qb:SliceKey ; qb:componentProperty ?property
        FILTER NOT EXISTS { ?structure qb:component/qb:componentProperty ?property } }""",
        _SLICE + "INSERT DATA { <urn:key> qb:componentProperty <urn:strange> }",
    ),
    "IC-9 a slice has one structure": (
        """ASK { ?slice a qb:Slice
        OPTIONAL { ?slice qb:sliceStructure ?one }
        OPTIONAL { ?slice qb:sliceStructure ?other FILTER (?other != ?one) }
        FILTER (!BOUND(?one) || BOUND(?other)) }""",
        "INSERT DATA { <urn:slice> a qb:Slice }",
    ),
    "IC-10 a slice has a value for each dimension of its key": (
        """ASK { ?slice qb:sliceStructure/qb:componentProperty ?dimension
        FILTER NOT EXISTS { ?slice ?dimension ?x } }""",
        _SLICE + "INSERT DATA { <urn:slice> a qb:Slice ; qb:sliceStructure <urn:key> }",
    ),
    "IC-11 an observation has a value for each dimension": (
        """ASK { ?cell qb:dataSet/qb:structure/qb:component/qb:componentProperty ?dimension .
        ?dimension a qb:DimensionProperty FILTER NOT EXISTS { ?cell ?dimension ?value } }""",
        "DELETE { ?cell edu:level edu:AnyLevel } WHERE { ?cell edu:level edu:AnyLevel }",
    ),
    "IC-12 no two observations have the same dimensions": (
        """ASK { ?one qb:dataSet ?set . ?other qb:dataSet ?set FILTER (STR(?one) < STR(?other))
        FILTER NOT EXISTS { ?set qb:structure/qb:component/qb:componentProperty ?dimension .
          ?dimension a qb:DimensionProperty . ?one ?dimension ?value . ?other ?dimension ?another
          FILTER (!sameTerm(?value, ?another)) } }""",
        """INSERT { <urn:twin> ?property ?value }
        WHERE { { SELECT ?cell { ?cell a qb:Observation } ORDER BY ?cell LIMIT 1 } ?cell ?property ?value }""",
    ),
    "IC-13 an observation has each required attribute": (
        """ASK { ?cell qb:dataSet/qb:structure/qb:component ?part .
        ?part qb:componentRequired true ; qb:componentProperty ?property
        FILTER NOT EXISTS { ?cell ?property ?value } }""",
        "DELETE { ?cell sdmx-attribute:unitMeasure ?unit } WHERE { ?cell sdmx-attribute:unitMeasure ?unit }",
    ),
    "IC-14 an observation has each measure": (
        """ASK { ?cell qb:dataSet/qb:structure ?structure
        FILTER NOT EXISTS { ?structure qb:component/qb:componentProperty qb:measureType }
        ?structure qb:component/qb:componentProperty ?measure . ?measure a qb:MeasureProperty
        FILTER NOT EXISTS { ?cell ?measure ?value } }""",
        "DELETE { ?cell sdmx-measure:obsValue ?value } WHERE { ?cell sdmx-measure:obsValue ?value }",
    ),
    "IC-15 an observation has the measure that it names": (
        """ASK { ?cell qb:dataSet/qb:structure/qb:component/qb:componentProperty qb:measureType ;
          qb:measureType ?measure FILTER NOT EXISTS { ?cell ?measure ?value } }""",
        _MEASURE_CUBE + "DELETE { ?cell sdmx-measure:obsValue ?value } WHERE { ?cell sdmx-measure:obsValue ?value }",
    ),
    "IC-16 an observation has no other measure than it names": (
        """ASK { ?cell qb:dataSet/qb:structure ?structure ; qb:measureType ?measure .
        ?structure qb:component/qb:componentProperty qb:measureType, ?other . ?other a qb:MeasureProperty .
        ?cell ?other ?value FILTER (?other != ?measure) }""",
        _MEASURE_CUBE
        + """INSERT { cube:structure qb:component cube:second . cube:second qb:componentProperty <urn:second> .
        <urn:second> a qb:MeasureProperty . ?cell <urn:second> 1 } WHERE { ?cell a qb:Observation }""",
    ),
    "IC-17 each measure is observed where one is": (
        """ASK { ?cell qb:dataSet ?set ; qb:measureType ?named . ?set qb:structure ?structure .
        ?structure qb:component/qb:componentProperty qb:measureType, ?measure . ?measure a qb:MeasureProperty
        FILTER (?named != ?measure)
        FILTER NOT EXISTS { ?beside qb:dataSet ?set ; qb:measureType ?measure
          FILTER NOT EXISTS { ?structure qb:component/qb:componentProperty ?dimension .
            ?dimension a qb:DimensionProperty . ?cell ?dimension ?value . ?beside ?dimension ?another
            FILTER (?dimension != qb:measureType && !sameTerm(?value, ?another)) } } }""",
        _MEASURE_CUBE
        + """INSERT DATA { cube:structure qb:component cube:second . cube:second qb:componentProperty <urn:second> .
        <urn:second> a qb:MeasureProperty }""",
    ),
    "IC-18 what a slice of a data set observes is in the data set": (
        "ASK { ?set qb:slice/qb:observation ?cell FILTER NOT EXISTS { ?cell qb:dataSet ?set } }",
        "INSERT DATA { dataset:cube qb:slice <urn:slice> . <urn:slice> qb:observation <urn:cell> }",
    ),
    "IC-19 a value is in the code list of its dimension": (
        """ASK { ?cell qb:dataSet/qb:structure/qb:component/qb:componentProperty ?dimension .
        ?dimension a qb:DimensionProperty ; qb:codeList ?list . ?cell ?dimension ?value
        FILTER (EXISTS { ?list a skos:ConceptScheme } && NOT EXISTS { ?value a skos:Concept ; skos:inScheme ?list }
        || EXISTS { ?list a skos:Collection } && NOT EXISTS { ?value a skos:Concept . ?list skos:member+ ?value }) }""",
        "DELETE { edu:AnyLevel skos:inScheme ?list } WHERE { edu:AnyLevel skos:inScheme ?list }",
    ),
    "IC-20 a value is in the hierarchy of its dimension": (
        """ASK { ?list a qb:HierarchicalCodeList ; qb:parentChildProperty ?down FILTER isIRI(?down)
        ?dimension qb:codeList ?list . ?cell a qb:Observation ; ?dimension ?value
        FILTER NOT EXISTS { ?list qb:hierarchyRoot ?value } FILTER NOT EXISTS { ?above ?down ?value } }""",
        """INSERT DATA { edu:about qb:codeList <urn:list> .
        <urn:list> a qb:HierarchicalCodeList ; qb:parentChildProperty skos:narrower }""",
    ),
    "IC-21 a value is in the hierarchy that is told from below": (
        """ASK { ?list a qb:HierarchicalCodeList ; qb:parentChildProperty/owl:inverseOf ?up .
        ?dimension qb:codeList ?list . ?cell a qb:Observation ; ?dimension ?value
        FILTER NOT EXISTS { ?list qb:hierarchyRoot ?value } FILTER NOT EXISTS { ?value ?up ?above } }""",
        """INSERT DATA { edu:about qb:codeList <urn:list> .
        <urn:list> a qb:HierarchicalCodeList ; qb:parentChildProperty [ owl:inverseOf skos:broader ] }""",
    ),
}
"""What must hold → the ASK that is true where it does not, and an update that breaks it."""
