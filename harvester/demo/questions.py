"""Three questions to the demonstration catalogue: a search, a record, a query."""

SEARCH = "Rum chromitite"
"""Found in three repositories, as the same hand specimen and what was cut from it."""

RECORD = ("demo-clyde", "oai:clyde.example:rum-012")
"""Repository and identifier of a 3D data set: slices 30 nm apart, with element maps."""

SPARQL = """\
PREFIX lith: <https://w3id.org/lithoscope/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>

# The ten techniques with most data, and how many repositories hold them.
SELECT ?technique (COUNT(DISTINCT ?record) AS ?records) (COUNT(DISTINCT ?source) AS ?repositories)
WHERE {
  ?record lith:source ?source ;
          lith:describes/prov:wasGeneratedBy/schema:measurementTechnique ?technique .
}
GROUP BY ?technique
ORDER BY DESC(?records) ?technique
LIMIT 10
"""
