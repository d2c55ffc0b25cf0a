"""The graph on a SPARQL 1.1 server: query, update and graph store protocol over HTTP.

What `graph_url` says for each, with `user:password@` before the host where the server wants it, and
how the default graph of its queries becomes the union of all graphs, as it must be:

    Apache Jena Fuseki   http://host:3030/rocks                 tdb2:unionDefaultGraph true
    Oxigraph             http://host:7878?data=store            --union-default-graph
    GraphDB, RDF4J       http://host:7200/repositories/rocks?query=&update=statements&data=statements
    QLever               http://host:7001?query=?timeout=60s&update=&data=       and graph_token
    Virtuoso             http://host:8890?query=sparql?timeout=0&update=sparql-auth&auth=digest
"""
