"""The fetcher for sitemaps: landing pages that a site lists, and the JSON-LD that they carry.

`index` reads the sitemaps (`entries` one of them), `selection` says which pages a window asks for,
`landing` what is on one (`scripts`: the blocks of JSON-LD in it), `progress` where a broken-off
window goes on, and `fetcher` puts them together.
"""

from harvester.fetch.sitemap.fetcher import SitemapFetcher

__all__ = ["SitemapFetcher"]
