"""One spelling an outlet: which printed sources are the same outlet, told by the names alone.

"The New York Times", "New York Times", "NEW YORK TIMES", "nytimes.com", "NYT" and "The New York Times, Late Edition
(East Coast)" are one; "The Washington Post" and "The Washington Times" are two. No list of outlets is asked: the rules
are about how names are written, and where a spelling fits two outlets of the corpus it stays by itself. The answer
depends on the set of printed names and how often each stands, not on their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kit.formats.reading.outlet_names import (
    PLAIN,
    Name,
    common,
    countries,
    is_host_of,
    is_initials,
    is_short,
    label_of,
    labels,
    parsed,
    parts,
    places,
    shortens,
)

__all__ = ["one_spelling", "respelled"]

Join = Callable[[str, str], None]
# What an outlet is called with or without; a magazine of several words may be part of a newspaper.
TRAILING = (("news",), ("news", "network"), ("news", "agency"), ("newspaper",), ("magazine",))


def one_spelling(counts: Mapping[str, int]) -> dict[str, str]:
    """For each printed source the one spelling of its outlet: the one that is used most of those that are names.

    Names go before names in capitals or with an edition, these before abbreviations, and these before addresses; of
    two used equally the longer is taken.

    Parameters
    ----------
    counts
        How many articles each printed source has.
    """
    # Sorted, so that nothing hangs on which article was read first.
    names = [parsed(printed) for printed in sorted(counts)]
    one = {name.printed: name.printed for name in names}
    groups = {name.printed: [name] for name in names}

    def join(first: str, second: str) -> None:
        old, new = one[second], one[first]
        if old != new:
            one.update({name.printed: new for name in groups[old]})
            groups[new] += groups.pop(old)

    full = [name for name in names if not name.host]
    _join_names(full, join)
    _join_trailing(full, one, join)
    _join_addresses(names, one, join)
    _join_abbreviations(full, one, join)
    best = {
        known: min(group, key=lambda name: _rank(name, group, counts[name.printed])).printed
        for known, group in groups.items()
    }
    return {printed: best[known] for printed, known in one.items()}


def respelled(articles: Iterable[dict[str, Any]]) -> None:
    """Give each of these articles the one spelling of its outlet; `printed_source` keeps what its file prints."""
    articles = list(articles)
    spelling = one_spelling(Counter(article["source"] for article in articles if article.get("source")))
    for article in articles:
        printed = article.get("source")
        if printed and spelling[printed] != printed:
            article["source"] = spelling[printed]
            article.setdefault("printed_source", printed)


def _rank(name: Name, group: list[Name], n: int) -> tuple[int, int, int, str]:
    letters = [letter for letter in name.printed if letter.isalpha()]
    if name.host:
        tier = 3
    elif is_short(name) and any(shortens(name, other) for other in group if other.words != name.words):
        tier = 2
    else:
        tier = int(not name.bare or name.printed.isupper() or all(letter.islower() for letter in letters))
    return tier, -n, -len(name.printed), name.printed


def _join_names(names: Iterable[Name], join: Join) -> None:
    """Names that differ by case, marks, article, edition and a place that nothing else contradicts."""
    cores: dict[str, list[Name]] = {}
    for name in names:
        if name.core:
            cores.setdefault(name.core, []).append(name)
    for alike in cores.values():
        # "Die Presse" and "La Presse" are two, and a bare "Presse" may be either.
        if len({name.article for name in alike if name.article}) > 1:
            kinds: dict[str, list[Name]] = {}
            for name in alike:
                kinds.setdefault(name.article, []).append(name)
            for same in kinds.values():
                _join_places(same, join)
        else:
            _join_places(alike, join)


def _join_places(alike: list[Name], join: Join) -> None:
    """Of names that are one but for where they come out: those of one place, and with them those of none said."""
    told = {name.place for name in alike if name.place}
    town = {place: _town(place, told) for place in told}
    # Of names that many outlets have, the bare one is taken for the British one, where no other is told.
    bare = not common(alike[0].words) or told <= PLAIN
    if len(set(town.values())) == 1 and bare:
        town[""] = town[min(told)]
    same: dict[str, Name] = {}
    for name in alike:
        place = town.get(name.place, name.place)
        join(same.setdefault(place, name).printed, name.printed)


def _town(place: str, told: set[str]) -> str:
    """For a country the one town of it that is told: "(UK)" is "(London)", where no other British town is."""
    country = countries().get(place)
    towns = [other for other in sorted(told) if other not in countries() and places().get(other) == country]
    return towns[0] if country and len(towns) == 1 else country or place


def _join_trailing(names: list[Name], one: Mapping[str, str], join: Join) -> None:
    """ "Breitbart News" and "Breitbart", "Time Magazine" and "Time"."""
    by_words: dict[tuple[str, ...], list[Name]] = {}
    for name in names:
        by_words.setdefault(name.words, []).append(name)
    for words, longer in sorted(by_words.items()):
        for ending in TRAILING:
            rest = words[: -len(ending)]
            if words[-len(ending) :] != ending or not rest or common(rest) or rest not in by_words:
                continue
            # "The New York Times Magazine" is not the newspaper.
            if ending == ("magazine",) and len(rest) > 1:
                continue
            found = {one[name.printed] for name in [*longer, *by_words[rest]]}
            if len(found) == 2:
                join(by_words[rest][0].printed, longer[0].printed)


def _join_addresses(names: list[Name], one: Mapping[str, str], join: Join) -> None:
    """The addresses of one host, and each host with the one outlet that may be called so."""
    hosts: dict[str, list[Name]] = {}
    called: dict[str, list[Name]] = {}
    for name in names:
        if name.host:
            hosts.setdefault(name.host, []).append(name)
        for label in labels(name):
            called.setdefault(label, []).append(name)
    for host, same in sorted(hosts.items()):
        for name in same[1:]:
            join(same[0].printed, name.printed)
        there = [name for name in called.get(label_of(host)[0], ()) if is_host_of(host, name)]
        whole = [name for name in there if not is_initials(label_of(host)[0], name)]
        found = {one[name.printed] for name in whole or there}
        # Two outlets that may have this address, or one of many that are called so: then it stays by itself.
        if len(found) == 1 and not any(name.elsewhere for name in there):
            join(found.pop(), same[0].printed)


def _join_abbreviations(names: list[Name], one: Mapping[str, str], join: Join) -> None:
    """NYT, WaPo and LA Times, each with the one outlet whose words begin so."""
    beginning: dict[str, list[Name]] = {}
    for name in names:
        for words in set(name.ways):
            beginning.setdefault("".join(word[0] for word in words), []).append(name)
    for name in filter(is_short, names):
        there = beginning.get("".join(part[0] for part in parts(name)), ())
        found = {one[other.printed] for other in there if other.words != name.words and shortens(name, other)}
        if len(found) == 1:
            join(found.pop(), name.printed)
