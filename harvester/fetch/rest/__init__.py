"""REST: one fetcher for all interfaces that list records as JSON, driven by a style."""

from harvester.fetch.rest.fetcher import RestFetcher

__all__ = ["RestFetcher"]
