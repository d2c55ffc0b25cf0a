"""Four questions to the demonstration catalogue: a search, a record, a query, a sample."""

SEARCH = "Rum chromitite"
"""Found in three repositories, as the same hand specimen and what was cut from it."""

RECORD = ("demo-clyde", "oai:clyde.example:rum-012")
"""Repository and identifier of a 3D data set: slices 30 nm apart, with element maps."""

SAMPLE = "demo-north/oai:north.example:smp-001"
"""A harzburgite of which five repositories tell, each in its own words."""

SPARQL = """\
# Which samples were scanned by X-ray tomography in one repository, and studied by atom probe or
# transmission electron microscopy in another? From millimetres to atoms, of one and the same
# sample: a meteorite's name is not enough, as one fall has many stones.
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX lith: <https://w3id.org/lithoscope/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX sosa: <http://www.w3.org/ns/sosa/>
PREFIX technique: <https://w3id.org/lithoscope/technique/>

SELECT DISTINCT ?sample ?tomography ?technique ?elsewhere {
  ?one lith:source ?tomography ; lith:describes/prov:wasGeneratedBy ?scan .
  ?scan schema:measurementTechnique technique:xct ;
        sosa:hasFeatureOfInterest/dct:identifier ?sample .

  VALUES ?method { technique:apt technique:tem }
  ?other lith:source ?elsewhere ; lith:describes/prov:wasGeneratedBy ?study .
  ?study schema:measurementTechnique ?method ;
         sosa:hasFeatureOfInterest/dct:identifier ?sample .

  FILTER (?tomography != ?elsewhere && !STRSTARTS(?sample, "meteorite:"))
  BIND (STRAFTER(STR(?method), STR(technique:)) AS ?technique)
}
ORDER BY ?sample ?technique ?tomography ?elsewhere
"""
