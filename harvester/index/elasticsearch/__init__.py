"""The index on an Elasticsearch cluster; the client library is imported when it is chosen."""
