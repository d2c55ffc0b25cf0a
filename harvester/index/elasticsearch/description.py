"""What is reached, for people: cluster, version, index, and what could not be put there."""

from harvester.index.elasticsearch.client import Cluster
from harvester.index.elasticsearch.fields import EVERYTHING
from harvester.index.elasticsearch.indices import Indices
from harvester.index.elasticsearch.state import read


def described(cluster: Cluster, indices: Indices) -> str:
    """Elasticsearch 9.5.3, cluster rocks, 1,234 documents in lithoscope-v1-000002"""
    info = cluster.client.info()
    reached = f"Elasticsearch {info['version']['number']}, cluster {info['cluster_name']}"
    index = indices.live()
    if index is None:
        return f"{reached}, no {indices.alias} yet"
    documents = cluster.client.count(index=index, query=EVERYTHING)["count"]
    said = f"{reached}, {documents:,} documents in {index}"
    refused = read(cluster.client, index).refused
    if not refused:
        return said
    iri, why = next(iter(refused.items()))
    return f"{said}; {len(refused):,} are not taken, {iri} for one ({why})"
